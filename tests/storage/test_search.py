"""Staff find cases by words of two characters and more, never by names; similar cases are few and found by index."""

from datetime import datetime

import pytest
from sqlalchemy import select, text

from storage import cases
from storage.cases import search_words
from storage.cases.similar_cases import MARKS, marks
from storage.database import Database
from storage.rows import table
from storage.vault import Vault
from tests.storage.matters import filed, house, named, person


async def numbers(db: Database, query: str, **more: object) -> list[int]:
    """Ids of the cases that a query finds."""
    async with db.reading() as session:
        return [case.id for case in await cases.search(session, query, **more)]  # type: ignore[arg-type]


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "hit"),
        [
            ("噪音", True),
            ("夜间施工", True),
            ("施工 噪音", True),
            ("３号楼", True),
            ("a座", True),
            ("A座", True),
            ("噪音扰民拆迁", False),
            ("音施", False),
            ("噪", False),
            ("", False),
            ("  ", False),
            ('" OR 1', False),
            ("' & | ! <->", False),
        ],
    )
    async def test_words_are_found_as_people_type_them(
        self, db: Database, now: datetime, query: str, hit: bool
    ) -> None:
        done = await filed(db, now, search_text="小区3号楼A座夜间施工，噪音扰民")
        assert await numbers(db, query) == ([done.case.id] if hit else [])

    async def test_the_newest_case_comes_first_and_the_limit_holds(self, db: Database, now: datetime) -> None:
        ids = [(await filed(db, now, f"draft-{n}")).case.id for n in range(4)]
        assert await numbers(db, "三个月工资") == ids[::-1]
        assert await numbers(db, "三个月工资", limit=2) == ids[:1:-1]

    async def test_telling_words_that_the_text_does_not_have_are_found_too(
        self, db: Database, now: datetime
    ) -> None:
        done = await filed(db, now, search_text="三个月没有发钱", terms=["拖欠工资"])
        assert await numbers(db, "拖欠工资") == [done.case.id]

    async def test_names_phones_and_addresses_are_never_found(self, db: Database, now: datetime) -> None:
        told = (
            "我叫王小明，电话138 0013 8000，住菁城街道解放路 8 号 302 室，卡号6222020200112233445，工地欠薪"
        )
        await filed(db, now, search_text=told, terms=["王小明", "欠薪"], **named())
        assert await numbers(db, "工地欠薪") != []
        for private in ("王小明", "13800138000", "138 0013 8000", "解放路", "6222020200112233445"):
            assert await numbers(db, private) == []

    async def test_a_page_full_of_other_units_cases_hides_nothing(
        self, db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search_words, "PAGE", 2)
        home = await house(db, now)
        mine = (await filed(db, now, "draft-0", unit_id=home.labour)).case.id
        for n in range(1, 6):
            await filed(db, now, f"draft-{n}", unit_id=home.roads)
        assert await numbers(db, "三个月工资", unit_id=home.labour) == [mine]

    async def test_words_written_anew_replace_the_old_ones(self, db: Database, now: datetime) -> None:
        done = await filed(db, now, search_text="夜间施工", terms=[])
        async with db.writing() as session:
            await search_words.index(session, done.case.id, "道路塌陷")
        assert await numbers(db, "夜间施工") == []
        assert await numbers(db, "道路塌陷") == [done.case.id]

    async def test_no_readable_word_is_stored(self, db: Database, now: datetime, vault: Vault) -> None:
        await filed(db, now, search_text="夜间施工 noise 噪音")
        async with db.reading() as session:
            stored = str(await session.scalar(select(table("case_terms").c.terms)))
        assert set(stored) <= set("abcdefghijklmnopq ")

    async def test_sqlite_and_its_word_index_agree(self, sqlite_db: Database, now: datetime) -> None:
        done = await filed(sqlite_db, now, search_text="夜间施工")
        await filed(sqlite_db, now, "draft-2", search_text="道路塌陷")
        async with sqlite_db.writing() as session:
            await search_words.index(session, done.case.id, "路灯不亮")
            await search_words.forget(session, done.case.id)
            check = "INSERT INTO case_terms_fts(case_terms_fts, rank) VALUES ('integrity-check', 1)"
            await session.execute(text(check))

    async def test_a_very_long_text_is_cut_and_still_found_by_its_beginning(
        self, db: Database, now: datetime
    ) -> None:
        done = await filed(db, now, search_text="夜间施工，" + "很吵" * 50_000 + "结尾独特")
        assert await numbers(db, "夜间施工") == [done.case.id]
        assert await numbers(db, "结尾独特") == []


class TestSimilar:
    async def test_cases_that_share_more_telling_words_come_first(self, db: Database, now: datetime) -> None:
        one = (await filed(db, now, "draft-1", terms=["拖欠工资", "工地"])).case.id
        both = (await filed(db, now, "draft-2", terms=["拖欠工资", "农民工", "工地"])).case.id
        await filed(db, now, "draft-3", terms=["道路塌陷"])
        async with db.reading() as session:
            found = await cases.similar_candidates(session, ["拖欠工资", "工地", "农民工"])
        assert [(each.case.id, each.shared) for each in found] == [(both, 3), (one, 2)]
        assert found[0].text.startswith("工地拖欠")

    async def test_the_same_sender_comes_before_any_word(self, db: Database, now: datetime) -> None:
        async with db.writing() as session:
            ann = await person(session, now, 10)
        mine = (await filed(db, now, "draft-1", owner_id=ann, terms=["路灯"])).case.id
        called = (await filed(db, now, "draft-2", terms=["路灯"], **named())).case.id
        similar_cases = (await filed(db, now, "draft-3", terms=["拖欠工资", "工地"])).case.id
        async with db.reading() as session:
            found = await cases.similar_candidates(
                session, ["拖欠工资", "工地"], owner_id=ann, phone="+86 138-0013-8000"
            )
        assert [each.case.id for each in found] == [called, mine, similar_cases]
        assert [each.same_sender for each in found] == [True, True, False]

    async def test_there_are_never_more_than_asked_and_never_the_case_itself(
        self, db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ids = [(await filed(db, now, f"draft-{n}", terms=["拖欠工资"])).case.id for n in range(5)]
        async with db.reading() as session:
            found = await cases.similar_candidates(session, ["拖欠工资"], limit=3, but=ids[4])
        assert [each.case.id for each in found] == [ids[3], ids[2], ids[1]]

    async def test_a_common_word_costs_no_more_than_its_newest_cases(
        self, db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from storage.cases import similar_cases

        monkeypatch.setattr(similar_cases, "NEWEST", 2)
        ids = [(await filed(db, now, f"draft-{n}", terms=["拖欠工资"])).case.id for n in range(4)]
        async with db.reading() as session:
            found = await cases.similar_candidates(session, ["拖欠工资"])
        assert [each.case.id for each in found] == ids[:1:-1]

    async def test_nothing_to_compare_finds_nothing(self, db: Database, now: datetime) -> None:
        await filed(db, now)
        async with db.reading() as session:
            assert await cases.similar_candidates(session, []) == []
            assert await cases.similar_candidates(session, ["工", ""]) == []

    async def test_few_words_are_kept_and_none_of_the_sender(self, vault: Vault) -> None:
        many = [f"词语{n}" for n in range(100)]
        assert len(marks(many)) == MARKS
        assert marks(["王小明", "工地"], ["王小明"]) == marks(["工地"])

    async def test_the_newest_of_a_mark_are_read_from_its_index(self, sqlite_db: Database) -> None:
        asked = "SELECT case_id FROM case_marks WHERE mark = 1 ORDER BY case_id DESC LIMIT 200"
        async with sqlite_db.reading() as session:
            plan = (await session.execute(text(f"EXPLAIN QUERY PLAN {asked}"))).all()
        assert [str(row[3]) for row in plan] == ["SEARCH case_marks USING PRIMARY KEY (mark=?)"]

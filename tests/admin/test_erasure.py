"""What closed cases say is gone when their time is over and two persons agreed; the facts and the chain stay."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from casework.petition import Role
from services import erasure
from storage import audit, cases, office, retention
from storage.database import Database
from storage.rows import table
from storage.tables import metadata
from tests.admin.townhall import TownHall
from tests.journeys.stories import files
from tests.people import Bureau, People, Person

SAID = (
    "王小明",
    "13800000000",
    "青山镇东街",
    "宏达建筑公司",
    "工地欠我们三十多个人",
    "尽快解决，把工资发给我",
    "材料的内容",
)
LONG = erasure.KEPT + timedelta(days=400)


async def closed_long_ago(bureau: Bureau, case_id: int) -> None:
    """The case was closed, and nobody asked for it again."""
    async with bureau.db.writing() as session:
        rows = table("cases")
        await session.execute(
            rows.update()
            .where(rows.c.id == case_id)
            .values(is_open=False, state="closed", closed_at=bureau.clock())
        )
        alarms = table("alarms")
        await session.execute(alarms.delete().where(alarms.c.case_id == case_id))
    bureau.clock.turn(LONG)


async def agree(first: Person, second: Person) -> None:
    assert "可以销毁" in await first.says("/销毁")
    assert "已提出" in await first.presses("提议销毁")
    assert "已同意" in await second.presses("同意销毁")


async def every_value(db: Database) -> AsyncIterator[str]:
    """Every value of every table, opened with the office's keys."""
    async with db.reading() as session:
        for each in metadata.sorted_tables:
            for row in await session.execute(select(each)):
                for value in row:
                    yield str(value)


async def sealed_values(db: Database, case_id: int) -> list[bytes]:
    """The sealed bytes of what a case says, as they lie in the database."""
    found: list[bytes] = []
    async with db.reading() as session:
        for name in ("case_texts", "case_identity", "case_demands", "case_places", "case_events"):
            for row in (
                await session.execute(text(f"SELECT * FROM {name} WHERE case_id = {case_id}"))
            ).mappings():
                found += [value for value in row.values() if isinstance(value, bytes) and len(value) > 20]
    return found


async def test_erasing_leaves_no_word_in_the_database_its_log_and_the_folder(
    people_of: People, bureau: Bureau
) -> None:
    """The scan after erasing: every value that the keys open, and every byte that lay there before."""
    first, second = [await people_of.officer("bureau", Role.ADMIN) for _ in range(2)]
    ann = await people_of.citizen()
    await files(ann, 您的住址="青山镇东街 1 号", 涉及哪个单位="宏达建筑公司")
    case = await bureau.only_case()
    async with bureau.db.writing() as session:
        saved = await bureau.context.files.save(
            one("材料的内容".encode()), name="王小明的材料.txt", limit=10**6
        )
        number = await bureau.context.files.record(session, saved, channel="web", now=bureau.clock())
        await cases.add_file(session, case.id, number, at=bureau.clock(), caption="王小明")
    before = "\n".join([each async for each in every_value(bureau.db)])
    assert all(word in before for word in SAID[:-1]), "the scan sees what there is"
    sealed = await sealed_values(bureau.db, case.id)
    assert len(sealed) > 5
    await closed_long_ago(bureau, case.id)
    await bureau.ticker.tick(bureau.clock())
    await bureau.deliver()
    assert "可以销毁" in await first.sees()
    await agree(first, second)
    await bureau.ticker.tick(bureau.clock())
    after = "\n".join([each async for each in every_value(bureau.db)])
    assert [word for word in SAID if word in after] == []
    async with bureau.db.reading() as session:
        kept = await cases.by_id(session, case.id)
        assert kept is not None and (kept.number, kept.state) == (case.number, "closed")
        assert (await cases.verify(session, case.id)).holds
        assert await bureau.context.files.open(session, number) is None
        lines = [line for line in await audit.entries(session) if line.action == "erased"]
    assert [line.case_id for line in lines] == [case.id]
    await retention.run(bureau.db, bureau.context.files, bureau.clock() + timedelta(days=9))
    assert not saved.path.exists()
    if bureau.db.path is not None:
        lying = b"".join(
            path.read_bytes()
            for path in bureau.db.path.parent.glob(f"{bureau.db.path.name}*")
            if path.is_file()
        )
        assert [value for value in sealed if value in lying] == []
        assert [word for word in SAID if word.encode() in lying] == []


async def one(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def test_one_person_erases_nothing(hall: TownHall) -> None:
    first, second = [await hall.officer("bureau", Role.ADMIN) for _ in range(2)]
    case = await hall.files(await hall.citizen(), "路灯坏了")
    await closed_long_ago(hall.bureau, case.id)
    await first.says("/销毁")
    await first.presses("提议销毁")
    assert "另一位" in await first.taps("er:yes")
    assert "还没有决定" in await second.taps("er:propose")
    await hall.bureau.ticker.tick(hall.bureau.clock())
    assert "路灯坏了" in "\n".join([each async for each in every_value(hall.db)])
    assert "不销毁" in await second.presses("不同意")
    assert "没有等着决定" in await second.taps("er:yes")
    assert "只有相应的工作人员" in await (await hall.officer("bureau", Role.CLERK)).taps("er:propose")


async def test_nothing_is_ripe_before_its_time(hall: TownHall) -> None:
    boss = await hall.officer("bureau", Role.ADMIN)
    case = await hall.files(await hall.citizen(), "路灯坏了")
    assert "没有" in await boss.says("/销毁")
    await closed_long_ago(hall.bureau, case.id)
    open_case = await hall.files(await hall.citizen(), "水管坏了")
    async with hall.db.reading() as session:
        assert await erasure.due(session, hall.bureau.clock()) == 1
        assert await erasure.due(session, hall.bureau.clock() - LONG + erasure.KEPT) == 0
        assert open_case.is_open


async def test_many_are_erased_some_at_a_time_and_the_plan_ends(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "STEP", 2)
    first, second = [await hall.officer("bureau", Role.ADMIN) for _ in range(2)]
    for n in range(5):
        case = await hall.files(await hall.citizen(), f"路灯{n}坏了")
        await closed_long_ago(hall.bureau, case.id)
    await agree(first, second)
    await hall.bureau.ticker.tick(hall.bureau.clock())
    async with hall.db.reading() as session:
        assert await erasure.due(session, hall.bureau.clock()) == 0
        assert await office.value(session, erasure.PLAN) is None
        assert len([line for line in await audit.entries(session) if line.action == "erased"]) == 5


async def test_a_file_that_another_case_holds_stays(hall: TownHall) -> None:
    first, second = [await hall.officer("bureau", Role.ADMIN) for _ in range(2)]
    old = await hall.files(await hall.citizen(), "路灯坏了")
    young = await hall.files(await hall.citizen(), "水管坏了")
    async with hall.db.writing() as session:
        saved = await hall.bureau.context.files.save(one(b"both"), name="a.txt", limit=100)
        number = await hall.bureau.context.files.record(
            session, saved, channel="web", now=hall.bureau.clock()
        )
        for each in (old, young):
            await cases.add_file(session, each.id, number, at=hall.bureau.clock())
    await closed_long_ago(hall.bureau, old.id)
    await agree(first, second)
    await hall.bureau.ticker.tick(hall.bureau.clock())
    async with hall.db.reading() as session:
        assert await hall.bureau.context.files.open(session, number) is not None

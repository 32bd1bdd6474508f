"""A case is filed once, numbered without gaps, changed by one at a time; its history cannot be altered."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from casework import numbering
from casework.petition import CITIZEN, Rating, Role
from storage import cases
from storage import vault as vaults
from storage.cases.codes import Lookup
from storage.database import Database
from storage.lockouts import FAILURES, WINDOW
from storage.rows import table
from storage.tables.case_rows import LinkKind, RatedUnit, TextKind
from storage.turn import Stale
from storage.vault import Vault
from tests.storage.matters import (
    STORY,
    change,
    clock,
    day,
    filed,
    house,
    named,
    new_case,
    person,
    submitted,
    transferred,
)


def number(serial: int, region: str = "350881") -> str:
    """The case number of a serial on the day of the tests."""
    return numbering.case_number(region, day("2026-11-21"), serial)


class TestFiling:
    async def test_a_filing_stores_everything_that_was_said(self, db: Database, now: datetime) -> None:
        async with db.writing() as session:
            owner = await person(session, now)
        done = await filed(db, now, owner_id=owner, demands=["发放工资", "赔礼"], **named())
        async with db.reading() as session:
            case = await cases.get(session, done.case.number)
            said = await cases.texts(session, done.case.id)
            who = await cases.identity(session, done.case.id)
            where = await cases.place(session, done.case.id)
            asked = await cases.demands(session, done.case.id)
        assert case is not None
        assert (case.state, case.version, case.is_open, case.topic) == ("registered", 1, True, "LD01")
        assert [(each.kind, each.body) for each in said] == [("story", STORY), ("request", "发放拖欠工资")]
        assert who is not None
        assert (who.name, who.phone, who.contact) == ("王小明", "138 0013 8000", "wx_xiaoming")
        assert where is not None
        assert (where.text, where.lat) == ("解放路工地", "25.290000")
        assert [(each.n, each.text) for each in asked] == [(1, "发放工资"), (2, "赔礼")]

    async def test_its_first_event_starts_the_clock_and_the_next_deadline(
        self, db: Database, now: datetime
    ) -> None:
        case = (await filed(db, now)).case
        async with db.reading() as session:
            running = await cases.clocks(session, case.id)
            events = await cases.timeline(session, case.id)
        assert [(each.clock, each.stopped_at, each.kept) for each in running] == [("C1", None, None)]
        assert (case.next_clock, case.next_due) == ("C1", running[0].limit)
        assert [(each.seq, each.event, each.was, each.now) for each in events] == [
            (1, "submit", "draft", "registered")
        ]

    async def test_the_same_draft_filed_twice_is_one_case_and_one_code(
        self, db: Database, now: datetime
    ) -> None:
        first, again = await filed(db, now), await filed(db, now)
        assert first.code is not None
        assert again.code is None
        assert again.case.id == first.case.id

    async def test_two_devices_file_the_same_draft_at_once_and_no_number_is_lost(
        self, db: Database, now: datetime
    ) -> None:
        both = await asyncio.gather(filed(db, now), filed(db, now))
        after = await filed(db, now, "draft-2")
        assert len({done.case.id for done in both}) == 1
        assert sum(done.code is not None for done in both) == 1
        assert [both[0].case.number, after.case.number] == [number(1), number(2)]

    async def test_numbers_have_no_gap_when_filed_together_and_when_a_filing_fails(
        self, db: Database, now: datetime
    ) -> None:
        async def failing() -> None:
            async with db.writing() as session:
                await cases.file(session, new_case("doomed"), submitted(now), now)
                raise RuntimeError("the turn failed")

        await filed(db, now, "draft-0")
        with pytest.raises(RuntimeError):
            await failing()
        done = await asyncio.gather(*(filed(db, now, f"draft-{n}") for n in range(1, 8)))
        assert {each.case.number for each in done} == {number(n) for n in range(2, 9)}

    async def test_the_day_of_a_number_is_the_offices_day(self, db: Database) -> None:
        late = datetime(2026, 11, 21, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
        before = await filed(db, late, "draft-1")
        after = await filed(db, late + timedelta(minutes=2), "draft-2")
        assert before.case.number.startswith("350881-261121-00001-")
        assert after.case.number.startswith("350881-261122-00001-")

    async def test_each_region_counts_for_itself(self, db: Database, now: datetime) -> None:
        here = await filed(db, now, "draft-1")
        there = await filed(db, now, "draft-2", region="350802")
        assert (here.case.number, there.case.number) == (number(1), number(1, "350802"))

    async def test_nothing_a_citizen_typed_can_be_read_in_the_database(
        self, db: Database, now: datetime
    ) -> None:
        done = await filed(db, now, concerns="王大富", **named())
        async with db.writing() as session:
            answer = (TextKind.ANSWER, "经查，王大富已付清。")
            await cases.add_text(session, done.case.id, *answer, by=Role.HANDLER, at=now)
        stored = await _everything(db)
        for private in (
            "王小明",
            "13800138000",
            "138 0013 8000",
            "解放路",
            "王大富",
            "xiaoming",
            "三个月",
            done.code,
        ):
            assert private is not None
            assert private.encode() not in stored


class TestAnonymousFiling:
    async def test_it_keeps_no_person_and_no_chat_next_to_the_content(
        self, db: Database, now: datetime
    ) -> None:
        chat = 777_000_111_222
        async with db.writing() as session:
            who = await person(session, now, chat)
        done = await filed(db, now, f"tg:{chat}:draft", anonymous=True)
        assert (done.case.owner_id, done.case.anonymous) == (None, True)
        assert done.case.anonymous_key is not None
        async with db.reading() as session:
            assert await cases.identity(session, done.case.id) is None
            assert await cases.of_person(session, who) == []
        assert str(chat).encode() not in await _everything(db, without=("persons", "people"))

    async def test_an_owner_or_a_name_with_it_is_refused(self, db: Database, now: datetime) -> None:
        async with db.writing() as session:
            owner = await person(session, now)
        with pytest.raises(ValueError, match="anonymous"):
            await filed(db, now, anonymous=True, owner_id=owner)
        with pytest.raises(ValueError, match="anonymous"):
            await filed(db, now, anonymous=True, **named())
        done = await filed(db, now, anonymous=True)
        with pytest.raises(ValueError, match="anonymous"):
            async with db.writing() as session:
                await cases.set_identity(session, done.case.id, name="王", phone=None, address=None)


class TestRecording:
    async def test_a_change_moves_the_case_its_clocks_and_its_next_deadline(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        later = now + timedelta(days=2)
        moved = await transferred(db, case, home.labour, home.clerk, later)
        async with db.reading() as session:
            all_clocks = await cases.clocks(session, case.id, running_only=False)
        assert (moved.state, moved.version, moved.unit_id, moved.next_clock) == (
            "transferred",
            2,
            home.labour,
            "C3",
        )
        assert [(each.clock, each.kept) for each in all_clocks] == [("C1", True), ("C3", None)]
        assert moved.last_visible_at == later

    async def test_two_officers_press_at_once_and_exactly_one_wins(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case

        async def pressed(unit_id: int) -> str:
            try:
                return (await transferred(db, case, unit_id, home.clerk, now)).state
            except Stale:
                return "stale"

        both = await asyncio.gather(pressed(home.labour), pressed(home.roads))
        async with db.reading() as session:
            events = await cases.timeline(session, case.id)
        assert sorted(both) == ["stale", "transferred"]
        assert [each.event for each in events] == ["submit", "transfer"]

    async def test_a_clock_met_after_its_rolled_limit_is_not_kept(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        await transferred(db, case, home.labour, home.clerk, now + timedelta(days=16))
        async with db.reading() as session:
            first = (await cases.clocks(session, case.id, running_only=False))[0]
        assert (first.clock, first.kept) == ("C1", False)

    async def test_a_clock_that_lapses_is_neither_kept_nor_missed(self, db: Database, now: datetime) -> None:
        case = (await filed(db, now)).case
        gone = change(case, "withdraw", "withdrawn", CITIZEN, now, stops=("C1",), lapses=("C1",))
        async with db.writing() as session:
            after = await cases.record(session, gone)
            stopped = (await cases.clocks(session, case.id, running_only=False))[0]
        assert (stopped.stopped_at, stopped.kept) == (now, None)
        assert (after.is_open, after.next_due, after.next_clock) == (False, None, None)

    async def test_a_clock_of_hours_is_judged_by_its_moment(self, db: Database, now: datetime) -> None:
        case = (await filed(db, now)).case
        urgent = clock("C1u", now, days=0, due_at=now + timedelta(hours=2))
        async with db.writing() as session:
            case = await cases.record(
                session, change(case, "note", "registered", CITIZEN, now, starts=(urgent,))
            )
            done = now + timedelta(hours=3)
            await cases.record(session, change(case, "note", "registered", CITIZEN, done, stops=("C1u",)))
            late = (await cases.clocks(session, case.id, running_only=False))[-1]
        assert (late.clock, late.kept) == ("C1u", False)

    async def test_the_first_unit_to_accept_stays_on_record_as_lead(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        async with db.writing() as session:
            await cases.set_co_unit(session, case.id, home.roads, now)
            lead = {"lead_unit_id": home.labour, "unit_id": home.labour}
            await cases.record(session, change(case, "accept", "accepted", home.handler, now, updates=lead))
            parts = {each.unit_id: each.part for each in await cases.co_units(session, case.id)}
        assert parts == {home.labour: "lead", home.roads: "co"}

    async def test_a_change_cannot_set_what_follows_from_it(self, db: Database, now: datetime) -> None:
        case = (await filed(db, now)).case
        for wrong in ({"number": "x"}, {"version": 7}, {"no_such_column": 1}):
            with pytest.raises(ValueError, match="does not set"):
                async with db.writing() as session:
                    await cases.record(
                        session, change(case, "note", "registered", CITIZEN, now, updates=wrong)
                    )

    async def test_a_clerks_topic_stands_before_the_machines(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        async with db.writing() as session:
            sorted_out = change(
                case, "classify", "registered", home.clerk, now, updates={"topic_clerk": "NC02"}, public=False
            )
            after = await cases.record(session, sorted_out)
        assert (after.topic, after.topic_clerk, after.topic_machine) == ("NC02", "NC02", "LD01")


class TestHistory:
    async def test_events_are_chained_and_the_chain_holds(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        await transferred(db, case, home.labour, home.clerk, now)
        async with db.reading() as session:
            verdict = await cases.verify(session, case.id)
            first, second = await cases.timeline(session, case.id)
        assert (verdict.holds, verdict.events) == (True, 2)
        assert second.prev_hash == first.hash

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE case_events SET event = 'other'",
            "UPDATE case_events SET public = NOT public",
            "UPDATE case_events SET data = '{}', hash = 'x'",
            "UPDATE case_events SET salt = prev_hash",
            "DELETE FROM case_events",
            "DELETE FROM case_views",
            "UPDATE case_views SET what = 'nothing'",
        ],
    )
    async def test_the_database_itself_refuses_to_alter_it(
        self, db: Database, now: datetime, statement: str
    ) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        async with db.writing() as session:
            await cases.add_view(session, case.id, home.clerk, "story", now)
        if "salt = prev_hash" in statement and db.dialect == "postgresql":
            statement = "UPDATE case_events SET salt = '\\x00'"
        with pytest.raises(DBAPIError, match="append-only"):
            async with db.writing() as session:
                await session.execute(text(statement))
        async with db.reading() as session:
            assert (await cases.verify(session, case.id)).holds

    async def test_a_forged_event_is_found_at_its_place(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        await transferred(db, case, home.labour, home.clerk, now)
        async with db.reading() as session:
            events = await cases.events_for_checking(session, case.id)
        events[1]["now"] = "answered"
        from casework import chain

        assert chain.verify(events).broken_at == 2

    async def test_erasing_words_leaves_the_facts_and_the_chain(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            owner = await person(session, now)
        case = (await filed(db, now, owner_id=owner, **named())).case
        async with db.writing() as session:
            noted = change(
                case, "note", "registered", home.clerk, now, note="已联系王小明", internal_note="内部"
            )
            await cases.record(session, noted)
        async with db.writing() as session:
            await cases.erase(session, case.id)
        async with db.reading() as session:
            events = await cases.timeline(session, case.id)
            after = await cases.by_id(session, case.id)
            assert (await cases.verify(session, case.id)).holds
            assert await cases.identity(session, case.id) is None
            assert [each.body for each in await cases.texts(session, case.id)] == [None, None]
            assert await cases.search(session, "拖欠工资") == []
            assert await cases.similar_candidates(session, ["拖欠工资"]) == []
        assert [(each.event, each.note) for each in events] == [("submit", None), ("note", None)]
        assert after is not None
        assert (after.number, after.owner_id, after.code_hash) == (case.number, None, None)


class TestFinding:
    async def test_a_person_sees_their_own_cases_newest_first(self, db: Database, now: datetime) -> None:
        async with db.writing() as session:
            ann, bob = await person(session, now, 10), await person(session, now, 11)
        first = (await filed(db, now, "draft-1", owner_id=ann)).case
        second = (await filed(db, now, "draft-2", owner_id=ann)).case
        await filed(db, now, "draft-3", owner_id=bob)
        async with db.reading() as session:
            assert [each.id for each in await cases.of_person(session, ann)] == [second.id, first.id]

    async def test_a_units_work_list_goes_by_deadline_and_has_what_it_helps_with(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        ids = []
        for n, days in enumerate((5, 1, 3)):
            case = (await filed(db, now - timedelta(days=10 - days), f"draft-{n}")).case
            ids.append((await transferred(db, case, home.labour, home.clerk, now - timedelta(days=days))).id)
        other = (await filed(db, now, "draft-9")).case
        other = await transferred(db, other, home.roads, home.clerk, now)
        async with db.writing() as session:
            await cases.set_co_unit(session, other.id, home.labour, now)
        async with db.reading() as session:
            due = [each.id for each in await cases.open_of_unit(session, home.labour)]
            new = [each.id for each in await cases.open_of_unit(session, home.labour, order="new")]
        assert due == [ids[0], ids[2], ids[1], other.id]
        assert new == sorted(due, reverse=True)

    async def test_an_answered_case_is_no_work_but_still_open(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        case = await transferred(db, case, home.labour, home.clerk, now)
        async with db.writing() as session:
            answered = await cases.record(
                session, change(case, "answer", "answered", home.handler, now, stops=("C3",))
            )
        async with db.reading() as session:
            assert await cases.open_of_unit(session, home.labour) == []
            assert await cases.silent_since(session, now + timedelta(days=30)) == []
        assert answered.is_open

    async def test_silence_is_counted_from_the_last_word_to_the_citizen(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        week = now + timedelta(days=7, minutes=1)
        async with db.writing() as session:
            quiet = change(case, "note", "registered", home.clerk, now + timedelta(days=3), public=False)
            await cases.record(session, quiet)
            assert [each.id for each in await cases.silent_since(session, week - timedelta(days=7))] == [
                case.id
            ]
            await cases.add_text(
                session, case.id, TextKind.QUESTION, "请补充", by=Role.CLERK, at=now + timedelta(days=4)
            )
            assert await cases.silent_since(session, week - timedelta(days=7)) == []

    async def test_silent_cases_come_page_by_page_while_each_is_told(
        self, db: Database, now: datetime
    ) -> None:
        filings = [(await filed(db, now + timedelta(hours=n), f"draft-{n}")).case.id for n in (2, 0, 1)]
        later = now + timedelta(days=9)
        met: list[int] = []
        async with db.writing() as session:
            while page := await cases.silent_since(session, later, after_id=met[-1] if met else 0, limit=2):
                for case in page:
                    met.append(case.id)
                    await cases.record(session, change(case, "still_open", case.state, CITIZEN, later))
        assert met == sorted(filings)


class TestSealedCases:
    async def test_no_list_and_no_search_shows_one_without_the_sealed_role(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        done = await filed(db, now, sealed=True, unit_id=home.labour)
        async with db.reading() as session:
            for viewer in (None, home.clerk, home.handler, home.admin):
                assert await cases.open_of_unit(session, home.labour, viewer=viewer) == []
                assert await cases.search(session, "拖欠工资", viewer=viewer) == []
                assert await cases.similar_candidates(session, ["拖欠工资"], viewer=viewer) == []
                if viewer is not None:
                    assert await cases.visible(session, done.case.number, viewer) is None
                    assert await cases.sealed_open(session, viewer) == []
            found = await cases.sealed_open(session, home.sealed)
            assert [each.id for each in found] == [done.case.id]
            assert [each.id for each in await cases.search(session, "拖欠工资", viewer=home.sealed)] == [
                done.case.id
            ]

    async def test_who_is_recused_does_not_see_it_even_with_the_role(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        sealed = (await filed(db, now, "draft-1", sealed=True)).case
        plain = (await filed(db, now, "draft-2", unit_id=home.labour)).case
        async with db.writing() as session:
            await cases.recuse(session, sealed.id, staff_id=home.sealed.staff_id, now=now)
            await cases.recuse(session, plain.id, unit_id=home.labour, now=now)
        async with db.reading() as session:
            assert await cases.visible(session, sealed.number, home.sealed) is None
            assert await cases.open_of_unit(session, home.labour, viewer=home.handler) == []
            assert await cases.search(session, "拖欠工资", viewer=home.handler) == []
            assert [each.id for each in await cases.search(session, "拖欠工资", viewer=home.clerk)] == [
                plain.id
            ]
            assert len(await cases.recused(session, plain.id)) == 1


async def by_code(
    session: AsyncSession, number: str, code: str, vault: Vault, source: str, now: datetime
) -> Lookup:
    """Somebody tries a number and a code: looked at, then noted."""
    found = await cases.check_code(session, number, code, vault, source, now)
    return await cases.note_attempt(session, found, now)


class TestQueryCode:
    async def test_it_opens_the_case_however_it_is_typed(
        self, db: Database, vault: Vault, now: datetime
    ) -> None:
        done = await filed(db, now)
        assert done.code is not None
        typed = done.code.lower().replace("-", " ")
        async with db.writing() as session:
            found = await by_code(session, done.case.number, typed, vault, "web:1", now)
        assert found.case is not None
        assert (found.case.id, found.failed) == (done.case.id, False)

    async def test_unknown_wrong_and_nonsense_get_the_same_answer(
        self, db: Database, vault: Vault, now: datetime
    ) -> None:
        done = await filed(db, now)
        tries = [
            (done.case.number, "2222-2222-2222"),
            ("350881-261121-00002-3", "2222-2222-2222"),
            (done.case.number, "???"),
        ]
        answers = []
        for source, (number, code) in enumerate(tries):
            async with db.writing() as session:
                found = await by_code(session, number, code, vault, f"web:{source}", now)
            answers.append((found.case, found.failed, found.warn_owner_of))
        assert answers == [(None, True, None)] * 3

    async def test_every_path_makes_one_slow_hash(
        self, db: Database, vault: Vault, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done = await filed(db, now)
        assert done.code is not None
        made: list[str] = []
        slow = Vault.code_hash

        def counted(self: Vault, code: str, *, context: str) -> bytes:
            made.append(code)
            return slow(self, code, context=context)

        monkeypatch.setattr(Vault, "code_hash", counted)
        for number, code in ((done.case.number, done.code), (done.case.number, "x"), ("none", "x")):
            made.clear()
            async with db.writing() as session:
                await by_code(session, number, code, vault, "web:1", now)
            assert len(made) == 1

    async def test_five_failures_tell_the_owner_once_and_close_no_other_way_in(
        self, db: Database, vault: Vault, now: datetime
    ) -> None:
        done = await filed(db, now)
        assert done.code is not None
        warned = []
        for n in range(FAILURES + 1):
            async with db.writing() as session:
                wrong = await by_code(session, done.case.number, "x", vault, f"web:{n}", now)
            warned.append(wrong.warn_owner_of)
        async with db.writing() as session:
            right = await by_code(session, done.case.number, done.code, vault, "web:9", now)
        assert [case.id if case else None for case in warned] == [None] * (FAILURES - 1) + [
            done.case.id,
            None,
        ]
        assert right.case is not None

    async def test_five_failures_lock_their_source_for_every_number(
        self, db: Database, vault: Vault, now: datetime
    ) -> None:
        done = await filed(db, now)
        assert done.code is not None
        for n in range(FAILURES):
            async with db.writing() as session:
                wrong = await by_code(session, f"unknown-{n}", "x", vault, "web:1", now)
            assert wrong.warn_owner_of is None
        async with db.writing() as session:
            locked = await by_code(session, done.case.number, done.code, vault, "web:1", now)
            other = await by_code(session, done.case.number, done.code, vault, "web:2", now)
        assert (locked.case is None, other.case is not None) == (True, True)

    async def test_who_goes_on_guessing_waits_twice_as_long_each_time(
        self, db: Database, vault: Vault, now: datetime
    ) -> None:
        done = await filed(db, now)
        assert done.code is not None
        at, waited = now, []
        for failure in range(1, 2 * FAILURES + 2):
            async with db.writing() as session:
                assert (await by_code(session, done.case.number, "x", vault, "web:1", at)).failed
            last = at
            while failure >= FAILURES:
                at += timedelta(minutes=5)
                async with db.reading() as session:
                    found = await cases.check_code(session, done.case.number, done.code, vault, "web:1", at)
                if found.case is not None:
                    waited.append(at - last)
                    break
        assert waited == [WINDOW] * FAILURES + [2 * WINDOW] * 2

    async def test_a_new_code_makes_the_old_one_worthless(
        self, db: Database, vault: Vault, now: datetime
    ) -> None:
        done = await filed(db, now)
        assert done.code is not None
        async with db.writing() as session:
            made = await cases.prepare_code_of(done.case)
            await cases.replace_code(session, done.case, made)
            fresh = made.code
            old = await by_code(session, done.case.number, done.code, vault, "web:1", now)
            new = await by_code(session, done.case.number, fresh, vault, "web:1", now)
        assert (old.case, new.case is not None) == (None, True)

    async def test_a_code_made_before_the_turn_writes_is_the_one_that_opens(
        self, db: Database, vault: Vault, now: datetime
    ) -> None:
        secret = await cases.prepare_code("draft-1")
        done = await filed(db, now, secret=secret)
        async with db.writing() as session:
            found = await by_code(session, done.case.number, secret.code, vault, "web:1", now)
        assert (done.code, found.case is not None) == (secret.code, True)
        assert secret.code not in repr(secret)


class TestBelongings:
    async def test_repeats_are_marked_on_the_matter(self, db: Database, now: datetime) -> None:
        old = (await filed(db, now, "draft-1")).case
        new = (await filed(db, now, "draft-2")).case
        async with db.writing() as session:
            await cases.link(session, new.id, old.id, LinkKind.REPEAT, now=now)
            marked = await cases.by_id(session, new.id)
            assert marked is not None
            assert marked.repeat
            linked = (await session.execute(table("case_links").select())).one()
            assert (linked.case_id, linked.other_id, linked.kind) == (new.id, old.id, "repeat")
            with pytest.raises(ValueError, match="itself"):
                await cases.link(session, new.id, new.id, LinkKind.REPEAT, now=now)

    async def test_a_rating_can_be_changed_and_bureau_and_unit_are_rated_apart(
        self, db: Database, now: datetime
    ) -> None:
        case = (await filed(db, now)).case
        async with db.writing() as session:
            await cases.rate(session, case.id, RatedUnit.UNIT, Rating.SATISFIED, now=now)
            await cases.rate(
                session,
                case.id,
                RatedUnit.UNIT,
                Rating.UNSATISFIED,
                now=now,
                reasons=["慢"],
                text="等了两个月",
            )
            await cases.rate(session, case.id, RatedUnit.BUREAU, Rating.MOSTLY, now=now)
            found = {each.target: (each.rating, each.text) for each in await cases.ratings(session, case.id)}
        assert found == {"unit": ("unsatisfied", "等了两个月"), "bureau": ("mostly", None)}

    async def test_who_looked_is_kept_with_role_and_unit(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        async with db.writing() as session:
            await cases.add_view(session, case.id, home.handler, "identity", now)
            looked = await cases.views(session, case.id)
        assert [(each.role, each.unit_id, each.what) for each in looked] == [
            ("handler", home.labour, "identity")
        ]

    async def test_demands_carry_what_was_decided(self, db: Database, now: datetime) -> None:
        case = (await filed(db, now, demands=["发工资", "道歉"])).case
        async with db.writing() as session:
            await cases.decide_demand(session, case.id, 1, "supported")
            found = [(each.n, each.text, each.outcome) for each in await cases.demands(session, case.id)]
        assert found == [(1, "发工资", "supported"), (2, "道歉", None)]


async def _everything(db: Database, without: tuple[str, ...] = ()) -> bytes:
    """Every stored value of every table, as the database holds it, in one string."""
    from storage.tables import metadata

    found: list[bytes] = []
    async with db.reading() as session:
        for name in metadata.tables:
            if name in without:
                continue
            rows = await session.execute(text(f'SELECT * FROM "{name}"'))
            for row in rows:
                found += [
                    value if isinstance(value, bytes) else str(value).encode()
                    for value in row
                    if value is not None
                ]
        if db.dialect == "sqlite":
            for block in await session.execute(text("SELECT block FROM case_terms_fts_data")):
                found.append(block[0])
    assert found
    return b"\0".join(found)


async def test_the_counter_is_one_row_a_day(db: Database, now: datetime) -> None:
    await filed(db, now, "draft-1")
    await filed(db, now, "draft-2")
    counters = table("counters")
    async with db.reading() as session:
        rows = (await session.execute(select(counters.c.region, counters.c.value))).all()
    assert [tuple(row) for row in rows] == [("350881", 2)]


async def test_without_a_vault_nothing_is_filed(db: Database, now: datetime) -> None:
    kept = vaults.installed()
    vaults.install(None)
    try:
        with pytest.raises(vaults.VaultError):
            await filed(db, now)
    finally:
        vaults.install(kept)

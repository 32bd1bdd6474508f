"""Reception days, sponsors, 督办 and recommendations: booked without overbooking, told once, answered in writing."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from casework.petition import Refusal
from storage import oversight, reception
from storage.database import Database
from storage.tables.public_rows import Adoption, Advice, BookingState, Party, SlotState
from tests.storage.matters import day, filed, house


async def slot(db: Database, now: datetime, unit_id: int, *, capacity: int = 1, days: int = 6) -> int:
    starts = now + timedelta(days=days)
    async with db.writing() as session:
        return await reception.add_slot(
            session, unit_id, "副市长", starts, starts + timedelta(hours=1), place="接访室", capacity=capacity
        )


class TestBooking:
    async def test_the_four_are_written_down_and_each_is_told_once(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        there = await slot(db, now, home.bureau)
        async with db.writing() as session:
            booked = await reception.book(
                session, there, case.id, now=now, units=[home.labour, home.roads, home.labour]
            )
            parties = await reception.parties_of(session, booked)
            told = [await reception.told(session, parties[0].id, now) for _ in range(2)]
        assert [(each.party, each.unit_id) for each in parties] == [
            ("citizen", None),
            ("leader", None),
            ("office", None),
            ("unit", home.labour),
            ("unit", home.roads),
        ]
        assert told == [True, False]

    async def test_the_last_place_goes_to_exactly_one(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        there = await slot(db, now, home.bureau, capacity=2)
        ids = [(await filed(db, now, f"draft-{n}")).case.id for n in range(5)]

        async def book(case_id: int) -> bool:
            try:
                async with db.writing() as session:
                    await reception.book(session, there, case_id, now=now)
            except Refusal:
                return False
            return True

        assert sorted(await asyncio.gather(*(book(each) for each in ids))) == [False] * 3 + [True] * 2
        async with db.reading() as session:
            assert await reception.free_slots(session, now, now + timedelta(days=30)) == []
            assert len(await reception.bookings_of_slot(session, there)) == 2

    async def test_a_place_given_back_is_free_again(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case, other = (await filed(db, now, "draft-1")).case, (await filed(db, now, "draft-2")).case
        there = await slot(db, now, home.bureau)
        async with db.writing() as session:
            booked = await reception.book(session, there, case.id, now=now)
            await reception.set_state(session, booked, BookingState.CANCELLED)
            free = await reception.free_slots(session, now, now + timedelta(days=30))
            assert [(each.slot.id, each.left) for each in free] == [(there, 1)]
            assert await reception.book(session, there, other.id, now=now) != booked

    async def test_a_slot_that_is_over_gone_or_booked_already_is_refused(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        there, past = await slot(db, now, home.bureau, capacity=3), await slot(db, now, home.bureau, days=-1)
        async with db.writing() as session:
            await reception.book(session, there, case.id, now=now)
            for slot_id, why in ((there, "重复"), (past, "开始"), (99, "取消")):
                with pytest.raises(Refusal, match=why):
                    await reception.book(session, slot_id, case.id, now=now)

    async def test_it_is_confirmed_when_everybody_has(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        there = await slot(db, now, home.bureau)
        async with db.writing() as session:
            booked = await reception.book(session, there, case.id, now=now, units=[home.labour])
            steps = [
                await reception.confirmed(session, booked, Party.CITIZEN, now),
                await reception.confirmed(session, booked, Party.LEADER, now),
                await reception.confirmed(session, booked, Party.UNIT, now, home.labour),
            ]
            found = await reception.booking(session, booked)
        assert steps == [False, False, True]
        assert found is not None
        assert found.state == "confirmed"

    async def test_a_leader_who_is_prevented_leaves_nobody_waiting(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        there = await slot(db, now, home.bureau)
        async with db.writing() as session:
            await reception.book(session, there, case.id, now=now)
            hit = await reception.cancel_slot(session, there, SlotState.MOVED)
            again = await reception.cancel_slot(session, there, SlotState.MOVED)
            after = await reception.bookings_of_slot(session, there)
        assert [each.case_id for each in hit] == [case.id]
        assert (again, [each.state for each in after]) == ([], ["cancelled"])

    async def test_the_decision_and_the_promise_are_kept(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        there = await slot(db, now, home.bureau)
        async with db.writing() as session:
            booked = await reception.book(session, there, case.id, now=now)
            await reception.set_brief(session, booked, "三点事实")
            await reception.set_result(session, booked, "当场拍板", now, day("2026-12-20"))
            found = await reception.booking(session, booked)
        assert found is not None
        assert (found.brief, found.result, found.promised, found.state) == (
            "三点事实",
            "当场拍板",
            day("2026-12-20"),
            "received",
        )


class TestSponsors:
    async def test_one_leader_answers_for_a_case_at_a_time(self, db: Database, now: datetime) -> None:
        case = (await filed(db, now)).case
        later = now + timedelta(days=3)
        async with db.writing() as session:
            await reception.sponsor(session, case.id, "副市长", now=now, plan="先见面")
            await reception.sponsor(session, case.id, "市长", now=later)
            current = await reception.sponsor_of(session, case.id)
            quiet = await reception.sponsored(session, silent_since=later + timedelta(days=7))
            await reception.sponsor_moved(session, case.id, "上门核实", later + timedelta(days=8))
            moved = await reception.sponsored(session, silent_since=later + timedelta(days=7))
            await reception.end_sponsor(session, case.id, later, solved=True)
            ended = await reception.sponsor_of(session, case.id)
        assert current is not None
        assert (current.post, [each.case_id for each in quiet], moved, ended) == ("市长", [case.id], [], None)

    async def test_cases_are_proposed_by_age_and_never_sealed_ones(self, db: Database, now: datetime) -> None:
        old = (await filed(db, now - timedelta(days=100), "draft-1")).case
        await filed(db, now, "draft-2")
        await filed(db, now - timedelta(days=100), "draft-3", sealed=True)
        async with db.writing() as session:
            found = await reception.to_sponsor(session, now - timedelta(days=90))
            await reception.sponsor(session, old.id, "副市长", now=now)
            none_left = await reception.to_sponsor(session, now - timedelta(days=90))
        assert ([each.id for each in found], none_left) == ([old.id], [])


class TestOversight:
    async def test_a_slip_is_drafted_once_issued_by_a_person_and_closed_by_action(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        assert home.clerk.staff_id is not None
        facts: dict[str, Any] = {
            "level": 1,
            "ground": "overdue",
            "article": "第40条",
            "evidence": {"days": 6},
            "now": now,
        }
        async with db.writing() as session:
            from storage import cases

            running = (await cases.clocks(session, case.id))[0]
            first = await oversight.draft_slip(session, case.id, home.labour, clock_id=running.id, **facts)
            twice = await oversight.draft_slip(session, case.id, home.labour, clock_id=running.id, **facts)
            assert first is not None
            due = day("2026-12-01")
            issued = [
                await oversight.issue_slip(session, first, by=home.clerk.staff_id, due=due, now=now)
                for _ in range(2)
            ]
            waiting = await oversight.open_slips(session, unit_id=home.labour)
            await oversight.reply_slip(session, first, "已答复信访人", now)
            closed = [await oversight.close_slips(session, case.id, now) for _ in range(2)]
            (found,) = await oversight.slips_of(session, case.id)
            assert await oversight.open_slips(session) == []
        assert (twice, issued, closed) == (None, [True, False], [1, 0])
        assert [each.id for each in waiting] == [first]
        assert (found.reply, found.due, found.evidence) == ("已答复信访人", due, {"days": 6})

    async def test_a_recommendation_is_answered_with_what_became_of_it(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        case = (await filed(db, now)).case
        assert home.clerk.staff_id is not None
        async with db.writing() as session:
            sent = await oversight.recommend(
                session,
                Advice.POLICY,
                home.labour,
                "建议完善工资保证金制度",
                by=home.clerk.staff_id,
                due=day("2026-12-21"),
                now=now,
                case_ids=[case.id],
            )
            waiting = await oversight.waiting_recommendation(session, case.id)
            await oversight.answer_recommendation(session, sent, Adoption.PARTLY, "部分采纳", now)
            answered = await oversight.waiting_recommendation(session, case.id)
        assert waiting is not None
        assert (waiting.id, waiting.cases) == (sent, [case.id])
        assert answered is None

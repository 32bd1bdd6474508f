"""Alarms ring once each, at their moment, found through an index; a clock that stops takes its alarms along."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from casework import supervision
from casework.petition import CITIZEN, Actor, Role
from storage import cases
from storage.database import Database
from storage.rows import add, table
from tests.storage.matters import change, clock, filed, house, transferred

alarms = table("alarms")


async def stages(db: Database, now: datetime) -> list[tuple[str, str]]:
    """What is due at a moment, as (clock, stage)."""
    async with db.reading() as session:
        return [(each.clock, each.stage) for each in await cases.due_alarms(session, now)]


async def test_a_started_clock_plans_what_the_rules_say_and_nothing_is_due_yet(
    db: Database, now: datetime
) -> None:
    await filed(db, now)
    planned = supervision.alarms(clock("C1", now))
    assert await stages(db, now) == []
    last = planned[-1].due_at
    assert await stages(db, last) == [("C1", str(each.stage)) for each in planned]
    assert await stages(db, planned[0].due_at - timedelta(seconds=1)) == []


async def test_an_alarm_is_rung_once_whoever_ticks(db: Database, now: datetime) -> None:
    await filed(db, now)
    due = now + timedelta(days=60)
    async with db.reading() as session:
        first = (await cases.due_alarms(session, due, limit=1))[0]

    async def ring() -> bool:
        async with db.writing() as session:
            return await cases.alarm_done(session, first.id, due)

    assert sorted(await asyncio.gather(ring(), ring(), ring())) == [False, False, True]
    assert ("C1", first.stage) not in await stages(db, due)


async def test_a_due_alarm_says_which_clock_of_which_case_it_is(db: Database, now: datetime) -> None:
    home = await house(db, now)
    case = (await filed(db, now)).case
    case = await transferred(db, case, home.labour, home.clerk, now)
    async with db.reading() as session:
        found = (await cases.due_alarms(session, now + timedelta(days=60)))[0]
        running = (await cases.clocks(session, case.id))[0]
    assert (found.case_id, found.clock_id, found.clock) == (case.id, running.id, "C3")
    assert (found.limit, found.unit_id, found.confirmed) == (running.limit, home.labour, True)


async def test_acting_stops_the_alarms_and_reading_does_not(db: Database, now: datetime) -> None:
    home = await house(db, now)
    case = (await filed(db, now)).case
    due = now + timedelta(days=60)
    async with db.writing() as session:
        await cases.add_view(session, case.id, home.clerk, "story", now)
    assert await stages(db, due)
    async with db.writing() as session:
        await cases.record(session, change(case, "withdraw", "withdrawn", CITIZEN, now, stops=("C1",)))
    assert await stages(db, due) == []


async def test_an_alarm_that_rang_stays_on_record_when_its_clock_stops(db: Database, now: datetime) -> None:
    case = (await filed(db, now)).case
    due = now + timedelta(days=60)
    async with db.writing() as session:
        first = (await cases.due_alarms(session, due))[0]
        await cases.alarm_done(session, first.id, due)
        await cases.record(session, change(case, "withdraw", "withdrawn", CITIZEN, due, stops=("C1",)))
        left = (await session.execute(select(alarms.c.stage, alarms.c.done_at))).all()
    assert [tuple(row) for row in left] == [(first.stage, due)]


async def test_the_same_clock_started_again_replaces_the_running_one(db: Database, now: datetime) -> None:
    case = (await filed(db, now)).case
    later = now + timedelta(days=3)
    again = clock("C1", later)
    async with db.writing() as session:
        await cases.record(session, change(case, "note", "registered", CITIZEN, later, starts=(again,)))
        all_clocks = await cases.clocks(session, case.id, running_only=False)
    assert [(each.started, each.stopped_at, each.kept) for each in all_clocks] == [
        (clock("C1", now).started, later, None),
        (again.started, None, None),
    ]
    due = await stages(db, later + timedelta(days=60))
    assert len(due) == len(set(due))


async def test_a_new_holiday_notice_moves_a_clock_and_its_waiting_alarms_only(
    db: Database, now: datetime
) -> None:
    case = (await filed(db, now)).case
    async with db.writing() as session:
        running = (await cases.clocks(session, case.id))[0]
        found = await cases.provisional(session, running.limit, running.limit)
        first = (await cases.due_alarms(session, now + timedelta(days=60)))[0]
        await cases.alarm_done(session, first.id, first.due_at)
        moved = clock("C1", now, days=20, confirmed=False)
        assert await cases.move_clock(session, running.id, moved, now)
    async with db.reading() as session:
        after = (await cases.clocks(session, case.id))[0]
        anew = await cases.by_id(session, case.id)
        waiting = await cases.due_alarms(session, now + timedelta(days=60))
    planned = {str(each.stage): each.due_at for each in supervision.alarms(moved)}
    assert [each.id for each in found] == [running.id]
    assert (after.limit, after.confirmed) == (moved.limit, False)
    assert anew is not None
    assert anew.next_due == moved.limit
    assert {each.stage: each.due_at for each in waiting} == {
        stage: due_at for stage, due_at in planned.items() if stage != first.stage
    }


async def test_a_clock_that_goes_on_rings_nothing_twice_and_makes_up_for_no_reminder(
    db: Database, now: datetime
) -> None:
    case = (await filed(db, now)).case
    gone_on = clock("C1", now)
    due = {str(each.stage): each.due_at for each in supervision.alarms(gone_on)}
    async with db.writing() as session:
        for alarm in await cases.due_alarms(session, due["t-7"]):
            await cases.alarm_done(session, alarm.id, due["t-7"])
        away = due["t-7"] + timedelta(days=1)
        case = await cases.record(
            session, change(case, "withdraw", "withdrawn", CITIZEN, away, stops=("C1",))
        )
        back = due["overdue"] + timedelta(hours=1)
        await cases.record(
            session, change(case, "undo_withdraw", "registered", CITIZEN, back, starts=(gone_on,))
        )
    assert await stages(db, back) == [("C1", "overdue")], "late is late, but nobody hears of three days left"
    later = [stage for _, stage in await stages(db, now + timedelta(days=60))]
    assert later == ["overdue", "bureau", "supervision"]


async def test_an_overdue_stage_that_rang_before_a_withdrawal_does_not_ring_after_it(
    db: Database, now: datetime
) -> None:
    case = (await filed(db, now)).case
    gone_on = clock("C1", now)
    due = {str(each.stage): each.due_at for each in supervision.alarms(gone_on)}
    async with db.writing() as session:
        for alarm in await cases.due_alarms(session, due["overdue"]):
            await cases.alarm_done(session, alarm.id, due["overdue"])
        away = due["overdue"] + timedelta(hours=1)
        case = await cases.record(
            session, change(case, "withdraw", "withdrawn", CITIZEN, away, stops=("C1",))
        )
        back = away + timedelta(hours=1)
        await cases.record(
            session, change(case, "undo_withdraw", "registered", CITIZEN, back, starts=(gone_on,))
        )
    assert await stages(db, back) == []
    assert [stage for _, stage in await stages(db, now + timedelta(days=60))] == ["bureau", "supervision"]


async def test_a_clock_that_stopped_is_not_moved(db: Database, now: datetime) -> None:
    case = (await filed(db, now)).case
    async with db.writing() as session:
        running = (await cases.clocks(session, case.id))[0]
        await cases.record(session, change(case, "withdraw", "withdrawn", CITIZEN, now, stops=("C1",)))
        assert not await cases.move_clock(session, running.id, clock("C1", now, days=20), now)
        assert await cases.provisional(session, running.limit, running.limit) == []


async def test_a_clock_has_each_stage_once(db: Database, now: datetime) -> None:
    case = (await filed(db, now)).case
    async with db.reading() as session:
        first = (await cases.due_alarms(session, now + timedelta(days=60)))[0]
    twin = {"case_id": case.id, "clock_id": first.clock_id, "stage": first.stage, "due_at": now}
    async with db.writing() as session:
        with pytest.raises(IntegrityError):
            await add(session, alarms, **twin)
        await session.rollback()


class TestWithoutScanning:
    """The questions that are asked every minute walk an index, at ten cases as at a million."""

    async def plan(self, db: Database, ask: str) -> str:
        async with db.reading() as session:
            if db.dialect == "sqlite":
                rows = (await session.execute(text(f"EXPLAIN QUERY PLAN {ask}"))).all()
                return "\n".join(str(row[3]) for row in rows)
            await session.execute(text("SET LOCAL enable_seqscan = off"))
            rows = (await session.execute(text(f"EXPLAIN {ask}"))).all()
            return "\n".join(str(row[0]) for row in rows)

    async def statements(self, db: Database, now: datetime) -> dict[str, str]:
        """What the functions really ask, with their values written in, as the driver sees the words."""
        from sqlalchemy import event

        heard: list[str] = []
        engine = db._reader.sync_engine

        def hear(connection: object, cursor: object, statement: str, *rest: object) -> None:
            heard.append(statement)

        event.listen(engine, "before_cursor_execute", hear)
        try:
            async with db.reading() as session:
                await cases.due_alarms(session, now)
                await cases.open_of_unit(session, 1)
                await cases.sealed_open(session, Actor(Role.SEALED))
                await cases.silent_since(session, now)
        finally:
            event.remove(engine, "before_cursor_execute", hear)
        asked = [each for each in heard if each.lstrip().startswith("SELECT")]
        return dict(
            zip(
                ("alarms", "unit", "helped", "sealed", "silent"),
                asked,
                strict=True,
            )
        )

    async def test_sqlite_uses_the_partial_indexes_and_scans_nothing(
        self, sqlite_db: Database, now: datetime
    ) -> None:
        db = sqlite_db
        expected = {
            "alarms": "ix_alarms_due",
            "unit": "ix_cases_open_due",
            "helped": "ix_case_units_unit_id",
            "sealed": "ix_cases_open_sealed",
            "silent": "ix_cases_open_visible",
        }
        for name, statement in (await self.statements(db, now)).items():
            async with db.reading() as session:
                bound = tuple("0" for _ in range(statement.count("?")))
                connection = await session.connection()
                rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound)
                plan = "\n".join(str(row[3]) for row in rows)
            assert expected[name] in plan, f"{name}:\n{plan}"
            # Walking the index of the open sealed cases from its beginning is what that list is for.
            walks = ("SCAN anon", "SCAN cases USING INDEX ix_cases_open_sealed")
            scans = [
                line for line in plan.splitlines() if line.startswith("SCAN") and not line.startswith(walks)
            ]
            assert scans == [], f"{name}:\n{plan}"

    async def test_postgresql_has_an_index_for_what_is_due(self, db: Database) -> None:
        asked = "SELECT id FROM alarms WHERE done_at IS NULL AND due_at <= '2026-11-21' ORDER BY due_at, id LIMIT 100"
        assert "ix_alarms_due" in await self.plan(db, asked)

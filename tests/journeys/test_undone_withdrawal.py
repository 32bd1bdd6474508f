"""A withdrawal that is taken back: the matter goes on with the limits it had, not with counted ones."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.quarter import Quarter, make_kit
from casework.petition import CITIZEN, OFFICE_ZONE, Actor, Role
from nlp.reader import Reader
from storage import cases
from storage.database import Database
from tests.reports.journal import Fact
from tests.reports.lives import Act

MORNING = datetime(2026, 4, 8, 10, tzinfo=OFFICE_ZONE)


async def world(db: Database, reader: Reader, folder: Path) -> tuple[Quarter, Fact]:
    quarter = Quarter(db, make_kit(reader, folder), 1)
    await quarter.open()
    return quarter, Fact(0, MORNING.date(), "web", "QJ")


async def done(
    quarter: Quarter, fact: Fact, after: int, event: str, by: Actor = CITIZEN, **facts: Any
) -> None:
    await quarter.perform(fact, Act(MORNING + timedelta(days=after), event, by, facts))


async def limits(quarter: Quarter, fact: Fact) -> set[tuple[str, object, object]]:
    async with quarter.db.reading() as session:
        return {(row.clock, row.started, row.limit) for row in await cases.clocks(session, fact.case_id)}


async def test_an_extended_matter_keeps_its_granted_days_and_its_supervision(
    db: Database, reader: Reader, tmp_path: Path
) -> None:
    quarter, fact = await world(db, reader, tmp_path)
    unit = quarter.bench.units[0]
    staff = quarter.bench.staff
    handler, head = staff[Role.HANDLER, unit], staff[Role.HEAD, unit]
    supervisor = quarter.bench.at_bureau(Role.SUPERVISOR)
    await done(quarter, fact, 0, "file")
    await done(quarter, fact, 1, "transfer", quarter.bench.at_bureau(Role.CLERK), unit_id=unit)
    await done(quarter, fact, 2, "accept", handler, procedure="petition")
    await done(quarter, fact, 3, "extend_request", handler, days=12, reason="鉴定")
    await done(quarter, fact, 4, "extend", head, days=12, reason="鉴定")
    await done(quarter, fact, 5, "supervise", supervisor, ground="shirking", text="请说明")
    before = await limits(quarter, fact)
    assert {clock for clock, _, _ in before} == {"C6", "V1"}
    await done(quarter, fact, 6, "withdraw", confirmed=True)
    assert {clock for clock, _, _ in await limits(quarter, fact)} == {"U1"}
    await done(quarter, fact, 8, "undo_withdraw")
    assert await limits(quarter, fact) == before


async def test_a_matter_with_a_procedure_of_its_own_keeps_that_day(
    db: Database, reader: Reader, tmp_path: Path
) -> None:
    quarter, fact = await world(db, reader, tmp_path)
    unit = quarter.bench.units[0]
    handler = quarter.bench.staff[Role.HANDLER, unit]
    await done(quarter, fact, 0, "file")
    await done(quarter, fact, 1, "transfer", quarter.bench.at_bureau(Role.CLERK), unit_id=unit, simple=False)
    due = (MORNING + timedelta(days=90)).date()
    await done(quarter, fact, 2, "accept", handler, procedure="duty", due=due)
    before = await limits(quarter, fact)
    await done(quarter, fact, 6, "withdraw", confirmed=True)
    await done(quarter, fact, 8, "undo_withdraw")
    assert await limits(quarter, fact) == before


async def test_an_objection_is_not_open_again_and_its_decision_is_not_awaited(
    db: Database, reader: Reader, tmp_path: Path
) -> None:
    quarter, fact = await world(db, reader, tmp_path)
    unit = quarter.bench.units[0]
    await done(quarter, fact, 0, "file")
    await done(quarter, fact, 1, "transfer", quarter.bench.at_bureau(Role.CLERK), unit_id=unit)
    await done(quarter, fact, 2, "object", quarter.bench.staff[Role.HANDLER, unit], reason="职责不符")
    await done(quarter, fact, 3, "withdraw", confirmed=True)
    await done(quarter, fact, 4, "undo_withdraw")
    assert {clock for clock, _, _ in await limits(quarter, fact)} == {"C3"}

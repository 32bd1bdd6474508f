"""The clocks of a case and their alarms: started and stopped with their change, walked by an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import supervision
from casework.clocks import ClockRules
from casework.petition import OFFICE_ZONE, Change, ClockStart
from storage.rows import add, add_all, many, table
from storage.tables.case_rows import CaseClock

cases = table("cases")
case_clocks = table("case_clocks")
alarms = table("alarms")


@dataclass(frozen=True, slots=True)
class DueAlarm:
    """An alarm whose moment has come, with the clock it belongs to."""

    id: int
    case_id: int
    clock_id: int
    clock: str
    stage: str
    due_at: datetime
    limit: date
    rolled_limit: date
    confirmed: bool
    unit_id: int | None


async def clocks(session: AsyncSession, case_id: int, running_only: bool = True) -> list[CaseClock]:
    """The clocks of a case in the order in which they were started."""
    wanted = select(CaseClock).where(case_clocks.c.case_id == case_id).order_by(case_clocks.c.id)
    return await many(session, wanted.where(case_clocks.c.stopped_at.is_(None)) if running_only else wanted)


async def running(session: AsyncSession, case_ids: Sequence[int]) -> list[CaseClock]:
    """The running clocks of these cases."""
    mine = (case_clocks.c.case_id.in_(case_ids), case_clocks.c.stopped_at.is_(None))
    return await many(session, select(CaseClock).where(*mine)) if case_ids else []


async def due_alarms(session: AsyncSession, now: datetime, limit: int = 100) -> list[DueAlarm]:
    """The alarms whose moment has come, oldest first. Walks an index of waiting alarms, never a table.

    Ring each one only after `alarm_done` said that it is yours.
    """
    waiting = (
        select(alarms.c.id, alarms.c.case_id, alarms.c.clock_id, alarms.c.stage, alarms.c.due_at)
        .where(alarms.c.done_at.is_(None), alarms.c.due_at <= now)
        .order_by(alarms.c.due_at, alarms.c.id)
        .limit(limit)
        .subquery()
    )
    clock = case_clocks.c
    found = await session.execute(
        select(
            waiting.c.id,
            waiting.c.case_id,
            waiting.c.clock_id,
            clock.clock,
            waiting.c.stage,
            waiting.c.due_at,
            clock.limit,
            clock.rolled_limit,
            clock.confirmed,
            clock.unit_id,
        )
        .join(case_clocks, clock.id == waiting.c.clock_id)
        .order_by(waiting.c.due_at, waiting.c.id)
    )
    return [DueAlarm(**row._mapping) for row in found]


async def alarm_done(session: AsyncSession, alarm_id: int, now: datetime) -> bool:
    """Take an alarm off the list. False when somebody else rang it already: then do nothing."""
    mine = await session.execute(
        update(alarms)
        .where(alarms.c.id == alarm_id, alarms.c.done_at.is_(None))
        .values(done_at=now)
        .returning(alarms.c.id)
    )
    return mine.first() is not None


async def provisional(
    session: AsyncSession, since: date, until: date, *, after_id: int = 0, limit: int = 500
) -> list[CaseClock]:
    """Running clocks whose limits lie in a stretch of days, by id: what a new holiday notice may move."""
    wanted = (
        select(CaseClock)
        .where(
            case_clocks.c.stopped_at.is_(None),
            case_clocks.c.rolled_limit >= since,
            case_clocks.c.limit <= until,
            case_clocks.c.id > after_id,
        )
        .order_by(case_clocks.c.id)
        .limit(limit)
    )
    return await many(session, wanted)


async def move_clock(session: AsyncSession, clock_id: int, anew: ClockStart, now: datetime) -> bool:
    """Give a running clock other limits (a holiday notice) and plan its waiting alarms anew, as of `now`.

    Alarms that already rang stay rung. False when the clock does not run any more.
    """
    moved = await session.execute(
        update(case_clocks)
        .where(case_clocks.c.id == clock_id, case_clocks.c.stopped_at.is_(None))
        .values(**_limits(anew))
        .returning(case_clocks.c.case_id)
    )
    case_id = moved.scalar_one_or_none()
    if case_id is None:
        return False
    await session.execute(delete(alarms).where(alarms.c.clock_id == clock_id, alarms.c.done_at.is_(None)))
    rung = await session.scalars(select(alarms.c.stage).where(alarms.c.clock_id == clock_id))
    await _plan(session, case_id, clock_id, anew, now, frozenset(rung))
    await session.execute(
        update(cases).where(cases.c.id == case_id).values(**await nearest(session, case_id))
    )
    return True


async def apply(session: AsyncSession, change: Change) -> None:
    """Stop and start the clocks of a change; a clock that is started again replaces the one that runs."""
    await _stop(session, change, change.stops)
    again = tuple(start.clock for start in change.starts if start.clock not in change.stops)
    await _stop(session, change, again, lapsed=True)
    for start in change.starts:
        clock_id = await add(
            session, case_clocks, case_id=change.case_id, clock=start.clock, **_limits(start)
        )
        rung = await _rung(session, change, start)
        await _plan(session, change.case_id, clock_id, start, change.at, rung)


async def nearest(session: AsyncSession, case_id: int) -> dict[str, date | str | None]:
    """The earliest duty that runs, as the case's `next_due` and `next_clock`; a window is nothing that is due."""
    running = (
        select(case_clocks.c.limit, case_clocks.c.clock)
        .where(
            case_clocks.c.case_id == case_id,
            case_clocks.c.stopped_at.is_(None),
            case_clocks.c.clock.not_in(sorted(ClockRules.load().windows)),
        )
        .order_by(case_clocks.c.limit, case_clocks.c.id)
        .limit(1)
    )
    found = (await session.execute(running)).first()
    return {"next_due": found[0] if found else None, "next_clock": found[1] if found else None}


async def _stop(session: AsyncSession, change: Change, names: Sequence[str], *, lapsed: bool = False) -> None:
    """Stop running clocks. `kept`: was the limit still open? Unknown for those that lapse."""
    if not names:
        return
    clock = case_clocks.c
    running = await session.execute(
        select(clock.id, clock.clock, clock.rolled_limit, clock.due_at).where(
            clock.case_id == change.case_id, clock.stopped_at.is_(None), clock.clock.in_(names)
        )
    )
    day = change.at.astimezone(OFFICE_ZONE).date()
    for clock_id, name, rolled_limit, due_at in running.all():
        kept = day <= rolled_limit if due_at is None else change.at <= due_at
        if lapsed or name in change.lapses:
            kept = None
        await session.execute(
            update(case_clocks).where(clock.id == clock_id).values(stopped_at=change.at, kept=kept)
        )
        await session.execute(delete(alarms).where(alarms.c.clock_id == clock_id, alarms.c.done_at.is_(None)))


async def _rung(session: AsyncSession, change: Change, start: ClockStart) -> frozenset[str]:
    """What rang already for the same limit of a clock that ran before: it goes on after a withdrawal."""
    if start.started >= change.at.astimezone(OFFICE_ZONE).date():
        return frozenset()
    found = await session.scalars(
        select(alarms.c.stage)
        .join(case_clocks, case_clocks.c.id == alarms.c.clock_id)
        .where(
            case_clocks.c.case_id == change.case_id,
            case_clocks.c.clock == start.clock,
            case_clocks.c.limit == start.limit,
            alarms.c.done_at.is_not(None),
        )
    )
    return frozenset(found)


async def _plan(
    session: AsyncSession, case_id: int, clock_id: int, start: ClockStart, now: datetime, rung: frozenset[str]
) -> None:
    await add_all(
        session,
        alarms,
        [
            {"case_id": case_id, "clock_id": clock_id, "stage": str(alarm.stage), "due_at": alarm.due_at}
            for alarm in supervision.to_come(start, now, rung)
        ],
    )


def _limits(start: ClockStart) -> dict[str, object]:
    return {
        "started": start.started,
        "limit": start.limit,
        "rolled_limit": start.rolled_limit,
        "confirmed": start.confirmed,
        "unit_id": start.unit_id,
        "due_at": start.due_at,
    }

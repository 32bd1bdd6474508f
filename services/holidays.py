"""What a year's holiday notice does to running cases: counted before it is loaded, done when it is.

Clocks of the years it concerns are counted again with the new calendar; only those whose dates move are touched.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import ClockStart
from storage import cases, samples
from storage.tables.case_rows import CaseClock

AFTER = timedelta(days=60)
"""A limit may lie in the next year while its count runs over this year's last days."""


@dataclass(frozen=True)
class LimitMoved:
    """A running clock whose limit moves; `number` is empty for a sealed case."""

    clock_id: int
    case_id: int
    number: str
    clock: str
    was: date
    now: date
    anew: ClockStart

    @property
    def moves(self) -> bool:
        """Whether the day itself changes; else only 暂定 becomes certain."""
        return self.was != self.now


async def effect(
    session: AsyncSession, rules: ClockRules, before: WorkCalendar, after: WorkCalendar, years: list[int]
) -> list[LimitMoved]:
    """Every running clock that another calendar changes, in the order in which they were started."""
    found: list[LimitMoved] = []
    since, until = date(min(years) - 1, 12, 1), date(max(years), 12, 31) + AFTER
    last = 0
    while rows := await cases.provisional(session, since, until, after_id=last):
        last = rows[-1].id
        numbers = await samples.numbers(session, [row.case_id for row in rows])
        for row in rows:
            anew = rules.recount(started(row), before, after)
            if (anew.limit, anew.rolled_limit, anew.confirmed) != (
                row.limit,
                row.rolled_limit,
                row.confirmed,
            ):
                number = numbers.get(row.case_id, "")
                found.append(LimitMoved(row.id, row.case_id, number, row.clock, row.limit, anew.limit, anew))
    return found


def started(row: CaseClock) -> ClockStart:
    """A stored clock as the rules read it."""
    return ClockStart(
        row.clock, row.started, row.limit, row.rolled_limit, row.confirmed, row.unit_id, row.due_at
    )


async def apply(session: AsyncSession, moved: list[LimitMoved], now: datetime) -> int:
    """Give the clocks their new limits and the alarms still to come; gives how many days moved."""
    days = 0
    for each in moved:
        if await cases.move_clock(session, each.clock_id, each.anew, now):
            days += each.moves
    return days

"""What a bulletin tells besides the cases themselves: recommendations, sponsors, receptions, repeats, call-backs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import OFFICE_ZONE
from storage.rows import table
from storage.tables.case_rows import LinkKind
from storage.tables.public_rows import BookingState

recommendations = table("recommendations")
sponsors = table("case_sponsors")
bookings = table("reception_bookings")
links = table("case_links")
events = table("case_events")
cases = table("cases")


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """A recommendation sent in the period; what was answered by the bulletin's moment."""

    kind: str
    replied: bool
    adoption: str | None


@dataclass(frozen=True)
class Circular:
    """Everything besides the cases."""

    advice: tuple[AdviceRow, ...]
    sponsored: int
    sponsored_solved: int
    receptions: int
    receptions_closed: int
    repeated: Mapping[int, date]
    """The day on which a case was first filed again, by the earlier case's id."""
    solved: Mapping[int, bool]
    """What was said last in a call-back of the period, by case."""


async def gather(session: AsyncSession, since: datetime, until: datetime, as_of: datetime) -> Circular:
    """What happened in [since, until), as it was known at `as_of`."""
    sponsored, solved_by_sponsor = await _sponsored(session, since, until, as_of)
    received, closed_there = await _receptions(session, since, until, as_of)
    return Circular(
        await _advice(session, since, until, as_of),
        sponsored,
        solved_by_sponsor,
        received,
        closed_there,
        await _repeated(session, as_of),
        await _callbacks(session, since, until, as_of),
    )


async def _advice(
    session: AsyncSession, since: datetime, until: datetime, as_of: datetime
) -> tuple[AdviceRow, ...]:
    column = recommendations.c
    found = await session.execute(
        select(column.kind, column.replied_at, column.adoption)
        .where(column.sent_at >= since, column.sent_at < until, column.sent_at <= as_of)
        .order_by(column.id)
    )
    rows = []
    for kind, replied_at, adoption in found:
        replied = replied_at is not None and replied_at <= as_of
        rows.append(AdviceRow(kind, replied, adoption if replied else None))
    return tuple(rows)


async def _sponsored(
    session: AsyncSession, since: datetime, until: datetime, as_of: datetime
) -> tuple[int, int]:
    """Cases with a sponsor in the period, and those of them whose sponsor ended with the matter solved."""
    column = sponsors.c
    found = await session.execute(
        select(column.case_id, column.ended_at, column.solved).where(
            column.since < until,
            column.since <= as_of,
            or_(column.ended_at.is_(None), column.ended_at >= since),
        )
    )
    listed: set[int] = set()
    solved: set[int] = set()
    for case_id, ended_at, is_solved in found:
        listed.add(case_id)
        if is_solved and ended_at is not None and ended_at < until and ended_at <= as_of:
            solved.add(case_id)
    return len(listed), len(solved)


async def _receptions(
    session: AsyncSession, since: datetime, until: datetime, as_of: datetime
) -> tuple[int, int]:
    """Cases received in the period, and those answered or closed on the day of the reception."""
    column = bookings.c
    found = await session.execute(
        select(column.result_at, cases.c.answered_at, cases.c.closed_at)
        .join(cases, cases.c.id == column.case_id)
        .where(
            column.state == BookingState.RECEIVED.value,
            column.result_at >= since,
            column.result_at < until,
            column.result_at <= as_of,
        )
    )
    received = closed = 0
    for result_at, answered_at, closed_at in found:
        received += 1
        closed += any(
            _day(ended) == _day(result_at) for ended in (answered_at, closed_at) if ended is not None
        )
    return received, closed


async def _repeated(session: AsyncSession, as_of: datetime) -> dict[int, date]:
    found = await session.execute(
        select(links.c.other_id, func.min(cases.c.registered_at))
        .join(cases, cases.c.id == links.c.case_id)
        .where(links.c.kind == LinkKind.REPEAT.value, cases.c.registered_at <= as_of)
        .group_by(links.c.other_id)
    )
    return {case_id: _day(first) for case_id, first in found}


async def _callbacks(
    session: AsyncSession, since: datetime, until: datetime, as_of: datetime
) -> dict[int, bool]:
    column = events.c
    found = await session.execute(
        select(column.case_id, column.data)
        .where(column.event == "callback", column.at >= since, column.at < until, column.at <= as_of)
        .order_by(column.at, column.id)
    )
    return {case_id: bool(json.loads(data).get("solved")) for case_id, data in found}


def _day(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()

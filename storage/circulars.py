"""What a bulletin tells besides the cases themselves: recommendations, sponsors, receptions, repeats, call-backs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from casework.movetable import stages
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

_ENDS = tuple(state for state, stage in stages().items() if stage in ("citizen", "end"))
"""States in which the office is through with a matter."""


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
    """Cases received in the period, and those answered or closed on the day of the reception.

    By the history: what was answered there and taken back later was answered there all the same.
    """
    column, done = bookings.c, events.c
    found = await session.execute(
        select(column.case_id, column.result_at).where(
            column.state == BookingState.RECEIVED.value,
            column.result_at >= since,
            column.result_at < until,
            column.result_at <= as_of,
        )
    )
    received = [(case_id, _day(at)) for case_id, at in found]
    ended = await session.execute(
        select(done.case_id, done.at)
        .join(bookings, column.case_id == done.case_id)
        .where(done.now.in_(_ENDS), done.now != done.was, done.at >= since, done.at < until, done.at <= as_of)
    )
    days = {(case_id, _day(at)) for case_id, at in ended}
    return len(received), sum(each in days for each in received)


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

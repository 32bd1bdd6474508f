"""Reception days by the calendar: what is planned in a stretch of time, and which promises fall due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.reception import EXPECTED, TAKES_PLACE
from storage.rows import many, table
from storage.tables.public_rows import BookingState, ReceptionBooking, ReceptionSlot, SlotState

slots = table("reception_slots")
bookings = table("reception_bookings")
cases = table("cases")


@dataclass(frozen=True)
class Planned:
    """A slot of the rota and how many of its places are taken."""

    slot: ReceptionSlot
    taken: int


async def planned(session: AsyncSession, since: datetime, until: datetime) -> list[Planned]:
    """The slots that take place and start within a stretch, full or not, earliest first."""
    return await _slots(session, _booked(TAKES_PLACE), slots.c.starts_at >= since, slots.c.starts_at < until)


async def unrecorded(session: AsyncSession, since: datetime, now: datetime) -> list[Planned]:
    """The slots that began since a moment and are under way or over, with how many of their bookings have no result
    yet; earliest first, none without such a booking."""
    waiting = _booked(EXPECTED)
    return await _slots(session, waiting, slots.c.starts_at >= since, slots.c.starts_at <= now, waiting > 0)


def _booked(states: Sequence[str]) -> ScalarSelect[int]:
    """How many bookings of a slot are in one of these states."""
    mine = (bookings.c.slot_id == slots.c.id, bookings.c.state.in_(states))
    return select(func.count()).select_from(bookings).where(*mine).scalar_subquery()


async def _slots(
    session: AsyncSession, count: ScalarSelect[int], *conditions: ColumnElement[bool]
) -> list[Planned]:
    """The open slots that fulfil the conditions, with a count of each, earliest first."""
    found = await session.execute(
        select(ReceptionSlot, count)
        .where(slots.c.state == SlotState.OPEN.value, *conditions)
        .order_by(slots.c.starts_at, slots.c.id)
        .execution_options(populate_existing=True)
    )
    return [Planned(row[0], int(row[1])) for row in found]


async def promised_until(session: AsyncSession, day: date) -> list[ReceptionBooking]:
    """Receptions whose promise falls due on or before a day while the case is still at work, earliest first."""
    wanted = (
        select(ReceptionBooking)
        .join(cases, cases.c.id == bookings.c.case_id)
        .where(
            bookings.c.state == BookingState.RECEIVED.value,
            bookings.c.promised <= day,
            cases.c.is_open,
            cases.c.answered_at.is_(None),
        )
        .order_by(bookings.c.promised, bookings.c.id)
    )
    return await many(session, wanted)

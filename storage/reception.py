"""Reception days and sponsors: a leader's rota, bookings for a case, the four who are told, and 包案.

Both are about matters, never about people. A slot is not overbooked: its row is locked while its places are
counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Refusal
from casework.wording import text
from storage.rows import add, add_all, many, one, table
from storage.tables.case_rows import Case
from storage.tables.public_rows import (
    BookingState,
    CaseSponsor,
    Party,
    ReceptionBooking,
    ReceptionParty,
    ReceptionSlot,
    SlotState,
)

slots = table("reception_slots")
bookings = table("reception_bookings")
parties = table("reception_parties")
sponsors = table("case_sponsors")
cases = table("cases")

EXPECTED = (BookingState.ASKED.value, BookingState.CONFIRMED.value)
"""The states of a booking before anybody has said how it went."""
TAKES_PLACE = (*EXPECTED, BookingState.RECEIVED.value)


@dataclass(frozen=True)
class FreeSlot:
    """A slot that can be booked, and how many places are left."""

    slot: ReceptionSlot
    left: int


async def add_slot(
    session: AsyncSession,
    unit_id: int,
    post: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    place: str = "",
    capacity: int = 1,
    staff_id: int | None = None,
) -> int:
    """Put a leader (a post, such as 分管副市长) on the rota. Raises `ValueError` if it cannot be."""
    if ends_at <= starts_at or capacity < 1:
        raise ValueError("a slot ends after it starts and has at least one place")
    return await add(
        session,
        slots,
        unit_id=unit_id,
        staff_id=staff_id,
        post=post,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
    )


async def slot(session: AsyncSession, slot_id: int) -> ReceptionSlot | None:
    """A slot of the rota by its row id; None when there is none."""
    return await one(session, select(ReceptionSlot).where(slots.c.id == slot_id))


async def free_slots(session: AsyncSession, since: datetime, until: datetime) -> list[FreeSlot]:
    """The slots with places left that start within a stretch, earliest first."""
    taken = _taken(slots.c.id)
    found = await session.execute(
        select(ReceptionSlot, (slots.c.capacity - taken).label("left"))
        .where(
            slots.c.state == SlotState.OPEN.value,
            slots.c.starts_at >= since,
            slots.c.starts_at < until,
            slots.c.capacity > taken,
        )
        .order_by(slots.c.starts_at, slots.c.id)
        .execution_options(populate_existing=True)
    )
    return [FreeSlot(row[0], int(row[1])) for row in found]


async def book(
    session: AsyncSession, slot_id: int, case_id: int, *, now: datetime, units: Sequence[int] = ()
) -> int:
    """Book a case into a slot; gives the booking's id. `units` are told and come (several: 联合接访).

    Citizen, units, leader and the office's stub are written down as those to be told. Raises `Refusal` when
    the slot is full, gone or over, or the case is booked there already.
    """
    found = await session.execute(
        select(slots.c.id, slots.c.capacity, slots.c.state, slots.c.starts_at)
        .where(slots.c.id == slot_id)
        .with_for_update()
    )
    row = found.first()
    if row is None or row.state != SlotState.OPEN.value or row.starts_at <= now:
        raise Refusal(text("records-slot-gone"))
    there = select(bookings.c.id).where(bookings.c.slot_id == slot_id, bookings.c.case_id == case_id)
    if (await session.execute(there)).first() is not None:
        raise Refusal(text("records-slot-twice"))
    if await session.scalar(select(_taken(slot_id))) >= row.capacity:
        raise Refusal(text("records-slot-full"))
    booking_id = await add(session, bookings, slot_id=slot_id, case_id=case_id, at=now)
    told: list[tuple[Party, int | None]] = [(Party.CITIZEN, None), (Party.LEADER, None), (Party.OFFICE, None)]
    told += [(Party.UNIT, unit_id) for unit_id in dict.fromkeys(units)]
    await add_all(
        session,
        parties,
        [{"booking_id": booking_id, "party": party.value, "unit_id": unit_id} for party, unit_id in told],
    )
    return booking_id


async def booking(session: AsyncSession, booking_id: int) -> ReceptionBooking | None:
    """A booking by its row id; None when there is none."""
    return await one(session, select(ReceptionBooking).where(bookings.c.id == booking_id))


async def bookings_of_slot(session: AsyncSession, slot_id: int) -> list[ReceptionBooking]:
    """The bookings of a slot, in the order in which they were made."""
    mine = select(ReceptionBooking).where(bookings.c.slot_id == slot_id)
    return await many(session, mine.order_by(bookings.c.id))


async def parties_of(session: AsyncSession, booking_id: int) -> list[ReceptionParty]:
    """Those who are told of a booking, and whether they confirmed."""
    mine = select(ReceptionParty).where(parties.c.booking_id == booking_id)
    return await many(session, mine.order_by(parties.c.id))


async def told(session: AsyncSession, party_id: int, now: datetime) -> bool:
    """Note that a party was told; False when it was already, so that nobody is told twice."""
    mine = (parties.c.id == party_id, parties.c.told_at.is_(None))
    done = await session.execute(update(parties).where(*mine).values(told_at=now).returning(parties.c.id))
    return done.first() is not None


async def confirmed(
    session: AsyncSession, booking_id: int, party: Party, now: datetime, unit_id: int | None = None
) -> bool:
    """A party confirms. Gives whether all but the office's stub have; the booking is confirmed then."""
    same_unit = parties.c.unit_id.is_(None) if unit_id is None else parties.c.unit_id == unit_id
    await session.execute(
        update(parties)
        .where(parties.c.booking_id == booking_id, parties.c.party == party.value, same_unit)
        .values(confirmed_at=now)
    )
    missing = select(parties.c.id).where(
        parties.c.booking_id == booking_id,
        parties.c.party != Party.OFFICE.value,
        parties.c.confirmed_at.is_(None),
    )
    if (await session.execute(missing)).first() is not None:
        return False
    await set_state(session, booking_id, BookingState.CONFIRMED)
    return True


async def set_state(session: AsyncSession, booking_id: int, state: BookingState) -> None:
    """Write what became of a booking; the rules of who may are the caller's."""
    await session.execute(update(bookings).where(bookings.c.id == booking_id).values(state=state.value))


async def set_brief(session: AsyncSession, booking_id: int, brief: str) -> None:
    """The facts, the law and the options, for the leader (访前接办)."""
    await session.execute(update(bookings).where(bookings.c.id == booking_id).values(brief=brief))


async def set_result(
    session: AsyncSession, booking_id: int, result: str, now: datetime, promised: date | None = None
) -> None:
    """What was decided on the spot, and what was promised by when (访后督办)."""
    await session.execute(
        update(bookings)
        .where(bookings.c.id == booking_id)
        .values(result=result, promised=promised, result_at=now, state=BookingState.RECEIVED.value)
    )


async def cancel_slot(session: AsyncSession, slot_id: int, state: SlotState) -> list[ReceptionBooking]:
    """A slot falls away (the leader is prevented); gives the bookings whose people must be told."""
    await session.execute(update(slots).where(slots.c.id == slot_id).values(state=state.value))
    mine = select(ReceptionBooking).where(bookings.c.slot_id == slot_id, bookings.c.state.in_(EXPECTED))
    hit = await many(session, mine.order_by(bookings.c.id))
    for each in hit:
        await set_state(session, each.id, BookingState.CANCELLED)
    return hit


def _taken(slot_id: ColumnElement[int] | int) -> ScalarSelect[int]:
    """How many places of a slot are taken; correlated when given a column."""
    mine = (bookings.c.slot_id == slot_id, bookings.c.state.in_(TAKES_PLACE))
    return select(func.count()).select_from(bookings).where(*mine).scalar_subquery()


# Sponsors (包案)


async def sponsor(
    session: AsyncSession,
    case_id: int,
    post: str,
    *,
    now: datetime,
    plan: str | None = None,
    staff_id: int | None = None,
) -> int:
    """A leader answers for a case from now on; an earlier sponsor's duty ends."""
    await end_sponsor(session, case_id, now)
    return await add(
        session, sponsors, case_id=case_id, post=post, plan=plan, staff_id=staff_id, since=now, moved_at=now
    )


async def end_sponsor(
    session: AsyncSession, case_id: int, now: datetime, *, solved: bool | None = None
) -> None:
    """The sponsor's duty ends, with the matter solved or not."""
    mine = (sponsors.c.case_id == case_id, sponsors.c.ended_at.is_(None))
    await session.execute(update(sponsors).where(*mine).values(ended_at=now, solved=solved))


async def sponsor_of(session: AsyncSession, case_id: int) -> CaseSponsor | None:
    """Who answers for a case now."""
    mine = (sponsors.c.case_id == case_id, sponsors.c.ended_at.is_(None))
    return await one(session, select(CaseSponsor).where(*mine))


async def sponsor_moved(session: AsyncSession, case_id: int, step: str, now: datetime) -> None:
    """A step was taken: its line is added below the earlier ones. Nothing happens where nobody answers for the case."""
    found = await sponsor_of(session, case_id)
    if found is not None:
        steps = "\n".join([*(found.steps or "").splitlines(), " ".join(step.split())])
        mine = sponsors.c.id == found.id
        await session.execute(update(sponsors).where(mine).values(moved_at=now, steps=steps))


async def sponsored(session: AsyncSession, *, silent_since: datetime | None = None) -> list[CaseSponsor]:
    """The sponsored cases; only those without a step since a moment, when one is given."""
    wanted = select(CaseSponsor).where(sponsors.c.ended_at.is_(None)).order_by(sponsors.c.since)
    if silent_since is not None:
        wanted = wanted.where(sponsors.c.moved_at < silent_since)
    return await many(session, wanted)


async def to_sponsor(session: AsyncSession, before: datetime, limit: int = 50) -> list[Case]:
    """Open cases without a sponsor, older than `before` or repeats, oldest first; never sealed ones."""
    wanted = select(Case).where(*_ripe(before)).order_by(cases.c.registered_at)
    return await many(session, wanted.limit(limit))


async def count_to_sponsor(session: AsyncSession, before: datetime) -> int:
    """How many cases `to_sponsor` would give without a limit."""
    return int(await session.scalar(select(func.count()).select_from(cases).where(*_ripe(before))) or 0)


def _ripe(before: datetime) -> tuple[ColumnElement[bool], ...]:
    has_one = exists().where(sponsors.c.case_id == cases.c.id, sponsors.c.ended_at.is_(None))
    return (cases.c.is_open, ~cases.c.sealed, or_(cases.c.registered_at < before, cases.c.repeat), ~has_one)

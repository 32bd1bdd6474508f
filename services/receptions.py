"""A booked reception and the four who are told of it (四卡): citizen, units, leader, the office's stub.

One record, four messages, each with only what that party needs: a group reads the number, the day and the place.
"""

from collections.abc import Mapping
from typing import ClassVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import OFFICE_ZONE, Role
from casework.wording import text
from services import dates, letters
from services.buttons import Case, LastingButton, Option, plain
from services.context import OfficeContext
from storage import cases, office, people, reception
from storage.outbox import Outgoing
from storage.tables.case_rows import Case as CaseRow
from storage.tables.public_rows import Party, ReceptionBooking, ReceptionParty, ReceptionSlot
from storage.turn import Turn

MOST_PEOPLE = 5
"""A joint visit sends at most five representatives (Art. 20)."""


class Slot(LastingButton, prefix="rs"):
    """Something is done with a slot of the rota; `value` is a staff id or a case id, `people` how many come."""

    renamed: ClassVar[Mapping[str, tuple[str, ...]]] = {
        f"book{count}": ("book", str(count)) for count in range(1, MOST_PEOPLE + 1)
    }

    do: str
    id: int = 0
    value: str = ""
    people: int = 0


class Visit(CallbackData, prefix="rv"):
    """Something is done with a booking; `value` is a unit's id."""

    do: str
    id: int
    value: str = ""


def when(slot: ReceptionSlot) -> str:
    """`2026-11-27（周五）09:00-11:30` in the office's zone."""
    since, until = slot.starts_at.astimezone(OFFICE_ZONE), slot.ends_at.astimezone(OFFICE_ZONE)
    return text(
        "reception-when", day=since.strftime("%Y-%m-%d"), weekday="一二三四五六日"[since.weekday()],
        since=since.strftime("%H:%M"), until=until.strftime("%H:%M"),
    )  # fmt: skip


def about(slot: ReceptionSlot, case: CaseRow) -> dict[str, str]:
    """What every party may know: number, day, who receives, where."""
    return {
        "number": case.number,
        "when": when(slot),
        "post": slot.post,
        "place": slot.place or text("reception-at-office"),
    }


async def units_of(session: AsyncSession, case: CaseRow) -> list[int]:
    """Who comes for the office's side: the responsible unit and those that help; several make it a joint reception."""
    lead = case.unit_id or (await office.bureau(session)).id
    return list(dict.fromkeys([lead, *(row.unit_id for row in await cases.co_units(session, case.id))]))


async def tell_all(turn: Turn, context: OfficeContext, booking: ReceptionBooking) -> None:
    """Tell everybody of a new booking, each once; who was told, and when, is on record."""
    session = await turn.write()
    slot, case = await parts(session, booking)
    for party in await reception.parties_of(session, booking.id):
        for item in await _said_to(session, context, slot, case, booking, party):
            turn.say(item)
        await reception.told(session, party.id, turn.now)


async def parts(session: AsyncSession, booking: ReceptionBooking) -> tuple[ReceptionSlot, CaseRow]:
    """The slot and the case of a booking."""
    slot, case = await reception.slot(session, booking.slot_id), await cases.by_id(session, booking.case_id)
    if slot is None or case is None:
        raise LookupError(f"booking {booking.id} has lost its slot or its case")
    return slot, case


async def _said_to(
    session: AsyncSession,
    context: OfficeContext,
    slot: ReceptionSlot,
    case: CaseRow,
    booking: ReceptionBooking,
    party: ReceptionParty,
) -> list[Outgoing]:
    key, known = f"visit:{booking.id}:{party.id}", about(slot, case)
    if party.party == Party.CITIZEN:
        return await to_citizen(
            session,
            case,
            text("reception-card-citizen", **known, most=MOST_PEOPLE),
            citizen_buttons(booking),
            key,
        )
    if party.party == Party.UNIT and party.unit_id is not None:
        words = text("reception-card-unit", **known)
        return await to_unit(session, case, party.unit_id, words, unit_buttons(booking, party.unit_id), key)
    if party.party == Party.LEADER:
        topic = context.topic_name(case.topic) if case.topic else text("topic-unknown")
        words = text("reception-card-leader", **known, topic=topic, town=case.town or "—")
        return await to_leader(session, slot, case, words, leader_buttons(booking), key)
    return await to_office(session, case, text("reception-card-stub", **known), key)


def citizen_buttons(booking: ReceptionBooking) -> InlineKeyboardMarkup:
    """The citizen comes, or calls it off."""
    options: list[Option] = [(text("reception-do-attend"), Visit(do="attend", id=booking.id))]
    options.append((text("reception-do-cancel"), Visit(do="cancel", id=booking.id)))
    return plain([*options, (text("opt-show"), Case(do="show", case=booking.case_id))])


def unit_buttons(booking: ReceptionBooking, unit_id: int) -> InlineKeyboardMarkup:
    """The unit comes."""
    return plain([(text("reception-do-come"), Visit(do="come", id=booking.id, value=str(unit_id)))])


def leader_buttons(booking: ReceptionBooking) -> InlineKeyboardMarkup:
    """The leader confirms, and reads what was prepared."""
    options = [(text(f"reception-do-{do}"), Visit(do=do, id=booking.id)) for do in ("lead", "open")]
    return plain(options)


async def to_citizen(
    session: AsyncSession, case: CaseRow, words: str, keyboard: InlineKeyboardMarkup | None, key: str
) -> list[Outgoing]:
    """The person who filed it, in the chat it was filed in."""
    owner = await people.by_id(session, case.owner_id) if case.owner_id else None
    if owner is None:
        return []
    return [letters.message(owner.channel, owner.chat_id, words, _json(keyboard), case.id, key)]


async def to_unit(
    session: AsyncSession,
    case: CaseRow,
    unit_id: int,
    words: str,
    keyboard: InlineKeyboardMarkup | None,
    key: str,
) -> list[Outgoing]:
    """The unit's groups; where it has none, its heads in private."""
    groups = await office.group_of(session, unit_id)
    if groups:
        return [
            letters.message(each.channel, each.chat_id, words, _json(keyboard), case.id, f"{key}:g{each.id}")
            for each in groups
        ]
    said = []
    for staff in await office.staff_with(session, Role.HEAD, unit_id):
        person = await people.by_id(session, staff.person_id)
        if person is not None and person.chat_id:
            said.append(
                letters.message(
                    person.channel, person.chat_id, words, _json(keyboard), case.id, f"{key}:{staff.id}"
                )
            )
    return said


async def to_leader(
    session: AsyncSession,
    slot: ReceptionSlot,
    case: CaseRow,
    words: str,
    keyboard: InlineKeyboardMarkup | None,
    key: str,
) -> list[Outgoing]:
    """The leader's own account; a leader without one is told by the bureau's clerks."""
    found = await office.staff(session, slot.staff_id) if slot.staff_id else None
    holders = [found] if found is not None and found.active else await office.staff_with(session, Role.CLERK)
    said = []
    for staff in holders:
        person = await people.by_id(session, staff.person_id)
        if person is not None and person.chat_id:
            heading = words if found is not None else text("reception-pass-on") + "\n" + words
            key_of = f"{key}:{staff.id}"
            said.append(
                letters.message(
                    person.channel, person.chat_id, heading, _json(keyboard), case.id, key_of, protect=True
                )
            )
    return said


async def to_office(session: AsyncSession, case: CaseRow, words: str, key: str) -> list[Outgoing]:
    """The office's stub: a line in the bureau's groups that names nobody."""
    bureau = await office.bureau(session)
    return [
        letters.message(each.channel, each.chat_id, words, None, case.id, f"{key}:g{each.id}")
        for each in await office.group_of(session, bureau.id)
    ]


async def tell_again(turn: Turn, booking: ReceptionBooking, citizen: str, others: str, key: str) -> None:
    """Tell the citizen one thing and all the others another: confirmed, called off, moved."""
    session = await turn.write()
    slot, case = await parts(session, booking)
    tag = f"visit:{booking.id}:{key}"
    said = await to_citizen(session, case, citizen, None, f"{tag}:citizen") if citizen else []
    for party in await reception.parties_of(session, booking.id):
        if party.party == Party.UNIT and party.unit_id is not None:
            said += await to_unit(session, case, party.unit_id, others, None, f"{tag}:{party.unit_id}")
    said += await to_leader(session, slot, case, others, None, f"{tag}:leader")
    said += await to_office(session, case, others, f"{tag}:office")
    for item in {each.dedupe: each for each in said}.values():
        turn.say(item)


def _json(keyboard: InlineKeyboardMarkup | None) -> dict[str, object] | None:
    return keyboard.model_dump(exclude_none=True) if keyboard is not None else None


def promise(booking: ReceptionBooking) -> str:
    """The day that was promised, in words."""
    return dates.day(booking.promised) if booking.promised else text("reception-no-promise")

"""A booked reception and the four who are told of it (四卡): citizen, units, leader, the office's stub.

One record, four messages, each with only what that party needs: a group reads the number, the day and the place.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from casework import officerules
from casework.petition import OFFICE_ZONE, Role
from casework.wording import text
from services import dates, letters
from services.buttons import Case, LastingButton, Option, plain
from services.context import OfficeContext
from services.letters import Letter
from storage import cases, office, reception
from storage.tables.case_rows import Case as CaseRow
from storage.tables.public_rows import Party, ReceptionBooking, ReceptionParty, ReceptionSlot
from storage.turn import Turn

MOST_PEOPLE = officerules.most("representatives")
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
        await _tell(turn, context, slot, case, booking, party)
        await reception.told(session, party.id, turn.now)


async def parts(session: AsyncSession, booking: ReceptionBooking) -> tuple[ReceptionSlot, CaseRow]:
    """The slot and the case of a booking."""
    slot, case = await reception.slot(session, booking.slot_id), await cases.by_id(session, booking.case_id)
    if slot is None or case is None:
        raise LookupError(f"booking {booking.id} has lost its slot or its case")
    return slot, case


async def _tell(
    turn: Turn,
    context: OfficeContext,
    slot: ReceptionSlot,
    case: CaseRow,
    booking: ReceptionBooking,
    party: ReceptionParty,
) -> None:
    key = f"visit:{booking.id}:{party.id}"
    if party.party == Party.CITIZEN:
        card = Letter(
            lambda: text("reception-card-citizen", **about(slot, case), most=MOST_PEOPLE),
            lambda: citizen_buttons(booking),
            case.id,
        )
        await letters.to_person(turn, case.owner_id, card, key)
    elif party.party == Party.UNIT and party.unit_id is not None:
        unit_id = party.unit_id
        card = Letter(
            lambda: text("reception-card-unit", **about(slot, case)),
            lambda: unit_buttons(booking, unit_id),
            case.id,
        )
        await to_unit(turn, unit_id, card, key)
    elif party.party == Party.LEADER:
        card = Letter(lambda: leader_card(context, slot, case), lambda: leader_buttons(booking), case.id)
        await to_leader(turn, slot, card, key)
    else:
        card = Letter(lambda: text("reception-card-stub", **about(slot, case)), case_id=case.id)
        await letters.to_bureau(turn, card, f"{key}:g")


def leader_card(context: OfficeContext, slot: ReceptionSlot, case: CaseRow) -> str:
    """What the leader who receives has to know beforehand."""
    topic = context.topic_name(case.topic) if case.topic else text("topic-unknown")
    return text("reception-card-leader", **about(slot, case), topic=topic, town=case.town or "—")


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


async def to_unit(turn: Turn, unit_id: int, letter: Letter, key: str) -> None:
    """The unit's groups; where it has none, its heads in private."""
    if not await letters.to_groups(turn, unit_id, letter, f"{key}:g"):
        await letters.to_staff(
            turn, await office.staff_with(await turn.read(), Role.HEAD, unit_id), letter, key
        )


async def to_leader(turn: Turn, slot: ReceptionSlot, letter: Letter, key: str) -> None:
    """The leader's own account; for a leader without one the bureau's clerks, who pass it on."""
    session = await turn.read()
    found = await office.staff(session, slot.staff_id) if slot.staff_id else None
    holders = [found] if found is not None and found.active else await office.staff_with(session, Role.CLERK)
    said = letter.words if found is not None else lambda: text("reception-pass-on") + "\n" + letter.words()
    await letters.to_staff(turn, holders, replace(letter, words=said, protect=True), key)


async def tell_again(
    turn: Turn,
    booking: ReceptionBooking,
    key: str,
    *,
    others: Callable[[], str],
    citizen: Callable[[], str] | None = None,
) -> None:
    """Tell the citizen one thing and all the others another: confirmed, called off, moved."""
    session = await turn.write()
    slot, case = await parts(session, booking)
    tag, told = f"visit:{booking.id}:{key}", Letter(others, case_id=case.id)
    if citizen is not None:
        await letters.to_person(turn, case.owner_id, Letter(citizen, case_id=case.id), f"{tag}:citizen")
    parties = await reception.parties_of(session, booking.id)
    for unit_id in dict.fromkeys(each.unit_id for each in parties if each.party == Party.UNIT):
        if unit_id is not None:
            await to_unit(turn, unit_id, told, f"{tag}:{unit_id}")
    await to_leader(turn, slot, told, f"{tag}:leader")
    await letters.to_bureau(turn, told, f"{tag}:office:g")


def promise(booking: ReceptionBooking) -> str:
    """The day that was promised, in words."""
    return dates.day(booking.promised) if booking.promised else text("reception-no-promise")

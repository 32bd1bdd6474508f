"""领导接访日: the rota, what is booked, who comes, what was prepared and decided (访前接办、访中联办、访后督办).

Administrators keep the rota and see no case; clerks, supervisors and the receiving leader see the bookings.
"""

import re
from datetime import datetime, timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from casework.petition import OFFICE_ZONE, Actor, Refusal, Role
from casework.wording import text
from handlers import dates, filters, moves, visits
from handlers.admin import moments
from handlers.buttons import Act, Option, plain
from handlers.citizen.appointments import all_confirmed
from handlers.desk import Desk, Kit
from handlers.staff import access
from handlers.visits import Slot, Visit
from storage import audit, cases, office, reception
from storage import visits as calendar
from storage.tables.notices import BookingState, Party, ReceptionBooking, ReceptionSlot, SlotState
from storage.turn import Turn

router = Router(name="admin.reception")
router.message.filter(filters.Private())

KEEPERS = (Role.ADMIN, Role.CLERK, Role.SUPERVISOR)
"""Who keeps the rota."""
READERS = (Role.CLERK, Role.SUPERVISOR)
"""Who sees what is booked, beside the leader who receives."""
LEADERS = (Role.HEAD, Role.SUPERVISOR)
AHEAD = timedelta(days=90)
_SLOT, _BOOKING = "reception_slot", "reception_booking"
_EVERY = re.compile(r"每(两|二)?周\s*[×xX*]?\s*(\d{1,2})")
_PLACES = re.compile(r"^\s*(\d{1,2})\s*(?:批|人|件|个)?\s*$")


class Planning(StatesGroup):
    """Something of a reception is awaited in words."""

    slot = State()
    brief = State()
    result = State()
    promise = State()


# The rota


@router.message(Command("rota", "接访安排"))
async def rota(message: Message, desk: Desk) -> None:
    """The days to come, and how to add one."""
    await access.require(desk, *KEEPERS)
    found = await calendar.planned(await desk.read(), desk.now, desk.now + AHEAD)
    options: list[Option] = []
    for each in found[:20]:
        words = text(
            "reception-rota-line",
            when=visits.when(each.slot),
            post=each.slot.post,
            taken=each.taken,
            all=each.slot.capacity,
        )
        options.append((words, Slot(do="view", id=each.slot.id)))
    options.append((text("reception-do-add"), Slot(do="add")))
    await message.answer(text("reception-rota", count=len(found)), reply_markup=plain(options, per_row=1))


@router.callback_query(Slot.filter(), filters.Private(), filters.Pressed("do", "add"))
async def add(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """A day, or a series of them, in one line."""
    await access.require(desk, *KEEPERS)
    await query.answer()
    await state.set_state(Planning.slot)
    await filters.message_of(query).answer(text("reception-ask-slot"))


@router.message(Planning.slot, filters.Prose())
async def slot_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """`分管副县长，周五 9:00-11:30，信访接待中心，4，每周×8`: who, when, where, how many, how often."""
    await access.require(desk, *KEEPERS)
    parts = [part.strip() for part in re.split(r"[，,;；]", words) if part.strip()]
    if len(parts) < 2:
        raise Refusal(text("reception-bad-slot"))
    since, until = moments.span(parts[1], desk.now)
    if since <= desk.now:
        raise Refusal(text("notice-moment-past"))
    kept: dict[str, object] = {"post": parts[0][:40], "since": since.isoformat(), "until": until.isoformat()}
    for part in parts[2:]:
        kept |= extra(part)
    await state.set_state(None)
    await state.update_data({_SLOT: kept})
    options: list[Option] = [(text("reception-no-account"), Slot(do="who"))]
    for role in LEADERS:
        for staff in await office.staff_with(await desk.read(), role):
            options.append((staff.label or str(staff.id), Slot(do="who", value=str(staff.id))))
    await message.answer(text("reception-ask-who", post=parts[0][:40]), reply_markup=plain(options))


def extra(part: str) -> dict[str, object]:
    """A part of the line after the day: how often, how many places, or else where."""
    every, places = _EVERY.search(part), _PLACES.match(part)
    if every:
        return {"times": max(1, min(int(every.group(2)), 52)), "weeks": 2 if every.group(1) else 1}
    if places:
        return {"places": max(1, int(places.group(1)))}
    return {"place": part[:60]}


@router.callback_query(Slot.filter(), filters.Private(), filters.Pressed("do", "who"))
async def planned(query: CallbackQuery, callback_data: Slot, desk: Desk, state: FSMContext) -> None:
    """The days are put on the rota; citizens may book them at once."""
    keeper = await access.require(desk, *KEEPERS)
    await query.answer()
    kept = (await state.get_data()).get(_SLOT)
    if not kept:
        raise Refusal(text("error-old-button"))
    session = await desk.write()
    bureau = await office.bureau(session)
    since, until = datetime.fromisoformat(kept["since"]), datetime.fromisoformat(kept["until"])
    times = int(kept.get("times", 1))
    for n in range(times):
        shift = timedelta(weeks=n * int(kept.get("weeks", 1)))
        await reception.add_slot(
            session, bureau.id, kept["post"], since + shift, until + shift, place=kept.get("place", ""),
            capacity=int(kept.get("places", 1)), staff_id=int(callback_data.value) if callback_data.value else None,
        )  # fmt: skip
    await state.update_data({_SLOT: None})
    await audit.write(session, keeper, "reception_add", at=desk.now, count=times)
    await filters.message_of(query).answer(text("reception-added", count=times))


@router.callback_query(Slot.filter(), filters.Private(), filters.Pressed("do", "view"))
async def view(query: CallbackQuery, callback_data: Slot, desk: Desk) -> None:
    """One day: how many are booked; which cases, for those who may know."""
    keeper = await access.require(desk, *KEEPERS)
    await query.answer()
    session = await desk.read()
    slot = await slot_of(desk, callback_data.id)
    rows = await reception.bookings_of_slot(session, slot.id)
    lines = [
        text(
            "reception-slot-head", when=visits.when(slot), post=slot.post, count=len(rows), all=slot.capacity
        )
    ]
    options: list[Option] = []
    for each in rows if await may_read(desk, slot) else ():
        case = await cases.by_id(session, each.case_id)
        number = case.number if case is not None else str(each.case_id)
        label = text("reception-booking-line", number=number, state=text(f"reception-state-{each.state}"))
        options.append((label, Visit(do="open", id=each.id)))
    if keeper.role in KEEPERS:
        options.append((text("reception-do-fall"), Slot(do="fall", id=slot.id)))
    await filters.message_of(query).answer("\n".join(lines), reply_markup=plain(options, per_row=1))


async def slot_of(desk: Desk, slot_id: int) -> ReceptionSlot:
    """The slot a button names. Raises `Refusal` when it is gone."""
    found = await reception.slot(await desk.read(), slot_id)
    if found is None or found.state != SlotState.OPEN:
        raise Refusal(text("records-slot-gone"))
    return found


@router.callback_query(Slot.filter(), filters.Private(), filters.Pressed("do", "fall"))
async def falls(query: CallbackQuery, callback_data: Slot, desk: Desk) -> None:
    """The leader is prevented: everybody who is booked is told, and may choose another day at once."""
    keeper = await access.require(desk, *KEEPERS)
    slot = await slot_of(desk, callback_data.id)
    await query.answer()
    session = await desk.write()
    hit = await reception.cancel_slot(session, slot.id, SlotState.CANCELLED)
    again = plain([(text("reception-do-again"), Slot(do="days"))])
    for booking in hit:
        _, case = await visits.parts(session, booking)
        known = visits.about(slot, case)
        words = text("reception-fell-citizen", **known, **desk.kit.office.words)
        for item in await visits.to_citizen(session, case, words, again, f"visit:{booking.id}:fell:citizen"):
            desk.turn.say(item)
        await visits.tell_again(desk.turn, booking, "", text("reception-fell-others", **known), "fell")
    await audit.write(session, keeper, "reception_cancel", at=desk.now, slot=slot.id, bookings=len(hit))
    await filters.message_of(query).answer(text("reception-fell", count=len(hit)))


# One booking


async def may_read(desk: Desk, slot: ReceptionSlot) -> Actor | None:
    """In which role this person may see the bookings of a day: the bureau's, or the leader who receives."""
    for each in await access.officers(desk):
        if each.role in READERS or (slot.staff_id is not None and each.staff_id == slot.staff_id):
            return each
    return None


async def booking_of(desk: Desk, booking_id: int) -> tuple[ReceptionBooking, ReceptionSlot, Actor]:
    """A booking, its slot, and the role in which this person may work on it. Raises `Refusal`."""
    session = await desk.read()
    booking = await reception.booking(session, booking_id)
    slot = await reception.slot(session, booking.slot_id) if booking is not None else None
    reader = await may_read(desk, slot) if slot is not None else None
    if booking is None or slot is None or reader is None:
        raise access.no_standing()
    return booking, slot, reader


@router.callback_query(Visit.filter(), filters.Private(), filters.Pressed("do", "open"))
async def open_booking(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """The booking: who comes, what was prepared, what was decided."""
    booking, slot, reader = await booking_of(desk, callback_data.id)
    await query.answer()
    session = await desk.write()
    _, case = await visits.parts(session, booking)
    await cases.add_view(session, case.id, reader, "reception", desk.now)
    units = {unit.id: unit.short_name for unit in await office.units(session)}
    lines = [
        text("reception-head", **visits.about(slot, case), state=text(f"reception-state-{booking.state}"))
    ]
    for party in await reception.parties_of(session, booking.id):
        who = units.get(party.unit_id or 0, "") or text(f"reception-party-{party.party}")
        lines.append(text("reception-party", who=who, mark="✓" if party.confirmed_at else "—"))
    lines.append(text("reception-brief", brief=booking.brief or "—"))
    if booking.result:
        lines.append(text("reception-result", result=booking.result, promised=visits.promise(booking)))
    options: list[Option] = [
        (text(f"reception-do-{do}"), Visit(do=do, id=booking.id)) for do in ("brief", "result", "absent")
    ]
    options.append((text("act-open"), Act(do="open", case=case.id)))
    keyboard = plain(options).model_dump(exclude_none=True)
    desk.say("\n".join(lines), keyboard=keyboard)


@router.callback_query(Visit.filter(), filters.Pressed("do", "come"))
async def comes(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """到场: an officer of that unit says that somebody will be there; a group's other members cannot."""
    unit_id = int(callback_data.value or 0)
    if not any(each.unit_id == unit_id for each in await access.officers(desk)):
        raise access.no_standing()
    await confirm(query, desk, callback_data.id, Party.UNIT, unit_id)


@router.callback_query(Visit.filter(), filters.Private(), filters.Pressed("do", "lead"))
async def leads(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """The leader confirms, or a clerk for a leader without an account."""
    await booking_of(desk, callback_data.id)
    await confirm(query, desk, callback_data.id, Party.LEADER, None)


async def confirm(
    query: CallbackQuery, desk: Desk, booking_id: int, party: Party, unit_id: int | None
) -> None:
    """Note a confirmation; when it was the last one, tell everybody."""
    booking = await reception.booking(await desk.read(), booking_id)
    if booking is None or booking.state not in (BookingState.ASKED, BookingState.CONFIRMED):
        raise Refusal(text("error-old-button"))
    complete = await reception.confirmed(await desk.write(), booking.id, party, desk.now, unit_id)
    await query.answer(text("reception-noted"))
    if complete and booking.state == BookingState.ASKED:
        await all_confirmed(desk, booking)


@router.callback_query(Visit.filter(), filters.Private(), filters.Pressed("do", "brief", "result"))
async def ask_words(query: CallbackQuery, callback_data: Visit, desk: Desk, state: FSMContext) -> None:
    """What was prepared, or what was decided: in words."""
    await booking_of(desk, callback_data.id)
    await query.answer()
    await state.set_state(Planning.brief if callback_data.do == "brief" else Planning.result)
    await state.update_data({_BOOKING: {"id": callback_data.id}})
    await filters.message_of(query).answer(text(f"reception-ask-{callback_data.do}"))


@router.message(Planning.brief, filters.Prose())
async def brief_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """访前接办: facts, law and options, below the number of people who come."""
    kept = (await state.get_data()).get(_BOOKING) or {}
    booking, _, _ = await booking_of(desk, int(kept.get("id", 0)))
    await state.set_state(None)
    coming = (booking.brief or "").splitlines()[:1]
    await reception.set_brief(await desk.write(), booking.id, "\n".join([*coming, words.strip()[:3000]]))
    await message.answer(text("reception-brief-kept"))


@router.message(Planning.result, filters.Prose())
async def result_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """What was decided on the spot; then, by when."""
    kept = (await state.get_data()).get(_BOOKING) or {}
    booking, _, _ = await booking_of(desk, int(kept.get("id", 0)))
    await state.set_state(Planning.promise)
    await state.update_data({_BOOKING: {"id": booking.id, "result": words.strip()[:2000]}})
    options = [(text("reception-do-nopromise"), Visit(do="nopromise", id=booking.id))]
    await message.answer(text("reception-ask-promise"), reply_markup=plain(options))


@router.callback_query(Visit.filter(), filters.Private(), filters.Pressed("do", "nopromise"))
async def no_promise(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Nothing was promised by a day."""
    await query.answer()
    await record(desk, state, None)


@router.message(Planning.promise, filters.Prose())
async def promise_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The day that was promised."""
    at = moments.moment(words, desk.now)
    await record(desk, state, at)


async def record(desk: Desk, state: FSMContext, promised: datetime | None) -> None:
    """Keep the result with the booking and tell the citizen through the case's own timeline."""
    kept = (await state.get_data()).get(_BOOKING) or {}
    booking, slot, reader = await booking_of(desk, int(kept.get("id", 0)))
    if not kept.get("result"):
        raise Refusal(text("error-old-button"))
    await state.set_state(None)
    await state.update_data({_BOOKING: None})
    session = await desk.write()
    day = promised.astimezone(OFFICE_ZONE).date() if promised else None
    await reception.set_result(session, booking.id, kept["result"], desk.now, day)
    until = dates.day(day) if day else text("reception-no-promise")
    words = text("reception-result-public", post=slot.post, result=kept["result"], promised=until)
    await on_timeline(desk, booking, reader, words)
    await audit.write(session, reader, "reception_result", at=desk.now, case_id=booking.case_id)
    desk.say(text("reception-result-kept"))


async def on_timeline(desk: Desk, booking: ReceptionBooking, reader: Actor, words: str) -> None:
    """A public note on the case; where the rules allow none any more, a plain message to the citizen."""
    session = await desk.write()
    _, case = await visits.parts(session, booking)
    try:
        await moves.make(desk.turn, desk.kit, case, "note", by=reader, text=words, public=True)
    except Refusal:
        for item in await visits.to_citizen(session, case, words, None, f"visit:{booking.id}:result"):
            desk.turn.say(item)


@router.callback_query(Visit.filter(), filters.Private(), filters.Pressed("do", "absent"))
async def absent(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """The citizen did not come; nothing about the case changes."""
    booking, _, reader = await booking_of(desk, callback_data.id)
    session = await desk.write()
    await reception.set_state(session, booking.id, BookingState.ABSENT)
    await audit.write(session, reader, "reception_absent", at=desk.now, case_id=booking.case_id)
    await query.answer(text("reception-noted"))


# As days pass


async def remind(turn: Turn, kit: Kit) -> None:
    """Daily: those who come tomorrow are reminded; promises that fall due are laid before the bureau's clerks."""
    session = await turn.write()
    today = turn.now.astimezone(OFFICE_ZONE).date()
    start = datetime.combine(today + timedelta(days=1), datetime.min.time(), OFFICE_ZONE)
    for each in await calendar.planned(session, start, start + timedelta(days=1)):
        for booking in await reception.bookings_of_slot(session, each.slot.id):
            if booking.state in (BookingState.ASKED, BookingState.CONFIRMED):
                _, case = await visits.parts(session, booking)
                words = text("reception-tomorrow", **visits.about(each.slot, case))
                await visits.tell_again(turn, booking, words, words, "tomorrow")
    for booking in await calendar.promised_until(session, today):
        slot, case = await visits.parts(session, booking)
        words = text(
            "reception-promise-due", number=case.number, post=slot.post, promised=visits.promise(booking)
        )
        for item in await visits.to_office(session, case, words, f"visit:{booking.id}:promise:{today}"):
            turn.say(item)

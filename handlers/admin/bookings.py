"""One booked reception: who comes, what was prepared, what was decided and promised (访前接办、访中联办、访后督办).

Clerks, supervisors and the leader who receives work on it; administrators keep the rota and see no booking.
"""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import OFFICE_ZONE, Actor, Refusal, Role
from casework.wording import recorded, text
from handlers import filters
from handlers.citizen.appointments import all_confirmed
from handlers.line import About, Line
from handlers.registry import Registry
from services import access, dates, letters, moments, moves, receptions
from services.buttons import Act, Option, plain
from services.context import Desk
from services.letters import Letter
from services.receptions import Visit
from storage import audit, cases, office, reception
from storage.tables.public_rows import BookingState, Party, ReceptionBooking, ReceptionSlot

on = Registry("admin.bookings", private=True)

READERS = (Role.CLERK, Role.SUPERVISOR)
"""Who sees what is booked, beside the leader who receives."""
BRIEF, RESULT, PROMISE = Line("Receiving:brief"), Line("Receiving:result"), Line("Receiving:promise")
"""What was prepared for a reception, what was decided, and until when."""


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


@on.press(Visit, do="open")
async def open_booking(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """The booking: who comes, what was prepared, what was decided."""
    booking, slot, reader = await booking_of(desk, callback_data.id)
    session = await desk.write()
    _, case = await receptions.parts(session, booking)
    await cases.add_view(session, case.id, reader, "reception", desk.now)
    units = {unit.id: unit.short_name for unit in await office.units(session)}
    lines = [
        text("reception-head", **receptions.about(slot, case), state=text(f"reception-state-{booking.state}"))
    ]
    for party in await reception.parties_of(session, booking.id):
        if party.party == Party.OFFICE:
            continue  # the stub is told, and asked for nothing
        who = units.get(party.unit_id or 0, "") or text(f"reception-party-{party.party}")
        lines.append(text("reception-party", who=who, mark="✓" if party.confirmed_at else "—"))
    lines.append(text("reception-brief", brief=booking.brief or "—"))
    if booking.result:
        lines.append(text("reception-result", result=booking.result, promised=receptions.promise(booking)))
    options: list[Option] = [
        (text(f"reception-do-{do}"), Visit(do=do, id=booking.id)) for do in doable(booking, slot, desk.now)
    ]
    options.append((text("act-open"), Act(do="open", case=case.id)))
    keyboard = plain(options)
    desk.say("\n".join(lines), keyboard=keyboard)


def doable(booking: ReceptionBooking, slot: ReceptionSlot, now: datetime) -> list[str]:
    """What may be done with a booking at a moment: prepared before, recorded once it has begun."""
    if booking.state not in reception.EXPECTED:
        return []
    return ["brief", "result", "absent"] if slot.starts_at <= now else ["brief"]


async def begun(desk: Desk, booking_id: int) -> tuple[ReceptionBooking, ReceptionSlot, Actor]:
    """The same as `booking_of`, of a reception that has begun and has no result yet. Raises `Refusal`."""
    booking, slot, reader = await booking_of(desk, booking_id)
    if slot.starts_at > desk.now:
        raise Refusal(text("reception-not-begun", when=receptions.when(slot)))
    if booking.state not in reception.EXPECTED:
        raise Refusal(text("reception-over", state=text(f"reception-state-{booking.state}")))
    return booking, slot, reader


@on.press(Visit, anywhere=True, do="come")
async def comes(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """到场: an officer of that unit says that somebody will be there; a group's other members cannot."""
    unit_id = int(callback_data.value or 0)
    if not any(each.unit_id == unit_id for each in await access.officers(desk)):
        raise access.no_standing()
    await confirm(query, desk, callback_data.id, Party.UNIT, unit_id)


@on.press(Visit, do="lead")
async def leads(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """The leader confirms, or a clerk for a leader without an account."""
    await booking_of(desk, callback_data.id)
    await confirm(query, desk, callback_data.id, Party.LEADER, None)


async def confirm(
    query: CallbackQuery, desk: Desk, booking_id: int, party: Party, unit_id: int | None
) -> None:
    """Note a confirmation; when it was the last one, tell everybody."""
    booking = await reception.booking(await desk.read(), booking_id)
    if booking is None or booking.state not in reception.EXPECTED:
        raise Refusal(text("error-old-button"))
    complete = await reception.confirmed(await desk.write(), booking.id, party, desk.now, unit_id)
    await query.answer(text("reception-noted"))
    if complete and booking.state == BookingState.ASKED:
        await all_confirmed(desk, booking)


@on.press(Visit, do=("brief", "result"))
async def ask_words(query: CallbackQuery, callback_data: Visit, desk: Desk, state: FSMContext) -> None:
    """What was prepared, or what was decided: in words."""
    await (booking_of if callback_data.do == "brief" else begun)(desk, callback_data.id)
    await (BRIEF if callback_data.do == "brief" else RESULT).ask(state, booking=callback_data.id)
    await filters.message_of(query).answer(text(f"reception-ask-{callback_data.do}"))


@on.line(BRIEF)
async def brief_said(message: Message, words: str, about: About, desk: Desk) -> None:
    """访前接办: facts, law and options, below the number of people who come."""
    booking, _, _ = await booking_of(desk, about["booking"])
    coming = (booking.brief or "").splitlines()[:1]
    await reception.set_brief(await desk.write(), booking.id, "\n".join([*coming, words.strip()[:3000]]))
    again = plain([(text("reception-do-open"), Visit(do="open", id=booking.id))])
    await message.answer(text("reception-brief-kept"), reply_markup=again)


@on.line(RESULT)
async def result_said(message: Message, words: str, about: About, desk: Desk, state: FSMContext) -> None:
    """What was decided on the spot; then, by when."""
    booking, _, _ = await begun(desk, about["booking"])
    await PROMISE.ask(state, booking=booking.id, result=words.strip()[:2000])
    options = [(text("reception-do-nopromise"), Visit(do="nopromise", id=booking.id))]
    await message.answer(text("reception-ask-promise"), reply_markup=plain(options))


@on.press(Visit, do="nopromise")
async def no_promise(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Nothing was promised by a day."""
    about = await PROMISE.settled(state)
    if about is None:
        raise Refusal(text("error-old-button"))
    await record(desk, about, None)


@on.line(PROMISE)
async def promise_said(message: Message, words: str, about: About, desk: Desk) -> None:
    """The day that was promised."""
    at = moments.moment(words, desk.now)
    await record(desk, about, at)


async def record(desk: Desk, about: About, promised: datetime | None) -> None:
    """Keep the result with the booking and tell the citizen through the case's own timeline."""
    booking, slot, reader = await begun(desk, about["booking"])
    session = await desk.write()
    day = promised.astimezone(OFFICE_ZONE).date() if promised else None
    await reception.set_result(session, booking.id, about["result"], desk.now, day)
    result = about["result"].rstrip("。.；; ")
    until = dates.recorded(day) if day else recorded("reception-no-promise")
    words = recorded("reception-result-public", post=slot.post, result=result, promised=until)
    await on_timeline(desk, booking, reader, words)
    await audit.write(session, reader, "reception_result", at=desk.now, case_id=booking.case_id)
    desk.say(text("reception-result-kept"))


async def on_timeline(desk: Desk, booking: ReceptionBooking, reader: Actor, words: str) -> None:
    """A public note on the case; where the rules allow none any more, a plain message to the citizen."""
    session = await desk.write()
    _, case = await receptions.parts(session, booking)
    try:
        await moves.make(desk.turn, desk.context, case, "note", by=reader, text=words, public=True)
    except Refusal:
        said = Letter(lambda: words, case_id=case.id)
        await letters.to_person(desk.turn, case.owner_id, said, f"visit:{booking.id}:result")


@on.press(Visit, do="absent")
async def absent(query: CallbackQuery, callback_data: Visit, desk: Desk) -> None:
    """The citizen did not come; nothing about the case changes."""
    booking, _, reader = await begun(desk, callback_data.id)
    session = await desk.write()
    await reception.set_state(session, booking.id, BookingState.ABSENT)
    await audit.write(session, reader, "reception_absent", at=desk.now, case_id=booking.case_id)
    await query.answer(text("reception-noted"))

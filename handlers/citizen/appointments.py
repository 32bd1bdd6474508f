"""预约接访: a citizen sees the leaders' reception days and books one for a case of theirs.

Sealed and anonymous cases cannot be brought before a leader this way: the day would show who reported.
"""

from datetime import timedelta

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from casework.petition import Refusal
from casework.wording import recorded, text
from handlers import filters
from handlers.citizen import case_card
from handlers.citizen.status import changeable
from handlers.registry import Registry
from services import receptions
from services.buttons import LEAVE, Go, Option, menu, numbered, plain
from services.context import Desk
from services.receptions import MOST_PEOPLE, Slot, Visit
from storage import cases, reception
from storage.tables.case_rows import Case as CaseRow
from storage.tables.public_rows import BookingState, Party, ReceptionBooking

on = Registry("citizen.appointments", private=True)

AHEAD = timedelta(days=60)
SHOWN = 8
_COMING = "reception_people"


class Booking(StatesGroup):
    """How many come is awaited."""

    people = State()


@on.message(Command("reception", "接访", "预约接访"))
async def days_command(message: Message, desk: Desk) -> None:
    """/reception: the days to come."""
    await show_days(message, desk)


@on.press(Slot, do="days")
async def days_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The days again."""
    await show_days(filters.message_of(query), desk)


async def show_days(message: Message, desk: Desk) -> None:
    """Who receives when and where, with the places left; without one, how else to be heard."""
    free = await reception.free_slots(await desk.read(), desk.now, desk.now + AHEAD)
    if not free:
        await message.answer(text("reception-none", **desk.context.office.words), reply_markup=menu())
        return
    options: list[Option] = []
    for each in free[:SHOWN]:
        label = text("reception-slot", when=receptions.when(each.slot), post=each.slot.post, left=each.left)
        options.append((label, Slot(do="take", id=each.slot.id)))
    words = text("reception-days", most=MOST_PEOPLE)
    await message.answer(
        words, reply_markup=numbered(options, fixed=[(LEAVE, (text("opt-home"), Go(to="home")))])
    )


@on.press(Slot, do="take")
async def which_case(query: CallbackQuery, callback_data: Slot, desk: Desk) -> None:
    """For which case of theirs."""
    rows = [row for row in await cases.of_person(await desk.read(), desk.person.id or 0, 50) if bookable(row)]
    if not rows:
        await filters.message_of(query).answer(text("reception-no-case"), reply_markup=menu())
        return
    options = [
        (case_card.headline(row, desk), Slot(do="bring", id=callback_data.id, value=str(row.id)))
        for row in rows[:SHOWN]
    ]
    await filters.message_of(query).answer(text("reception-which-case"), reply_markup=numbered(options))


def bookable(row: CaseRow) -> bool:
    """Whether a case may be brought before a leader: open, neither sealed nor anonymous."""
    return row.is_open and not row.sealed and not row.anonymous


@on.press(Slot, do="bring")
async def how_many(query: CallbackQuery, callback_data: Slot, desk: Desk, state: FSMContext) -> None:
    """How many come: at most five representatives (Art. 20)."""
    case = await changeable(desk, state, int(callback_data.value or 0))
    options = [
        (
            text("reception-people", count=n),
            Slot(do="book", id=callback_data.id, value=str(case.id), people=n),
        )
        for n in range(1, MOST_PEOPLE + 1)
    ]
    await state.set_state(Booking.people)
    await state.update_data({_COMING: [callback_data.id, case.id]})
    await filters.message_of(query).answer(
        text("reception-how-many", most=MOST_PEOPLE), reply_markup=plain(options, per_row=MOST_PEOPLE)
    )


@on.message(Booking.people, filters.Prose())
async def people_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The number in words (两个人, 6): too many are told why, whoever says something else is heard elsewhere."""
    said = desk.context.reader.intent(words, asked="people").value
    if not said.isdecimal():
        await state.set_state(None)
        raise SkipHandler
    slot_id, case_id = (await state.get_data())[_COMING]
    if not 1 <= int(said) <= MOST_PEOPLE:
        await message.answer(text("reception-too-many", most=MOST_PEOPLE))
        return
    await book(desk, state, slot_id, case_id, int(said))


@on.press(Slot, do="book")
async def booked(query: CallbackQuery, callback_data: Slot, desk: Desk, state: FSMContext) -> None:
    """How many come, by a press."""
    await book(desk, state, callback_data.id, int(callback_data.value or 0), callback_data.people)


async def book(desk: Desk, state: FSMContext, slot_id: int, case_id: int, count: int) -> None:
    """Booked: the four are told. Role and place in the slot are checked in the same transaction."""
    case = await changeable(desk, state, case_id)
    await state.set_state(None)
    if not bookable(case) or not 1 <= count <= MOST_PEOPLE:
        raise Refusal(text("reception-not-bookable"))
    session = await desk.write()
    units = await receptions.units_of(session, case)
    booking_id = await reception.book(session, slot_id, case.id, now=desk.now, units=units)
    await reception.set_brief(session, booking_id, recorded("reception-brief-people", count=count))
    booking = await reception.booking(session, booking_id)
    assert booking is not None
    await receptions.tell_all(desk.turn, desk.context, booking)


async def mine(desk: Desk, state: FSMContext, booking_id: int) -> ReceptionBooking:
    """A booking of a case of theirs that still stands. Raises `Refusal` for anything else."""
    booking = await reception.booking(await desk.read(), booking_id)
    if booking is None or booking.state not in reception.EXPECTED:
        raise Refusal(text("error-old-button"))
    await changeable(desk, state, booking.case_id)
    return booking


@on.press(Visit, do="attend")
async def attend(query: CallbackQuery, callback_data: Visit, desk: Desk, state: FSMContext) -> None:
    """我会到."""
    booking = await mine(desk, state, callback_data.id)
    session = await desk.write()
    complete = await reception.confirmed(session, booking.id, Party.CITIZEN, desk.now)
    await query.answer(text("reception-noted"))
    if complete:
        await all_confirmed(desk, booking)


async def all_confirmed(desk: Desk, booking: ReceptionBooking) -> None:
    """Everybody comes: all are told so."""
    slot, case = await receptions.parts(await desk.read(), booking)

    def words() -> str:
        return text("reception-all-confirmed", **receptions.about(slot, case))

    await receptions.tell_again(desk.turn, booking, "confirmed", others=words, citizen=words)


@on.press(Visit, do="cancel")
async def cancel(query: CallbackQuery, callback_data: Visit, desk: Desk, state: FSMContext) -> None:
    """The citizen calls it off: the place is free again, the others are told. The case itself goes on."""
    booking = await mine(desk, state, callback_data.id)
    session = await desk.write()
    await reception.set_state(session, booking.id, BookingState.CANCELLED)
    slot, case = await receptions.parts(session, booking)
    await receptions.tell_again(
        desk.turn,
        booking,
        "off",
        others=lambda: text("reception-cancelled-others", **receptions.about(slot, case)),
    )
    again: list[Option] = [(text("reception-do-again"), Slot(do="days"))]
    keyboard = numbered(again, fixed=[(LEAVE, (text("opt-home"), Go(to="home")))])
    await filters.message_of(query).answer(
        text("reception-cancelled", number=case.number), reply_markup=keyboard
    )

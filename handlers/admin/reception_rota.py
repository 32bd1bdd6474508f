"""领导接访日: the rota, what is booked on a day, and what is recorded of it.

Administrators keep the rota and see no case; clerks, supervisors and the receiving leader see the bookings.
"""

import re
from datetime import datetime, timedelta

from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.admin import bookings
from handlers.line import Line
from handlers.registry import Registry
from services import letters, moments, receptions
from services.buttons import Option, plain
from services.context import Desk
from services.letters import Letter
from services.reception_reminders import AHEAD
from services.receptions import Slot, Visit
from storage import audit, cases, office, reception
from storage import reception_days as calendar
from storage.tables.public_rows import ReceptionBooking, ReceptionSlot, SlotState

KEEPERS = (Role.ADMIN, Role.CLERK, Role.SUPERVISOR)
"""Who keeps the rota."""
on = Registry("admin.reception", private=True, officer=KEEPERS)
LEADERS = (Role.HEAD, Role.SUPERVISOR)
_SLOT = "reception_slot"
_EVERY = re.compile(r"每(两|二)?周\s*[×xX*]?\s*(\d{1,2})")
_PLACES = re.compile(r"^\s*(\d{1,2})\s*(?:批|人|件|个)?\s*$")


LINE = Line("Planning:slot")
"""A line of the rota."""


# The rota


@on.message(Command("rota", "接访安排"))
async def rota(message: Message, desk: Desk) -> None:
    """The days that still lack a result, the days to come, and how to add one."""
    session = await desk.read()
    lacking = await calendar.unrecorded(session, desk.now - AHEAD, desk.now)
    found = await calendar.planned(session, desk.now, desk.now + AHEAD)
    options: list[Option] = [
        (
            text(
                "reception-rota-lacking",
                when=receptions.when(each.slot),
                post=each.slot.post,
                count=each.taken,
            ),
            Slot(do="view", id=each.slot.id),
        )
        for each in lacking[:10]
    ]
    for each in found[:20]:
        label = text(
            "reception-rota-line",
            when=receptions.when(each.slot),
            post=each.slot.post,
            taken=each.taken,
            all=each.slot.capacity,
        )
        options.append((label, Slot(do="view", id=each.slot.id)))
    options.append((text("reception-do-add"), Slot(do="add")))
    lines = [text("reception-rota", count=len(found))]
    if lacking:
        lines.append(text("reception-rota-waiting", count=len(lacking)))
    await message.answer("\n".join(lines), reply_markup=plain(options, per_row=1))


@on.press(Slot, do="add")
async def add(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """A day, or a series of them, in one line."""
    await LINE.ask(state)
    await filters.message_of(query).answer(text("reception-ask-slot"))


@on.line(LINE)
async def slot_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """`分管副县长，周五 9:00-11:30，信访接待中心，4，每周×8`: who, when, where, how many, how often."""
    parts = [part.strip() for part in re.split(r"[，,;；]", words) if part.strip()]
    if len(parts) < 2:
        raise Refusal(text("reception-bad-slot"))
    since, until = moments.span(parts[1], desk.now)
    if since <= desk.now:
        raise Refusal(text("notice-moment-past"))
    kept: dict[str, object] = {"post": parts[0][:40], "since": since.isoformat(), "until": until.isoformat()}
    for part in parts[2:]:
        kept |= extra(part)
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


@on.press(Slot, do="who")
async def planned(
    query: CallbackQuery, callback_data: Slot, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """The days are put on the rota; citizens may book them at once."""
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
    await audit.write(session, officer, "reception_add", at=desk.now, count=times)
    await filters.message_of(query).answer(text("reception-added", count=times))


@on.press(Slot, do="view")
async def view(query: CallbackQuery, callback_data: Slot, desk: Desk) -> None:
    """One day: how many are booked; which cases, for those who may know."""
    session = await desk.read()
    slot = await slot_of(desk, callback_data.id)
    rows = await reception.bookings_of_slot(session, slot.id)
    lines = [
        text(
            "reception-slot-head",
            when=receptions.when(slot),
            post=slot.post,
            count=len(rows),
            all=slot.capacity,
        )
    ]
    options: list[Option] = []
    for each in rows if await bookings.may_read(desk, slot) else ():
        case = await cases.by_id(session, each.case_id)
        number = case.number if case is not None else str(each.case_id)
        label = text("reception-booking-line", number=number, state=text(f"reception-state-{each.state}"))
        options.append((label, Visit(do="open", id=each.id)))
    if slot.starts_at > desk.now:
        options.append((text("reception-do-fall"), Slot(do="fall", id=slot.id)))
    await filters.message_of(query).answer("\n".join(lines), reply_markup=plain(options, per_row=1))


async def slot_of(desk: Desk, slot_id: int) -> ReceptionSlot:
    """The slot a button names. Raises `Refusal` when it is gone."""
    found = await reception.slot(await desk.read(), slot_id)
    if found is None or found.state != SlotState.OPEN:
        raise Refusal(text("records-slot-gone"))
    return found


@on.press(Slot, do="fall")
async def falls(query: CallbackQuery, callback_data: Slot, desk: Desk, officer: Actor) -> None:
    """The leader is prevented: everybody who is booked is told, and may choose another day at once."""
    slot = await slot_of(desk, callback_data.id)
    if slot.starts_at <= desk.now:
        raise Refusal(text("reception-begun"))
    session = await desk.write()
    hit = await reception.cancel_slot(session, slot.id, SlotState.CANCELLED)
    for booking in hit:
        await tell_fallen(desk, slot, booking)
    await audit.write(session, officer, "reception_cancel", at=desk.now, slot=slot.id, bookings=len(hit))
    await filters.message_of(query).answer(text("reception-fell", count=len(hit)))


async def tell_fallen(desk: Desk, slot: ReceptionSlot, booking: ReceptionBooking) -> None:
    """One booking that falls through: the citizen is asked for another day, the others hear of it."""
    _, case = await receptions.parts(await desk.write(), booking)
    fallen = Letter(
        lambda: text("reception-fell-citizen", **receptions.about(slot, case), **desk.context.office.words),
        lambda: plain([(text("reception-do-again"), Slot(do="days"))]),
        case.id,
    )
    await letters.to_person(desk.turn, case.owner_id, fallen, f"visit:{booking.id}:fell:citizen")
    await receptions.tell_again(
        desk.turn,
        booking,
        "fell",
        others=lambda: text("reception-fell-others", **receptions.about(slot, case)),
    )

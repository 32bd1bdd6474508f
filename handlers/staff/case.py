"""An officer works on a case: opens it in private, makes moves with buttons, answers the questions of a form."""

import json
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework import lifecycle, reply
from casework.petition import SYSTEM, Actor, Purpose, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from handlers.staff import alike, answering, extras, form, making, originals
from handlers.staff.form import Form
from services import access, cards, case_file, moves, notify, officer_files, record, transcripts
from services.buttons import Act, Option, Put, plain
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseEvent

on = Registry("staff.case")

DECIDES = ("review_answer", "recheck_answer", "answer_now")
"""Whose words decide a matter, and pass the gate that every answer passes."""
"""Decisions of the bodies above the unit: they pass the gate that its answers pass."""
_LIGHT = (Purpose.SUGGESTION, Purpose.INQUIRY, Purpose.THANKS)


class Moving(StatesGroup):
    """A move's form is open in private."""

    asking = State()


@on.press(Act, do="open")
async def open_case(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """私下查看: everything an authorised officer needs, in private, protected from forwarding, and noted."""
    case, actors = await access.standing(desk, callback_data.case)
    await show_in_private(desk, case, actors)
    if desk.group:
        await query.answer(text("staff-sent-private"))


async def show_in_private(desk: Desk, case: CaseRow, actors: list[Actor]) -> None:
    """Send the full view to the officer's private chat; the citizen may later read that this role looked."""
    session = await desk.write()
    await cases.add_view(session, case.id, actors[0], "content", desk.now)
    file = case_file.of(desk.turn, case)
    words = await cards.full(desk.context, file)
    on_record, files = await record.offers(file), await cases.files(session, case.id)
    voice = await transcripts.are_missing(session, case.id)
    keyboard = cards.private_buttons(case, actors, desk.now, on_record, files=bool(files), voice=voice)
    desk.say_in_private(words, keyboard, case_id=case.id)


@on.press(Act, filters.Private(), do="more")
async def show_more(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """更多: the moves that are made now and then."""
    case, actors = await access.standing(desk, callback_data.case)
    on_record = await record.offers(case_file.of(desk.turn, case))
    keyboard = cards.more_buttons(case, actors, desk.now, on_record)
    await filters.message_of(query).answer(text("staff-more", number=case.number), reply_markup=keyboard)


@on.press(Act, do="files")
async def show_files(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """The citizen's files as working copies, in private; what could run something only when it is asked for."""
    case, actors = await access.standing(desk, callback_data.case)
    if desk.group:
        await query.answer(text("staff-sent-private"))
    made, risky = await officer_files.prepare(desk, case, risky=False)
    await give_files(desk, case, actors[0], made)
    if (made or risky) and (options := originals.offered(case, actors, desk)):
        desk.say_in_private(text("original-hint"), plain(options), case_id=case.id)
    if risky:
        keyboard = plain([(text("act-risky"), Act(do="risky", case=case.id))])
        desk.say_in_private(text("staff-files-risky", count=risky), keyboard, case_id=case.id)
    elif not made:
        desk.say_in_private(text("staff-files-none"), protect=False)


@on.press(Act, filters.Private(), do="risky")
async def risky_files(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """What could run something, after the warning, under a name that no double click starts."""
    case, actors = await access.standing(desk, callback_data.case)
    made, _ = await officer_files.prepare(desk, case, risky=True)
    await give_files(desk, case, actors[0], made)


async def give_files(desk: Desk, case: CaseRow, actor: Actor, made: list[officer_files.Prepared]) -> None:
    """Send working copies; the look is noted."""
    session = await desk.write()
    await cases.add_view(session, case.id, actor, "files", desk.now)
    await officer_files.send(desk, case, made)


@on.press(Act, do="cancel")
async def cancel(query: CallbackQuery, state: FSMContext) -> None:
    """Leave a form: nothing has changed."""
    await state.set_state(None)
    await Form.forget(state)
    await filters.message_of(query).answer(text("form-cancelled"))


@on.press(Act)
async def act(query: CallbackQuery, callback_data: Act, desk: Desk, state: FSMContext) -> None:
    """A move's button: made at once when nothing must be asked, else its form opens in private."""
    case, actors = await access.standing(desk, callback_data.case)
    actor = form.acting(actors, case, callback_data.do)
    if actor is None:
        await refuse_old(desk, query, case, actors, callback_data.do)
        return
    if callback_data.do in answering.EVENTS:
        await answering.start(desk, query, state, case, actor, callback_data.do)
        return
    assert actor.staff_id is not None
    known = await prefilled(desk, case, callback_data.do)
    opened = Form(callback_data.do, case.id, actor.staff_id, facts=known)
    opened.need = form.open_need(case, opened, actor.role) or ""
    if not opened.need:
        was = case.state
        case = await making.make(desk, case, opened, actor)
        await query.answer(making.done(case, opened.event))
        await alike.offer(desk, state, case, opened, was)
        return
    if desk.group:
        await query.answer(text("staff-sent-private"))
    await open_form(desk, query, state, case, opened)


async def prefilled(desk: Desk, case: CaseRow, event: str) -> dict[str, Any]:
    """What is on record already: the days and the reason of the extension that the head is asked to approve; and
    that a request which a unit answers at once is handled the simple way (简易办理).
    """
    if event == "answer_now":
        return {} if case.purpose in _LIGHT else {"simple": True}
    if event == "accept" and not await simple_possible(desk, case):
        return {"simple": False}
    if event == "not_accept":
        proposed = record.refusal_proposed(await case_file.of(desk.turn, case).events())
        return refused_as_proposed(proposed) if proposed is not None else {}
    if event != "extend":
        return {}
    asked = record.time_asked(await case_file.of(desk.turn, case).events())
    if asked is None:
        return {}
    reason = asked.internal_note or asked.note
    return {"days": json.loads(asked.data).get("days"), **({"reason": reason} if reason else {})}


def refused_as_proposed(proposed: CaseEvent) -> dict[str, Any]:
    """The bureau consents to what the unit proposed, in the unit's own words: ground, reason and where to go."""
    words = proposed.internal_note or ""
    return {"refusal": json.loads(proposed.data)["refusal"], "where": "—", "reason": words, "composed": True}


async def simple_possible(desk: Desk, case: CaseRow) -> bool:
    """Whether the rules would let the unit accept it the simple way now; else nobody is asked whether it is simple."""
    known = await record.known(case_file.of(desk.turn, case), "accept", SYSTEM)
    unit = Actor(Role.HANDLER, None, case.unit_id)
    known |= {"simple": True, "calendar": desk.context.calendar, "rules": desk.context.clocks}
    try:
        lifecycle.move(case, "accept", by=unit, at=desk.now, **known)
    except Refusal:
        return False
    return True


async def refuse_old(
    desk: Desk, query: CallbackQuery, case: CaseRow, actors: list[Actor], event: str
) -> None:
    """The button no longer fits: say why (who was faster, or what stands in the way), and redraw the card."""
    try:
        await moves.make(desk.turn, desk.context, case, event, by=actors[0])
    except Refusal as refusal:
        await query.answer(refusal.sentence[:190], show_alert=True)
        await notify.redraw(desk.turn, desk.context, case)
        return
    await query.answer(making.done(case, event))


async def open_form(desk: Desk, query: CallbackQuery, state: FSMContext, case: CaseRow, opened: Form) -> None:
    """Begin a form in the officer's private chat, wherever the button was pressed."""
    chat_id = desk.private_chat
    assert query.bot is not None
    there = FSMContext(state.storage, StorageKey(bot_id=query.bot.id, chat_id=chat_id, user_id=desk.user_id))
    await there.set_state(Moving.asking)
    await opened.keep(there)
    await ask(desk, case, opened)


async def ask(desk: Desk, case: CaseRow, opened: Form) -> None:
    """Put the open question of a form."""
    label = next(row.label for row in lifecycle.MOVES if row.event == opened.event)
    words = f"{text('form-title', number=case.number, what=label)}\n{form.question(opened)}"
    keyboard = form_keyboard(case, await form.options(desk, case, opened.need))
    desk.say_in_private(words, keyboard, protect=False)


async def ask_again(desk: Desk, state: FSMContext) -> bool:
    """Put the question of the open form once more; False where none is open."""
    opened = await Form.of(state)
    if opened is None or await state.get_state() != Moving.asking.state:
        return False
    case, _ = await access.standing(desk, opened.case)
    await ask(desk, case, opened)
    return True


def form_keyboard(case: CaseRow, options: list[Option]) -> InlineKeyboardMarkup:
    """A need's options and the way out."""
    return plain([*options, (text("form-opt-cancel"), Act(do="cancel", case=case.id))])


@on.press(Put)
async def pressed(query: CallbackQuery, callback_data: Put, desk: Desk, state: FSMContext) -> None:
    """A tapped answer to a form's question."""
    opened = await Form.of(state)
    if opened is None or opened.need != callback_data.need:
        await filters.message_of(query).answer(text("form-none" if opened is None else "error-old-button"))
        return
    await answered(desk, state, opened, callback_data.value)


@on.message(Moving.asking, filters.Prose())
async def said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """A written answer to a form's question."""
    opened = await Form.of(state)
    if opened is None:
        await state.set_state(None)
        await message.answer(text("form-none"))
        return
    await answered(desk, state, opened, words)


def _faults(opened: Form, words: str) -> list[str]:
    """What the words lack that decide a matter, or say why it is another's."""
    if opened.need == "text" and opened.event in DECIDES:
        return reply.opinion_faults(words)
    if opened.need == "reason" and opened.event == "object":
        return reply.objection_faults(words)
    return []


async def answered(desk: Desk, state: FSMContext, opened: Form, value: str) -> None:
    """Take an answer; ask the next question, or make the move. Roles are asked of the database again."""
    case, actors = await access.standing(desk, opened.case)
    actor = next((each for each in actors if each.staff_id == opened.staff), None)
    if actor is None:
        raise access.no_standing()
    opened.facts[opened.need] = await form.taken(desk, case, opened.need, value)
    if faults := _faults(opened, value):
        raise Refusal(faults[0])
    opened.need = form.open_need(case, opened, actor.role) or ""
    if opened.need:
        await opened.keep(state)
        await ask(desk, case, opened)
        return
    await state.set_state(None)
    await Form.forget(state)
    if opened.event in form.TWO_PEOPLE:
        await extras.ask_second(desk, case, opened, actor)
        return
    was = case.state
    case = await making.make(desk, case, opened, actor)
    desk.say(making.done(case, opened.event))
    await alike.offer(desk, state, case, opened, was)

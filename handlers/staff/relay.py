"""An officer answers somebody in danger: in the officer's private chat, word for word, until one of them ends it.

The alert in the group names nobody; what the person wrote is shown to the one officer who takes it. That is audited.
"""

from collections.abc import Callable

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.petition import Actor, Refusal
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from services import access, care, letters
from services.buttons import CareButton, Fill, Go, Option, Relay, numbered, plain, relay_options
from services.context import Desk
from services.letters import Letter
from storage import audit, people
from storage.tables.person_rows import Person

on = Registry("staff.relay", private=True, officer=access.OFFICE_WIDE)
_OPEN = "relay"


class Relaying(StatesGroup):
    """What the officer writes goes to the person in danger."""

    open = State()


@on.press(Relay, anywhere=True, do="open")
async def take(
    query: CallbackQuery, callback_data: Relay, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """Take the conversation: what was written so far is read in private, and the person is told so."""
    if not desk.person.chat_id:
        raise Refusal(text("relay-write-first"))
    citizen, memory, cared = await _with(desk, state, callback_data)
    if cared.officer not in (0, desk.person_id):
        raise Refusal(text("relay-taken"))
    await audit.write(await desk.write(), officer, "care_read", at=desk.now, fields=["said"])
    await care.accompany(memory, cared, desk.person_id)
    mine = _private(desk, state)
    await mine.set_state(Relaying.open)
    await mine.update_data({_OPEN: callback_data.pack()})
    said = "\n".join(cared.said)[-3000:]
    _tell(
        desk,
        desk.person,
        lambda: text("relay-open", words=said),
        lambda: plain(relay_options(callback_data, "called", "police", "end")),
    )
    _tell(desk, citizen, lambda: text("care-read"), safe)
    await query.answer(text("relay-opened"))


@on.press(Relay, anywhere=True, do=("called", "police"))
async def handled(query: CallbackQuery, callback_data: Relay, desk: Desk, officer: Actor) -> None:
    """Somebody telephoned, or the police know: on record, and said in the group, by post and not by name."""

    def done() -> str:
        return text(f"relay-{callback_data.do}", label=officer.label)

    await audit.write(await desk.write(), officer, f"care_{callback_data.do}", at=desk.now)
    await letters.to_bureau(desk.turn, Letter(done), f"relay:{desk.turn.key}")
    await query.answer(done())


@on.press(Relay, do="end")
async def end(
    query: CallbackQuery, callback_data: Relay, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """The officer ends it: care mode is over, and the form that waited is offered again."""
    citizen, memory, cared = await _with(desk, state, callback_data)
    if cared.officer != desk.person_id:
        raise Refusal(text("relay-taken"))
    await audit.write(await desk.write(), officer, "care_end", at=desk.now)
    await care.finish(memory, cared)
    await state.set_state(None)
    waits = bool(await memory.get_value("draft"))
    _tell(desk, citizen, lambda: text("care-ended"), lambda: after_care(waits))
    await filters.message_of(query).answer(text("relay-ended"))


@on.message(Relaying.open, filters.Prose())
async def speak(message: Message, words: str, desk: Desk, state: FSMContext, officer: Actor) -> None:
    """The officer's words, as from the officer on duty; audited as an act, never with its words."""
    about = Relay.unpack(await state.get_value(_OPEN, ""))
    try:
        citizen, memory, cared = await _with(desk, state, about)
    except Refusal as over:
        await state.set_state(None)
        await message.answer(over.sentence)
        return
    await audit.write(await desk.write(), officer, "care_answer", at=desk.now)
    await care.accompany(memory, cared, desk.person_id)
    _tell(desk, citizen, lambda: text("relay-says", words=words[:3900]), safe)
    await message.answer(text("relay-sent"))


async def _with(desk: Desk, state: FSMContext, about: Relay) -> tuple[Person, FSMContext, care.Care]:
    """Who is spoken with, what that conversation remembers, and its care mode; `Refusal` when it is over.

    The write transaction is opened first: what the citizen wrote a moment ago is read and not written over.
    """
    citizen = await people.by_id(await desk.write(), about.person)
    if citizen is None:
        raise Refusal(text("relay-over"))
    key = StorageKey(bot_id=about.bot, chat_id=citizen.chat_id, user_id=citizen.user_id)
    memory = FSMContext(state.storage, key)
    cared = await care.of(memory, desk.now)
    if cared is None:
        raise Refusal(text("relay-over"))
    return citizen, memory, cared


def _private(desk: Desk, state: FSMContext) -> FSMContext:
    """The officer's private conversation, wherever the button was pressed."""
    key = StorageKey(bot_id=state.key.bot_id, chat_id=desk.person.chat_id, user_id=desk.user_id)
    return FSMContext(state.storage, key)


def safe() -> InlineKeyboardMarkup:
    """The way out of care mode."""
    return plain([(text("opt-care-safe"), CareButton(do="safe"))])


def after_care(waits: bool) -> InlineKeyboardMarkup:
    """What somebody may do when it is over; `waits`: a form lies open."""
    options: list[Option] = [(text("opt-care-file"), CareButton(do="file"))]
    if waits:
        options.insert(0, (text("opt-care-resume"), Fill(step="", value="_resume")))
    return numbered([*options, (text("menu-human"), Go(to="human"))])


def _tell(
    desk: Desk, person: Person, words: Callable[[], str], keyboard: Callable[[], InlineKeyboardMarkup]
) -> None:
    """Say something in somebody's private chat, in their language; it is not to be forwarded."""
    letter = Letter(words, keyboard, protect=True)
    desk.turn.say(letter.to_reader(person, f"relay:{desk.turn.key}:{person.id}"))

"""An officer answers somebody in danger: in the officer's private chat, word for word, until one of them ends it.

The alert in the group names nobody; what the person wrote is shown to the one officer who takes it. That is audited.
"""

import re
from collections.abc import Callable

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework import lifecycle, numbering
from casework.petition import Actor, Refusal
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from handlers.staff import desk_words
from services import access, care, letters
from services.buttons import Act, CareButton, Fill, Go, Option, Relay, numbered, plain, relay_options
from services.context import Desk
from services.letters import Letter
from storage import audit, office, people
from storage.tables.person_rows import Person

on = Registry("staff.relay", private=True, officer=access.OFFICE_WIDE)
_OPEN = "relay"
_FIGURES = re.compile(r"[\d\s\-－—.、]+")
_PASSING_ON = re.compile(r"转(?:送|办|交)?(?:给|到|往)?(.{2,12})")


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
    again = cared.officer == desk.person_id
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
    if not again:
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


@on.press(Act, anywhere=True, anyone=True, do="open")
async def opens_a_case(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Who opens a case while answering somebody in danger writes about the case from then on, and not to them."""
    await pause(desk, _private(desk, state) if desk.person.chat_id else state)
    raise SkipHandler


@on.message(Relaying.open, Command("case", "办件"))
async def calls_up_a_case(message: Message, desk: Desk, state: FSMContext, officer: Actor) -> None:
    """The same by command."""
    await pause(desk, state)
    raise SkipHandler


async def pause(desk: Desk, mine: FSMContext) -> None:
    """What the officer writes goes to nobody any more, and that is said; the conversation stays this officer's."""
    if await mine.get_state() != Relaying.open.state:
        return
    about = Relay.unpack(await mine.get_value(_OPEN, ""))
    await mine.set_state(None)
    desk.say_in_private(text("relay-paused"), plain(relay_options(about, "open", "end")))


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
    if calls_up(words):
        await pause(desk, state)
        raise SkipHandler
    if await is_of_the_desk(desk, words):
        await message.answer(text("relay-kept-back"), reply_markup=plain(relay_options(about, "end")))
        return
    await audit.write(await desk.write(), officer, "care_answer", at=desk.now)
    await care.accompany(memory, cared, desk.person_id)
    _tell(desk, citizen, lambda: text("relay-says", words=words[:3900]), safe)
    await message.answer(text("relay-sent"), reply_markup=plain(relay_options(about, "end")))


def calls_up(words: str) -> bool:
    """Whether words call up a case or a place of the desk: 00003, 打开 2, 待办. 搜索 may be said to somebody lost."""
    command = desk_words.command_in(words)
    listed = desk_words.WRITTEN_OUT.fullmatch(words) is not None
    whole = _FIGURES.fullmatch(words) is not None and isinstance(numbering.parse(words), str)
    return listed or whole or (command is not None and command[0] not in desk_words.LOOSE)


async def is_of_the_desk(desk: Desk, words: str) -> bool:
    """Whether words are meant for the desk and would frighten or puzzle: bare figures, the name of a move, 转城管."""
    said = words.strip(" 。.!！?？/")
    if _FIGURES.fullmatch(said) or said in {row.label for row in lifecycle.MOVES}:
        return True
    found = _PASSING_ON.fullmatch(said)
    units = await office.units(await desk.read()) if found is not None else []
    to = found[1] if found is not None else ""
    return any(to in unit.name or to in unit.short_name or unit.short_name in to for unit in units)


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

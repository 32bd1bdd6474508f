"""The language in which a person is spoken to: chosen by a button, kept with the person, used from then on."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.wording import DEFAULT_LOCALE, locales, speak, text
from handlers import filters
from handlers.citizen import asking
from handlers.citizen.draft import Draft
from handlers.registry import Registry
from services import spoken_language
from services.buttons import LEAVE, Go, Speak, menu, numbered, plain
from services.context import Desk
from storage import people

on = Registry("citizen.language", private=True)
heard = Registry("citizen.language_heard", private=True)
"""Asked before the forms: whoever writes English is answered in English."""


@on.message(Command("language", "语言"))
async def language_command(message: Message) -> None:
    """Which languages there are, each under its own name."""
    await ask(message)


@on.press(Go, to="language")
async def language_pressed(query: CallbackQuery) -> None:
    """The same, from 我的信息."""
    await ask(filters.message_of(query))


async def ask(message: Message) -> None:
    """Offer every language that has wording files."""
    options = [(text("language-name", locale=each), Speak(locale=each)) for each in locales()]
    fixed = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("language-ask"), reply_markup=numbered(options, fixed=fixed))


@heard.message(Command("english", "traditional"))
async def language_named(message: Message, command: CommandObject, desk: Desk) -> None:
    """This language from now on, and the greeting: what the page in another language says first."""
    locale = spoken_language.ENGLISH if command.command == "english" else spoken_language.TRADITIONAL
    await people.set_locale(await desk.write(), desk.person_id, locale)
    speak(locale)
    await message.answer(text("greeting", **desk.context.office.words), reply_markup=menu())


@heard.message(filters.Words())
async def typed(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """Who asks for a language by name has it, and what stood open is put in it. Who writes another language and has
    chosen none is answered in it; the words go on to whom they are meant for."""
    if wanted := spoken_language.named(words):
        await people.set_locale(await desk.write(), desk.person_id, wanted)
        speak(wanted)
        await go_on(message, desk, state)
        return
    if await spoken_language.hear(desk, words):
        first = (text("language-name", locale=DEFAULT_LOCALE), Speak(locale=DEFAULT_LOCALE))
        desk.say(text("language-heard"), keyboard=plain([first]))
    raise SkipHandler


async def go_on(message: Message, desk: Desk, state: FSMContext) -> None:
    """Say that this language is spoken now, and put the question of an open form again."""
    draft = await Draft.of(state)
    if draft is not None and (await state.get_state() or "").startswith("Filling"):
        await asking.go_on(desk, message, state, draft, text("language-kept"))
        return
    await message.answer(text("language-kept"), reply_markup=menu())


@on.press(Speak)
async def chosen(query: CallbackQuery, callback_data: Speak, desk: Desk, state: FSMContext) -> None:
    """Keep the choice; the answer is already in that language. One that is gone leaves the first language."""
    locale = callback_data.locale if callback_data.locale in locales() else locales()[0]
    await people.set_locale(await desk.write(), desk.person_id, locale)
    speak(locale)
    await go_on(filters.message_of(query), desk, state)

"""The language in which a person is spoken to: chosen by a button, kept with the person, used from then on."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from casework.wording import locales, speak, text
from handlers import filters
from handlers.registry import Registry
from services.buttons import LEAVE, Go, Speak, menu, numbered
from services.context import Desk
from storage import people

on = Registry("citizen.language", private=True)


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


@on.press(Speak)
async def chosen(query: CallbackQuery, callback_data: Speak, desk: Desk) -> None:
    """Keep the choice; the answer is already in that language. One that is gone leaves the first language."""
    locale = callback_data.locale if callback_data.locale in locales() else locales()[0]
    await people.set_locale(await desk.write(), desk.person_id, locale)
    speak(locale)
    await filters.message_of(query).answer(text("language-kept"), reply_markup=menu())

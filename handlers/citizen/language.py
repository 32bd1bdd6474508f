"""The language in which a person is spoken to: chosen by a button, kept with the person, used from then on."""

import re

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from casework.wording import DEFAULT_LOCALE, locales, speak, text
from handlers import filters
from handlers.registry import Registry
from nlp.normalise import is_traditional
from services.buttons import LEAVE, Go, Speak, menu, numbered, plain
from services.context import Desk
from storage import people

on = Registry("citizen.language", private=True)
heard = Registry("citizen.language_heard", private=True)
"""Asked before the forms: whoever writes English is answered in English."""

ENGLISH, TRADITIONAL = "en", "zh-Hant"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
FEWEST, TELLING = 4, 2
"""Words that tell a language, and how many of them must be such as no name, no code and no pinyin has."""
_ENGLISH_ONLY = frozenset(
    {
        "the",
        "is",
        "my",
        "in",
        "of",
        "to",
        "and",
        "not",
        "has",
        "have",
        "was",
        "were",
        "are",
        "for",
        "at",
        "on",
        "it",
    }
    | {"they", "please", "our", "with", "we", "this", "that", "from"}
)


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
    locale = ENGLISH if command.command == "english" else TRADITIONAL
    await people.set_locale(await desk.write(), desk.person_id, locale)
    speak(locale)
    await message.answer(text("greeting", **desk.context.office.words), reply_markup=menu())


@heard.message(filters.Words())
async def typed(message: Message, words: str, desk: Desk) -> None:
    """Who writes another language and has chosen none is answered in it; the words go on to whom they are meant for."""
    locale = ENGLISH if is_english(words) else TRADITIONAL if is_traditional(words) else DEFAULT_LOCALE
    if desk.person.locale == DEFAULT_LOCALE != locale:
        await people.set_locale(await desk.write(), desk.person_id, locale)
        speak(locale)
        first = (text("language-name", locale=DEFAULT_LOCALE), Speak(locale=DEFAULT_LOCALE))
        desk.say(text("language-heard"), keyboard=plain([first]))
    raise SkipHandler


def is_english(words: str) -> bool:
    """Whether a sentence is in English: several words, some of them the small ones, and no Chinese character."""
    found = [word.casefold() for word in _WORD.findall(words)]
    telling = sum(word in _ENGLISH_ONLY for word in found)
    return not _CHINESE.search(words) and len(found) >= FEWEST and telling >= TELLING


@on.press(Speak)
async def chosen(query: CallbackQuery, callback_data: Speak, desk: Desk) -> None:
    """Keep the choice; the answer is already in that language. One that is gone leaves the first language."""
    locale = callback_data.locale if callback_data.locale in locales() else locales()[0]
    await people.set_locale(await desk.write(), desk.person_id, locale)
    speak(locale)
    await filters.message_of(query).answer(text("language-kept"), reply_markup=menu())

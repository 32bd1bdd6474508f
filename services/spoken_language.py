"""Which language a person writes, before they have chosen one; whoever answers first takes it from here."""

import re

from casework.wording import DEFAULT_LOCALE, speak
from nlp.normalise import is_traditional
from services.context import Desk
from storage import people

ENGLISH, TRADITIONAL = "en", "zh-Hant"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
FEWEST, TELLING = 4, 2
"""Words that tell a language, and how many of them must be such as no name, no code and no pinyin has."""
_SMALL_WORDS = (
    "the is my in of to and not has have was were are for at on it they please our with we this that from",
    "me want live help someone somebody going will there can don she his her he",
)
_ENGLISH_ONLY = frozenset(" ".join(_SMALL_WORDS).split())


async def hear(desk: Desk, words: str) -> bool:
    """Speak the language of these words from now on, where none was chosen; whether that is another one than before."""
    locale = ENGLISH if is_english(words) else TRADITIONAL if is_traditional(words) else DEFAULT_LOCALE
    if desk.person.locale != DEFAULT_LOCALE or locale == DEFAULT_LOCALE:
        return False
    await people.set_locale(await desk.write(), desk.person_id, locale)
    speak(locale)
    return True


_NAMED = (
    (
        TRADITIONAL,
        re.compile("(?:请|請|用|说|說|我要|改成|换成|換成)*(?:繁体|繁體|正体|正體|繁中)(?:字|中文|版)?"),
    ),
    (
        ENGLISH,
        re.compile(
            "(?:in |speak |use |switch to )*english(?: please)?|(?:请|用|说|我要|换成)*英[语文]", re.I
        ),
    ),
    (
        DEFAULT_LOCALE,
        re.compile(
            "(?:请|請|用|说|說|我要|改成|换成|換成)*(?:简体|簡體|简中)(?:字|中文|版)?|chinese(?: please)?",
            re.I,
        ),
    ),
)


def named(words: str) -> str:
    """The language that somebody asks for by its name and nothing else; empty for other words."""
    said = words.strip(" .。!！吧")
    return next((locale for locale, pattern in _NAMED if pattern.fullmatch(said)), "")


def is_english(words: str) -> bool:
    """Whether a sentence is in English: several words, some of them the small ones, and no Chinese character."""
    found = [word.casefold() for word in _WORD.findall(words)]
    telling = sum(word in _ENGLISH_ONLY for word in found)
    return not _CHINESE.search(words) and len(found) >= FEWEST and telling >= TELLING

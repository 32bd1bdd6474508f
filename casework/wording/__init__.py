"""Every sentence that people read, in Fluent files that a civil servant can review; one accessor, `text`.

Source of the format: https://projectfluent.org. A missing sentence or argument is an error, never a
silent blank. A language is a folder beside this file; a turn says once who reads (`speaking`), and every sentence
of it is in that language. What a second language has not translated is said in the first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource, resolver

DEFAULT_LOCALE = "zh-CN"
_FOLDER = Path(__file__).parent
_reader: ContextVar[str] = ContextVar("reader", default=DEFAULT_LOCALE)

resolver.MAX_PART_LENGTH = 1_000_000
"""Fluent refuses an argument of more than 2,500 letters, against files that multiply themselves. Ours are our own,
and people write longer letters than that."""


class MissingWording(KeyError):
    """A sentence was asked for that no wording file has, or an argument of it was not given."""


def locales() -> tuple[str, ...]:
    """The languages that have wording files, the first language first."""
    return _locales_in(_FOLDER)


@lru_cache
def _locales_in(folder: Path) -> tuple[str, ...]:
    found = {file.parent.name for file in folder.glob("*/*.ftl")}
    return (DEFAULT_LOCALE, *sorted(found - {DEFAULT_LOCALE}))


def speak(locale: str) -> None:
    """From here on sentences are in this language, until the `speaking` around ends; an unknown one is the first."""
    _reader.set(locale if locale in locales() else DEFAULT_LOCALE)


@contextmanager
def speaking(locale: str = DEFAULT_LOCALE) -> Iterator[None]:
    """Sentences within are in the language of whoever reads them; groups and pages read the first language."""
    token = _reader.set(DEFAULT_LOCALE)
    speak(locale)
    try:
        yield
    finally:
        _reader.reset(token)


def spoken() -> str:
    """The language of whoever reads now."""
    return _reader.get()


@dataclass(frozen=True, slots=True)
class Later:
    """A sentence without arguments that is put into words when it is read, in the language of whoever reads it."""

    key: str

    def __str__(self) -> str:
        return text(self.key)


@dataclass(frozen=True, slots=True)
class LaterDay(Later):
    """A day that is put into words when it is read; `key` is the day as YYYY-MM-DD, which the first language reads."""

    def __str__(self) -> str:
        return self.key if spoken() == DEFAULT_LOCALE else written_day(date.fromisoformat(self.key))


def written_day(value: date) -> str:
    """A day with its year as whoever reads now writes it."""
    month = text(f"date-month-{value.month}")
    return text("date-day", year=str(value.year), month=month, day=value.day)


@lru_cache
def bundle(locale: str = DEFAULT_LOCALE) -> FluentBundle:
    """All `.ftl` files of one language as one bundle; a key defined twice is refused."""
    made = FluentBundle([locale], use_isolating=False)
    for file in sorted((_FOLDER / locale).glob("*.ftl")):
        made.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return made


def text(key: str, *, locale: str | None = None, **arguments: str | int | float) -> str:
    """The sentence `key` with its arguments filled in, in `locale` or the language of whoever reads this turn.

    Numbers are passed as they are written; format dates and counts before calling.
    Raises `MissingWording` when the key or one of its arguments is missing.
    """
    spoken = _having(key, locale or _reader.get())
    found = bundle(spoken)
    if not found.has_message(key):
        raise MissingWording(f"{key} ({spoken})")
    pattern = found.get_message(key).value
    if pattern is None:
        raise MissingWording(f"{key} ({spoken}) has no text")
    filled, errors = found.format_pattern(pattern, {name: str(value) for name, value in arguments.items()})
    if errors:
        raise MissingWording(f"{key} ({spoken}): {errors[0]}")
    return str(filled)


def recorded(key: str, **arguments: str | int | float) -> str:
    """A sentence that is stored for others to read: in the first language, whoever reads this turn."""
    return text(key, locale=DEFAULT_LOCALE, **arguments)


def has(key: str, *, locale: str | None = None) -> bool:
    """Whether a sentence of this name exists."""
    return bool(bundle(_having(key, locale or _reader.get())).has_message(key))


def _having(key: str, locale: str) -> str:
    """The language that a sentence is said in: the one wanted, or the first where that has not translated it."""
    return locale if locale == DEFAULT_LOCALE or bundle(locale).has_message(key) else DEFAULT_LOCALE

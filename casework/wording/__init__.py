"""Every sentence that people read, in Fluent files that a civil servant can review; one accessor, `text`.

Source of the format: https://projectfluent.org. A missing sentence or argument is an error, never a
silent blank.
"""

from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource, resolver

DEFAULT_LOCALE = "zh-CN"
_FOLDER = Path(__file__).parent

resolver.MAX_PART_LENGTH = 1_000_000
"""Fluent refuses an argument of more than 2,500 letters, against files that multiply themselves. Ours are our own,
and people write longer letters than that."""


class MissingWording(KeyError):
    """A sentence was asked for that no wording file has, or an argument of it was not given."""


@lru_cache
def bundle(locale: str = DEFAULT_LOCALE) -> FluentBundle:
    """All `.ftl` files of one language as one bundle; a key defined twice is refused."""
    made = FluentBundle([locale], use_isolating=False)
    for file in sorted((_FOLDER / locale).glob("*.ftl")):
        made.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return made


def text(key: str, *, locale: str = DEFAULT_LOCALE, **arguments: str | int | float) -> str:
    """The sentence `key` with its arguments filled in.

    Numbers are passed as they are written; format dates and counts before calling.
    Raises `MissingWording` when the key or one of its arguments is missing.
    """
    found = bundle(locale)
    if not found.has_message(key):
        raise MissingWording(f"{key} ({locale})")
    pattern = found.get_message(key).value
    if pattern is None:
        raise MissingWording(f"{key} ({locale}) has no text")
    filled, errors = found.format_pattern(pattern, {name: str(value) for name, value in arguments.items()})
    if errors:
        raise MissingWording(f"{key} ({locale}): {errors[0]}")
    return str(filled)


def has(key: str, *, locale: str = DEFAULT_LOCALE) -> bool:
    """Whether a sentence of this name exists."""
    return bool(bundle(locale).has_message(key))

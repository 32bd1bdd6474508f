"""What a unit and the office are called for whoever reads: English where it is set, Traditional by its letters."""

from dataclasses import dataclass

from casework.wording import Later, spoken
from nlp import normalise
from storage.tables.office_rows import Unit

ENGLISH, TRADITIONAL = "en", "zh-Hant"


def localised(name: str, english: str = "") -> str:
    """A name in the language of whoever reads now."""
    if spoken() == ENGLISH:
        return english or name
    return normalise.traditional(name) if spoken() == TRADITIONAL else name


def short(unit: Unit) -> str:
    """The short name."""
    return localised(unit.short_name, unit.name_en)


def whole(unit: Unit) -> str:
    """The whole name."""
    return localised(unit.name, unit.name_en)


@dataclass(frozen=True, slots=True)
class ShortName(Later):
    """A unit's short name, put into words when it is read."""

    english: str = ""

    def __str__(self) -> str:
        return localised(self.key, self.english)


def later(unit: Unit) -> ShortName:
    """The short name for whoever reads it later; its `key` is the name itself."""
    return ShortName(unit.short_name, unit.name_en)

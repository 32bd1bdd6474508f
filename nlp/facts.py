"""What was already said, so that the bot need not ask again: times, places, money, people, contacts, organisations.

Every pattern is bounded, and so is how much of a kind is looked at. Sensitive facts are offered for masking. Places
need a deployment's own names to be good (`towns` in `facts.toml`); without them only names with a usual ending are
found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Any

from nlp import identifiers, numerals, times
from nlp.endings import EndingNames, ending
from nlp.normalise import Clean
from nlp.steps import Steps, at_once

MOST = 100
"""Facts of one kind that are looked at: more are no message."""

_N = numerals.NUMBER
_MONEY = re.compile(
    rf"(?<![\d.第]){_N}(?:[多余几来]|左右)?(?P<unit>[百千]?[万亿]|[千百])?(?:[多余几])?(?:元|块钱|块|圆|人民币|欠款|工资(?!没)|(?<=万))"
)
_PEOPLE = re.compile(
    rf"(?<![\d.第]){_N}(?P<more>[多余几来])?(?:[个名位](?:人|农民工|工人|员工|工友|村民|业主|职工|居民|家长|学生|老人|孩子|同事|老师|司机|群众)|(?:[多余几])?(?:人|户|名农民工|户人家|户居民|户村民|口人|家住户|户业主)(?![民行均士员称生家道口]))"
)
_CASE = re.compile(r"(?<!\d)\d{6}[- ]\d{6}[- ]\d{5}[- ][\da-z](?!\d)")
_STARTED = re.compile("到现在|至今|一直|到今天|直到|以来|起")


class Kind(StrEnum):
    """What a fact is about."""

    TIME = "time"
    PLACE = "place"
    MONEY = "money"
    PEOPLE = "people"
    PHONE = "phone"
    LANDLINE = "landline"
    ID_NUMBER = "id_number"
    BANK_CARD = "bank_card"
    PLATE = "plate"
    EMAIL = "email"
    URL = "url"
    NAME = "name"
    ORGANISATION = "organisation"
    CASE_NUMBER = "case_number"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the citizen said: as written, where (half-open, in the citizen's text), and as a value.

    Values: money in yuan, people as a count, times as first..last ISO day, the rest without blanks.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: str
    sensitive: bool = False
    more: bool = False
    """The citizen said "and more" (三十多, 30余): `value` is the least, and `text` is what to show."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact at a place of the clean text."""

    kind: Kind
    start: int
    end: int
    value: str
    more: bool = False


class Facts:
    """Finds facts with one lexicon (`facts.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._sensitive = frozenset(table["sensitive"])
        self._towns: tuple[str, ...] = tuple(table["towns"])
        self._names = EndingNames(table["not_in_names"])
        self._place = ending(table["place_ends"])
        self._organisation = ending(table["organisation_ends"])

    def find(self, clean: Clean, today: date) -> tuple[Fact, ...]:
        """The facts of a message in order of place; overlapping ones of different kinds are settled by kind."""
        return at_once(self.steps(clean, today))

    def steps(self, clean: Clean, today: date) -> Steps[tuple[Fact, ...]]:
        """`find` in pieces, a kind at a time."""
        kept: list[_Found] = []
        taken = bytearray(len(clean.text))
        for kind in self._all(clean.text, today):
            for found in islice(kind, MOST):
                start, end = found.start, found.end
                if not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    kept.append(found)
            yield
        facts = []
        for each in sorted(kept, key=lambda found: found.start):
            first, last = clean.span(each.start, each.end)
            private = each.kind in self._sensitive
            said = clean.original[first:last]
            facts.append(Fact(each.kind, said, first, last, each.value, private, each.more))
        return tuple(facts)

    def _all(self, text: str, today: date) -> Iterator[Iterable[_Found]]:
        """Facts of all kinds, those that win over others first."""
        yield (_Found(Kind.CASE_NUMBER, *match.span(), match[0].upper()) for match in _CASE.finditer(text))
        yield (_Found(Kind(i.kind), i.start, i.end, i.value) for i in identifiers.find(text))
        yield (
            _Found(Kind.TIME, time.start, time.end, f"{time.first.isoformat()}..{time.last.isoformat()}")
            for time in times.find(text, today)
        )
        yield _money(text)
        yield _people(text)
        yield self._named(text, Kind.ORGANISATION, self._organisation)
        yield self._own_places(text)
        yield self._named(text, Kind.PLACE, self._place)

    def _own_places(self, text: str) -> Iterator[_Found]:
        for town in self._towns:
            at = text.find(town)
            if at >= 0:
                yield _Found(Kind.PLACE, at, at + len(town), town)

    def _named(self, text: str, kind: Kind, pattern: re.Pattern[str]) -> Iterator[_Found]:
        shortest = 1 if kind is Kind.PLACE else 2
        for start, end in self._names.find(text, pattern, shortest):
            yield _Found(kind, start, end, text[start:end])


def _money(text: str) -> Iterator[_Found]:
    for match in _MONEY.finditer(text):
        number = numerals.value(re.match(_N, match[0])[0])  # type: ignore[index]
        if number is not None and ("元" in match[0] or "块" in match[0] or match["unit"] or number >= 100):
            factor = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
            for unit in match["unit"] or "":
                number *= factor[unit]
            yield _Found(Kind.MONEY, *match.span(), f"{number:.2f}".rstrip("0").rstrip("."))


def _people(text: str) -> Iterator[_Found]:
    for match in _PEOPLE.finditer(text):
        number = numerals.value(re.match(_N, match[0])[0])  # type: ignore[index]
        if number is not None and 1 < number < 10_000_000:
            more = numerals.MORE.search(match[0]) is not None
            yield _Found(Kind.PEOPLE, *match.span(), str(int(number)), more)


def lasts_until_now(text: str) -> bool:
    """Whether the text says that the matter goes on: 到现在, 至今."""
    return _STARTED.search(text) is not None

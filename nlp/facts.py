"""What was already said, so that the bot need not ask again: times, places, money, people, contacts, organisations.

Every pattern is bounded. Sensitive facts are offered for masking. Places need a deployment's own names to be good
(`towns` in `facts.toml`); without them only names with a usual ending are found.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from nlp import identifiers, numerals, times
from nlp.normalise import HAN, Clean

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


class Facts:
    """Finds facts with one lexicon (`facts.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._sensitive = frozenset(table["sensitive"])
        self._towns: tuple[str, ...] = tuple(table["towns"])
        self._strangers = tuple(sorted(table["not_in_names"], key=len, reverse=True))
        self._place = _ending(table["place_ends"])
        self._organisation = _ending(table["organisation_ends"])

    def find(self, clean: Clean, today: date) -> tuple[Fact, ...]:
        """The facts of a message in order of place; overlapping ones of different kinds are settled by kind."""
        kept: list[tuple[Kind, int, int, str]] = []
        taken = bytearray(len(clean.text))
        for found in self._all(clean.text, today):
            _, start, end, _ = found
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                kept.append(found)
        facts = []
        for kind, start, end, value in sorted(kept, key=lambda f: f[1]):
            first, last = clean.span(start, end)
            facts.append(Fact(kind, clean.original[first:last], first, last, value, kind in self._sensitive))
        return tuple(facts)

    def _all(self, text: str, today: date) -> Iterator[tuple[Kind, int, int, str]]:
        """Facts of all kinds, those that win over others first."""
        for match in _CASE.finditer(text):
            yield Kind.CASE_NUMBER, *match.span(), match[0].upper()
        for found in identifiers.find(text):
            yield Kind(found.kind), found.start, found.end, found.value
        for time in times.find(text, today):
            yield Kind.TIME, time.start, time.end, f"{time.first.isoformat()}..{time.last.isoformat()}"
        yield from _counted(text)
        yield from self._named(text, Kind.ORGANISATION, self._organisation)
        yield from self._places(text)

    def _places(self, text: str) -> Iterator[tuple[Kind, int, int, str]]:
        for town in self._towns:
            at = text.find(town)
            if at >= 0:
                yield Kind.PLACE, at, at + len(town), town
        yield from self._named(text, Kind.PLACE, self._place)

    def _named(self, text: str, kind: Kind, pattern: re.Pattern[str]) -> Iterator[tuple[Kind, int, int, str]]:
        """Names with a usual ending, with the words of the sentence before them cut off."""
        for match in pattern.finditer(text):
            start = match.start() + self._foreign(match["name"])
            if match.start("end") - start >= 2 or (kind is Kind.PLACE and match.start("end") > start):
                yield kind, start, match.end(), text[start : match.end()]

    def _foreign(self, name: str) -> int:
        """How many characters at the start of `name` belong to the sentence, not to the name."""
        cut = 0
        for stranger in self._strangers:
            at = name.rfind(stranger, cut)
            if at >= 0:
                cut = max(cut, at + len(stranger))
        return cut


def _ending(ends: list[str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, ends), key=len, reverse=True))
    return re.compile(rf"(?P<name>[{HAN}a-z\d]{{1,10}}?)(?P<end>{alternatives})(?![{HAN}]?[长员])")


def _counted(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    """Money and numbers of people."""
    for match in _MONEY.finditer(text):
        number = numerals.value(re.match(_N, match[0])[0])  # type: ignore[index]
        if number is not None and ("元" in match[0] or "块" in match[0] or match["unit"] or number >= 100):
            factor = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
            for unit in match["unit"] or "":
                number *= factor[unit]
            yield Kind.MONEY, *match.span(), f"{number:.2f}".rstrip("0").rstrip(".")
    for match in _PEOPLE.finditer(text):
        number = numerals.value(re.match(_N, match[0])[0])  # type: ignore[index]
        if number is not None and 1 < number < 10_000_000:
            yield Kind.PEOPLE, *match.span(), str(int(number))


def lasts_until_now(text: str) -> bool:
    """Whether the text says that the matter goes on: 到现在, 至今."""
    return _STARTED.search(text) is not None

"""What was already said, so that the bot need not ask again: times, places, money, people, contacts, organisations.

Every pattern is bounded, and so is how much of a kind is looked at. Sensitive facts are offered for masking. Names of
places are good where their ending is; a deployment's own (`towns` in `facts.toml`) are found whatever it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Any

from nlp import headcount, identifiers, numerals, parties, sums, times
from nlp.identifiers import Identifier
from nlp.matching import Edges
from nlp.normalise import Clean
from nlp.numerals import Amount
from nlp.places import Named, Places
from nlp.steps import Steps, at_once

MOST = 100
"""Facts of one kind that are looked at: more are no message."""

_CASE = re.compile(r"(?<!\d)\d{6}[- ]\d{6}[- ]\d{5}[- ][\da-z](?!\d)")
_STARTED = re.compile("到现在|至今|一直|到今天|直到|以来|起")
_IDENTIFIERS = {"hotline": "landline"}


class FactKind(StrEnum):
    """What a fact is about."""

    TIME = "time"
    PLACE = "place"
    MONEY = "money"
    PEOPLE = "people"
    PHONE = "phone"
    LANDLINE = "landline"
    ID_NUMBER = "id_number"
    PERMIT = "permit"  # a passport, or a travel permit for 港澳台
    BANK_CARD = "bank_card"
    PLATE = "plate"
    EMAIL = "email"
    URL = "url"
    NAME = "name"  # of who speaks, never of others
    ADDRESS = "address"  # where who speaks lives
    HANDLED = "handled"  # who was asked before
    AGAINST = "against"  # whom the matter is about
    ORGANISATION = "organisation"
    CASE_NUMBER = "case_number"


_OVER_OTHERS = frozenset({FactKind.ADDRESS, FactKind.HANDLED, FactKind.AGAINST})
"""These consist of other facts, and leave them in place: an address is a place too."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the citizen said: as written, where (half-open, in the citizen's text), and as a value.

    Values: money in yuan, people as a count, times as first..last ISO day, the rest without blanks.
    """

    kind: FactKind
    text: str
    start: int
    end: int
    value: str
    sensitive: bool = False
    more: bool = False
    """The citizen said "and more" (三十多, 七八个, 38户): `value` is the least, and `text` is what to show. Of a time:
    it is longer ago than `value`."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact at a place of the clean text."""

    kind: FactKind
    start: int
    end: int
    value: str
    more: bool = False


class FactFinder:
    """Finds facts with one lexicon (`facts.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._sensitive = frozenset(table["sensitive"])
        self._towns: tuple[str, ...] = tuple(table["towns"])
        self._places = Places(table)

    def find(self, clean: Clean, edges: Edges, today: date) -> tuple[Fact, ...]:
        """The facts of a message in order of place; overlapping ones of different kinds are settled by kind."""
        return at_once(self.steps(clean, edges, today))

    def steps(
        self, clean: Clean, edges: Edges, today: date, identified: Sequence[Identifier] | None = None
    ) -> Steps[tuple[Fact, ...]]:
        """`find` in pieces, a kind at a time. `edges` are those of the words of the clean text, `identified` its
        identifiers where the caller has them already."""
        kept: list[_Found] = []
        taken = bytearray(len(clean.text))
        identified = identifiers.find(clean.text) if identified is None else identified
        for slip in identified:
            if slip.kind == "slip":
                taken[slip.start : slip.end] = b"\1" * (slip.end - slip.start)
        for kind in self._all(clean.text, edges, today, identified):
            for found in islice(kind, MOST):
                start, end = found.start, found.end
                if found.kind in _OVER_OTHERS:
                    kept.append(found)
                elif not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    kept.append(found)
            yield
        return tuple(self._fact(clean, each) for each in sorted(kept, key=lambda found: found.start))

    def _fact(self, clean: Clean, found: _Found) -> Fact:
        first, last = clean.span(found.start, found.end)
        said = clean.original[first:last]
        return Fact(found.kind, said, first, last, found.value, found.kind in self._sensitive, found.more)

    def _all(
        self, text: str, edges: Edges, today: date, identified: Sequence[Identifier]
    ) -> Iterator[Iterable[_Found]]:
        """Facts of all kinds, those that win over others first."""
        numbers = _CASE.finditer(text) if identifiers.DIGITS_RUN.search(text) else ()
        yield (_Found(FactKind.CASE_NUMBER, *match.span(), match[0].upper()) for match in numbers)
        yield (_identified(found) for found in identified if found.kind != "slip")
        amounts = tuple(numerals.amounts(text))
        yield ()
        yield _times(text, amounts, today)
        yield (_Found(FactKind.MONEY, s.start, s.end, s.value, s.more) for s in sums.find(text, amounts))
        yield (
            _Found(FactKind.PEOPLE, c.start, c.end, str(c.people), c.more)
            for c in headcount.find(text, amounts)
        )
        yield self._own_places(text)
        named = tuple(islice(self._places.find(text, edges), MOST))
        yield (_named(text, each) for each in named)
        yield (_Found(FactKind(p.kind), p.start, p.end, p.value) for p in parties.find(text, named))

    def _own_places(self, text: str) -> Iterator[_Found]:
        for town in self._towns:
            at = text.find(town)
            if at >= 0:
                yield _Found(FactKind.PLACE, at, at + len(town), town)


def _identified(found: Identifier) -> _Found:
    return _Found(FactKind(_IDENTIFIERS.get(found.kind, found.kind)), found.start, found.end, found.value)


def _times(text: str, amounts: tuple[Amount, ...], today: date) -> Iterator[_Found]:
    for time in times.find(text, today, amounts):
        value = f"{time.first.isoformat()}..{time.last.isoformat()}"
        yield _Found(FactKind.TIME, time.start, time.end, value, time.more)


def _named(text: str, found: Named) -> _Found:
    kind = FactKind.ORGANISATION if found.organisation else FactKind.PLACE
    return _Found(kind, found.start, found.end, text[found.start : found.end].replace(" ", "").upper())


def lasts_until_now(text: str) -> bool:
    """Whether the text says that the matter goes on: 到现在, 至今."""
    return _STARTED.search(text) is not None

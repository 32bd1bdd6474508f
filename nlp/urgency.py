"""What must not wait: emergencies are answered at once with the right number and wake a person.

Nothing is diagnosed and nobody is tagged. What is negated, over, only feared or about prevention does not count;
a threat against oneself counts even when it is conditional.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from nlp.matching import clause_of
from nlp.normalise import Clean
from nlp.reasons import Reason, Spots, occurrences, reason

_BEFORE = 10
_AFTER = 8
_LOOKED_AT = 100
"""Mentions of one kind that are looked at: more are no message, and each costs."""

_REASONS = 8
"""Mentions of one kind that are shown."""


class Urgency(StrEnum):
    """How soon somebody must look."""

    EMERGENCY = "emergency"  # lives or property, now
    URGENT = "urgent"  # water, power, gas, heat: within a day
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class UrgencyReading:
    """How urgent, which kinds of emergency, which telephone numbers to say at once, and why."""

    urgency: Urgency
    kinds: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def wakes(self) -> bool:
        """Whether a person must be woken now."""
        return self.urgency is Urgency.EMERGENCY


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of emergency: what is said of it, and what makes a phrase of it not count."""

    code: str
    numbers: tuple[str, ...]
    phrases: frozenset[str]
    without: re.Pattern[str]
    denied: re.Pattern[str] | None
    """Only for threats against oneself, which count even when conditional."""


class Urgencies:
    """Reads urgency with one lexicon (`urgency.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._kinds = tuple(_kind(entry) for entry in table["kind"])
        self._supplies = frozenset(table["urgent"]["phrases"])
        self._no_supplies = _one_of(table["urgent"]["needs_not"])
        self._now = _one_of(table["now"])
        self._before_not = _one_of(table["before_not"])
        self._before_past = _one_of(table["before_past"])
        # A word that begins within two characters behind the phrase: 着火的隐患.
        self._after_not = re.compile("(?s:.{0,2})(?:" + _one_of(table["after_not"]).pattern + ")")

    @property
    def phrases(self) -> set[str]:
        """Every phrase to be spotted."""
        return {phrase for kind in self._kinds for phrase in kind.phrases} | self._supplies

    def read(self, clean: Clean, spots: Spots) -> UrgencyReading:
        """Read how urgent a message is from the phrases spotted in it."""
        kinds: list[str] = []
        numbers: list[str] = []
        reasons: list[Reason] = []
        for kind in self._kinds:
            found = self._real(clean.text, spots, kind)
            if found:
                kinds.append(kind.code)
                numbers += [number for number in kind.numbers if number not in numbers]
                reasons += _reasons(clean, found, kind.code)
        if kinds:
            return UrgencyReading(Urgency.EMERGENCY, tuple(kinds), tuple(numbers), tuple(reasons))
        found = self._cut_off(clean.text, spots)
        if found:
            return UrgencyReading(Urgency.URGENT, reasons=tuple(_reasons(clean, found, "urgent")))
        return UrgencyReading(Urgency.NORMAL)

    def _real(self, text: str, spots: Spots, kind: _Kind) -> list[tuple[int, int]]:
        """The first phrases of this kind that are meant: happening now, not denied, not feared, not over."""
        said = occurrences(spots, kind.phrases)[:_LOOKED_AT]
        return list(islice((span for span in said if self._counts(text, span, kind)), _REASONS))

    def _cut_off(self, text: str, spots: Spots) -> list[tuple[int, int]]:
        """The first phrases that say water, power, gas or heat is missing."""
        said = occurrences(spots, self._supplies)[:_LOOKED_AT]
        return list(islice((s for s in said if not self._no_supplies.search(_clause(text, s))), _REASONS))

    def _counts(self, text: str, span: tuple[int, int], kind: _Kind) -> bool:
        start, end = span
        first, last = clause_of(text, start)
        clause = text[first : max(last, end)]
        if kind.without.search(clause):
            return False
        before = text[max(first, start - _BEFORE) : start]
        now = self._now.search(clause) is not None
        # Past when the clause, or the one before it, says so, and nothing makes it present again.
        past = not now and self._before_past.search(text, max(0, first - 15), start) is not None
        if kind.denied is not None:
            # "不会" and "没想" deny only when they stand right before the phrase.
            return not (kind.denied.search(before[-4:]) or past)
        if now and not before.endswith(("没有", "没", "未", "隐患")):
            return True
        if self._before_not.search(before) or self._after_not.match(text[end : min(last, end + _AFTER)]):
            return False
        return not past


def _kind(entry: Mapping[str, Any]) -> _Kind:
    denied = _one_of(entry["denied"]) if entry.get("serious") else None
    without = _one_of(entry.get("without", ()))
    return _Kind(entry["code"], tuple(entry["numbers"]), frozenset(entry["phrases"]), without, denied)


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    """Finds any of these words; none when there are none."""
    return re.compile("|".join(map(re.escape, words)) or "(?!)")


def _clause(text: str, span: tuple[int, int]) -> str:
    first, last = clause_of(text, span[0])
    return text[first : max(last, span[1])]


def _reasons(clean: Clean, found: Sequence[tuple[int, int]], code: str) -> list[Reason]:
    return [reason(clean, *span, f"urgency:{code}:{clean.text[slice(*span)]}") for span in found]

"""What must not wait: danger is answered at once with the right numbers; supplies that fail are seen within a day.

Nothing is diagnosed and nobody is tagged. Which words tell of danger, and what keeps them off, is in `danger.py`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from nlp.danger import Danger, Dangers
from nlp.danger_verdict import verdict
from nlp.exclusions import Context
from nlp.matching import clause_of
from nlp.normalise import Clean
from nlp.reasons import Reason, Spots, occurrences, reason
from nlp.signs import SignReading
from nlp.steps import Steps
from nlp.words import WordCutter

_LOOKED_AT = 100
"""Mentions that are looked at: more are no message, and each costs."""

_REASONS = 8
"""Mentions that are shown."""


class Urgency(StrEnum):
    """How soon somebody must look."""

    EMERGENCY = "emergency"  # lives or property, now
    URGENT = "urgent"  # water, power, gas, heat: within a day
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class UrgencyReading:
    """How urgent, which kinds of danger are certain, which telephone numbers to say at once, and why.

    `dangers` has the possible ones as well: whoever may be in danger is asked once, and nobody is woken yet.
    """

    urgency: Urgency
    kinds: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    dangers: tuple[Danger, ...] = ()

    @property
    def wakes(self) -> bool:
        """Whether a person must be woken now."""
        return self.urgency is Urgency.EMERGENCY

    @property
    def possible(self) -> bool:
        """Whether to ask once if there is danger now: none is certain, and some may be."""
        return bool(self.dangers) and not self.wakes


class Urgencies:
    """Reads urgency with one lexicon (`urgency.toml`)."""

    def __init__(self, table: Mapping[str, Any], words: WordCutter) -> None:
        self._dangers = Dangers(table, words)
        self._context = Context(table["context"])
        self._supplies = frozenset(table["urgent"]["phrases"])
        self._no_supplies = _one_of(table["urgent"]["needs_not"])

    @property
    def phrases(self) -> set[str]:
        """Every phrase to be spotted."""
        return set(self._supplies)

    def numbers(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """The telephone numbers of these kinds of danger, the first kind's first."""
        return self._dangers.numbers(kinds)

    def steps(self, clean: Clean, spots: Spots, pairs: set[str], signs: SignReading) -> Steps[UrgencyReading]:
        """Read how urgent a message is: danger anywhere in the original, supplies from the phrases spotted; `pairs` and
        `signs` are those of the clean text."""
        heard = yield from self._dangers.steps(clean, pairs)
        dangers = verdict(heard, signs, clean, self._context)
        certain = [danger for danger in dangers if danger.certain]
        if certain:
            kinds = tuple(danger.kind for danger in certain)
            reasons = tuple(each for danger in certain for each in danger.reasons)
            return UrgencyReading(Urgency.EMERGENCY, kinds, self._dangers.numbers(kinds), reasons, dangers)
        found = self._cut_off(clean.text, spots)
        if found:
            why = [reason(clean, *span, f"urgency:urgent:{clean.text[slice(*span)]}") for span in found]
            return UrgencyReading(Urgency.URGENT, reasons=tuple(why), dangers=dangers)
        return UrgencyReading(Urgency.NORMAL, dangers=dangers)

    def _cut_off(self, text: str, spots: Spots) -> list[tuple[int, int]]:
        """The first phrases that say water, power, gas or heat is missing."""
        said = occurrences(spots, self._supplies)[:_LOOKED_AT]
        return list(islice((s for s in said if not self._no_supplies.search(_clause(text, s))), _REASONS))


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    """Finds any of these words; none when there are none."""
    return re.compile("|".join(map(re.escape, words)) or "(?!)")


def _clause(text: str, span: tuple[int, int]) -> str:
    first, last = clause_of(text, span[0])
    return text[first : max(last, span[1])]

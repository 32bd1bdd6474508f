"""What must not wait: emergencies are answered at once with the right number and wake a person.

Nothing is diagnosed and nobody is tagged. What is negated, over, only feared or about prevention does not count;
a threat against oneself counts even when it is conditional.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nlp.matching import clause_of
from nlp.normalise import Clean
from nlp.reasons import Reason, Spots, occurrences, reason

_BEFORE = 10
_AFTER = 8


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


class Urgencies:
    """Reads urgency with one lexicon (`urgency.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table

    @property
    def phrases(self) -> set[str]:
        """Every phrase to be spotted."""
        return {p for kind in self._table["kind"] for p in kind["phrases"]} | set(
            self._table["urgent"]["phrases"]
        )

    def read(self, clean: Clean, spots: Spots) -> UrgencyReading:
        """Read how urgent a message is from the phrases spotted in it."""
        kinds: list[str] = []
        numbers: list[str] = []
        reasons: list[Reason] = []
        for kind in self._table["kind"]:
            found = [
                span for span in occurrences(spots, kind["phrases"]) if self._counts(clean.text, span, kind)
            ]
            if found:
                kinds.append(kind["code"])
                numbers += [number for number in kind["numbers"] if number not in numbers]
                reasons += [
                    reason(clean, *span, f"urgency:{kind['code']}:{clean.text[slice(*span)]}")
                    for span in found
                ]
        if kinds:
            return UrgencyReading(Urgency.EMERGENCY, tuple(kinds), tuple(numbers), tuple(reasons))
        return self._supplies(clean, spots)

    def _supplies(self, clean: Clean, spots: Spots) -> UrgencyReading:
        urgent = self._table["urgent"]
        found = [
            span
            for span in occurrences(spots, urgent["phrases"])
            if not _any_in(urgent["needs_not"], _clause(clean.text, span))
        ]
        if not found:
            return UrgencyReading(Urgency.NORMAL)
        reasons = tuple(reason(clean, *span, f"urgency:urgent:{clean.text[slice(*span)]}") for span in found)
        return UrgencyReading(Urgency.URGENT, reasons=reasons)

    def _counts(self, text: str, span: tuple[int, int], kind: Mapping[str, Any]) -> bool:
        start, end = span
        clause = _clause(text, span)
        if _any_in(kind.get("without", ()), clause):
            return False
        first, last = clause_of(text, start)
        before = text[max(first, start - _BEFORE) : start]
        if kind.get("serious"):
            # "不会" and "没想" deny only when they stand right before the phrase.
            return not (_any_in(kind["denied"], before[-4:]) or self._past(text, span, clause))
        after = text[end : min(last, end + _AFTER)]
        if _any_in(self._table["now"], clause) and not before.endswith(("没有", "没", "未", "隐患")):
            return True
        if _any_in(self._table["before_not"], before) or self._feared_after(after):
            return False
        return not self._past(text, span, clause)

    def _feared_after(self, after: str) -> bool:
        return any(word in after[: len(word) + 2] for word in self._table["after_not"])

    def _past(self, text: str, span: tuple[int, int], clause: str) -> bool:
        """Whether the clause, or the one before it, puts the phrase into the past (and nothing into the present)."""
        if _any_in(self._table["now"], clause):
            return False
        first, _ = clause_of(text, span[0])
        lead = text[max(0, first - 15) : span[0]]
        return _any_in(self._table["before_past"], lead)


def _clause(text: str, span: tuple[int, int]) -> str:
    first, last = clause_of(text, span[0])
    return text[first : max(last, span[1])]


def _any_in(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)

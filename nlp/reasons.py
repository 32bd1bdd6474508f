"""A phrase that was found and where: what every part of the reader gives as its reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from nlp.normalise import Clean


@dataclass(frozen=True, slots=True)
class Reason:
    """A phrase as the citizen wrote it, its half-open place in the citizen's text, and the rule it met."""

    word: str
    start: int
    end: int
    rule: str


def reason(clean: Clean, start: int, end: int, rule: str) -> Reason:
    """A reason for a span of the clean text."""
    first, last = clean.span(start, end)
    return Reason(clean.original[first:last], first, last, rule)


def occurrences(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Where the phrases stand, longest first; a phrase inside a longer one that was found is left out."""
    found: list[tuple[int, int]] = []
    for phrase in sorted(phrases, key=len, reverse=True):
        at = text.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            if not any(first <= at and end <= last for first, last in found):
                found.append((at, end))
            at = text.find(phrase, end)
    return sorted(found)

"""Phrases found in a text, and the reasons made of them: a phrase, its place, and the rule it met."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.matching import Edges, along_words, neighbours
from nlp.normalise import Clean

Spots = Mapping[str, Sequence[int]]
"""Where each phrase that occurs begins."""


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


class Phrasebook:
    """All phrases of the readers, found in one pass through an index on their first two characters.

    `knows` says whether the dictionary has a word: what cuts through one is no find (起火 in 一起火锅).
    """

    def __init__(self, phrases: Iterable[str], knows: Callable[[str], bool]) -> None:
        pairs: dict[str, list[str]] = {}
        single: set[str] = set()
        self.phrases = frozenset(phrases)
        self._knows = knows
        for phrase in sorted(self.phrases):
            if len(phrase) == 1:
                single.add(phrase)
            else:
                pairs.setdefault(phrase[:2], []).append(phrase)
        self._pairs = {pair: tuple(found) for pair, found in pairs.items()}
        self._single = frozenset(single)

    def spot(self, text: str, edges: Edges, beside: Sequence[str] | None = None) -> Spots:
        """Where every phrase begins that occurs in `text`, along the word edges of `Words.edges(text)`; `beside`: its
        `neighbours`, where they are known."""
        spots: dict[str, list[int]] = {}
        pairs, knows = self._pairs, self._knows
        starts = [(at, pair) for at, pair in enumerate(beside or neighbours(text)) if pair in pairs]
        for at, pair in starts:
            for phrase in pairs[pair]:
                if text.startswith(phrase, at) and along_words(text, edges, at, at + len(phrase), knows):
                    spots.setdefault(phrase, []).append(at)
        for char in self._single.intersection(text):
            spots[char] = [text.index(char)]
        return spots


def occurrences(spots: Spots, phrases: Container[str]) -> list[tuple[int, int]]:
    """Where the phrases stand, in order of place; a phrase inside a longer one of them is left out."""
    spans = [(at, at + len(phrase)) for phrase, places in spots.items() if phrase in phrases for at in places]
    kept: list[tuple[int, int]] = []
    reach = 0
    # Longer ones first where several begin together: whatever ends within the reach lies inside another.
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reach:
            kept.append((start, end))
            reach = end
    return kept

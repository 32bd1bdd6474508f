"""What short messages are for, by their pieces: a learned table for words that no pattern foresees.

A message is the set of its characters and pairs of neighbours, with its two ends marked; every piece has a whole-number
weight for some intents. The score of an intent is its start value plus the sum of its weights over the root of the
number of known pieces; the best intent leads the runner-up by the lead. `intents_learned.tsv` is made from the
sentences of `said.tsv` by `jianjian learn-intents`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import sqrt

from nlp.evidence import packed, unpacked
from nlp.intent import Intent

SCALE = 100
"""A weight of one, as it stands in the table."""
START = "(start)"
"""The row of the start values."""
LEAD = 0.15
"""The lead from which the table is believed: below it, more of the sentences it was not fitted to were wrong than
right."""
LONGEST = 30
"""Characters of a message that is read so; who says more is read by patterns alone."""
_SIGNS = re.compile(r"[^\w👍🙏👌]+")
_DIALECT = str.maketrans({"俺": "我", "咱": "我", "您": "你", "啥": "什么", "咋": "怎么", "俩": "两"})


def pieces(text: str) -> set[str]:
    """The pieces of a clean text; words of dialect count as the usual ones."""
    marked = f"^{_SIGNS.sub('', text).translate(_DIALECT)}$"
    return set(marked[1:-1]) | {marked[at : at + 2] for at in range(len(marked) - 1)}


@dataclass(frozen=True, slots=True)
class Guess:
    """The likely intent and its lead over the next one."""

    intent: Intent
    lead: float


class IntentTable:
    """The learned weights of one lexicon: piece → intent → weight.

    The weights of a piece for all intents lie side by side in one integer, so that one addition a piece sums them all.
    """

    def __init__(self, weights: Mapping[str, Mapping[str, int]]) -> None:
        start = weights.get(START, {})
        self._intents = tuple(map(Intent, start))
        self._start = tuple(value / SCALE for value in start.values())
        names = tuple(start)
        self._weights = {piece: packed([of.get(name, 0) for name in names]) for piece, of in weights.items()}

    def guess(self, text: str, among: Collection[Intent] = ()) -> Guess | None:
        """The likely intent of a short clean text, `among` these if any are given; None when nothing is known."""
        known = [piece for piece in pieces(text) if piece in self._weights]
        if not known or len(text) > LONGEST or not self._start:
            return None
        sums = unpacked(sum(map(self._weights.__getitem__, known)), len(self._intents))
        root = sqrt(len(known)) * SCALE
        found = zip(self._start, sums, self._intents, strict=True)
        scores = [
            (start + total / root, intent) for start, total, intent in found if not among or intent in among
        ]
        if len(scores) < 2:
            return None
        best, second = nlargest(2, scores)
        return Guess(best[1], best[0] - second[0])

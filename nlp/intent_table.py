"""What short messages are for, by their pieces: a learned table for words that no pattern foresees.

A message is the set of its characters and pairs of neighbours, with its two ends marked; every piece has a whole-number
weight for some intents. The score of an intent is its start value plus the sum of its weights over the root of the
number of known pieces; the best intent leads the runner-up by the lead. `intents_learned.tsv` is made from the
sentences of `said.tsv` by `jianjian learn-intents`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sqrt

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
    """The learned weights of one lexicon: piece → intent → weight."""

    def __init__(self, weights: Mapping[str, Mapping[str, int]]) -> None:
        self._weights = {
            piece: {Intent(name): weight for name, weight in of.items()} for piece, of in weights.items()
        }
        self._start = self._weights.get(START, {})

    def guess(self, text: str, among: Collection[Intent] = ()) -> Guess | None:
        """The likely intent of a short clean text, `among` these if any are given; None when nothing is known."""
        known = [piece for piece in pieces(text) if piece in self._weights]
        if not known or len(text) > LONGEST or not self._start:
            return None
        sums: dict[Intent, int] = {}
        for piece in known:
            for intent, weight in self._weights[piece].items():
                sums[intent] = sums.get(intent, 0) + weight
        root = sqrt(len(known)) * SCALE
        scores = sorted(
            (
                (start / SCALE + sums.get(intent, 0) / root, intent)
                for intent, start in self._start.items()
                if not among or intent in among
            ),
            reverse=True,
        )
        return Guess(scores[0][1], scores[0][0] - scores[1][0]) if len(scores) > 1 else None

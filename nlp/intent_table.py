"""What short messages are for, by their pieces: a learned table for words that no pattern foresees.

The best intent leads the runner-up by the lead. `intents_learned.tsv` is made from the sentences of `said.tsv` by
`jianjian learn-intents`; how such a table is read stands in `piece_table.py`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from heapq import nlargest

from nlp.intent import Intent
from nlp.piece_table import PieceTable, Weights

LEAD = 0.15
"""The lead from which the table is believed: below it, more of the sentences it was not fitted to were wrong than
right."""
LONGEST = 30
"""Characters of a message that is read so; who says more is read by patterns alone."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The likely intent and its lead over the next one."""

    intent: Intent
    lead: float


class IntentTable:
    """The learned weights of one lexicon for intents."""

    def __init__(self, weights: Weights) -> None:
        self._table = PieceTable(weights)
        self._intents = {name: Intent(name) for name in self._table.names}

    def guess(self, text: str, among: Collection[Intent] = ()) -> Guess | None:
        """The likely intent of a short clean text, `among` these if any are given; None when nothing is known."""
        if len(text) > LONGEST:
            return None
        found = [
            (score, self._intents[name])
            for name, score in self._table.scores(text).items()
            if not among or self._intents[name] in among
        ]
        if len(found) < 2:
            return None
        best, second = nlargest(2, found)
        return Guess(best[1], best[0] - second[0])

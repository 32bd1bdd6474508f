"""Purposes in plain speech: what a short text that holds no phrase of a purpose is like by its pieces.

养老金涨了没 asks, 要不把集市挪到河滩上去 proposes, and neither says so in a word that stands in a list. The table
(`wants_learned.tsv`, made from `wants.tsv` by `jianjian learn-plain`) is asked only where the lists are silent; the
citizen confirms the purpose as ever.
"""

from casework.petition import Purpose
from nlp.piece_table import PieceTable, Weights

FLOOR = 15
"""Known pieces below which a text counts as having so many."""
LONGEST = 60
"""Characters up to which a text is compared."""
LEAD = 0.15
"""How far a purpose must lead all others."""


class PlainPurposes:
    """Guesses purposes with one lexicon (`wants_learned.tsv`)."""

    def __init__(self, weights: Weights) -> None:
        self._table = PieceTable(weights, FLOOR)

    def guess(self, text: str) -> Purpose | None:
        """The purpose that the pieces of a short clean text speak for; None where none leads."""
        scores = self._table.scores(text) if len(text) <= LONGEST else {}
        if len(scores) < 2:
            return None
        second, best = sorted(scores, key=scores.__getitem__)[-2:]
        return Purpose(best) if scores[best] - scores[second] >= LEAD else None

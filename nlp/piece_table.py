"""A learned table of pieces of writing: the characters of a short text and their pairs of neighbours, with weights.

Every piece has a whole-number weight for some names. The score of a name is its start value plus the sum of its weights
over the root of the number of known pieces. A person can read, correct and compare such a table line by line.
"""

import re
from collections.abc import Mapping
from math import sqrt

from nlp.evidence import packed, unpacked

SCALE = 100
"""A weight of one, as it stands in the table."""
START = "(start)"
"""The row of the start values."""
_SIGNS = re.compile(r"[^\w👍🙏👌]+")
_DIALECT = str.maketrans({"俺": "我", "咱": "我", "您": "你", "啥": "什么", "咋": "怎么", "俩": "两"})

Weights = Mapping[str, Mapping[str, int]]
"""Piece → name → weight."""


def pieces(text: str) -> set[str]:
    """The pieces of a clean text, its two ends marked; words of dialect count as the usual ones."""
    marked = f"^{_SIGNS.sub('', text).translate(_DIALECT)}$"
    return set(marked[1:-1]) | {marked[at : at + 2] for at in range(len(marked) - 1)}


class PieceTable:
    """The learned weights of one lexicon.

    The weights of a piece for all names lie side by side in one integer, so that one addition a piece sums them all.
    `floor`: fewer known pieces count as so many, so that one or two words say little.
    """

    def __init__(self, weights: Weights, floor: int = 0) -> None:
        self._floor = floor
        start = weights.get(START, {})
        self.names = tuple(start)
        self._start = tuple(value / SCALE for value in start.values())
        self._weights = {
            piece: packed([of.get(name, 0) for name in self.names]) for piece, of in weights.items()
        }

    def column(self, name: str) -> dict[str, int]:
        """The weights of every piece for one name, and the start value."""
        at = self.names.index(name)
        return {piece: unpacked(total, len(self.names))[at] for piece, total in self._weights.items()}

    def scores(self, text: str) -> dict[str, float]:
        """The score of every name for a short clean text; none when no piece of it is known."""
        weights = self._weights
        known = [piece for piece in pieces(text) if piece in weights]
        if not known or not self.names:
            return {}
        root = sqrt(max(len(known), self._floor)) * SCALE
        sums = unpacked(sum(map(weights.__getitem__, known)), len(self.names))
        return {
            name: start + total / root
            for name, start, total in zip(self.names, self._start, sums, strict=True)
        }

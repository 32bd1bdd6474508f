"""The likeliest way through a text: jieba's dictionary and jieba's sum (`HMM=False`), in one pass from the end.

jieba builds a list of words for every place, then a generator and a logarithm for each; that is most of what it
costs. Here the logarithms are taken once, words of one and two characters are looked up for the whole text at a
time, and longer ones only behind a pair that begins one. The sums are made in jieba's order, so the words are the
same to the last tie; a test compares them.
"""

import math
import re
import string
from collections.abc import Mapping
from operator import add

_OUTSIDE = re.compile(r"[^\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]")
"""What jieba never looks up: a sum begins anew behind each of these characters."""

_LETTERS = frozenset(string.ascii_letters + string.digits)
_NEVER = -math.inf
"""The score of what only begins a word."""


Tables = tuple[dict[str, float], dict[str, tuple[float, bool]], dict[str, float], float]
"""Scores of words of one, two (with whether longer ones begin so) and more characters, and of what is none."""


class CuttingPath:
    """Cuts text by the frequencies of a dictionary (0: only the beginning of a word) and their total."""

    def __init__(self, tables: Tables) -> None:
        self._single, self._double, self._longer, self._floor = tables

    @classmethod
    def of(cls, frequencies: Mapping[str, int], total: int) -> "CuttingPath":
        """The path through the words of a dictionary."""
        whole = math.log(total)
        scores = {count: math.log(count) - whole for count in set(frequencies.values()) if count}
        scores[0] = _NEVER
        odd = set(_OUTSIDE.findall("".join(frequencies)))
        words = [word for word in frequencies if odd.isdisjoint(word)] if odd else list(frequencies)
        single = {word: scores[frequencies[word]] for word in words if len(word) == 1}
        longer = {word: scores[frequencies[word]] for word in words if len(word) > 2}
        begins = {word[:2] for word in longer}
        # Few scores differ: one pair for each, not one for each of 180,000 words.
        shared = {(count, more): (score, more) for count, score in scores.items() for more in (False, True)}
        double = {word: shared[frequencies[word], word in begins] for word in words if len(word) == 2}
        return cls((single, double, longer, math.log(1) - whole))

    @property
    def tables(self) -> Tables:
        """What a path is made of, to be kept: making it anew takes ten times as long."""
        return self._single, self._double, self._longer, self._floor

    def knows(self, word: str) -> bool:
        """Whether the dictionary has this word."""
        if len(word) == 2:
            return self._double.get(word, (_NEVER,))[0] > _NEVER
        return (self._single if len(word) == 1 else self._longer).get(word, _NEVER) > _NEVER

    def ends(self, text: str) -> list[int]:
        """For every place of `text` where the likeliest word that begins there ends."""
        # Written out in one loop, without calls: this is where the time of a reading goes.
        longer, floor = self._longer.get, self._floor
        doubles = [*map(self._double.get, map(add, text, text[1:])), None]
        size = len(text)
        if not size:
            return []
        ends = list(range(1, size + 1))
        best = [0.0] * (size + 2)
        start, after, second = size, 0.0, 0.0
        for single, double in zip(map(self._single.get, reversed(text)), reversed(doubles), strict=True):
            start -= 1
            if single is None:
                if _OUTSIDE.match(text, start):
                    after, second = 0.0, after
                    continue
                single = floor
            value = single + after
            if double is not None:
                score, more = double
                score += second
                if score >= value:
                    value, ends[start] = score, start + 2
                end = start + 3
                while more and end <= size and (found := longer(text[start:end])) is not None:
                    score = found + best[end]
                    if score >= value:
                        value, ends[start] = score, end
                    end += 1
            if value == _NEVER:
                value, ends[start] = floor + after, start + 1
            best[start] = value
            after, second = value, after
        return ends

    def edges(self, text: str) -> bytearray:
        """One byte for every place 0..len(text): 1 where a word begins or ends, else 0."""
        ends = self.ends(text)
        marks = bytearray(len(text) + 1)
        marks[0] = 1
        at, size, joins = 0, len(text), False
        while at < size:
            end = ends[at]
            # Single letters and digits stay together, as jieba leaves them.
            letter = end - at == 1 and text[at] in _LETTERS
            if letter and joins:
                marks[at] = 0
            joins = letter
            marks[end] = 1
            at = end
        return marks

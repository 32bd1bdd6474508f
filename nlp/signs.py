"""Signs of danger and of a report on officials in words that no pattern foresees: a learned table, and its lines.

People in need say it in their own way. Patterns (`urgency.toml`, `purposes.toml`) hear what somebody thought of; the
table (`signs_learned.tsv`, made from `signs.tsv` by `jianjian learn-signs`) hears what is like it. What
only the table hears is asked about; it makes a danger certain, or a pattern's certain danger one to be asked about,
only where it is far from its line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from nlp.matching import neighbours
from nlp.piece_table import PieceTable, Weights

DANGER, REPORT = "danger", "report"
FLOOR = 30
"""Known pieces below which a text counts as having so many: a few characters are hardly a cry."""
SHORT = 100
"""Characters up to which a text is read as one cry; a longer one is read in windows."""
POSSIBLE = -0.2
"""From this score on there may be danger. Lower, and 我家楼上漏水 is asked whether there is danger."""
CERTAIN = 0.5
"""From this score on danger is certain. Of sentences out of real messages one in several thousand reaches it."""
UNLIKE = -0.65
"""Below this score a text is unlike every cry: a pattern that hears one is asked about."""
IN_STORY = 0.2
"""From this score of a window on, there may be danger in the middle of a long text."""
ASKS, ASKS_UNNAMED = -0.75, -0.55
"""From this score on it may be a report: where somebody with power is named, and where nobody is."""
_LEAST = 4
"""Characters that a text has at least to be like anything."""
_WINDOW, _STRIDE = 40, 20
_WORTH = 500
"""The sum of weights for danger below which a window cannot reach `IN_STORY`: its pieces are some fifty to seventy."""
_FOREIGN = re.compile(r"[a-z']{2,}(?: [a-z']+){2}")
"""Words in another language, of which the table knows nothing."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a stretch of text says by its pieces: scores, the likeliest kind of danger, and its half-open place."""

    danger: float
    kind: str
    report: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SignReading:
    """The signs of a text: of a short one as a whole, of a longer one those windows that tell of danger."""

    whole: Signs | None = None
    windows: tuple[Signs, ...] = ()


class _Begun(dict[str, int]):
    """The weight for danger of a pair of neighbours with that of its first character, added up when it is first met."""

    _MOST = 50_000

    def __init__(self, weights: Mapping[str, int]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, pair: str) -> int:
        weight = self._weights.get(pair, 0) + self._weights.get(pair[0], 0)
        if len(self) < self._MOST:
            self[pair] = weight
        return weight


class SignTable:
    """Hears signs with one lexicon (`signs_learned.tsv`)."""

    def __init__(self, weights: Weights) -> None:
        self._table = PieceTable(weights, FLOOR)
        self._danger = _Begun(self._table.column(DANGER) if self._table.names else {})
        self._kinds = tuple(name for name in self._table.names if name not in (DANGER, REPORT))

    def read(self, text: str, beside: Sequence[str] | None = None) -> SignReading:
        """The signs of a clean text, none of one in another language; `beside`: its `neighbours`, where known."""
        if len(text) < _LEAST or _FOREIGN.search(text):
            return SignReading()
        if len(text) <= SHORT:
            return SignReading(self._strongest(text))
        found = (
            self._of(text[one:two], one, two) for one, two in self._telling(text, beside or neighbours(text))
        )
        return SignReading(None, tuple(each for each in found if each and each.danger >= IN_STORY))

    def _telling(self, text: str, beside: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The windows of a longer text whose weights are worth adding up piece by piece."""
        sums = list(accumulate(map(self._danger.__getitem__, beside), initial=0))
        for start in range(0, len(text) - _STRIDE, _STRIDE):
            end = min(len(text), start + _WINDOW)
            if sums[min(end, len(beside))] - sums[start] >= _WORTH:
                yield start, end

    def _strongest(self, text: str) -> Signs | None:
        """The signs of a short text, or of that line of it (a title is one) that says more of danger."""
        ends = [at for at, char in enumerate(text) if char == "\n"]
        lines = zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True) if ends else ()
        found = [self._of(text, 0, len(text)), *(self._of(text[one:two], one, two) for one, two in lines)]
        return max((each for each in found if each), key=lambda each: each.danger, default=None)

    def _of(self, text: str, start: int, end: int) -> Signs | None:
        scores = self._table.scores(text)
        if not scores:
            return None
        kind = max(self._kinds, key=scores.__getitem__, default=DANGER)
        return Signs(scores[DANGER], kind, scores[REPORT], start, end)

"""Danger, in three answers: certain (say whom to call, wake a person), possible (ask once), or none.

Patterns and what keeps them off are data (`urgency.toml`). Nothing is diagnosed and nobody is tagged. The whole text
is read, in pieces of a few hundred characters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nlp.exclusions import Context, Exclusion
from nlp.matching import clause_of
from nlp.needed import Sieve, pairs_of
from nlp.normalise import Clean, clean
from nlp.patterns import Pattern, PatternError, ready, stands
from nlp.reasons import Reason
from nlp.steps import Steps
from nlp.words import WordCutter

PIECE = 300
"""Characters that are read at a time."""
_AROUND = 60
"""Characters before a piece that are read with it: they may deny it or say when it was."""
_AHEAD = 60
"""Characters behind a piece in which what began in it may end."""
SHORT = 100
"""Characters up to which a text is a cry and not a report: what has happened counts as happening."""
LONG = 200
"""Characters from which on what only may be danger is part of a story."""
_TRIES = 20
"""Matches of one pattern in one piece that are looked at."""
_REASONS = 8


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger that was heard, whether for certain, and the words that say so."""

    kind: str
    certain: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A pattern with what holds for it."""

    pattern: Pattern
    certain: bool
    event: bool
    """Something that happens and is over: in a long text it is certain only where it is said to happen now."""
    in_jest: bool
    """Said in jest as well: where somebody laughs behind it, it is not certain."""
    exclusions: frozenset[Exclusion]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    numbers: tuple[str, ...]
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    certain: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DangersHeard:
    """What patterns hear; `kept_off`: whether one stands in the text and is not meant (denied, over, about a thing)."""

    dangers: tuple[Danger, ...]
    kept_off: bool


class Dangers:
    """Hears danger with one lexicon (`urgency.toml`). Raises `PatternError` for a pattern that cannot be read."""

    def __init__(self, table: Mapping[str, Any], words: WordCutter) -> None:
        self._words = words
        self._context = Context(table["context"])
        self._kinds = tuple(_kind(entry, table["words"]) for entry in table["danger"])
        self._lines = tuple((kind.code, line) for kind in self._kinds for line in kind.lines)
        self._sieve = Sieve(line.pattern.needs for _, line in self._lines)

    def numbers(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """The telephone numbers of these kinds, the first kind's first."""
        of = {kind.code: kind.numbers for kind in self._kinds}
        return tuple(dict.fromkeys(number for kind in kinds for number in of[kind]))

    def steps(self, copy: Clean, pairs: set[str]) -> Steps[DangersHeard]:
        """Hear every kind in a text of any length, in the order of the lexicon; a piece at a time.

        A text that was cut is read from its original; `pairs` are those of the copy.
        """
        text = copy.original
        heard: dict[str, list[_Heard]] = {kind.code: [] for kind in self._kinds}
        short, long = len(text) <= SHORT, len(text) > LONG
        touched = self._sieve.touched(pairs)
        off: list[str] = []
        for piece, first, stop in _original(text) if copy.cut else _copied(copy):
            for number in self._sieve.touched(pairs_of(piece.text)) if copy.cut else touched:
                code, line = self._lines[number]
                for one in self._hear(line, piece, off, short=short, long=long):
                    if first <= one.start < stop and len(heard[code]) < 4 * _REASONS:
                        heard[code].append(one)
            yield
        dangers = tuple(_danger(code, found, text) for code, found in heard.items() if found)
        return DangersHeard(dangers, bool(off))

    def _hear(
        self, line: _Line, piece: Clean, off: list[str], *, short: bool, long: bool
    ) -> Iterator[_Heard]:
        if long and not line.certain:
            return
        text = piece.text
        for start, end in self._spans(line, text, off):
            certain = line.certain and (short or self._meant(line, text, start, end))
            certain = certain and not (line.in_jest and self._context.laughed(text, end))
            yield _Heard(certain, *piece.span(start, end))

    def _meant(self, line: _Line, text: str, start: int, end: int) -> bool:
        """Whether what a longer text says is a cry for help and no report of something."""
        context = self._context
        if line.event:
            return context.now(text, start, end)
        return context.now(text, start, end) or not context.quoted(text, start)

    def _spans(self, line: _Line, text: str, off: list[str]) -> Iterator[tuple[int, int]]:
        """Where the pattern stands along word edges, and nothing keeps it off; what is kept off is noted in `off`."""
        at = 0
        for _ in range(_TRIES):
            match = line.pattern.regex.search(text, at)
            if match is None:
                return
            start, end = match.span()
            spans = line.pattern.spans(match)
            gaps = [text[one[1] : two[0]] for one, two in pairwise(spans)]
            at = start + 1
            if not self._whole(text, spans):
                continue
            if self._off(line, text, start, end, gaps):
                off.append(text[start:end])
                continue
            yield start, end
            at = end

    def _off(self, line: _Line, text: str, start: int, end: int, gaps: Sequence[str]) -> bool:
        around = text[max(0, start - 12) : end + 12]
        if any(word in around for word in line.without):
            return True
        return self._context.kept_off(text, start, end, line.exclusions, gaps)

    def _whole(self, text: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the words of a pattern cut through no word; only their clauses are cut into words."""
        first, last = clause_of(text, spans[0][0])[0], clause_of(text, spans[-1][1])[1]
        part = text[first : max(last, spans[-1][1])]
        return stands(spans, part, self._words.edges(part), self._words.knows, first)


def _danger(code: str, found: Sequence[_Heard], text: str) -> Danger:
    certain = any(one.certain for one in found)
    spans = sorted((one.start, -one.end) for one in found if one.certain == certain)
    reasons: list[Reason] = []
    reach = 0
    for start, end in spans:
        # What lies inside a longer find, or runs over its end, is the same words again.
        if start >= reach:
            reasons.append(Reason(text[start:-end], start, -end, f"danger:{code}"))
            reach = -end
    return Danger(code, certain, tuple(reasons[:_REASONS]))


def _original(text: str) -> Iterator[tuple[Clean, int, int]]:
    """Pieces of a text that is longer than its copy, and the half-open span of it that hits may begin in."""
    for first, start, stop, end in _pieces(text):
        piece = clean(text[first:end])
        places = piece.places if piece.places is not None else range(len(piece.text))
        yield Clean(piece.text, text, tuple(place + first for place in places)), start, stop


def _copied(copy: Clean) -> Iterator[tuple[Clean, int, int]]:
    """The same of a copy that has the whole text."""
    text = copy.text
    places = range(len(text)) if copy.places is None else copy.places
    for first, start, stop, end in _pieces(text):
        piece = Clean(text[first:end], copy.original, tuple(places[first:end]))
        until = places[stop] if stop < len(text) else len(copy.original)
        yield piece, places[start] if text else 0, until


def _pieces(text: str) -> Iterator[tuple[int, int, int, int]]:
    """What is read at a time: from where, the half-open span that hits may begin in, and to where."""
    for start in range(0, len(text), PIECE) or (0,):
        stop = min(len(text), start + PIECE)
        yield max(0, start - _AROUND), start, stop, min(len(text), stop + _AHEAD)


def _kind(entry: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> _Kind:
    exclusions = frozenset(map(Exclusion, entry["exclusions"]))
    lines: list[_Line] = []
    for group in entry["say"]:
        held = exclusions - frozenset(map(Exclusion, group.get("despite", ())))
        for source in group["patterns"]:
            try:
                pattern = ready(source, names)
            except PatternError as error:
                raise PatternError(f"danger {entry['code']}: {error}") from error
            without = tuple(group.get("without", ()))
            certain, event = group.get("certain", True), group.get("event", False)
            lines.append(_Line(pattern, certain, event, bool(entry.get("in_jest")), held, without))
    return _Kind(entry["code"], tuple(entry["numbers"]), tuple(lines))

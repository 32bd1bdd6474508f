"""Patterns of speech as data: who, what and how far apart, written so that a person can read and add one.

A pattern is a line of pieces parted by blanks:

- `跳楼|跳河` one of these words; `{name}` stands for a list of words of the table; `_` is a blank in English words
- `~6` up to six characters of the same clause between two pieces; `+12` up to twelve that may cross a comma
- `跳楼?` may be missing
- `!着|灯` what follows is none of these; `<!马路|树` what stands before is none of these
- `$` the clause ends here (particles such as 了, 吧 may follow), `$$` the text does

Pieces without a gap between them stand side by side.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from nlp.matching import CLAUSE_END, Edges, along_words, not_between
from nlp.needed import Lazy, Sieve, Words

SENTENCE_END = "。！？!?\n"
_PLACES = 8
"""Places of one pattern that are looked at."""
_END = f"(?=[了吧啊呀啦咯喽哦呢嘛的哟噢算 ]{{0,3}}(?:[{CLAUSE_END}]|$))"
_ENDS = {"$": _END, "$$": r"(?=\W*\Z)"}
_NAME = re.compile(r"\{(\w+)\}")


class PatternError(ValueError):
    """A pattern that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern made ready: a text must have a character or pair of each set of `needs` to be worth looking at."""

    source: str
    expression: Lazy
    needs: tuple[Words, ...]

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern as a regular expression, made when first tried."""
        return self.expression.regex

    def spans(self, match: re.Match[str]) -> list[tuple[int, int]]:
        """Where the words of the pattern stand, in order."""
        return [span for span in match.regs[1:] if span != (-1, -1)]


def stands(
    spans: Sequence[tuple[int, int]], text: str, edges: Edges, knows: Callable[[str], bool], shift: int = 0
) -> bool:
    """Whether the words at `spans` cut through no word of the text; `edges` are those of `text`, `shift` its place.

    A word that stands alone must end where a word ends (没电 in 没电梯); another stands in no
    two words at once (轻生 in 年轻|生命).
    """
    fits = along_words if len(spans) == 1 else not_between
    return all(
        fits(text, edges, start - shift, end - shift, knows) for start, end in spans if end - start > 1
    )


def ready(source: str, names: Mapping[str, Sequence[str]]) -> Pattern:
    """Make a pattern ready. Raises `PatternError`."""
    parts: list[str] = []
    words: list[tuple[str, ...] | None] = []  # None: a gap, or a word that may be missing
    for piece in source.split():
        part, alternatives = _piece(piece, names, first=not parts)
        parts.append(part)
        if alternatives is not None or piece[0] not in "!<$":
            words.append(alternatives)
    needs = _needs(words)
    if not needs:
        raise PatternError(f"{source!r} has no word that must stand there")
    return Pattern(source, Lazy("".join(parts)), needs)


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A pattern that was found: its half-open span, and what stands between its words."""

    start: int
    end: int
    gaps: tuple[str, ...]
    number: int = 0
    """Which of several patterns it is."""


class Patterns:
    """Several patterns for one thing, looked for in a whole text. Raises `PatternError`."""

    def __init__(self, sources: Iterable[str], names: Mapping[str, Sequence[str]]) -> None:
        self._patterns = tuple(ready(source, names) for source in sources)
        self._sieve = Sieve(pattern.needs for pattern in self._patterns)

    def find(
        self, text: str, pairs: Collection[str], edges: Edges, knows: Callable[[str], bool]
    ) -> Iterator[PatternMatch]:
        """The first places of each pattern; `pairs` has the characters of the text and their pairs."""
        for number in self._sieve.touched(pairs):
            pattern = self._patterns[number]
            for match in islice(pattern.regex.finditer(text), _PLACES):
                spans = pattern.spans(match)
                if stands(spans, text, edges, knows):
                    gaps = tuple(text[one[1] : two[0]] for one, two in pairwise(spans))
                    yield PatternMatch(*match.span(), gaps, number)


def _piece(
    piece: str, names: Mapping[str, Sequence[str]], *, first: bool
) -> tuple[str, tuple[str, ...] | None]:
    """The regular expression of a piece, and its words where it must stand there."""
    if piece in _ENDS:
        return _ENDS[piece], None
    if piece[0] in "~+" and piece[1:].isdecimal():
        if first:
            raise PatternError("a pattern begins with a word")
        ends = CLAUSE_END if piece[0] == "~" else SENTENCE_END
        return f"[^{ends}]{{0,{piece[1:]}}}?", None
    if piece.startswith("<!"):
        return "".join(f"(?<!{re.escape(word)})" for word in _words(piece[2:], names)), None
    if piece.startswith("!"):
        return f"(?!{_either(_words(piece[1:], names))})", None
    missing = piece.endswith("?")
    words = _words(piece.removesuffix("?"), names)
    return f"({_either(words)})" + ("?" if missing else ""), None if missing else words


def _words(piece: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    found: list[str] = []
    for word in piece.split("|"):
        name = _NAME.fullmatch(word)
        if name is None:
            found.append(word.replace("_", " "))
        elif name[1] in names:
            found += names[name[1]]
        else:
            raise PatternError(f"no list of words is called {name[1]}")
    if not all(found):
        raise PatternError(f"{piece!r} has an empty word")
    return tuple(dict.fromkeys(found))


def _either(words: Sequence[str]) -> str:
    # Longer ones first: 他们 before 他.
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _needs(words: Sequence[tuple[str, ...] | None]) -> tuple[Words, ...]:
    """Sets of beginnings (pairs, or single characters) of which each has one in every text that fits."""
    choices = [frozenset(word[:2] for word in each) for each in words if each]
    for one, two in pairwise(words):
        if one and two:
            choices.append(frozenset(a[-1] + b[0] for a, b in product(one, two)))
    return tuple(choices)

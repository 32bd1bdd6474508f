"""A copy of the citizen's text that is fit for matching, with a way back to the citizen's own characters.

The original is a legal record and stays untouched; only this copy is converted, and every place found in it can
be shown in the original through `Clean.span`.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from opencc import OpenCC

HEAD_LIMIT = 1_500
"""Characters read from the beginning. Segmenting costs about 2-4 µs a character: together with `TAIL_LIMIT` this
keeps one reading under 10 ms."""

TAIL_LIMIT = 400
"""Characters read from the end, where requests and telephone numbers usually stand."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff"

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ef]+"
)
_BLANKS = re.compile(f"(?<=[{HAN}])[ \t]+(?=[{HAN}])|(?<=[ \t])[ \t]+|(?<=\n)\n+")
_REPEATS = re.compile(r"(.)\1\1(?P<cut>\1{7,})")
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_FOLD |= {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}
# Punctuation of clauses keeps its Chinese form: clause ends are looked for there.
_FOLD |= {ord(mark): ord(mark) for mark in "，。；：！？（）"}
_FOLD |= {0x3000: 0x20, 0x00A0: 0x20, 0x2028: 0x0A, 0x2029: 0x0A, 0x0D: 0x0A}


@dataclass(frozen=True, slots=True)
class Clean:
    """Text for matching: half-width, lower case, simplified, without invisible characters, cut to the limits."""

    text: str
    original: str
    places: tuple[int, ...] | None = field(default=None, repr=False)
    """Place in the original of every character of `text`; None when they are the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that a non-empty half-open span of `text` came from."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1

    def shown(self, start: int, end: int) -> str:
        """What the citizen wrote at this span of `text`."""
        first, last = self.span(start, end)
        return self.original[first:last]

    @property
    def cut(self) -> bool:
        """Whether the text was longer than what is read."""
        return len(self.original) > HEAD_LIMIT + TAIL_LIMIT


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional to simplified characters; the length never changes (a piece that would is left alone)."""
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else text


def _without(text: str, places: list[int] | None, pattern: re.Pattern[str]) -> tuple[str, list[int] | None]:
    """`text` without what `pattern` (or its group `cut`) finds, and the places of the remaining characters."""
    found = pattern.search(text)
    if found is None:
        return text, places
    where = places if places is not None else list(range(len(text)))
    kept: list[str] = []
    kept_places: list[int] = []
    start = 0
    group = "cut" if "cut" in pattern.groupindex else 0
    for match in pattern.finditer(text, found.start()):
        first, last = match.span(group)
        kept.append(text[start:first])
        kept_places += where[start:first]
        start = last
    kept.append(text[start:])
    kept_places += where[start:]
    return "".join(kept), kept_places


def clean(text: str, *, limit: int = HEAD_LIMIT, tail: int = TAIL_LIMIT) -> Clean:
    """Prepare `text` for matching. Reads at most `limit` characters from its start and `tail` from its end."""
    places: list[int] | None = None
    copy = text
    if len(text) > limit + tail:
        end = len(text) - tail
        copy = text[:limit] + "\n" + text[end:]
        places = [*range(limit), limit, *range(end, len(text))]
    copy = copy.translate(_FOLD)
    # Invisible characters first: they may stand between blanks and inside repeats.
    for pattern in (_INVISIBLE, _BLANKS, _REPEATS):
        copy, places = _without(copy, places, pattern)
    return Clean(simplified(copy), text, None if places is None else tuple(places))


FEWEST_TRADITIONAL, FEW_TRADITIONAL = 5, 3
"""Characters that tell Traditional writing; fewer may stand in a name or be typed in passing.

With not one of the others beside them, the second number is enough, and one less in a whole sentence.
"""
_SENTENCE = 8
_SPOKEN_THERE = frozenset("冇嘅咗喺唔佢嚟啲嗰乜嘢哋咁攞睇企")
"""Characters in which Cantonese is written, whichever set somebody types."""


def is_traditional(words: str) -> bool:
    """Whether a sentence is written in Traditional characters: several of them, and hardly one of the others."""
    told = _changed(words, simplified(words)) + sum(char in _SPOKEN_THERE for char in words)
    if told < FEW_TRADITIONAL - 1:
        return False
    others = _changed(words, _to_traditional().convert(words))
    if told >= FEWEST_TRADITIONAL:
        return others <= 1
    enough = told >= FEW_TRADITIONAL or len(words) >= _SENTENCE
    return enough and not others and simplified(words) != words


def traditional(words: str) -> str:
    """The same words in Traditional letters."""
    return str(_to_traditional().convert(words))


def _changed(words: str, others: str) -> int:
    return sum(one != other for one, other in zip(words, others, strict=False))


@lru_cache(maxsize=1)
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")

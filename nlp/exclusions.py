"""Whether what is said is meant: denied, feared, told of others or of long ago, or happening now.

Words only; where they are looked for is fixed here: in the clause, right before it, or in the rest of the sentence.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from nlp.matching import clause_of
from nlp.patterns import SENTENCE_END

_DENIAL_REACH = 3
"""Characters between a denial and what it denies: 没有着火, 不会真的跳楼. One further off denies something else."""
_NOT = ("不", "没", "别", "未", "莫", "勿")
"""Deny when nothing stands between."""
_BEFORE = 14
_AFTER = 5
_QUOTING = 20
_CLAUSE_BEFORE = 20
"""Characters of the clause before that may say when it was: 去年冬天，…"""
_REST = 40
"""Characters of the sentence behind that may say how it ended: …，去年的事."""
_DATE = (
    r"(?:19|20)\d\d年|\d{1,2}月\d{1,2}[日号]|[一二两三四五六七八九十几多\d]个?(?:年|月|周|星期)(?:之?前|以前)"
)
_ENDING = re.compile(f"[{SENTENCE_END}]")


class Exclusion(StrEnum):
    """What may keep a phrase from counting; a kind of danger says which of them hold for it."""

    DENIED = "denied"
    FEARED = "feared"
    GENERAL = "general"
    AFTER = "after"
    PAST = "past"
    RECENT = "recent"
    OVER = "over"


class Context:
    """Judges spans of a text with one table (`[context]` of `urgency.toml`)."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._denial = _one_of(table["denials"])
        self._nothing = _one_of(table["deny_nothing"])
        self._feared = _one_of(table["feared"])
        self._general = _one_of(table["general"])
        ends = [
            word for word in table["after"] if len(word) == 1
        ]  # 跳楼|价; in 关着|手机 it is another word's
        longer = [word for word in table["after"] if len(word) > 1]
        self._after = re.compile(f"(?:{_one_of(ends).pattern})|(?s:.{{0,2}})(?:{_one_of(longer).pattern})")
        self._past = re.compile(f"{_one_of(table['past']).pattern}|{_DATE}")
        self._recent = _one_of(table["recent"])
        self._matter = re.compile(
            f"(?:{_one_of([*table['past'], *table['recent']]).pattern}|{_DATE})的?(?:事|时候)"
        )
        self._still = _one_of(table["still"])
        self._over = _one_of(table["over"])
        self._now = _one_of(table["now"])
        self._quoted = _one_of(table["quoted"])
        self._cry = _one_of(table["cry"])
        self._laughs = _one_of(table["laughs"])
        self._long_ago = _one_of(table["long_ago"])

    def now(self, text: str, start: int, end: int) -> bool:
        """Whether it is said to happen at this moment, or help is cried for beside it."""
        first, last = clause_of(text, start)
        if self._cry.search(text, max(0, first - _CLAUSE_BEFORE), min(len(text), end + _REST)):
            return True
        return self._now.search(text, first, max(last, end)) is not None

    def laughed(self, text: str, end: int) -> bool:
        """Whether a joke is made of it, as far as one can tell: …，哈哈."""
        return self._laughs.search(text, end, min(len(text), end + _REST)) is not None

    def quoted(self, text: str, start: int) -> bool:
        """Whether these are somebody else's words that are told: he said …"""
        first, _ = clause_of(text, start)
        opened = text.rfind("“", max(0, start - _QUOTING), start)
        return opened >= 0 or self._quoted.search(text, max(first, start - _QUOTING), start) is not None

    def kept_off(
        self, text: str, start: int, end: int, exclusions: frozenset[Exclusion], gaps: Sequence[str] = ()
    ) -> bool:
        """Whether one of `exclusions` says that the span is not meant. `gaps`: what stands between its words."""
        first, last = clause_of(text, start)
        last = max(last, end)
        before = text[max(first, start - _BEFORE) : start]
        if Exclusion.DENIED in exclusions and self._denied(before, gaps):
            return True
        if Exclusion.FEARED in exclusions and any(self._feared.search(part) for part in (before, *gaps)):
            return True
        if Exclusion.GENERAL in exclusions and self._general.search(text, first, min(last, end + _BEFORE)):
            return True
        if Exclusion.AFTER in exclusions and self._after.match(text, end, min(last, end + _AFTER)):
            return True
        return self._gone(text, start, end, exclusions)

    def _denied(self, before: str, gaps: Sequence[str]) -> bool:
        near = self._nothing.sub("", before)
        if any(len(near) - found.end() <= _DENIAL_REACH for found in self._denial.finditer(near)):
            return True
        if before.endswith(_NOT) and not self._nothing.search(before, max(0, len(before) - 4)):
            return True
        return any(_denies(self._denial, self._nothing.sub("", gap)) for gap in gaps)

    def _gone(self, text: str, start: int, end: int, exclusions: frozenset[Exclusion]) -> bool:
        """Whether it is over: it was then, or the sentence tells how it ended; and nothing makes it present again."""
        if exclusions.isdisjoint((Exclusion.PAST, Exclusion.RECENT, Exclusion.OVER)):
            return False
        first, _ = clause_of(text, start)
        since = max(0, first - _CLAUSE_BEFORE)
        stop = _ENDING.search(text, end, end + _REST)
        rest = stop.start() if stop else min(len(text), end + _REST)
        if self._still.search(text, first, rest) or self._present(text, start, end):
            return False
        if Exclusion.OVER in exclusions and self._over.search(text, first, rest):
            return True
        if Exclusion.RECENT in exclusions and self._recent.search(text, since, end):
            return True
        return Exclusion.PAST in exclusions and bool(
            self._past.search(text, since, end) or self._matter.search(text, end, rest)
        )

    def _present(self, text: str, start: int, end: int) -> bool:
        """Whether it is now; what is said of now behind something long ago is something else."""
        first, _ = clause_of(text, start)
        before = max(0, first - _CLAUSE_BEFORE)
        long_ago = self._long_ago.search(text, before, end) and not self._now.search(text, first, end)
        return not long_ago and self.now(text, start, end)


def _denies(denial: re.Pattern[str], gap: str) -> bool:
    return gap.endswith(_NOT) or denial.search(gap) is not None


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    """Finds any of these words; none when there are none."""
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: -len(word)))) or "(?!)")

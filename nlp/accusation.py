"""A report on those who hold power, or what may be one (Art. 30): recognised, or asked, never guessed.

A report runs down another lane than everything else, so that it never reaches the accused. Whether it is one is asked
whenever a post or office stands beside taking, kin, pocketing, buying or covering up, or somebody fears revenge.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nlp import matching
from nlp.matching import Edges
from nlp.normalise import Clean
from nlp.patterns import Patterns
from nlp.reasons import Reason, Spots, occurrences, reason

_NEAR_OFFICIAL = 30
_OBJECT = 16
"""Characters behind an accusing word in which stands whom it accuses."""
_BARE = 60
"""Characters up to which 我要举报, without saying whom, may be a report: a longer text would have told of one."""
_REASONS = 8
_NO_REPORT = re.compile(
    r"(?:没有?|不|并不|并非|不是|绝不|从没)(?:要|想|打算|准备|来|说|是|敢|会)*(?:要|来)?(?:去|再)?$"
)
_NO_WRONG = re.compile(
    "(?:没有?|从不|从没|并未|不曾|不是|并没有?)(?:要|去)?(?:收|拿|贪|吃|受贿|占|告|举报|腐败)"
)
"""Says that nobody took anything or is to be accused."""
_MY_KIN = re.compile(
    "是(?:我|俺)(?:的|家|们?家的?)?(?:亲戚|亲家|熟人|同学|表|堂|叔|舅|姑|姨|哥|姐|弟|妹|爸|妈|老公|老婆)"
)
"""Whose kin is told of is the speaker's: 班主任是我亲戚."""
_FEARED = re.compile("怕|担心")
_DENIED = re.compile("没有|没|从不|并未|不会")

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Accusation:
    """What was heard of a report; `certain` when it can be nothing else, else the citizen is asked."""

    certain: bool
    reasons: tuple[Reason, ...]
    names_a_wrong: bool


class Accusations:
    """Hears reports with one lexicon (`[report]` of `purposes.toml`)."""

    def __init__(self, table: Mapping[str, Any], knows: Callable[[str], bool]) -> None:
        report = dict(table["report"])
        self._knows = knows
        self._patterns = Patterns(report.pop("patterns"), table["words"])
        self._besides = tuple(report.pop("besides"))
        self._not_rotten = tuple(report.pop("not_rotten"))
        self._accusing = re.compile("|".join(map(re.escape, report["accusing"])))
        self._power = re.compile("|".join(map(re.escape, report.pop("power"))))
        self._groups = {name: frozenset(phrases) for name, phrases in report.items()}

    @property
    def phrases(self) -> set[str]:
        """Every phrase to be spotted."""
        return {phrase for group in self._groups.values() for phrase in group}

    def names_power(self, text: str) -> bool:
        """Whether a post, an office or what they dispose of is named."""
        return self._power.search(text) is not None

    def denied(self, text: str) -> bool:
        """Whether it is said that nobody is to be accused, or that nobody took anything."""
        meant = any(_not_meant(text, found.start()) for found in self._accusing.finditer(text))
        return meant or _NO_WRONG.search(text) is not None or _MY_KIN.search(text) is not None

    def read(
        self, clean: Clean, spots: Spots, edges: Edges, away: bytearray, pairs: set[str]
    ) -> Accusation | None:
        """A report, what may be one, or None; `away` marks what the matter is not about, `pairs` as of `pairs_of`."""
        text = clean.text
        accusing = [s for s in self._spans(spots, "accusing", away) if not _not_meant(text, s[0])]
        wrongs = [s for s in self._spans(spots, "wrongs", away) if self._counts(text, s)]
        mild = [s for s in self._spans(spots, "mild", away) if self._counts(text, s)]
        posts = [s for s in self._spans(spots, "posts", away) if not self._beside(text, *s)]
        told = self._told(text, edges, away, pairs)
        reasons = tuple(
            reason(clean, *span, f"purpose:JU:{text[slice(*span)]}")
            for span in (*accusing, *wrongs, *mild, *told, *posts)[:_REASONS]
        )
        against = self._against(text, accusing, posts)
        if (
            _close(wrongs, posts)
            or (against and bool(wrongs or mild or told))
            or self._named(accusing, posts)
        ):
            return Accusation(True, reasons, bool(wrongs))
        bare = len(text) <= _BARE and self._groups["private"].isdisjoint(spots)
        if wrongs or told or _close(mild, posts) or against or (accusing and bare):
            return Accusation(False, reasons, bool(wrongs))
        return None

    def _told(self, text: str, edges: Edges, away: bytearray, pairs: set[str]) -> Spans:
        """Where power and its abuse are told of, without a word of the law for it."""
        return [
            (said.start, said.end)
            for said in self._patterns.find(text, pairs, edges, self._knows)
            if not away[said.start]
            and not matching.lacking(text, said.start)
            and not self._beside(text, said.start, said.end)
            and not any(_DENIED.search(gap) for gap in said.gaps)
        ]

    def _counts(self, text: str, span: tuple[int, int]) -> bool:
        around = text[max(0, span[0] - 6) : span[1] + 6]
        if _FEARED.search(text, max(0, span[0] - 10), span[0]):
            return False  # what is feared has not happened: it is asked about (怕村长打击报复)
        return not (matching.lacking(text, span[0]) or any(word in around for word in self._not_rotten))

    def _beside(self, text: str, start: int, end: int) -> bool:
        around = text[max(0, start - 3) : end + 3]
        return any(word in around for word in self._besides)

    def _against(self, text: str, accusing: Spans, posts: Spans) -> bool:
        """Whether a post is what an accusing word accuses: it follows in the same clause."""
        return any(
            end <= first <= min(end + _OBJECT, matching.clause_of(text, start)[1])
            for start, end in accusing
            for first, _ in posts
        )

    def _named(self, accusing: Spans, posts: Spans) -> bool:
        """Whether a post follows the accusing word at once: 控告派出所."""
        return any(end <= first <= end + 3 for _, end in accusing for first, _ in posts)

    def _spans(self, spots: Spots, group: str, away: bytearray) -> Spans:
        return [span for span in occurrences(spots, self._groups[group]) if not away[span[0]]]


def _not_meant(text: str, start: int) -> bool:
    """Whether it is said that nobody is to be accused: 我没有要举报谁."""
    return _NO_REPORT.search(text, max(0, start - 6), start) is not None


def _close(one: Spans, other: Spans) -> bool:
    """Whether a span of one list lies within 30 characters of a span of the other."""
    starts = [start for start, _ in other]
    for start, _ in one:
        at = bisect_left(starts, start - _NEAR_OFFICIAL)
        if at < len(starts) and starts[at] <= start + _NEAR_OFFICIAL:
            return True
    return False

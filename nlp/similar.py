"""Which earlier matters a message resembles: a repeat, the same incident, or the same cause elsewhere.

Pure functions. Storage keeps `fingerprint` and `search_terms` of every case and finds at most `CANDIDATES` cases
that share the rarest terms; `rank` compares those with the message and decides.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import add

from rapidfuzz import fuzz

from nlp.normalise import HAN, clean

CANDIDATES = 50
"""How many candidates storage should hand over."""

MOST_TERMS = 64
"""Search terms kept for one message."""

QUERY_TERMS = 24
"""Of those, how many of the rarest to look candidates up by."""

_COMPARED = 1_000
"""Characters of each text that are compared."""

_HOPELESS = 0.15
_NOT_LETTERS = re.compile(rf"[^{HAN}a-z\d]+")
# fmt: off
_COMMON = frozenset(
    {
        "我们", "他们", "你们", "现在", "因为", "所以", "但是", "没有", "可以", "这个", "那个", "已经",
        "还是", "一个", "什么", "怎么", "就是", "不是", "希望", "领导", "尊敬", "您好", "你好", "谢谢",
        "政府", "有关", "部门", "问题", "解决", "要求", "反映", "情况", "进行", "以及", "其他", "如果",
        "自己", "时候", "今年", "去年", "一直", "还有", "多次", "相关", "目前", "至今", "请问", "书记",
        "市长", "市民", "群众", "老百", "百姓", "的是", "了一", "是我", "在我", "我是", "的时", "时间",
        "工作", "单位", "公司", "小区", "业主", "居民",
    }
)
# fmt: on


class MatchKind(StrEnum):
    """How an earlier case relates to the message."""

    REPEAT = "repeat"  # the same person, the same matter
    SAME_INCIDENT = "same_incident"  # another person, the same matter
    SAME_CAUSE = "same_cause"  # the same kind of trouble elsewhere


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Likeness (0..1) from which a candidate counts. Chosen on data: see docs/understanding.md."""

    repeat: float = 0.35
    same_incident: float = 0.42
    same_cause: float = 0.22


@dataclass(frozen=True, slots=True)
class Query:
    """The new message, with what else is known of it. `person` is any stable key of who speaks, or empty."""

    text: str
    topic: str = ""
    place: str = ""
    person: str = ""
    happened: date | None = None
    organisations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CandidateCase:
    """An earlier case as storage hands it over."""

    id: int
    text: str
    topic: str = ""
    place: str = ""
    person: str = ""
    happened: date | None = None
    organisations: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Match:
    """A case that resembles the message, how, and how much; `signals` name what was the same."""

    id: int
    kind: MatchKind
    likeness: float
    signals: tuple[str, ...]


def essence(text: str) -> str:
    """The letters and digits of the cleaned text: what is left when spelling and punctuation do not matter."""
    return _NOT_LETTERS.sub("", clean(text).text)


def fingerprint(text: str) -> str:
    """A hash (32 hex digits) that is the same for texts that differ only in spelling, blanks and punctuation."""
    return hashlib.blake2b(essence(text).encode(), digest_size=16).hexdigest()


def search_terms(text: str, words: Iterable[str] = ()) -> tuple[str, ...]:
    """Terms to index a message by, most telling first: given words, then character pairs, common ones left out.

    `words` are jieba's words of the message when the caller has them; pairs alone work, a little worse.
    """
    pairs: Counter[str] = Counter()
    for run in _NOT_LETTERS.split(clean(text).text):
        pairs.update(run[at : at + 2] for at in range(len(run) - 1))
    own = [
        word for word in dict.fromkeys(words) if 2 <= len(word) <= 12 and _NOT_LETTERS.search(word) is None
    ]
    ordered = [*own, *(pair for pair, _ in pairs.most_common())]
    return tuple(dict.fromkeys(term for term in ordered if term not in _COMMON))[:MOST_TERMS]


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0..1: shared character pairs, and shared wording in any order."""
    return _alike(_told(one), _told(other))


def _told(text: str) -> tuple[str, frozenset[str]]:
    """The essence of the first part of a text, and its telling character pairs."""
    letters = essence(text[:_COMPARED])
    return letters, frozenset(map(add, letters, letters[1:])) - _COMMON


def _alike(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> float:
    (first, first_pairs), (second, second_pairs) = one, other
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shared = 2 * len(first_pairs & second_pairs) / (len(first_pairs) + len(second_pairs) or 1)
    # Comparing the wording is what costs: it is left out where too few pairs are shared for it to matter.
    if shared < _HOPELESS:
        return shared
    return 0.6 * shared + 0.4 * fuzz.partial_ratio(first[:400], second[:400]) / 100


def rank(
    query: Query, candidates: Sequence[CandidateCase], thresholds: Thresholds | None = None
) -> tuple[Match, ...]:
    """The candidates that count, most alike first. Costs about 0.1 ms a candidate."""
    limits = thresholds or Thresholds()
    told = _told(query.text)
    found = [match for case in candidates[:CANDIDATES] if (match := _compare(query, told, case, limits))]
    return tuple(sorted(found, key=lambda match: (-match.likeness, match.id)))


def _compare(
    query: Query, told: tuple[str, frozenset[str]], case: CandidateCase, limits: Thresholds
) -> Match | None:
    signals = _signals(query, case)
    value = _alike(told, _told(case.text))
    # A shared topic, place or organisation makes the same wording more telling; a different place less.
    value += 0.04 * sum(signal in signals for signal in ("topic", "place", "organisation"))
    elsewhere = bool(query.place and case.place and query.place != case.place)
    if "person" in signals and value >= limits.repeat:
        kind = MatchKind.REPEAT
    elif value >= limits.same_incident and not elsewhere:
        kind = MatchKind.SAME_INCIDENT
    elif value >= limits.same_cause and "topic" in signals:
        kind = MatchKind.SAME_CAUSE
    else:
        return None
    return Match(case.id, kind, round(min(value, 1.0), 3), signals)


def _signals(query: Query, case: CandidateCase) -> tuple[str, ...]:
    same = {
        "person": bool(query.person) and query.person == case.person,
        "topic": bool(query.topic) and query.topic == case.topic,
        "place": bool(query.place) and query.place == case.place,
        "organisation": bool(query.organisations & case.organisations),
        "day": query.happened is not None and query.happened == case.happened,
    }
    return tuple(name for name, holds in same.items() if holds)

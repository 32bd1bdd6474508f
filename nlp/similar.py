"""Which earlier matters a message resembles: a repeat, the same incident, or the same cause elsewhere.

Pure functions. Storage keeps `fingerprint` and `search_terms` of every case and finds at most `CANDIDATES` cases
that share the rarest terms; `rank` compares those with the message and decides.
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from nlp import rarity
from nlp.normalise import HAN, clean

CANDIDATES = 50
"""How many candidates storage should hand over."""

MOST_TERMS = 64
"""Search terms kept for one message."""

QUERY_TERMS = 24
"""Of those, how many of the rarest to look candidates up by."""

_COMPARED = 1_000
"""Characters of each text that are compared."""

_WHOLE = 0.9
_QUOTED = 20
"""Letters from which a text found inside another one is no accident."""

_VERBATIM = 90
_RAREST = rarity.RAREST**2
_FEW = 5
"""Telling letters below which sharing some of them says nothing."""

_PLACE = re.compile(rf"[{HAN}a-z\d]{{1,4}}(?:省|市|自治州|县|区|镇|乡|街道|社区|村)")
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

    same_incident: float = 0.21
    """For others' matters: what is said then tells one citizen that another was here, so the line is high."""
    same_cause: float = 0.12
    """With the same topic; below it nothing is shown, to staff neither."""
    repeat: float = 0.40
    """For the sender's own earlier matters, whatever the topics."""
    retold: float = 0.15
    """The same with the same topic: people tell their own matter in other words, and only they are asked."""
    retold_letters: float = 0.40
    """Or so many of the shorter text's telling letters: 水一直是黄的, 自来水发黄."""
    matter: float = 0.12
    """What an incident must share beside the names of places: a village has more than one trouble."""
    bits: float = 2 * rarity.RAREST**2
    """What must be shared with others at least: two pairs that hardly any petition has."""
    own_bits: float = 1.5 * rarity.RAREST**2
    """The same for the sender's own of another topic."""


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
    shared: int = 0
    """How many of the most telling words storage found in both."""


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


@dataclass(frozen=True, slots=True)
class _Told:
    """What of a text is compared: the clean text, its letters in order, and its telling pairs with their weight."""

    clean: str
    letters: str
    pairs: frozenset[str]
    bits: float

    def matter(self) -> frozenset[str]:
        """The telling pairs beside the names of places."""
        return rarity.telling(_PLACE.sub(" ", self.clean))

    def single(self) -> frozenset[str]:
        """The single letters that tell something: what a short text is compared by."""
        return rarity.letters(self.clean)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0..1: the rarer what they share, the more alike."""
    return _alike(_told(one), _told(other))


def _told(text: str) -> _Told:
    copy = clean(text[:_COMPARED]).text
    pairs = rarity.telling(copy)
    return _Told(copy, _NOT_LETTERS.sub("", copy), pairs, _bits(pairs))


def _alike(one: _Told, other: _Told) -> float:
    if not one.letters or not other.letters:
        return 0.0
    if one.letters == other.letters:
        return 1.0
    shared, both = _bits(one.pairs & other.pairs), one.bits * other.bits
    value = shared / math.sqrt(both) if both else 0.0
    # The earlier text pasted into a longer one shares all that the shorter one says, and little of the longer one.
    shorter, longer = sorted((one.letters, other.letters), key=len)
    pasted = len(shorter) >= _QUOTED and shared >= _WHOLE * min(one.bits, other.bits) > 0
    if pasted and fuzz.partial_ratio(shorter, longer) >= _VERBATIM:
        return max(value, _VERBATIM / 100)
    return value


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of the weights of telling pairs."""
    both = _bits(one) * _bits(other)
    return _bits(one & other) / math.sqrt(both) if both else 0.0


def _bits(pairs: frozenset[str]) -> float:
    """The weights of pairs, squared: two rare ones say more than many common ones."""
    table = rarity.squares()
    return sum(table.get(pair, _RAREST) for pair in pairs)


def rank(
    query: Query, candidates: Sequence[CandidateCase], thresholds: Thresholds | None = None
) -> tuple[Match, ...]:
    """The candidates that count, most alike first, then those that share most telling words."""
    limits = thresholds or Thresholds()
    told = _told(query.text)
    shared = {case.id: case.shared for case in candidates}
    found = [match for case in candidates[:CANDIDATES] if (match := _compare(query, told, case, limits))]
    return tuple(sorted(found, key=lambda match: (-match.likeness, -shared[match.id], match.id)))


def _compare(query: Query, told: _Told, case: CandidateCase, limits: Thresholds) -> Match | None:
    signals = _signals(query, case)
    other = _told(case.text)
    value = _alike(told, other)
    if "person" in signals and _is_retold(told, other, value, signals, limits):
        kind = MatchKind.REPEAT
    elif _is_one_incident(query, case, told, other, value, limits):
        kind = MatchKind.SAME_INCIDENT
    elif value >= limits.same_cause and "topic" in signals:
        kind = MatchKind.SAME_CAUSE
    else:
        return None
    return Match(case.id, kind, round(min(value, 1.0), 3), signals)


def _is_retold(one: _Told, other: _Told, value: float, signals: Sequence[str], limits: Thresholds) -> bool:
    """Whether the sender tells an earlier matter again, perhaps in other words."""
    if "topic" in signals:
        first, second = one.single(), other.single()
        shorter = min(len(first), len(second))
        same_letters = shorter >= _FEW and len(first & second) >= limits.retold_letters * shorter
        return value >= limits.retold or same_letters
    return value >= limits.repeat and _bits(one.pairs & other.pairs) >= limits.own_bits


def _is_one_incident(
    query: Query, case: CandidateCase, one: _Told, other: _Told, value: float, limits: Thresholds
) -> bool:
    """Whether another person's case is surely the same incident: not elsewhere, no other topic, more than a place."""
    if query.place and case.place and query.place != case.place:
        return False
    if query.topic and case.topic and query.topic != case.topic:
        return False
    if value < limits.same_incident or _bits(one.pairs & other.pairs) < limits.bits:
        return False
    return _cosine(one.matter(), other.matter()) >= limits.matter


def _signals(query: Query, case: CandidateCase) -> tuple[str, ...]:
    same = {
        "person": bool(query.person) and query.person == case.person,
        "topic": bool(query.topic) and query.topic == case.topic,
        "place": bool(query.place) and query.place == case.place,
        "organisation": bool(query.organisations & case.organisations),
        "day": query.happened is not None and query.happened == case.happened,
    }
    return tuple(name for name, holds in same.items() if holds)

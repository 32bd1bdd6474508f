"""Which words may be learned: words that tell something of a matter, and no names of people or places.

A word that labelled messages happen to share teaches nothing about the next one when it names where they came from
(a town whose people wrote about one estate), and a word that joins or begs (直接, 那个, 尊敬) speaks for nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nlp import names
from nlp.lexicons import FOLDER
from nlp.sample import Sample, tokens
from nlp.words import WordCutter

UNLEARNED = "unlearned.txt"

_HAN_ONLY = re.compile("[\u4e00-\u9fff]+")
_LONGEST = 8
_TITLES = ("长", "书记", "主任", "老师", "医生", "先生", "女士", "同志", "总", "某")
_CODED_PLACE = "西地"
"""Messages for learning often have made-up names of provinces (西地省) in place of the real ones."""

_JOINING = frozenset(
    [
        "r",
        "c",
        "p",
        "u",
        "uj",
        "ul",
        "ud",
        "uz",
        "ug",
        "uv",
        "d",
        "y",
        "e",
        "o",
        "k",
        "h",
        "zg",
        "x",
        "g",
        "rr",
        "rz",
        "rg",
        "mg",
        "tg",
        "dg",
    ]
)
"""jieba's tags of words that join, point, weigh or count."""

_BY_THEMSELVES = frozenset("不无没未被乱难拒欠")
"""Single characters that make a pair of words say more: 无 + 环评, 拒 + 载客."""

_NOT_IN_PAIRS = frozenset(
    "的了着过地得之和与及或而且但就才都也还又很太最更再已曾将把给对向从在于到由为以因是有这那哪其某各每我你您他她它们"
    "县市区乡镇省州村里中上下前后内外时间个位名项件条次年月日号点元姓想请好应要让问"
)

_PLACE_AFTER = re.compile(
    "镇|乡(?![镇村下亲里])|街道|片区|社区|大道|小区|公园|村(?![民里委干支庄组])|路(?![灯面段边口上人况])|桥|街(?![道上边面])"
    "|公馆|花园|广场|国际|新城"
)
_AS_A_PLACE = 0.3
"""A rare word that stands before 镇, 小区, 大道 … in this share of its places is the name of one (月湖, 暮云, 开元)."""

_RARE = 800
"""Words that jieba's dictionary counts more often than this are words of the language, whatever follows them."""

_THINGS = frozenset({"n", "vn", "j", "l", "i"})
"""jieba's tags of nouns, names of doings, short forms and set phrases."""

_CLEARLY = 20
"""The least weight, of 99, of a learned word that is told as a reason; and twice that of any other label."""


def unlearned(folder: Path = FOLDER) -> frozenset[str]:
    """The words that a lexicon folder forbids to learn; none where it has no such list."""
    file = folder / UNLEARNED
    if not file.exists():
        return frozenset()
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class Vocabulary:
    """Chooses words. `own` are hand-made words: they may always be learned."""

    def __init__(
        self, words: WordCutter, own: Iterable[str] = (), never: frozenset[str] | None = None
    ) -> None:
        self._words = words
        self._own = frozenset(own)
        self._never = unlearned() if never is None else never

    def of(self, samples: Iterable[Sample], in_messages: int) -> list[str]:
        """Telling words, such words inside them, and pairs of neighbours, that occur in enough messages."""
        samples = list(samples)
        places = self.places(samples)
        counts: Counter[str] = Counter()
        for one in samples:
            counts.update(set(self._spoken(one, places)))
        return sorted(
            word for word, count in counts.items() if count >= in_messages and _CODED_PLACE not in word
        )

    def places(self, samples: Iterable[Sample]) -> frozenset[str]:
        """Rare words that mostly stand before what places are called by."""
        there: Counter[str] = Counter()
        before: Counter[str] = Counter()
        for one in samples:
            for word, end in _placed(one):
                there[word] += 1
                before[word] += _PLACE_AFTER.match(one.text, end) is not None
        return frozenset(
            word
            for word, count in there.items()
            if before[word] >= max(2, _AS_A_PLACE * count)
            and self._words.frequency(word) < _RARE
            and word not in self._own
        )

    def tells(self, word: str) -> bool:
        """Whether a word of the dictionary says something of a matter."""
        if word in self._never:
            return False
        if word in self._own or word in names.COMMON_WORDS:
            return True
        tag = self._words.tag(word)
        return bool(tag) and tag != "nz" and tag not in _JOINING and not self._words.is_name(word)

    def reason(self, word: str, weights: Sequence[int]) -> bool:
        """Whether a clerk would give a learned word as a reason: it names a thing, and clearly for one label.

        `weights` are what it adds to each label. Hand-made words are always fit.
        """
        first, second, *_ = sorted(weights, reverse=True)
        if first < _CLEARLY or first < 2 * second:
            return False
        return word in self._own or (self._words.tag(word) in _THINGS and self.tells(word))

    def _spoken(self, one: Sample, places: frozenset[str]) -> Iterator[str]:
        """Candidate words of a message."""
        before = ""
        for word in tokens(one):
            if not _HAN_ONLY.fullmatch(word) or word in places or self._words.is_name(word):
                before = ""
                continue
            if len(word) > 1 and self.tells(word):
                yield word
            yield from self._inside(word, places)
            if before and len(before + word) <= _LONGEST and self._pair(before, word):
                yield before + word
            before = word

    def _pair(self, before: str, word: str) -> bool:
        """Whether two neighbours say more together; not if they may be a name that the dictionary does not know."""
        if len(before) == len(word) == 1 or before + word in self._never:
            return False
        surname = before in names.SURNAMES and word.endswith(_TITLES)
        if surname or (len(word) == 1 and word in names.SURNAMES):
            return False
        return self._may_pair(before) and self._may_pair(word)

    def _may_pair(self, word: str) -> bool:
        if len(word) > 1:
            return self.tells(word)
        return word in _BY_THEMSELVES or (word not in _NOT_IN_PAIRS and self.tells(word))

    def _inside(self, word: str, places: frozenset[str]) -> Iterator[str]:
        for length in range(2, len(word)):
            for start in range(len(word) - length + 1):
                part = word[start : start + length]
                if self._words.knows(part) and part not in places and self.tells(part):
                    yield part


def _placed(one: Sample) -> Iterator[tuple[str, int]]:
    """The words of a message of two and more characters, with where they end."""
    end = 0
    for word in tokens(one):
        end += len(word)
        if len(word) > 1 and _HAN_ONLY.fullmatch(word):
            yield word, end

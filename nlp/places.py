"""Names of places and organisations by how they end: 青山镇福安小区3号楼 as one place, 宏达建筑有限公司.

A name is read backwards from its ending, word by word, up to the first word of the sentence (在, 谢谢, 修). An ending
inside a dictionary word is none (老乡, 修路, 手机号), and one without a name neither (小区, 我们村).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nlp.matching import Edges
from nlp.normalise import HAN

_LONGEST = 14
"""Characters of a name before its ending."""

_MOST = 100
_NAME_LETTER = re.compile(rf"[{HAN}a-z\d]")
_NUMBERED = re.compile(
    r"(?:[a-z]?\d{1,4}[a-z]?|[一二三四五六七八九十]{1,3})(?:号?楼(?![梯道上下])|号院|栋|幢|座(?!谈)|单元|号铺?(?![线人召称码])|室|层|组(?!织|长)|队(?![员长伍])|期(?![间待盼])|弄|门(?!口|前|面)|户(?![型口主籍]))"
    r"(?:\d{3,4}(?!\d)室?)?"
)
_STANDS_ALONE = re.compile(r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})(?:号楼|栋|幢|号院)")
_DOOR = re.compile(r"(?<=[楼栋幢元座])\d{3,4}(?!\d)室?")
_HINTS = ("栋", "幢", "号楼", "号院")
_ESTATE_END = re.compile("[里苑园城庭府湾院坊庄寨村轩郡居都区街路廷墅邸]$")
_SCHOOL = re.compile(
    r"(?<![第期年其当集])(?P<name>[一二三四五六七八九十]中)(?=门口|学校|校|的?老师|旁|附近|对面|后面|路口)"
)
_AFTER_ENDING = "上里边旁下口内外中东西南北前后"
_GO_ON = frozenset("监管法院长人员籍章局部")
_OUTSIDE_NAMES = frozenset("老新旧大小")
_NO_NAME = frozenset(
    "全本外城市我各老新小大马公道修铁山水这那该某同邻隔农乡一两几半整每下上出进过走本国内外他她你咱俺自县区省镇村街社住园"
)
_MEMBERS = frozenset("我你他她们咱俺大住了在国回到人各")
_IDIOMS = frozenset("路乡省湖河桥街巷")
_SIDES = "东南西北中正"
"""Begin the name of a road right behind a town: 青山镇东街."""
_LINKS = re.compile(r" ?(?:的|·)? ?")


@dataclass(frozen=True, slots=True)
class Named:
    """A place or an organisation (half-open place in clean text)."""

    start: int
    end: int
    organisation: bool


class Places:
    """Finds names with one lexicon (`facts.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._stops = frozenset(table["not_in_names"])
        self._generic = frozenset(table["not_a_place"])
        self._whole = frozenset(table["place_words"])
        self._organisations = frozenset(table["organisation_ends"])
        self._facilities = frozenset(each for each in table["place_ends"] if len(each) > 1)
        self._end = _longest_first([*table["place_ends"], *table["organisation_ends"], *table["place_words"]])

    def find(self, text: str, edges: Edges) -> Iterator[Named]:
        """The names of clean text from left to right; `edges` are those of its words."""
        parts = sorted(self._parts(text, edges), key=lambda part: (part.start, -part.end))
        joined: list[Named] = []
        for part in parts:
            before = joined[-1] if joined else None
            if before and part.start < before.end:
                continue
            if before and not (before.organisation or part.organisation) and self._touch(text, before, part):
                joined[-1] = Named(before.start, part.end, False)
            else:
                joined.append(part)
        for name in joined:
            yield name if name.organisation else Named(name.start, _numbered_until(text, name.end), False)

    def _touch(self, text: str, before: Named, part: Named) -> bool:
        link = _LINKS.match(text, _numbered_until(text, before.end))
        return link is not None and link.end() == part.start

    def _parts(self, text: str, edges: Edges) -> Iterator[Named]:
        free = 0
        for match in islice(self._end.finditer(text), _MOST):
            start = self._begin(text, edges, match, free)
            if start is not None:
                free = _numbered_until(text, match.end())
                yield Named(start, match.end(), match[0] in self._organisations)
        alone = _STANDS_ALONE.finditer(text) if any(hint in text for hint in _HINTS) else ()
        for match in islice(alone, _MOST):
            start = self._walk(text, edges, match.start(), 0, 2)
            named = _ESTATE_END.search(text[start : match.start()])
            yield Named(start if named else match.start(), match.end(), False)
        for match in islice(_SCHOOL.finditer(text), _MOST):
            yield Named(*match.span("name"), False)

    def _begin(self, text: str, edges: Edges, match: re.Match[str], free: int) -> int | None:
        """Where the name with this ending begins; None where it is no name."""
        at, end, ending = match.start(), match.end(), match[0]
        if not self._ends(text, edges, match):
            return None
        following = self._end.match(text, end)
        if following and self._ends(text, edges, following) and not self._end.match(text, following.end()):
            return None  # 大桥村, 青山镇派出所: the name of what follows
        several = 4 if ending in self._organisations else 2 if ending in self._facilities else 1
        start = at if edges[at] or ending in self._whole else _word_before(edges, at)
        word = text[start:end]
        if start < at and word in self._generic and several > 1:
            at = start  # 阳光物业公司: a kind of firm is an ending too
        elif start < at and self._torn(text, edges, start, word):
            start = _word_before(edges, start)  # 青|山镇: the dictionary tore an unknown name
        elif start < at and not self._whole_word(word, ending) and not (start == free and word[0] in _SIDES):
            return None
        if start < free:
            return None
        if start == at or ending in self._facilities or ending in self._organisations:
            start = self._walk(text, edges, start, free, several)
        name = text[start:at]
        if name in _OUTSIDE_NAMES and ending in self._whole:
            return at
        if name in _NO_NAME or (len(name) == 1 and len(ending) == 1 and not _NAME_LETTER.match(name)):
            return None
        if not name and ending not in self._whole:
            return None
        return None if name in self._generic or text[start:end] in self._generic else start

    def _ends(self, text: str, edges: Edges, match: re.Match[str]) -> bool:
        """Whether an ending ends a word, or counts though a word goes on: 青山路上, 派出所不立案."""
        if edges[match.end()]:
            return True
        after = text[match.end()]
        if after in _AFTER_ENDING and edges[match.end() + 1]:
            return True
        return len(match[0]) > 1 and bool(edges[match.start()]) and after not in _GO_ON

    def _torn(self, text: str, edges: Edges, start: int, word: str) -> bool:
        before = text[_word_before(edges, start) : start] if start else ""
        return (
            len(word) == 2
            and word not in self._generic
            and len(before) == 1
            and before not in self._stops
            and _NAME_LETTER.match(before) is not None
        )

    def _whole_word(self, word: str, ending: str) -> bool:
        """Whether a dictionary word that contains the ending is a name."""
        if word in self._whole:
            return True
        if len(word) < 3 or word in self._generic:
            return False
        return not (len(word) > 3 and ending in _IDIOMS)

    def _walk(self, text: str, edges: Edges, at: int, free: int, several: int) -> int:
        """Backwards over the words of a name; `several`: how many words of two and more letters it may have."""
        first, longer = at, 0
        while first > free and at - first < _LONGEST:
            before = _word_before(edges, first)
            word = text[before:first]
            if before < free or word in self._stops or not all(map(_NAME_LETTER.match, word)):
                break
            if word == "家" and (
                before == 0 or text[before - 1] in _MEMBERS or not _NAME_LETTER.match(text[before - 1])
            ):
                break
            if word.isdigit() and text[first : first + 1] not in ("国", "省", "县", "道", "线"):
                break
            longer += len(word) > 1
            if longer > several or at - before > _LONGEST:
                break
            first = before
        return first


def _longest_first(ends: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, set(ends)), key=len, reverse=True)))


def _word_before(edges: Edges, at: int) -> int:
    before = at - 1
    while before > 0 and not edges[before]:
        before -= 1
    return max(before, 0)


def _numbered_until(text: str, end: int) -> int:
    """Where the numbers of house, building, stairs and door end that follow a name."""
    for _ in range(4):
        link = _LINKS.match(text, end)
        found = _NUMBERED.match(text, link.end() if link else end)
        if found is None:
            break
        end = found.end()
    door = _DOOR.match(text, end)
    return door.end() if door else end

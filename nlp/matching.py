"""Finds the lexicon's words in a text and says which finds count.

Words are looked for as substrings through an index on their first two characters: looking up jieba's words alone
would lose a fifth of them (态度 in 态度恶劣). jieba's word edges then filter: a find that cuts through a neighbouring
word does not count (下车 in 地下车库).
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import add

from nlp.normalise import HAN

CLAUSE_END = "，。；：！？,;!?\n"
_NEXT_END = re.compile(f"[{CLAUSE_END}]")
_LAST_END = re.compile(f"(?s:.*)[{CLAUSE_END}]")
_CLAUSE = 60
"""Characters of a clause that are looked at on both sides of a place."""
_NEAR = 12
_NEGATION_REACH = 10

_NOT_ABOUT = re.compile(
    r"(?<![是要可])(?:并不是|不是|并非|绝非|不涉及|不针对|无关于|不属于)(?!没有|不|吗|么|嘛|第|一次|一天|一两|单纯|只|仅)"
)
_ABOUT_AGAIN = re.compile("而是|但是|但|是反映|我反映|我要反映|我说的是|就是")
_RHETORICAL = re.compile(r"[吗么嘛？?]")
_LACK = re.compile(r"(?:没有?|未曾?|并未|从未|从没|未见|不再|无)$")
_PLACE_AFTER = re.compile(
    r"(?:(?:站台?|口|院|店)?(?:旁边|旁|附近|对面|隔壁|门口)|口(?![味罩岸径号碑述头语供才])|站口|后面|前面|斜对面|周边|东侧|西侧|南侧|北侧|后门|路口|[东西南北中]?[一二三四五六]?[路街巷](?![灯边面上人口]|道[路]?)|大道)"
)
_ROAD_WORD = re.compile(r"[路街巷道桥村镇乡]$")
_GREETING = re.compile(
    rf"(?:尊敬|敬爱|敬|亲爱)的?[{HAN}\da-z、和及 ]{{1,30}}?"
    r"(?:领导们?|书记|市长|省长|县长|区长|厅长|局长|主任|部门|同志)|您好|你好"
)


Find = tuple[str, int, int]
"""A word and its half-open place in the clean text."""

Edges = bytes | bytearray
"""One byte a place, 1 where a word begins or ends (`Words.edges`)."""


class Index:
    """The words of the lexicon by their first two characters, longer ones by their third as well."""

    def __init__(self, words: Collection[str], any_edge: Iterable[str] = ()) -> None:
        self._any_edge = frozenset(any_edge)
        self._single = frozenset(word for word in words if len(word) == 1)
        # Pair -> (whether the pair itself is a word, third character -> longer words with their lengths).
        self._pairs: dict[str, tuple[bool, dict[str, tuple[tuple[str, int], ...]]]] = {}
        wanted = {word for word in words if len(word) > 1}
        for word in sorted(wanted, key=lambda w: (-len(w), w)):
            _, longer = self._pairs.setdefault(word[:2], (word[:2] in wanted, {}))
            if len(word) > 2:
                longer[word[2]] = (*longer.get(word[2], ()), (word, len(word)))

    def find(self, text: str, edges: Edges, beside: Sequence[str] | None = None) -> list[Find]:
        """All finds of `text` whose ends agree with the word edges, in order of place, longer ones first; `beside`: its
        `neighbours`, where they are known."""
        found: list[Find] = []
        pairs, any_edge = self._pairs, self._any_edge
        starts = [(at, pair) for at, pair in enumerate(beside or neighbours(text)) if pair in pairs]
        for start, pair in starts:
            itself, longer = pairs[pair]
            for word, length in longer.get(text[start + 2 : start + 3], ()):
                if length == 3 or text.startswith(word, start):
                    end = start + length
                    # `whole` without a call, for speed.
                    if (edges[start] and edges[end]) or edges.find(1, start + 1, end) < 0 or word in any_edge:
                        found.append((word, start, end))
            if itself and ((edges[start] and edges[start + 2]) or not edges[start + 1] or pair in any_edge):
                found.append((pair, start, start + 2))
        if not self._single.isdisjoint(text):
            found += self._singles(text, edges)
        return found

    def _singles(self, text: str, edges: Edges) -> list[Find]:
        singles = self._single
        return [(c, at, at + 1) for at, c in enumerate(text) if c in singles and whole(edges, at, at + 1)]


def neighbours(text: str) -> list[str]:
    """The pairs of neighbours of a text, in order of place: what most readers look words up by."""
    return list(map(add, text, text[1:]))


def whole(edges: Edges, start: int, end: int) -> bool:
    """Whether a span has no word edge inside, or both its ends are word edges."""
    return bool(edges[start] and edges[end]) or edges.find(1, start + 1, end) < 0


def along_words(text: str, edges: Edges, start: int, end: int, knows: Callable[[str], bool]) -> bool:
    """Whether a phrase cuts through no word: where it ends inside one, the part in the phrase is a word itself.

    没电 in 没|电梯 and 起火 in 一起|火锅 cut; 怎么申请 in 怎么|申请低保 does not. A phrase inside one word stands.
    """
    if (edges[start] and edges[end]) or edges.find(1, start + 1, end) < 0:
        return True
    first = text[start : edges.find(1, start + 1)]
    last = text[edges.rfind(1, 0, end) : end]
    return (bool(edges[start]) or _is_word(first, knows)) and (bool(edges[end]) or _is_word(last, knows))


def not_between(text: str, edges: Edges, start: int, end: int, knows: Callable[[str], bool]) -> bool:
    """Whether a phrase is not made of the end of one word and the beginning of another: 轻生 in 年轻|生命 is."""
    inner = edges.find(1, start + 1, end)
    if inner < 0 or edges[start] or edges[end]:
        return True
    return _is_word(text[start:inner], knows)


def _is_word(part: str, knows: Callable[[str], bool]) -> bool:
    return len(part) > 1 and knows(part)


def clause_of(text: str, place: int) -> tuple[int, int]:
    """The half-open span of the clause that `place` lies in, within 60 characters on both sides."""
    first = max(0, place - _CLAUSE)
    before = _LAST_END.match(text, first, place)
    after = _NEXT_END.search(text, place, place + _CLAUSE)
    return before.end() if before else first, after.start() if after else min(len(text), place + _CLAUSE)


def not_about(text: str) -> list[tuple[int, int]]:
    """Spans that the citizen says the matter is *not* about: 我不是反映拆迁 … (until 而是, 但 or the clause's end)."""
    spans = []
    for match in _NOT_ABOUT.finditer(text):
        _, end = clause_of(text, match.start())
        if _RHETORICAL.search(text, match.end(), min(end + 1, len(text))):
            continue
        back = _ABOUT_AGAIN.search(text, match.end(), end)
        spans.append((match.end(), min(back.start() if back else end, match.end() + _NEGATION_REACH)))
    return spans


def greetings(text: str) -> list[tuple[int, int]]:
    """Spans of the first 120 characters that only address somebody: 尊敬的教育局领导."""
    return [match.span() for match in _GREETING.finditer(text, 0, 120)]


def marked(spans: Iterable[tuple[int, int]], text: str) -> bytearray:
    """One byte a place of `text`: 1 in one of the spans."""
    marks = bytearray(len(text) + 1)
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def within(spans: Iterable[tuple[int, int]], start: int) -> bool:
    """Whether `start` lies in one of the spans."""
    return any(first <= start < last for first, last in spans)


def lacking(text: str, start: int) -> bool:
    """Whether 没有, 未 and the like stand right before `start`: 没有拖欠."""
    return _LACK.search(text, max(0, start - 3), start) is not None


def only_a_place(text: str, edges: Edges, start: int, end: int) -> bool:
    """Whether the word is only part of where something is: 医院旁边, 学院路."""
    if _PLACE_AFTER.match(text, end):
        return True
    at = end
    while at < len(text) and not edges[at] and at < end + 4:
        at += 1
    return at > end and _ROAD_WORD.search(text, start, at) is not None


def together(first: Iterable[str], second: Iterable[str]) -> re.Pattern[str]:
    """Finds one of `first` followed by one of `second` within twelve characters of the same clause."""
    one, other = ("|".join(map(re.escape, words)) for words in (first, second))
    return re.compile(f"(?:{one})[^{CLAUSE_END}]{{0,{_NEAR}}}?(?:{other})")


def near(text: str, start: int, end: int, words: Iterable[str]) -> bool:
    """Whether one of `words` stands in the same clause within 12 characters."""
    first, last = clause_of(text, start)
    around = text[max(first, start - _NEAR) : start] + "\n" + text[end : min(last, end + _NEAR)]
    return any(word in around for word in words)

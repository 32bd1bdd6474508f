"""Several matters in one text, so that they can be filed apart (一事一件), and the demands made in it.

A matter is what one unit would handle; a demand is what has to be answered (Art. 32). Arguments (第一，合同写明…) are
neither. Each part is read by itself: its topic, words and facts come from its own text alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from nlp.candidates import TopicReading
from nlp.facts import Fact
from nlp.normalise import Clean
from nlp.steps import Steps

_ITEM = re.compile(
    r"(?:^|(?<=[。；;！!？?\n，,：:、 ]))[ ]{0,4}"
    r"(?:[一二三四五六七八九十]{1,2}、"
    r"|第[一二三四五六七八九十](?:[，,、是：: ]|[件个点条](?:事情?|问题)?[，,、是就：:]{0,2})"
    r"|[一另][件个](?:事|问题)?是|\(?[1-9]\d?[.、)）](?!\d)|其[一二三四]是?[，,]?|[一二三四]是(?=[^否的]))"
    r"|[①-⑩]",
    re.MULTILINE,
)
_SEQUENCE = re.compile(
    r"(?:^|(?<=[。；;！!？?\n，,：: ]))(?:首先|其次|再次|再就是|然后|接着|最后)(?:就?是|呢)?[，,：:]?"
)
_ANOTHER = re.compile(
    r"(?:(?<=[。；;！!？?\n，,])|^)(?:另外|此外|还有(?:一件事|一个问题|就是|，|,)?|再者|再有|顺便|其他问题"
    r"|同时还?(?:要|想)?(?:反映|举报|投诉|请求|咨询)|第二件事|另一件事|还想(?:反映|问|咨询|投诉))[，,]?"
)
_REQUEST = re.compile(
    r"(?:请求|要求|恳请|恳求|希望|请|盼|强烈要求|诉求|望|建议|能否|可否)[^。！!？?；;\n]{3,80}"
    r"|请(?:修好|修理|解决|处理|疏通|查处|查清|拆除|清理|恢复|发放|退钱|退款|退还|赔偿|补偿|调解|[修拆查退赔清][\u4e00-\u9fff]{1,2})(?=[。！!？?；;\n，,]|$)"
)
_ANNOUNCED = re.compile("(?:[两二三四五六几多2-9]|以下)(?:件|个|样|桩)事情?")
_ARGUMENTS = re.compile(
    "(?:理由|原因|依据|根据|证据|不服|不认可|不同意|不认同|有异议|为什么|因为)[^。！!？?\n]{0,14}[：:，,。]?\\s*$"
)
_ARGUMENT = re.compile(
    "(?:就?是)?(?:因为|由于|根据|按照|依据|依照|违反|合同(?:写|约|规)|法律|条例|我没有?|我并没|执法人员)"
)
_THANKS = re.compile("(?:感谢|谢谢|祝)")
_CLAUSE = re.compile(r"[^，,。；;！!？?\n、]+")
_JOINED = re.compile("(?:另外|此外|还有(?:就是)?|再就是|再有|再者|然后|同时|最后|也)+")
_SEVERAL, _MOST_CLAUSES = 3, 10
_A_FEW_LINES, _ONE_CLAUSE = 120, 18
_WRONG = re.compile("没|不|坏|停|漏|欠|爆|堵|乱|吵|脏|臭|扣|拖|断|塌|裂|烂|淹|占|少发|涨|污染|偷|骗")
_BESIDE = re.compile("请|希望|要求|谢|我叫|姓|电话|\\d{7}|住在|怎么办|都(?:没人|不|解决)|帮")
"""What may stand beside several matters: what is asked for, and who speaks."""
_SURE = 0.6
_SHORTEST = 6
_SHORTEST_ITEM = 4
_LEAD = 24
MOST = 6
"""Pieces looked at, at most."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A piece of the citizen's text (half-open place), what it is about by its own words, and the facts in it."""

    text: str
    start: int
    end: int
    family: str = ""
    """Two letters of the family of topics, where the piece says it clearly."""
    code: str = ""
    words: tuple[str, ...] = ()
    """The words that say so."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Demands:
    """The requests made, the separate matters found, and what an answer must answer one by one."""

    requests: tuple[Demand, ...]
    matters: tuple[Demand, ...]
    listed: tuple[Demand, ...] = ()
    """The numbered or joined parts that ask for something: the matters, or several demands in one matter."""

    @property
    def offer_split(self) -> bool:
        """Whether to ask: 这里有几件事, 要分开登记吗?"""
        return len(self.matters) > 1

    @property
    def every(self) -> tuple[Demand, ...]:
        """Each demand once: the listed parts, else the requests."""
        return self.listed or self.requests


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Half-open places of the parts, how they were marked, and what stands before them."""

    places: tuple[tuple[int, int], ...]
    by: re.Pattern[str]
    lead: str


def read(
    clean: Clean, topic_of: Callable[[int, int], TopicReading], facts: Sequence[Fact] = ()
) -> Steps[Demands]:
    """Find requests and matters. `topic_of(start, end)` reads a span of the clean text by itself; `facts` are those of
    the whole text, each given to the part that it stands in."""
    requests = tuple(_demand(clean, *match.span()) for match in islice(_REQUEST.finditer(clean.text), MOST))
    pieces = _pieces(clean.text)
    parts: list[Demand] = []
    if pieces and not _ARGUMENTS.search(pieces.lead):
        for start, end in pieces.places:
            yield
            if _tells(clean.text, start, end):
                parts.append(_read(clean, start, end, topic_of(start, end), facts))
    matters = _matters(parts, pieces) if pieces else ()
    beside = yield from _one_after_another(clean, topic_of, facts)
    if len(beside) > len(matters):
        return Demands(requests, beside, beside)
    return Demands(requests, matters, matters or (_own(parts) if pieces and pieces.by is _ITEM else ()))


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a part tells something: a reason or a greeting is none."""
    return not (_ARGUMENT.match(text, start, end) or _THANKS.match(text, start, end))


def _read(clean: Clean, start: int, end: int, topic: TopicReading, facts: Sequence[Fact]) -> Demand:
    """A part with what it says by itself."""
    part = _demand(clean, start, end)
    clear = topic.fits and topic.confidence >= _SURE
    return replace(
        part,
        family=topic.family if clear else "",
        code=topic.code if clear else "",
        words=tuple(dict.fromkeys(match.word for match in topic.matched)) if topic.fits else (),
        facts=tuple(fact for fact in facts if part.start <= fact.start and fact.end <= part.end),
    )


def _matters(parts: Sequence[Demand], pieces: _Pieces) -> tuple[Demand, ...]:
    """The parts that are matters of their own: of different families, or announced as several things (两件事)."""
    if _ANNOUNCED.search(pieces.lead):
        return tuple(parts) if len(parts) > 1 else ()
    topics: dict[str, Demand] = {}
    for part in parts:
        if part.family:
            topics.setdefault(part.code or part.family, part)
    families = {part.family for part in topics.values()}
    return tuple(topics.values()) if len(families) > 1 else ()


def _one_after_another(
    clean: Clean, topic_of: Callable[[int, int], TopicReading], facts: Sequence[Fact]
) -> Steps[tuple[Demand, ...]]:
    """Matters told one after another with nothing but commas between (路灯坏了，垃圾没人清，低保也停了).

    Only in a short message, where at least three clauses are clearly of different topics, not all of one family.
    """
    text = clean.text
    places = list(_clauses(text)) if len(text) <= _A_FEW_LINES else []
    if not _SEVERAL <= len(places) <= _MOST_CLAUSES:
        return ()
    told: list[Demand] = []
    for start, end in places:
        yield
        part = _read(clean, start, end, topic_of(start, end), facts)
        goes_wrong = end - start <= _ONE_CLAUSE and _WRONG.search(text, start, end)
        if goes_wrong and part.family:
            told.append(part)
        elif told and not _BESIDE.search(text, start, end):
            return ()  # it goes on telling of one matter
    topics, families = {part.code or part.family for part in told}, {part.family for part in told}
    return tuple(told) if _SEVERAL <= len(topics) == len(told) and len(families) > 1 else ()


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The places of the clauses, without 还有 and 另外 before them."""
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        joined = _JOINED.match(text, start, end)
        start = joined.end() if joined else start
        if len(text[start:end].strip()) >= _SHORTEST_ITEM:
            yield start, end


def _own(parts: Sequence[Demand]) -> tuple[Demand, ...]:
    return tuple(parts) if len(parts) > 1 else ()


def listed(text: str) -> tuple[str, ...]:
    """The demands in an answer to "what do you ask for?": its numbered parts in the citizen's words, else the whole."""
    pieces = _pieces(text, (_ITEM,), shortest=2)
    parts = [text[start:end].strip(" ，,；;。\n") for start, end in pieces.places] if pieces else []
    return tuple(part for part in parts if part) if len(parts) > 1 else (text.strip(),)


def _demand(clean: Clean, start: int, end: int) -> Demand:
    first, last = clean.span(start, end)
    said = clean.original[first:last]
    ahead = len(said) - len(said.lstrip())
    said = said.strip()
    return Demand(said, first + ahead, first + ahead + len(said))


def _pieces(
    text: str,
    patterns: Sequence[re.Pattern[str]] = (_ITEM, _SEQUENCE, _ANOTHER),
    shortest: int = _SHORTEST_ITEM,
) -> _Pieces | None:
    """Pieces that the citizen numbered, or joined by 首先 … 最后, 另外, 还有 and the like."""
    for pattern in patterns:
        marks = list(islice(pattern.finditer(text), MOST - (pattern is _ANOTHER)))
        if pattern is _SEQUENCE and marks and not marks[0][0].startswith(("首先", "其次")):
            continue
        places = tuple(_between(text, pattern, marks, shortest if pattern is _ITEM else _SHORTEST))
        if len(places) > 1:
            return _Pieces(places, pattern, text[max(marks[0].start() - _LEAD, 0) : marks[0].start()])
    return None


def _between(
    text: str, pattern: re.Pattern[str], marks: Sequence[re.Match[str]], shortest: int
) -> Iterator[tuple[int, int]]:
    """The places between the marks; what stands before 另外 is a piece too, before a number it is the lead."""
    if not marks:
        return
    if pattern is _ANOTHER and marks[0].start() > _SHORTEST:
        yield 0, marks[0].start()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        if len(text[mark.end() : end].strip()) >= shortest:
            yield mark.end(), end

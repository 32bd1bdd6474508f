"""Several matters in one text: found, so that the bot can offer to split them (一事一件)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from nlp.normalise import Clean
from nlp.steps import Steps

_ITEM = re.compile(
    r"(?:^|(?<=[。；;！!？?\n，,：:]))[ ]{0,4}"
    r"(?:[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十][，,、是个]|\(?[1-9]\d?[.、)）](?!\d)"
    r"|[①-⑩]|其[一二三四]是?[，,]?|[一二三]是(?=[^否的]))",
    re.MULTILINE,
)
_ANOTHER = re.compile(
    r"(?:(?<=[。；;！!？?\n，,])|^)(?:另外|此外|还有(?:一件事|一个问题|就是|，|,)?|再者|再有|顺便|其他问题"
    r"|同时还?(?:要|想)?(?:反映|举报|投诉|请求|咨询)|第二件事|另一件事|还想(?:反映|问|咨询|投诉))"
)
_REQUEST = re.compile(
    r"(?:请求|要求|恳请|恳求|希望|请|盼|强烈要求|诉求|望|建议|能否|可否)[^。！!？?；;\n]{3,80}"
)
_SHORTEST = 8
MOST = 6
"""Pieces looked at, at most."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A piece of the citizen's text (half-open place) and the family of topics it is about, if known."""

    text: str
    start: int
    end: int
    family: str = ""


@dataclass(frozen=True, slots=True)
class Demands:
    """The requests made, and the separate matters found; `offer_split` when there is more than one matter."""

    requests: tuple[Demand, ...]
    matters: tuple[Demand, ...]

    @property
    def offer_split(self) -> bool:
        """Whether to ask: 这里有几件事, 要分开登记吗?"""
        return len(self.matters) > 1


def read(clean: Clean, family_of: Callable[[int, int], str]) -> Steps[Demands]:
    """Find requests and matters. `family_of(start, end)` names the topic family of a span, or "" when unsure."""
    requests = tuple(_demand(clean, *match.span()) for match in islice(_REQUEST.finditer(clean.text), MOST))
    pieces = _pieces(clean.text)
    matters: dict[str, Demand] = {}
    if len(pieces) > 1:
        for start, end in pieces:
            yield
            family = family_of(start, end)
            if family and family not in matters:
                matters[family] = _demand(clean, start, end, family)
    found = tuple(matters.values())
    return Demands(requests, found if len(found) > 1 else ())


def _demand(clean: Clean, start: int, end: int, family: str = "") -> Demand:
    first, last = clean.span(start, end)
    return Demand(clean.original[first:last].strip(), first, last, family)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Pieces that the citizen numbered or joined by 另外, 还有 and the like."""
    for pattern in (_ITEM, _ANOTHER):
        most = MOST - (pattern is _ANOTHER)
        starts = [match.start() for match in islice(pattern.finditer(text), most)]
        if pattern is _ANOTHER and starts:
            starts = [0, *starts] if starts[0] > _SHORTEST else starts
        if len(starts) > 1:
            ends = [*starts[1:], len(text)]
            return [(s, e) for s, e in zip(starts, ends, strict=True) if e - s >= _SHORTEST]
    return []

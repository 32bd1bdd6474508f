"""An earlier answer is corrected: 地点是…, 改地点, 电话错了，是138…, 不是西湖小区，是东湖小区, 刚才说错了."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nlp import answers

LONGEST = 80
"""Who says more tells something."""

_CHANGE = "更正|更改|修改|订正|改|换"
_WRONG = (
    r"(?:(?:也|都|还|给)?(?:写|说|填|打|弄|搞|留|讲|记|报|听|输)(?:岔|混|串|拧|差)(?:了|啦)?"
    r"|(?:写|打|填|输|说|报)(?:多|少)了?(?:一|两|几)?(?:个|位)?(?:零|0|字|数)"
    r"|(?:也|都|还|给)?(?:写|说|填|打|弄|搞|留|讲|记|报|听)?(?:的)?错(?:了|啦)?(?:别?字|一个字|一位)?(?:了)?|(?:写|说|填|打)反了|(?:少|多|漏)(?:写|打|填|输|说|留)了?(?:.{0,3})"
    r"|不对|有误|不正确|不准|换了|变了|有问题|写成了?.{1,12}?|不是.{1,16}?"
    rf"|(?:要|得|想|需要|能不能|可以|可不可以|能)?(?:{_CHANGE})(?:一下|一改|下)?(?:吗|不|么|了)?)"
)
_BECOMES = (
    r"(?:应该是|应当是|应是|应为|改成|改为|改到|改作|换成|换为|更正为|更改为"
    r"|其实是|而是|实际是|正确的是|就是|是|为|:|：|=)"
)
_NOW = "(?:改成|改为|换成|换为|现在是|现在用|请改成|请用)"
_VALUE = r"(?P<value>[^，,。；;!！?？\n]{1,60})"
_EARLIER = (
    r"(?:刚才|前面|上面|刚刚|之前|先前|上一个|上回|上次|我|俺|不好意思|对不起|等等|等一下|哎呀|,|，| )*"
)
_ONLY_NEW = re.compile(rf"^{_EARLIER}(?:那|就|还是|请|帮我|麻烦)*(?:改|换)(?:成|为|到|作){_VALUE}$")
_NOT_CALLED = re.compile(
    r"(?:我|俺)?(?:叫|是)(?P<value>[\u4e00-\u9fff]{2,4})[，, ]*不(?:是|叫)[\u4e00-\u9fff]{2,4}"
)
_SWAPPED = re.compile(rf"^{_EARLIER}不是[^，,是]{{2,20}}[，, ]*(?:而)?(?:应该)?是{_VALUE}")
_SLIP = re.compile(
    rf"^{_EARLIER}(?:有一条|有个地方|哪里|这里|有)?(?:说|写|填|打|弄|讲|报|输)错了?"
    rf"(?:一个字|一条|一处|的地方)?(?:[，, ]*(?:应该)?是{_VALUE})?"
)
_SOMETHING = re.compile(
    r"^(?:有)?(?:一|几|个|些)?(?:条|处|个)?(?:地方)?(?:要改|改一下|改一条|有错|错了|要修改|修改)"
)
_TAIL = re.compile(r"(?:吧|啊|呀|了|哦|才对|不是.*)$")
_TOLD = ("", "story", "request")
"""Where 不是…是… tells something instead of correcting it."""
_ERROR = re.compile(
    r"错|[写说填打弄搞记报输](?:岔|混|串|拧|差)|(?:写|打|填|输|说|报)(?:多|少)|不对|有误|不正确|反了"
    r"|(?:少|多|漏)(?:写|打|填|输|说|留)|不是"
)
_REST = re.compile(r"[，,。:： ]*(?:我的|真的|新的|对的)?(?P<value>[^，,。；;！!？?\n]{2,40})")
_SUM = re.compile(
    r"(?:[\d.]+|[一二两三四五六七八九十百千零半]+)(?:[万千百亿w]\d*)?(?:多|余)?(?:[元块](?:钱|整|人民币)?|万|千|w)(?:钱)?"
)
_ADDED = re.compile(
    r"(?:(?:改一?下|对了|哦|那|等等|还有)[，, ]*)?"
    r"(?:我|俺)?(?:的)?(?:请求|诉求|要求)?(?:里面?|上)?[，, ]*(?:还|再|另外?|要|想|得|帮我)*"
    r"(?:(?:加|添|补)(?:上|写)?(?:一|1)(?:条|个|点|项)(?:请求|诉求|要求)?"
    r"|有(?:一|1)(?:条|个|点|项)(?:请求|诉求|要求)|(?<=[还另外再])(?:要求|请求))[：:，,。 是]*(?P<value>.{2,})"
)
_STATED = re.compile(r"改成|改为|改到|换成|换为|更正|应该|应为|更改")


@dataclass(frozen=True, slots=True)
class Correction:
    """Which answer is corrected (a step's name, empty where it was not said) and its new value, if it was said.

    `stated`: an error or a change is spoken of; 地点是… alone may be an answer or part of a story. `wrong`: an error.
    """

    field: str
    value: str
    start: int
    end: int
    stated: bool
    wrong: bool = False


class Corrections:
    """Reads corrections with one lexicon (`[[field]]` of `intents.toml`)."""

    def __init__(self, fields: Sequence[Mapping[str, Any]]) -> None:
        self._of_name = {name: entry["code"] for entry in fields for name in entry["names"]}
        label = "|".join(sorted(map(re.escape, self._of_name), key=len, reverse=True))
        self._patterns = tuple(_patterns(label))

    def read(self, text: str, *, asked: str) -> Correction | None:
        """The correction in a clean text; None where there is none."""
        if len(text) > LONGEST:
            return None
        for pattern, stated in self._patterns:
            found = pattern.search(text)
            if found:
                value = found.groupdict().get("value") or ""
                at = found.start("value") if value else found.end()
                stated = stated or bool(_STATED.search(found[0]))
                made = self._made(self._of_name[found["field"]], value, at, stated)
                made = replace(made, wrong=_ERROR.search(found[0]) is not None)
                return made if made.value or not stated else _followed(made, text, found.end())
        return self._unnamed(text, asked)

    def _unnamed(self, text: str, asked: str) -> Correction | None:
        """A correction that does not say of what: what the new value is tells it."""
        named = _NOT_CALLED.search(text)
        if named and answers.name(named["value"]):
            return self._made("name", named["value"], named.start("value"), True)
        swapped, slip = _SWAPPED.search(text), _SLIP.search(text)
        for found in (None if asked in _TOLD else swapped, slip):
            if found:
                value = found["value"] or ""
                return self._made(_field_of(value), value, found.start("value"), True)
        now = _ONLY_NEW.search(text)
        field = _field_of(now["value"]) if now else ""
        if now and field and (asked not in _TOLD or field not in ("name", "place")):
            return self._made(field, now["value"], now.start("value"), True)
        if asked == "preview" and _SOMETHING.search(text):
            return Correction("", "", 0, len(text), True)
        return None

    def _made(self, field: str, value: str, at: int, stated: bool) -> Correction:
        kept = _TAIL.sub("", value.strip()).strip("「」\"“”' ")
        if field == "phone" and kept:
            kept = answers.phone(value) or kept
        elif field == "people" and kept:
            kept = answers.people(value) or kept
        return Correction(field, kept, max(at, 0), max(at, 0) + len(value), stated)


def added(text: str) -> str:
    """What is asked for besides (请求再加一条：赔礼道歉, 还要求退押金); empty where nothing is added."""
    found = _ADDED.match(text.strip()) if len(text) <= LONGEST else None
    return found["value"].strip().rstrip("吧啊呀。.！!") if found else ""


def _followed(made: Correction, text: str, end: int) -> Correction:
    """电话错了，139…: the new value stands behind without 是, where it is one of that kind."""
    rest = _REST.match(text, end)
    if rest is None or not rest["value"]:
        return made
    value = _TAIL.sub("", rest["value"].strip())
    if made.field == "phone":
        value = answers.phone(value)
    elif _field_of(value) != ("place" if made.field == "address" else made.field):
        return made
    return replace(made, value=value, start=rest.start("value"), end=rest.end())


def _patterns(label: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    """What corrects a named answer, and whether it says that something was wrong."""
    field = rf"(?:我的?|那个|这个|那条|登记的?|上回留的|留的|出事的?|事发的?|当时的?)*(?P<field>{label})"
    start = rf"(?:^|[，,。；;！! ]){_EARLIER}(?:把)?"
    again = rf"[，,。 ]*(?:不是[^，,。是]{{1,16}}[，, ]*)?(?:出事的?)?(?:{label})?{_BECOMES}{_VALUE}"
    want = "(?:我要|我想|想|要|帮我|请)?"
    yield re.compile(rf"{start}{field}.{{0,3}}?{_WRONG}{again}"), True
    yield re.compile(rf"{start}{field}{_BECOMES}{_VALUE}"), False
    yield re.compile(rf"{start}(?:原来的|以前的)?{field}[^，,。]{{0,8}}[，,。 ]+{_NOW}{_VALUE}"), True
    yield re.compile(rf"{start}{field}.{{0,8}}?{_WRONG}"), True
    yield (
        re.compile(rf"{start}{want}(?:{_CHANGE}|重写)(?:一下|一改|下)?{field}(?:{_BECOMES}{_VALUE})?$"),
        True,
    )
    yield re.compile(rf"{start}{want}(?:{_CHANGE})(?:一下|一改|下)?{field}[，,:： ]+{_VALUE}$"), True
    yield re.compile(rf"{start}{field}(?:我)?(?:要|想)?重(?:新)?(?:写|填|说)"), True


def _field_of(value: str) -> str:
    if not value:
        return ""
    if answers.phone(value):
        return "phone"
    if re.fullmatch(r"[\d一二三四五六七八九十百]+(?:多|来)?(?:个)?(?:人|户|名)", value):
        return "people"
    if _SUM.fullmatch(value):
        return "money"
    fits = (
        ("name", answers.name(value)),
        ("place", answers.read("place", value)),
        ("happened", answers.read("time", value)),
    )
    for field, found in fits:
        if found and (isinstance(found, str) or found.fits):
            return field
    return ""

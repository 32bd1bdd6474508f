"""One thing is put in place of another without naming the question: 我姓曹不姓赵, 不对，还是县医院, 赔钱改成赔50万.

What was said before is not known here; whoever has it decides which answer is meant (`old`), or by what the new is.
"""

import re
from dataclasses import dataclass

from nlp import answers, names
from nlp.normalise import clean

LONGEST = 40
"""Who says more tells something."""

_EARLIER = (
    "(?:刚才|前面|上面|刚刚|不好意思|对不起|抱歉|等等|等一下|哎呀?|啊呀?|呃|哦|噢|嗯|那个|我|俺|,|，| )*"
)
_WRONG = (
    "(?:(?:我|俺)?(?:也|都|给|又|刚才)?(?:说|写|打|填|搞|弄|记|看|报|讲)错(?:了|啦)?|不对不对|不对|不是的|不是"
    "|错了|搞混了|记混了|sorry(?=[,， ])|no(?=[,，])|(?:no,? )?i meant?)[啊呀吧哦嘛]*"
)
_TO = "(?:改成|改为|改作|换成|换为|改到|应该是|应为)"
_IS = "(?:应该是|应该叫|其实是|而是|就是|还是|是在|是叫|我叫|我是|叫|是|在|it's|it is)"
_END = "[了吧啊呀哦的。.!！ ]*$"
_SURNAME = re.compile(
    rf"{_EARLIER}(?:不姓(?P<old1>[{names.SURNAMES}])[，,。 ]*(?:我|俺|是)?姓(?P<new1>[{names.SURNAMES}])"
    rf"|(?:是)?姓(?P<new2>[{names.SURNAMES}])[，,。 ]*(?:我|俺)?(?:不姓|不是)(?P<old2>[{names.SURNAMES}])"
    rf"|(?:是)?姓(?P<new3>[{names.SURNAMES}])){_END}"
)
_WHO, _LATIN = "[\u4e00-\u9fff]{2,4}?", "[a-z][a-z .'-]{1,40}"
_NAMED = re.compile(
    rf"(?:(?:我|俺)(?:的名字)?(?:不是|不叫)(?P<old1>{_WHO})[，,。 ]*(?:我|俺)?(?:是叫|是|叫)(?P<new1>{_WHO})"
    rf"|(?:我|俺)(?:是|叫)(?P<new2>{_WHO})[，,。 ]*(?:我|俺)?(?:不是|不叫)(?P<old2>{_WHO})"
    rf"|(?:i am|i'm|my name is)(?: called)? (?P<new3>{_LATIN}),? (?:and )?not (?P<old3>{_LATIN})){_END}"
)
_BECOMES = re.compile(
    rf"{_EARLIER}(?:把|将)?(?P<old>[^，,。；;]{{1,16}}?){_TO}(?P<new>[^。；;！!？?]{{1,60}}?){_END}"
)
_NOT_BUT = re.compile(
    rf"{_EARLIER}不是(?:在)?(?P<old>[^，,。；;是]{{1,16}})[，,。 ]*{_IS}(?P<new>[^。；;！!？?]{{1,40}}?){_END}"
)
_BUT_NOT = re.compile(
    rf"{_EARLIER}(?:应该)?(?:是|在)?(?P<new>[^，,。；;是]{{1,20}}?)[，,。 ]*(?:而)?不是(?:在)?"
    rf"(?P<old>[^，,。；;是]{{1,16}}?){_END}"
)
_SLIP = re.compile(
    rf"{_EARLIER}{_WRONG}[，,。:： ]*(?:{_WRONG})?[，,。:： ]*{_IS}?(?P<new>[^。；;！!？?]{{2,40}}?){_END}"
)


_ENGLISH = {
    "phone": "phone",
    "telephone": "phone",
    "number": "phone",
    "name": "name",
    "place": "place",
    "address": "place",
}
_CHANGE_TO = re.compile(
    r"(?:please )?(?:change|correct) (?:my |the )?"
    r"(?P<field>(?:phone |telephone )?(?:phone|telephone|number|name|place|address)) (?:to|into) (?P<new>.+)"
)


@dataclass(frozen=True, slots=True)
class Swap:
    """`new` in place of `old` (empty where only the new was said).

    `field`: "name" or "surname" where the words say so themselves; else what kind of answer the new is (a step's name,
    empty for none), which counts where `old` is found nowhere.
    """

    old: str
    new: str
    field: str
    about_oneself: bool = False


def read(text: str) -> Swap | None:
    """What is put in place of what; None where nothing is."""
    said = clean(text).text.strip()
    if not said or len(said) > LONGEST:
        return None
    if found := _SURNAME.fullmatch(said):
        return Swap(_of(found, "old"), _of(found, "new"), "surname", about_oneself=True)
    named = _NAMED.fullmatch(said)
    if named and not _KNOWN & {_of(named, "old"), _of(named, "new")} and answers.name(_of(named, "new")):
        return Swap(_of(named, "old"), _shown(text, _of(named, "new")), "name", about_oneself=True)
    if changed := _CHANGE_TO.fullmatch(said):
        field = _ENGLISH[changed["field"].split()[-1]]
        return Swap("", answers.phone(changed["new"]) or _shown(text, changed["new"].strip()), field)
    for pattern in (_BECOMES, _NOT_BUT, _BUT_NOT, _SLIP):
        if found := pattern.fullmatch(said):
            new = _of(found, "new")
            return Swap(_shown(text, _of(found, "old")), _shown(text, new), kind_of(new))
    return None


def kind_of(value: str) -> str:
    """Which question a value answers by what it is: a telephone, a count, a sum, a place, a name, a time."""
    if answers.phone(value):
        return "phone"
    if _COUNT.fullmatch(value):
        return "people"
    if _SUM.fullmatch(value):
        return "money"
    if _PLACE.search(value):
        return "place"
    if answers.name(value) and not value.isascii():
        return "name"
    time = answers.read("time", value)
    return "happened" if time is not None and time.fits else ""


_COUNT = re.compile(r"[\d一二两三四五六七八九十百]+(?:多|来)?(?:个)?(?:人|户|名)")
_SUM = re.compile(
    r"(?:[\d.]+|[一二两三四五六七八九十百千万零半]+)(?:[万千百亿w]\d*)?(?:多|余)?(?:[元块](?:钱|整|人民币)?|万|千|w)(?:钱)?"
)
_PLACE = re.compile(
    r"(?:[县区镇乡村屯寨路街道巷弄号栋楼组店厂校院站场桥口旁边对面附近门]|小区|单元|工地|公司|中心|超市|幼儿园)$"
    r"|\b(?:street|road|lane|avenue|village|town|hospital|school|building|gate|district|county)\b"
)
_KNOWN = names.NOT_NAMES | names.COMMON_WORDS | {"工人", "老板", "学生", "本人", "业主"}
"""Words that only look like names (我是农民不是工人)."""


def _of(found: re.Match[str], part: str) -> str:
    """The group of this part that met, whichever of the ways to say it did."""
    groups = found.groupdict()
    return next((value.strip() for name, value in groups.items() if name[:3] == part and value), "")


def _shown(text: str, value: str) -> str:
    """A value in the citizen's own characters, where they are found as they are."""
    at = text.lower().find(value)
    return text[at : at + len(value)] if value and at >= 0 else value

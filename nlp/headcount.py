"""How many people a matter is about: 三十多个人, 仨人, 一家三口, 夫妻俩, 就我自己; a household is at least one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from nlp import numerals
from nlp.normalise import clean
from nlp.numerals import Amount

_PERSON = (
    "农民工|工人|员工|工友|村民|业主|职工|居民|家长|学生|老人|孩子|小孩|同事|老师|司机|群众|同学|住户|农户|租户|商户"
    "|师傅|兄弟|姐妹|朋友|邻居|残疾人|病人|患者|乘客|女工|民工|老乡|代表|退休职工|受害人|受害者|娃娃?|老太太?|老头"
)
_NOT_MORE = "工(?![资钱])|[民行均士员称生家道口大造类质为次体格情际间]"
_COUNTED = re.compile(
    rf"(?:左右|以上|多|余|几)?(?:[个名位号](?:{_PERSON}|人(?!{_NOT_MORE}))|(?P<house>[户家](?:人家|人|居民|村民|住户|农户|业主|商户)"
    rf"|户(?![型口主籍外头部]))|口人?(?![井袋味气碑])|人(?!{_NOT_MORE}))(?P<over>以上)?"
)
_PAIR = re.compile(rf"(?:{_PERSON}|人(?!{_NOT_MORE}))")
_BARE = re.compile(r"[个名位](?=[，。；！？,!?\s]|$|都|一起|全|谁|没)")
_BARE_AFTER = re.compile("(?:我们|咱们|俺们|我们一共|一共|总共|另外|还有)(?:有|是)?$")
_MORE_BEFORE = re.compile("(?:另外|其他|其余|至少|起码|超过|不止|不下|多达)(?:的|有)?$")
_NO_COUNT = re.compile(
    "(?:每|第|各|哪|另)$|(?:每天|每日|天天|一天|每年|每周|每个?月|平均|日均|来来往往|来往)(?:都|就|要|得|得有|有|差不多|大概|上下)*$"
)
"""Who passes by every day is not whom a matter is about."""
_FIXED = re.compile(
    "(?P<two>(?:夫妻|母子|母女|父子|父女|兄弟|姐妹|姐弟|兄妹|婆媳|爷孙|祖孙|娘儿|爷儿|我们|咱们|我们姐弟)(?:俩|两个?人|两个|二人)"
    "|老两口|小两口|两口子)"
    "|(?P<one>(?:就|只有|只是|光)我(?:自己|一个人?)(?!在|带|住|过|干|种|养|扛)"
    "|(?:就|只有)我自己一个人?(?!在|带|住|过|干|种|养|扛)|我(?:自己)?一个人(?:的事|来反映|反映|投诉))"
)
_ANSWER = re.compile(
    r"(?:大?约|大概|差不多|有|共|一共|总共|至少)*\s*(?P<n>[\d,零〇一二两俩仨三四五六七八九十百千万几好上]{1,12}[多余来把几]?[十百千万]?)"
    r"\s*(?:[个人户位名口号家]|左右|差不多)*(?P<over>以上|多)?"
)
_RANGE = re.compile(r"(?<!\d)(\d{1,6})\s*(?:[-—~～]|到|至)\s*\d{1,6}(?=\s*(?:[多来几]?[个名位户口家人]|$))")
"""30-40人 is at least 30."""
_HINTS = ("俩", "两个", "两人", "二人", "两口", "口子", "自己", "一个人", "我一")
_LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """A count of people at a place of the text; `more` when it is only the least."""

    start: int
    end: int
    people: int
    more: bool


def find(text: str, amounts: Sequence[Amount]) -> Iterator[Count]:
    """The counts of people in clean text; one person only where the citizen says to be alone."""
    fixed = _FIXED.finditer(text) if any(hint in text for hint in _HINTS) else ()
    for match in islice(fixed, 10):
        yield Count(*match.span(), 2 if match["two"] else 1, False)
    for amount in amounts:
        found = _count(text, amount)
        if found and 1 < found.people < _LARGEST:
            yield found


def _count(text: str, amount: Amount) -> Count | None:
    before = text[max(amount.start - 6, 0) : amount.start]
    said = text[amount.start : amount.end]
    if _NO_COUNT.search(before) or amount.least != int(amount.least):
        return None
    if said in ("俩", "仨") and (pair := _PAIR.match(text, amount.end)):
        return Count(amount.start, pair.end(), int(amount.least), False)
    more = amount.more or _MORE_BEFORE.search(before) is not None
    counted = _COUNTED.match(text, amount.end)
    if counted:
        # A household is at least one person.
        more = more or bool(counted["house"] or counted["over"]) or counted[0][0] in "多余几以"
        return Count(amount.start, counted.end(), int(amount.least), more)
    bare = _BARE.match(text, amount.end)
    if bare and _BARE_AFTER.search(before):
        return Count(amount.start, bare.end(), int(amount.least), more)
    return None


def said(words: str) -> tuple[int, bool] | None:
    """The answer to "how many?": the least count and whether there may be more; None where it is no count.

    A number alone counts here (七八个, 30多, 大约五十), as nothing but people was asked for.
    """
    text = _RANGE.sub(r"\1多", clean(words).text.strip("。.！! ，,"))
    amounts = tuple(numerals.amounts(text))
    counted = next(find(text, amounts), None)
    if counted:
        return counted.people, counted.more
    bare = _ANSWER.fullmatch(text)
    found = numerals.least(bare["n"]) if bare else None
    if bare is None or found is None or found[0] != int(found[0]):
        return None
    return int(found[0]), found[1] or bool(bare["over"])

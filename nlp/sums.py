"""Sums of money as citizens write them: 八千五, 1.5w, ￥6800, 叁仟伍佰元, 三千到五千块; the least value in yuan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp import numerals
from nlp.numerals import Amount

_UNIT = re.compile(
    r"(?:余|多|左右)?(?:元整?|块钱?|圆|人民币)(?P<rest>[一二三四五六七八九1-9半](?![十百千万亿个\d年月日号栋幢名]))?(?:角|毛)?"
)
_OWED = re.compile(
    "(?!收费|免费|付费|缴费|交费|浪费|消费)[\u4e00-\u9fff]{1,3}(?:费|款|税)|水电|首付|彩礼|工资(?!没)|欠款|货款|押金|定金|租金|补偿款|赔偿款|养老钱|血汗钱|补助款|工程款"
)
# After 五万 and 八千五 these say that something else than money is counted: 两千五公里, 三万亩, 100万用户.
_COUNTED = (
    r"(?![十百千万亿\d个名位人户亩斤公里米吨平方年月日天号岁分点次口只头条辆台度小时分钟家件株棵字步册份多种名册用达]"
    r"|[a-z]|[瓦伏]|的?灯|的$|电视|像素|群众|村民|居民|职工)"
)
_PLAIN = re.compile(_COUNTED)
_ELIDED = re.compile(r"(?:[一二两三四五六七八九][百千万亿][一二三四五六七八九]|\d[万千]\d)$")
_SPENT = re.compile(
    r"(?:(?:欠|赔|罚|交|收|花|骗|押金|工资|房租|租金|补偿|定金|扣|退|费|付|给|发|借|补|垫|捐|汇|亏|赚|挣|损失|涨到|降到|共计|合计|一共|总共)"
    r"(?:了|款)?(?:我们?|咱们?|俺们?|他们?)?"
    r"|[一每]个?(?:月|天|年|亩地?|学期|趟|晚)(?:是|给|才|就|只|要|补|发|大概){0,2})$"
)
_CLAUSE_END = re.compile(
    r"\s*(?:[，。；;,、！!？?\s)）]|$|没|不(?!到)|到现在|至今|还没|未|一直|的(?!灯)|后来|然后|又|再|欠|拖|吧|呢|啊|左右|[一每]个?[月天年])"
)
_BODY = re.compile("血压|血糖|体重|身高|功率|海拔|学号|工号|编号")
_TO = ("到", "至", "-", "~", "—", "--")
_BEFORE = 6
_SMALLEST = 100
"""A smaller number is a sum only with its unit or sign: most numbers of a text are small."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money at a place of the text, in yuan; `more` when that is only the least."""

    start: int
    end: int
    yuan: float
    more: bool

    @property
    def value(self) -> str:
        """The yuan as a number without needless zeros."""
        return f"{self.yuan:.2f}".rstrip("0").rstrip(".")


def find(text: str, amounts: Sequence[Amount]) -> Iterator[Sum]:
    """The sums of money among the numbers of clean text."""
    last: Amount | None = None
    for amount in amounts:
        end = _end(text, amount)
        if end:
            found = _sum(text, amount, end)
            low = _from(text, last, amount)
            if low is not None:
                found = Sum(low.start, found.end, low.least, True)
            # 几十块: nobody can say how much that is.
            if text[found.start] != "几" and found.yuan > 0:
                yield found
        last = amount


def _end(text: str, amount: Amount) -> int:
    """Where the sum ends that begins with this number; 0 where it is no sum."""
    unit = _UNIT.match(text, amount.end)
    if unit:
        return unit.end()
    said = text[amount.start : amount.end]
    before = text[max(amount.start - _BEFORE, 0) : amount.start]
    if before[-1:] in ("¥", "￥"):
        return amount.end
    if amount.least < _SMALLEST:
        return 0
    if before[-1:] == "第" or _BODY.search(before) or not _PLAIN.match(text, amount.end):
        return 0
    owed = _OWED.match(text, amount.end)
    if owed and amount.least >= 100:
        return owed.end()
    large = said[-1] in "万亿wk" or "万" in said
    if (large and amount.least >= 1_000) or _ELIDED.search(said):
        return amount.end
    spent = amount.least >= 100 and _SPENT.search(before) and _CLAUSE_END.match(text, amount.end)
    return amount.end if spent else 0


def _sum(text: str, amount: Amount, end: int) -> Sum:
    rest = _UNIT.match(text, amount.end)
    yuan, more = amount.least, amount.more
    if rest and rest["rest"]:
        yuan += 0.5 if rest["rest"] == "半" else (numerals.value(rest["rest"]) or 0) / 10
    if rest and rest[0][0] in "余多":
        more = True
    start = amount.start - (text[amount.start - 1 : amount.start] in ("¥", "￥"))
    return Sum(start, end, yuan, more)


def _from(text: str, low: Amount | None, high: Amount) -> Amount | None:
    """The lower end of 三千到五千 and 5到8万, in the unit of the upper one; None where there is no range."""
    if low is None or text[low.end : high.start].removeprefix("元").removeprefix("块").strip() not in _TO:
        return None
    least, unit = low.least, 1
    for char in text[high.start : high.end]:
        unit = max(unit, {"百": 100, "千": 1_000, "万": 10_000, "w": 10_000, "亿": 100_000_000}.get(char, 1))
    if least < unit and least * unit <= high.least:
        least *= unit
    return Amount(low.start, low.end, least, True) if 0 < least <= high.least else None

"""Numbers as citizens write them: 30多, 三十多, 两万, 3.5万, 一百二, 七八个, 三到五千, 1.5w, 壹贰叁仟.

What is said roughly has a least value: 七八个人 are at least 7, 三四十 at least 30, 两百多 at least 200.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

NUMBER = r"(?:\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?|[零〇一二两三四五六七八九十百千万俩仨半]{1,10})"
"""A pattern for one number; bounded, so that hostile text cannot make it slow."""

MORE = re.compile("[多余几来]")
"""Says that there are more than the number: 三十多, 30余人, 二十来户."""

MOST = 200
"""Numbers of one text that are looked at: more are no message."""

_CAPITALS = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_CAPITAL = "".join(_CAPITALS)
_AMOUNT = re.compile(
    # 晚上百货…: 上 belongs to a number only in 上百, 上千, 上万 that begin a phrase.
    rf"(?<![\d.])(?:(?<![早晚路网街楼马加身以])上(?=[百千万亿]))?"
    rf"(?:\d{{1,9}}(?:,\d{{3}}){{0,3}}(?:\.\d{{1,4}})?(?![\d])(?:[wk](?![a-z\d]))?"
    rf"|[零〇一二两三四五六七八九几十百千万亿半俩仨{_CAPITAL}]{{1,14}})"
    r"(?:好几|[多余来把几])?(?:[十百千万亿]{1,2}(?:\d(?:[千百](?:\d百)?)?(?![\d.,号月年]))?)?(?:[多余来几])?"
)
_FIRST = re.compile(rf"[\d上零〇一二两三四五六七八九几十百千万亿半俩仨{_CAPITAL}]")
_A_MONTH = re.compile("[一两]个?[月年天]")
_PRICED = re.compile("[百千万][一二两三四五六七八九][一两]$")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_LARGE = ("百", "千", "万", "亿")
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_FACTORS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000, "w": 10_000, "k": 1_000}
_ARABIC = re.compile(r"\d[\d,]{0,15}(?:\.\d{1,4})?")
_PARTS = re.compile(r"(\d[\d,]{0,15}(?:\.\d{1,4})?)([十百千万亿wk]{0,2})")
_ROUGHLY = re.compile("好几|[多余来把]|左右")
_NEIGHBOURS = re.compile("[一两二三四五六七八九]{2}(?![一二三四五六七八九零〇])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at a place of the text: its least value, and whether there may be more."""

    start: int
    end: int
    least: float
    more: bool


def amounts(text: str) -> Iterator[Amount]:
    """The numbers of clean text from left to right, as long as they can be read."""
    for match in islice(_matches(text), MOST):
        found = least(match[0])
        if found is not None:
            yield Amount(*match.span(), *found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What `_AMOUNT.finditer` finds, faster: it is tried only where a number can begin."""
    end = 0
    for first in _FIRST.finditer(text):
        if first.start() >= end and (match := _AMOUNT.match(text, first.start())):
            if _A_MONTH.match(text, match.end() - 1) and _PRICED.search(match[0]):
                # 一千六|一个月: the last numeral counts the months.
                match = _AMOUNT.match(text, first.start(), match.end() - 1) or match
            end = match.end()
            yield match


def least(text: str) -> tuple[float, bool] | None:
    """The least value that `text` stands for and whether it may be more; None where it is no number.

    几十 and 几百 are at least twice the unit; 几 alone is no number.
    """
    plain = _ROUGHLY.sub("", text)
    more = plain != text
    if plain[:1] == "上":
        plain, more = plain[1:], True
    if "几" in plain:
        more = True
        # 几十 says at least two tens, 二十几 only more than twenty.
        plain = "两" + plain[1:] if plain[0] == "几" and len(plain) > 1 else plain.replace("几", "")
    plain, rough = _lower(plain)
    if plain[:1] in _LARGE and not more:
        return None  # 万一, 百货, 千万别: a unit without a number before it
    found = value(plain)
    return None if found is None else (found, more or rough)


def _lower(text: str) -> tuple[str, bool]:
    """七八 → 七, 三四十 → 三十, 十二三 → 十二: of two neighbours the lower one, and whether there were two."""
    if len(text) > 2 and all(char in _DIGITS for char in text):
        return text, False  # 二〇二三: digits, said one by one
    for match in _NEIGHBOURS.finditer(text):
        low, high = (_DIGITS[char] for char in match[0])
        if 0 < high - low <= 2:
            return text[: match.start() + 1] + text[match.end() :], True
    return text, False


def value(text: str) -> float | None:
    """The number `text` stands for, or None. Understands digits, Chinese numerals, capitals and units after either."""
    if not text:
        return None
    if text[0].isdigit():
        return _mixed(text)
    return _chinese("".join(_CAPITALS.get(char, char) for char in text))


def _mixed(text: str) -> float | None:
    """Digits with units: 3.5万, 1万5, 2万3千, 1.5w. A last bare digit counts the next smaller unit."""
    total, unit, end = 0.0, 1, 0
    for part in _PARTS.finditer(text):
        if part.start() != end or (end and unit == 1):
            return None
        number = float(part[1].replace(",", ""))
        factor = 1
        for each in part[2]:
            factor *= _FACTORS[each]
        if end and not part[2]:
            factor = unit // 10 if len(part[1]) == 1 else 1
        total, unit, end = total + number * factor, factor, part.end()
    return total if end == len(text) else None


def _chinese(text: str) -> float | None:
    if text == "半":
        return 0.5
    if all(char in _DIGITS for char in text):
        return float("".join(str(_DIGITS[char]) for char in text))
    total, section, digit, last_unit = 0, 0, 0, 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            last_unit = _UNITS[char]
            section += (digit or (1 if not section else 0)) * last_unit
            digit = 0
        elif char in "万亿":
            # 三万亿 are 亿 of everything before it; 万 counts only what stands since 亿.
            before, total = (total, 0) if char == "亿" else (0, total)
            total += ((before + section + digit) or 1) * _FACTORS[char]
            section, digit, last_unit = 0, 0, _FACTORS[char]
        else:
            return None
    # 一百二 is 120 and 三万五 35,000: a last digit counts the next smaller unit.
    if digit and last_unit > 10 and len(text) > 1 and text[-2] in "百千万亿":
        digit *= last_unit // 10
    return float(total + section + digit)

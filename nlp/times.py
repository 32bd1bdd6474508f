"""Times as citizens write them (去年三月, 下个月5号, 国庆节, 拖了三年, 腊月), as dates; `today` is always given.

Dates without a year are taken for the last ones, unless the words around them look ahead (`tense`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from nlp import festivals, numerals, tense
from nlp.day_spans import Days, festival, last_or_coming, lunar_span, span
from nlp.numerals import Amount

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][九零〇][零〇一二三四五六七八九]{2}|\d{2})"
_MOON = r"(?:初[一二三四五六七八九十]|廿[一二三四五六七八九])"
_TAIL = r"(?:初(?![一二三四五六七八九十])|底|末|中旬|上旬|下旬|上半年|下半年|年初|年底)?"
_FESTIVAL = "|".join(festivals.WORDS)
_ABSOLUTE = re.compile(
    rf"(?P<y>{_YEAR})(?:年|[./-](?=\d{{1,2}}[./-]\d{{1,2}}))"
    rf"(?:的?(?P<festival>{_FESTIVAL})节?"
    rf"|(?P<m>{_N})(?:月份?|[./-])(?:(?P<moon>{_MOON})|(?P<d>{_N})(?:日|号)?)?)?{_TAIL}"
)
_MONTH_DAY = re.compile(
    rf"(?P<m>{_N})月(?:份|(?P<moon>{_MOON})(?![日号])|底|初(?!{_N})|初?(?P<d>{_N})[日号]?)(?!\d)"
)
_LASTING = re.compile(
    r"(?P<half>个?半)?(?P<more>多)?(?P<ge>个)?(?P<unit>年|月|星期|礼拜|周(?!岁|边|围|转|期)|天(?!然)|日)(?P<half2>半)?(?P<more2>多)?"
    r"(?:(?<=年)[零又](?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})个月)?"
    r"(?:(?P<ago>以前|之前|前(?!后|来))|(?P<since>以来|来(?![的了])|了(?![解断])|(?=没[水电气人来]|还没|都没|也没|仍|不通)))?"
)
_GOING_ON = re.compile(
    "(?:[拖等停断坏修丢租住过晾堵占挖跑耗查]了|反映了|已经?|快|将近|近|足足|整整)(?:有|快|近|足足|整整)?$"
)
_OF_SOMETHING = re.compile("个?(?:工资|工钱|租金|房租|学费|的|钱|社保|利息|物业费|生活费|水费|电费)")
_WORDS = re.compile(
    rf"(?P<year>大前年|前年|去年|上年|今年(?!(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})周?岁)|本年|明年|后年)度?的?(?:(?P<festival>{_FESTIVAL})节?"
    rf"|(?P<m>{_N})月份?(?:(?P<moon>{_MOON})|(?P<d>{_N})[日号])?|(?P<lunar>腊月|正月|冬月)(?:{_MOON})?)?{_TAIL}"
    r"|(?P<day>大[前后]天|前天|前儿(?=个|[早中下晚夜黑上])|昨[天日晚儿]|今(?:天(?!天)|[日晚早晨儿])|刚才|明[天日晚早儿]|后天)"
    rf"|(?P<month>上上个?月|上个?月|这个月|本月|下下个?月|下个?月)(?:(?P<md>{_N})[日号])?{_TAIL}"
    r"|(?P<week>(?:上上个?|上个?|这个?|本|下下个?|下个?)(?:周|星期|礼拜))(?P<weekday>[一二三四五六日天])?"
    r"|(?<![每各逢一二两三四五六七八九十\d到至个])(?:周|星期|礼拜)(?P<only>[一二三四五六日天])(?![到至、]|周?岁)"
    rf"|(?<![每历]年)(?<![每一二两三四五六七八九十百千万])(?P<bare>{_FESTIVAL})节?(?!大[街道]|[东西南北中]?路|[村桥街]|小区|社区|广场|公园)"
    rf"|(?<![每\d])(?P<moonth>腊月|正月|冬月)(?:{_MOON})?"
)
_FIRST = re.compile(
    f"[大前去上今本明后昨刚这下周星礼腊正冬{''.join(sorted({word[0] for word in festivals.WORDS}))}]"
)
"""What times in words begin with: looking for these first is three times as fast as trying them everywhere."""

_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_DAYS = {"大前": -3, "前天": -2, "前儿": -2, "昨": -1, "今": 0, "刚才": 0, "明": 1, "后天": 2, "大后": 3}
_STEPS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_LUNAR = {"腊月": 1, "正月": 2, "冬月": 12}
_WEEKDAYS = "一二三四五六日天"
_LENGTH = {"年": 365.25, "月": 30.44, "星期": 7, "礼拜": 7, "周": 7, "天": 1, "日": 1}
_MOST = 100
"""Times of one form that are looked at: more are no message."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its place in the text and the days it covers (inclusive)."""

    start: int
    end: int
    first: date
    last: date
    more: bool = False
    """The citizen said that it is longer ago (十几年了, 两三个月前): these are the latest days."""


def find(text: str, today: date, amounts: Sequence[Amount] | None = None) -> list[Time]:
    """The time expressions of `text`, in order; where two overlap the longer one stays.

    `amounts` are the numbers of the text where the caller has them already.
    """
    numbers = tuple(numerals.amounts(text)) if amounts is None else amounts
    found = sorted(_all(text, today, numbers), key=lambda t: (t.start - t.end, t.start))
    kept: list[Time] = []
    taken = bytearray(len(text))
    for time in found:
        if not any(taken[time.start : time.end]):
            taken[time.start : time.end] = b"\1" * (time.end - time.start)
            kept.append(time)
    return sorted(kept, key=lambda t: t.start)


def _all(text: str, today: date, amounts: Sequence[Amount]) -> Iterator[Time]:
    most = date(1940, 1, 1), today + timedelta(days=3 * 366)
    for amount in islice(amounts, _MOST):
        yield from (time for time in _at_number(text, today, amount) if most[0] <= time.first <= most[1])
    for match in islice(_words(text), _MOST):
        days = _worded(match, today)
        if days is not None and most[0] <= days[0] <= most[1]:
            yield Time(*match.span(), *days)


def _words(text: str) -> Iterator[re.Match[str]]:
    """The times in words, from left to right."""
    end = 0
    for first in _FIRST.finditer(text):
        match = _WORDS.match(text, first.start()) if first.start() >= end else None
        if match:
            end = match.end()
            yield match


def _at_number(text: str, today: date, amount: Amount) -> Iterator[Time]:
    """The times that begin with a number: 2019年3月5日, 3月5号, 三年前, 两个月了."""
    for pattern, read in ((_ABSOLUTE, _absolute), (_MONTH_DAY, _month_day)):
        match = pattern.match(text, amount.start)
        days = read(match, today) if match else None
        if match and days is not None:
            yield Time(*match.span(), *days)
    match = _LASTING.match(text, amount.end)
    days = _lasting(match, amount, today) if match else None
    if match and days is not None:
        more = amount.more or bool(match["more"] or match["more2"])
        yield Time(amount.start, match.end(), *days, more)


def _number(text: str | None) -> int | None:
    found = numerals.value(text) if text else None
    return None if found is None else int(found)


def _absolute(match: re.Match[str], today: date) -> Days | None:
    year = _number(match["y"])
    if year is None:
        return None
    if year < 100:
        # "15年" alone may be a duration; with a month it is a year of this or the last century.
        if match["m"] is None and match["festival"] is None:
            return None
        year += 2000 if year <= today.year % 100 else 1900
    return _of_year(match, year)


def _of_year(match: re.Match[str], year: int) -> Days | None:
    if match["festival"]:
        return festival(match["festival"], year)
    if match["moon"] and match["m"]:
        return lunar_span(year, _number(match["m"]))
    return span(year, _number(match["m"]), _number(match["d"]))


def _month_day(match: re.Match[str], today: date) -> Days | None:
    month, day = _number(match["m"]), _number(match["d"])

    def of_year(year: int) -> Days | None:
        return lunar_span(year, month) if match["moon"] else span(year, month, day)

    return last_or_coming(of_year, today, _looking_ahead(match, today, near=day is not None))


def _looking_ahead(match: re.Match[str], today: date, *, near: bool = False) -> tense.Ahead:
    return tense.Ahead(match.string, *match.span(), today, near)


def _worded(match: re.Match[str], today: date) -> Days | None:
    """The days of a time that begins with a word."""
    if match["year"]:
        return _relative_year(match, today.year + _YEARS[match["year"]])
    if match["day"]:
        word = match["day"]
        back = next(days for said, days in _DAYS.items() if word.startswith(said))
        return (today + timedelta(days=back),) * 2
    if match["month"]:
        months = today.year * 12 + today.month - 1 + _step(match["month"])
        return span(months // 12, months % 12 + 1, _number(match["md"]))
    if match["week"]:
        monday = today + timedelta(days=7 * _step(match["week"]) - today.weekday())
        if match["weekday"] is None:
            return monday, monday + timedelta(days=6)
        return (monday + timedelta(days=_weekday(match["weekday"])),) * 2
    if match["only"]:
        return _only_weekday(match, today)
    name = match["bare"]
    of_year = (
        (lambda year: festival(name, year)) if name else (lambda year: span(year, _LUNAR[match["moonth"]]))
    )
    return last_or_coming(of_year, today, _looking_ahead(match, today))


def _step(word: str) -> int:
    return _STEPS[word[:2]] if word[:2] in _STEPS else _STEPS[word[0]]


def _weekday(letter: str) -> int:
    return min(_WEEKDAYS.index(letter), 6)


def _only_weekday(match: re.Match[str], today: date) -> Days | None:
    """星期三 without 上 or 下: the last one, or the coming one where the words look ahead."""
    back = (today.weekday() - _weekday(match["only"])) % 7
    coming = today + timedelta(days=7 - back if back else 7)
    if _looking_ahead(match, today)(coming):
        return coming, coming
    return (today - timedelta(days=back),) * 2


def _relative_year(match: re.Match[str], year: int) -> Days | None:
    if match["lunar"]:
        # The lunar months 腊月 and 正月 fall into January and February of the next or the same solar year.
        return span(year + (match["lunar"] == "腊月"), _LUNAR[match["lunar"]])
    return _of_year(match, year)


def _lasting(match: re.Match[str], amount: Amount, today: date) -> Days | None:
    """Three years ago, or since three years (三年了, 拖了三年): as exact as it was said."""
    count, unit = amount.least, match["unit"]
    # 三月 is a month, 三个月 are three; 3日 is a day of the month unless something was 3日前.
    if (unit == "月" and not match["ge"] and not match["half"]) or (unit == "日" and not match["ago"]):
        return None
    if match["ago"] is None and match["since"] is None and not _still_lasting(match, amount):
        return None
    count += 0.5 if match["half"] or match["half2"] else 0
    count += (_number(match["months"]) or 0) / 12
    days = int(count * _LENGTH[unit])
    if not 0 < days <= 36_500:
        return None
    day = today - timedelta(days=days)
    if unit == "年" and count == int(count):
        return span(day.year)
    return span(day.year, day.month) if unit in "年月" else (day, day)


def _still_lasting(match: re.Match[str], amount: Amount) -> bool:
    """拖了三年, 已经半年: it goes on; not 欠了三个月工资."""
    before = match.string[max(amount.start - 6, 0) : amount.start]
    return bool(_GOING_ON.search(before)) and not _OF_SOMETHING.match(match.string, match.end())

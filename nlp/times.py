"""Times as citizens write them (去年三月, 上个月, 2019年3月5日, 腊月), as dates; `today` is always given."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from nlp import numerals

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][九零〇][零〇一二三四五六七八九]{2}|\d{2})"
_TAIL = r"(?:初|底|末|中旬|上旬|下旬|上半年|下半年|春节|国庆|年初|年底)?"
_ABSOLUTE = re.compile(
    rf"(?P<y>{_YEAR})(?:年|[./-](?=\d{{1,2}}[./-]\d{{1,2}}))"
    rf"(?:(?P<m>{_N})(?:月份?|[./-])(?:(?P<d>{_N})(?:日|号)?)?)?{_TAIL}"
)
_RELATIVE_YEAR = re.compile(
    rf"(?P<word>大前年|前年|去年|上年|今年|本年)(?:度)?(?:的)?(?:(?P<m>{_N})月份?(?:(?P<d>{_N})[日号])?|(?P<lunar>腊月|正月|冬月))?{_TAIL}"
)
_MONTH_DAY = re.compile(rf"(?<![\d年一二三四五六七八九十])(?P<m>{_N})月(?:份|(?P<d>{_N})[日号]?)(?!\d)")
_RELATIVE = re.compile(
    r"(?P<word>大前天|前天|昨天|昨日|昨晚|今天(?!天)|今日|今晚|今早|今晨|刚才|上上个月|上上月|上个月|上月|这个月|本月|上上周|上周|上个星期|上星期|这周|本周|这个星期)"
    r"(?P<weekday>[一二三四五六日天])?(?P<d>\d{1,2}[日号])?"
)
_AGO = re.compile(
    rf"(?P<n>{numerals.NUMBER})(?P<half>个?半)?(?P<more>多)?个?(?P<unit>年|月|星期|周|天|日)(?P<half2>半)?(?P<more2>多)?(?:以前|之前|前)"
)
_SINCE_COUNT = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "今年": 0, "本年": 0}
_DAYS = {
    "大前天": 3,
    "前天": 2,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "今早": 0,
    "今晨": 0,
    "刚才": 0,
}
_LUNAR = {"腊月": 1, "正月": 2, "冬月": 12}
_WEEKDAYS = "一二三四五六日天"
_MOST = 100
"""Times of one form that are looked at: more are no message."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its place in the text and the days it covers (inclusive)."""

    start: int
    end: int
    first: date
    last: date


def find(text: str, today: date) -> list[Time]:
    """The time expressions of `text`, in order; where two overlap the longer one stays."""
    found = sorted(_all(text, today), key=lambda t: (t.start - t.end, t.start))
    kept: list[Time] = []
    taken = bytearray(len(text))
    for time in found:
        if not any(taken[time.start : time.end]):
            taken[time.start : time.end] = b"\1" * (time.end - time.start)
            kept.append(time)
    return sorted(kept, key=lambda t: t.start)


def _all(text: str, today: date) -> Iterator[Time]:
    readers = (
        (_ABSOLUTE, _absolute),
        (_RELATIVE_YEAR, _relative_year),
        (_MONTH_DAY, _month_day),
        (_RELATIVE, _relative),
        (_AGO, _ago),
    )
    for pattern, read in readers:
        for match in islice(pattern.finditer(text), _MOST):
            days = read(match, today)
            if days is not None and date(1940, 1, 1) <= days[0] <= today + timedelta(days=366):
                yield Time(match.start(), match.end(), *days)


def _number(text: str | None) -> int | None:
    found = numerals.value(text) if text else None
    return None if found is None else int(found)


def _span(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """The first and last day of a year, month or day; None when there is no such day."""
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, IndexError):
        return None


def _absolute(match: re.Match[str], today: date) -> tuple[date, date] | None:
    year = _number(match["y"])
    if year is None:
        return None
    if year < 100:
        # "15年" alone may be a duration; with a month it is a year of this or the last century.
        if match["m"] is None:
            return None
        year += 2000 if year <= today.year % 100 else 1900
    return _span(year, _number(match["m"]), _number(match["d"]))


def _relative_year(match: re.Match[str], today: date) -> tuple[date, date] | None:
    year = today.year - _SINCE_COUNT[match["word"]]
    if match["lunar"]:
        # The lunar months 腊月 and 正月 fall into January and February of the next or the same solar year.
        return _span(year + (match["lunar"] == "腊月"), _LUNAR[match["lunar"]])
    return _span(year, _number(match["m"]), _number(match["d"]))


def _month_day(match: re.Match[str], today: date) -> tuple[date, date] | None:
    month = _number(match["m"])
    found = _span(today.year, month, _number(match["d"]))
    if found and found[0] > today:
        return _span(today.year - 1, month, _number(match["d"]))
    return found


def _relative(match: re.Match[str], today: date) -> tuple[date, date] | None:
    word = match["word"]
    if word in _DAYS:
        day = today - timedelta(days=_DAYS[word])
        return day, day
    back = 2 if word.startswith("上上") else 0 if word[0] in "这本" else 1
    if word.endswith("月"):
        months = today.year * 12 + today.month - 1 - back
        return _span(months // 12, months % 12 + 1, _number((match["d"] or "")[:-1]))
    monday = today - timedelta(days=today.weekday() + 7 * back)
    if match["weekday"]:
        day = monday + timedelta(days=min(_WEEKDAYS.index(match["weekday"]), 6))
        return day, day
    return monday, monday + timedelta(days=6)


def _ago(match: re.Match[str], today: date) -> tuple[date, date] | None:
    count = numerals.value(match["n"])
    if count is None or count > 1_000:
        return None
    count += 0.5 if match["half"] or match["half2"] else 0
    days = int(count * {"年": 365.25, "月": 30.44, "星期": 7, "周": 7, "天": 1, "日": 1}[match["unit"]])
    if days > 36_500:
        return None
    day = today - timedelta(days=days)
    if match["unit"] == "年":
        return _span(day.year)
    return _span(day.year, day.month) if match["unit"] == "月" else (day, day)

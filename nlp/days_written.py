"""A day or a number of days that is the whole answer to a question: 2026年12月1日, 12月1日, 下周五, 明天, 十天, 10.

Who is asked for a day to come means the next 12月1日, and who is asked for one that has been means the last.
"""

import re
from datetime import date

from nlp import numerals, times
from nlp.normalise import clean

_WHOLE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
_MONTH_DAY = re.compile(r"([\d一二三四五六七八九十]{1,3})[月/.-]([\d一二三四五六七八九十]{1,3})[日号]?")
_AROUND = re.compile(
    r"^(?:在|于|到|截至|截止到?)|(?:之前|以前|前|为止|为期限|[上下]午|中午|早上|晚上|[。.！!])+$"
)
_COUNT = re.compile(r"([\d零一二两三四五六七八九十百]{1,5})个?(天|日|工作日|周|星期|礼拜|月)?(?:之?内|以内)?")
_LENGTH = {"周": 7, "星期": 7, "礼拜": 7, "月": 30}


def day(said: str, today: date, *, coming: bool) -> date | None:
    """The day that the words are; None when they are none. Raises `ValueError` for a day no calendar has."""
    words = _AROUND.sub("", clean(said).text.replace(" ", ""))
    if found := _WHOLE.fullmatch(words):
        return date(*map(int, found.groups()))
    if found := _MONTH_DAY.fullmatch(words):
        month, of_month = (int(numerals.value(each) or 0) for each in found.groups())
        return _nearest(month, of_month, today, coming=coming)
    whole = [each for each in times.find(words, today) if (each.start, each.end) == (0, len(words))]
    if len(whole) != 1 or whole[0].first != whole[0].last or count(words) is not None:
        return None
    return whole[0].first


def _nearest(month: int, of_month: int, today: date, *, coming: bool) -> date:
    """The next or the last day of this name, today among them; 2月29日 may be some years away."""
    step = 1 if coming else -1
    date(2000, month, of_month)  # a day that no year has is none
    for year in range(today.year, today.year + 9 * step, step):
        try:
            found = date(year, month, of_month)
        except ValueError:
            continue
        if (found >= today) if coming else (found <= today):
            return found
    raise ValueError(f"no {month}-{of_month} near {today}")


def count(said: str) -> int | None:
    """How many days the words are: 10, 十天, 5个工作日, 两周; None when they are none."""
    found = _COUNT.fullmatch(clean(said).text.replace(" ", ""))
    value = numerals.value(found[1]) if found is not None else None
    if found is None or value is None or value != int(value) or value > 999:
        return None
    return int(value) * _LENGTH.get(found[2] or "", 1)

"""Dates and hours as officers write them: 12-30 9:00, 2027年1月5日 14:30, 明天 9点, 周五 9:00."""

import re
from datetime import date, datetime, time, timedelta

from casework.petition import OFFICE_ZONE, Refusal
from casework.wording import text

_DAY = re.compile(
    r"(?<![:：\d])(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})(?![:：\d])\s*[日号]?"
)
_NAMED = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_WEEKDAY = re.compile(r"(下)?(?:周|星期|礼拜)([一二三四五六日天])")
_HOUR = re.compile(r"(?<!\d)(\d{1,2})\s*(?:[:：]\s*(\d{2})|[点时]\s*(半|\d{1,2}(?=分))?)")
_WHOLE_DAY = "全天"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")


def moment(said: str, now: datetime) -> datetime:
    """The moment that was written, in the office's zone; without an hour, nine in the morning.

    A day without a year is the next one. Raises `Refusal` when no day or hour can be read.
    """
    words = said.translate(_FULL_WIDTH)
    today = now.astimezone(OFFICE_ZONE).date()
    hours = times(words)
    found = day(words, today)
    if found is None and not hours:
        raise Refusal(text("reception-bad-moment"))
    return datetime.combine(found or today, hours[0] if hours else time(9, 0), OFFICE_ZONE)


def span(said: str, now: datetime) -> tuple[datetime, datetime]:
    """A day with two hours: 周五 9:00-11:30. Raises `Refusal` when it is not, or ends before it begins."""
    words = said.translate(_FULL_WIDTH)
    found, hours = day(words, now.astimezone(OFFICE_ZONE).date()), times(words)
    if found is None or len(hours) != 2 or hours[1] <= hours[0]:
        raise Refusal(text("reception-bad-span"))
    return datetime.combine(found, hours[0], OFFICE_ZONE), datetime.combine(found, hours[1], OFFICE_ZONE)


def day(words: str, today: date) -> date | None:
    """The first day that is named; None when none is. Raises `Refusal` for a day that does not exist."""
    for name, ahead in _NAMED.items():
        if name in words:
            return today + timedelta(days=ahead)
    week = _WEEKDAY.search(words)
    if week:
        ahead = ("一二三四五六日".index(week.group(2).replace("天", "日")) - today.weekday()) % 7
        return today + timedelta(days=ahead + (7 if week.group(1) and ahead + today.weekday() < 7 else 0))
    found = _DAY.search(words)
    if found is None:
        return None
    year, month, number = found.groups()
    try:
        named = date(int(year or today.year), int(month), int(number))
    except ValueError:
        raise Refusal(text("reception-bad-moment")) from None
    return named if year or named >= today else named.replace(year=today.year + 1)


def times(words: str) -> list[time]:
    """The hours that are named, in order. Raises `Refusal` for one that does not exist."""
    found: list[time] = []
    for hour, minutes, half in _HOUR.findall(_DAY.sub(" ", words)):
        number = 30 if half == "半" else int(minutes or half or 0)
        if int(hour) > 23 or number > 59:
            raise Refusal(text("reception-bad-moment"))
        afternoon = "下午" in words and int(hour) < 12 and len(found) == 0
        found.append(time(int(hour) + (12 if afternoon else 0), number))
    return found


def stretch(said: str, now: datetime) -> tuple[datetime, datetime]:
    """A time on duty: `周五 17:30-次日 8:00`, `12-05 全天`, `12-30 17:30 至 12-31 8:00`.

    An end that is not after the beginning is the next day's. Raises `Refusal` when it cannot be read, is over
    already, or is longer than a week.
    """
    words = said.translate(_FULL_WIDTH)
    today = now.astimezone(OFFICE_ZONE).date()
    first = day(words, today)
    if first is None:
        raise Refusal(text("duty-bad"))
    if _WHOLE_DAY in words:
        since, until = midnight(first), midnight(first + timedelta(days=1))
    else:
        hours, last = times(words), last_day(words, today)
        if len(hours) != 2:
            raise Refusal(text("duty-bad"))
        since = datetime.combine(first, hours[0], OFFICE_ZONE)
        until = datetime.combine(max(last or first, first), hours[1], OFFICE_ZONE)
        if until <= since:
            until += timedelta(days=1)
    if until <= now or until - since > timedelta(days=7):
        raise Refusal(text("duty-bad"))
    return since, until


def midnight(value: date) -> datetime:
    """The beginning of a day of the office."""
    return datetime.combine(value, time(), OFFICE_ZONE)


def last_day(words: str, today: date) -> date | None:
    """The second day that is written as a date, if there is one."""
    dates = list(_DAY.finditer(words))
    return day(dates[1].group(), today) if len(dates) > 1 else None

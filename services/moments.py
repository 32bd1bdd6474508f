"""Dates and hours as officers write them: 12-30 9:00, 2027年1月5日 14:30, 明天上午十点, 周五下午 2:30-5:00."""

import re
from datetime import date, datetime, time, timedelta

from casework.petition import OFFICE_ZONE, Refusal
from casework.wording import text

_DAY = re.compile(
    r"(?<![:：\d])(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})(?![:：\d])\s*[日号]?"
)
_NAMED = {"大后天": 3, "今天": 0, "今日": 0, "今晚": 0, "明天": 1, "明日": 1, "明早": 1, "后天": 2}
_WEEKDAY = re.compile(r"(下)?(?:周|星期|礼拜)([一二三四五六日天])")
_HOUR = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)|(?P<anew>次日|第二天)"
    r"|(?<!\d)(?P<hour>\d{1,2})\s*(?:[:：]\s*(?P<minute>\d{2})|[点时]\s*(?P<more>半|[13]刻|\d{1,2}分?(?!\d))?)"
)
_MORE = {"半": 30, "1刻": 15, "3刻": 45}
_LATER = ("下午", "傍晚", "晚上")
"""Parts of the day whose hours are told from one to eleven, and mean twelve more."""
_HOURLESS = ("上午", "早上", "早晨")
"""Parts of the day that may stand without an hour: nine in the morning is meant."""
_NUMERAL = re.compile(r"(?<![周期拜])[一二两三四五六七八九十]{1,3}(?=\s*[点时月日号分刻])")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_WHOLE_DAY = "全天"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")


def moment(said: str, now: datetime) -> datetime:
    """The moment that was written, in the office's zone; without an hour, nine in the morning.

    A day without a year is the next one. Raises `Refusal` when no day or hour can be read.
    """
    words = arabic(said)
    today = now.astimezone(OFFICE_ZONE).date()
    hours = times(words)
    found = day(words, today)
    if (found is None and not hours) or (not hours and tells_hour(words)):
        raise Refusal(text("reception-bad-moment"))
    return datetime.combine(found or today, hours[0] if hours else time(9, 0), OFFICE_ZONE)


def span(said: str, now: datetime) -> tuple[datetime, datetime]:
    """A day with two hours: 周五 9:00-11:30. Raises `Refusal` when it is not, or ends before it begins."""
    words = arabic(said)
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


def arabic(said: str) -> str:
    """The words with their numbers in ASCII digits: １２, and 十二 before 点, 月, 日 and the like (not 周二)."""

    def digits(found: re.Match[str]) -> str:
        tens, ten, ones = found.group().rpartition("十")
        return str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))

    return _NUMERAL.sub(digits, said.translate(_FULL_WIDTH))


def tells_hour(words: str) -> bool:
    """Whether an hour is meant although none could be read: 明天下午, 明天几点."""
    parts = [found.group("part") for found in _HOUR.finditer(words) if found.group("part")]
    return any(part not in _HOURLESS for part in parts) or bool(re.search(r"[点时:：]", words))


def times(words: str) -> list[time]:
    """The hours that are named, in order; 下午 holds for those after it until another part or day is named.

    Raises `Refusal` for an hour that does not exist.
    """
    found: list[time] = []
    part = ""
    for each in _HOUR.finditer(_DAY.sub("次日", words)):
        if each["part"]:
            part = each["part"]
        elif each["anew"]:
            part = ""
        else:
            more = (each["more"] or "").removesuffix("分")
            minute = int(each["minute"] or 0) or _MORE.get(more) or int(more or 0)
            found.append(hour_of(int(each["hour"]), minute, part))
    return found


def hour_of(hour: int, minute: int, part: str) -> time:
    """An hour told in a part of the day, on the clock. Raises `Refusal` when there is none: 下午 25 点, 晚上 12 点."""
    if (part in _LATER and hour < 12) or (part == "中午" and hour < 3):
        hour += 12
    elif part == "晚上" and hour == 12:
        raise Refusal(text("reception-bad-moment"))  # the night's end, or its beginning?
    if hour > 23 or minute > 59:
        raise Refusal(text("reception-bad-moment"))
    return time(hour, minute)


def stretch(said: str, now: datetime) -> tuple[datetime, datetime]:
    """A time on duty: `周五 17:30-次日 8:00`, `12-05 全天`, `12-30 17:30 至 12-31 8:00`.

    An end that is not after the beginning is the next day's. Raises `Refusal` when it cannot be read, is over
    already, or is longer than a week.
    """
    words = arabic(said)
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

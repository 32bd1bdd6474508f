"""Working days with 调休: the office's own tables first, then `chinesecalendar`, then the law alone (暂定).

Nothing here raises for a day between 1990 and 2100: an office must be able to answer "until when?" on a day
whose year's notice is not out yet, and say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

from casework.statutory import statutory_days
from casework.wording import text
from casework.yeartables import BadTable, NamedDay, YearTable, load

__all__ = ["BadTable", "DayKind", "NamedDay", "WorkCalendar", "YearTable", "load"]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayKind:
    """Whether an office works on a day. `confirmed` is False where the year's notice is not known (暂定)."""

    workday: bool
    confirmed: bool
    why: str  # a phrase for people: 工作日, 周六, 国庆节放假, 国庆节调休上班 …


class WorkCalendar:
    """Answers which days are worked. `years` holds the notices that the office has loaded itself."""

    def __init__(self, years: Mapping[int, YearTable] | None = None) -> None:
        self.years = dict(years or {})
        self._seen: dict[date, DayKind] = {}

    def is_workday(self, day: date) -> DayKind:
        """What kind of day it is, whether that is certain, and why."""
        kind = self._seen.get(day)
        if kind is None:
            kind = self._seen[day] = self._find(day)
        return kind

    def knows(self, year: int) -> bool:
        """Whether the year's notice is known, from the office's own table or from the library."""
        return year in self.years or _library_has(year)

    def next_workday(self, day: date) -> date:
        """`day` itself if it is worked, else the first worked day after it."""
        while not self.is_workday(day).workday:
            day += ONE_DAY
        return day

    def add_workdays(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; `start` itself is not counted (民法典 201)."""
        day = start
        for _ in range(count):
            day = self.next_workday(day + ONE_DAY)
        return day

    def confirmed_between(self, start: date, end: date) -> bool:
        """Whether every day after `start` up to and including `end` is certain."""
        days = (end - start).days
        return all(self.is_workday(start + timedelta(days=n)).confirmed for n in range(1, days + 1))

    def _find(self, day: date) -> DayKind:
        # A December day may be named by the notice of the year that follows it.
        own = (self.years[year] for year in (day.year, day.year + 1) if year in self.years)
        named = next((table.days[day] for table in own if day in table.days), None)
        if named:
            return _named(day, named)
        if day.year in self.years:
            return _by_week(day, confirmed=True)
        if _library_has(day.year):
            return _from_library(day)
        return _provisional(day)


def _named(day: date, named: NamedDay) -> DayKind:
    key = "day-off" if named.off else "day-made-up"
    return DayKind(not named.off, True, text(key, name=named.name))


def _by_week(day: date, *, confirmed: bool) -> DayKind:
    worked = day.weekday() < 5
    why = text("day-work") if worked else text(f"day-weekend-{day.weekday()}")
    return DayKind(worked, confirmed, why if confirmed else text("day-provisional", why=why))


@lru_cache(maxsize=256)
def _library_has(year: int) -> bool:
    """`chinesecalendar` says honestly when it does not know a year."""
    try:
        chinese_calendar.is_workday(date(year, 6, 1))
    except NotImplementedError:
        return False
    return True


def _from_library(day: date) -> DayKind:
    off, name = chinese_calendar.get_holiday_detail(day)
    if name is None:
        return _by_week(day, confirmed=True)
    return _named(day, NamedDay(_CHINESE_NAMES.get(name, name), off))


_CHINESE_NAMES = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}


def _provisional(day: date) -> DayKind:
    key = statutory_days(day.year).get(day)
    if key is None:
        return _by_week(day, confirmed=False)
    return DayKind(False, False, text("day-provisional", why=text("day-off", name=text(key))))

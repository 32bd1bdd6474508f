"""The holidays that the law itself fixes, for years whose notice is not known yet (暂定).

《全国年节及纪念日放假办法》: the days of each revision by the year it applies from, and the 补假 of those on a
weekend. Working days on weekends (调休) are never guessed: only the yearly notice of the State Council sets them.
"""

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

SATURDAY = 5
_LUNAR = Path(__file__).parent / "rules" / "lunar.toml"


@lru_cache
def _lunar() -> dict[str, dict[str, date]]:
    """Spring Festival, Dragon Boat and Mid-Autumn of the years in the table, by year."""
    with _LUNAR.open("rb") as file:
        years: dict[str, dict[str, date]] = tomllib.load(file)["years"]
    return years


@lru_cache(maxsize=256)
def statutory_days(year: int) -> dict[date, str]:
    """The days off that the law fixes in `year`, with the wording key of each.

    Days of the lunar calendar are left out where the table has no row: the answer is 暂定 anyway.
    """
    days = {date(year, 1, 1): "holiday-new-year"}
    days |= dict.fromkeys(_labour(year), "holiday-labour")
    days |= {date(year, 10, n): "holiday-national" for n in ((1, 2, 3) if year >= 1999 else (1, 2))}
    if year >= 2008:
        days[date(year, 4, qingming(year))] = "holiday-qingming"
    row = _lunar().get(str(year))
    if row:
        first = row["spring"]
        days |= {first + timedelta(days=n): "holiday-spring" for n in range(-1, 3)}
        days.setdefault(row["dragon_boat"], "holiday-dragon-boat")
        days.setdefault(row["mid_autumn"], "holiday-mid-autumn")
    return days | _made_up(days) if year >= 1999 else days


def _made_up(days: dict[date, str]) -> dict[date, str]:
    """补假: a holiday on a Saturday or Sunday is taken on the next day that would be worked (Art. 6)."""
    added: dict[date, str] = {}
    for day in sorted(days):
        free = day
        while day.weekday() >= SATURDAY and (free.weekday() >= SATURDAY or free in days or free in added):
            free += timedelta(days=1)
        if free != day:
            added[free] = "holiday-made-up"
    return added


def _labour(year: int) -> list[date]:
    """1 May; three days in 1999-2007, two since 2025."""
    length = 3 if 1999 <= year <= 2007 else 2 if year >= 2025 else 1
    return [date(year, 5, n) for n in range(1, length + 1)]


def qingming(year: int) -> int:
    """The day in April of 清明, by the usual formula for 2000-2099; 5 April, its commonest day, otherwise."""
    if not 2000 <= year <= 2099:
        return 5
    short = year % 100
    return int(short * 0.2422 + 4.81) - short // 4

"""One year's holiday notice as data, in the schema of holiday-cn, checked before anybody counts with it.

A file looks like ``{"year": 2027, "papers": ["https://www.gov.cn/…"], "days": [{"name": "元旦",
"date": "2027-01-01", "isOffDay": true}]}``. Source of the schema: https://github.com/NateScarlet/holiday-cn.
The year is that of the State Council's notice; days of the last December before it may appear in it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.wording import text


class BadTable(ValueError):
    """A holiday table that cannot be trusted. `sentences` says everything that is wrong, for a person."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("；".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that the notice names: a day off, or a weekend day that is worked (调休)."""

    name: str
    off: bool


@dataclass(frozen=True, slots=True)
class YearTable:
    """A year's named days; every other day follows the week."""

    year: int
    days: Mapping[date, NamedDay] = field(default_factory=dict)
    papers: tuple[str, ...] = ()


def load(data: Mapping[str, Any]) -> YearTable:
    """The table of one parsed JSON file. Raises `BadTable` with every fault as a sentence."""
    faults: list[str] = []
    year = data.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 1990 <= year <= 2100:
        raise BadTable((text("calendar-bad-year", year=str(year)),))
    rows = data.get("days")
    if not isinstance(rows, list) or not rows:
        raise BadTable((text("calendar-no-days", year=str(year)),))
    days: dict[date, NamedDay] = {}
    for place, row in enumerate(rows, 1):
        fault = _read(row, place, year, days)
        if fault:
            faults.append(fault)
    if not any(named.off for named in days.values()):
        faults.append(text("calendar-no-holiday", year=str(year)))
    if faults:
        raise BadTable(tuple(faults))
    papers = data.get("papers") or ()
    return YearTable(year, dict(sorted(days.items())), tuple(str(paper) for paper in papers))


def _read(row: object, place: int, year: int, days: dict[date, NamedDay]) -> str:
    """Add one row to `days`; the fault as a sentence, or nothing."""
    if not isinstance(row, Mapping):
        return text("calendar-bad-row", place=place)
    try:
        day = date.fromisoformat(str(row.get("date")))
    except ValueError:
        return text("calendar-bad-date", place=place, value=str(row.get("date")))
    name, off = row.get("name"), row.get("isOffDay")
    if not isinstance(name, str) or not name.strip() or not isinstance(off, bool):
        return text("calendar-bad-row", place=place)
    if day.year != year and (day.year, day.month) != (year - 1, 12):
        return text("calendar-other-year", place=place, value=day.isoformat(), year=str(year))
    if day in days:
        return text("calendar-twice", value=day.isoformat())
    if not off and day.weekday() < 5:
        return text("calendar-weekday-worked", value=day.isoformat())
    days[day] = NamedDay(name.strip(), off)
    return ""

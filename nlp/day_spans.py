"""The days that a year, a month, a day, a lunar day or a festival covers; the last or the coming one of several."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from nlp import festivals

Days = tuple[date, date]
"""First and last day, inclusive."""


def span(year: int, month: int | None = None, day: int | None = None) -> Days | None:
    """The first and last day of a year, month or day; None when there is no such day."""
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, IndexError):
        return None


def lunar_span(year: int, month: int | None) -> Days | None:
    """A day counted by the moon (三月初五): it falls into the solar month of that number or into the next one."""
    if month is None:
        return None
    first, after = span(year, month), span(year + month // 12, month % 12 + 1)
    return (first[0], after[1]) if first and after else None


def festival(name: str, year: int) -> Days | None:
    """The day of a festival; None where the table does not reach."""
    found = festivals.day(name, year)
    return (found, found) if found else None


def last_or_coming(
    of_year: Callable[[int], Days | None], today: date, ahead: Callable[[date], bool]
) -> Days | None:
    """What comes back every year: the one that is coming where `ahead` says so of its first day, else the last one."""
    this, following = of_year(today.year), of_year(today.year + 1)
    coming = this if this and this[0] > today else following
    if coming and ahead(coming[0]):
        return coming
    return this if this and this[0] <= today else of_year(today.year - 1)

"""The periods of reports: weeks, months, quarters and years of the office's calendar, and how people write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from casework.indicators import Period
from casework.petition import OFFICE_ZONE, Refusal
from casework.wording import DEFAULT_LOCALE, text


class SpanKind(StrEnum):
    """How long a report's period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of whole days in the office's zone, from `start` up to, and without, `end`."""

    kind: SpanKind
    start: date
    end: date

    @property
    def period(self) -> Period:
        """The same days, as the indicators take them."""
        return Period(self.start, self.end)

    @property
    def last(self) -> date:
        """The last day."""
        return self.end - timedelta(days=1)

    @property
    def since(self) -> datetime:
        """The first moment, aware."""
        return datetime.combine(self.start, time(), OFFICE_ZONE)

    @property
    def until(self) -> datetime:
        """The first moment after it, aware."""
        return datetime.combine(self.end, time(), OFFICE_ZONE)

    @property
    def name(self) -> str:
        """As a title has it: 2026年11月; 2026年第47周（11月16日至11月22日）."""
        year, week, _ = self.start.isocalendar()
        facts: dict[str, str | int] = {
            "year": str(year if self.kind is SpanKind.WEEK else self.start.year),
            "week": week,
            "month": self.start.month,
            "quarter": (self.start.month + 2) // 3,
            "from": self.start.isoformat(),
            "to": self.last.isoformat(),
        }
        return text(f"span-{self.kind}", locale=DEFAULT_LOCALE, **facts)

    @property
    def code(self) -> str:
        """As `parse` reads it, and as file names have it: 2026W47, 2026-11, 2026Q4, 2026."""
        if self.kind is SpanKind.WEEK:
            year, week, _ = self.start.isocalendar()
            return f"{year}W{week:02}"
        if self.kind is SpanKind.MONTH:
            return f"{self.start:%Y-%m}"
        if self.kind is SpanKind.QUARTER:
            return f"{self.start.year}Q{(self.start.month + 2) // 3}"
        if self.kind is SpanKind.YEAR:
            return str(self.start.year)
        return f"{self.start.isoformat()}..{self.last.isoformat()}"

    def before(self) -> "Span":
        """The period of the same kind just before."""
        return span(self.kind, self.start - timedelta(days=1))


def span(kind: SpanKind, day: date) -> Span:
    """The week (from Monday), month, quarter or year that a day lies in."""
    if kind is SpanKind.WEEK:
        start = day - timedelta(days=day.weekday())
        return Span(kind, start, start + timedelta(days=7))
    months = {SpanKind.MONTH: 1, SpanKind.QUARTER: 3, SpanKind.YEAR: 12}.get(kind)
    if months is None:
        raise ValueError("only named periods lie around a day")
    first = (day.month - 1) // months * months
    start = date(day.year, first + 1, 1)
    end = date(day.year + (first + months) // 12, (first + months) % 12 + 1, 1)
    return Span(kind, start, end)


_NAMED = {
    "week": SpanKind.WEEK, "周": SpanKind.WEEK, "本周": SpanKind.WEEK,
    "month": SpanKind.MONTH, "月": SpanKind.MONTH, "本月": SpanKind.MONTH,
    "quarter": SpanKind.QUARTER, "季": SpanKind.QUARTER, "本季": SpanKind.QUARTER, "本季度": SpanKind.QUARTER,
    "year": SpanKind.YEAR, "年": SpanKind.YEAR, "本年": SpanKind.YEAR, "今年": SpanKind.YEAR,
}  # fmt: skip
_PAST = {
    "上周": SpanKind.WEEK, "上月": SpanKind.MONTH, "上个月": SpanKind.MONTH, "上季": SpanKind.QUARTER,
    "上季度": SpanKind.QUARTER, "去年": SpanKind.YEAR, "last-week": SpanKind.WEEK, "last-month": SpanKind.MONTH,
    "last-quarter": SpanKind.QUARTER, "last-year": SpanKind.YEAR,
}  # fmt: skip
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})[-年](\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def parse(words: str, today: date) -> Span:
    """The period that somebody wrote: month, 上月, 2026-11, 2026W47, 2026Q4, 2026, 2026-01-01..2026-03-31.

    Raises `Refusal` with the forms that are understood.
    """
    said = words.strip()
    if said in _NAMED:
        return span(_NAMED[said], today)
    if said in _PAST:
        return span(_PAST[said], today).before()
    try:
        found = _written(said)
    except ValueError:
        found = None
    if found is None or found.end <= found.start:
        raise Refusal(text("span-unknown", words=said))
    return found


def _written(said: str) -> Span | None:
    if hit := _WEEK.fullmatch(said):
        return span(SpanKind.WEEK, date.fromisocalendar(int(hit[1]), int(hit[2]), 1))
    if hit := _QUARTER.fullmatch(said):
        return span(SpanKind.QUARTER, date(int(hit[1]), int(hit[2]) * 3, 1))
    if hit := _MONTH.fullmatch(said):
        return span(SpanKind.MONTH, date(int(hit[1]), int(hit[2]), 1))
    if hit := _YEAR.fullmatch(said):
        return span(SpanKind.YEAR, date(int(hit[1]), 1, 1))
    if hit := _DAYS.fullmatch(said):
        last = date.fromisoformat(hit[2])
        return Span(SpanKind.OTHER, date.fromisoformat(hit[1]), last + timedelta(days=1))
    return None

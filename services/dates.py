"""Dates and moments as people of the office read them."""

from collections.abc import Callable
from datetime import date, datetime

from casework.petition import OFFICE_ZONE
from casework.wording import speaking, text, written_day


def day(value: date) -> str:
    """`2026 年 12 月 6 日`, or as whoever reads writes it; always with the year, since clocks cross years."""
    return written_day(value)


def short(value: date) -> str:
    """`12-06`, or as whoever reads writes it: not to be kept for others."""
    return text("date-short", month=text(f"date-brief-{value.month}"), dd=f"{value.day:02}")


def recorded(value: date, written: Callable[[date], str] = day) -> str:
    """A date that is stored for others to read: in the first language, whoever writes it down."""
    with speaking():
        return written(value)


def moment(value: datetime) -> str:
    """`2026-11-21 10:32` in the office's zone."""
    return value.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")


def local(value: datetime) -> date:
    """The office's date of a moment."""
    return value.astimezone(OFFICE_ZONE).date()

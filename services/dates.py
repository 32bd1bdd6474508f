"""Dates and moments as people of the office read them."""

from datetime import date, datetime

from casework.petition import OFFICE_ZONE


def day(value: date) -> str:
    """`12 月 6 日`, with the year when it is not clear from itself: always, since clocks cross years."""
    return f"{value.year} 年 {value.month} 月 {value.day} 日"


def short(value: date) -> str:
    """`12-06`."""
    return value.strftime("%m-%d")


def moment(value: datetime) -> str:
    """`2026-11-21 10:32` in the office's zone."""
    return value.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")


def local(value: datetime) -> date:
    """The office's date of a moment."""
    return value.astimezone(OFFICE_ZONE).date()

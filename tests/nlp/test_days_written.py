"""A day or a number of days that is the whole answer."""

from datetime import date

import pytest

from nlp import days_written

TODAY = date(2026, 11, 21)
"""A Saturday."""


@pytest.mark.parametrize(
    ("said", "coming", "has_been"),
    [
        ("2026-12-05", date(2026, 12, 5), date(2026, 12, 5)),
        ("2026年12月5日", date(2026, 12, 5), date(2026, 12, 5)),
        ("12月1日", date(2026, 12, 1), date(2025, 12, 1)),
        ("十二月一号前", date(2026, 12, 1), date(2025, 12, 1)),
        ("1月28日上午", date(2027, 1, 28), date(2026, 1, 28)),
        ("11月21日", TODAY, TODAY),
        ("11/30", date(2026, 11, 30), date(2025, 11, 30)),
        ("下周五", date(2026, 11, 27), date(2026, 11, 27)),
        ("明天", date(2026, 11, 22), date(2026, 11, 22)),
        ("昨天", date(2026, 11, 20), date(2026, 11, 20)),
        ("尽快", None, None),
        ("十天", None, None),
        ("10", None, None),
        ("下个月", None, None),
    ],
)
def test_a_day_is_read_as_it_is_asked_for(said: str, coming: date | None, has_been: date | None) -> None:
    assert days_written.day(said, TODAY, coming=True) == coming
    assert days_written.day(said, TODAY, coming=False) == has_been


def test_a_leap_day_is_the_next_one_there_is() -> None:
    assert days_written.day("2月29日", TODAY, coming=True) == date(2028, 2, 29)


@pytest.mark.parametrize("said", ["2月30日", "13月1日", "2026-02-30"])
def test_a_day_that_no_calendar_has_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        days_written.day(said, TODAY, coming=True)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("10", 10),
        ("十天", 10),
        ("5个工作日", 5),
        ("两周", 14),
        ("二十日内", 20),
        ("０", 0),
        ("几天", None),
        ("12月1日", None),
        ("-3", None),
        ("", None),
    ],
)
def test_a_number_of_days(said: str, days: int | None) -> None:
    assert days_written.count(said) == days

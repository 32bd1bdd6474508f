"""Dates and hours as officers write them."""

from datetime import datetime

import pytest

from casework.petition import OFFICE_ZONE, Refusal
from handlers.admin import moments
from tests.people import MORNING


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("12-30 9:00", datetime(2026, 12, 30, 9, 0)),
        ("2027年1月5日 14:30", datetime(2027, 1, 5, 14, 30)),
        ("１２－３０ ９：００", datetime(2026, 12, 30, 9, 0)),
        ("明天 9点半", datetime(2026, 11, 22, 9, 30)),
        ("今天下午3点", datetime(2026, 11, 21, 15, 0)),
        ("周五 8:30", datetime(2026, 11, 27, 8, 30)),
        ("1月5日", datetime(2027, 1, 5, 9, 0)),
    ],
)
def test_a_moment_is_read(said: str, at: datetime) -> None:
    assert moments.moment(said, MORNING) == at.replace(tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize("said", ["改天", "13-40 9:00", "明天 25:00"])
def test_what_is_no_moment_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(Refusal, match="没看懂"):
        moments.moment(said, MORNING)


@pytest.mark.parametrize("said", ["周五", "周五 9:00", "周五 11:00-9:00"])
def test_a_stretch_needs_a_day_and_two_hours_in_order(said: str) -> None:
    with pytest.raises(Refusal, match="没看懂"):
        moments.span(said, MORNING)

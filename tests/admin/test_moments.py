"""Dates and hours as officers write them."""

from datetime import datetime

import pytest

from casework.petition import OFFICE_ZONE, Refusal
from services import moments
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
        ("明天上午十点", datetime(2026, 11, 22, 10, 0)),
        ("明天上午", datetime(2026, 11, 22, 9, 0)),
        ("下周一下午两点半", datetime(2026, 11, 23, 14, 30)),
        ("周二十点", datetime(2026, 11, 24, 10, 0)),
        ("大后天晚上7点一刻", datetime(2026, 11, 24, 19, 15)),
        ("十二月三十日十一点二十分", datetime(2026, 12, 30, 11, 20)),
        ("今天中午12点", datetime(2026, 11, 21, 12, 0)),
        ("今天中午1点", datetime(2026, 11, 21, 13, 0)),
        ("明天 10点5分", datetime(2026, 11, 22, 10, 5)),
    ],
)
def test_a_moment_is_read(said: str, at: datetime) -> None:
    assert moments.moment(said, MORNING) == at.replace(tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize("said", ["改天", "13-40 9:00", "明天 25:00", "明天下午", "明天几点", "晚上12点"])
def test_what_is_no_moment_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(Refusal, match="没看懂"):
        moments.moment(said, MORNING)


@pytest.mark.parametrize("said", ["周五", "周五 9:00", "周五 11:00-9:00"])
def test_a_stretch_needs_a_day_and_two_hours_in_order(said: str) -> None:
    with pytest.raises(Refusal, match="没看懂"):
        moments.span(said, MORNING)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("周五下午 2:30-5:00", (14, 30), (17, 0)),
        ("周五上午九点到下午三点", (9, 0), (15, 0)),
        ("周五 9点至11点半", (9, 0), (11, 30)),
        ("12-04 14:30-17:00", (14, 30), (17, 0)),
    ],
)
def test_the_two_hours_of_a_day_are_read(said: str, since: tuple[int, int], until: tuple[int, int]) -> None:
    begins, ends = moments.span(said, MORNING)
    assert ((begins.hour, begins.minute), (ends.hour, ends.minute)) == (since, until)
    assert begins.date() == ends.date()


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("周五下午5点半-次日8点", datetime(2026, 11, 28, 8, 0)),
        ("11-27 17:30 至 11-28 8:00", datetime(2026, 11, 28, 8, 0)),
        ("周五 全天", datetime(2026, 11, 28, 0, 0)),
    ],
)
def test_a_time_on_duty_may_end_the_next_morning(said: str, until: datetime) -> None:
    since, ends = moments.stretch(said, MORNING)
    assert since.date() == datetime(2026, 11, 27).date()
    assert ends == until.replace(tzinfo=OFFICE_ZONE)

"""Which days are worked: the notices, the make-up days, and the years that nobody knows yet."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendar import BadTable, WorkCalendar, load

TABLE_2027: dict[str, Any] = {
    "year": 2027,
    "papers": ["https://www.gov.cn/example"],
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2026-12-27", "isOffDay": False},
        {"name": "春节", "date": "2027-02-05", "isOffDay": True},
        {"name": "春节", "date": "2027-02-06", "isOffDay": True},
        {"name": "春节", "date": "2027-02-14", "isOffDay": False},
    ],
}


@pytest.mark.parametrize(
    ("start", "days", "limit"),
    [
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-09-30", 10, "2026-10-20"),
        ("2026-02-13", 3, "2026-02-25"),
    ],
)
def test_working_days_are_counted_with_make_up_days(start: str, days: int, limit: str) -> None:
    counted = WorkCalendar().add_workdays(date.fromisoformat(start), days)
    assert counted == date.fromisoformat(limit)


def test_2026_has_248_working_days_and_six_made_up() -> None:
    calendar = WorkCalendar()
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum(calendar.is_workday(day).workday for day in year) == 248
    made_up = [f"{day:%m-%d}" for day in year if calendar.is_workday(day).workday and day.weekday() > 4]
    assert made_up == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    assert calendar.is_workday(date(2026, 10, 10)).why == "国庆节调休上班"
    assert calendar.is_workday(date(2026, 10, 1)).why == "国庆节放假"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_no_day_of_any_year_raises_and_each_has_a_reason(day: date) -> None:
    kind = WorkCalendar().is_workday(day)
    assert kind.why
    assert kind.confirmed == (2004 <= day.year <= 2026)


@given(st.dates(date(1990, 1, 1), date(2100, 11, 30)), st.integers(1, 20))
def test_counting_never_raises_and_ends_on_a_working_day(start: date, count: int) -> None:
    calendar = WorkCalendar()
    limit = calendar.add_workdays(start, count)
    assert limit > start
    assert calendar.is_workday(limit).workday


def test_a_year_without_notice_knows_only_what_the_law_fixes_and_says_so() -> None:
    calendar = WorkCalendar()
    off = [
        f"{day:%m-%d}"
        for day in (date(2027, 1, 1) + timedelta(days=n) for n in range(365))
        if day.weekday() < 5 and not calendar.is_workday(day).workday
    ]
    fixed = ["01-01", "02-05", "02-08", "04-05", "06-09", "09-15", "10-01"]
    made_up = ["02-09", "02-10", "05-03", "05-04", "10-04", "10-05"]
    assert off == sorted(fixed + made_up)
    new_year = calendar.is_workday(date(2027, 1, 1))
    assert (new_year.workday, new_year.confirmed) == (False, False)
    assert new_year.why.startswith("暂定")
    assert calendar.add_workdays(date(2026, 12, 28), 5) == date(2027, 1, 5)
    assert not calendar.confirmed_between(date(2026, 12, 28), date(2027, 1, 5))


def test_the_offices_own_table_stands_before_the_library() -> None:
    calendar = WorkCalendar({2027: load(TABLE_2027)})
    assert calendar.is_workday(date(2027, 2, 14)).workday
    assert calendar.is_workday(date(2027, 2, 14)).confirmed
    assert not calendar.is_workday(date(2027, 2, 5)).workday
    assert calendar.knows(2027)
    own_2026 = load({"year": 2026, "days": [{"name": "试", "date": "2026-11-23", "isOffDay": True}]})
    assert not WorkCalendar({2026: own_2026}).is_workday(date(2026, 11, 23)).workday


def test_a_december_day_may_be_named_by_next_years_notice() -> None:
    calendar = WorkCalendar({2027: load(TABLE_2027)})
    assert calendar.is_workday(date(2026, 12, 27)).workday


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"year": "2027", "days": []}, "年份"),
        ({"year": 2027, "days": []}, "没有日期"),
        (
            {"year": 2027, "days": [{"name": "x", "date": "2027-13-01", "isOffDay": True}]},
            "2027-01-01 的样子",
        ),
        ({"year": 2027, "days": [{"name": "x", "date": "2025-01-01", "isOffDay": True}]}, "不属于 2027"),
        (
            {"year": 2027, "days": [{"name": "x", "date": "2027-01-04", "isOffDay": False}]},
            "本来就是周一到周五",
        ),
        ({"year": 2027, "days": [{"name": "", "date": "2027-01-01", "isOffDay": True}]}, "不完整"),
        ({"year": 2027, "days": ["2027-01-01"]}, "不完整"),
        ({"year": 2027, "days": [{"name": "x", "date": "2027-01-03", "isOffDay": False}]}, "没有一天放假"),
        ({"year": 2027, "days": [TABLE_2027["days"][0]] * 2}, "两次"),
    ],
)
def test_a_bad_table_is_refused_with_sentences(data: dict[str, object], said: str) -> None:
    with pytest.raises(BadTable) as refused:
        load(data)
    assert said in "".join(refused.value.sentences)


def test_a_holiday_on_a_weekend_is_made_up_for_even_before_the_notice() -> None:
    calendar = WorkCalendar()
    made_up = ("2027-02-09", "2027-02-10", "2027-05-03", "2027-05-04", "2027-10-04", "2027-10-05")
    for day in map(date.fromisoformat, made_up):
        found = calendar.is_workday(day)
        assert (found.workday, found.confirmed) == (False, False), "暂定, as the law alone says"
    for day in ("2027-02-11", "2027-05-05", "2027-10-06"):
        assert calendar.is_workday(date.fromisoformat(day)).workday

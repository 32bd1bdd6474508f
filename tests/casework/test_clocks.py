"""The statutory clocks against the articles, against known dates, and against a second, independent count."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar.constants as facts
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import clocks
from casework.calendar import WorkCalendar, load
from casework.clocks import BadRules, ClockRules, deadline_json
from tests.casework.test_calendar import TABLE_2027

CALENDAR = WorkCalendar()
RULES = ClockRules.load()

ARTICLES = [
    # id, unit, length, whose, rolls, article
    ("C1", "day", 15, "bureau", False, "第22条"),
    ("C2", "day", 15, "unit", False, "第23条第2款"),
    ("C3", "day", 15, "unit", False, "第23条第3款"),
    ("C4", "workday", 5, "unit", False, "第23条第3款"),
    ("C5", "day", 60, "unit", False, "第34条"),
    ("C6", "day", 30, "unit", False, "第34条"),
    ("C7", "day", 30, "citizen", True, "第35条"),
    ("C8", "day", 30, "review", False, "第35条"),
    ("C9", "day", 30, "citizen", True, "第36条"),
    ("C10", "day", 30, "review", False, "第36条"),
    ("C11", "day", None, "unit", False, "第22条第1款第3项"),
    ("S1", "workday", 3, "unit", False, "简易办理规定"),
    ("S2", "workday", 1, "level", False, "简易办理规定"),
    ("S3", "workday", 10, "unit", False, "简易办理规定"),
    ("H1", "workday", 5, "unit", False, "便民热线条例"),
    ("R1", "day", 30, "unit", False, "第40条第4款"),
    ("E1", "day", 30, "citizen", True, "满意度评价办法"),
]


@pytest.mark.parametrize(("name", "unit", "length", "whose", "rolls", "article"), ARTICLES)
def test_each_clock_says_what_its_article_says(
    name: str, unit: str, length: int | None, whose: str, rolls: bool, article: str
) -> None:
    rule = RULES.rule(name, date(2026, 11, 21))
    assert (rule.unit, rule.length, rule.whose, rule.roll == "citizen", rule.article) == (
        unit, length, whose, rolls, article,
    )  # fmt: skip


def test_only_the_review_of_a_review_stops_for_a_hearing() -> None:
    assert [rule.id for rule in RULES.rules if rule.pause != "none"] == ["C10"]


def test_only_the_citizens_windows_roll() -> None:
    assert {rule.id for rule in RULES.rules if rule.roll == "citizen"} == {"C7", "C9", "E1", "Q1", "U1"}
    assert all(rule.whose == "citizen" for rule in RULES.rules if rule.roll == "citizen")


# ---------------------------------------------------------------- a second count that shares no code


def works(day: date) -> bool:
    """Straight from the notices as `chinesecalendar` has them, without its functions and without ours."""
    if day in facts.workdays:
        return True
    return day.weekday() < 5 and day not in facts.holidays


def second_count(start: date, unit: str, length: int, rolls: bool) -> tuple[date, date]:
    """The binding and the rolled limit, by lists of days instead of a walk."""
    if unit == "workday":
        later = [start + timedelta(days=n) for n in range(1, length * 4 + 30)]
        limit = [day for day in later if works(day)][length - 1]
        return limit, limit
    limit = date.fromordinal(start.toordinal() + length)
    rolled = next(day for day in (limit + timedelta(days=n) for n in range(20)) if works(day))
    return (rolled if rolls else limit), rolled


COUNTED = [row for row in ARTICLES if row[2] is not None]
FIRST, LAST = date(2019, 1, 1), date(2026, 9, 1)


@pytest.mark.parametrize(("name", "unit", "length", "whose", "rolls", "article"), COUNTED)
def test_every_start_day_from_2019_to_2026_agrees_with_the_second_count(
    name: str, unit: str, length: int, whose: str, rolls: bool, article: str
) -> None:
    for n in range((LAST - FIRST).days + 1):
        start = FIRST + timedelta(days=n)
        found = RULES.start(name, start, CALENDAR)
        assert (found.limit, found.rolled_limit) == second_count(start, unit, length, rolls), start
        assert found.confirmed


BOUNDARIES = sorted({day + timedelta(days=n) for day in (*facts.holidays, *facts.workdays) for n in (-1, 0, 1)
                     if FIRST <= day <= LAST})  # fmt: skip


@given(st.sampled_from(BOUNDARIES), st.integers(1, 60), st.sampled_from(["C4", "C5", "C7", "S3"]))
def test_any_length_around_a_holiday_agrees_too_and_its_explanation_adds_up(
    start: date, length: int, name: str
) -> None:
    rule = RULES.rule(name, start)
    length = min(length, rule.cap or length)
    if start + timedelta(days=length * 2 + 20) > date(2026, 12, 31):
        start = start.replace(year=start.year - 1) if (start.month, start.day) != (2, 29) else FIRST
    found = RULES.explain(name, start, CALENDAR, length=length)
    assert (found.clock.limit, found.clock.rolled_limit) == second_count(
        start, rule.unit, length, rule.roll == "citizen"
    )
    assert sum(day.counted for day in found.days) == length
    assert [day.day for day in found.days] == [start + timedelta(days=n) for n in range(len(found.days))]
    assert found.days[-1].day == found.clock.rolled_limit
    assert not found.days[0].counted


# ---------------------------------------------------------------- known dates


@pytest.mark.parametrize(
    ("clock", "start", "limit", "rolled"),
    [
        ("C1", "2026-11-21", "2026-12-06", "2026-12-07"),
        ("C3", "2026-11-23", "2026-12-08", "2026-12-08"),
        ("C4", "2026-11-23", "2026-11-30", "2026-11-30"),
        ("C4", "2026-09-30", "2026-10-13", "2026-10-13"),
        ("C5", "2026-11-25", "2027-01-24", "2027-01-25"),
        ("C7", "2027-01-22", "2027-02-22", "2027-02-22"),
        ("C7", "2026-09-02", "2026-10-08", "2026-10-08"),
        ("C8", "2026-09-02", "2026-10-02", "2026-10-08"),
        ("S3", "2026-09-30", "2026-10-20", "2026-10-20"),
    ],
)
def test_known_dates(clock: str, start: str, limit: str, rolled: str) -> None:
    found = RULES.start(clock, date.fromisoformat(start), CALENDAR)
    assert (found.limit.isoformat(), found.rolled_limit.isoformat()) == (limit, rolled)


def test_the_office_counts_in_shanghai_whatever_the_server_thinks() -> None:
    late = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # 00:30 of the 21st in Shanghai
    assert RULES.start("C1", late, CALENDAR).started == date(2026, 11, 21)


def test_a_limit_that_crosses_into_an_unknown_year_is_provisional() -> None:
    assert not RULES.start("S3", date(2026, 12, 18), CALENDAR).confirmed
    assert RULES.start("S3", date(2026, 12, 10), CALENDAR).confirmed
    assert "暂定" in RULES.explain("S3", date(2026, 12, 18), CALENDAR).summary


def test_loading_the_year_moves_only_what_it_changes() -> None:
    known = WorkCalendar({2027: load(TABLE_2027)})
    before = RULES.start("S3", date(2027, 1, 25), CALENDAR)
    after = RULES.recount(before, CALENDAR, known)
    assert (before.confirmed, after.confirmed) == (False, True)
    # Of an unknown year the days of 放假办法 count: 春节 5–8 February, and two 补假 for its Saturday and Sunday.
    assert (before.limit, after.limit) == (date(2027, 2, 12), date(2027, 2, 9))
    moved = RULES.recount(RULES.start("S1", date(2026, 12, 25), CALENDAR), CALENDAR, known)
    assert moved.limit == date(2026, 12, 29)
    unmoved = RULES.start("C5", date(2026, 12, 1), CALENDAR)
    assert RULES.recount(unmoved, CALENDAR, known).limit == unmoved.limit


def test_an_extension_has_a_cap_and_a_commission_needs_a_date() -> None:
    with pytest.raises(BadRules, match="最长 30"):
        RULES.start("C6", date(2026, 11, 21), CALENDAR, length=31)
    with pytest.raises(BadRules, match="没有固定天数"):
        RULES.start("C11", date(2026, 11, 21), CALENDAR)
    with pytest.raises(BadRules, match="至少"):
        RULES.start("C5", date(2026, 11, 21), CALENDAR, length=0)
    due = RULES.start("C11", date(2026, 11, 21), CALENDAR, due=date(2026, 12, 15))
    assert due.limit == date(2026, 12, 15)
    same_day = RULES.start("C11", date(2026, 11, 21), CALENDAR, due=date(2026, 11, 21))
    assert same_day.limit == date(2026, 11, 22), "the day it begins is not counted"


def test_a_hearing_gives_the_reviewing_body_its_days_back_and_nobody_else() -> None:
    clock = RULES.start("C10", date(2026, 11, 2), CALENDAR)
    assert RULES.paused(clock, 5, CALENDAR).limit == clock.limit + timedelta(days=5)
    with pytest.raises(BadRules, match="不因听证停止"):
        RULES.paused(RULES.start("C5", date(2026, 11, 2), CALENDAR), 5, CALENDAR)


def test_the_urgent_clock_counts_hours() -> None:
    found = RULES.start("C1u", datetime(2026, 11, 21, 15, 0, tzinfo=UTC), CALENDAR)
    assert found.due_at == datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    assert found.limit == date(2026, 11, 22)


def test_a_local_pack_stands_before_the_national_one_where_it_applies(tmp_path: Path) -> None:
    pack = tmp_path / "jinan.toml"
    pack.write_text(
        'pack = "济南"\n[[clock]]\nid = "H1"\nevent = "dispatch"\nunit = "workday"\nlength = 3\nwhose = "unit"\n'
        'article = "本地规定第24条"\nfrom = 2026-06-01\njurisdiction = "3701"\nchannel = "telegram"\n',
        encoding="utf-8",
    )
    rules = ClockRules.load(pack)
    here = {"jurisdiction": "370102", "channel": "telegram"}
    assert rules.rule("H1", date(2026, 7, 1), **here).length == 3
    assert rules.rule("H1", date(2026, 5, 1), **here).length == 5
    assert rules.rule("H1", date(2026, 7, 1), jurisdiction="350881", channel="telegram").length == 5
    assert rules.rule("H1", date(2026, 7, 1), jurisdiction="370102", channel="web").length == 5


def test_a_provincial_clock_exists_only_in_its_province() -> None:
    assert RULES.has("M1", jurisdiction="371100")
    assert not RULES.has("M1", jurisdiction="350881")
    with pytest.raises(KeyError):
        RULES.rule("M1", date(2026, 1, 1), jurisdiction="350881")


@pytest.mark.parametrize(
    "row",
    [
        'id = "X"\nevent = "e"\nunit = "month"\nwhose = "unit"\nlength = 1',
        'id = "X"\nevent = "e"\nunit = "day"\nwhose = "nobody"\nlength = 1',
        'id = "X"\nunit = "day"\nwhose = "unit"\nlength = 1',
        'id = "X"\nevent = "e"\nunit = "day"\nwhose = "unit"\nlength = 0',
        'id = "X"\nevent = "e"\nunit = "day"\nwhose = "unit"\nlength = 1\ncolour = "red"',
        "id = ",
    ],
)
def test_a_bad_pack_is_refused_with_its_name(tmp_path: Path, row: str) -> None:
    pack = tmp_path / "local.toml"
    pack.write_text(f"[[clock]]\n{row}\n", encoding="utf-8")
    with pytest.raises(BadRules, match=r"local\.toml"):
        ClockRules.load(pack)


def test_the_json_has_the_documented_fields() -> None:
    answer = deadline_json(clocks.explain("C4", date(2026, 9, 30), CALENDAR))
    assert list(answer) == ["clock", "from", "limit", "rolled_limit", "confirmed", "article", "days"]
    assert (answer["clock"], answer["from"], answer["limit"]) == ("C4", "2026-09-30", "2026-10-13")
    assert answer["article"] == "《信访工作条例》第23条第3款"
    assert [day["date"] for day in answer["days"] if day["counted"]] == [
        "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12", "2026-10-13",
    ]  # fmt: skip
    assert answer["days"][10]["why"] == "第 3 个工作日（国庆节调休上班）"


def test_days_left_counts_to_the_last_day() -> None:
    assert clocks.days_left(date(2026, 11, 30), date(2026, 11, 23)) == 7
    assert clocks.days_left(date(2026, 11, 30), date(2026, 11, 30)) == 0
    assert clocks.days_left(date(2026, 11, 30), date(2026, 12, 2)) == -2

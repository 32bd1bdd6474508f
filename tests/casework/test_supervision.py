"""When clocks ring, how far an overdue duty climbs, and what a 督办 is drafted from."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import grounds
from casework.clocks import ClockRules
from casework.grounds import Due, Seen, propose
from casework.petition import ClockStart
from casework.supervision import Level, Stage, alarms, level, ping_pong, ring
from tests.casework.matters import CALENDAR, Matter

RULES = ClockRules.load()


def shown(clock: ClockStart, **more: Any) -> list[tuple[str, str]]:
    """Alarms as (stage, moment in Shanghai)."""
    zone = timedelta(hours=8)
    return [(alarm.stage.value, f"{alarm.due_at + zone:%m-%d %H:%M}") for alarm in alarms(clock, **more)]


def test_a_long_clock_rings_at_nine_seven_three_and_one_days_before_and_then_climbs() -> None:
    clock = RULES.start("C3", date(2026, 11, 23), CALENDAR)
    assert shown(clock) == [
        ("t-7", "12-01 09:00"), ("t-3", "12-05 09:00"), ("t-1", "12-07 09:00"), ("due", "12-08 09:00"),
        ("overdue", "12-09 09:00"), ("bureau", "12-13 09:00"), ("supervision", "12-18 09:00"),
    ]  # fmt: skip


def test_a_short_clock_leaves_out_what_lies_before_its_start() -> None:
    clock = RULES.start("S1", date(2026, 11, 23), CALENDAR)  # due on the 26th
    assert [stage for stage, _ in shown(clock)] == ["t-1", "due", "overdue", "bureau", "supervision"]


def test_with_a_calendar_alarms_move_to_working_days() -> None:
    clock = RULES.start("C3", date(2026, 11, 23), CALENDAR)
    moved = dict(shown(clock, calendar=CALENDAR))
    assert moved["t-3"] == "12-04 09:00", "Saturday the 5th: the Friday before"
    assert moved["bureau"] == "12-14 09:00", "Sunday the 13th: the Monday after"


def test_what_is_overdue_on_a_saturday_is_said_on_monday() -> None:
    """Moved back to the Friday it would be said before the limit is over."""
    clock = RULES.start("C3", date(2026, 11, 26), CALENDAR)
    moved = dict(shown(clock, calendar=CALENDAR))
    assert (moved["due"], moved["overdue"]) == ("12-11 09:00", "12-14 09:00")


def test_a_citizens_window_reminds_once_and_lapses_without_blame() -> None:
    clock = RULES.start("C7", date(2026, 11, 23), CALENDAR)
    assert [stage for stage, _ in shown(clock)] == ["t-3", "lapsed"]


def test_the_urgent_clock_rings_at_its_hour() -> None:
    clock = RULES.start("C1u", datetime(2026, 11, 21, 2, 0, tzinfo=UTC), CALENDAR)
    assert shown(clock) == [("overdue", "11-21 12:00"), ("supervision", "11-22 09:00")]


@given(
    st.sampled_from([name for name in RULES.ids if name not in ("C11", "L1", "M1")]),
    st.dates(date(2019, 1, 1), date(2027, 12, 31)),
)
def test_alarms_are_in_order_once_a_stage_and_after_the_start(name: str, start: date) -> None:
    clock = RULES.start(name, start, CALENDAR)
    planned = alarms(clock)
    assert [alarm.due_at for alarm in planned] == sorted(alarm.due_at for alarm in planned)
    assert len({alarm.stage for alarm in planned}) == len(planned)
    assert all(alarm.due_at.tzinfo is not None for alarm in planned)
    if clock.due_at is None:
        assert all(alarm.due_at > ring(start) for alarm in planned)
    assert planned


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        (-1, None),
        (0, None),
        (1, Level.UNIT),
        (4, Level.UNIT),
        (5, Level.BUREAU),
        (9, Level.BUREAU),
        (10, Level.SUPERVISION),
    ],
)
def test_an_overdue_duty_climbs_three_levels(days: int, reached: Level | None) -> None:
    limit = date(2026, 12, 8)
    assert level(limit, limit + timedelta(days=days)) == reached


def test_levels_and_alarms_agree() -> None:
    clock = RULES.start("C3", date(2026, 11, 23), CALENDAR)
    by_stage = {alarm.stage: (alarm.due_at + timedelta(hours=8)).date() for alarm in alarms(clock)}
    assert level(clock.limit, by_stage[Stage.OVERDUE]) == Level.UNIT
    assert level(clock.limit, by_stage[Stage.BUREAU]) == Level.BUREAU
    assert level(clock.limit, by_stage[Stage.SUPERVISION]) == Level.SUPERVISION


@pytest.mark.parametrize(
    ("route", "passed_around"),
    [
        ([], False), ([7], False), ([7, 8], False), ([7, 7, 8], False), ([7, 8, 7], True), ([7, 8, 9], False),
        ([7, 8, 9, 10], True), ([7, 8, 8, 7], True),
    ],
)  # fmt: skip
def test_ping_pong_is_back_again_or_three_hops(route: list[int], passed_around: bool) -> None:
    assert ping_pong(route) is passed_around


TODAY = date(2026, 12, 20)


def test_nothing_overdue_proposes_nothing() -> None:
    assert propose(Matter(), [], [Due("C3", TODAY)], TODAY) == ()


def test_an_overdue_duty_is_proposed_with_its_evidence() -> None:
    events = [Seen(1, "submit", date(2026, 11, 21)), Seen(2, "transfer", date(2026, 11, 23), 7)]
    (draft,) = propose(Matter(), events, [Due("C3", date(2026, 12, 8))], TODAY)
    assert (draft.ground, draft.level, draft.article) == ("irregular", Level.SUPERVISION, "第40条")
    assert "2026-12-08" in draft.why
    assert "12 天" in draft.why
    assert draft.evidence[-1] == "第 2 条 · 2026-11-23 · 已转送"


def test_a_citizens_missed_window_is_never_supervised() -> None:
    assert propose(Matter(), [], [Due("C7", date(2026, 11, 1))], TODAY) == ()
    assert propose(Matter(), [], [Due("C4", date(2026, 11, 1))], TODAY) == (), (
        "nor is a unit that did not object"
    )


def test_passing_around_false_closure_and_no_execution_are_grounds() -> None:
    hops = [Seen(n, "transfer", date(2026, 11, n), unit) for n, unit in enumerate((7, 8, 7), 1)]
    assert propose(Matter(), hops, [], TODAY)[0].ground == "shirking"
    closed = [Seen(1, "answer", date(2026, 12, 1)), Seen(2, "callback", date(2026, 12, 3), solved=False)]
    assert "没有解决" in propose(Matter(), closed, [], TODAY)[0].why
    supported = replace(Matter(), outcome="supported")
    late = propose(supported, [Seen(1, "answer", date(2026, 9, 1))], [], TODAY)
    assert [draft.ground for draft in late] == ["not_executed"]
    done = [Seen(1, "answer", date(2026, 9, 1)), Seen(2, "executed", date(2026, 10, 1))]
    assert propose(supported, done, [], TODAY) == ()


@dataclass
class Recorded:
    """An event as storage keeps it."""

    seq: int
    event: str
    at: datetime
    data: Any = field(default="{}")


def test_the_slip_is_written_from_the_record_and_says_that_a_person_issues_it() -> None:
    events = [
        Recorded(1, "submit", datetime(2026, 11, 21, tzinfo=UTC)),
        Recorded(2, "transfer", datetime(2026, 11, 23, tzinfo=UTC), '{"unit_id": 7}'),
    ]
    slip = grounds.draft(Matter(), events, clock="C3", limit=date(2026, 12, 8), today=TODAY)
    assert slip.splitlines()[0] == "督办单（草稿） · 350881-261121-00042-5"
    assert "《信访工作条例》第40条" in slip
    assert "由督查人员核对" in slip

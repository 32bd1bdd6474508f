"""The indicators by hand-made rows, by the seeds' own arithmetic, and what is never computed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from casework import indicators
from casework.indicators import (
    Callback,
    Closure,
    Duty,
    Period,
    Ratable,
    Rate,
    Weights,
    adds_up,
    agreement,
    backlog_rate,
    classes,
    completion_rate,
    days_taken,
    first_dispatch_solved_rate,
    fully_satisfied,
    mean_transfers,
    on_time_answer_rate,
    participation,
    resolved_once,
    satisfaction,
    settled,
    silent,
    three_rates,
)  # fmt: skip
from casework.petition import Rating

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
TODAY = date(2026, 4, 10)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def test_a_rate_shows_both_halves_and_a_dash_for_nothing() -> None:
    assert Rate(384, 390).words() == "98.5%（384/390）"
    assert Rate(0, 0).words() == "—"
    assert Rate(0, 7).percent() == "0.0%"
    assert Rate(3, 3).percent() == "100.0%"


@pytest.mark.parametrize(("n", "shown"), [(4, "—"), (5, "80.0%")])
def test_small_cells_are_not_shown_in_wide_views(n: int, shown: str) -> None:
    rate = Rate(4 if n == 5 else 3, n)
    assert rate.percent(wide=True) == shown
    assert rate.percent() != "—"


def test_halves_are_rounded_up() -> None:
    assert Rate(1, 2000).percent() == "0.1%"
    assert Rate(1, 2001).percent() == "0.0%"


# ---------------------------------------------------------------- the seeds' arithmetic


def test_the_districts_hotline_adds_up_and_its_rate_counts_the_commissions() -> None:
    assert adds_up(421, 17, 14, 390) == ""
    assert completion_rate(384, 390).percent() == "98.5%"
    assert Rate(415, 421).percent() == "98.6%"


def test_the_citys_backlog_and_sponsored_cases() -> None:
    assert backlog_rate(392, 416).percent() == "94.2%"
    assert backlog_rate(81, 89).percent() == "91.0%"


def test_reviews_of_the_third_seed_add_up() -> None:
    assert adds_up(77, 21, 56) == ""


def test_parts_that_do_not_make_the_total_are_refused_with_the_difference() -> None:
    assert adds_up(145, 24, 35, 54, 20) == "分项合计 133，与总数 145 相差 12，不能出表。"
    assert "相差 12" in adds_up(149, 26, 35, 56, 20)


# ---------------------------------------------------------------- duties


DUTIES = [
    Duty("C3", day(3, 10), day(3, 9)),  # in time
    Duty("C3", day(3, 10), day(3, 10)),  # on the last day: in time
    Duty("C3", day(3, 10), day(3, 11)),  # late
    Duty("C3", day(3, 10)),  # overdue
    Duty("C3", day(4, 20), day(3, 30)),  # done early in the period
    Duty("C3", day(4, 20)),  # not due, not done: outside
    Duty("C3", day(2, 10), day(2, 9)),  # before the period
    Duty("C1", day(3, 10), day(3, 9)),  # another clock
]


def test_timely_intake_has_three_classes() -> None:
    found = indicators.timely_intake_unit(DUTIES, MARCH, TODAY)
    assert (found.timely, found.late, found.overdue) == (3, 1, 1)
    assert found.rate == Rate(3, 5)
    assert indicators.timely_intake_bureau(DUTIES, MARCH, TODAY).rate == Rate(1, 1)


def test_the_older_system_also_counts_what_is_not_due() -> None:
    duties = [Duty("C5", day(3, 28), day(3, 1)), Duty("C5", day(3, 30)), Duty("C6", day(3, 30), day(3, 31))]
    found = on_time_answer_rate(duties, MARCH, day(3, 29))
    assert (found.rate, found.compat) == (Rate(1, 2), Rate(1, 3))


def test_reviews_are_counted_by_their_own_clocks() -> None:
    assert indicators.on_time_review_rate(
        [Duty("C8", day(3, 9), day(3, 9)), Duty("C10", day(3, 9))], MARCH, TODAY
    ).rate == Rate(1, 2)


def test_an_empty_period_is_a_dash() -> None:
    assert classes([], MARCH, ["C1"], TODAY).rate.words() == "—"


# ---------------------------------------------------------------- what people say


RATED = [
    Ratable("unit", Rating.SATISFIED), Ratable("unit", Rating.MOSTLY), Ratable("unit", Rating.UNSATISFIED),
    Ratable("unit"), Ratable("unit"), Ratable("bureau", Rating.SATISFIED),
]  # fmt: skip


def test_silence_is_never_satisfaction() -> None:
    assert satisfaction(RATED, "unit") == Rate(2, 3)
    assert fully_satisfied(RATED, "unit") == Rate(1, 3)
    assert participation(RATED, "unit") == Rate(3, 5)
    assert satisfaction([Ratable("unit")] * 9, "unit").words() == "—"


def test_bureau_and_unit_are_counted_apart() -> None:
    assert satisfaction(RATED, "bureau") == Rate(1, 1)


# ---------------------------------------------------------------- closures


def test_resolved_once_waits_for_its_observation_time_and_for_quiet() -> None:
    closed = day(3, 5)
    rows = [
        Closure(closed, "supported"),
        Closure(closed, "explained"),
        Closure(closed, "supported", repeated=closed + timedelta(days=90)),
        Closure(closed, "supported", repeated=closed + timedelta(days=91)),
        Closure(closed, "supported", review_asked=closed + timedelta(days=10)),
        Closure(closed, "supported", unsatisfied=closed + timedelta(days=3)),
        Closure(closed, "refused"),
        Closure(closed, "supported", first=False),
        Closure(day(2, 5), "supported"),
    ]
    assert resolved_once(rows, MARCH, date(2026, 7, 1)) == Rate(3, 7)
    assert resolved_once(rows, MARCH, closed + timedelta(days=90)) == Rate(0, 0)


def test_settled_means_carried_out_and_not_reopened() -> None:
    rows = [
        Closure(day(3, 5), "supported", executed=True),
        Closure(day(3, 5), "supported"),
        Closure(day(3, 5), "supported", executed=True, reopened=day(4, 1)),
        Closure(day(3, 5), "supported", executed=True, reopened=day(9, 1)),
    ]
    assert settled(rows, MARCH) == Rate(2, 4)
    assert indicators.executed_rate(rows) == Rate(3, 4)


def test_first_dispatch_counts_one_transfer() -> None:
    rows = [
        Closure(day(3, 5), "supported"),
        Closure(day(3, 5), "supported", transfers=2),
        Closure(day(3, 5), "refused"),
    ]
    assert first_dispatch_solved_rate(rows, 4) == Rate(1, 4)


def test_the_three_rates_take_local_weights() -> None:
    rows = [
        Callback(True, "yes", Rating.SATISFIED), Callback(True, "mostly", Rating.MOSTLY),
        Callback(False, "no", Rating.UNSATISFIED), Callback(True, "no"),
    ]  # fmt: skip
    even = three_rates(rows)
    assert (even.response, even.solving, even.satisfaction) == (Rate(3, 4), Rate(2, 4), Rate(2, 4))
    half = three_rates(rows, Weights(Fraction(1, 2), Fraction(4, 5)))
    assert (half.solving.percent(), half.satisfaction.percent()) == ("37.5%", "45.0%")
    assert three_rates([]).response.words() == "—"


# ---------------------------------------------------------------- the rest


def test_times_are_median_and_ninetieth_percentile() -> None:
    assert days_taken(range(1, 11)).p90 == 9
    assert days_taken(range(1, 11)).median == 5.5
    assert days_taken([3]).p90 == 3
    assert days_taken([]).median is None


def test_silence_begins_after_seven_days() -> None:
    assert silent([day(4, 3), day(4, 2), day(3, 1)], TODAY) == 2


def test_the_reader_is_measured_by_three_labels() -> None:
    assert agreement([("LS01", "LS01", "LS01"), ("LS01", "LS01", "LS02"), ("QT01", "LS01", "LS01")]) == Rate(
        1, 3
    )


def test_transfers_have_a_mean() -> None:
    assert mean_transfers([1, 2, 1]) == Fraction(4, 3)
    assert mean_transfers([]) is None


def test_what_rewards_holding_people_back_is_never_computed() -> None:
    names = {name.lower() for name in dir(indicators)}
    assert not names & set(indicators.NEVER)
    for forbidden in ("beijing", "skip", "per_head", "ranking", "persuad", "stability"):
        assert not [name for name in names if forbidden in name]

"""Tables: parts that do not make their total are refused, and small cells can neither be read nor worked out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import indicators as kpi
from casework.cells import DoesNotAddUp, must_add_up, pooled, veiled
from casework.indicators import Rate


def test_the_district_report_adds_up_and_its_rate_is_of_what_was_assigned() -> None:
    must_add_up(421, 17, 14, 390)
    assert kpi.completion_rate(384, 390).percent() == "98.5%"
    assert kpi.satisfaction is not None
    assert Rate(415, 421).percent() == "98.6%"


def test_the_citys_sponsored_cases_and_old_cases_and_suggestions() -> None:
    assert kpi.backlog_rate(392, 416).percent() == "94.2%"
    assert kpi.backlog_rate(81, 89).percent() == "91.0%"
    assert Rate(836, 7398).percent() == "11.3%", "of about 7,398 items, as the report says"


def test_the_provinces_reviews_add_up() -> None:
    must_add_up(77, 21, 56)


@pytest.mark.parametrize(
    ("total", "parts", "missing"), [(145, (24, 35, 54, 20), 12), (149, (26, 35, 56, 20), 12)]
)
def test_four_kinds_of_visit_that_do_not_add_up_are_refused_with_the_difference(
    total: int, parts: tuple[int, ...], missing: int
) -> None:
    with pytest.raises(DoesNotAddUp) as refused:
        must_add_up(total, *parts)
    assert str(missing) in refused.value.sentence
    assert str(sum(parts)) in refused.value.sentence


def test_small_cells_are_put_together() -> None:
    assert pooled({"a": 40, "b": 9, "c": 4, "d": 3}) == [("a", 40), ("b", 9), (None, 7)]


def test_a_single_small_cell_takes_the_next_one_along_because_the_total_is_known() -> None:
    assert pooled({"a": 40, "b": 9, "c": 2}) == [("a", 40), (None, 11)]


def test_small_cells_that_are_five_together_need_no_other() -> None:
    assert pooled({"a": 40, "b": 9, "c": 3, "d": 2}) == [("a", 40), ("b", 9), (None, 5)]


def test_when_everything_is_small_nothing_is_broken_down() -> None:
    assert pooled({"a": 2, "b": 1}) == [(None, 3)]


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 30), max_size=12))
def test_no_shown_cell_is_small_and_nothing_is_lost(counts: dict[str, int]) -> None:
    shown = pooled(counts)
    total = sum(counts.values())
    assert sum(number for _, number in shown) == total
    for code, number in shown:
        assert number >= 5 or (code is None and number == total)


def test_one_small_unit_hides_a_second_one() -> None:
    column = veiled([Rate(20, 40), Rate(1, 3), Rate(6, 8)])
    assert column == ["50.0%（20/40）", "—", "—"]


def test_two_small_units_hide_each_other() -> None:
    assert veiled([Rate(20, 40), Rate(1, 3), Rate(0, 2)]) == ["50.0%（20/40）", "—", "—"]


def test_a_unit_without_any_matter_is_not_a_small_one() -> None:
    assert veiled([Rate(20, 40), Rate(0, 0)]) == ["50.0%（20/40）", "—"]


@given(st.lists(st.integers(0, 12), max_size=8))
def test_never_exactly_one_nonempty_cell_is_hidden_when_others_are_shown(sizes: list[int]) -> None:
    rates = [Rate(size, size) for size in sizes]
    hidden = [rate for rate, words in zip(rates, veiled(rates), strict=True) if rate.n and words == "—"]
    shown = [rate for rate in rates if rate.n >= 5]
    assert len(hidden) != 1 or not shown


def test_a_rate_is_exact_and_rounded_half_up() -> None:
    assert Rate(1, 3).value == Fraction(1, 3)
    assert Rate(1, 8).percent() == "12.5%"
    assert Rate(1, 16).percent() == "6.3%"

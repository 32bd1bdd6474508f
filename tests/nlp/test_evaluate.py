"""The figures are what their names say."""

import pytest

from nlp.evaluate import Judged, evaluate, sure_share


def test_figures_of_a_small_table() -> None:
    report = evaluate(
        [
            Judged("a", ("a", "b"), 3.0),
            Judged("a", ("b", "a"), 0.1),
            Judged("b", ("b", "a"), 2.0),
            Judged("b", ("b", "a"), 1.0),
        ]
    )
    assert report.accuracy == 0.75
    assert report.top_two == 1.0
    assert [(s.label, round(s.f1, 3)) for s in report.labels] == [("a", 0.667), ("b", 0.8)]
    assert report.macro_f1 == pytest.approx((2 / 3 + 0.8) / 2)
    assert report.coverage == 0.75
    assert report.lead_for_coverage == 1.0
    assert report.confusion == (("a", "b", 1),)


def test_nothing_is_covered_when_the_surest_is_wrong() -> None:
    assert sure_share([Judged("a", ("b",), 9.0), Judged("a", ("a",), 1.0)]) == (0.0, float("inf"))


def test_nothing_to_judge_is_an_error() -> None:
    with pytest.raises(ValueError, match="no labelled"):
        evaluate([])

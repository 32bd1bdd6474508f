"""The figures are what their names say."""

import pytest

from nlp.evaluate import Judged, at_least, evaluate, safely_sure, sure_share


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


def test_the_share_that_is_shown_is_the_lower_end_of_wilsons_interval() -> None:
    # Wilson's interval at 90 % two-sided (z 1.645) of 45 in 50: computed by hand from the formula of 1927.
    assert at_least(45, 50, 1.645) == pytest.approx(0.80845, abs=1e-4)
    assert at_least(970, 1000) < 0.97 < 970 / 1000 + 0.0001
    assert at_least(98, 100) < at_least(980, 1000) < 0.98


def test_a_line_is_drawn_for_others_and_not_for_the_messages_it_is_drawn_on() -> None:
    right = [Judged("a", ("a",), 2.0 + n / 1000) for n in range(400)]
    mixed = [Judged("a", ("a" if n % 7 else "b",), 1.0 + n / 1000) for n in range(100)]
    bold, safe = sure_share(right + mixed), safely_sure(right + mixed)
    assert safe[0] < bold[0]
    assert safe[1] > bold[1]
    assert safely_sure(right[:20])[0] == 0.0

"""推选代表: at most five, chosen by others, whoever was ready first among equals (Art. 20)."""

from datetime import UTC, datetime, timedelta

from casework.representatives import MOST, Ready, elected

MORNING = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)


def ready(*cases: int) -> list[Ready]:
    return [Ready(case, MORNING + timedelta(minutes=at)) for at, case in enumerate(cases)]


def test_who_is_chosen_most_comes_first_and_own_taps_count_nothing() -> None:
    choices = [(1, 1), (2, 3), (4, 3), (1, 2), (5, 4)]
    assert elected(ready(1, 2, 3, 4), choices) == [3, 2, 4]
    assert elected(ready(1), [(1, 1)]) == []


def test_the_same_tap_twice_is_one_and_nobody_is_chosen_who_is_not_ready() -> None:
    assert elected(ready(2, 3), [(1, 3), (1, 3), (1, 2), (4, 2), (4, 9)]) == [2, 3]


def test_there_are_five_at_most() -> None:
    cases = [17, 11, 12, 13, 14, 15]
    choices = [(99, each) for each in cases]
    assert MOST == 5
    assert elected(ready(*cases), choices) == [17, 11, 12, 13, 14], "whoever was ready first"
    assert 15 in elected(ready(*cases), [*choices, (98, 15)])

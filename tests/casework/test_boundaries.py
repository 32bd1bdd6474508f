"""The very day and the very number at which a rule turns: each is one comparison, and each is held here."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from casework import clock_names, guards
from casework.clocks import ClockRules
from casework.petition import Refusal

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def attempt(limit: date | None = None, *, opens: str = "C7@answered", **facts: Any) -> Any:
    """An attempt made today, with one limit whatever clock is asked for."""
    return SimpleNamespace(
        facts=facts,
        today=TODAY,
        running=(),
        rules=ClockRules.load(),
        region="350881",
        petition=SimpleNamespace(state="accepted", extended=False, procedure="petition", simple=False),
        move=SimpleNamespace(article="", label="申请复查", event="ask", opens=opens),
        limit=lambda clock, since="": limit,
    )


def holds(guard: Callable[[Any], None], tried: Any) -> bool:
    try:
        guard(tried)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(("left", "may"), [(1, True), (0, False), (None, True)])
def test_the_last_urge_is_one(left: int | None, may: bool) -> None:
    assert holds(guards.urges_left, attempt(urges_left=left)) is may


@pytest.mark.parametrize(("ahead", "due", "served"), [(-1, False, True), (0, False, True), (1, True, False)])
def test_a_date_ahead_is_after_today_and_what_was_done_is_not(ahead: int, due: bool, served: bool) -> None:
    day = TODAY + ahead * DAY
    assert holds(guards.due_ahead, attempt(due=day)) is due
    assert holds(guards.not_ahead, attempt(served_on=day)) is served


@pytest.mark.parametrize(("left", "open_still"), [(1, True), (0, True), (-1, False)])
def test_a_window_is_open_on_its_last_day_and_the_office_closes_after_it(left: int, open_still: bool) -> None:
    limit = TODAY + left * DAY
    assert holds(guards.window, attempt(limit)) is open_still
    assert holds(guards.windows_over, attempt(limit)) is not open_still


@pytest.mark.parametrize(("left", "may"), [(1, True), (0, True), (-1, False)])
def test_an_extension_is_asked_for_on_the_last_day_at_the_latest(left: int, may: bool) -> None:
    assert holds(guards.extendable, attempt(TODAY + left * DAY, days=30)) is may


@pytest.mark.parametrize("beyond", [0, 1])
def test_an_extension_is_as_long_as_the_law_allows(beyond: int) -> None:
    rule = ClockRules.load().rule(clock_names.EXTENSION, TODAY, jurisdiction="350881")
    most = rule.cap or rule.length or 0
    assert holds(guards.extendable, attempt(TODAY, days=most + beyond)) is (beyond == 0)
    assert holds(guards.extendable, attempt(TODAY, days=beyond)) is (beyond == 1)

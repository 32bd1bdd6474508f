"""Which channel and which engine a test runs on, and how much of what is slow.

A test that asks for people and for a database could run four times: on two channels, each on two engines. The
channel decides how an update is read and an answer is shown; the engine decides how SQL runs. Where they do not
decide together, two crossings prove the same as four: each channel is seen, each engine is seen. Half of the tests
take telegram+sqlite and web+postgresql, the other half telegram+postgresql and web+sqlite, by the test's name, so
that no crossing is left out of `make test` as a whole. A test of several cases (`parametrize`) takes its two crossings
in turn: each case one, the test both.

`make proof` (`JIANJIAN_PROOF=1`) runs all four for every test. What was moved there: docs/testing.md.
"""

import os
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import settings

CHANNELS = ("telegram", "web")
ENGINES = ("sqlite", "postgresql")
STRAIGHT = (("telegram", "sqlite"), ("web", "postgresql"))
ACROSS = (("telegram", "postgresql"), ("web", "sqlite"))
PROOF = os.environ.get("JIANJIAN_PROOF", "") not in ("", "0")
"""Whether everything is proven, however long it takes."""

ALL_FOUR = {
    "test_ann_files_li_handles_and_ann_is_answered": "the main job: what the project is for",
    "test_a_draft_that_nobody_goes_on_with_is_deleted": "on the web what was said is rows, which SQL deletes",
    "test_a_sealed_matter_leaves_the_open_lane": "who must not see it is a filter of SQL and of each channel",
}
"""Tests in which channel and engine decide together, with the reason: they take all four crossings everywhere."""


@dataclass(frozen=True)
class Effort:
    """How much of what is never enough."""

    kills: int
    """Of the real process, with SIGKILL."""
    machine_runs: int
    """Of the lifecycle on a real database, on each engine."""
    machine_steps: int
    """In each of these runs."""
    life_runs: int
    """Of the lifecycle in pure rules."""
    petitions: int
    """Of the simulated quarter, on each engine."""
    examples: int
    """Of a property, for Hypothesis."""
    attacks: int
    """Malformed requests and frames at a running office."""
    presses: int
    """Of buttons and commands by everybody on everybody's cases, on each crossing."""
    guesses: int
    """Of numbers and query codes."""
    updates: int
    """Of any kind that the Bot API's schema allows."""


QUICK = Effort(
    kills=8, machine_runs=3, machine_steps=50, life_runs=40, petitions=40, examples=100,
    attacks=300, presses=12, guesses=30, updates=200,
)  # fmt: skip
FULL = Effort(
    kills=1_000, machine_runs=50, machine_steps=100, life_runs=1_000, petitions=2_000, examples=1_000,
    attacks=20_000, presses=3_000, guesses=10_000, updates=1_000,
)  # fmt: skip
EFFORT = FULL if PROOF else QUICK
ORDER = "JIANJIAN_ORDER"
"""The variable with the seed that tests are shuffled by; without it they run in the order of the files."""
HOURS = 6 * 3600
"""Seconds that what is long may take in a proof."""

# One profile for every property: a machine may be slow, so no example has a deadline. `make test` finds the same each
# time; `make proof` looks elsewhere each time and prints how to come back.
settings.register_profile(
    "jianjian", deadline=None, derandomize=not PROOF, max_examples=EFFORT.examples, print_blob=True
)
settings.load_profile("jianjian")


def pytest_configure() -> None:
    """A proof takes the tests in an order of its own; the workers inherit it."""
    if PROOF:
        os.environ.setdefault(ORDER, str(secrets.randbelow(10**6)))


def pytest_report_header() -> str | None:
    """How to come back to the order of this run."""
    seed = os.environ.get(ORDER)
    return f"{ORDER}={seed}" if seed else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give the cases of a test its crossings in turn; shuffle where a seed is given: no test leans on another."""
    if not PROOF:
        kept = _in_turn(items)
        chosen = {id(item) for item in kept}
        config.hook.pytest_deselected(items=[item for item in items if id(item) not in chosen])
        items[:] = kept
    if seed := os.environ.get(ORDER):
        Random(seed).shuffle(items)


def _in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """The items whose turn it is: of a test of several cases every other one on each of its two crossings."""
    cases: dict[str, list[str]] = {}
    kept = []
    for item in items:
        case = _case(item)
        known = cases.setdefault(item.nodeid.partition("[")[0], [])
        if case and case not in known:
            known.append(case)
        if not case or (known.index(case) + CHANNELS.index(item.callspec.params["people_of"])) % 2 == 0:  # type: ignore[attr-defined]
            kept.append(item)
    return kept


def _case(item: pytest.Item) -> str:
    """Which case of its test it is; empty where it is the only one, or where channel and engine are not crossed."""
    spec = getattr(item, "callspec", None)
    crossed = spec is not None and {"people_of", "database_url"} <= set(spec.params)
    if spec is None or not crossed or getattr(item, "originalname", "") in ALL_FOUR:
        return ""
    own = {name: value for name, value in spec.params.items() if name not in ("people_of", "database_url")}
    return repr(own) if own and "dialogue" not in own else ""


def crossings(name: str) -> tuple[tuple[str, str], ...]:
    """The crossings of channel and engine that a test of this name runs on."""
    if PROOF or name in ALL_FOUR:
        return (*STRAIGHT, *ACROSS)
    return STRAIGHT if zlib.crc32(name.encode()) % 2 else ACROSS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give people their channel and databases their engine, unless the test says which it wants."""
    chosen = {
        name.strip()
        for mark in metafunc.definition.iter_markers("parametrize")
        for name in (mark.args[0].split(",") if isinstance(mark.args[0], str) else mark.args[0])
    }
    if {"people_of", "database_url"} <= set(metafunc.fixturenames) - chosen:
        found = crossings(metafunc.definition.originalname)
        metafunc.parametrize(("people_of", "database_url"), found, indirect=True)
        return
    for fixture, known in (
        ("people_of", CHANNELS),
        ("database_url", ENGINES),
        ("empty_database_url", ENGINES),
    ):
        if fixture in metafunc.fixturenames and fixture not in chosen:
            metafunc.parametrize(fixture, known, indirect=True)


# Figures

FIGURE = "figure"
Figure = Callable[[str, Any], None]


@pytest.fixture
def figure(record_property: Callable[[str, object], None], request: pytest.FixtureRequest) -> Figure:
    """Say a figure that a reader of the run wants: `figure("kills", 1000)`; printed in a table at the end."""

    def say(what: str, value: Any) -> None:
        record_property(FIGURE, [request.node.name, what, str(value)])

    return say


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The figures of this run, by test."""
    rows = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == FIGURE and getattr(report, "when", "") == "call"
    ]
    if rows:
        terminalreporter.section(
            "figures (all proven)" if PROOF else "figures (quick; `make proof` goes further)"
        )
    width = max((len(test) for test, _, _ in rows), default=0)
    for test, what, value in sorted(rows):
        terminalreporter.write_line(f"{test:{width}}  {value:>10}  {what}")

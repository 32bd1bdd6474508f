"""No row of the table of moves without a journey: a new move that nobody presses here fails this test."""

import importlib
from pathlib import Path

from casework.lifecycle import MOVES
from casework.petition import Role
from services import cards
from tests.journeys.rows import JOURNEYS, name_of

APART = {
    "submit/1": "a filing goes to the bureau; receipt by a unit itself has no door of its own yet",
    "submit/2": "the form: tests/journeys/test_filing.py",
    "object/2": "follows only a direct receipt (submit/1)",
}
"""Rows that a person may cause and that no journey here presses, with the reason."""


def pressed() -> dict[str, str]:
    """What the journeys beside this file say they press; each proves it when it runs."""
    for path in sorted(Path(__file__).parent.glob("test_rows_*.py")):
        importlib.import_module(f"tests.journeys.{path.stem}")
    return JOURNEYS


def test_every_row_that_a_person_causes_has_a_journey() -> None:
    ours = {name_of(row) for row in MOVES if set(row.who) - {Role.SYSTEM}}
    missing = sorted(ours - set(pressed()) - set(APART))
    assert missing == [], f"no journey presses {missing}: write one, or say in APART why not"
    assert set(APART) <= ours, "a reason for a row that is no longer there"
    assert not set(APART) & set(JOURNEYS), "pressed after all: take its reason away"


def test_every_journey_names_rows_that_are_there() -> None:
    assert set(pressed()) <= {name_of(row) for row in MOVES}


def test_a_move_without_a_button_on_the_card_is_offered_with_the_text_it_is_about() -> None:
    assert set(cards.WITHIN) == {"draft_answer", "return_answer"}
    assert set(cards.IN_GROUP) | set(cards.USUAL) <= {row.event for row in MOVES}

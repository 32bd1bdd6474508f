"""No row of the table of moves without a journey: a new move that nobody presses here fails this test."""

import importlib
from pathlib import Path

from casework.lifecycle import MOVES
from casework.petition import Role
from services import cards
from tests.journeys.rows import JOURNEYS, name_of


def pressed() -> dict[str, str]:
    """What the journeys beside this file say they press; each proves it when it runs."""
    for path in sorted(Path(__file__).parent.glob("test_rows_*.py")):
        importlib.import_module(f"tests.journeys.{path.stem}")
    return JOURNEYS


def test_every_row_that_a_person_causes_has_a_journey() -> None:
    ours = {name_of(row) for row in MOVES if set(row.who) - {Role.SYSTEM}}
    missing = sorted(ours - set(pressed()))
    assert missing == [], f"no journey presses {missing}: write one"


def test_every_journey_names_rows_that_are_there() -> None:
    assert set(pressed()) <= {name_of(row) for row in MOVES}


def test_a_move_without_a_button_on_the_card_is_offered_with_the_text_it_is_about() -> None:
    assert set(cards.WITHIN) == {"draft_answer", "return_answer"}
    assert set(cards.IN_GROUP) | set(cards.USUAL) <= {row.event for row in MOVES}

"""督办 and 建议 with their grounds and slips (Art. 40), replies that are owed, and matters handled together."""

from collections.abc import Iterable, Mapping
from typing import Any

from casework.attempt import Attempt, Running
from casework.guards.checks import already_done, guard, refuse
from casework.movetable import Move

GROUNDS = ("irregular", "shirking", "not_executed")
"""督办 grounds of Art. 40.1: rules broken; shirking, delay or falsehood; the decision not carried out."""
RECOMMENDATIONS = ("improve_work", "improve_policy", "hold_responsible")
"""三项建议: 改进工作、完善政策、追究责任 (Art. 14, 40)."""


@guard()
def known_ground(attempt: Attempt) -> None:
    """督办 has one of the grounds of Art. 40."""
    if attempt.facts["ground"] not in GROUNDS:
        raise refuse(attempt, "ground")


@guard()
def known_recommendation(attempt: Attempt) -> None:
    """One of 三项建议."""
    if attempt.facts["kind"] not in RECOMMENDATIONS:
        raise refuse(attempt, "recommendation")


@guard()
def fitting_body(attempt: Attempt) -> None:
    """追究责任 is proposed to the body that may hold somebody responsible, never to the unit's own head (Art. 40.3)."""
    own = attempt.facts["body_id"] == attempt.petition.unit_id
    if attempt.facts["kind"] == "hold_responsible" and own:
        raise refuse(attempt, "own-body")


def owed(move: Move, running: Iterable[Running]) -> bool:
    """Whether one of the clocks that the move meets runs."""
    return any(clock.clock in move.meets for clock in running)


@guard()
def ordered(attempt: Attempt) -> None:
    """A reply is owed: one of the clocks that the move meets runs (督办, 建议, 交办)."""
    if attempt.running is None:
        raise refuse(attempt, "no-clocks")
    if not owed(attempt.move, attempt.running):
        raise refuse(attempt, f"not-ordered-{attempt.move.event}")


def _slip_open(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("slip_open"))


@guard(record=_slip_open)
def slip_open(attempt: Attempt) -> None:
    """A 督办单 that was issued is not closed yet (`slip_open`)."""
    if not _slip_open(attempt.facts):
        raise refuse(attempt, "no-slip")


def _slip_unreceived(facts: Mapping[str, Any]) -> bool:
    return not facts.get("slip_received")


@guard(record=_slip_unreceived)
def slip_unreceived(attempt: Attempt) -> None:
    """A 督办单 is signed for once (`slip_received`)."""
    if not _slip_unreceived(attempt.facts):
        raise already_done(attempt.move.label, attempt.facts)


def _grouped(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("grouped"))


def _apart(facts: Mapping[str, Any]) -> bool:
    return not _grouped(facts)


@guard(record=_grouped)
def is_grouped(attempt: Attempt) -> None:
    """It is worked on together with others of the same matter (`grouped`)."""
    if not _grouped(attempt.facts):
        raise refuse(attempt, "not-grouped")


@guard(record=_apart)
def not_grouped(attempt: Attempt) -> None:
    """It belongs to one joint matter at most."""
    if _grouped(attempt.facts):
        raise already_done(attempt.move.label, attempt.facts)


def _together(facts: Mapping[str, Any]) -> bool:
    return not facts.get("left_alone")


@guard(record=_together)
def not_left_alone(attempt: Attempt) -> None:
    """Whose citizen wanted it handled apart is not put together with others again (`left_alone`)."""
    if not _together(attempt.facts):
        raise refuse(attempt, "left-alone")

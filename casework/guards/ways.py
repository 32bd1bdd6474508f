"""Which way a matter takes, and in which time: simple, extended, urgent, on a set date (Art. 25, 31, 32, 34)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from casework import clock_names
from casework.attempt import Attempt, Running
from casework.guards.checks import already_done, guard, refuse
from casework.petition import Outcome, Petition, Procedure

URGENT = "urgent"
"""重大紧急 (Art. 25): of a matter, never of a person."""


@guard()
def due_ahead(attempt: Attempt) -> None:
    """A date set by hand lies ahead."""
    due = attempt.facts["due"]
    if not isinstance(due, date) or due <= attempt.today:
        raise refuse(attempt, "due")


@guard()
def on_not_past(attempt: Attempt) -> None:
    """A hearing is named before it is held: whoever is heard has to be able to come."""
    day = attempt.facts["on"]
    if not isinstance(day, date) or day < attempt.today:
        raise refuse(attempt, "past")


@guard()
def not_ahead(attempt: Attempt) -> None:
    """What was done was not done tomorrow."""
    day = attempt.facts["served_on"]
    if not isinstance(day, date) or day > attempt.today:
        raise refuse(attempt, "ahead")


@guard()
def known_procedure(attempt: Attempt) -> None:
    """One of the six ways of Art. 31."""
    if str(attempt.facts["procedure"]) not in list(Procedure):
        raise refuse(attempt, "procedure")


@guard()
def simple_fits(attempt: Attempt) -> None:
    """简易办理 is not for matters that may be refused, were assigned from above, or are `complex`.

    Complex: under another procedure, of many people or several units, a repeat.
    """
    outcome = attempt.facts.get("outcome")
    if outcome is not None and str(outcome) == Outcome.REFUSED:
        raise refuse(attempt, "simple")
    if attempt.petition.state == "assigned" or attempt.facts.get("complex"):
        raise refuse(attempt, "simple")


@guard()
def simple_in_time(attempt: Attempt) -> None:
    """Whether it is handled the simple way is decided within three working days of the receipt."""
    received = attempt.moment("received") or attempt.moment("registered") or attempt.at
    limit = attempt.rules.start(
        clock_names.SIMPLE_ACCEPTANCE, received, attempt.calendar, jurisdiction=attempt.region
    ).limit
    if attempt.today > limit:
        raise refuse(attempt, "simple-late", limit=limit.isoformat())


def _not_simple(petition: Petition) -> bool:
    return not petition.simple


@guard(matter=_not_simple)
def not_simple(attempt: Attempt) -> None:
    """It is not proposed for the simple way yet."""
    if not _not_simple(attempt.petition):
        raise already_done(attempt.move.label, attempt.facts)


def _simple(petition: Petition) -> bool:
    return petition.simple


@guard(matter=_simple)
def is_simple(attempt: Attempt) -> None:
    """It runs under the simple procedure."""
    if not _simple(attempt.petition):
        raise refuse(attempt, "not-simple")


def _unextended(petition: Petition) -> bool:
    return not petition.extended and petition.procedure == Procedure.PETITION and not petition.simple


@guard(matter=_unextended)
def extendable(attempt: Attempt) -> None:
    """延期: only the 60 days, once, at most 30 days, before they are over (Art. 34)."""
    petition, days = attempt.petition, attempt.facts["days"]
    if not _unextended(petition):
        raise refuse(attempt, "extended-already" if petition.extended else "not-extendable")
    rule = attempt.rules.rule(clock_names.EXTENSION, attempt.today, jurisdiction=attempt.region)
    cap = rule.cap or rule.length or 0
    if not isinstance(days, int) or not 1 <= days <= cap:
        raise refuse(attempt, "extension-length", cap=cap)
    limit = attempt.limit(clock_names.ANSWER, "accepted")
    if limit is None or attempt.today > limit:
        raise refuse(attempt, "extension-late", limit=limit.isoformat() if limit else "—")


def _time_asked(facts: Mapping[str, Any]) -> bool:
    return facts.get("requested_by") is not None


@guard(record=_time_asked)
def time_was_asked(attempt: Attempt) -> None:
    """Only a request that waits is refused (`requested_by`)."""
    if not _time_asked(attempt.facts):
        raise refuse(attempt, "time-not-asked")


def reported(petition: Petition, running: Iterable[Running]) -> bool:
    """Whether no report of a danger is owed: danger that comes again is marked, and reported, again."""
    return petition.urgency != URGENT or all(clock.clock != clock_names.URGENT for clock in running)


@guard()
def not_urgent(attempt: Attempt) -> None:
    """It is not marked as 重大紧急 already, with its report still to be made (Art. 25)."""
    if not reported(attempt.petition, attempt.running or ()):
        raise already_done(attempt.move.label, attempt.facts)

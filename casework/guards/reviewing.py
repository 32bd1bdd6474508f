"""复查 and 复核: who decides, once each, within which window, and what ends with them (Art. 35, 36)."""

from collections.abc import Mapping
from typing import Any

from casework import clock_names
from casework.attempt import Attempt
from casework.guards.checks import guard, refuse
from casework.petition import Petition, Procedure


def _by_petition(petition: Petition) -> bool:
    return petition.procedure == Procedure.PETITION


@guard(matter=_by_petition)
def has_review(attempt: Attempt) -> None:
    """Only 信访处理意见书 (Art. 31(6)) has 复查; the other procedures have remedies of their own."""
    if not _by_petition(attempt.petition):
        raise refuse(attempt, "no-review")


def window(attempt: Attempt) -> None:
    """The window in which the move may be made (`opens`); a citizen with good cause may be late for 复查
    and 复核.
    """
    if not attempt.move.opens:
        return
    clock_id, _, since = attempt.move.opens.partition("@")
    if attempt.facts.get("good_cause") and attempt.move.event in ("ask_review", "ask_recheck"):
        return
    limit = attempt.limit(clock_id, since)
    if limit is None and attempt.running is None and not since:
        raise refuse(attempt, "no-clocks")
    if limit is None or attempt.today > limit:
        day = limit.isoformat() if limit else ""
        raise refuse(attempt, "window-over" if day else "window-none", limit=day, move=attempt.move.label)


@guard()
def windows_over(attempt: Attempt) -> None:
    """The office closes only when no window of the citizen is open."""
    limits = [
        attempt.limit(clock_names.REVIEW_WINDOW, "answered"),
        attempt.limit(clock_names.RECHECK_WINDOW),
        attempt.limit(clock_names.RATING_WINDOW, "answered"),
    ]
    if attempt.petition.state == "review_answered" and attempt.running is None:
        raise refuse(attempt, "no-clocks")
    if any(limit is not None and attempt.today <= limit for limit in limits):
        raise refuse(attempt, "window-open")


@guard()
def deciding_body(attempt: Attempt) -> None:
    """The body that the tree names decides, and no other reviewer (`deciding_body`; None where it names none)."""
    body = attempt.facts.get("deciding_body")
    if body is not None and attempt.by.unit_id != body:
        raise refuse(attempt, "other-body")


@guard()
def not_who_reviewed(attempt: Attempt) -> None:
    """复核 is decided by nobody who decided the 复查 (`reviewed_by`, every role of theirs)."""
    if attempt.by.staff_id is not None and attempt.by.staff_id in attempt.facts.get("reviewed_by", ()):
        raise refuse(attempt, "own-review")


def _of_the_unit(petition: Petition) -> bool:
    return petition.previous_state not in ("review", "recheck")


@guard(matter=_of_the_unit)
def not_in_review(attempt: Attempt) -> None:
    """A hearing of the review body is closed by the review body."""
    if not _of_the_unit(attempt.petition):
        raise refuse(attempt, "review-body")


def _reviewed(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("was_reviewed"))


def _not_reviewed(facts: Mapping[str, Any]) -> bool:
    return not _reviewed(facts)


@guard(record=_not_reviewed)
def never_reviewed(attempt: Attempt) -> None:
    """复查 was not decided yet (`was_reviewed`)."""
    if _reviewed(attempt.facts):
        raise refuse(attempt, "reviewed-already")


@guard(record=_reviewed)
def was_reviewed(attempt: Attempt) -> None:
    """复核 follows a 复查 (`was_reviewed`)."""
    if not _reviewed(attempt.facts):
        raise refuse(attempt, "not-reviewed")


@guard()
def after_recheck(attempt: Attempt) -> None:
    """不再受理 only after 复核: `earlier` is a matter of the same citizen that ended there (`rechecked`)."""
    if attempt.facts["earlier"] not in attempt.facts.get("rechecked", ()):
        raise refuse(attempt, "no-recheck")

"""What an answer may be: a fitting outcome, a listed refusal, a draft that waits; carrying out (Art. 22, 23, 32)."""

from collections.abc import Mapping
from typing import Any

from casework import clock_names, refusals
from casework.attempt import Attempt
from casework.guards.checks import guard, refuse
from casework.petition import Outcome, Petition, Purpose, Rating

_OUTCOMES: Mapping[str, tuple[Outcome, ...]] = {
    Purpose.SUGGESTION: (
        Outcome.ADOPTED,
        Outcome.PARTLY_ADOPTED,
        Outcome.NOT_ADOPTED,
        Outcome.NOTED,
        Outcome.REPLIED,
    ),
    Purpose.INQUIRY: (Outcome.REPLIED, Outcome.EXPLAINED),
    Purpose.THANKS: (Outcome.REPLIED, Outcome.NOTED),
}
_DECISIONS = (Outcome.SUPPORTED, Outcome.PARTLY, Outcome.EXPLAINED, Outcome.REFUSED)


def outcomes_for(purpose: str) -> tuple[Outcome, ...]:
    """The outcomes that an answer to such a matter may have (Art. 29, 32)."""
    return _OUTCOMES.get(purpose, _DECISIONS)


@guard()
def outcome_fits(attempt: Attempt) -> None:
    """A suggestion is adopted or not, a request supported or not; an inquiry is replied to.

    What is refused is not clear and undisputed: it leaves the simple way first (Art. 32).
    """
    if attempt.petition.simple and str(attempt.facts.get("outcome")) == Outcome.REFUSED:
        raise refuse(attempt, "simple-refusal")
    outcome = attempt.facts.get("outcome")
    allowed = outcomes_for(attempt.petition.purpose)
    if outcome is None and Outcome.REPLIED in allowed:
        return
    if str(outcome) not in [str(each) for each in allowed]:
        raise refuse(attempt, "outcome")


def _drafted(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("draft_waits"))


@guard(record=_drafted)
def draft_waits(attempt: Attempt) -> None:
    """A drafted answer waits for the head's signature, given as `draft_waits`."""
    if not _drafted(attempt.facts):
        raise refuse(attempt, "no-draft")


@guard()
def known_refusal(attempt: Attempt) -> None:
    """不予受理 rests on a ground that the law lists for whoever names it; lack of competence is none."""
    named = (ground.id for ground in refusals.open_to(attempt.by.role, attempt.petition.state))
    if str(attempt.facts["refusal"]) not in named:
        raise refuse(attempt, "refusal-ground")


def _refusal_proposed(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("refusal_proposed"))


@guard(record=_refusal_proposed)
def refusal_proposed(attempt: Attempt) -> None:
    """What a unit has in hand is refused with the bureau's consent only, when the unit proposes it."""
    if not _refusal_proposed(attempt.facts):
        raise refuse(attempt, "refusal-not-proposed")


def _not_contested(facts: Mapping[str, Any]) -> bool:
    return not facts.get("contested")


@guard(record=_not_contested)
def not_contested(attempt: Attempt) -> None:
    """A refusal is looked at again once because its citizen asks for it (`contested`)."""
    if not _not_contested(attempt.facts):
        raise refuse(attempt, "contested")


def _to_carry_out(petition: Petition) -> bool:
    return petition.outcome in (Outcome.SUPPORTED, Outcome.PARTLY, Outcome.ADOPTED, Outcome.PARTLY_ADOPTED)


def is_granted(outcome: object) -> bool:
    """Whether an outcome has to be carried out, and is followed until it is (Art. 32.2)."""
    return outcome is not None and str(outcome) in (Outcome.SUPPORTED, Outcome.PARTLY)


@guard(matter=_to_carry_out)
def supported(attempt: Attempt) -> None:
    """Only a supported request is carried out."""
    if not _to_carry_out(attempt.petition):
        raise refuse(attempt, "not-supported")


@guard()
def rating_known(attempt: Attempt) -> None:
    """Bureau or unit, on the scale of three."""
    known = str(attempt.facts["rating"]) in list(Rating) and attempt.facts["object"] in ("bureau", "unit")
    if not known:
        raise refuse(attempt, "rating")


def _never_sent_back(petition: Petition) -> bool:
    return not petition.sent_back


@guard(matter=_never_sent_back)
def not_sent_back(attempt: Attempt) -> None:
    """A matter is sent back once."""
    if not _never_sent_back(attempt.petition):
        raise refuse(attempt, "sent-back-already")


@guard()
def nothing_asked(attempt: Attempt) -> None:
    """Nothing is archived while somebody looks into whether it is solved."""
    if any(clock.clock == clock_names.CALL_BACK for clock in attempt.running or ()):
        raise refuse(attempt, "callback-open")


@guard()
def not_who_answered(attempt: Attempt) -> None:
    """Whether it is solved is looked into by somebody else than who answered (`answered_by`, every role of theirs)."""
    if attempt.by.staff_id is not None and attempt.by.staff_id in attempt.facts.get("answered_by", ()):
        raise refuse(attempt, "own-answer")

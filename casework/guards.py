"""The checks a move must pass, by the names that `rules/lifecycle.toml` uses.

Each refuses with a sentence.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from casework.attempt import Attempt
from casework.petition import OFFICE_ZONE, Actor, Outcome, Procedure, Purpose, Rating, Refusal, Role
from casework.wording import text

GROUNDS = ("irregular", "shirking", "not_executed")
"""督办 grounds of Art. 40.1: rules broken; shirking, delay or falsehood; the decision not carried out."""
RECOMMENDATIONS = ("improve_work", "improve_policy", "hold_responsible")
"""三项建议: 改进工作、完善政策、追究责任 (Art. 14, 40)."""
UNIT_ROLES = (Role.HANDLER, Role.HEAD)


def _refuse(attempt: Attempt, key: str, **words: Any) -> Refusal:
    return Refusal(text(f"refuse-{key}", **words), article=attempt.move.article)


def own_unit(attempt: Attempt) -> None:
    """A unit moves only its own matters; the bureau's people are not bound by it."""
    petition, by = attempt.petition, attempt.by
    if by.role in UNIT_ROLES and (petition.unit_id is None or by.unit_id != petition.unit_id):
        raise _refuse(attempt, "other-unit")


def own_unit_or_helping(attempt: Attempt) -> None:
    """A co-unit (given as `co_units`) may write notes as well."""
    if attempt.by.unit_id not in attempt.facts.get("co_units", ()):
        own_unit(attempt)


def other_unit(attempt: Attempt) -> None:
    """The receiving unit is another one than the unit that has the matter."""
    if attempt.facts["unit_id"] == attempt.petition.unit_id:
        raise _refuse(attempt, "same-unit")


def not_accused(attempt: Attempt) -> None:
    """Nothing is handed to the unit that is complained of (Art. 28, 30.3), given as `accused_unit_id`."""
    accused = attempt.facts.get("accused_unit_id")
    if accused is not None and accused == attempt.facts.get("unit_id"):
        raise Refusal(text("refuse-accused"), article=text("article-no-leak"))


def open_lane(attempt: Attempt) -> None:
    """A sealed matter never goes the open way."""
    if attempt.petition.sealed:
        raise Refusal(text("refuse-sealed-lane"), article=text("article-no-leak"))


def not_sealed(attempt: Attempt) -> None:
    """It is not sealed already."""
    if attempt.petition.sealed:
        raise _refuse(attempt, "sealed-already")


def not_signed(attempt: Attempt) -> None:
    """A matter is signed for once."""
    if attempt.petition.signed_at is not None:
        raise already_done(attempt.move.label, attempt.facts)


def already_done(label: str, facts: Mapping[str, Any]) -> Refusal:
    """Somebody was faster: who (`done_by`, what others may read) and when (`done_at`), if known."""
    who, when = facts.get("done_by"), facts.get("done_at")
    if not who:
        return Refusal(text("refuse-done", move=label))
    if not isinstance(when, datetime):
        return Refusal(text("refuse-done-who", who=str(who), move=label))
    clock = f"{when.astimezone(OFFICE_ZONE):%H:%M}"
    return Refusal(text("refuse-done-when", who=str(who), when=clock, move=label))


def not_recused(attempt: Attempt) -> None:
    """Somebody with a direct interest does not handle the matter (Art. 28), given as `recused` staff ids."""
    if attempt.by.staff_id in attempt.facts.get("recused", ()):
        raise Refusal(text("refuse-recused"), article=text("article-recusal"))


def new_handler(attempt: Attempt) -> None:
    """The new handler is another person, and not one who stepped back."""
    chosen = attempt.facts["handler_id"]
    if chosen == attempt.petition.handler_id:
        raise _refuse(attempt, "same-handler")
    if chosen in attempt.facts.get("recused", ()):
        raise Refusal(text("refuse-recused"), article=text("article-recusal"))


def urges_left(attempt: Attempt) -> None:
    """催办 is limited; `urges_left` says how many remain."""
    left = attempt.facts.get("urges_left")
    if left is not None and left <= 0:
        raise _refuse(attempt, "urged")


def due_ahead(attempt: Attempt) -> None:
    """A date set by hand lies ahead."""
    due = attempt.facts["due"]
    if not isinstance(due, date) or due <= attempt.today:
        raise _refuse(attempt, "due")


def known_procedure(attempt: Attempt) -> None:
    """One of the six ways of Art. 31."""
    if str(attempt.facts["procedure"]) not in list(Procedure):
        raise _refuse(attempt, "procedure")


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


def outcome_fits(attempt: Attempt) -> None:
    """A suggestion is adopted or not, a request supported or not; an inquiry is replied to."""
    outcome = attempt.facts.get("outcome")
    allowed = outcomes_for(attempt.petition.purpose)
    if outcome is None and Outcome.REPLIED in allowed:
        return
    if str(outcome) not in [str(each) for each in allowed]:
        raise _refuse(attempt, "outcome")


def simple_fits(attempt: Attempt) -> None:
    """简易办理 is not for matters that may be refused, are under statutory procedures, or were assigned
    from above.
    """
    outcome = attempt.facts.get("outcome")
    if outcome is not None and str(outcome) == Outcome.REFUSED:
        raise _refuse(attempt, "simple")
    if attempt.petition.state == "assigned" or attempt.facts.get("complex"):
        raise _refuse(attempt, "simple")


def is_simple(attempt: Attempt) -> None:
    """It runs under the simple procedure."""
    if not attempt.petition.simple:
        raise _refuse(attempt, "not-simple")


def extendable(attempt: Attempt) -> None:
    """延期: only the 60 days, once, at most 30 days, before they are over (Art. 34)."""
    petition, days = attempt.petition, attempt.facts["days"]
    if petition.extended:
        raise _refuse(attempt, "extended-already")
    if petition.procedure != Procedure.PETITION or petition.simple:
        raise _refuse(attempt, "not-extendable")
    cap = attempt.rules.rule("C6", attempt.today, jurisdiction=attempt.region).cap or 30
    if not isinstance(days, int) or not 1 <= days <= cap:
        raise _refuse(attempt, "extension-length", cap=cap)
    limit = attempt.limit("C5", "accepted")
    if limit is None or attempt.today > limit:
        raise _refuse(attempt, "extension-late", limit=limit.isoformat() if limit else "—")


def approver_is_other(attempt: Attempt) -> None:
    """The head who approves is not the person who asked (`requested_by`) nor the handler, in whatever role of
    theirs (`own_roles`: every staff id of whoever approves)."""
    asked = attempt.facts.get("requested_by", attempt.petition.handler_id)
    own = {attempt.by.staff_id, *attempt.facts.get("own_roles", ())} - {None}
    if own & {asked, attempt.petition.handler_id}:
        raise _refuse(attempt, "own-approval")


def time_was_asked(attempt: Attempt) -> None:
    """Only a request that waits is refused (`requested_by`)."""
    if attempt.facts.get("requested_by") is None:
        raise _refuse(attempt, "time-not-asked")


def ordered(attempt: Attempt) -> None:
    """A reply is owed: one of the clocks that the move meets runs (督办, 建议, 交办)."""
    if attempt.running is None:
        raise _refuse(attempt, "no-clocks")
    if not any(clock.clock in attempt.move.meets for clock in attempt.running):
        raise _refuse(attempt, f"not-ordered-{attempt.move.event}")


def draft_waits(attempt: Attempt) -> None:
    """A drafted answer waits for the head's signature, given as `draft_waits`."""
    if not attempt.facts.get("draft_waits"):
        raise _refuse(attempt, "no-draft")


def signed_by_head(attempt: Attempt) -> None:
    """A handler's answer goes out under the head's name, unless the office decided otherwise (`head_signs`)."""
    if attempt.by.role is Role.HANDLER and attempt.facts.get("head_signs", True):
        raise _refuse(attempt, "head-signs")


def second_person(attempt: Attempt) -> None:
    """Two people decide: `second` is another member of the bureau."""
    second = attempt.facts["second"]
    if not isinstance(second, Actor) or second.role not in (Role.CLERK, Role.SUPERVISOR):
        raise _refuse(attempt, "second")
    if second.staff_id is None or second.is_same_person(attempt.by):
        raise _refuse(attempt, "second")


def not_in_review(attempt: Attempt) -> None:
    """A hearing of the review body is closed by the review body."""
    if attempt.petition.previous_state in ("review", "recheck"):
        raise _refuse(attempt, "review-body")


def supported(attempt: Attempt) -> None:
    """Only a supported request is carried out."""
    if attempt.petition.outcome not in (
        Outcome.SUPPORTED,
        Outcome.PARTLY,
        Outcome.ADOPTED,
        Outcome.PARTLY_ADOPTED,
    ):
        raise _refuse(attempt, "not-supported")


def rating_known(attempt: Attempt) -> None:
    """Bureau or unit, on the scale of three."""
    known = str(attempt.facts["rating"]) in list(Rating) and attempt.facts["object"] in ("bureau", "unit")
    if not known:
        raise _refuse(attempt, "rating")


def not_sent_back(attempt: Attempt) -> None:
    """A matter is sent back once."""
    if attempt.petition.sent_back:
        raise _refuse(attempt, "sent-back-already")


def has_review(attempt: Attempt) -> None:
    """Only 信访处理意见书 (Art. 31(6)) has 复查; the other procedures have remedies of their own."""
    if attempt.petition.procedure != Procedure.PETITION:
        raise _refuse(attempt, "no-review")


def windows_over(attempt: Attempt) -> None:
    """The office closes only when no window of the citizen is open."""
    limits = [attempt.limit("C7", "answered"), attempt.limit("C9"), attempt.limit("E1", "answered")]
    if attempt.petition.state == "review_answered" and attempt.running is None:
        raise _refuse(attempt, "no-clocks")
    if any(limit is not None and attempt.today <= limit for limit in limits):
        raise _refuse(attempt, "window-open")


def known_ground(attempt: Attempt) -> None:
    """督办 has one of the grounds of Art. 40."""
    if attempt.facts["ground"] not in GROUNDS:
        raise _refuse(attempt, "ground")


def known_recommendation(attempt: Attempt) -> None:
    """One of 三项建议."""
    if attempt.facts["kind"] not in RECOMMENDATIONS:
        raise _refuse(attempt, "recommendation")


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
        raise _refuse(attempt, "no-clocks")
    if limit is None or attempt.today > limit:
        day = limit.isoformat() if limit else ""
        raise _refuse(attempt, "window-over" if day else "window-none", limit=day, move=attempt.move.label)


Guard = Callable[[Attempt], None]
GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        own_unit, own_unit_or_helping, other_unit, not_accused, open_lane, not_sealed, not_signed,
        not_recused, new_handler, urges_left, due_ahead, known_procedure, outcome_fits, simple_fits,
        is_simple, extendable, approver_is_other, second_person, not_in_review, supported, rating_known,
        not_sent_back, has_review, windows_over, known_ground, known_recommendation, ordered, time_was_asked,
        draft_waits, signed_by_head,
    )
}  # fmt: skip

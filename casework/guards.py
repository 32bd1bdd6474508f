"""The checks a move must pass, by the names that `rules/lifecycle.toml` uses.

Each refuses with a sentence.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from casework import clock_names, refusals
from casework.attempt import Attempt, Running
from casework.movetable import Move
from casework.petition import OFFICE_ZONE, Actor, Outcome, Petition, Procedure, Purpose, Rating, Refusal, Role
from casework.wording import text

GROUNDS = ("irregular", "shirking", "not_executed")
"""督办 grounds of Art. 40.1: rules broken; shirking, delay or falsehood; the decision not carried out."""
RECOMMENDATIONS = ("improve_work", "improve_policy", "hold_responsible")
"""三项建议: 改进工作、完善政策、追究责任 (Art. 14, 40)."""
URGENT = "urgent"
"""重大紧急 (Art. 25): of a matter, never of a person."""
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
    """Nothing is handed to a unit that is complained of or was excluded (Art. 28, 30.3), given as `excluded_units`."""
    if attempt.facts.get("unit_id") in attempt.facts.get("excluded_units", ()):
        raise Refusal(text("refuse-accused"), article=text("article-no-leak"))


def open_lane(attempt: Attempt) -> None:
    """A sealed matter never goes the open way."""
    if attempt.petition.sealed:
        raise Refusal(text("refuse-sealed-lane"), article=text("article-no-leak"))


def not_sealed(attempt: Attempt) -> None:
    """It is not sealed already."""
    if attempt.petition.sealed:
        raise _refuse(attempt, "sealed-already")


def _unsigned(petition: Petition) -> bool:
    return petition.signed_at is None


def not_signed(attempt: Attempt) -> None:
    """A matter is signed for once."""
    if not _unsigned(attempt.petition):
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


def on_not_past(attempt: Attempt) -> None:
    """A hearing is named before it is held: whoever is heard has to be able to come."""
    day = attempt.facts["on"]
    if not isinstance(day, date) or day < attempt.today:
        raise _refuse(attempt, "past")


def not_ahead(attempt: Attempt) -> None:
    """What was done was not done tomorrow."""
    day = attempt.facts["served_on"]
    if not isinstance(day, date) or day > attempt.today:
        raise _refuse(attempt, "ahead")


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
    """A suggestion is adopted or not, a request supported or not; an inquiry is replied to.

    What is refused is not clear and undisputed: it leaves the simple way first (Art. 32).
    """
    if attempt.petition.simple and str(attempt.facts.get("outcome")) == Outcome.REFUSED:
        raise _refuse(attempt, "simple-refusal")
    outcome = attempt.facts.get("outcome")
    allowed = outcomes_for(attempt.petition.purpose)
    if outcome is None and Outcome.REPLIED in allowed:
        return
    if str(outcome) not in [str(each) for each in allowed]:
        raise _refuse(attempt, "outcome")


def simple_fits(attempt: Attempt) -> None:
    """简易办理 is not for matters that may be refused, were assigned from above, or are `complex`.

    Complex: under another procedure, of many people or several units, a repeat.
    """
    outcome = attempt.facts.get("outcome")
    if outcome is not None and str(outcome) == Outcome.REFUSED:
        raise _refuse(attempt, "simple")
    if attempt.petition.state == "assigned" or attempt.facts.get("complex"):
        raise _refuse(attempt, "simple")


def simple_in_time(attempt: Attempt) -> None:
    """Whether it is handled the simple way is decided within three working days of the receipt."""
    received = attempt.moment("received") or attempt.moment("registered") or attempt.at
    limit = attempt.rules.start(
        clock_names.SIMPLE_ACCEPTANCE, received, attempt.calendar, jurisdiction=attempt.region
    ).limit
    if attempt.today > limit:
        raise _refuse(attempt, "simple-late", limit=limit.isoformat())


def _not_simple(petition: Petition) -> bool:
    return not petition.simple


def not_simple(attempt: Attempt) -> None:
    """It is not proposed for the simple way yet."""
    if not _not_simple(attempt.petition):
        raise already_done(attempt.move.label, attempt.facts)


def reported(petition: Petition, running: Iterable[Running]) -> bool:
    """Whether no report of a danger is owed: danger that comes again is marked, and reported, again."""
    return petition.urgency != URGENT or all(clock.clock != clock_names.URGENT for clock in running)


def not_urgent(attempt: Attempt) -> None:
    """It is not marked as 重大紧急 already, with its report still to be made (Art. 25)."""
    if not reported(attempt.petition, attempt.running or ()):
        raise already_done(attempt.move.label, attempt.facts)


def _simple(petition: Petition) -> bool:
    return petition.simple


def is_simple(attempt: Attempt) -> None:
    """It runs under the simple procedure."""
    if not _simple(attempt.petition):
        raise _refuse(attempt, "not-simple")


def _unextended(petition: Petition) -> bool:
    return not petition.extended and petition.procedure == Procedure.PETITION and not petition.simple


def extendable(attempt: Attempt) -> None:
    """延期: only the 60 days, once, at most 30 days, before they are over (Art. 34)."""
    petition, days = attempt.petition, attempt.facts["days"]
    if not _unextended(petition):
        raise _refuse(attempt, "extended-already" if petition.extended else "not-extendable")
    rule = attempt.rules.rule(clock_names.EXTENSION, attempt.today, jurisdiction=attempt.region)
    cap = rule.cap or rule.length or 0
    if not isinstance(days, int) or not 1 <= days <= cap:
        raise _refuse(attempt, "extension-length", cap=cap)
    limit = attempt.limit(clock_names.ANSWER, "accepted")
    if limit is None or attempt.today > limit:
        raise _refuse(attempt, "extension-late", limit=limit.isoformat() if limit else "—")


def approver_is_other(attempt: Attempt) -> None:
    """The head who approves is not the person who asked (`requested_by`) nor the handler, in whatever role of
    theirs (`own_roles`: every staff id of whoever approves)."""
    asked = attempt.facts.get("requested_by", attempt.petition.handler_id)
    own = {attempt.by.staff_id, *attempt.facts.get("own_roles", ())} - {None}
    if own & {asked, attempt.petition.handler_id}:
        raise _refuse(attempt, "own-approval")


def _time_asked(facts: Mapping[str, Any]) -> bool:
    return facts.get("requested_by") is not None


def time_was_asked(attempt: Attempt) -> None:
    """Only a request that waits is refused (`requested_by`)."""
    if not _time_asked(attempt.facts):
        raise _refuse(attempt, "time-not-asked")


def owed(move: Move, running: Iterable[Running]) -> bool:
    """Whether one of the clocks that the move meets runs."""
    return any(clock.clock in move.meets for clock in running)


def ordered(attempt: Attempt) -> None:
    """A reply is owed: one of the clocks that the move meets runs (督办, 建议, 交办)."""
    if attempt.running is None:
        raise _refuse(attempt, "no-clocks")
    if not owed(attempt.move, attempt.running):
        raise _refuse(attempt, f"not-ordered-{attempt.move.event}")


def _drafted(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("draft_waits"))


def draft_waits(attempt: Attempt) -> None:
    """A drafted answer waits for the head's signature, given as `draft_waits`."""
    if not _drafted(attempt.facts):
        raise _refuse(attempt, "no-draft")


def signed_by_head(attempt: Attempt) -> None:
    """A handler's answer goes out under the head's name, unless the office decided otherwise (`head_signs`)."""
    if attempt.by.role is Role.HANDLER and attempt.facts.get("head_signs", True):
        raise _refuse(attempt, "head-signs")


def known_refusal(attempt: Attempt) -> None:
    """不予受理 rests on a ground that the law lists for whoever names it; lack of competence is none."""
    named = (ground.id for ground in refusals.open_to(attempt.by.role, attempt.petition.state))
    if str(attempt.facts["refusal"]) not in named:
        raise _refuse(attempt, "refusal-ground")


def _refusal_proposed(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("refusal_proposed"))


def refusal_proposed(attempt: Attempt) -> None:
    """What a unit has in hand is refused with the bureau's consent only, when the unit proposes it."""
    if not _refusal_proposed(attempt.facts):
        raise _refuse(attempt, "refusal-not-proposed")


def _not_contested(facts: Mapping[str, Any]) -> bool:
    return not facts.get("contested")


def not_contested(attempt: Attempt) -> None:
    """A refusal is looked at again once because its citizen asks for it (`contested`)."""
    if not _not_contested(attempt.facts):
        raise _refuse(attempt, "contested")


def after_recheck(attempt: Attempt) -> None:
    """不再受理 only after 复核: `earlier` is a matter of the same citizen that ended there (`rechecked`)."""
    if attempt.facts["earlier"] not in attempt.facts.get("rechecked", ()):
        raise _refuse(attempt, "no-recheck")


def is_grouped(attempt: Attempt) -> None:
    """It is worked on together with others of the same matter (`grouped`)."""
    if not _grouped(attempt.facts):
        raise _refuse(attempt, "not-grouped")


def not_grouped(attempt: Attempt) -> None:
    """It belongs to one joint matter at most."""
    if _grouped(attempt.facts):
        raise already_done(attempt.move.label, attempt.facts)


def _grouped(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("grouped"))


def not_left_alone(attempt: Attempt) -> None:
    """Whose citizen wanted it handled apart is not put together with others again (`left_alone`)."""
    if not _together(attempt.facts):
        raise _refuse(attempt, "left-alone")


def _together(facts: Mapping[str, Any]) -> bool:
    return not facts.get("left_alone")


def reachable(attempt: Attempt) -> None:
    """Whoever is to decide can be asked: an anonymous matter has nobody who could press."""
    if attempt.petition.anonymous:
        raise _refuse(attempt, "unreachable")


def _unseal_asked(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("unseal_asked"))


def unseal_asked(attempt: Attempt) -> None:
    """A sealed matter is opened by its citizen only, when the sealed officer has asked (`unseal_asked`)."""
    if not attempt.petition.sealed or not _unseal_asked(attempt.facts):
        raise _refuse(attempt, "unseal-not-asked")


def second_person(attempt: Attempt) -> None:
    """Two people decide: `second` is another member of the bureau."""
    second = attempt.facts["second"]
    if not isinstance(second, Actor) or second.role not in (Role.CLERK, Role.SUPERVISOR):
        raise _refuse(attempt, "second")
    if second.staff_id is None or second.is_same_person(attempt.by):
        raise _refuse(attempt, "second")


def _of_the_unit(petition: Petition) -> bool:
    return petition.previous_state not in ("review", "recheck")


def not_in_review(attempt: Attempt) -> None:
    """A hearing of the review body is closed by the review body."""
    if not _of_the_unit(attempt.petition):
        raise _refuse(attempt, "review-body")


def _to_carry_out(petition: Petition) -> bool:
    return petition.outcome in (Outcome.SUPPORTED, Outcome.PARTLY, Outcome.ADOPTED, Outcome.PARTLY_ADOPTED)


def is_granted(outcome: object) -> bool:
    """Whether an outcome has to be carried out, and is followed until it is (Art. 32.2)."""
    return outcome is not None and str(outcome) in (Outcome.SUPPORTED, Outcome.PARTLY)


def supported(attempt: Attempt) -> None:
    """Only a supported request is carried out."""
    if not _to_carry_out(attempt.petition):
        raise _refuse(attempt, "not-supported")


def rating_known(attempt: Attempt) -> None:
    """Bureau or unit, on the scale of three."""
    known = str(attempt.facts["rating"]) in list(Rating) and attempt.facts["object"] in ("bureau", "unit")
    if not known:
        raise _refuse(attempt, "rating")


def _never_sent_back(petition: Petition) -> bool:
    return not petition.sent_back


def not_sent_back(attempt: Attempt) -> None:
    """A matter is sent back once."""
    if not _never_sent_back(attempt.petition):
        raise _refuse(attempt, "sent-back-already")


def _by_petition(petition: Petition) -> bool:
    return petition.procedure == Procedure.PETITION


def has_review(attempt: Attempt) -> None:
    """Only 信访处理意见书 (Art. 31(6)) has 复查; the other procedures have remedies of their own."""
    if not _by_petition(attempt.petition):
        raise _refuse(attempt, "no-review")


def windows_over(attempt: Attempt) -> None:
    """The office closes only when no window of the citizen is open."""
    limits = [
        attempt.limit(clock_names.REVIEW_WINDOW, "answered"),
        attempt.limit(clock_names.RECHECK_WINDOW),
        attempt.limit(clock_names.RATING_WINDOW, "answered"),
    ]
    if attempt.petition.state == "review_answered" and attempt.running is None:
        raise _refuse(attempt, "no-clocks")
    if any(limit is not None and attempt.today <= limit for limit in limits):
        raise _refuse(attempt, "window-open")


def deciding_body(attempt: Attempt) -> None:
    """The body that the tree names decides, and no other reviewer (`deciding_body`; None where it names none)."""
    body = attempt.facts.get("deciding_body")
    if body is not None and attempt.by.unit_id != body:
        raise _refuse(attempt, "other-body")


def not_who_reviewed(attempt: Attempt) -> None:
    """复核 is decided by nobody who decided the 复查 (`reviewed_by`, every role of theirs)."""
    if attempt.by.staff_id is not None and attempt.by.staff_id in attempt.facts.get("reviewed_by", ()):
        raise _refuse(attempt, "own-review")


def fitting_body(attempt: Attempt) -> None:
    """追究责任 is proposed to the body that may hold somebody responsible, never to the unit's own head (Art. 40.3)."""
    own = attempt.facts["body_id"] == attempt.petition.unit_id
    if attempt.facts["kind"] == "hold_responsible" and own:
        raise _refuse(attempt, "own-body")


def _slip_open(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("slip_open"))


def slip_open(attempt: Attempt) -> None:
    """A 督办单 that was issued is not closed yet (`slip_open`)."""
    if not _slip_open(attempt.facts):
        raise _refuse(attempt, "no-slip")


def _slip_unreceived(facts: Mapping[str, Any]) -> bool:
    return not facts.get("slip_received")


def slip_unreceived(attempt: Attempt) -> None:
    """A 督办单 is signed for once (`slip_received`)."""
    if not _slip_unreceived(attempt.facts):
        raise already_done(attempt.move.label, attempt.facts)


def nothing_asked(attempt: Attempt) -> None:
    """Nothing is archived while somebody looks into whether it is solved."""
    if any(clock.clock == clock_names.CALL_BACK for clock in attempt.running or ()):
        raise _refuse(attempt, "callback-open")


def not_who_answered(attempt: Attempt) -> None:
    """Whether it is solved is looked into by somebody else than who answered (`answered_by`, every role of theirs)."""
    if attempt.by.staff_id is not None and attempt.by.staff_id in attempt.facts.get("answered_by", ()):
        raise _refuse(attempt, "own-answer")


def _reviewed(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("was_reviewed"))


def never_reviewed(attempt: Attempt) -> None:
    """复查 was not decided yet (`was_reviewed`)."""
    if _reviewed(attempt.facts):
        raise _refuse(attempt, "reviewed-already")


def was_reviewed(attempt: Attempt) -> None:
    """复核 follows a 复查 (`was_reviewed`)."""
    if not _reviewed(attempt.facts):
        raise _refuse(attempt, "not-reviewed")


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


BY_THE_MATTER: Mapping[str, Callable[[Petition], bool]] = {
    "not_signed": _unsigned,
    "is_simple": _simple,
    "not_simple": _not_simple,
    "extendable": _unextended,
    "not_in_review": _of_the_unit,
    "supported": _to_carry_out,
    "not_sent_back": _never_sent_back,
    "has_review": _by_petition,
}
"""What the matter itself decides of these guards: a move that it refuses is not offered either."""
BY_THE_RECORD: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "time_was_asked": _time_asked,
    "draft_waits": _drafted,
    "unseal_asked": _unseal_asked,
    "refusal_proposed": _refusal_proposed,
    "not_contested": _not_contested,
    "never_reviewed": lambda facts: not _reviewed(facts),
    "was_reviewed": _reviewed,
    "slip_open": _slip_open,
    "slip_unreceived": _slip_unreceived,
    "is_grouped": _grouped,
    "not_grouped": lambda facts: not _grouped(facts),
    "not_left_alone": _together,
}
"""The same for what the record decides."""

Guard = Callable[[Attempt], None]
GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        own_unit, own_unit_or_helping, other_unit, not_accused, open_lane, not_sealed, not_signed,
        not_recused, new_handler, urges_left, due_ahead, known_procedure, outcome_fits, simple_fits,
        is_simple, extendable, approver_is_other, second_person, not_in_review, supported, rating_known,
        not_sent_back, has_review, windows_over, known_ground, known_recommendation, ordered, time_was_asked,
        draft_waits, signed_by_head, simple_in_time, not_simple, not_urgent, not_ahead, reachable, unseal_asked,
        known_refusal, refusal_proposed, not_contested, after_recheck,
        nothing_asked, not_who_answered, never_reviewed, was_reviewed,
        deciding_body, not_who_reviewed, fitting_body, slip_open, slip_unreceived,
        on_not_past, is_grouped, not_grouped, not_left_alone,
    )
}  # fmt: skip

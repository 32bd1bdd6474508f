"""Who moves a matter, and to whom: units, handlers, heads, a second person, and the accused who never (Art. 28, 30)."""

from collections.abc import Mapping
from typing import Any

from casework.attempt import Attempt
from casework.guards.checks import already_done, guard, refuse
from casework.petition import Actor, Petition, Refusal, Role
from casework.wording import text

UNIT_ROLES = (Role.HANDLER, Role.HEAD)


@guard()
def own_unit(attempt: Attempt) -> None:
    """A unit moves only its own matters; the bureau's people are not bound by it."""
    petition, by = attempt.petition, attempt.by
    if by.role in UNIT_ROLES and (petition.unit_id is None or by.unit_id != petition.unit_id):
        raise refuse(attempt, "other-unit")


@guard()
def own_unit_or_helping(attempt: Attempt) -> None:
    """A co-unit (given as `co_units`) may write notes as well."""
    if attempt.by.unit_id not in attempt.facts.get("co_units", ()):
        own_unit(attempt)


@guard()
def other_unit(attempt: Attempt) -> None:
    """The receiving unit is another one than the unit that has the matter."""
    if attempt.facts["unit_id"] == attempt.petition.unit_id:
        raise refuse(attempt, "same-unit")


@guard()
def not_accused(attempt: Attempt) -> None:
    """Nothing is handed to a unit that is complained of or was excluded (Art. 28, 30.3), given as `excluded_units`."""
    if attempt.facts.get("unit_id") in attempt.facts.get("excluded_units", ()):
        raise Refusal(text("refuse-accused"), article=text("article-no-leak"))


@guard()
def open_lane(attempt: Attempt) -> None:
    """A sealed matter never goes the open way."""
    if attempt.petition.sealed:
        raise Refusal(text("refuse-sealed-lane"), article=text("article-no-leak"))


@guard()
def not_sealed(attempt: Attempt) -> None:
    """It is not sealed already."""
    if attempt.petition.sealed:
        raise refuse(attempt, "sealed-already")


def _unseal_asked(facts: Mapping[str, Any]) -> bool:
    return bool(facts.get("unseal_asked"))


@guard(record=_unseal_asked)
def unseal_asked(attempt: Attempt) -> None:
    """A sealed matter is opened by its citizen only, when the sealed officer has asked (`unseal_asked`)."""
    if not attempt.petition.sealed or not _unseal_asked(attempt.facts):
        raise refuse(attempt, "unseal-not-asked")


@guard()
def not_recused(attempt: Attempt) -> None:
    """Somebody with a direct interest does not handle the matter (Art. 28), given as `recused` staff ids."""
    if attempt.by.staff_id in attempt.facts.get("recused", ()):
        raise Refusal(text("refuse-recused"), article=text("article-recusal"))


@guard()
def new_handler(attempt: Attempt) -> None:
    """The new handler is another person, and not one who stepped back."""
    chosen = attempt.facts["handler_id"]
    if chosen == attempt.petition.handler_id:
        raise refuse(attempt, "same-handler")
    if chosen in attempt.facts.get("recused", ()):
        raise Refusal(text("refuse-recused"), article=text("article-recusal"))


@guard()
def approver_is_other(attempt: Attempt) -> None:
    """The head who approves is not the person who asked (`requested_by`) nor the handler, in whatever role of
    theirs (`own_roles`: every staff id of whoever approves)."""
    asked = attempt.facts.get("requested_by", attempt.petition.handler_id)
    own = {attempt.by.staff_id, *attempt.facts.get("own_roles", ())} - {None}
    if own & {asked, attempt.petition.handler_id}:
        raise refuse(attempt, "own-approval")


@guard()
def second_person(attempt: Attempt) -> None:
    """Two people decide: `second` is another member of the bureau."""
    second = attempt.facts["second"]
    if not isinstance(second, Actor) or second.role not in (Role.CLERK, Role.SUPERVISOR):
        raise refuse(attempt, "second")
    if second.staff_id is None or second.is_same_person(attempt.by):
        raise refuse(attempt, "second")


@guard()
def signed_by_head(attempt: Attempt) -> None:
    """A handler's answer goes out under the head's name, unless the office decided otherwise (`head_signs`)."""
    if attempt.by.role is Role.HANDLER and attempt.facts.get("head_signs", True):
        raise refuse(attempt, "head-signs")


@guard()
def reachable(attempt: Attempt) -> None:
    """Whoever is to decide can be asked: an anonymous matter has nobody who could press."""
    if attempt.petition.anonymous:
        raise refuse(attempt, "unreachable")


def _unsigned(petition: Petition) -> bool:
    return petition.signed_at is None


@guard(matter=_unsigned)
def not_signed(attempt: Attempt) -> None:
    """A matter is signed for once."""
    if not _unsigned(attempt.petition):
        raise already_done(attempt.move.label, attempt.facts)


@guard()
def urges_left(attempt: Attempt) -> None:
    """催办 is limited; `urges_left` says how many remain."""
    left = attempt.facts.get("urges_left")
    if left is not None and left <= 0:
        raise refuse(attempt, "urged")

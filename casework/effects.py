"""What a move writes on the matter and does to its clocks, by the names that `rules/lifecycle.toml` uses."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from casework import clock_names, guards
from casework.attempt import Attempt
from casework.clocks import BadRules
from casework.movetable import BACK, SAME, is_pause
from casework.petition import ClockStart, Outcome, Procedure, Purpose, Refusal, State
from casework.wording import text

Updates = dict[str, Any]


def _received(attempt: Attempt) -> Updates:
    """A unit gets the matter: its own receipt, nobody has signed yet."""
    return {
        "unit_id": attempt.facts["unit_id"],
        "received_at": attempt.at,
        "signed_at": None,
        "handler_id": None,
        "transfers": attempt.petition.transfers + 1,
    } | _lane(attempt)


def _direct(attempt: Attempt) -> Updates:
    return {"unit_id": attempt.facts["unit_id"], "received_at": attempt.at}


def _lane(attempt: Attempt) -> Updates:
    """Simple when it is said so, ordinary when that is said; a matter assigned with a report's day never is.

    Else it stays in its lane: a matter that came back and is assigned could be accepted by nobody.
    """
    said = attempt.facts.get("simple")
    if said is None:
        return {"simple": False} if attempt.move.event == "assign" else {}
    return {"simple": bool(said)}


def _signed(attempt: Attempt) -> Updates:
    handler = attempt.petition.handler_id or attempt.by.staff_id
    return {"signed_at": attempt.at, "handler_id": handler}


def _accepted(attempt: Attempt) -> Updates:
    """首接首办: the unit that accepts first stays lead until closure."""
    petition = attempt.petition
    return {
        "accepted_at": attempt.at,
        "signed_at": petition.signed_at or attempt.at,
        "handler_id": petition.handler_id or attempt.by.staff_id,
        "lead_unit_id": petition.lead_unit_id or petition.unit_id,
        "simple": False,
    }


def _answered(attempt: Attempt) -> Updates:
    outcome = attempt.facts.get("outcome") or Outcome.REPLIED
    return {"answered_at": attempt.at, "outcome": str(outcome)}


def _lead(attempt: Attempt) -> Updates:
    unit = attempt.facts["unit_id"]
    return {"unit_id": unit, "lead_unit_id": unit, "handler_id": None}


def _succeeded(attempt: Attempt) -> Updates:
    """职权由继续行使的单位行使: the new unit stands where the old one stood, with nobody in charge of it yet."""
    unit, petition = attempt.facts["unit_id"], attempt.petition
    led = petition.lead_unit_id is not None and petition.lead_unit_id == petition.unit_id
    return {"unit_id": unit, "handler_id": None} | ({"lead_unit_id": unit} if led else {})


_MADE_OF_IT = (
    "unit_id", "lead_unit_id", "handler_id", "signed_at", "accepted_at", "answered_at", "procedure", "outcome",
)  # fmt: skip
"""What units have made of a matter: gone when it begins anew."""


def _sealed(attempt: Attempt) -> Updates:
    """A report belongs to no unit; what a unit had made of it before is over, and the sealed lane begins anew."""
    return {
        "sealed": True,
        "purpose": str(Purpose.REPORT),
        "simple": False,
        "extended": False,
    } | dict.fromkeys(_MADE_OF_IT)


def _anew(attempt: Attempt) -> Updates:
    """Opened again it is the bureau's, as on the first day."""
    return {"simple": False, "extended": False} | dict.fromkeys(_MADE_OF_IT)


def _dropped(attempt: Attempt) -> Updates:
    """An excluded officer handles it no more."""
    return {"handler_id": None} if attempt.facts["officer_id"] == attempt.petition.handler_id else {}


EFFECTS: Mapping[str, Callable[[Attempt], Updates]] = {
    "received": _received,
    "direct": _direct,
    "lane": _lane,
    "signed": _signed,
    "accepted": _accepted,
    "simple": lambda attempt: {"simple": True},
    "urgent": lambda attempt: {"urgency": guards.URGENT},
    "ordinary": lambda attempt: {"simple": False},
    "petition": lambda attempt: {"procedure": str(Procedure.PETITION)},
    "procedure": lambda attempt: {"procedure": str(attempt.facts["procedure"])},
    "answered": _answered,
    "closed": lambda attempt: {"closed_at": attempt.at},
    "anew": _anew,
    "reopened": lambda attempt: {"closed_at": None},
    "handler": lambda attempt: {"handler_id": attempt.facts["handler_id"]},
    "no_handler": lambda attempt: {"handler_id": None},
    "lead": _lead,
    "succeeded": _succeeded,
    "extended": lambda attempt: {"extended": True},
    "sent_back": lambda attempt: {"sent_back": True, "answered_at": None, "outcome": None},
    # What was revoked is done anew in the ordinary procedure: its sixty days run already.
    "revoked": lambda attempt: {"answered_at": None, "outcome": None, "simple": False},
    "urged": lambda attempt: {"urged_count": attempt.petition.urged_count + 1},
    "sealed": _sealed,
    "dropped": _dropped,
    "unsealed": lambda attempt: {"sealed": False, "purpose": str(attempt.facts["purpose"])},
}


def target(attempt: Attempt) -> str:
    """The state that the move leads to."""
    petition, to = attempt.petition, attempt.move.to
    if to == SAME:
        return petition.state
    if to == BACK:
        return petition.previous_state or State.REGISTERED
    return to


def updates(attempt: Attempt) -> Updates:
    """The columns that change.

    A pause remembers the state before it; a pause within a pause remembers the same.
    """
    changed: Updates = {}
    for name in attempt.move.sets:
        changed |= EFFECTS[name](attempt)
    petition, now = attempt.petition, target(attempt)
    if attempt.move.to == BACK:
        changed["previous_state"] = None
    elif now != petition.state and (is_pause(now) or now == State.WITHDRAWN):
        changed["previous_state"] = petition.previous_state if is_pause(petition.state) else petition.state
    elif is_pause(petition.state) and now != petition.state:
        changed["previous_state"] = None
    return changed


def stops(attempt: Attempt) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The clocks that stop, and those of them that were neither kept nor broken."""
    move = attempt.move
    spared = {each[1:] for each in move.ends if each.startswith("-")}
    ends = [each for each in attempt.rules.ids if each not in spared] if "*" in move.ends else move.ends
    lapses = tuple(clock for clock in ends if clock not in move.meets)
    return (*move.meets, *lapses), lapses


def starts(attempt: Attempt, changed: Mapping[str, Any]) -> tuple[ClockStart, ...]:
    """The clocks that start, in the order of the table.

    A clock that no pack of the region knows is left out.
    """
    wanted = list(attempt.move.starts)
    for fact, more in attempt.move.also.items():
        wanted += more if attempt.facts.get(fact) else ()
    begun: list[ClockStart] = []
    for name in wanted:
        begun += _begin(attempt, name, changed)
    return tuple(begun)


def _begin(attempt: Attempt, name: str, changed: Mapping[str, Any]) -> Iterable[ClockStart]:
    if name == "resume":
        return _resume(attempt)
    if name == "C10+hearing":
        return _after_hearing(attempt)
    clock_id, _, since = name.partition("@")
    if clock_id.endswith("?"):
        clock_id = clock_id[:-1]
        if any(clock.clock == clock_id for clock in attempt.running or ()):
            return ()  # whoever asks again does not put its day off
    if not attempt.rules.has(clock_id, jurisdiction=attempt.region):
        return ()
    return (_start(attempt, clock_id, _since(attempt, since), changed),)


def _since(attempt: Attempt, since: str) -> date | datetime:
    """Where a clock starts to count: now, a date of the matter, or the limit of the clock it follows."""
    if not since:
        return attempt.at
    if since == clock_names.ANSWER:
        # Of an undone withdrawal nothing runs: the limit is counted again from the acceptance.
        accepted = attempt.moment("accepted") or attempt.at
        counted = attempt.rules.start(
            clock_names.ANSWER, accepted, attempt.calendar, jurisdiction=attempt.region
        )
        return attempt.limit(clock_names.ANSWER, "accepted") or counted.limit
    return attempt.moment(since) or attempt.at


def _start(attempt: Attempt, clock_id: str, since: date | datetime, changed: Mapping[str, Any]) -> ClockStart:
    facts = attempt.facts
    rule_whose = attempt.rules.whose(clock_id)
    unit = changed.get("unit_id", attempt.petition.unit_id) if rule_whose == "unit" else None
    length = (
        facts.get("days")
        if clock_id in (clock_names.EXTENSION, clock_names.SUPERVISION, clock_names.RECOMMENDATION)
        else None
    )
    due = facts.get("due") if clock_id in (clock_names.REPORT_BACK, clock_names.STATUTORY) else None
    try:
        return attempt.rules.start(
            clock_id,
            since,
            attempt.calendar,
            length=length,
            due=due,
            unit_id=unit,
            jurisdiction=attempt.region,
        )
    except BadRules as error:
        raise Refusal(error.sentence, article=attempt.move.article) from error


def _after_hearing(attempt: Attempt) -> Iterable[ClockStart]:
    """复核 counted anew without the days of the hearing (Art. 36.2)."""
    running = next((clock for clock in attempt.running or () if clock.clock == clock_names.RECHECK), None)
    if running is None:
        raise Refusal(text("refuse-no-clocks"), article=attempt.move.article)
    before = ClockStart(clock_names.RECHECK, running.started, running.limit, running.limit, True)
    already = (running.limit - running.started).days - (
        attempt.rules.rule(clock_names.RECHECK, running.started, jurisdiction=attempt.region).checked(None)
    )
    days = max(int(attempt.facts["hearing_days"]), 0) + max(already, 0)
    return (attempt.rules.paused(before, days, attempt.calendar, jurisdiction=attempt.region),)


def _resume(attempt: Attempt) -> Iterable[ClockStart]:
    """The clocks of an undone withdrawal: as they were (`restart`), else counted anew from the same days."""
    given: Iterable[ClockStart] | None = attempt.facts.get("restart")
    if given is not None:
        return tuple(given)
    petition, state = attempt.petition, target(attempt)
    if state == State.REGISTERED:
        wanted = ["C2@received" if petition.unit_id else "C1@registered"]
    elif state in (State.TRANSFERRED, State.ASSIGNED):
        wanted = ["C3@received", "C4@received"]
    elif petition.simple:
        wanted = ["S3@accepted"]
    elif petition.purpose == Purpose.SUGGESTION:
        wanted = ["J1@accepted"]
    else:
        wanted = ["C6@C5" if petition.extended else "C5@accepted"]
    found = [clock for name in wanted for clock in _begin(attempt, name, {})]
    return [clock for clock in found if clock.clock != clock_names.OBJECTION or clock.limit >= attempt.today]

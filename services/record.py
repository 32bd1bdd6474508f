"""What is on record of a case and the rules look at: running clocks, who helps, who stepped back, what waits."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework import clock_names, officerules
from casework.lifecycle import MOVES
from casework.petition import OFFICE_ZONE, Actor, ClockStart, Role
from services import review_bodies
from services.case_file import CaseFile
from storage import cases, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseEvent

_OF_A_PAUSE = (clock_names.QUESTION, clock_names.OBJECTION_DECISION)
_ONCE_ONLY = ("sign", "accept", "object", "answer", "answer_now", "transfer", "assign", "not_accept")
_OF_A_REVIEW = ("review_answer", "recheck_answer", "hearing_open", "hearing_close")
HOTLINE = "hotline"
"""The way in of a work order: how long the unit has begins with its dispatch (H1)."""
_KEEPS_LANE = ("transfer", "object_approve")
_OTHER_PROCEDURE = ("court", "arbitration", "reconsideration")
_OTHERS_APPROVE = frozenset(row.event for row in MOVES if "approver_is_other" in row.guards)
_REFUSAL_OVER = (
    "not_accept", "accept", "answer_now", "route_legal", "transfer", "assign", "object", "object_approve", "seal",
    "contest", "reopen",
)  # fmt: skip
"""After these a proposed refusal is nothing any more."""
_DRAFT_OVER = (
    "return_answer", "answer", "answer_now", "change_lead", "succeed", "object_approve", "transfer", "send_back",
    "review_answer", "withdraw",
)  # fmt: skip
"""After these a drafted answer waits for no signature any more."""


async def known(file: CaseFile, event: str, by: Actor) -> dict[str, Any]:
    """The facts that are on record, as `casework.lifecycle.move` takes them."""
    events, now = await file.events(), file.turn.now
    facts: dict[str, Any] = {
        "clocks": await file.clocks(),
        "co_units": await file.co_units(),
        "recused": await file.recused(),
        "excluded_units": await file.excluded_units(),
        "urges_left": urges_left(events, now),
    }
    facts |= await of_the_matter(file, event)
    if event == "callback":
        facts["answered_by"] = await who_made(file, "draft_answer", "answer", "answer_now")
    if event in _OF_A_REVIEW:
        body = await review_bodies.now(file.turn, file.case)
        facts["deciding_body"] = body.id if body is not None else None
        facts["reviewed_by"] = await who_made(file, "review_answer")
    if event == "hearing_close":
        facts["hearing_days"] = hearing_days(events, now)
    if event in _OTHERS_APPROVE and by.person_id is not None:
        facts["own_roles"] = [each.id for each in await office.actors(await file.turn.read(), by.person_id)]
    if event in _ONCE_ONLY and (done := last(events, event)) is not None:
        facts |= {"done_by": done.label, "done_at": done.at}
    if event == "undo_withdraw":
        facts["restart"] = await _as_they_were(await file.turn.read(), file.case, now) or None
    return {name: value for name, value in (facts | waiting(events)).items() if value is not None}


async def of_the_matter(file: CaseFile, event: str) -> dict[str, Any]:
    """What the matter itself brings to a move: how it came, whether it is simple, whether it can be at all."""
    case = file.case
    facts: dict[str, Any] = {"complex": is_complex(case, await file.co_units())}
    if case.channel == HOTLINE:
        facts["work_order"] = True
    if event == "no_longer_accept" and case.owner_id is not None:
        facts["rechecked"] = await cases.rechecked(await file.turn.read(), case.owner_id)
    if case.simple and event in _KEEPS_LANE:
        facts["simple"] = True
    return facts


async def who_made(file: CaseFile, *made: str) -> list[int]:
    """Every staff id of the persons who last made these moves."""
    events = await file.events()
    session, found = await file.turn.read(), []
    for event in (last(events, each) for each in made):
        member = await office.staff(session, event.staff_id) if event is not None and event.staff_id else None
        found += (
            [each.id for each in await office.actors(session, member.person_id)] if member is not None else []
        )
    return found


def hearing_days(events: Sequence[CaseEvent], now: datetime) -> int | None:
    """How many days a hearing took: from the day that was named for it to its closing, both counted.

    None of them when it was closed before that day, because it was not held: then nothing is taken from the limit.
    """
    opened = last(events, "hearing_open")
    if opened is None:
        return None
    began = max(date.fromisoformat(json.loads(opened.data)["on"]), opened.at.astimezone(OFFICE_ZONE).date())
    return max((now.astimezone(OFFICE_ZONE).date() - began).days + 1, 0)


_ANSWERS = ("answer", "answer_now", "review_answer", "recheck_answer", "send_back")


def is_complex(case: CaseRow, co_units: Sequence[int]) -> bool:
    """Whether a matter is none for the simple way: of many people, several units, a repeat, or at another procedure."""
    before = (case.handled_before or {}).get("kind")
    many = (case.people_count or 0) >= officerules.least("complex")
    return many or len(set(co_units) - {case.unit_id}) > 0 or case.repeat or before in _OTHER_PROCEDURE


async def offers(file: CaseFile) -> dict[str, Any]:
    """What decides, beside the case itself, which buttons are shown."""
    return {"clocks": await file.clocks(), **waiting(await file.events())}


def waiting(events: Sequence[CaseEvent]) -> dict[str, Any]:
    """Who asked for more time, and whether an answer was drafted, as long as nobody has decided on it."""
    asked, draft = time_asked(events), waiting_draft(events)
    return {
        "requested_by": asked.staff_id if asked is not None else None,
        "draft_waits": True if draft is not None else None,
        "refusal_proposed": True if refusal_proposed(events) is not None else None,
        "slip_open": True if slip_event(events, "supervise_close") is not None else None,
        "slip_received": True if slip_event(events, "supervise_receipt") is None else None,
        "was_reviewed": True if last(events, "review_answer") is not None else None,
        "contested": True if last(events, "contest") is not None else None,
        "unseal_asked": True if unseal_asked(events) is not None else None,
        "grouped": grouped(events),
        "left_alone": left_alone(events),
    }


def grouped(events: Sequence[CaseEvent]) -> bool | None:
    """Whether it is worked on together with others of the same matter."""
    decided = ("group", "ungroup", "seal")
    found = next((each for each in reversed(events) if each.event in decided), None)
    return True if found is not None and found.event == "group" else None


def left_alone(events: Sequence[CaseEvent]) -> bool | None:
    """Whether its citizen wanted it handled apart."""
    left = last(events, "ungroup")
    return True if left is not None and left.role == Role.CITIZEN else None


def refusal_proposed(events: Sequence[CaseEvent]) -> CaseEvent | None:
    """The refusal that a unit proposed and the bureau has not decided on."""
    decided = ("refuse_propose", "refuse_decline", *_REFUSAL_OVER)
    found = next((each for each in reversed(events) if each.event in decided), None)
    return found if found is not None and found.event == "refuse_propose" else None


def slip_event(events: Sequence[CaseEvent], until: str) -> CaseEvent | None:
    """The 督办 after which nothing of this kind (a receipt, the closing) has happened."""
    found = next((each for each in reversed(events) if each.event in ("supervise", until)), None)
    return found if found is not None and found.event == "supervise" else None


def unseal_asked(events: Sequence[CaseEvent]) -> str | None:
    """As what the sealed officer proposes to handle it openly, while its citizen has not decided."""
    decided = ("ask_unseal", "unseal", "keep_sealed", "seal")
    found = next((each for each in reversed(events) if each.event in decided), None)
    return json.loads(found.data)["purpose"] if found is not None and found.event == "ask_unseal" else None


def says_solved(event: CaseEvent) -> bool:
    """Whether a call-back says that it is solved."""
    return bool(json.loads(event.data).get("solved"))


def said_already(events: Sequence[CaseEvent], *, solved: bool) -> bool:
    """Whether the citizen said just this of the answer that stands: once is heard, and told, once."""
    found = next((each for each in reversed(events) if each.event in ("callback", *_ANSWERS)), None)
    by_citizen = found is not None and found.event == "callback" and found.role == Role.CITIZEN
    return found is not None and by_citizen and says_solved(found) == solved


def time_asked(events: Sequence[CaseEvent]) -> CaseEvent | None:
    """The request for more time that nobody has decided on yet."""
    found = next(
        (each for each in reversed(events) if each.event in ("extend_request", "extend", "extend_refuse")),
        None,
    )
    return found if found is not None and found.event == "extend_request" else None


def waiting_draft(events: Sequence[CaseEvent]) -> CaseEvent | None:
    """The drafted answer that waits for the head's signature."""
    found = next((each for each in reversed(events) if each.event in ("draft_answer", *_DRAFT_OVER)), None)
    return found if found is not None and found.event == "draft_answer" else None


OF_THE_HEAD = ("extend_request", "extend", "extend_refuse", "draft_answer", *_DRAFT_OVER)
"""The events that say whether a unit's head is waited for: `time_asked` and `waiting_draft` need no others."""


def draft_of(event: CaseEvent | None) -> int | None:
    """The text that a drafted answer is kept in."""
    found = json.loads(event.data).get("draft") if event is not None else None
    return int(found) if found is not None else None


async def _as_they_were(session: AsyncSession, case: CaseRow, now: datetime) -> list[ClockStart]:
    """The clocks that the withdrawal stopped, with the limits they had: an extension, 督办, a report's day.

    Left out: clocks of a pause, to which the matter does not return, and the objection's once it is over.
    """
    today = now.astimezone(OFFICE_ZONE).date()
    stopped = [
        clock
        for clock in await cases.clocks(session, case.id, running_only=False)
        if clock.stopped_at == case.closed_at and clock.kept is None and clock.clock not in _OF_A_PAUSE
        if clock.clock != clock_names.OBJECTION or clock.limit >= today
    ]
    return [
        ClockStart(
            clock.clock, clock.started, clock.limit, clock.rolled_limit, clock.confirmed, clock.unit_id,
            clock.due_at,
        )
        for clock in stopped
    ]  # fmt: skip


def last(events: Sequence[CaseEvent], event: str) -> CaseEvent | None:
    """The latest event of a name."""
    return next((each for each in reversed(events) if each.event == event), None)


def urges_left(events: Sequence[CaseEvent], now: datetime) -> int:
    """How often the citizen may still urge this office month."""
    month = now.astimezone(OFFICE_ZONE).strftime("%Y-%m")
    done = [
        each
        for each in events
        if each.event == "urge" and each.at.astimezone(OFFICE_ZONE).strftime("%Y-%m") == month
    ]
    return officerules.most("urges_a_month") - len(done)

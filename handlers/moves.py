"""Making a move: gathers what the rules look at, asks them, records the change and tells everybody, in one turn.

Citizen, officer and the passing of time all come through here, so that a rule is asked the same way by all.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework import lifecycle
from casework.petition import OFFICE_ZONE, Actor, ClockStart
from handlers import posts
from handlers.desk import Kit
from storage import cases
from storage.tables.cases import Case as CaseRow
from storage.tables.cases import CaseEvent
from storage.turn import Turn

URGES_A_MONTH = 2
_OF_A_PAUSE = ("Q1", "C4d")
_ONCE_ONLY = ("sign", "accept", "object", "answer", "answer_now", "transfer", "assign", "not_accept")


async def make(
    turn: Turn,
    kit: Kit,
    case: CaseRow,
    event: str,
    *,
    by: Actor,
    note: str = "",
    quietly: bool = False,
    **given: Any,
) -> CaseRow:
    """Make a move on a case as it was read; `quietly` when the citizen hears of it in this very answer.

    Raises `Refusal` with a sentence, or `Stale` when others were first.
    """
    facts = {**await known(await turn.read(), case, event, turn), **given}
    change = lifecycle.move(
        case, event, by=by, at=turn.now, calendar=kit.calendar, rules=kit.clocks, note=note, **facts
    )
    return await posts.settle(turn, kit, change, quietly=quietly)


async def known(session: AsyncSession, case: CaseRow, event: str, turn: Turn) -> dict[str, Any]:
    """The facts that are on record: running clocks, co-units, who stepped back, who was faster."""
    events = await cases.timeline(session, case.id, public_only=False)
    facts: dict[str, Any] = {
        "clocks": tuple(await cases.clocks(session, case.id, running_only=True)),
        "co_units": [row.unit_id for row in await cases.co_units(session, case.id)],
        "recused": [
            row.staff_id for row in await cases.recused(session, case.id) if row.staff_id is not None
        ],
        "urges_left": urges_left(events, turn),
    }
    if event in _ONCE_ONLY and (done := last(events, event)) is not None:
        facts |= {"done_by": done.label, "done_at": done.at}
    if event in ("extend", "extend_refuse") and (asked := last(events, "extend_request")) is not None:
        facts["requested_by"] = asked.staff_id
    if event == "undo_withdraw":
        facts["restart"] = await _as_they_were(session, case, turn) or None
    return {name: value for name, value in facts.items() if value is not None}


async def _as_they_were(session: AsyncSession, case: CaseRow, turn: Turn) -> list[ClockStart]:
    """The clocks that the withdrawal stopped, with the limits they had: an extension, 督办, a report's day.

    Left out: clocks of a pause, to which the matter does not return, and the objection's once it is over.
    """
    today = turn.now.astimezone(OFFICE_ZONE).date()
    stopped = [
        clock
        for clock in await cases.clocks(session, case.id, running_only=False)
        if clock.stopped_at == case.closed_at and clock.kept is None and clock.clock not in _OF_A_PAUSE
        if clock.clock != "C4" or clock.limit >= today
    ]
    return [
        ClockStart(
            clock.clock, clock.started, clock.limit, clock.rolled_limit, clock.confirmed, clock.unit_id,
            clock.due_at,
        )
        for clock in stopped
    ]  # fmt: skip


def last(events: list[CaseEvent], event: str) -> CaseEvent | None:
    """The latest event of a name."""
    return next((each for each in reversed(events) if each.event == event), None)


def urges_left(events: list[CaseEvent], turn: Turn) -> int:
    """How often the citizen may still urge this office month."""
    month = turn.now.astimezone(OFFICE_ZONE).strftime("%Y-%m")
    done = [
        each
        for each in events
        if each.event == "urge" and each.at.astimezone(OFFICE_ZONE).strftime("%Y-%m") == month
    ]
    return URGES_A_MONTH - len(done)

"""Making a move: gathers what the rules look at, asks them, records the change and tells everybody, in one turn.

Citizen, officer and the passing of time all come through here, so that a rule is asked the same way by all.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework import lifecycle
from casework.petition import OFFICE_ZONE, Actor
from handlers import posts
from handlers.desk import Kit
from storage import cases
from storage.tables.cases import Case as CaseRow
from storage.tables.cases import CaseEvent
from storage.turn import Turn

URGES_A_MONTH = 2
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
        facts["restart"] = None
    return {name: value for name, value in facts.items() if value is not None}


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

"""Making a move: gathers what the rules look at, asks them, records the change and tells everybody, in one turn.

Citizen, officer and the passing of time all come through here, so that a rule is asked the same way by all.
"""

from typing import Any

from casework import guards, lifecycle
from casework.petition import Actor, Role
from services import case_file, hearings, notify, record
from services.context import OfficeContext
from storage import untraceable
from storage.tables.case_rows import Case as CaseRow
from storage.turn import Turn

_UNSEEN = (Role.CITIZEN, Role.SYSTEM)
"""Whose moves on an anonymous matter keep the hour only: the moment would be that of the citizen's chat."""


async def make(
    turn: Turn,
    context: OfficeContext,
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
    on_record = await record.known(case_file.of(turn, case), event, by)
    at = untraceable.hour(turn.now) if case.anonymous and by.role in _UNSEEN else turn.now
    facts = {
        "head_signs": context.head_signs,
        "granted": guards.is_granted(given.get("outcome")),
        **on_record,
        **given,
    }
    change = lifecycle.move(
        case, event, by=by, at=at, calendar=context.calendar, rules=context.clocks, note=note, **facts
    )
    moved = await notify.settle(turn, context, case, change, quietly=quietly)
    await hearings.tell_joint(turn, context, moved, change)
    return moved

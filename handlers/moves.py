"""Making a move: gathers what the rules look at, asks them, records the change and tells everybody, in one turn.

Citizen, officer and the passing of time all come through here, so that a rule is asked the same way by all.
"""

from typing import Any

from casework import lifecycle
from casework.petition import Actor
from handlers import onrecord, posts
from handlers.desk import Kit
from storage.tables.cases import Case as CaseRow
from storage.turn import Turn


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
    on_record = await onrecord.known(await turn.read(), case, event, turn.now)
    facts = {"head_signs": kit.head_signs, **on_record, **given}
    change = lifecycle.move(
        case, event, by=by, at=turn.now, calendar=kit.calendar, rules=kit.clocks, note=note, **facts
    )
    return await posts.settle(turn, kit, change, quietly=quietly)

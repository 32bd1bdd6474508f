"""A dissolved unit's open cases go to whoever carries on (Art. 24.2): by themselves, each in a turn of its own."""

from casework.petition import SYSTEM, Refusal
from services import moves
from services.context import OfficeContext
from storage import cases, office
from storage.office import Legacy
from storage.turn import Turn


async def inherit(turn: Turn, context: OfficeContext, legacy: Legacy) -> None:
    """One case: unit, running clocks and cards follow; limits stay. A refusal leaves it where the bureau sees it."""
    session = await turn.write()
    case = await cases.by_id(session, legacy.case_id)
    if case is None or not case.is_open or case.unit_id != legacy.old:
        return
    try:
        await moves.make(turn, context, case, "succeed", by=SYSTEM, unit_id=legacy.heir)
    except Refusal:
        return
    await office.hand_over(session, legacy)

"""What belongs to an officer's move beside the case itself: co-units, recusals, links, words said at the window."""

from typing import Any

from casework.petition import CITIZEN, Actor, Refusal
from casework.wording import text
from handlers.staff import signing
from handlers.staff.form import AT_THE_WINDOW
from services import alarms, exclusion, joining, moves, notify, supervising, withdrawal
from services.context import Desk
from services.letters import Letter
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import LinkKind, TextKind


async def public_note(desk: Desk, event: str, facts: dict[str, Any]) -> str:
    """What the citizen reads beside the facts: into which case theirs was merged."""
    if event != "merge":
        return ""
    into = await cases.by_id(await desk.read(), facts["merged_into"])
    return into.number if into is not None else ""


async def settle(desk: Desk, case: CaseRow, event: str, actor: Actor, facts: dict[str, Any]) -> None:
    """Store what a finished move brings along, in the move's own turn."""
    session = await desk.write()
    if event == "add_unit":
        await cases.set_co_unit(session, case.id, facts["unit_id"], desk.now)
    elif event == "recuse" and actor.staff_id is not None:
        await cases.recuse(session, case.id, staff_id=actor.staff_id, now=desk.now)
    elif event == "exclude":
        await exclusion.keep_out(desk.turn, case, [facts["unit_id"]])
        await withdrawal.from_unit(desk.turn, case, facts["unit_id"])
    elif event == "exclude_officer":
        await cases.recuse(session, case.id, staff_id=facts["officer_id"], now=desk.now)
    elif event == "urgent":
        letter = Letter(lambda: text("alert-duty", number=case.number), case_id=case.id)
        await notify.tell_duty(
            desk.turn, None if case.sealed else case.unit_id, letter, f"urgent:{case.id}:{case.version}"
        )
    elif event in supervising.EVENTS:
        await supervising.settle(desk, await reread(desk, case), event, actor, facts)
    elif event == "callback":
        await alarms.by_itself(desk.turn, desk.context, await reread(desk, case), "close")
    elif event == "group":
        await joining.put_beside(desk.turn, desk.context, case, facts["with_case"])
    elif event == "ungroup":
        await joining.take_out(desk.turn, desk.context, case)
    elif event == "merge":
        await merged(desk, case, facts["merged_into"])
    elif event == "return_answer":
        await signing.returned(desk, case, facts["reason"])
    elif event in AT_THE_WINDOW:
        kind = TextKind.REQUEST if event.startswith("ask_") else TextKind.SUPPLEMENT
        await cases.add_text(
            session, case.id, kind, facts["text"], by=actor.role, at=desk.now, staff_id=actor.staff_id
        )


async def reread(desk: Desk, case: CaseRow) -> CaseRow:
    """The case as the move has left it."""
    return await cases.by_id(await desk.read(), case.id) or case


async def merged(desk: Desk, case: CaseRow, into_id: int) -> None:
    """Link a case with the one that it went into, and count it there as urging, as far as the month allows."""
    session = await desk.write()
    await cases.link(session, case.id, into_id, LinkKind.MERGED, now=desk.now)
    into = await cases.by_id(session, into_id)
    if into is None:
        return
    try:
        await moves.make(desk.turn, desk.context, into, "urge", by=CITIZEN, quietly=True)
    except Refusal:
        return  # urged often enough already, or past the states in which it is: the link says it all the same

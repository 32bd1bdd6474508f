"""包案 as days pass: who keeps the sponsorships is told which of them have not moved."""

from datetime import timedelta

from casework import officerules
from casework.petition import Role
from casework.wording import text
from services import letters
from services.buttons import Act, plain
from services.context import OfficeContext
from services.letters import Letter
from storage import cases, office, reception
from storage.tables.case_rows import Case as CaseRow
from storage.turn import Turn

KEEPER = Role.SUPERVISOR
"""Whose work the sponsorships are."""
RIPE = timedelta(days=officerules.days("old_case"))
"""A matter that is open so long may get a sponsor (积案)."""
SILENT = timedelta(days=officerules.days("sponsor_silence"))
"""A sponsor without a step for so long is reminded."""


async def remind(turn: Turn, context: OfficeContext) -> None:
    """Daily: supervisors are told, in private, of sponsored matters that have not moved; once a week each."""
    session = await turn.write()
    for each in await reception.sponsored(session, silent_since=turn.now - SILENT):
        case = await cases.by_id(session, each.case_id)
        days = (turn.now - each.moved_at).days
        if case is None or not case.is_open or case.sealed:
            continue
        key = f"sponsor:{each.id}:{days // SILENT.days}:{each.moved_at:%Y%m%d}"
        letter = reminder(case, each.post, days)
        await letters.to_staff(turn, await office.staff_with(session, KEEPER), letter, key)


def reminder(case: CaseRow, post: str, days: int) -> Letter:
    """That a sponsored matter has not moved for so many days, and the way into it."""
    return Letter(
        lambda: text("sponsor-remind", number=case.number, post=post, days=days),
        lambda: plain([(text("act-open"), Act(do="open", case=case.id))]),
        case.id,
    )

"""What a recording says, written down by a person: part of the case, told to its citizen, on the audit log.

No machine writes it down: a dialect that is heard wrongly would be a matter told wrongly.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Actor
from casework.wording import recorded, text
from services import letters
from services.buttons import Case, numbered
from services.context import Desk
from services.letters import Letter
from storage import audit, cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import TextKind

MARK = "transcript-mark"
"""The sentence's name that a transcript begins with, wherever it is read."""


async def are_missing(session: AsyncSession, case_id: int) -> bool:
    """Whether a case has a recording and nobody has written down what it says."""
    if not await cases.recordings(session, case_id):
        return False
    said = await cases.texts(session, case_id, TextKind.SUPPLEMENT)
    return not any((each.body or "").startswith(recorded(MARK)) for each in said)


async def keep(desk: Desk, case: CaseRow, actor: Actor, words: str) -> bool:
    """Keep what was heard beside the recording, which stays what counts; whether the citizen is told and may object."""
    session = await desk.write()
    body = recorded(MARK) + words
    await cases.add_text(
        session, case.id, TextKind.SUPPLEMENT, body, by=actor.role, at=desk.now, staff_id=actor.staff_id
    )
    await audit.write(session, actor, "transcript", at=desk.now, case_id=case.id)
    letter = Letter(
        lambda: text("transcribed", number=case.number, words=words),
        lambda: numbered([(text("opt-case-supplement"), Case(do="supplement", case=case.id))]),
        case.id,
    )
    return await letters.to_person(desk.turn, case.owner_id, letter, None)

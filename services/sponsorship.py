"""包案 as days pass: who keeps the sponsorships is told which of them have not moved."""

from datetime import timedelta

from casework.petition import Role
from casework.wording import text
from services import letters
from services.buttons import Act, plain
from services.context import OfficeContext
from storage import cases, office, people, reception
from storage.turn import Turn

KEEPER = Role.SUPERVISOR
"""Whose work the sponsorships are."""
SILENT = timedelta(days=7)
"""A sponsor without a step for so long is reminded."""


async def remind(turn: Turn, context: OfficeContext) -> None:
    """Daily: supervisors are told, in private, of sponsored matters that have not moved; once a week each."""
    session = await turn.write()
    for each in await reception.sponsored(session, silent_since=turn.now - SILENT):
        case = await cases.by_id(session, each.case_id)
        days = (turn.now - each.moved_at).days
        if case is None or not case.is_open or case.sealed:
            continue
        words = text("sponsor-remind", number=case.number, post=each.post, days=days)
        button = plain([(text("act-open"), Act(do="open", case=case.id))]).model_dump(exclude_none=True)
        for staff in await office.staff_with(session, KEEPER):
            person = await people.by_id(session, staff.person_id)
            if person is not None and person.chat_id:
                key = f"sponsor:{each.id}:{days // SILENT.days}:{each.moved_at:%Y%m%d}:{staff.id}"
                turn.say(letters.message(person.channel, person.chat_id, words, button, case.id, key))

"""The making of an officer's move from its finished form, with what belongs to it beside the case itself."""

from casework.petition import Actor
from casework.wording import text
from handlers.staff import aftermath, form
from handlers.staff.form import Form, label_of
from services import moves
from services.context import Desk
from storage.tables.case_rows import Case as CaseRow


async def make(desk: Desk, case: CaseRow, opened: Form, actor: Actor) -> CaseRow:
    """Make the move. Raises `Refusal` as the rules do."""
    facts = form.arguments(opened)
    note = await aftermath.public_note(desk, opened.event, facts)
    moved = await moves.make(desk.turn, desk.context, case, opened.event, by=actor, note=note, **facts)
    await aftermath.settle(desk, case, opened.event, actor, facts)
    return moved


def done(case: CaseRow, event: str) -> str:
    """The toast after a move."""
    return text("staff-done", number=case.number, what=label_of(event))

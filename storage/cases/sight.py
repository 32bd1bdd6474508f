"""Which cases somebody may see in a list: none sealed without the sealed role, none they are recused from."""

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from casework.petition import Actor, Role
from storage.rows import table

cases = table("cases")
recusals = table("case_recusals")
staff = table("staff")


def seen_by(viewer: Actor | None) -> ColumnElement[bool]:
    """The condition on `cases` for a viewer; for nobody in particular, every case that is not sealed.

    Art. 30: a report must not come to the knowledge of whom it is about; Art. 28: recusal.
    """
    open_to_all: ColumnElement[bool] = ~cases.c.sealed
    if viewer is None:
        return open_to_all
    if viewer.role is Role.SEALED:
        open_to_all = true()
    who = []
    if viewer.staff_id is not None:
        who.append(recusals.c.staff_id == viewer.staff_id)
    if viewer.person_id is not None:  # whoever stepped back in one role does not look in by another
        roles = select(staff.c.id).where(staff.c.person_id == viewer.person_id)
        who.append(recusals.c.staff_id.in_(roles))
    if viewer.unit_id is not None:
        who.append(recusals.c.unit_id == viewer.unit_id)
    if not who:
        return open_to_all
    return and_(open_to_all, ~exists().where(recusals.c.case_id == cases.c.id, or_(*who)))

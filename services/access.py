"""Who may see and do what, asked of the database at every press; a button or a group membership gives nothing."""

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from services import browser_sessions, case_file, review_bodies
from services.context import Desk
from storage import audit, cases, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.office_rows import Staff

OFFICE_WIDE = (Role.CLERK, Role.SUPERVISOR, Role.REVIEWER, Role.SEALED)
"""Roles whose work is every unit's; the others see their own unit's matters only."""


CASEWORK = tuple(role for role in Role if role not in (Role.ADMIN, Role.CITIZEN, Role.SYSTEM))
"""Roles that see casework at all."""


def actor(staff: Staff) -> Actor:
    """A staff entry as the rules read it; its label is what others may read."""
    return Actor(Role(staff.role), staff.id, staff.unit_id, staff.label, staff.person_id)


async def actors(desk: Desk) -> list[Actor]:
    """Every role this person may act in now. Raises `BrowserShut` where it has to be opened with a code first."""
    held = await office.actors(await desk.read(), desk.person_id)
    if held and not await browser_sessions.is_open(desk):
        raise browser_sessions.how_to_open()
    return [actor(row) for row in held]


async def officers(desk: Desk) -> list[Actor]:
    """The roles that see casework; administrators do not."""
    return [each for each in await actors(desk) if each.role is not Role.ADMIN]


async def standing(desk: Desk, case_id: int) -> tuple[CaseRow, list[Actor]]:
    """A case and the roles in which this person has standing in it.

    Raises `Refusal` with one sentence for unknown, sealed, recused and foreign alike.
    """
    session = await desk.read()
    case = await cases.by_id(session, case_id)
    if case is None:
        raise no_standing()
    units = {
        case.unit_id,
        case.lead_unit_id,
        *await case_file.of(desk.turn, case).co_units(),
    }
    bodies = await review_bodies.of_case(desk.turn, case)
    deciding = {body.id for body in (bodies.review, bodies.recheck) if body is not None}
    found = [
        each
        for each in await officers(desk)
        if concerns(each, case, units)
        and (each.role is not Role.REVIEWER or not deciding or each.unit_id in deciding)
        and await cases.visible(session, case.number, each) is not None
    ]
    if not found:
        raise no_standing()
    return case, found


def concerns(each: Actor, case: CaseRow, units: set[int | None]) -> bool:
    """Whether a role has to do with a case: sealed ones only the sealed role, units only their own."""
    if case.sealed:
        return each.role is Role.SEALED
    if each.role is Role.SEALED:
        return False
    return each.role in OFFICE_WIDE or each.unit_id in units


def no_standing() -> Refusal:
    """One sentence for everybody who may not: it does not tell whether the case exists."""
    return Refusal(text("staff-no-standing"))


async def require(desk: Desk, *roles: Role) -> Actor:
    """The person's role among these. Raises `Refusal` when they have none of them; an officer's try is audited."""
    for each in await actors(desk):
        if each.role in roles:
            return each
    raise await refused(desk, *roles)


async def refused(desk: Desk, *roles: Role) -> Refusal:
    """The refusal for somebody without the role. What an officer tried stays in the audit log though the turn does not.

    Who holds no role at all is a citizen who typed a command: nothing is kept of that.
    """
    held = await actors(desk)
    if held and not desk.turn.writes:
        await desk.turn.let_go()
        async with desk.turn.db.writing() as session:
            needed = sorted(role.value for role in roles)
            await audit.write(session, held[0], "refused", at=desk.now, needed=needed)
    return Refusal(text("staff-no-role"))

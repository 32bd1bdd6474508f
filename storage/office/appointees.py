"""Appointees: who redeemed an invitation gets the role when a second administrator agrees."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Refusal, Role
from casework.wording import text
from storage.office.staffing import actors, appoint
from storage.rows import many, one, table
from storage.tables.office_rows import Appointee

rows = table("appointees")


async def propose(
    session: AsyncSession,
    person_id: int,
    unit_id: int,
    role: Role,
    *,
    by: int | None,
    now: datetime,
) -> Appointee:
    """Note that somebody redeemed an invitation for a role. `by` is the staff entry of whoever invited them.

    Raises `Refusal` where the role does not go together with one they hold.
    """
    await fits(session, person_id, role)
    values = {
        "person_id": person_id,
        "unit_id": unit_id,
        "role": role.value,
        "proposed_by": by,
        "proposed_at": now,
    }
    made = await session.execute(insert(rows).values(**values).returning(rows.c.id))
    waiting = await appointee(session, int(made.scalar_one()))
    assert waiting is not None
    return waiting


async def appointee(session: AsyncSession, appointee_id: int) -> Appointee | None:
    """The appointee of an id, decided or not."""
    return await one(session, select(Appointee).where(rows.c.id == appointee_id))


async def undecided(session: AsyncSession) -> list[Appointee]:
    """What waits for a second administrator, oldest first."""
    return await many(session, select(Appointee).where(rows.c.decided_at.is_(None)).order_by(rows.c.id))


async def decide(
    session: AsyncSession, waiting: Appointee, *, by: int, agreed: bool, label: str, now: datetime
) -> int | None:
    """Agree or decline, once; gives the staff entry of whoever is appointed.

    Raises `Refusal` when somebody was faster, and where the role does not go together with one they hold by now.
    """
    decided = {"decided_by": by, "decided_at": now, "agreed": agreed}
    mine = (rows.c.id == waiting.id, rows.c.decided_at.is_(None))
    if (
        await session.execute(update(rows).where(*mine).values(**decided).returning(rows.c.id))
    ).first() is None:
        raise Refusal(text("appoint-decided"))
    if not agreed:
        return None
    role = Role(waiting.role)
    await fits(session, waiting.person_id, role)
    return await appoint(session, waiting.person_id, waiting.unit_id, role, label=label, now=now)


async def fits(session: AsyncSession, person_id: int, role: Role) -> None:
    """Raises `Refusal` for a person who would hold an administrator's role beside one that sees casework."""
    held = {Role(each.role) for each in await actors(session, person_id)}
    if held and (role is Role.ADMIN) != (Role.ADMIN in held):
        raise Refusal(text("appoint-apart"))

"""Who may act for a unit, in which role, and who is on duty."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Role
from storage.rows import add, many, one, table, upsert
from storage.tables.office_rows import Staff
from storage.tables.person_rows import Person

staff_table = table("staff")
rota = table("duty_rota")


@dataclass(frozen=True)
class DutyEntry:
    """One entry of a unit's rota, with what its officer is called."""

    id: int
    staff_id: int
    label: str
    starts_at: datetime
    ends_at: datetime


async def actors(session: AsyncSession, person_id: int) -> list[Staff]:
    """Every role a person may act in now; read it anew at every press."""
    return await many(session, _active_staff().where(staff_table.c.person_id == person_id))


async def staff(session: AsyncSession, staff_id: int) -> Staff | None:
    """The staff entry of an id, active or not."""
    return await one(session, select(Staff).where(staff_table.c.id == staff_id))


async def staff_with(session: AsyncSession, role: Role, unit_id: int | None = None) -> list[Staff]:
    """Everybody who holds a role, in one unit or anywhere."""
    wanted = _active_staff().where(staff_table.c.role == role.value)
    return await many(session, wanted if unit_id is None else wanted.where(staff_table.c.unit_id == unit_id))


async def staff_of(session: AsyncSession, unit_id: int) -> list[Staff]:
    """Everybody who acts for a unit."""
    return await many(session, _active_staff().where(staff_table.c.unit_id == unit_id))


async def private_chats(
    session: AsyncSession, *, role: Role | None = None, unit_id: int | None = None
) -> set[tuple[str, int]]:
    """Where officers are spoken to in private: channel and chat of everybody who holds a role (this one, there)."""
    person = table(str(Person.__tablename__))
    wanted = select(person.c.channel, person.c.chat_id).join(
        staff_table, staff_table.c.person_id == person.c.id
    )
    if role is not None:
        wanted = wanted.where(staff_table.c.role == role.value)
    if unit_id is not None:
        wanted = wanted.where(staff_table.c.unit_id == unit_id)
    found = await session.execute(wanted.where(staff_table.c.active).distinct())
    return {(row.channel, row.chat_id) for row in found if row.chat_id}


async def appoint(
    session: AsyncSession, person_id: int, unit_id: int, role: Role, *, label: str = "", now: datetime
) -> int:
    """Give a person a role in a unit (again). Returns the staff id, the same one for the same role."""
    await upsert(
        session,
        Staff,
        {
            "person_id": person_id,
            "unit_id": unit_id,
            "role": role.value,
            "label": label,
            "active": True,
            "since": now,
        },
        on=("person_id", "unit_id", "role"),
        change=("label", "active"),
    )
    mine = (staff_table.c.person_id == person_id, staff_table.c.unit_id == unit_id)
    found = await session.execute(select(staff_table.c.id).where(*mine, staff_table.c.role == role.value))
    return int(found.scalar_one())


async def dismiss(session: AsyncSession, staff_id: int) -> None:
    """Take a role away; what was done in it stays on record."""
    await session.execute(update(staff_table).where(staff_table.c.id == staff_id).values(active=False))


async def rename(session: AsyncSession, staff_id: int, label: str) -> None:
    """Call a post or section otherwise; never by a person's name."""
    await session.execute(update(staff_table).where(staff_table.c.id == staff_id).values(label=label))


async def move_staff(session: AsyncSession, from_unit: int, to_unit: int, now: datetime) -> int:
    """Everybody of a unit works for another from now on, under the same labels; gives how many roles that is."""
    leaving = await staff_of(session, from_unit)
    for row in leaving:
        await appoint(session, row.person_id, to_unit, Role(row.role), label=row.label, now=now)
        await dismiss(session, row.id)
    return len(leaving)


def _active_staff() -> Select[Staff]:
    return select(Staff).where(staff_table.c.active).order_by(staff_table.c.id)


async def on_duty(session: AsyncSession, unit_id: int, now: datetime) -> list[Staff]:
    """Who is on duty in a unit at a moment; empty when the rota does not say."""
    wanted = _active_staff().join(rota, rota.c.staff_id == staff_table.c.id)
    return await many(
        session,
        wanted.where(rota.c.unit_id == unit_id, rota.c.starts_at <= now, rota.c.ends_at > now),
    )


async def set_duty(
    session: AsyncSession, unit_id: int, staff_id: int, starts_at: datetime, ends_at: datetime
) -> int:
    """Put somebody on duty. Raises `ValueError` when it ends before it starts."""
    if ends_at <= starts_at:
        raise ValueError("a duty ends after it starts")
    return await add(session, rota, unit_id=unit_id, staff_id=staff_id, starts_at=starts_at, ends_at=ends_at)


async def duties(session: AsyncSession, unit_id: int, since: datetime, until: datetime) -> list[DutyEntry]:
    """The entries of a unit's rota that touch a stretch, earliest first; without officers who left."""
    wanted = (
        select(rota.c.id, rota.c.staff_id, staff_table.c.label, rota.c.starts_at, rota.c.ends_at)
        .join(staff_table, staff_table.c.id == rota.c.staff_id)
        .where(
            rota.c.unit_id == unit_id, rota.c.ends_at > since, rota.c.starts_at < until, staff_table.c.active
        )
        .order_by(rota.c.starts_at, rota.c.id)
    )
    return [DutyEntry(**row._mapping) for row in await session.execute(wanted)]


async def drop_duty(session: AsyncSession, unit_id: int, duty_id: int) -> bool:
    """Take one entry off a unit's rota. False when it is gone already."""
    mine = (rota.c.id == duty_id, rota.c.unit_id == unit_id)
    gone = await session.execute(delete(rota).where(*mine).returning(rota.c.id))
    return gone.first() is not None

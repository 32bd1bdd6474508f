"""The office: units and their tree, staff and roles, groups, one-use codes, routes, settings, duty rota."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import numbering
from casework.petition import Role
from storage import vault
from storage.rows import add, many, one, table, upsert
from storage.tables.office import CodePurpose, Group, OfficeValue, OneUseCode, Route, Staff, Unit, UnitKind

units_table = table("units")
staff_table = table("staff")
groups = table("office_groups")
codes = table("one_use_codes")
routes_table = table("routes")
values = table("office_values")
rota = table("duty_rota")

CODE_LIFE = timedelta(hours=24)
"""How long a one-use code waits to be used."""

_CODE_CONTEXT = "one_use_codes.hash"
_SUCCESSIONS = 10
"""How far successors are followed; a longer chain is a mistake in the office's file."""


async def units(session: AsyncSession, *, inactive: bool = False) -> list[Unit]:
    """The units in the order of their codes; without those that no longer exist, unless asked for."""
    wanted = select(Unit).order_by(units_table.c.code)
    return await many(session, wanted if inactive else wanted.where(units_table.c.active))


async def unit(session: AsyncSession, unit_id: int) -> Unit | None:
    """The unit of an id."""
    return await one(session, select(Unit).where(units_table.c.id == unit_id))


async def unit_by_code(session: AsyncSession, code: str) -> Unit | None:
    """The unit of a code."""
    return await one(session, select(Unit).where(units_table.c.code == code))


async def bureau(session: AsyncSession) -> Unit:
    """The petition bureau itself. Raises `LookupError` while the office has none."""
    found = await one(
        session, select(Unit).where(units_table.c.kind == UnitKind.BUREAU.value, units_table.c.active)
    )
    if found is None:
        raise LookupError("the office has no bureau: import an office first")
    return found


async def units_of_kind(session: AsyncSession, kind: UnitKind) -> list[Unit]:
    """The active units of a kind, by code."""
    wanted = select(Unit).where(units_table.c.kind == kind.value, units_table.c.active)
    return await many(session, wanted.order_by(units_table.c.code))


async def successor(session: AsyncSession, found: Unit | None) -> Unit | None:
    """The unit itself while it is active, else who carries on for it (Art. 24.2); None when nobody does."""
    for _ in range(_SUCCESSIONS):
        if found is None or found.active:
            return found
        found = None if found.successor_id is None else await unit(session, found.successor_id)
    return None


async def add_unit(session: AsyncSession, code: str, name: str, kind: UnitKind, **more: Any) -> int:
    """A new unit; `more` are other columns of `Unit`."""
    more.setdefault("short_name", name)
    return await add(session, units_table, code=code, name=name, kind=kind.value, **more)


async def change_unit(session: AsyncSession, unit_id: int, **changes: Any) -> None:
    """Change columns of a unit, e.g. `active=False, successor_id=…`."""
    await session.execute(update(units_table).where(units_table.c.id == unit_id).values(**changes))


# Staff


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


def _active_staff() -> Any:
    return select(Staff).where(staff_table.c.active).order_by(staff_table.c.id)


# Groups


async def group_of(session: AsyncSession, unit_id: int) -> list[Group]:
    """The groups that hear about a unit's cases."""
    return await many(session, select(Group).where(groups.c.unit_id == unit_id).order_by(groups.c.id))


async def unit_of_group(session: AsyncSession, channel: str, chat_id: int) -> Unit | None:
    """The unit that a group is bound to."""
    bound = select(Unit).join(groups, groups.c.unit_id == units_table.c.id)
    return await one(session, bound.where(groups.c.channel == channel, groups.c.chat_id == chat_id))


async def bind_group(
    session: AsyncSession, channel: str, chat_id: int, unit_id: int, title: str, now: datetime
) -> None:
    """Bind a group to a unit; a group already bound changes its unit."""
    row = {"channel": channel, "chat_id": chat_id, "unit_id": unit_id, "title": title, "bound_at": now}
    await upsert(session, Group, row, on=("channel", "chat_id"), change=("unit_id", "title", "bound_at"))


async def unbind_group(session: AsyncSession, channel: str, chat_id: int) -> bool:
    """Let a group hear no more. Returns whether it was bound."""
    gone = await session.execute(
        delete(groups).where(groups.c.channel == channel, groups.c.chat_id == chat_id).returning(groups.c.id)
    )
    return gone.first() is not None


async def migrate_group(session: AsyncSession, channel: str, old: int, new: int) -> bool:
    """A group became a supergroup and has a new id. Returns whether the old one was bound."""
    known = await session.execute(
        select(groups.c.id).where(groups.c.channel == channel, groups.c.chat_id == new)
    )
    if known.first() is not None:
        return await unbind_group(session, channel, old)
    moved = await session.execute(
        update(groups)
        .where(groups.c.channel == channel, groups.c.chat_id == old)
        .values(chat_id=new)
        .returning(groups.c.id)
    )
    return moved.first() is not None


# One-use codes


async def make_code(
    session: AsyncSession,
    purpose: CodePurpose,
    *,
    now: datetime,
    unit_id: int | None = None,
    role: Role | None = None,
    created_by: int | None = None,
    life: timedelta = CODE_LIFE,
) -> str:
    """A fresh one-use code of 60 bits, given out here and never again; only its slow keyed hash is kept."""
    code = numbering.new_query_code(secrets.choice)
    await session.execute(
        insert(codes).values(
            hash=await _code_hash(code),
            purpose=purpose.value,
            unit_id=unit_id,
            role=role.value if role else None,
            created_by=created_by,
            created_at=now,
            expires_at=now + life,
        )
    )
    return code


async def use_code(
    session: AsyncSession, code: str, *, purposes: Sequence[CodePurpose], now: datetime
) -> OneUseCode | None:
    """Use a code up. None when there is no such code for these purposes, or it is used or too old."""
    normal = numbering.normalise_code(code)
    if normal is None:
        return None
    used = await session.execute(
        update(codes)
        .where(
            codes.c.hash == await _code_hash(normal),
            codes.c.used_at.is_(None),
            codes.c.expires_at > now,
            codes.c.purpose.in_([purpose.value for purpose in purposes]),
        )
        .values(used_at=now)
        .returning(codes.c.id)
    )
    code_id = used.scalar_one_or_none()
    return None if code_id is None else await one(session, select(OneUseCode).where(codes.c.id == code_id))


async def _code_hash(code: str) -> bytes:
    return await asyncio.to_thread(vault.installed().code_hash, code, context=_CODE_CONTEXT)


# Routes


async def route(session: AsyncSession, topic: str, town: str = "") -> Unit | None:
    """The unit that answers for a topic in a town; None when the office's routes do not say."""
    found = await routed(session, topic, town)
    return found[0] if found else None


async def routed(session: AsyncSession, topic: str, town: str = "") -> tuple[Unit, Unit | None] | None:
    """As `route`, with the co-unit. The longest topic prefix wins, then a route for the very town."""
    prefixes = [topic[:length] for length in range(len(topic) + 1)]
    fitting = await many(
        session,
        select(Route).where(routes_table.c.topic.in_(prefixes), routes_table.c.town.in_(["", town])),
    )
    for each in sorted(fitting, key=lambda row: (len(row.topic), bool(row.town)), reverse=True):
        lead = await successor(session, await unit(session, each.unit_id))
        if lead is not None:
            co = None if each.co_unit_id is None else await unit(session, each.co_unit_id)
            return lead, await successor(session, co)
    return None


async def routes(session: AsyncSession) -> list[Route]:
    """Every route, by topic and town."""
    return await many(session, select(Route).order_by(routes_table.c.topic, routes_table.c.town))


async def set_route(
    session: AsyncSession, topic: str, town: str, unit_id: int, co_unit_id: int | None = None
) -> None:
    """Say who answers for a topic prefix in a town ("" is everywhere)."""
    row = {"topic": topic, "town": town, "unit_id": unit_id, "co_unit_id": co_unit_id}
    await upsert(session, Route, row, on=("topic", "town"), change=("unit_id", "co_unit_id"))


async def drop_route(session: AsyncSession, topic: str, town: str) -> None:
    """Take a route away."""
    await session.execute(
        delete(routes_table).where(routes_table.c.topic == topic, routes_table.c.town == town)
    )


# Settings and the duty rota


async def value(session: AsyncSession, name: str, default: Any = None) -> Any:
    """A setting of the office, or the default."""
    found = await one(session, select(OfficeValue).where(values.c.name == name))
    return default if found is None else found.value


async def set_value(session: AsyncSession, name: str, content: Any) -> None:
    """Set a setting of the office to anything that JSON can hold."""
    await upsert(session, OfficeValue, {"name": name, "value": content}, on=("name",), change=("value",))


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


async def clear_duty(session: AsyncSession, unit_id: int, since: datetime, until: datetime) -> None:
    """Empty a stretch of the rota before it is written anew."""
    overlaps = or_(rota.c.starts_at.between(since, until), rota.c.ends_at.between(since, until))
    await session.execute(delete(rota).where(rota.c.unit_id == unit_id, overlaps))

"""The units of the office and their tree."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.rows import add, many, one, table
from storage.tables.office_rows import Unit, UnitKind

units_table = table("units")

_SUCCESSIONS = 10
"""How far successors are followed; a longer chain is a mistake in the office's file."""


async def units(session: AsyncSession, *, inactive: bool = False) -> list[Unit]:
    """The units in the order of their codes; without those that no longer exist, unless asked for."""
    wanted = select(Unit).order_by(units_table.c.code)
    return await many(session, wanted if inactive else wanted.where(units_table.c.active))


async def unit(session: AsyncSession, unit_id: int) -> Unit | None:
    """A unit by its row id, dissolved ones too; None when there is none."""
    return await one(session, select(Unit).where(units_table.c.id == unit_id))


async def unit_by_code(session: AsyncSession, code: str) -> Unit | None:
    """A unit by the code that tables and files name it by; None when there is none."""
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


def branches(found: Sequence[Unit]) -> list[tuple[Unit, int]]:
    """The units as a tree reads: each under the one above it, with its depth; circles and orphans stand at the top."""
    ids = {unit.id for unit in found}
    below: dict[int | None, list[Unit]] = {}
    for each in found:
        below.setdefault(each.parent_id if each.parent_id in ids else None, []).append(each)
    shown: dict[int, tuple[Unit, int]] = {}

    def walk(unit: Unit, depth: int) -> None:
        if unit.id not in shown:
            shown[unit.id] = (unit, depth)
            for each in below.get(unit.id, ()):
                walk(each, depth + 1)

    for each in [*below.get(None, ()), *found]:
        walk(each, 0)
    return list(shown.values())


async def add_unit(session: AsyncSession, code: str, name: str, kind: UnitKind, **more: Any) -> int:
    """A new unit; `more` are other columns of `Unit`."""
    more.setdefault("short_name", name)
    return await add(session, units_table, code=code, name=name, kind=kind.value, **more)


async def change_unit(session: AsyncSession, unit_id: int, **changes: Any) -> None:
    """Change columns of a unit, e.g. `active=False, successor_id=…`."""
    await session.execute(update(units_table).where(units_table.c.id == unit_id).values(**changes))

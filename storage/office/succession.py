"""机关分立、合并、撤销 (Art. 24.2): which open cases a dissolved unit leaves behind, and what follows them."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.office.tree import successor, unit
from storage.rows import table

units = table("units")
cases = table("cases")
case_units = table("case_units")
case_clocks = table("case_clocks")


@dataclass(frozen=True)
class Legacy:
    """An open case of a unit that is no more, and who carries on."""

    case_id: int
    old: int
    heir: int


async def open_cases(session: AsyncSession, unit_id: int) -> int:
    """How many open cases a unit answers for."""
    mine = (cases.c.is_open, cases.c.unit_id == unit_id)
    return int(await session.scalar(select(func.count()).select_from(cases).where(*mine)) or 0)


async def legacies(session: AsyncSession, limit: int = 100) -> list[Legacy]:
    """Open cases that still lie with a dissolved unit although somebody carries on for it, by id.

    Looks at dissolved units first, which are few, and at their open cases through an index.
    """
    gone = select(units.c.id).where(units.c.active.is_(False), units.c.successor_id.is_not(None))
    found: list[Legacy] = []
    for old in list(await session.scalars(gone.order_by(units.c.id))):
        heir = await successor(session, await unit(session, old))
        if heir is None:
            continue
        mine = select(cases.c.id).where(cases.c.is_open, cases.c.unit_id == old).order_by(cases.c.id)
        rows = await session.scalars(mine.limit(limit - len(found)))
        found += [Legacy(case_id, old, heir.id) for case_id in rows]
        if len(found) >= limit:
            break
    return found


async def hand_over(session: AsyncSession, legacy: Legacy) -> None:
    """What belongs to a case beside its row follows it: its running clocks, and the unit's part in it."""
    running = (case_clocks.c.case_id == legacy.case_id, case_clocks.c.stopped_at.is_(None))
    await session.execute(
        update(case_clocks).where(*running, case_clocks.c.unit_id == legacy.old).values(unit_id=legacy.heir)
    )
    mine = (case_units.c.case_id == legacy.case_id, case_units.c.unit_id == legacy.old)
    there = select(case_units.c.case_id).where(
        case_units.c.case_id == legacy.case_id, case_units.c.unit_id == legacy.heir
    )
    if (await session.execute(there)).first() is not None:
        await session.execute(delete(case_units).where(*mine))
    else:
        await session.execute(update(case_units).where(*mine).values(unit_id=legacy.heir))

"""The history of a case, and whether its chain of hashes still holds."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import chain
from storage.rows import many, table
from storage.tables.case_rows import CaseEvent

cases = table("cases")
events = table("case_events")


async def timeline(session: AsyncSession, case_id: int, public_only: bool = True) -> list[CaseEvent]:
    """The events of a case in their order; for the citizen only the public ones."""
    wanted = select(CaseEvent).where(events.c.case_id == case_id).order_by(events.c.seq)
    return await many(session, wanted.where(events.c.public) if public_only else wanted)


async def timelines(
    session: AsyncSession, case_ids: Sequence[int], names: Sequence[str]
) -> dict[int, list[CaseEvent]]:
    """The events of these names of several cases, by case and each in its order."""
    wanted = select(CaseEvent).where(events.c.case_id.in_(case_ids), events.c.event.in_(names))
    wanted = wanted.order_by(events.c.case_id, events.c.seq)
    found: dict[int, list[CaseEvent]] = {}
    for row in await many(session, wanted):
        found.setdefault(row.case_id, []).append(row)
    return found


async def events_for_checking(session: AsyncSession, case_id: int) -> list[dict[str, Any]]:
    """The events with exactly what the chain covers, for a receipt or an exported timeline."""
    covered = [events.c[name] for name in chain.HASHED if name not in ("number", "at")]
    found = await session.execute(
        select(cases.c.number, events.c.at, events.c.prev_hash, events.c.hash, *covered)
        .join(events, events.c.case_id == cases.c.id)
        .where(cases.c.id == case_id)
        .order_by(events.c.seq)
    )
    return [{**row._mapping, "at": chain.moment(row.at)} for row in found]


async def verify(session: AsyncSession, case_id: int) -> chain.Verdict:
    """Whether nobody altered the history: every event still fits the one before it."""
    return chain.verify(await events_for_checking(session, case_id))


async def erase_notes(session: AsyncSession, case_id: int) -> None:
    """Take the words of a history away (right to erasure); the facts stay, and so does the chain."""
    await session.execute(
        update(events).where(events.c.case_id == case_id).values(note=None, internal_note=None, salt=None)
    )

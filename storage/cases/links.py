"""How cases belong together, who takes part, who must not, and how the citizen rated it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Rating
from storage import upsert as conflict
from storage.rows import many, table, upsert
from storage.tables.case_rows import CaseLink, CaseRating, CaseRecusal, CaseUnit, LinkKind, Part, RatedUnit
from storage.untraceable import hour

cases = table("cases")
case_links = table("case_links")
case_units = table("case_units")
case_ratings = table("case_ratings")
recusals = table("case_recusals")


async def link(
    session: AsyncSession,
    case_id: int,
    other_id: int,
    kind: LinkKind,
    *,
    now: datetime,
    staff_id: int | None = None,
) -> None:
    """Say that a case belongs to an earlier one; a repeat counts as such in the figures (重件)."""
    if case_id == other_id:
        raise ValueError("a case is not linked to itself")
    row = {
        "case_id": case_id,
        "other_id": other_id,
        "kind": kind.value,
        "at": now,
        "staff_id": staff_id,
    }
    await upsert(session, CaseLink, row, on=("case_id", "other_id", "kind"), change=("staff_id",))
    if kind is LinkKind.REPEAT:
        await session.execute(update(cases).where(cases.c.id == case_id).values(repeat=True))


async def co_units(session: AsyncSession, case_id: int) -> list[CaseUnit]:
    """The units that take part in a case, the lead among them."""
    wanted = select(CaseUnit).where(case_units.c.case_id == case_id)
    return await many(session, wanted.order_by(case_units.c.since, case_units.c.unit_id))


async def set_co_unit(session: AsyncSession, case_id: int, unit_id: int, now: datetime) -> None:
    """Let a unit take part; the lead stays the lead."""
    row = {"case_id": case_id, "unit_id": unit_id, "part": Part.CO.value, "since": now}
    new = conflict.insert(session, CaseUnit).values(**row)
    await session.execute(new.on_conflict_do_nothing(index_elements=["case_id", "unit_id"]))


async def recuse(
    session: AsyncSession,
    case_id: int,
    *,
    now: datetime,
    unit_id: int | None = None,
    staff_id: int | None = None,
) -> None:
    """Keep a unit or an officer from a case: no list and no search shows it to them any more."""
    if (unit_id is None) == (staff_id is None):
        raise ValueError("recuse either a unit or an officer")
    await session.execute(
        insert(recusals).values(case_id=case_id, unit_id=unit_id, staff_id=staff_id, at=now)
    )


async def recused(session: AsyncSession, case_id: int) -> list[CaseRecusal]:
    """Who must not see a case."""
    return await many(session, select(CaseRecusal).where(recusals.c.case_id == case_id))


async def rate(
    session: AsyncSession,
    case_id: int,
    target: RatedUnit,
    rating: Rating,
    *,
    now: datetime,
    unit_id: int | None = None,
    reasons: Sequence[str] = (),
    text: str | None = None,
) -> None:
    """The citizen's rating of the bureau or of the unit; a later one replaces it while the window is open."""
    row = {
        "case_id": case_id,
        "target": target.value,
        "unit_id": unit_id,
        "rating": rating.value,
        "reasons": list(reasons),
        "text": text,
        "at": hour(now),
    }
    changed = ("unit_id", "rating", "reasons", "text", "at")
    await upsert(session, CaseRating, row, on=("case_id", "target"), change=changed)


async def ratings(session: AsyncSession, case_id: int) -> list[CaseRating]:
    """What the citizen said; nothing is 未评价, which is never counted as satisfied."""
    return await many(session, select(CaseRating).where(case_ratings.c.case_id == case_id))

"""督办 slips and the 三项建议: drafted from the record, issued by people, answered in writing (Art. 40)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import upsert as conflict
from storage.rows import add, many, table
from storage.tables.public_rows import Adoption, Advice, Recommendation, SupervisionSlip

slips = table("supervision_slips")
recommendations = table("recommendations")
_LOOKED_AT = 500


async def draft_slip(
    session: AsyncSession,
    case_id: int,
    unit_id: int,
    *,
    level: int,
    ground: str,
    article: str,
    evidence: Mapping[str, Any],
    now: datetime,
    clock_id: int | None = None,
) -> int | None:
    """Draft a slip; gives its id, None when this clock has one of this level already."""
    new = conflict.insert(session, SupervisionSlip).values(
        case_id=case_id,
        clock_id=clock_id,
        unit_id=unit_id,
        level=level,
        ground=ground,
        article=article,
        evidence=dict(evidence),
        drafted_at=now,
    )
    added = await session.execute(
        new.on_conflict_do_nothing(index_elements=["case_id", "clock_id", "level"]).returning(slips.c.id)
    )
    slip_id = added.scalar_one_or_none()
    return None if slip_id is None else int(slip_id)


async def issue_slip(session: AsyncSession, slip_id: int, *, by: int, due: date, now: datetime) -> bool:
    """A person issues a drafted slip with a day for the answer; False when that, or its closing, was done."""
    drafted = (slips.c.id == slip_id, slips.c.issued_at.is_(None), slips.c.closed_at.is_(None))
    done = await session.execute(
        update(slips).where(*drafted).values(issued_at=now, issued_by=by, due=due).returning(slips.c.id)
    )
    return done.first() is not None


async def reply_slip(session: AsyncSession, slip_id: int, reply: str, now: datetime) -> None:
    """The unit's written answer to a slip."""
    await session.execute(update(slips).where(slips.c.id == slip_id).values(reply=reply, replied_at=now))


async def close_slips(session: AsyncSession, case_id: int, now: datetime, clock_id: int | None = None) -> int:
    """Close the slips of a case once the unit has acted (销案), of one clock or all; gives how many."""
    mine = [slips.c.case_id == case_id, slips.c.closed_at.is_(None)]
    if clock_id is not None:
        mine.append(slips.c.clock_id == clock_id)
    closed = await session.execute(update(slips).where(*mine).values(closed_at=now).returning(slips.c.id))
    return len(closed.all())


async def slips_of(session: AsyncSession, case_id: int) -> list[SupervisionSlip]:
    """The slips of a case, oldest first."""
    mine = select(SupervisionSlip).where(slips.c.case_id == case_id)
    return await many(session, mine.order_by(slips.c.id))


async def open_slips(session: AsyncSession, *, unit_id: int | None = None) -> list[SupervisionSlip]:
    """Slips that are not closed, of one unit or all; drafts first, then by the day of the answer."""
    wanted = select(SupervisionSlip).where(slips.c.closed_at.is_(None))
    if unit_id is not None:
        wanted = wanted.where(slips.c.unit_id == unit_id)
    return await many(session, wanted.order_by(slips.c.due.is_not(None), slips.c.due, slips.c.id))


async def recommend(
    session: AsyncSession,
    kind: Advice,
    unit_id: int,
    text: str,
    *,
    by: int,
    due: date,
    now: datetime,
    case_ids: Sequence[int] = (),
) -> int:
    """Send a recommendation to a unit; gives its id. `due` is the day for the written answer."""
    return await add(
        session,
        recommendations,
        kind=kind.value,
        unit_id=unit_id,
        text=text,
        cases=list(case_ids),
        by=by,
        sent_at=now,
        due=due,
    )


async def waiting_recommendation(session: AsyncSession, case_id: int) -> Recommendation | None:
    """The latest recommendation that grew out of a case and has no written answer yet."""
    unanswered = select(Recommendation).where(recommendations.c.replied_at.is_(None))
    found = await many(session, unanswered.order_by(recommendations.c.id.desc()).limit(_LOOKED_AT))
    return next((each for each in found if case_id in (each.cases or ())), None)


async def answer_recommendation(
    session: AsyncSession, recommendation_id: int, adoption: Adoption, reply: str, now: datetime
) -> None:
    """What the unit answered, and whether it adopts it (Art. 40.4)."""
    await session.execute(
        update(recommendations)
        .where(recommendations.c.id == recommendation_id)
        .values(adoption=adoption.value, reply=reply, replied_at=now)
    )

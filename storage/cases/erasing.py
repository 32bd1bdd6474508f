"""Forgetting what a case says once its time is over: words, identity, files; the facts and the chain stay."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import joints
from storage.cases import history, search_words, similar_cases
from storage.rows import table

cases = table("cases")
case_files = table("case_files")
outbox = table("outbox")
values = table("office_values")

_EMPTIED = {
    "case_texts": ("body",),
    "case_files": ("caption",),
    "case_demands": ("text",),
    "case_ratings": ("text",),
    "reception_bookings": ("brief", "result"),
    "case_sponsors": ("plan", "steps"),
    "supervision_slips": ("reply",),
}
_REMOVED = ("case_identity", "case_places", "case_listeners")


def _ripe(closed_before: datetime) -> ColumnElement[bool]:
    return and_(~cases.c.is_open, cases.c.closed_at < closed_before, cases.c.code_hash.is_not(None))


async def ripe(session: AsyncSession, closed_before: datetime, *, limit: int = 100) -> list[int]:
    """Ids of cases that were closed before a moment and still say something, in order."""
    wanted = select(cases.c.id).where(_ripe(closed_before)).order_by(cases.c.id).limit(limit)
    return [int(each) for each in await session.scalars(wanted)]


async def ripe_count(session: AsyncSession, closed_before: datetime) -> int:
    """How many that are."""
    return int(await session.scalar(select(func.count()).where(_ripe(closed_before))) or 0)


async def erase(session: AsyncSession, case_id: int) -> list[int]:
    """Take a case's words and its person away; gives the ids of files that no other case holds, for the caller.

    Number, states, dates, units and figures stay: they are no personal data. Nobody can look the case up by
    number and code any more.
    """
    for name, columns in _EMPTIED.items():
        rows = table(name)
        nothing = dict.fromkeys(columns)
        await session.execute(update(rows).where(rows.c.case_id == case_id).values(**nothing))
    for name in _REMOVED:
        rows = table(name)
        await session.execute(delete(rows).where(rows.c.case_id == case_id))
    await search_words.forget(session, case_id)
    await similar_cases.forget(session, case_id)
    await joints.forget(session, case_id)
    await history.erase_notes(session, case_id)
    await session.execute(
        update(cases)
        .where(cases.c.id == case_id)
        .values(
            title="",
            happened=None,
            concerns=None,
            handled_before=None,
            topic_reasons=None,
            owner_id=None,
            anonymous_key=None,
            code_hash=None,
        )
    )
    await session.execute(update(outbox).where(outbox.c.case_id == case_id).values(payload=None))
    await session.execute(delete(values).where(values.c.name.like(f"pending.{case_id}.%")))
    elsewhere = select(case_files.c.file_id).where(case_files.c.case_id != case_id)
    mine = (case_files.c.case_id == case_id, case_files.c.file_id.not_in(elsewhere))
    held = select(case_files.c.file_id).where(*mine).order_by(case_files.c.id)
    return [int(each) for each in await session.scalars(held)]

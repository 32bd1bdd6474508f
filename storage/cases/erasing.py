"""Forgetting what a case says once its time is over: words, identity, files; the facts and the chain stay."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cases import history, search_words, similar_cases
from storage.rows import table

cases = table("cases")
case_files = table("case_files")

_EMPTIED = {
    "case_texts": ("body",),
    "case_files": ("caption",),
    "case_demands": ("text",),
    "case_ratings": ("text",),
    "reception_bookings": ("brief", "result"),
    "case_sponsors": ("plan", "steps"),
    "supervision_slips": ("reply",),
}
_REMOVED = ("case_identity", "case_places")


async def ripe(
    session: AsyncSession, closed_before: datetime, *, after_id: int = 0, limit: int = 100
) -> list[int]:
    """Ids of cases that were closed before a moment and still say something, in order."""
    wanted = (
        select(cases.c.id)
        .where(~cases.c.is_open, cases.c.closed_at < closed_before, cases.c.id > after_id)
        .where(cases.c.code_hash.is_not(None))
        .order_by(cases.c.id)
        .limit(limit)
    )
    return [int(each) for each in await session.scalars(wanted)]


async def erase(session: AsyncSession, case_id: int) -> list[int]:
    """Take a case's words and its person away; gives the ids of its files, whose contents the caller erases.

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
    held = select(case_files.c.file_id).where(case_files.c.case_id == case_id)
    return [int(each) for each in await session.scalars(held.order_by(case_files.c.id))]

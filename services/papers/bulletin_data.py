"""Makes a bulletin from what is stored; the same period, moment and data give the same bulletin."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from casework.bulletin import AdviceGiven, Beside, Bulletin, Names, assemble
from casework.petition import Actor, Role
from casework.spans import Span
from casework.tally import WINDOW, Tally
from storage import circulars, figures, office
from storage.figures import Wanted

STEP = 1000
GENTLE = 50
"""Cases read at a time in a process that answers people: they wait for no more than these."""


async def bulletin(
    session: AsyncSession,
    span: Span,
    as_of: datetime,
    *,
    office_name: str,
    families: Mapping[str, str],
    page: int = figures.PAGE,
    progress: Callable[[int], None] = lambda cases: None,
) -> Bulletin:
    """The bulletin of a period, as it was known at `as_of`. Raises `DoesNotAddUp`.

    Reads every case that could matter once, `page` at a time; `progress` is told how many. One view of the data
    throughout. Others are served between two pages (`GENTLE` where people are talking), and while it is put together.
    """
    beside = await circulars.gather(session, span.since, span.until, as_of)
    tally = Tally(span, as_of, repeated=dict(beside.repeated), solved=dict(beside.solved))
    seen = 0
    async for facts in figures.facts(session, wanted(span), page=page):
        tally.add(facts)
        seen += 1
        if seen % STEP == 0:
            progress(STEP)
    progress(seen % STEP)
    units = {unit.id: unit.short_name for unit in await office.units(session, inactive=True)}
    besides = Beside(
        tuple(AdviceGiven(row.kind, row.replied, row.adoption) for row in beside.advice),
        beside.sponsored,
        beside.sponsored_solved,
        beside.receptions,
        beside.receptions_closed,
    )
    return await asyncio.to_thread(assemble, tally, besides, Names(families, units), office=office_name)


async def how_many(session: AsyncSession, span: Span) -> int:
    """How many cases `bulletin` will read, sealed ones among them, for a progress bar."""
    return await figures.count(session, wanted(span), viewer=Actor(Role.SEALED))


def wanted(span: Span) -> Wanted:
    """Cases that can matter to a period: registered before its end, and not over long before its start."""
    return Wanted(until=span.until, active_since=span.since - WINDOW)

"""Messages about a matter that will not arrive, to the office or to its citizen: refused, blocked, or given up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.office import private_chats
from storage.tables.outbox_rows import Kind, OutboxRow, Status
from storage.upsert import table

RECENT = timedelta(days=1)
"""How far back a look goes; what was passed on is on record longer (`storage.retention.Periods.handled`)."""


@dataclass(frozen=True)
class Lost:
    """What was to be said about a matter, and nobody reads."""

    row_id: int
    case_id: int
    words: str
    citizen: bool = False
    """Whether it was for the citizen, who has to be served another way."""
    day: date | None = None
    """When it was given up."""


async def lost(session: AsyncSession, now: datetime) -> list[Lost]:
    """The lost messages of the last day to groups, officers and citizens; redrawn cards say nothing by themselves.

    What was passed on already (its key begins with `untold:`) is not passed on again: it would go round for ever.
    """
    rows = table(OutboxRow)
    officers = await private_chats(session)
    wanted = (
        select(OutboxRow)
        .where(
            rows.c.settled_at > now - RECENT,
            rows.c.status.in_([Status.BLOCKED.value, Status.FAILED.value]),
            rows.c.kind == Kind.NOTICE.value,
            rows.c.method == "sendMessage",
            rows.c.case_id.is_not(None),
            or_(rows.c.dedupe.is_(None), rows.c.dedupe.not_like("untold:%")),
        )
        .order_by(rows.c.id)
    )
    found = await session.scalars(wanted)
    return [
        Lost(
            row.id or 0,
            row.case_id or 0,
            str((row.payload or {}).get("text", "")),
            citizen=row.chat_id > 0 and (row.channel, row.chat_id) not in officers,
            day=row.settled_at.date() if row.settled_at else None,
        )
        for row in found
    ]

"""Messages about a matter that will not arrive, to the office or to its citizen: refused, blocked, or given up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.office import private_chats
from storage.tables.case_rows import Case, CaseEvent
from storage.tables.outbox_rows import Kind, OutboxRow, Status
from storage.tables.person_rows import Person
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


_OUTBOX, _PEOPLE, _EVENTS = table(OutboxRow), table(Person), table(CaseEvent)
_GIVEN_UP = (
    _OUTBOX.c.status.in_([Status.BLOCKED.value, Status.FAILED.value]),
    _OUTBOX.c.kind == Kind.NOTICE.value,
    _OUTBOX.c.method == "sendMessage",
)
SERVED = "serve"
"""The step by which somebody is served in another way: by letter, over the counter."""


def unserved(case_id: ColumnElement[int], owner_id: ColumnElement[int | None]) -> ColumnElement[bool]:
    """Whether a notice did not reach who filed a case, and it was not served in another way since."""
    owner = exists().where(
        _PEOPLE.c.id == owner_id,
        _PEOPLE.c.channel == _OUTBOX.c.channel,
        _PEOPLE.c.chat_id == _OUTBOX.c.chat_id,
    )
    served = exists().where(
        _EVENTS.c.case_id == case_id, _EVENTS.c.event == SERVED, _EVENTS.c.at >= _OUTBOX.c.settled_at
    )
    return exists().where(_OUTBOX.c.case_id == case_id, *_GIVEN_UP, owner, ~served)


async def not_served(session: AsyncSession, case: Case) -> bool:
    """Whether that is so of one case."""
    rows = table(Case)
    wanted = select(rows.c.id).where(rows.c.id == case.id, unserved(rows.c.id, rows.c.owner_id))
    return await session.scalar(wanted) is not None


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
            *_GIVEN_UP,
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

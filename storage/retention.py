"""Forgetting on time: what is no longer needed is deleted, in short steps that hold the writer briefly.

Case files have their own periods and are erased by the casework side; here are the traces of the machinery.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, Update, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from storage.database import Database
from storage.files import Files
from storage.tables.chat_rows import Conversation, RateLevel, RoomMessage
from storage.tables.outbox_rows import Handled, Kind, OutboxRow, Poisoned
from storage.upsert import table

BATCH = 500
"""Rows a transaction: a few milliseconds of writing, then somebody else's turn."""


@dataclass(frozen=True)
class Periods:
    """How long the traces stay."""

    handled: timedelta = timedelta(days=7)
    """Telegram repeats an update for a day at most; a browser's idempotency id lives as long as its tab."""
    drafts: timedelta = timedelta(days=30)
    """An unfinished petition can be resumed this long after its last answer."""
    sent_bodies: timedelta = timedelta(days=30)
    """What was said is wiped from the outbox; that it was said, and when, stays."""
    said: timedelta = timedelta(hours=1)
    """An answer that was delivered can be asked for by nobody any more."""
    rates: timedelta = timedelta(hours=2)
    """Every measure is full again by then."""
    poisoned: timedelta = timedelta(days=30)
    room_messages: timedelta = timedelta(days=365)
    orphans: timedelta = timedelta(days=2)
    """Contents of turns that were rolled back, and uploads that never ended."""


@dataclass(frozen=True)
class RetentionStep:
    """One thing to forget: the rows of a table that meet a condition, deleted or emptied."""

    name: str
    rows: Table
    old: Callable[[datetime, Periods], ColumnElement[bool]]
    empties: tuple[str, ...] = ()
    """Columns set to NULL; none means that the rows are deleted."""


def _outbox_bodies(now: datetime, periods: Periods) -> ColumnElement[bool]:
    rows = table(OutboxRow)
    return and_(rows.c.settled_at < now - periods.sent_bodies, rows.c.payload.is_not(None))


def _said(now: datetime, periods: Periods) -> ColumnElement[bool]:
    rows = table(OutboxRow)
    return and_(rows.c.settled_at < now - periods.said, rows.c.kind.in_((Kind.REPLY.value, Kind.TOAST.value)))


SAID = (RetentionStep("said", table(OutboxRow), _said),)
"""What was answered to somebody in a chat: after its repeat window not even the row stays, which knows chat and moment.

Notices keep their row, because their key says that they were said; they go to owners and officers only.
"""

STEPS: tuple[RetentionStep, ...] = (
    RetentionStep("handled", table(Handled), lambda now, p: table(Handled).c.at < now - p.handled),
    RetentionStep(
        "drafts", table(Conversation), lambda now, p: table(Conversation).c.updated_at < now - p.drafts
    ),
    *SAID,
    RetentionStep("sent_bodies", table(OutboxRow), _outbox_bodies, empties=("payload",)),
    RetentionStep("rates", table(RateLevel), lambda now, p: table(RateLevel).c.at < now - p.rates),
    RetentionStep("poisoned", table(Poisoned), lambda now, p: table(Poisoned).c.at < now - p.poisoned),
    RetentionStep(
        "room_messages",
        table(RoomMessage),
        lambda now, p: table(RoomMessage).c.said_at < now - p.room_messages,
    ),
)


async def run(
    db: Database,
    files: Files | None,
    now: datetime,
    *,
    periods: Periods | None = None,
    steps: Sequence[RetentionStep] = STEPS,
) -> dict[str, int]:
    """Forget everything that is due; returns how many rows (and contents) each step touched."""
    chosen = periods or Periods()
    done = {step.name: await _run_step(db, step, now, chosen) for step in steps}
    if files is not None:
        done["expired_files"] = await _expire_files(db, files, now)
        async with db.reading() as session:
            done["orphans"] = await files.sweep(session, (now - chosen.orphans).timestamp())
    return done


async def _expire_files(db: Database, files: Files, now: datetime) -> int:
    """Forget the exports and documents whose day is over; their contents go with the sweep."""
    total = 0
    while True:
        async with db.writing() as session:
            over = await files.expired(session, now, BATCH)
            for file_id in over:
                await files.erase(session, file_id, now)
        total += len(over)
        if len(over) < BATCH:
            return total


async def forget_said(db: Database, now: datetime) -> int:
    """Delete the answers whose window is over, in the file and in its log; an idle look writes nothing."""
    if not (await due(db, now, steps=SAID))["said"]:
        return 0
    gone = await run(db, None, now, steps=SAID)
    await db.checkpoint()
    return gone["said"]


async def due(
    db: Database, now: datetime, *, periods: Periods | None = None, steps: Sequence[RetentionStep] = STEPS
) -> dict[str, int]:
    """How many rows each step would touch, without touching them."""
    chosen = periods or Periods()
    async with db.reading() as session:
        return {step.name: await _count(session, step, now, chosen) for step in steps}


async def _count(session: AsyncSession, step: RetentionStep, now: datetime, periods: Periods) -> int:
    statement = select(func.count()).select_from(step.rows).where(step.old(now, periods))
    return await session.scalar(statement) or 0


async def _run_step(db: Database, step: RetentionStep, now: datetime, periods: Periods) -> int:
    total = 0
    while True:
        async with db.writing() as session:
            number = await _batch(session, step, now, periods)
        total += number
        if number < BATCH:
            return total


async def _batch(session: AsyncSession, step: RetentionStep, now: datetime, periods: Periods) -> int:
    keys = list(step.rows.primary_key.columns)
    found = (await session.execute(select(*keys).where(step.old(now, periods)).limit(BATCH))).all()
    if not found:
        return 0
    chosen = or_(*(and_(*(key == value for key, value in zip(keys, row, strict=True))) for row in found))
    if len(keys) == 1:
        chosen = keys[0].in_([row[0] for row in found])
    statement: Any = _emptied(step).where(chosen) if step.empties else delete(step.rows).where(chosen)
    await session.execute(statement)
    return len(found)


def _emptied(step: RetentionStep) -> Update:
    return update(step.rows).values(dict.fromkeys(step.empties))

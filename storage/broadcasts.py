"""Notices to many: written, approved by a second administrator, sent once to those who asked for them.

The text lives in versions that never change, so what was sent can always be shown. Recipients and messages
are made by one `INSERT … SELECT` each in one transaction: after a crash everybody is queued, or nobody.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import chain
from casework.petition import Refusal
from casework.wording import text
from storage import outbox
from storage.audience import Reach, SubscriberFilter, choose, reach
from storage.rows import add, many, one, table
from storage.tables.outbox_rows import Kind, Status
from storage.tables.public_rows import (
    Broadcast,
    BroadcastApproval,
    BroadcastState,
    BroadcastVersion,
    Decision,
    Theme,
)

broadcasts = table("broadcasts")
versions = table("broadcast_versions")
approvals = table("broadcast_approvals")
recipients = table("broadcast_recipients")
messages = table("outbox")

UNDER_WAY = (Status.QUEUED.value, Status.HELD.value, Status.SENDING.value)
_BEFORE_SENDING = (BroadcastState.DRAFT, BroadcastState.SUBMITTED, BroadcastState.APPROVED)


@dataclass(frozen=True)
class Wording:
    """What a broadcast says: the words for the archive, their source, the message in Bot API form."""

    body: str
    source: str
    payload: Mapping[str, Any]
    method: str = "sendMessage"


async def draft(
    session: AsyncSession,
    theme: Theme,
    title: str,
    wording: Wording,
    audience: SubscriberFilter,
    *,
    by: int,
    now: datetime,
) -> int:
    """A new broadcast with its first version; gives its id. `by` is a staff id."""
    broadcast_id = await add(
        session,
        broadcasts,
        theme=theme.value,
        title=title,
        audience=audience.as_json(),
        created_by=by,
        created_at=now,
    )
    await _add_version(session, broadcast_id, 1, wording, by, now)
    return broadcast_id


async def revise(
    session: AsyncSession, broadcast_id: int, wording: Wording, *, by: int, now: datetime
) -> int:
    """A new version, which must be approved anew. Raises `Refusal` once it is being sent."""
    found = await _before_sending(session, broadcast_id)
    await _add_version(session, broadcast_id, found.version + 1, wording, by, now)
    return found.version + 1


async def set_audience(session: AsyncSession, broadcast_id: int, audience: SubscriberFilter) -> None:
    """Choose others to send to; takes an approval back, because it was given for the old ones."""
    await _before_sending(session, broadcast_id)
    await _set(
        session,
        broadcast_id,
        audience=audience.as_json(),
        state=BroadcastState.DRAFT.value,
        approved_version=None,
    )


async def submit(
    session: AsyncSession,
    broadcast_id: int,
    *,
    send_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Ask for approval; it goes out at `send_at`, or as soon as it is approved."""
    await _before_sending(session, broadcast_id)
    await _set(
        session,
        broadcast_id,
        state=BroadcastState.SUBMITTED.value,
        approved_version=None,
        send_at=send_at,
        expires_at=expires_at,
    )


async def decide(
    session: AsyncSession,
    broadcast_id: int,
    version: int,
    *,
    staff_id: int,
    decision: Decision,
    now: datetime,
    reason: str = "",
) -> None:
    """A second administrator approves or returns the version they read.

    Raises `Refusal` for somebody who wrote it (the person, whatever the role), and for a version that is not
    the newest: nobody approves what they did not see.
    """
    found = await _before_sending(session, broadcast_id)
    if found.state != BroadcastState.SUBMITTED.value or version != found.version:
        raise Refusal(text("records-broadcast-changed"))
    if await _same_person(session, staff_id, await _writers(session, broadcast_id)):
        raise Refusal(text("records-broadcast-own"))
    await session.execute(
        insert(approvals).values(
            broadcast_id=broadcast_id,
            version=version,
            staff_id=staff_id,
            decision=decision.value,
            reason=reason,
            at=now,
        )
    )
    approved = decision is Decision.APPROVED
    await _set(
        session,
        broadcast_id,
        state=(BroadcastState.APPROVED if approved else BroadcastState.DRAFT).value,
        approved_version=version if approved else None,
    )


async def start(session: AsyncSession, broadcast_id: int, now: datetime, *, per_week: int) -> int:
    """Queue an approved broadcast to its audience; gives how many. Started already: gives the same number.

    `per_week` is the most broadcasts a person gets in seven days.
    """
    claimed = await session.execute(
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, broadcasts.c.state == BroadcastState.APPROVED.value)
        .values(state=BroadcastState.SENDING.value, started_at=now)
        .returning(broadcasts.c.id)
    )
    if claimed.first() is None:
        return (await get(session, broadcast_id)).recipients
    found = await get(session, broadcast_id)
    version = await wording(session, broadcast_id, found.approved_version or 0)
    chosen = choose(Theme(found.theme), SubscriberFilter.from_json(found.audience), now, per_week)
    await session.execute(
        insert(recipients).from_select(
            ["broadcast_id", "person_id", "at"], chosen.recipients(broadcast_id, now)
        )
    )
    lane = outbox.LANES[Kind.BROADCAST]
    queued = chosen.messages(found, version.method, version.payload, lane, now)
    await session.execute(insert(messages).from_select(list(queued.selected_columns.keys()), queued))
    count = await chosen.counted(session, broadcast_id)
    await _set(session, broadcast_id, recipients=count)
    return count


async def count_audience(
    session: AsyncSession, theme: Theme, audience: SubscriberFilter, now: datetime, *, per_week: int
) -> Reach:
    """How many would get it, and how many subscribers would not, and why; shown before it is sent."""
    return await reach(session, theme, audience, now, per_week)


async def pause(session: AsyncSession, broadcast_id: int) -> int:
    """Hold what is not yet being sent; gives how many messages wait."""
    if not await _move(session, broadcast_id, (BroadcastState.SENDING,), BroadcastState.PAUSED):
        return 0
    return await _turn(session, broadcast_id, (Status.QUEUED,), Status.HELD, due_at=None)


async def resume(session: AsyncSession, broadcast_id: int, now: datetime) -> int:
    """Go on after a pause; gives how many messages wait again."""
    if not await _move(session, broadcast_id, (BroadcastState.PAUSED,), BroadcastState.SENDING):
        return 0
    return await _turn(session, broadcast_id, (Status.HELD,), Status.QUEUED, due_at=now)


async def stop(session: AsyncSession, broadcast_id: int, now: datetime) -> int:
    """End it for good; what is not yet being sent is cancelled. Gives how many."""
    going = (*_BEFORE_SENDING, BroadcastState.SENDING, BroadcastState.PAUSED)
    if not await _move(session, broadcast_id, going, BroadcastState.STOPPED):
        return 0
    waiting = (Status.QUEUED, Status.HELD)
    ended = await _turn(session, broadcast_id, waiting, Status.CANCELLED, due_at=None, settled_at=now)
    await _set(session, broadcast_id, finished_at=now, counts=await progress(session, broadcast_id))
    return ended


async def progress(session: AsyncSession, broadcast_id: int) -> dict[str, int]:
    """How many messages stand where. `uncertain` ones may have arrived and are not sent again."""
    return await outbox.counts(session, broadcast_id=broadcast_id)


async def finish(session: AsyncSession, now: datetime) -> list[int]:
    """Close the broadcasts of which nothing waits any more, keeping their final counts; gives their ids."""
    waiting = (
        select(messages.c.id)
        .where(messages.c.broadcast_id == broadcasts.c.id, messages.c.status.in_(UNDER_WAY))
        .exists()
    )
    over = select(broadcasts.c.id).where(broadcasts.c.state == BroadcastState.SENDING.value, ~waiting)
    done = [int(each) for each in await session.scalars(over)]
    for broadcast_id in done:
        counts = await progress(session, broadcast_id)
        await _set(session, broadcast_id, state=BroadcastState.DONE.value, finished_at=now, counts=counts)
    return done


async def due(session: AsyncSession, now: datetime) -> list[Broadcast]:
    """Approved broadcasts whose hour has come."""
    hour = or_(broadcasts.c.send_at.is_(None), broadcasts.c.send_at <= now)
    approved = broadcasts.c.state == BroadcastState.APPROVED.value
    return await many(session, select(Broadcast).where(approved, hour).order_by(broadcasts.c.id))


async def get(session: AsyncSession, broadcast_id: int) -> Broadcast:
    """The broadcast of an id. Raises `LookupError`."""
    found = await one(session, select(Broadcast).where(broadcasts.c.id == broadcast_id))
    if found is None:
        raise LookupError(f"no broadcast {broadcast_id}")
    return found


async def listed(session: AsyncSession, *states: BroadcastState, limit: int = 50) -> list[Broadcast]:
    """Broadcasts, newest first; in some states, or all of them (the archive)."""
    wanted = select(Broadcast).order_by(broadcasts.c.id.desc()).limit(limit)
    if states:
        wanted = wanted.where(broadcasts.c.state.in_([state.value for state in states]))
    return await many(session, wanted)


async def wording(session: AsyncSession, broadcast_id: int, version: int) -> BroadcastVersion:
    """One version as it was written. Raises `LookupError`."""
    mine = (versions.c.broadcast_id == broadcast_id, versions.c.n == version)
    found = await one(session, select(BroadcastVersion).where(*mine))
    if found is None:
        raise LookupError(f"broadcast {broadcast_id} has no version {version}")
    return found


async def decisions(session: AsyncSession, broadcast_id: int) -> list[BroadcastApproval]:
    """Who approved or returned which version, and why."""
    mine = select(BroadcastApproval).where(approvals.c.broadcast_id == broadcast_id)
    return await many(session, mine.order_by(approvals.c.at))


async def _add_version(
    session: AsyncSession, broadcast_id: int, n: int, content: Wording, by: int, now: datetime
) -> None:
    written = chain.canonical([content.body, content.source, content.method, dict(content.payload)])
    await session.execute(
        insert(versions).values(
            broadcast_id=broadcast_id,
            n=n,
            body=content.body,
            source=content.source,
            method=content.method,
            payload=dict(content.payload),
            by=by,
            at=now,
            sha256=hashlib.sha256(written.encode()).hexdigest(),
        )
    )
    await _set(session, broadcast_id, version=n, state=BroadcastState.DRAFT.value, approved_version=None)


async def _before_sending(session: AsyncSession, broadcast_id: int) -> Broadcast:
    found = await get(session, broadcast_id)
    if found.state not in {state.value for state in _BEFORE_SENDING}:
        raise Refusal(text("records-broadcast-sent"))
    return found


async def _writers(session: AsyncSession, broadcast_id: int) -> list[int]:
    wrote = select(versions.c.by).where(versions.c.broadcast_id == broadcast_id)
    made = select(broadcasts.c.created_by).where(broadcasts.c.id == broadcast_id)
    return [*await session.scalars(wrote), *await session.scalars(made)]


async def _same_person(session: AsyncSession, staff_id: int, others: Sequence[int]) -> bool:
    """Whether the person behind a role is behind one of the others too: two roles are not two people."""
    staff = table("staff")
    behind = select(staff.c.person_id).where(staff.c.id == staff_id).scalar_subquery()
    shared = select(staff.c.id).where(staff.c.id.in_(others), staff.c.person_id == behind)
    return (await session.execute(shared)).first() is not None


async def _move(
    session: AsyncSession, broadcast_id: int, was: Sequence[BroadcastState], now: BroadcastState
) -> bool:
    moved = await session.execute(
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, broadcasts.c.state.in_([state.value for state in was]))
        .values(state=now.value)
        .returning(broadcasts.c.id)
    )
    return moved.first() is not None


async def _turn(
    session: AsyncSession, broadcast_id: int, was: Sequence[Status], now: Status, **more: Any
) -> int:
    turned = await session.execute(
        update(messages)
        .where(
            messages.c.broadcast_id == broadcast_id,
            messages.c.status.in_([status.value for status in was]),
        )
        .values(status=now.value, **more)
        .returning(messages.c.id)
    )
    return len(turned.all())


async def _set(session: AsyncSession, broadcast_id: int, **columns: Any) -> None:
    await session.execute(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(**columns))

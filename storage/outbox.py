"""Messages waiting to be said: put inside the turn, taken by lease (`leases`), settled by what happened (`outcomes`).

Each chat hears its messages in the order they were put.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.wording import text
from storage.leases import Parcel, take, take_back
from storage.outcomes import DeliveryOutcome, Result, settle_many
from storage.tables.outbox_rows import BlockedChat, Card, Kind, OutboxRow, Status
from storage.upsert import dialect, table, unless_there

__all__ = [
    "DeliveryOutcome",
    "Kind",
    "Outgoing",
    "Parcel",
    "Result",
    "Status",
    "call_off",
    "counts",
    "hear_from",
    "knows_card",
    "message_of_card",
    "oldest",
    "pending",
    "put",
    "settle_many",
    "take",
    "take_back",
    "withhold",
]

LANES = {Kind.TOAST: 0, Kind.REPLY: 1, Kind.NOTICE: 1, Kind.BROADCAST: 2}
"""Lower goes first. A chat's order holds within a lane, so a broadcast never holds up a reply."""

TOAST_LIFE = timedelta(minutes=1)
"""After this the button's answer is no longer worth sending: the finger has moved on."""

SKIPS_BLOCKED = frozenset({Kind.NOTICE, Kind.BROADCAST})


@dataclass(frozen=True)
class Outgoing:
    """One thing to say: a Bot API method and its payload, without the chat id."""

    channel: str
    chat_id: int
    method: str
    payload: dict[str, Any] = field(repr=False)
    """Bot API JSON; a file is `{"file": <files.id>}`. Sealed at rest."""
    kind: Kind = Kind.REPLY
    card: str | None = None
    """The logical message this shows ("case:42"). An edit with a card finds its message, or is sent anew."""
    case_id: int | None = None
    dedupe: str | None = None
    """A second message under the same key is ignored, whatever became of the first."""
    secret: bool = False
    """Whether the payload is wiped as soon as it is settled (query codes)."""
    not_before: datetime | None = None
    expires_at: datetime | None = None
    broadcast_id: int | None = None


async def put(session: AsyncSession, items: Sequence[Outgoing], now: datetime) -> None:
    """Queue messages in this order, as part of the caller's transaction.

    Notices and broadcasts to a chat that blocked us are stored as `blocked` at once: the truth is visible.
    """
    if not items:
        return
    blocked = await _blocked(
        session, {(item.channel, item.chat_id) for item in items if item.kind in SKIPS_BLOCKED}
    )
    rows = [_row(item, now, (item.channel, item.chat_id) in blocked) for item in items]
    await session.execute(unless_there(dialect(session), OutboxRow, "dedupe"), rows)


def _row(item: Outgoing, now: datetime, blocked: bool) -> dict[str, Any]:
    skipped = blocked and item.kind in SKIPS_BLOCKED
    expires = item.expires_at
    if expires is None and item.kind is Kind.TOAST:
        expires = now + TOAST_LIFE
    return {
        "channel": item.channel,
        "chat_id": item.chat_id,
        "kind": item.kind.value,
        "lane": LANES[item.kind],
        "method": item.method,
        "payload": None if skipped and item.secret else item.payload,
        "card": item.card,
        "case_id": item.case_id,
        "dedupe": item.dedupe,
        "secret": item.secret,
        "not_before": item.not_before,
        "expires_at": expires,
        "broadcast_id": item.broadcast_id,
        "status": (Status.BLOCKED if skipped else Status.QUEUED).value,
        "attempts": 0,
        "due_at": None if skipped else item.not_before or now,
        "worker": "",
        "error": "chat blocked" if skipped else "",
        "created_at": now,
        "settled_at": now if skipped else None,
    }


async def withhold(session: AsyncSession, case_id: int, now: datetime) -> None:
    """A case was sealed: what waits to be said about it in a group is not said. Cards still go, to be emptied."""
    rows = table(OutboxRow)
    mine = (
        rows.c.case_id == case_id,
        rows.c.chat_id < 0,
        rows.c.method == "sendMessage",
        rows.c.due_at.is_not(None),
    )
    ended = {"status": Status.CANCELLED.value, "due_at": None, "settled_at": now}
    await session.execute(update(rows).where(*mine, rows.c.status == Status.QUEUED.value).values(**ended))


async def call_off(session: AsyncSession, channel: str, chat_id: int, method: str, now: datetime) -> None:
    """What waits in a chat under this method is not done any more."""
    rows = table(OutboxRow)
    mine = (rows.c.channel == channel, rows.c.chat_id == chat_id, rows.c.method == method)
    ended = {"status": Status.CANCELLED.value, "due_at": None, "settled_at": now}
    await session.execute(update(rows).where(*mine, rows.c.status == Status.QUEUED.value).values(**ended))


async def _blocked(session: AsyncSession, chats: set[tuple[str, int]]) -> set[tuple[str, int]]:
    if not chats:
        return set()
    blocked = table(BlockedChat)
    conditions = [
        and_(
            blocked.c.channel == channel,
            blocked.c.chat_id.in_([chat for other, chat in chats if other == channel]),
        )
        for channel in {channel for channel, _ in chats}
    ]
    found = await session.execute(select(blocked.c.channel, blocked.c.chat_id).where(or_(*conditions)))
    return {(row.channel, row.chat_id) for row in found}


async def is_blocked(session: AsyncSession, channel: str, chat_id: int) -> bool:
    """Whether a chat lets us say nothing at present."""
    return bool(await _blocked(session, {(channel, chat_id)}))


async def hear_from(session: AsyncSession, channel: str, chat_id: int, now: datetime) -> None:
    """The chat wrote to us, so it can be reached again: what it missed of its matters is said now, and that it is late.

    A secret is gone from the outbox and is not said again; what has its own hour is not late.
    """
    blocked, rows = table(BlockedChat), table(OutboxRow)
    here = blocked.c.channel == channel, blocked.c.chat_id == chat_id
    if not await session.scalar(select(blocked.c.chat_id).where(*here)):
        return
    await session.execute(blocked.delete().where(*here))
    missed = (
        rows.c.channel == channel,
        rows.c.chat_id == chat_id,
        rows.c.status == Status.BLOCKED.value,
        rows.c.kind == Kind.NOTICE.value,
        rows.c.case_id.is_not(None),
        rows.c.payload.is_not(None),
    )
    count = await session.scalar(select(func.count()).select_from(rows).where(*missed)) or 0
    again = {"status": Status.QUEUED.value, "due_at": now, "settled_at": None, "attempts": 0, "error": ""}
    await session.execute(update(rows).where(*missed).values(**again))
    if count:
        late = {"text": text("missed-while-blocked", count=count)}
        await put(session, [Outgoing(channel, chat_id, "sendMessage", late, kind=Kind.NOTICE)], now)


async def message_of_card(session: AsyncSession, channel: str, chat_id: int, card: str) -> int | None:
    """The message that shows the card in this chat, when one was sent."""
    cards = table(Card)
    return await session.scalar(
        select(cards.c.message_id).where(
            cards.c.channel == channel, cards.c.chat_id == chat_id, cards.c.card == card
        )
    )


async def knows_card(session: AsyncSession, channel: str, chat_id: int, card: str) -> bool:
    """Whether a card was ever said in a chat, delivered or still waiting."""
    if await message_of_card(session, channel, chat_id, card) is not None:
        return True
    rows = table(OutboxRow)
    waiting = select(rows.c.id).where(
        rows.c.due_at.is_not(None),
        rows.c.channel == channel,
        rows.c.chat_id == chat_id,
        rows.c.card == card,
    )
    return await session.scalar(waiting.limit(1)) is not None


async def counts(
    session: AsyncSession, *, broadcast_id: int | None = None, channel: str | None = None
) -> dict[str, int]:
    """How many messages stand where; every status is named, so that zero is visible."""
    rows = table(OutboxRow)
    statement = select(rows.c.status, func.count()).group_by(rows.c.status)
    if broadcast_id is not None:
        statement = statement.where(rows.c.broadcast_id == broadcast_id)
    if channel is not None:
        statement = statement.where(rows.c.channel == channel)
    found = {row[0]: row[1] for row in await session.execute(statement)}
    return {status.value: found.get(status.value, 0) for status in Status}


async def pending(session: AsyncSession) -> int:
    """How many messages are still to be said (queued or being sent)."""
    rows = table(OutboxRow)
    return await session.scalar(select(func.count()).where(rows.c.due_at.is_not(None))) or 0


async def oldest(session: AsyncSession, now: datetime) -> datetime | None:
    """When the oldest message that is due was put; None when nothing is due. For the health check."""
    rows = table(OutboxRow)
    put_at = select(func.min(rows.c.created_at)).where(rows.c.due_at.is_not(None), rows.c.due_at <= now)
    found: datetime | None = await session.scalar(put_at)
    return found

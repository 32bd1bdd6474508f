"""Rooms of the web chat: what was said is stored, so a reload shows it and nothing is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.chat_rows import Room, RoomMember, RoomMessage, Visitor
from storage.untraceable import day, lot
from storage.upsert import dialect, insert, table

PRIVATE = "private"
GROUP = "group"

MOMENT = "_said_at"
"""When a message was said, to the second, sealed with its words; the row itself knows the day."""

NEW_GROUP_LOCK = 0x726F6F6D
"""PostgreSQL advisory lock: two groups opened at once get two numbers."""

# What every message and every look of an open browser asks, made once (see `leases`).
_ROOMS, _MESSAGES = table(Room), table(RoomMessage)
_SAID = select(_MESSAGES.c.message_id).where(
    _MESSAGES.c.room_id == bindparam("room"), _MESSAGES.c.client_id == bindparam("client")
)
_HISTORY = (
    select(RoomMessage)
    .where(_MESSAGES.c.room_id == bindparam("room"), _MESSAGES.c.seq > bindparam("after"))
    .order_by(_MESSAGES.c.seq)
    .limit(bindparam("most", type_=Integer()))
    .execution_options(populate_existing=True)
)
_COUNTING = (
    update(_ROOMS)
    .where(_ROOMS.c.id == bindparam("room"))
    .values(
        last_seq=_ROOMS.c.last_seq + 1,
        last_message_id=_ROOMS.c.last_message_id + bindparam("more", type_=Integer()),
    )
    .returning(_ROOMS.c.last_seq, _ROOMS.c.last_message_id)
)


async def create_visitor(
    session: AsyncSession, key_hash: bytes, now: datetime, *, shown_name: str = ""
) -> Visitor:
    """A new browser, with a private room of its own. As on Telegram, the room's id is the visitor's id."""
    today = day(now)
    visitor = Visitor(id=lot(), key_hash=key_hash, shown_name=shown_name, created_at=today, seen_at=today)
    session.add(visitor)
    await session.flush()
    assert visitor.id is not None
    session.add(Room(id=visitor.id, kind=PRIVATE, created_at=today))
    await session.flush()
    await join(session, visitor.id, visitor.id, now)
    return visitor


async def visitor_by_key(session: AsyncSession, key_hash: bytes) -> Visitor | None:
    """The visitor whose browser holds this key; only the key's hash is stored."""
    return await session.scalar(select(Visitor).where(table(Visitor).c.key_hash == key_hash))


async def seen(session: AsyncSession, visitor_id: int, now: datetime) -> None:
    """Note when the visitor was last here."""
    rows = table(Visitor)
    await session.execute(update(rows).where(rows.c.id == visitor_id).values(seen_at=day(now)))


async def open_group(session: AsyncSession, title: str, now: datetime) -> Room:
    """A new group room, with a negative id as on Telegram."""
    if dialect(session) == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": NEW_GROUP_LOCK})
    lowest = await session.scalar(select(func.min(table(Room).c.id)))
    made = Room(id=min(lowest or 0, 0) - 1, kind=GROUP, title=title, created_at=day(now))
    session.add(made)
    await session.flush()
    return made


async def room(session: AsyncSession, room_id: int) -> Room | None:
    """The room of a chat id, freshly read."""
    return await session.get(Room, room_id, populate_existing=True)


async def rooms_of(session: AsyncSession, visitor_id: int) -> list[Room]:
    """The rooms that a visitor may read, the private one first."""
    rooms, members = table(Room), table(RoomMember)
    statement = (
        select(Room)
        .join(members, members.c.room_id == rooms.c.id)
        .where(members.c.visitor_id == visitor_id)
        .order_by(rooms.c.id.desc())
    )
    return list(await session.scalars(statement))


async def join(session: AsyncSession, room_id: int, visitor_id: int, now: datetime) -> None:
    """Let a visitor into a room; joining twice is joining once."""
    member = insert(session, RoomMember).values(room_id=room_id, visitor_id=visitor_id, joined_at=day(now))
    await session.execute(member.on_conflict_do_nothing())


async def is_member(session: AsyncSession, room_id: int, visitor_id: int) -> bool:
    """Whether the visitor may read and speak here; asked at every request."""
    members = table(RoomMember)
    statement = select(members.c.room_id).where(
        members.c.room_id == room_id, members.c.visitor_id == visitor_id
    )
    return await session.scalar(statement) is not None


async def append(
    session: AsyncSession,
    room_id: int,
    sender: int | None,
    payload: Mapping[str, Any],
    now: datetime,
    *,
    client_id: str | None = None,
) -> int:
    """Store what somebody (None: the bot) said, and return its message id.

    `client_id` makes a repetition harmless: the same one again gives the message that is there already.
    Raises `LookupError` when there is no such room.
    """
    if client_id is not None:
        said = await _said_before(session, room_id, client_id)
        if said is not None:
            return said
    seq, message_id = await _count_up(session, room_id, new_message=True)
    row = {
        "id": lot(),
        "room_id": room_id,
        "message_id": message_id,
        "seq": seq,
        "sender_id": sender,
        "payload": dict(payload) | {MOMENT: now.isoformat()},
        "client_id": client_id,
        "said_at": day(now),
        "deleted": False,
    }
    await session.execute(table(RoomMessage).insert(), [row])
    return message_id


async def said(session: AsyncSession, room_id: int, client_id: str) -> RoomMessage | None:
    """The message that a browser's own id stands for; None when it has not arrived."""
    mine = (_MESSAGES.c.room_id == room_id, _MESSAGES.c.client_id == client_id)
    found: RoomMessage | None = await session.scalar(select(RoomMessage).where(*mine))
    return found


async def edit(
    session: AsyncSession, room_id: int, message_id: int, payload: Mapping[str, Any], now: datetime
) -> bool:
    """Replace what a message says; False when there is none, or it was deleted."""
    words = {MOMENT: now.isoformat()} | dict(payload)
    return await _change(session, room_id, message_id, {"payload": words, "edited_at": day(now)})


async def delete(session: AsyncSession, room_id: int, message_id: int, now: datetime) -> bool:
    """Take a message back: its words are gone, its place stays so that every reader hears of it."""
    return await _change(
        session, room_id, message_id, {"payload": None, "deleted": True, "edited_at": day(now)}
    )


def said_at(row: RoomMessage) -> datetime:
    """When a message was said; of a deleted one, and of one from before, as exactly as its row knows."""
    moment = (row.payload or {}).get(MOMENT)
    return datetime.fromisoformat(moment) if moment else row.said_at


async def message(session: AsyncSession, room_id: int, message_id: int) -> RoomMessage | None:
    """One message, freshly read."""
    rows = table(RoomMessage)
    statement = select(RoomMessage).where(rows.c.room_id == room_id, rows.c.message_id == message_id)
    return await session.scalar(statement.execution_options(populate_existing=True))


async def history(
    session: AsyncSession, room_id: int, after_seq: int = 0, limit: int = 200
) -> list[RoomMessage]:
    """What changed after a seq, oldest change first: new messages, edits and deletions."""
    return list(await session.scalars(_HISTORY, {"room": room_id, "after": after_seq, "most": limit}))


async def _said_before(session: AsyncSession, room_id: int, client_id: str) -> int | None:
    found: int | None = await session.scalar(_SAID, {"room": room_id, "client": client_id})
    return found


async def _change(session: AsyncSession, room_id: int, message_id: int, values: dict[str, Any]) -> bool:
    rows = table(RoomMessage)
    seq, _ = await _count_up(session, room_id, new_message=False)
    statement = update(rows).where(
        rows.c.room_id == room_id, rows.c.message_id == message_id, rows.c.deleted.is_(False)
    )
    done = await session.execute(statement.values(seq=seq, **values))
    return bool(done.rowcount)  # type: ignore[attr-defined]


async def _count_up(session: AsyncSession, room_id: int, *, new_message: bool) -> tuple[int, int]:
    """The room's next seq and its newest message id. The row is locked until the commit, so order holds."""
    given = {"room": room_id, "more": int(new_message)}
    found = (await session.execute(_COUNTING, given)).first()
    if found is None:
        raise LookupError(f"no room {room_id}")
    return found.last_seq, found.last_message_id

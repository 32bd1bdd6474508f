"""Tables of taking in and sending out: handled and poisoned updates, the outbox, cards, blocked chats."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, text
from sqlmodel import Field

from storage.tables.base import BIG, UNORDERED, Row, key, known
from storage.vault import Sealed, SealedJSON


class Kind(StrEnum):
    """The promise a message is delivered under."""

    REPLY = "reply"  # at least once
    NOTICE = "notice"  # at least once, not to a chat that blocked us
    BROADCAST = "broadcast"  # never re-sent on doubt
    TOAST = "toast"  # a button's answer: worthless when late


class Status(StrEnum):
    """Where a message stands; what people see of the truth of delivery."""

    QUEUED = "queued"
    HELD = "held"  # its broadcast is paused
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"  # its broadcast was stopped


class Handled(Row, table=True):
    """An update whose turn is stored; the key makes its second delivery harmless."""

    __tablename__ = "handled"
    __table_args__ = (UNORDERED,)

    key: str = Field(primary_key=True, sa_type=String(200))
    at: datetime = Field(index=True)


class Poisoned(Row, table=True):
    """An update that fails for a lasting reason, kept so that an engineer can read and replay it."""

    __tablename__ = "poisoned"

    id: int | None = key()
    key: str = Field(sa_type=String(200), index=True)
    raw: str = Field(sa_type=Sealed("poisoned.raw"))
    error: str = Field(sa_type=String(200))
    at: datetime = Field(index=True)


class OutboxRow(Row, table=True):
    """A message to be said. `due_at` is when a worker may take it, and NULL once nothing is left to do.

    While it is being sent, `due_at` is the end of the worker's lease. `lane` keeps order apart: toasts (0),
    replies and notices (1) and broadcasts (2) of one chat do not wait for each other.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        known("kind", Kind),
        known("status", Status),
        Index(
            "ix_outbox_waiting",
            "channel",
            "lane",
            "id",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index(
            "ix_outbox_chat_order",
            "channel",
            "chat_id",
            "lane",
            "id",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index("ix_outbox_said", "kind", "settled_at"),
        Index("ix_outbox_broadcast_status", "broadcast_id", "status"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = key()
    channel: str = Field(sa_type=String(16))
    chat_id: int = Field(sa_type=BIG)
    kind: str = Field(sa_type=String(16))
    lane: int
    method: str = Field(sa_type=String(40))
    payload: dict[str, Any] | None = Field(default=None, sa_type=SealedJSON("outbox.payload"))
    card: str | None = Field(default=None, sa_type=String(100))
    case_id: int | None = Field(default=None, sa_type=BIG, index=True)
    dedupe: str | None = Field(default=None, sa_type=String(200), unique=True)
    secret: bool = False
    not_before: datetime | None = None
    expires_at: datetime | None = None
    broadcast_id: int | None = Field(default=None, sa_type=BIG)
    status: str = Field(default=Status.QUEUED.value, sa_type=String(16), index=True)
    attempts: int = 0
    due_at: datetime | None = None
    worker: str = Field(default="", sa_type=String(64))
    message_id: int | None = Field(default=None, sa_type=BIG)
    error: str = Field(default="", sa_type=String(400))
    created_at: datetime
    settled_at: datetime | None = Field(default=None, index=True)


class Card(Row, table=True):
    """Which message of a chat shows a logical message ("case:42"), so that it can be redrawn."""

    __tablename__ = "cards"
    __table_args__ = (UNORDERED,)

    channel: str = Field(primary_key=True, sa_type=String(16))
    chat_id: int = Field(primary_key=True, sa_type=BIG)
    card: str = Field(primary_key=True, sa_type=String(100))
    message_id: int = Field(sa_type=BIG)


class BlockedChat(Row, table=True):
    """A chat that refused us; notices skip it until something is heard from it or a reply reaches it."""

    __tablename__ = "blocked_chats"
    __table_args__ = (UNORDERED,)

    channel: str = Field(primary_key=True, sa_type=String(16))
    chat_id: int = Field(primary_key=True, sa_type=BIG)
    at: datetime
    error: str = Field(default="", sa_type=String(400))

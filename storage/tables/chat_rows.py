"""Tables of conversations: aiogram's dialogues, the rooms of the web chat, and files that people sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import BIG, BIG_KEY, UNORDERED, Row, key
from storage.vault import Sealed, SealedJSON


class Conversation(Row, table=True):
    """One dialogue: where it stands and what was answered so far, in one row, which changes in one step."""

    __tablename__ = "conversations"
    __table_args__ = (UNORDERED,)

    bot_id: int = Field(primary_key=True, sa_type=BIG)
    chat_id: int = Field(primary_key=True, sa_type=BIG)
    user_id: int = Field(primary_key=True, sa_type=BIG)
    thread_id: int = Field(default=0, primary_key=True, sa_type=BIG)
    business_connection_id: str = Field(default="", primary_key=True, sa_type=String(100))
    destiny: str = Field(default="default", primary_key=True, sa_type=String(60))
    state: str | None = Field(default=None, sa_type=String(200))
    data: dict[str, Any] | None = Field(default=None, sa_type=SealedJSON("conversations.data"))
    updated_at: datetime = Field(index=True)


class Visitor(Row, table=True):
    """A browser that uses the web chat; its id is the user's id on the channel "web"."""

    __tablename__ = "visitors"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = key()
    key_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    shown_name: str = Field(default="", sa_type=String(60))
    """What a demo office shows beside the person's words ("市民甲"); empty outside the demo."""
    created_at: datetime
    seen_at: datetime


class Room(Row, table=True):
    """A web chat. Its id is the chat id: positive for one person's room, negative for a group."""

    __tablename__ = "rooms"

    id: int = Field(primary_key=True, sa_type=BIG_KEY, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(sa_type=String(16))
    title: str = Field(default="", sa_type=String(100))
    last_seq: int = Field(default=0, sa_type=BIG)
    last_message_id: int = Field(default=0, sa_type=BIG)
    created_at: datetime


class RoomMember(Row, table=True):
    """Who may read and speak in a room."""

    __tablename__ = "room_members"
    __table_args__ = (UNORDERED,)

    room_id: int = Field(primary_key=True, sa_type=BIG, foreign_key="rooms.id")
    visitor_id: int = Field(primary_key=True, sa_type=BIG, foreign_key="visitors.id", index=True)
    joined_at: datetime


class RoomMessage(Row, table=True):
    """A message of a room. Each change gives it a new `seq`: everything after a seq is everything new."""

    __tablename__ = "room_messages"
    __table_args__ = (
        UniqueConstraint("room_id", "message_id"),
        UniqueConstraint("room_id", "client_id"),
        Index("ix_room_messages_room_id_seq", "room_id", "seq", unique=True),
    )

    id: int | None = key()
    room_id: int = Field(sa_type=BIG, foreign_key="rooms.id")
    message_id: int = Field(sa_type=BIG)
    seq: int = Field(sa_type=BIG)
    sender_id: int | None = Field(default=None, sa_type=BIG)
    """The visitor who said it; NULL for the bot."""
    payload: dict[str, Any] | None = Field(default=None, sa_type=SealedJSON("room_messages.payload"))
    client_id: str | None = Field(default=None, sa_type=String(80))
    said_at: datetime
    edited_at: datetime | None = None
    deleted: bool = False


class RateLevel(Row, table=True):
    """How much somebody may still do, where several processes serve; who it is stands there as a keyed fingerprint."""

    __tablename__ = "rate_levels"

    key: bytes = Field(sa_type=LargeBinary, primary_key=True)
    level: float
    taken: bool
    """Whether the last one who asked got something."""
    at: datetime = Field(index=True)


class File(Row, table=True):
    """A file as it was sent or made, byte for byte; the content lies in a folder, sealed under a key of its own."""

    __tablename__ = "files"
    __table_args__ = (
        Index("ix_files_expires", "expires_at"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = key()
    place: str = Field(sa_type=String(64), index=True)
    """Where the content lies: drawn by lot, so that a folder says nothing."""
    key: str | None = Field(default=None, sa_type=Sealed("files.key"))
    """The key of the content in base64; none for a file of before sealing, and after erasing."""
    sha256: str | None = Field(default=None, sa_type=Sealed("files.sha256"))
    size: int = Field(sa_type=BIG)
    name: str = Field(sa_type=Sealed("files.name"))
    mime: str = Field(sa_type=String(100))
    kind: str = Field(sa_type=String(16))
    channel: str = Field(sa_type=String(16))
    remote_id: str | None = Field(default=None, sa_type=Sealed("files.remote_id"))
    """What the file's channel calls it; it may name a room."""
    created_at: datetime
    expires_at: datetime | None = None
    """When a file that we made for somebody to take away is forgotten."""
    erased_at: datetime | None = None

"""Who a browser is: a random key of 256 bits that only the browser knows and we keep the hash of."""

import secrets
from datetime import datetime
from hashlib import sha256

from storage import rooms
from storage.database import Database
from storage.tables.chat import Visitor

KEY_CHARS = 43  # 32 bytes in URL-safe base64 without padding


def new_key() -> str:
    """A fresh key: 256 bits from the system's random source."""
    return secrets.token_urlsafe(32)


def key_hash(key: str) -> bytes:
    """What is stored of a key. A plain hash is enough: 256 random bits cannot be guessed."""
    return sha256(key.encode()).digest()


async def enter(db: Database, now: datetime) -> tuple[str, Visitor]:
    """A new visitor with an own room; the key is returned this once."""
    key = new_key()
    async with db.writing() as session:
        visitor = await rooms.create_visitor(session, key_hash(key), now)
    return key, visitor


async def recognise(db: Database, key: str) -> Visitor | None:
    """The visitor who holds this key."""
    if len(key) != KEY_CHARS or not key.isascii():
        return None
    async with db.reading() as session:
        return await rooms.visitor_by_key(session, key_hash(key))

"""Who a browser is: a random key of 256 bits that only the browser knows and we keep the hash of."""

import logging
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from storage import rooms
from storage.database import CannotStore, Database
from storage.tables.chat_rows import Visitor

log = logging.getLogger(__name__)

NOTED_EVERY = timedelta(hours=6)
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


async def recognise(db: Database, key: str, now: datetime) -> Visitor | None:
    """The visitor who holds this key; that they were here is noted, but not at every request."""
    if len(key) != KEY_CHARS or not key.isascii():
        return None
    async with db.reading() as session:
        found = await rooms.visitor_by_key(session, key_hash(key))
    if found is not None and now - found.seen_at > NOTED_EVERY:
        await _note(db, found, now)
    return found


async def _note(db: Database, visitor: Visitor, now: datetime) -> None:
    """Retention forgets visitors who were not here for long; a note that is lost costs nothing."""
    try:
        async with db.writing() as session:
            await rooms.seen(session, visitor.id or 0, now)
    except CannotStore as error:
        log.info("a visit was not noted: %s", type(error).__name__)

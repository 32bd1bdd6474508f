"""Who listens to which room. A poke says that something is new; the listener reads it from storage itself.

Nothing waits here for a slow browser: a listener is one flag, so memory does not grow with what is unread.
"""

import asyncio
import logging
from collections.abc import Iterable

from sqlalchemy import select

from storage.database import CannotStore, Database
from storage.tables.chat_rows import Room
from storage.upsert import table

log = logging.getLogger(__name__)


class Hub:
    """The open connections of this process, by room."""

    def __init__(self) -> None:
        self._listeners: dict[int, set[asyncio.Event]] = {}
        self._heads: dict[int, int] = {}

    def join(self, room_ids: Iterable[int], listener: asyncio.Event) -> None:
        """Wake `listener` whenever one of these rooms is poked."""
        for room_id in room_ids:
            self._listeners.setdefault(room_id, set()).add(listener)

    def leave(self, room_ids: Iterable[int], listener: asyncio.Event) -> None:
        """Stop waking it; rooms that nobody listens to are forgotten."""
        for room_id in room_ids:
            listeners = self._listeners.get(room_id, set())
            listeners.discard(listener)
            if not listeners:
                self._listeners.pop(room_id, None)
                self._heads.pop(room_id, None)

    def poke(self, room_id: int) -> None:
        """Something is new in a room: call after the commit that put it there."""
        for listener in self._listeners.get(room_id, ()):
            listener.set()

    def wake_all(self) -> None:
        """Wake everybody, so that closing connections notice."""
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.set()

    async def watch(self, db: Database, every: float) -> None:
        """Notice what another process puts into rooms listened to here: a query each `every` seconds."""
        while True:
            await asyncio.sleep(every)
            if not self._listeners:
                continue
            try:
                await self._notice(db)
            except CannotStore as error:
                log.warning("rooms could not be read: %s", type(error).__name__)

    async def _notice(self, db: Database) -> None:
        heads = await _heads(db, list(self._listeners))
        for room_id, head in heads.items():
            if self._heads.get(room_id) != head and room_id in self._listeners:
                self._heads[room_id] = head
                self.poke(room_id)


async def _heads(db: Database, room_ids: list[int]) -> dict[int, int]:
    """The newest seq of each room."""
    rows = table(Room)
    found: dict[int, int] = {}
    async with db.reading() as session:
        for start in range(0, len(room_ids), 500):  # SQLite takes at most so many values in one statement
            some = room_ids[start : start + 500]
            asked = select(rows.c.id, rows.c.last_seq).where(rows.c.id.in_(some))
            found |= {row.id: row.last_seq for row in await session.execute(asked)}
    return found

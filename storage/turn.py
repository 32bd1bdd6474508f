"""One update from a person is one turn, and one turn is one transaction.

Handlers read through `turn.read()`, write through `turn.write()` and speak with `turn.say()`. At the end the
mark "handled", the case changes, the dialogue and every message to be said are stored together, or none.
Nothing leaves the house inside a turn: messages wait in the outbox until after the commit.
"""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import dialogues, outbox, untraceable
from storage.database import Database, Writing, passing_trouble
from storage.dialogues import Dialogue
from storage.outbox import Outgoing
from storage.tables.outbox_rows import Handled, Poisoned
from storage.upsert import dialect, table, unless_there

_HANDLED = select(table(Handled).c.at).where(table(Handled).c.key == bindparam("key"))


class AlreadyHandled(Exception):
    """This update's turn is stored already: acknowledge it and do nothing."""


class Stale(Exception):
    """Somebody else changed the case after it was read; the turn is rolled back and the person is told."""


@dataclass(frozen=True)
class Committed:
    """What a turn left behind: how many messages wait, and on which channels."""

    messages: int
    channels: frozenset[str]


class Turn:
    """The reads, writes and words of one update. Made by `begin`."""

    def __init__(self, db: Database, key: str, now: datetime) -> None:
        if now.utcoffset() is None:
            raise ValueError("a turn takes an aware time")
        self.db = db
        self.key = untraceable.mark(key)
        self.now = now
        self.conversations: dict[StorageKey, Dialogue] = {}
        self.kept: dict[object, Any] = {}
        """What was read once and is handed on within this turn."""
        self._said: list[Outgoing] = []
        self._writing: Writing | None = None
        self._readers = AsyncExitStack()
        self._reader: AsyncSession | None = None
        self._over = False

    @property
    def writes(self) -> bool:
        """Whether the write transaction is open; then no network until the turn ends."""
        return self._writing is not None

    @property
    def said(self) -> tuple[Outgoing, ...]:
        """What was said so far, in order; not stored before the commit."""
        return tuple(self._said)

    async def read(self) -> AsyncSession:
        """The session to ask with: the write session once there is one, so that a turn sees what it wrote."""
        self._refuse_when_over()
        if self._writing is not None:
            return self._writing.session
        if self._reader is None:
            self._reader = await self._readers.enter_async_context(self.db.reading())
        return self._reader

    async def write(self) -> AsyncSession:
        """The session to write with. The first call opens the transaction and marks the update as handled.

        Raises `AlreadyHandled` when another turn did that first, and `CannotStore`.
        """
        self._refuse_when_over()
        if self._writing is None:
            await self.let_go()
            writing = await self.db.begin_writing(short=True)
            try:
                await _mark(writing.session, self.key, self.now)
            except BaseException:
                await writing.rollback()
                raise
            self._writing = writing
        return self._writing.session

    async def let_go(self) -> None:
        """Give the read session back before something slow (a download). Rows already read stay readable.

        Raises `RuntimeError` inside the write transaction: nothing slow may happen there.
        """
        if self._writing is not None:
            raise RuntimeError("nothing slow inside a write transaction")
        self._reader = None
        await self._readers.aclose()
        self._readers = AsyncExitStack()

    def say(self, item: Outgoing) -> None:
        """Stage a message; it is stored by the commit and leaves after it."""
        self._refuse_when_over()
        self._said.append(item)

    def change(self, how: Callable[[Outgoing], Outgoing]) -> None:
        """Change what was said so far, before it is stored: when it leaves, for instance."""
        self._refuse_when_over()
        self._said = [how(item) for item in self._said]

    async def commit(self) -> Committed:
        """Store everything in one transaction: the mark, what was written, the dialogues, the messages.

        Raises `AlreadyHandled` and `CannotStore`; in both cases nothing was stored.
        """
        try:
            session = await self.write()
            await session.flush()
            for key, dialogue in self.conversations.items():
                if dialogue.touched:
                    await dialogues.store(session, key, dialogue, self.now)
            await outbox.put(session, self._said, self.now)
            writing, self._writing = self._writing, None
            assert writing is not None
            await writing.commit()
        except BaseException:
            await self.rollback()
            raise
        self._over = True
        return Committed(len(self._said), frozenset(item.channel for item in self._said))

    async def rollback(self) -> None:
        """Forget the turn: nothing is stored, nothing is said."""
        self._over = True
        self._said.clear()
        self.conversations.clear()
        if self._writing is not None:
            writing, self._writing = self._writing, None
            await writing.rollback()
        self._reader = None
        await self._readers.aclose()

    def _refuse_when_over(self) -> None:
        if self._over:
            raise RuntimeError(f"the turn {self.key} is over")


current: ContextVar[Turn] = ContextVar("turn")
"""The turn that the running handler belongs to."""


@asynccontextmanager
async def begin(db: Database, key: str, now: datetime) -> AsyncIterator[Turn]:
    """A turn for the update `key`, current inside the block; committed at its end, rolled back on an error.

    Raises `AlreadyHandled` when the update's turn is stored already, and `CannotStore` for passing troubles.
    """
    turn = Turn(db, key, now)
    token = current.set(turn)
    try:
        if await handled(await turn.read(), key):
            raise AlreadyHandled(turn.key)
        yield turn
        if not turn._over:
            await turn.commit()
    except BaseException as error:
        await turn.rollback()
        trouble = passing_trouble(error)
        if trouble is not None and trouble is not error:
            raise trouble from error
        raise
    finally:
        current.reset(token)


async def handled(session: AsyncSession, key: str) -> bool:
    """Whether a turn of this key is stored."""
    return await session.scalar(_HANDLED, {"key": untraceable.mark(key)}) is not None


async def poison(
    db: Database,
    key: str,
    raw: Mapping[str, Any],
    error: BaseException,
    now: datetime,
    say: Sequence[Outgoing] = (),
) -> None:
    """Keep an update that fails for a lasting reason, mark it handled, and tell the person: one transaction.

    Only the class of the error is kept: its words may hold what the person wrote. The update is sealed.
    Raises `AlreadyHandled` and `CannotStore`.
    """
    kind = f"{type(error).__module__}.{type(error).__qualname__}"[:200]
    async with db.writing() as session:
        await _mark(session, untraceable.mark(key), now)
        row = {
            "key": untraceable.mark(key),
            "raw": json.dumps(raw, ensure_ascii=False),
            "error": kind,
            "at": untraceable.day(now),
        }
        await session.execute(table(Poisoned).insert(), [row])
        await outbox.put(session, say, now)


async def _mark(session: AsyncSession, key: str, now: datetime) -> None:
    done = await session.execute(
        unless_there(dialect(session), Handled), {"key": key, "at": untraceable.day(now)}
    )
    if done.rowcount == 0:  # type: ignore[attr-defined]
        raise AlreadyHandled(key)

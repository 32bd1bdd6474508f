"""Wrong codes, counted: whoever guesses waits longer and longer, before any slow hash is made for them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import vault
from storage.rows import add_all, table

lockouts = table("lockouts")

FAILURES = 5
WINDOW = timedelta(minutes=15)
MEMORY = timedelta(days=1)
"""How long failures are remembered: the lock grows with them."""


def source_key(source: str) -> bytes:
    """What is kept of who asks ("telegram:<user id>"): a keyed fingerprint."""
    return vault.installed().blind(f"source:{source}", context="lockouts.key")


def number_key(number: str) -> bytes:
    """What is kept of a number that is guessed at."""
    return vault.installed().blind(f"number:{number}", context="lockouts.key")


async def locked(session: AsyncSession, key: bytes, now: datetime) -> bool:
    """Whether a source waits: after each five failures twice as long, counted from the last."""
    mine = (lockouts.c.key == key, lockouts.c.at > now - MEMORY)
    counted = select(func.count(), func.max(lockouts.c.at)).select_from(lockouts).where(*mine)
    failures, last = (await session.execute(counted)).one()
    if failures < FAILURES or last is None:
        return False
    return bool(now < last + min(WINDOW * 2 ** (failures // FAILURES - 1), MEMORY))


async def fail(session: AsyncSession, keys: Iterable[bytes], now: datetime) -> None:
    """Count a failure against each key, and forget what is older than a day."""
    await session.execute(delete(lockouts).where(lockouts.c.at <= now - MEMORY))
    await add_all(session, lockouts, [{"key": key, "at": now} for key in keys])


async def recent(session: AsyncSession, key: bytes, now: datetime) -> int:
    """How many failures of a key are younger than a quarter of an hour."""
    young = (lockouts.c.key == key, lockouts.c.at > now - WINDOW)
    return int(await session.scalar(select(func.count()).select_from(lockouts).where(*young)) or 0)

"""Token buckets that several processes share: one row a name, kept as a keyed fingerprint, changed in one statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, literal
from sqlalchemy.ext.asyncio import AsyncSession

from storage import upsert, vault
from storage.tables.chat_rows import RateLevel


@dataclass(frozen=True, slots=True)
class RateLimit:
    """So many at once (`burst`), then so many a second."""

    burst: float
    per_second: float


def key_of(name: str) -> bytes:
    """What is kept of who asks ("address_items:192.0.2.1"): nobody reads an address from it."""
    return vault.installed().blind(f"rate:{name}", context="rate_levels.key")


async def take(session: AsyncSession, name: str, rate: RateLimit, now: datetime) -> float:
    """Take one token: 0.0 when taken, else the seconds to wait. PostgreSQL only, where several processes serve."""
    levels = upsert.table(RateLevel).c
    passed = func.greatest(func.extract("epoch", literal(now) - levels.at), 0.0)
    level = func.least(rate.burst, levels.level + passed * rate.per_second)
    first = upsert.insert(session, RateLevel).values(
        key=key_of(name), level=rate.burst - 1, taken=True, at=now
    )
    changed = first.on_conflict_do_update(
        index_elements=["key"],
        set_={"level": case((level >= 1, level - 1), else_=level), "taken": level >= 1, "at": now},
    )
    row = (await session.execute(changed.returning(levels.level, levels.taken))).one()
    return 0.0 if row.taken else float((1 - row.level) / rate.per_second)

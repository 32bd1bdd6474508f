"""The audit log: who did or read what, append-only, each line chained to the one before.

One chain for the whole office, so that a missing line is noticed. Lines are few (a person's acts), so writing
them one after the other costs nothing that matters. No personal data: fields by name, never their values.
"""

import hashlib
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from casework import chain
from casework.petition import Actor
from storage import upsert
from storage.rows import many, table
from storage.tables.public_rows import AuditEntry

log = table("audit_log")

_GENESIS = bytes(32)
_LOCK = 0x61756469
"""PostgreSQL advisory lock: one line at a time, until the transaction that writes it has ended."""

_BATCH = 1000


async def write(
    session: AsyncSession,
    actor: Actor,
    action: str,
    *,
    at: datetime,
    case_id: int | None = None,
    fields: Sequence[str] = (),
    **facts: Any,
) -> int:
    """Add a line and give its number. `fields` are names of what was read or changed; `facts` are JSON-able.

    Names and words of people do not belong here: a line cannot be erased.
    """
    if upsert.dialect(session) == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    last = (await session.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1))).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, _GENESIS)
    row = {
        "seq": seq,
        "at": at,
        "staff_id": actor.staff_id,
        "unit_id": actor.unit_id,
        "role": actor.role.value,
        "action": action,
        "case_id": case_id,
        "data": chain.canonical({"fields": list(fields), **facts}),
        "prev_hash": previous,
    }
    await session.execute(insert(log).values(**row, hash=_hash(row)))
    return int(seq)


async def entries(
    session: AsyncSession,
    *,
    case_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 200,
) -> list[AuditEntry]:
    """The newest lines, of one case or of all, within a stretch of time."""
    wanted = select(AuditEntry).order_by(log.c.seq.desc()).limit(limit)
    if case_id is not None:
        wanted = wanted.where(log.c.case_id == case_id)
    if since is not None:
        wanted = wanted.where(log.c.at >= since)
    if until is not None:
        wanted = wanted.where(log.c.at < until)
    return await many(session, wanted)


async def head(session: AsyncSession) -> tuple[int, str]:
    """Number and hash of the last line, to be kept outside: it proves that nothing was cut off the end."""
    last = (await session.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1))).first()
    return (last.seq, last.hash.hex()) if last else (0, _GENESIS.hex())


async def verify(session: AsyncSession) -> chain.Verdict:
    """Whether nobody altered, removed or inserted a line; reads the whole log with little memory."""
    seq, previous = 0, _GENESIS
    async for row in _lines(session):
        if row["seq"] != seq + 1 or row["prev_hash"] != previous or row["hash"] != _hash(row):
            return chain.Verdict(False, seq, seq + 1, previous.hex())
        seq, previous = row["seq"], row["hash"]
    return chain.Verdict(True, seq, None, previous.hex())


async def _lines(session: AsyncSession) -> AsyncIterator[dict[str, Any]]:
    last = 0
    while True:
        batch = await session.execute(select(log).where(log.c.seq > last).order_by(log.c.seq).limit(_BATCH))
        rows = [dict(row._mapping) for row in batch]
        for row in rows:
            yield row
        if len(rows) < _BATCH:
            return
        last = rows[-1]["seq"]


def _hash(row: dict[str, Any]) -> bytes:
    covered = {
        name: row[name] for name in ("seq", "staff_id", "unit_id", "role", "action", "case_id", "data")
    }
    covered["at"] = chain.moment(row["at"])
    return hashlib.sha256(row["prev_hash"] + chain.canonical(covered).encode()).digest()

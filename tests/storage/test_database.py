"""The database: one writer, readers that never wait, nothing half stored, passing troubles by their name."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from storage import database as databases
from storage.database import CannotStore, Database
from storage.tables.outbox_rows import Handled
from tests.storage.conftest import Count


async def mark(session: AsyncSession, key: str) -> None:
    await session.execute(
        text("INSERT INTO handled (key, at) VALUES (:key, CURRENT_TIMESTAMP)"), {"key": key}
    )


async def put(db: Database, key: str) -> None:
    async with db.writing() as session:
        await mark(session, key)


async def test_what_is_written_is_there_for_the_next_reader(db: Database, count: Count) -> None:
    await put(db, "a")
    assert await count(db, Handled) == 1


async def test_an_error_inside_a_write_leaves_nothing(db: Database, count: Count) -> None:
    async def stumble() -> None:
        async with db.writing() as session:
            await mark(session, "a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stumble()
    assert await count(db, Handled) == 0
    await put(db, "b")
    assert await count(db, Handled) == 1


async def test_a_reader_does_not_wait_for_a_writer_and_sees_one_view(db: Database) -> None:
    await put(db, "before")
    async with db.writing() as writer:
        await mark(writer, "during")
        async with db.reading() as reader:
            assert await reader.scalar(text("SELECT count(*) FROM handled")) == 1
    async with db.reading() as reader:
        assert await reader.scalar(text("SELECT count(*) FROM handled")) == 2
        await put(db, "after")
        assert await reader.scalar(text("SELECT count(*) FROM handled")) == 2


async def test_a_reader_cannot_write(db: Database, count: Count) -> None:
    with pytest.raises((CannotStore, DBAPIError)):
        async with db.reading() as session:
            await mark(session, "x")
    assert await count(db, Handled) == 0


async def test_forty_read_then_write_transactions_at_once_all_succeed(db: Database) -> None:
    async with db.writing() as session:
        await session.execute(
            text("INSERT INTO counters (region, day, value) VALUES ('110105', '2026-11-21', 0)")
        )

    async def one() -> None:
        async with db.writing() as session:
            await session.execute(text("SELECT count(*) FROM handled"))
            await session.execute(text("UPDATE counters SET value = value + 1"))

    await asyncio.gather(*(one() for _ in range(40)))
    async with db.reading() as session:
        assert await session.scalar(text("SELECT value FROM counters")) == 40


async def test_a_lasting_error_keeps_its_own_name(db: Database) -> None:
    await put(db, "a")
    with pytest.raises(IntegrityError):
        await put(db, "a")


async def test_values_never_appear_in_an_error(db: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with db.writing() as session:
            await session.execute(text("INSERT INTO nowhere VALUES (:secret)"), {"secret": "13800138000"})
    assert "13800138000" not in str(caught.value)


async def test_cancelling_a_waiting_writer_frees_its_place(sqlite_db: Database, count: Count) -> None:
    async with sqlite_db.writing():
        waiting = asyncio.gather(*(put(sqlite_db, f"w{n}") for n in range(3)))
        await asyncio.sleep(0)
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await put(sqlite_db, "last")
    assert await count(sqlite_db, Handled) == 1


async def test_only_two_engines_and_only_files(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="sqlite"):
        Database.open("mysql+asyncmy://host/db")
    with pytest.raises(ValueError, match="file"):
        Database.open("sqlite+aiosqlite://")


async def test_sqlite_is_opened_to_survive_a_power_cut(sqlite_db: Database) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    async with sqlite_db.writing() as writer, sqlite_db.reading() as reader:
        for session in (writer, reader):
            assert {name: await session.scalar(text(f"PRAGMA {name}")) for name in expected} == expected


async def test_another_process_holding_the_file_is_a_passing_trouble(
    sqlite_db: Database, count: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        databases,
        "SQLITE_PRAGMAS",
        tuple(each.replace("5000", "50") for each in databases.SQLITE_PRAGMAS),
    )
    assert sqlite_db.path is not None
    other = sqlite3.connect(sqlite_db.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(CannotStore) as caught:
            await put(sqlite_db, "a")
        assert "暂时无法保存" in caught.value.sentence
        assert await count(sqlite_db, Handled) == 0
    finally:
        other.close()
    await put(sqlite_db, "b")
    assert await count(sqlite_db, Handled) == 1


async def test_a_writer_that_hangs_does_not_hang_the_others_for_ever(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "LOCK_WAIT", 0.05)
    async with sqlite_db.writing():
        with pytest.raises(CannotStore) as caught:
            await put(sqlite_db, "a")
    assert "正忙" in caught.value.sentence


async def fill(db: Database) -> int:
    """Write rows until the disk is full; returns how many transactions were stored."""
    stored = 0
    while stored < 10_000:
        async with db.writing() as session:
            for part in range(4):
                await mark(session, f"{stored}-{part}-" + "x" * 180)
        stored += 1
    return stored


async def test_a_full_disk_stores_whole_transactions_or_nothing_and_recovers(
    sqlite_db: Database, count: Count
) -> None:
    async with sqlite_db.writing() as session:
        pages = await session.scalar(text("PRAGMA page_count"))
        await session.execute(text(f"PRAGMA max_page_count = {pages + 20}"))
    with pytest.raises(CannotStore) as caught:
        await fill(sqlite_db)
    assert "没有存下来" in caught.value.sentence
    assert "full" in caught.value.cause
    rows = await count(sqlite_db, Handled)
    assert rows > 0
    assert rows % 4 == 0
    # The troubled connection was thrown away, so the limit is gone with it: room again.
    await put(sqlite_db, "room again")
    assert await count(sqlite_db, Handled) == rows + 1


async def test_going_on_after_a_full_disk_cannot_store_a_part(sqlite_db: Database, count: Count) -> None:
    """SQLite rolls back by itself; a handler that swallows the error must not write outside a transaction."""
    writing = await sqlite_db.begin_writing()
    session = writing.session
    pages = await session.scalar(text("PRAGMA page_count"))
    await session.execute(text(f"PRAGMA max_page_count = {pages}"))

    async def write_on() -> None:
        for number in range(100):
            await mark(session, f"{number}-" + "x" * 180)

    with pytest.raises(CannotStore):
        await write_on()
    with pytest.raises(Exception, match="rolled back"):
        await mark(session, "part")
    with pytest.raises(CannotStore):
        await writing.commit()
    assert await count(sqlite_db, Handled) == 0


async def test_an_unreachable_server_is_a_passing_trouble(tmp_path: Path) -> None:
    gone = Database.open(f"postgresql+asyncpg://nobody@/nothing?host={tmp_path}")
    with pytest.raises(CannotStore):
        async with gone.reading():
            pass
    with pytest.raises(CannotStore):
        await gone.begin_writing()
    await gone.close()


async def test_a_cut_connection_is_a_passing_trouble_and_the_next_turn_works(
    postgres_url: str, count: Count
) -> None:
    db = Database.open(postgres_url)

    async def cut_off() -> None:
        async with db.writing() as session:
            await mark(session, "a")
            mine = await session.scalar(text("SELECT pg_backend_pid()"))
            async with db.writing() as other:
                await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
            await mark(session, "b")

    with pytest.raises(CannotStore):
        await cut_off()
    await put(db, "b")
    assert await count(db, Handled) == 1
    await db.close()

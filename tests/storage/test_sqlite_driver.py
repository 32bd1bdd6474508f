"""Where a statement runs: in the event loop while it is short, in a thread when it may take long."""

import asyncio
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import sqlite_driver
from storage.database import Database

Where = list[str]
"""Whether statements ran to their end in the loop or in a thread, in order."""

MARK = text("INSERT INTO handled (key, at) VALUES (:key, CURRENT_TIMESTAMP)")
COUNT = text("SELECT count(*) FROM handled")
LONG = text("SELECT count(*) FROM handled a, handled b, handled c")


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Where:
    """Hear where each statement runs to its end."""
    ran: Where = []
    run = sqlite_driver.Cursor._run

    def heard(cursor: sqlite_driver.Cursor, operation: str, parameters: tuple[object, ...]) -> None:
        run(cursor, operation, parameters)
        ran.append("loop" if threading.current_thread() is threading.main_thread() else "thread")

    monkeypatch.setattr(sqlite_driver.Cursor, "_run", heard)
    return ran


async def mark(db: Database, *keys: str) -> None:
    async with db.writing() as session:
        await session.execute(MARK, [{"key": key} for key in keys])


async def count(db: Database) -> int:
    async with db.reading() as session:
        return int(await session.scalar(COUNT) or 0)


async def test_a_short_question_stays_in_the_loop(sqlite_db: Database, where: Where) -> None:
    async with sqlite_db.reading() as session:
        where.clear()
        assert await session.scalar(COUNT) == 0
    assert where == ["loop"]


async def test_a_long_question_is_asked_anew_in_a_thread_and_answers_the_same(
    sqlite_db: Database, where: Where
) -> None:
    await mark(sqlite_db, *map(str, range(60)))
    async with sqlite_db.reading() as session:
        assert await session.scalar(COUNT) == 60
        await mark(sqlite_db, "more")
        where.clear()
        assert await session.scalar(LONG) == 60**3, "it still sees the view that its transaction began with"
    assert where == ["thread"]


async def test_a_long_question_inside_a_write_loses_nothing_written(
    sqlite_db: Database, where: Where
) -> None:
    await mark(sqlite_db, *map(str, range(60)))
    writing = await sqlite_db.begin_writing(short=True)
    where.clear()
    await writing.session.execute(MARK, {"key": "mine"})
    assert await writing.session.scalar(LONG) == 61**3
    await writing.commit()
    assert where == ["loop", "thread"]
    assert await count(sqlite_db) == 61


async def test_only_a_write_that_promised_to_be_short_stays_in_the_loop(
    sqlite_db: Database, where: Where
) -> None:
    for short, expected in ((True, "loop"), (False, "thread"), (True, "loop")):
        writing = await sqlite_db.begin_writing(short=short)
        where.clear()
        await writing.session.execute(MARK, {"key": "a"})
        await writing.rollback()
        assert where == [expected]


async def test_a_commit_waits_for_the_disk_in_a_thread(sqlite_db: Database) -> None:
    committed: Where = []

    def traced(statement: str) -> None:
        if statement == "COMMIT":
            committed.append(threading.current_thread().name)

    writing = await sqlite_db.begin_writing(short=True)
    raw = (await (await writing.session.connection()).get_raw_connection()).driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.set_trace_callback(traced)
    await writing.session.execute(MARK, {"key": "a"})
    await writing.commit()
    assert len(committed) == 1
    assert committed[0].startswith("sqlite")


async def test_the_loop_goes_on_while_another_process_holds_the_file(sqlite_db: Database) -> None:
    assert sqlite_db.path is not None
    await mark(sqlite_db, "before")
    other = sqlite3.connect(sqlite_db.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.ensure_future(mark(sqlite_db, "after"))
    for _ in range(10):
        await asyncio.sleep(0.01)
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    await writing
    assert await count(sqlite_db) == 2


async def test_a_turn_cancelled_at_any_moment_leaves_the_writer_usable(sqlite_db: Database) -> None:
    begun: list[str] = []

    async def one(key: str) -> None:
        writing = await sqlite_db.begin_writing(short=True)
        try:
            await writing.session.execute(MARK, {"key": key})
            begun.append(key)
        except BaseException:
            await writing.rollback()
            raise
        await writing.commit()

    await mark(sqlite_db, "opens the file")
    for number in range(24):
        task = asyncio.ensure_future(one(str(number)))
        for _ in range(number % 8):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert begun, "some were cancelled after they had written"
    before = await count(sqlite_db)
    await mark(sqlite_db, "more")
    assert await count(sqlite_db) == before + 1


async def test_rows_are_streamed_in_pieces(sqlite_db: Database) -> None:
    keys = [str(number) for number in range(120)]
    await mark(sqlite_db, *keys)
    statement = text("SELECT key FROM handled ORDER BY CAST(key AS INTEGER)")
    async with sqlite_db.reading() as session:
        rows = await session.stream(statement.execution_options(yield_per=50))
        assert [row.key async for row in rows] == keys


async def test_a_closed_database_leaves_no_thread(sqlite_template: Path, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    shutil.copy(sqlite_template, tmp_path / "own.db")
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'own.db'}")
    await database.migrate()
    async with database.writing() as session:
        await session.execute(text("UPDATE counters SET value = value"))
    ours = set(threading.enumerate()) - before
    assert ours, "SQLite writes in a thread"
    await database.close()
    for thread in ours:
        thread.join(5)
    assert not any(thread.is_alive() for thread in ours)

"""Opens the database and hides whether it is SQLite or PostgreSQL.

SQLite has one writer (a lock in this process, `BEGIN IMMEDIATE` in the file) and readers of their own, which
never wait for it. `synchronous=FULL`, because in WAL mode NORMAL loses acknowledged commits at a power cut;
`BEGIN IMMEDIATE`, because a deferred transaction that reads and then writes fails at once and ignores
`busy_timeout` (https://sqlite.org/lang_transaction.html). Never await the network inside a write.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, contextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import PoolProxiedConnection

from casework.wording import text
from storage import schema_revision, sqlite_driver
from storage.troubles import CannotStore, is_passing, poisons_transaction

__all__ = ["AsyncSession", "CannotStore", "Database", "Writing", "passing_trouble"]

READERS = 8
"""Read connections that SQLite keeps warm; each costs a page cache."""

MORE_READERS = 56
"""Readers above those, opened in a rush: a turn keeps its reader while its handler thinks."""

LOCK_WAIT = 30.0
"""Seconds to wait for this process's writer before giving up; a write lasts milliseconds."""

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)


class Writing:
    """One open write transaction. End it with `commit` or `rollback`, once; both free the writer."""

    def __init__(
        self, session: AsyncSession, connection: PoolProxiedConnection, free: Callable[[], None]
    ) -> None:
        self.session = session
        self._connection = connection
        self._free = free

    async def commit(self) -> None:
        """Make everything durable. Raises `CannotStore` when that fails; then nothing was stored."""
        try:
            with _connecting():
                try:
                    await self.session.commit()
                except BaseException:
                    # A failed COMMIT can leave its transaction open, and SQLAlchemy believes it is over:
                    # nobody may get this connection again.
                    if self._connection.is_valid:
                        self._connection.invalidate()
                    raise
        finally:
            await self._end()

    async def rollback(self) -> None:
        """Forget everything."""
        await self._end()

    async def _end(self) -> None:
        # Closing rolls back what is open and, unlike rollback(), leaves loaded rows readable.
        try:
            await asyncio.shield(self.session.close())
        finally:
            self._free()


class Database:
    """One database behind one URL; `reading()` for questions, `writing()` for short transactions."""

    def __init__(self, url: str, *, echo: bool = False) -> None:
        """Prepare engines; nothing is opened until the first use. Prefer `Database.open`."""
        parsed = make_url(url)
        self.url = url
        self.dialect = parsed.get_backend_name()
        self.path: Path | None = None
        self._lock = asyncio.Lock()
        if self.dialect == "sqlite":
            if not parsed.database or parsed.database == ":memory:":
                raise ValueError("SQLite needs a file: sqlite+aiosqlite:///data/jianjian.db")
            self.path = Path(parsed.database)
            self._writer = _sqlite_engine(url, echo, "BEGIN IMMEDIATE", size=1)
            self._reader = _sqlite_engine(url, echo, "BEGIN", size=READERS, read_only=True)
        elif self.dialect == "postgresql":
            self._writer = create_async_engine(
                url, echo=echo, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True
            )
            event.listen(self._writer.sync_engine, "handle_error", _translate)
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        else:
            raise ValueError(
                f"no such database here: {self.dialect}; use sqlite+aiosqlite or postgresql+asyncpg"
            )

    @classmethod
    def open(cls, url: str, *, echo: bool = False) -> "Database":
        """The database of a URL: `sqlite+aiosqlite:///path` or `postgresql+asyncpg://…`.

        Raises `ValueError` for any other URL. Statements are never logged with their values.
        """
        return cls(url, echo=echo)

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncSession]:
        session = AsyncSession(self._reader, expire_on_commit=False)
        try:
            with _connecting():
                await session.connection()
            yield session
        finally:
            await asyncio.shield(session.close())

    def reading(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session on one unchanging view of the data; never waits for the writer, keeps nothing."""
        return self._reading()

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncSession]:
        writing = await self.begin_writing()
        try:
            yield writing.session
        except BaseException:
            await writing.rollback()
            raise
        await writing.commit()

    def writing(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A write transaction: committed on success, rolled back on any error. Keep it short."""
        return self._writing()

    async def begin_writing(self, *, short: bool = False) -> Writing:
        """As `writing`, without `async with`. The transaction is open on return.

        `short` promises statements that touch few rows: SQLite then writes them without changing threads.
        Raises `CannotStore` when the writer is busy for too long or the database cannot be reached.
        """
        free: Callable[[], None] = _nothing
        if self.dialect == "sqlite":
            await self._take_lock()
            free = self._lock.release
        session = AsyncSession(self._writer, expire_on_commit=False)
        try:
            with _connecting():
                connection = await (await session.connection()).get_raw_connection()
        except BaseException:
            try:
                await asyncio.shield(session.close())
            finally:
                free()
            raise
        if isinstance(connection.dbapi_connection, sqlite_driver.Connection):
            connection.dbapi_connection.short = short
        return Writing(session, connection, free)

    async def _take_lock(self) -> None:
        try:
            async with asyncio.timeout(LOCK_WAIT):
                await self._lock.acquire()
        except TimeoutError:
            raise CannotStore(text("storage-busy"), cause="the writer was busy") from None

    async def migrate(self, progress: Callable[[str], None] = lambda line: None) -> list[str]:
        """Bring the schema to the newest revision, telling `progress` each step; returns what was applied.

        One transaction: a step that fails leaves the schema as it was. Safe to call from several processes.
        """
        there = self.path is None or self.path.exists()
        if there and await self.revision() == schema_revision.newest():
            return []
        from storage import migrate as migrations  # loads Alembic, which a start seldom needs

        return await self._migrating(lambda connection: migrations.upgrade(connection, progress))

    async def downgrade(self, revision: str) -> list[str]:
        """Take the schema back to a revision ("base" is empty). Loses what the later revisions stored."""
        from storage import migrate as migrations

        return await self._migrating(lambda connection: migrations.downgrade(connection, revision))

    async def revision(self) -> str | None:
        """The revision the schema is at; None when the database is empty."""
        async with self.reading() as session:
            connection = await session.connection()
            return await connection.run_sync(schema_revision.current)

    async def _migrating(self, work: Callable[[Connection], list[str]]) -> list[str]:
        if self.dialect != "sqlite":
            async with self._writer.begin() as connection:
                return await connection.run_sync(work)
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        # Batch mode builds a table anew; with foreign keys on, dropping the old one would empty its children.
        engine = _sqlite_engine(self.url, False, "BEGIN IMMEDIATE", size=1, foreign_keys=False)
        try:
            async with self._lock, engine.begin() as connection:
                done = await connection.run_sync(work)
                broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).fetchall()
                if broken:
                    raise RuntimeError(f"a migration left rows without their parent: {broken[:5]}")
            return done
        finally:
            await _closed(engine)

    async def checkpoint(self) -> None:
        """Move SQLite's log into the file and empty it, so that it holds no deleted rows; nothing on PostgreSQL.

        Readers that are at work keep their part of it: the next call has another try.
        """
        if self.path is not None:
            async with self._lock:
                await asyncio.to_thread(_empty_log, self.path)

    async def close(self) -> None:
        """Close every connection, and let SQLite's threads end."""
        await _closed(self._reader)
        if self._writer is not self._reader:
            await _closed(self._writer)


async def _closed(engine: AsyncEngine) -> None:
    """Close an engine's connections, and let SQLite's threads end: they would live as long as the process."""
    await engine.dispose()
    if isinstance(engine.dialect.dbapi, sqlite_driver.Driver):
        engine.dialect.dbapi.close()


def _nothing() -> None:
    """PostgreSQL has no writer to free."""


def _sqlite_engine(
    url: str, echo: bool, begin: str, *, size: int, read_only: bool = False, foreign_keys: bool = True
) -> AsyncEngine:
    driver = sqlite_driver.Driver()
    # LIFO, so that a quiet office works with one warm page cache.
    engine = create_async_engine(
        url,
        module=driver,
        echo=echo,
        pool_size=size,
        max_overflow=MORE_READERS if read_only else 0,
        pool_timeout=LOCK_WAIT,
        pool_use_lifo=True,
        hide_parameters=True,
    )

    def connect(connection: sqlite_driver.Connection, record: object) -> None:
        pragmas = [*SQLITE_PRAGMAS, *(["PRAGMA query_only=ON"] if read_only else [])]
        connection.set_up([*pragmas, *([] if foreign_keys else ["PRAGMA foreign_keys=OFF"])])

    def start(connection: Connection) -> None:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite_driver.Connection)
        try:
            raw.begin(begin)
        except sqlite3.Error as error:
            if is_passing(error):
                raise CannotStore(text("storage-cannot"), cause=f"{type(error).__name__}: {error}") from error
            raise

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", start)
    event.listen(engine.sync_engine, "handle_error", _translate)
    return engine


def _translate(context: ExceptionContext) -> None:
    """Give a passing trouble its name wherever it strikes, and make sure its transaction cannot go on."""
    error = context.original_exception
    if poisons_transaction(error):
        # SQLite has already rolled back by itself: without this, the next statement would commit alone.
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False
    if is_passing(error) or (context.is_disconnect and isinstance(error, Exception)):
        raise CannotStore(text("storage-cannot"), cause=f"{type(error).__name__}: {error}") from error


def passing_trouble(error: BaseException | None) -> CannotStore | None:
    """The `CannotStore` that an error amounts to, or None when it is of a lasting kind."""
    if error is None or isinstance(error, CannotStore):
        return error
    if isinstance(error, PoolTimeout | PendingRollbackError):
        return CannotStore(text("storage-cannot"), cause=f"{type(error).__name__}: {error}")
    return None


@contextmanager
def _connecting() -> Iterator[None]:
    """While connecting and committing, trouble of the network or the pool is a passing reason too."""
    try:
        yield
    except OSError as error:
        raise CannotStore(text("storage-cannot"), cause=f"{type(error).__name__}: {error}") from error
    except (PoolTimeout, PendingRollbackError) as error:
        raise passing_trouble(error) or error from error


def _empty_log(path: Path) -> None:
    """On a connection of its own: SQLite empties its log outside transactions only."""
    with closing(sqlite3.connect(path, timeout=1.0)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

"""How SQLite is asked: a short statement in the event loop itself, a long one and every commit in a thread.

A statement of a turn takes SQLite some 10 µs; handing it to a thread and back takes ten times that, and aiosqlite
does so for the cursor, the statement, its rows and its end. Here nothing is handed over but what may take long:

- a commit, which waits for the disk, and a wait for a lock that another process holds;
- a question that has taken `STEPS` of SQLite's steps: it is stopped and asked anew in the thread, which changes
  nothing, because a question only reads and its transaction keeps its view (https://sqlite.org/c3ref/interrupt.html);
- writes, unless the transaction has promised to be short (`Database.begin_writing(short=True)`).

See docs/decisions/0004-sqlite-in-the-loop.md; `bench/turns.py` measures what it saves.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_cursor
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_dbapi
from sqlalchemy.engine import AdaptedConnection
from sqlalchemy.util import EMPTY_DICT
from sqlalchemy.util.concurrency import await_, in_greenlet

STEPS = 30_000
"""Steps of SQLite's machine that a question may take in the loop: 0.3 ms of searching, 3 ms of fetching (measured)."""

MANY = 50
"""So many rows at a time are written in the thread, whatever was promised."""

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class _Nothing:
    """Something to await that is there already: SQLAlchemy takes a driver that never awaits for a wrong one."""

    def __await__(self) -> Generator[None, None, None]:
        return
        yield


NOTHING = _Nothing()


class Driver(AsyncAdapt_aiosqlite_dbapi):
    """What SQLAlchemy takes for the DB-API module of one engine. Give its threads back with `close`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)
        self.threads = ThreadPoolExecutor(thread_name_prefix="sqlite")

    def connect(self, *where: Any, **how: Any) -> Any:
        """Open a file. Statements are not wrapped into transactions: who asks says BEGIN."""
        how.update(isolation_level=None, check_same_thread=False)
        opening = partial(sqlite3.connect, *where, **how)
        opened = await_(asyncio.get_running_loop().run_in_executor(self.threads, opening))
        return Connection(self, opened)

    def close(self) -> None:
        """Let the threads end; call it when every connection is closed. Who connects again gets new ones."""
        self.threads.shutdown(wait=False)
        self.threads = ThreadPoolExecutor(thread_name_prefix="sqlite")


class Connection(AdaptedConnection):
    """One SQLite connection as SQLAlchemy sees it. One statement at a time, in the loop or in a thread."""

    __slots__ = ("_in_loop", "_thread", "driver", "short")
    _connection: Any

    def __init__(self, driver: Driver, connection: sqlite3.Connection) -> None:
        self.driver = driver
        self._connection = connection
        self.short = False
        """Whether the open transaction's writes are few and small."""
        self._thread: asyncio.Future[Any] | None = None
        self._in_loop = in_loop = [False]
        connection.set_progress_handler(lambda: in_loop[0], STEPS)

    @property
    def busy(self) -> bool:
        """Whether something runs in the thread, so that using the connection would wait."""
        return self._thread is not None and not self._thread.done()

    def begin(self, how: str) -> None:
        """Open a transaction, past SQLAlchemy, which takes five times as long over it."""
        self.ask(how, partial(self._connection.execute, how))

    def set_up(self, statements: Sequence[str]) -> None:
        """Run statements before the first use."""

        def run() -> None:
            for each in statements:
                self._connection.execute(each).fetchall()  # one that is not read to its end holds up commits

        self.in_thread(run)

    def cursor(self, server_side: bool = False) -> "Cursor":
        """A cursor; one on the server's side fetches its rows piece by piece."""
        return StreamingCursor(self) if server_side else Cursor(self)

    def ask(self, statement: str, work: Callable[[], Any]) -> Any:
        """Do the work of one statement where it belongs."""
        await_(NOTHING)
        self._wait_for_thread()
        word = statement.lstrip()[:9].upper()
        if word.startswith("SELECT"):
            return self._unless_long(work)
        if word.startswith("BEGIN IMM"):
            return self._unless_locked(work)
        if word.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            return work()
        return work() if self.short and word.startswith(WRITES) else self.in_thread(work)

    def _unless_long(self, work: Callable[[], Any]) -> Any:
        self._in_loop[0] = True
        try:
            return work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
        finally:
            self._in_loop[0] = False
        return self.in_thread(work)

    def _unless_locked(self, work: Callable[[], Any]) -> Any:
        """Take the file's lock if it is free; wait for it in the thread if another process holds it."""
        patience = self._connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self._connection.execute("PRAGMA busy_timeout=0")
        try:
            return work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        finally:
            self._connection.execute(f"PRAGMA busy_timeout={patience}")
        return self.in_thread(work)

    def in_thread(self, work: Callable[[], Any]) -> Any:
        """Do something slow. Whoever is cancelled meanwhile leaves it running; the next one waits for it."""
        self._thread = asyncio.get_running_loop().run_in_executor(self.driver.threads, work)
        return await_(asyncio.shield(self._thread))

    def _wait_for_thread(self) -> None:
        if self._thread is not None and not self._thread.done():
            await_(asyncio.wait([self._thread]))
        self._thread = None

    def commit(self) -> None:
        """Store what is open, if anything: the one wait for the disk."""
        self._wait_for_thread()
        if self._connection.in_transaction:
            self.in_thread(self._connection.commit)

    def rollback(self) -> None:
        """Forget what is open, if anything."""
        self._wait_for_thread()
        self._connection.rollback()

    def close(self) -> None:
        """Close the file; the last connection of a file tidies up after all of them."""
        self._wait_for_thread()
        self.in_thread(self._connection.close)

    def terminate(self) -> None:
        """Close whatever happens: what still runs in the thread ends first, as SQLite has no other way to stop it."""
        try:
            if in_greenlet():
                self._wait_for_thread()
        finally:
            if self._thread is not None and self.busy:
                self._thread.add_done_callback(lambda _: self._connection.close())
            else:
                self._connection.close()

    def create_function(self, *how: Any, **more: Any) -> None:
        """A function of Python for SQL."""
        self._connection.create_function(*how, **more)


class Cursor(AsyncAdapt_dbapi_cursor):
    """A cursor whose rows are there when `execute` returns."""

    __slots__ = ()
    _awaitable_cursor_close = False
    _adapt_connection: Any
    _cursor: Any

    def __init__(self, connection: Connection) -> None:
        self._adapt_connection = connection
        self._connection = connection._connection
        self._cursor = self._connection.cursor()
        self._soft_closed_memoized = EMPTY_DICT
        self._rows: deque[Any] = deque()

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        return self._adapt_connection.ask(operation, partial(self._run, operation, parameters or ()))

    def _run(self, operation: str, parameters: Any) -> None:
        self._cursor.execute(operation, parameters)
        self._rows = deque(self._cursor.fetchall())

    def executemany(self, operation: Any, seq_of_parameters: Any) -> Any:
        work = partial(self._cursor.executemany, operation, seq_of_parameters)
        if len(seq_of_parameters) > MANY:
            self._adapt_connection.in_thread(work)
        else:
            self._adapt_connection.ask(operation, work)


class StreamingCursor(Cursor):
    """A cursor for more rows than memory should hold: each piece is fetched in the thread."""

    __slots__ = ()
    server_side = True

    def _run(self, operation: str, parameters: Any) -> None:
        self._cursor.execute(operation, parameters)

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        return self._adapt_connection.in_thread(partial(self._run, operation, parameters or ()))

    def close(self) -> None:
        self._cursor.close()

    def fetchone(self) -> Any:
        return self._adapt_connection.in_thread(self._cursor.fetchone)

    def fetchmany(self, size: int | None = None) -> Any:
        return self._adapt_connection.in_thread(partial(self._cursor.fetchmany, size or self.arraysize))

    def fetchall(self) -> Any:
        return self._adapt_connection.in_thread(self._cursor.fetchall)

"""A simulation's database without the waiting: in memory, and never a thread between SQLAlchemy and SQLite.

Nothing else changes: the same statements, tables, transactions and rules. What is left out is durability (a file on
a disk, `synchronous=FULL`) and the change of thread for what may take long, which a process with one user does not
need. For benchmarks that count, never for those that publish a cost.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.util.concurrency import await_

from storage import database, sqlite_driver

MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one."""


def install() -> str | None:
    """Keep every SQLite database of this process in memory; gives the folder to put it in, None for the usual one."""
    setattr(sqlite_driver.Connection, "in_thread", _at_once)  # noqa: B010  its types name the method itself
    pragmas = [pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in database.SQLITE_PRAGMAS]
    setattr(database, "SQLITE_PRAGMAS", tuple(pragmas))  # noqa: B010  a tuple of so many, says its type
    gc.set_threshold(50_000, 20, 50)  # as the bot does
    return str(MEMORY) if MEMORY.is_dir() else None


def _at_once(_: sqlite_driver.Connection, work: Callable[[], Any]) -> Any:
    """In place of handing `work` to a thread."""
    await_(sqlite_driver.NOTHING)
    return work()

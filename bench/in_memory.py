"""A simulation's database without the waiting: in memory, with no thread between SQLAlchemy and SQLite.

Nothing else changes: the same statements, tables, transactions and rules. What is left out is durability (a file on
a disk, `synchronous=FULL`) and the hop to aiosqlite's thread, which a process with one user does not need: about a
hundred hops a turn, half of its time. For benchmarks that count, never for those that publish a cost.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiosqlite.core

from storage import database

MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one."""


def install() -> str | None:
    """Make every SQLite database of this process swift; gives the folder to put it in, None for the usual one."""
    setattr(aiosqlite.core.Connection, "_execute", _at_once)  # noqa: B010  its types name every argument
    pragmas = [pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in database.SQLITE_PRAGMAS]
    setattr(database, "SQLITE_PRAGMAS", tuple(pragmas))  # noqa: B010  a tuple of so many, says its type
    gc.set_threshold(50_000, 20, 50)  # as the bot does
    return str(MEMORY) if MEMORY.is_dir() else None


async def _at_once(self: Any, work: Callable[..., Any], *args: Any, **more: Any) -> Any:
    """In place of handing `work` to the connection's thread."""
    if not self._running or not self._connection:
        raise ValueError("Connection closed")
    return work(*args, **more)

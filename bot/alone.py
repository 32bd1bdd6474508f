"""One running office per SQLite database: a second process is told so instead of sharing what it cannot share.

The lock is SQLite's own on a file beside the database, so it ends with the process, however that ends, and works
wherever SQLite does. PostgreSQL needs none of this: there several processes are meant to run.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from casework.petition import Refusal
from casework.wording import text


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the database of this URL for this process. Raises `Refusal` when another process holds it."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite") or parsed.database in (None, "", ":memory:"):
        yield
        return
    path = Path(str(parsed.database) + ".running")
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise Refusal(text("app-already-running", path=str(path.parent))) from None
        yield

"""The office's people on the web channel, on both engines."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from nlp.reader import Reader
from storage.database import Database
from tests import people as everybody
from tests.admin.townhall import TownHall
from tests.people import make_bureau


@pytest_asyncio.fixture(loop_scope="session")
async def hall(sqlite_db: Database, tmp_path: Path, reader: Reader) -> AsyncIterator[TownHall]:
    """Everybody on the web, on SQLite: for what the engine plays no part in."""
    async with make_bureau(sqlite_db, tmp_path, reader) as made:
        await everybody.open_groups(made, "web")
        yield TownHall(made, "web")


@pytest_asyncio.fixture(loop_scope="session")
async def hall_on_both(db: Database, tmp_path: Path, reader: Reader) -> AsyncIterator[TownHall]:
    """Everybody on the web, on each engine in turn."""
    async with make_bureau(db, tmp_path, reader) as made:
        await everybody.open_groups(made, "web")
        yield TownHall(made, "web")

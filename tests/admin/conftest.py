"""The office's people on the web channel, with the administrators' routers in the door, on both engines."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiogram import Router

import handlers
from bot import update_processor
from handlers.admin import broadcast, broadcast_audience, broadcast_sending, reception_rota, rule_editing
from handlers.citizen import appointments, subscribing
from handlers.staff import leaders, sponsors
from nlp.reader import Reader
from storage.database import Database
from tests import people as everybody
from tests.admin.townhall import TownHall
from tests.people import make_bureau

OURS = (
    subscribing,
    appointments,
    broadcast,
    broadcast_audience,
    broadcast_sending,
    rule_editing,
    reception_rota,
    sponsors,
    leaders,
)


def with_ours() -> tuple[Router, ...]:
    """The process's routers, with ours before those that claim everything."""
    known = handlers.routers()
    return (*(each.router for each in OURS if each.router not in known), *known)


@pytest.fixture
def our_routers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update_processor, "routers", with_ours)
    monkeypatch.setattr(everybody, "routers", with_ours)


@pytest_asyncio.fixture(loop_scope="session")
async def hall(
    sqlite_db: Database, tmp_path: Path, reader: Reader, our_routers: None
) -> AsyncIterator[TownHall]:
    """Everybody on the web, on SQLite: for what the engine plays no part in."""
    async with make_bureau(sqlite_db, tmp_path, reader) as made:
        await everybody.open_groups(made, "web")
        yield TownHall(made, "web")


@pytest_asyncio.fixture(loop_scope="session")
async def hall_on_both(
    db: Database, tmp_path: Path, reader: Reader, our_routers: None
) -> AsyncIterator[TownHall]:
    """Everybody on the web, on each engine in turn."""
    async with make_bureau(db, tmp_path, reader) as made:
        await everybody.open_groups(made, "web")
        yield TownHall(made, "web")

"""Both engines for every test that asks for `db`: a SQLite file, and a real PostgreSQL that pip brings along.

The server starts once a session, also as root. A SQLite test gets a copy of a file that was migrated once; a
PostgreSQL test gets the session's migrated database, emptied (8 ms, where a copy takes 400 ms). The engines over them
are opened once a session as well: SQLAlchemy translates each statement once an engine, which took a tenth of all time.
`TEST_DATABASE_URL` (postgresql+asyncpg://…, a superuser) takes another server.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage import vault as vaults
from storage.database import Database
from storage.tables import metadata
from storage.vault import Vault
from tests.postgres import own_server


@pytest.fixture
def now() -> datetime:
    """A Saturday morning in the office: 2026-11-21 09:30 in Shanghai."""
    return datetime(2026, 11, 21, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def vault() -> Iterator[Vault]:
    """The vault of the tests, installed for the whole session."""
    made = Vault([("test1", bytes(range(32)))], b"index key of the tests, 32 bytes")
    vaults.install(made)
    yield made
    vaults.install(None)


@pytest.fixture(autouse=True)
def the_vault_before() -> Iterator[None]:
    """Commands install the keys of their own settings: whoever comes after finds those that were there."""
    before = vaults._installed
    yield
    vaults.install(before)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server; the one from the wheel, unless `TEST_DATABASE_URL` names another."""
    named = os.environ.get("TEST_DATABASE_URL", "")
    if named:
        yield named
        return
    with own_server() as url:
        yield url.replace("postgresql://", "postgresql+asyncpg://", 1)


@pytest.fixture(scope="session")
def postgres_migrated(postgres_server: str, vault: Vault) -> Iterator[str]:
    """The URL of the session's migrated database; ask for `database_url` to have it empty and to yourself."""
    name = f"jianjian_test_{secrets.token_hex(4)}"
    _apart(_create(postgres_server, name))
    yield _named(postgres_server, name)
    _apart(_drop(postgres_server, name))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, vault: Vault) -> Path:
    """A migrated SQLite file that every test's file is copied from."""
    path = tmp_path_factory.mktemp("template") / "jianjian.db"
    _apart(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@asynccontextmanager
async def postgres_database(server_url: str) -> AsyncIterator[str]:
    """The URL of a fresh database without any table, dropped at the end."""
    name = f"jianjian_test_{secrets.token_hex(6)}"
    async with _server(server_url) as server:
        await server.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield _named(server_url, name)
    finally:
        await _drop(server_url, name)


@pytest_asyncio.fixture(loop_scope="session")
async def postgres_url(postgres_migrated: str) -> str:
    """The URL of a migrated and empty PostgreSQL database, for what only PostgreSQL does."""
    await _empty(postgres_migrated)
    return postgres_migrated


@pytest_asyncio.fixture(loop_scope="session")
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a database without any table, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    server: str = request.getfixturevalue("postgres_server")
    async with postgres_database(server) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the one file lies that every test finds made anew."""
    return tmp_path_factory.mktemp("sqlite")


@pytest_asyncio.fixture(loop_scope="session")
async def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated database that nobody else uses, on each engine in turn."""
    if request.param == "sqlite":
        folder: Path = request.getfixturevalue("sqlite_folder")
        return _anew(request.getfixturevalue("sqlite_template"), folder / "jianjian.db")
    migrated: str = request.getfixturevalue("postgres_migrated")
    await _empty(migrated)
    return migrated


@pytest.fixture(scope="session")
def sqlite_opened() -> dict[str, Database]:
    """The SQLite databases of this session by URL, with what their engines have learned; shut between tests."""
    return {}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def postgres_opened(postgres_migrated: str) -> AsyncIterator[Database]:
    """The PostgreSQL database of this session, with its connections and what its engine has learned."""
    database = Database.open(postgres_migrated)
    yield database
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def db(
    database_url: str, vault: Vault, sqlite_opened: dict[str, Database], postgres_opened: Database
) -> AsyncIterator[Database]:
    """A migrated database that nobody else uses, on each engine in turn."""
    if database_url == postgres_opened.url:
        yield postgres_opened
        return
    database = sqlite_opened.setdefault(database_url, Database.open(database_url))
    yield database
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sqlite_db(
    sqlite_folder: Path, sqlite_template: Path, vault: Vault, sqlite_opened: dict[str, Database]
) -> AsyncIterator[Database]:
    """A migrated SQLite file, for what only SQLite does, and for tests in which the engine plays no part."""
    url = _anew(sqlite_template, sqlite_folder / "only.db")
    database = sqlite_opened.setdefault(url, Database.open(url))
    yield database
    await database.close()


def _anew(template: Path, path: Path) -> str:
    """A copy of the template where the last test's file lay; its URL."""
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    shutil.copy(template, path)
    return f"sqlite+aiosqlite:///{path}"


def _named(server_url: str, name: str) -> str:
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


@asynccontextmanager
async def _server(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


async def _create(server_url: str, name: str) -> None:
    async with _server(server_url) as server:
        if not os.environ.get("TEST_DATABASE_URL"):
            # The data of a test may die with the machine; not waiting for the disk saves time.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                await server.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            await server.execute(text("SELECT pg_reload_conf()"))
        await server.execute(text(f'CREATE DATABASE "{name}"'))
    await _migrate(_named(server_url, name))


async def _empty(url: str) -> None:
    """Delete every row, past foreign keys and append-only guards; whoever is still at work is cut off."""
    rows = " ".join(f"DELETE FROM {each.name};" for each in metadata.sorted_tables)
    async with _server(url) as server:
        others = "datname = current_database() AND pid <> pg_backend_pid() AND state IS DISTINCT FROM 'idle'"
        await server.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
        await server.execute(text(f"DO $$ BEGIN SET LOCAL session_replication_role = replica; {rows} END $$"))


async def _drop(server_url: str, name: str) -> None:
    async with _server(server_url) as server:
        await server.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _migrate(url: str) -> None:
    database = Database.open(url)
    await database.migrate()
    await database.close()


def _apart(work: Coroutine[Any, Any, None]) -> None:
    """Run in a thread with a loop of its own, so that a test that needs no server starts none."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()

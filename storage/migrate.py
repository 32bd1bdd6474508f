"""Running migrations inside the process, on a connection that the caller opened."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

FOLDER = Path(__file__).parent / "migrations"

MIGRATION_LOCK = 0x6A69616E
"""PostgreSQL advisory lock: one process migrates, the others wait and then find nothing to do."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without an ini file; the connection is the one to migrate."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def head() -> str | None:
    """The newest revision that this program knows."""
    return ScriptDirectory.from_config(config()).get_current_head()


def current(connection: Connection) -> str | None:
    """The revision of the database; None before the first migration."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, progress: Callable[[str], None] = lambda line: None) -> list[str]:
    """Apply every revision that is missing; returns them in order."""
    _wait_for_others(connection)
    script = ScriptDirectory.from_config(config())
    was = current(connection)
    steps = list(script.iterate_revisions("heads", was or "base"))[::-1]
    for step in steps:
        progress(f"{step.revision} {step.doc}")
        command.upgrade(config(connection), step.revision)
    return [step.revision for step in steps]


def downgrade(connection: Connection, revision: str) -> list[str]:
    """Take revisions back until `revision` is the newest; returns those undone."""
    _wait_for_others(connection)
    script = ScriptDirectory.from_config(config())
    was = current(connection)
    steps = [step.revision for step in script.iterate_revisions(was, revision)] if was else []
    command.downgrade(config(connection), revision)
    return steps


def _wait_for_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})

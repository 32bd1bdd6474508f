"""Running migrations inside the process, on a connection that the caller opened; and writing the next one.

`make migration TITLE="…"` (`python -m storage.migrate`) writes what the models have and the last migration has not.
"""

import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from storage.tables import metadata, triggers

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


def draft(connection: Connection, message: str, revision: str) -> Path:
    """Write the next revision: what the models have and the database has not. A person reads it over.

    Triggers and CHECKs (so also a new name among those a column may hold) are not seen by the comparison: they are
    written by hand, as in 0001.
    """
    made = command.revision(config(connection), message=message, autogenerate=True, rev_id=revision)
    assert made is not None
    assert not isinstance(made, list)
    return Path(made.path)


def differences(connection: Connection) -> list[Any]:
    """What the models and the database do not agree on; empty after every migration."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True, "include_name": modelled}
    )
    return list(compare_metadata(context, metadata))


def modelled(name: str | None, kind: str, parents: MutableMapping[Any, str | None]) -> bool:
    """Whether the comparison looks at this name: search indexes are made by hand, per engine."""
    return name not in triggers.UNMODELLED


def _wait_for_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})


def write_next(title: str) -> list[str]:
    """Draft the revision after the newest, against an empty database that has all before; what to say about it."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        found = differences(connection)
        path = draft(connection, title, f"{int(head() or 0) + 1:04}")
    return [f"{path.name}: {len(found)} differences written; read it over, CHECKs and triggers by hand"]


if __name__ == "__main__":
    print("\n".join(write_next(sys.argv[1])))

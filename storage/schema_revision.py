"""Which revision a schema is at, and which is the newest: asked at every start, so without loading Alembic.

Loading it takes a tenth of a start's CPU (bench/start.py), and a start finds something to migrate once a release.
"""

from pathlib import Path

from sqlalchemy import column, inspect, select, table
from sqlalchemy.engine import Connection

VERSIONS = Path(__file__).parent / "migrations" / "versions"
DIGITS = 4
"""A migration's file begins with its revision: `0003_sealed_contents.py`."""


def newest() -> str:
    """The newest revision that this program knows."""
    return max(path.name[:DIGITS] for path in VERSIONS.glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """The revision of the database; None before the first migration."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(
        select(column("version_num")).select_from(table("alembic_version"))
    )
    return revision

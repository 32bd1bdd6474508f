"""Alembic's entry: migrates the connection that `storage.migrate` hands over, never one of its own."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from storage.migrate import modelled
from storage.tables import metadata
from storage.tables.base import BIG_KEY
from storage.vault import Sealed, SealedJSON


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write plain SQLAlchemy types into migrations, so that they do not change with our classes."""
    if kind != "type":
        return False
    if isinstance(item, Sealed | SealedJSON):
        return "sa.LargeBinary()"
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, AutoString):
        return f"sa.String({item.length})" if getattr(item, "length", None) else "sa.String()"
    if item is BIG_KEY:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


def run() -> None:
    """Migrate. The caller owns the transaction, on SQLite too, so a failed step leaves nothing behind."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        raise RuntimeError("run migrations with `jianjian migrate`; it opens the database of your settings")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=render_item,
        include_name=modelled,
        transactional_ddl=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()

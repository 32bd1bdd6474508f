"""Rows of chats keep the day, not the moment; keys of updates are fingerprints; no hidden order (storage.untraceable).

Revision 0004, after 0003. Ids that were counted up before stay: what was filed until now keeps the order it had.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.untraceable import day, mark
from storage.vault import installed

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UNORDERED = ("handled", "conversations", "room_members", "cards", "blocked_chats")
MOMENTS = {
    "conversations": ("updated_at",),
    "people": ("created_at", "blocked_at"),
    "consents": ("given_at", "withdrawn_at"),
    "visitors": ("created_at", "seen_at"),
    "rooms": ("created_at",),
    "room_members": ("joined_at",),
    "files": ("created_at",),
    "handled": ("at",),
}
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Moments become days; what a reader of a room sees moves into the sealed message."""
    op.create_index("ix_outbox_said", "outbox", ["kind", "settled_at"])
    op.drop_index("ix_files_remote", "files")
    op.execute("ALTER TABLE files RENAME COLUMN remote_id TO clear_remote_id")
    op.add_column("files", sa.Column("remote_id", sa.LargeBinary(), nullable=True))
    remote = {"id": sa.BigInteger(), "clear_remote_id": sa.String(), "remote_id": sa.LargeBinary()}
    _each("files", remote, ("id",), _sealed_remote)
    op.execute("ALTER TABLE files DROP COLUMN clear_remote_id")
    messages = {"id": sa.BigInteger(), "said_at": MOMENT, "edited_at": MOMENT, "payload": sa.LargeBinary()}
    _each("room_messages", messages, ("id",), _message)
    for table, names in MOMENTS.items():
        rows = sa.Table(table, sa.MetaData(), autoload_with=op.get_bind())
        keys = tuple(column.name for column in rows.primary_key)
        columns = {name: rows.c[name].type for name in keys} | dict.fromkeys(names, MOMENT)
        _each(table, columns, keys, _days(names))
    _each("handled", {"key": sa.String()}, ("key",), lambda row: {"key": mark(row["key"])})
    if op.get_bind().dialect.name == "sqlite":
        for table in UNORDERED:
            with op.batch_alter_table(
                table, recreate="always", table_kwargs={"sqlite_with_rowid": False}
            ) as _:
                pass


def downgrade() -> None:
    """Days stay days and fingerprints stay fingerprints; only the shape goes back."""
    op.execute("ALTER TABLE files RENAME COLUMN remote_id TO sealed_remote_id")
    op.add_column("files", sa.Column("remote_id", sa.String(200), nullable=False, server_default=""))
    op.execute("ALTER TABLE files DROP COLUMN sealed_remote_id")
    op.create_index("ix_files_remote", "files", ["channel", "remote_id"])
    op.drop_index("ix_outbox_said", "outbox")
    if op.get_bind().dialect.name == "sqlite":
        for table in UNORDERED:
            with op.batch_alter_table(
                table, recreate="always", table_kwargs={"sqlite_with_rowid": True}
            ) as _:
                pass


def _each(
    name: str, columns: dict[str, Any], keys: tuple[str, ...], change: Callable[[Any], dict[str, Any]]
) -> None:
    """Change every row of a table."""
    bind = op.get_bind()
    rows = sa.table(name, *(sa.column(each, kind) for each, kind in columns.items()))
    for row in bind.execute(sa.select(rows)).mappings().all():
        new = {column: value for column, value in change(row).items() if value is not None}
        if new:
            mine = sa.and_(*(rows.c[key] == row[key] for key in keys))
            bind.execute(sa.update(rows).where(mine).values(**new))


def _sealed_remote(row: Any) -> dict[str, Any]:
    known = row["clear_remote_id"]
    return {"remote_id": installed().seal(known, context="files.remote_id")} if known else {}


def _message(row: Any) -> dict[str, Any]:
    said_at: datetime = row["said_at"]
    new: dict[str, Any] = {"said_at": day(said_at)}
    if row["edited_at"] is not None:
        new["edited_at"] = day(row["edited_at"])
    if row["payload"] is not None:
        payload = json.loads(installed().open(row["payload"], context="room_messages.payload"))
        written = json.dumps(payload | {"_said_at": said_at.isoformat()}, ensure_ascii=False)
        new["payload"] = installed().seal(written, context="room_messages.payload")
    return new


def _days(names: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: {name: day(row[name]) for name in names if row[name] is not None}

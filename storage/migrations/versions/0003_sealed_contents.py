"""Contents of files are sealed, and what was still in the clear of a case is sealed too.

Revision 0003, after 0002. Files of before keep their content in the clear, under their old place, until
`storage.rotation.seal_contents` has come to them (at every start, and by `jianjian rotate-keys`).
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.vault import installed

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BATCH = 500
_WORDS = {"happened": "text", "handled_before": "json", "topic_reasons": "json"}


def upgrade() -> None:
    """Old values are sealed under the first key; a database without rows needs none."""
    op.drop_index("ix_files_sha256", "files")
    op.execute("ALTER TABLE files RENAME COLUMN sha256 TO place")
    op.add_column("files", sa.Column("key", sa.LargeBinary(), nullable=True))
    op.add_column("files", sa.Column("sha256", sa.LargeBinary(), nullable=True))
    op.add_column("files", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_files_place", "files", ["place"])
    op.create_index("ix_files_expires", "files", ["expires_at"])
    _each("files", ["place"], lambda row: {"sha256": _sealed(row["place"], "files.sha256")})
    for name in _WORDS:
        op.execute(f"ALTER TABLE cases RENAME COLUMN {name} TO clear_{name}")
        op.add_column("cases", sa.Column(name, sa.LargeBinary(), nullable=True))
    _each("cases", [f"clear_{name}" for name in _WORDS], _sealed_words)
    for name in _WORDS:
        op.execute(f"ALTER TABLE cases DROP COLUMN clear_{name}")


def downgrade() -> None:
    """Sealed contents cannot be read by the program of before: only a database whose files are all gone goes back."""
    for name, kind in _WORDS.items():
        op.execute(f"ALTER TABLE cases RENAME COLUMN {name} TO sealed_{name}")
        op.add_column("cases", sa.Column(name, sa.String() if kind == "text" else sa.JSON(none_as_null=True), nullable=True))
    _each("cases", [f"sealed_{name}" for name in _WORDS], _opened_words)
    for name in _WORDS:
        op.execute(f"ALTER TABLE cases DROP COLUMN sealed_{name}")
    op.drop_index("ix_files_expires", "files")
    op.drop_index("ix_files_place", "files")
    for name in ("key", "sha256", "expires_at"):
        op.execute(f"ALTER TABLE files DROP COLUMN {name}")
    op.execute("ALTER TABLE files RENAME COLUMN place TO sha256")
    op.create_index("ix_files_sha256", "files", ["sha256"])


def _each(table: str, names: list[str], change: Any) -> None:
    """Change every row of a table, in the order of ids, a batch at a time."""
    bind, last = op.get_bind(), 0
    columns = ", ".join(names)
    wanted = sa.text(f"SELECT id, {columns} FROM {table} WHERE id > :last ORDER BY id LIMIT :most")
    while rows := bind.execute(wanted, {"last": last, "most": BATCH}).mappings().all():
        for row in rows:
            new = {name: value for name, value in change(row).items() if value is not None}
            if new:
                settings = ", ".join(f"{name} = :{name}" for name in new)
                bind.execute(sa.text(f"UPDATE {table} SET {settings} WHERE id = :id"), {**new, "id": row["id"]})
        last = rows[-1]["id"]


def _sealed(value: str | None, context: str) -> bytes | None:
    return installed().seal(value, context=context) if value else None


def _sealed_words(row: Any) -> dict[str, bytes | None]:
    return {name: _sealed(_written(row[f"clear_{name}"]), f"cases.{name}") for name in _WORDS}


def _written(value: Any) -> str | None:
    """A value as its sealed column holds it: text as it is, JSON compactly."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _opened_words(row: Any) -> dict[str, str | None]:
    found = {name: row[f"sealed_{name}"] for name in _WORDS}
    return {name: installed().open(blob, context=f"cases.{name}") if blob else None for name, blob in found.items()}

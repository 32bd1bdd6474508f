"""Changing the key: every sealed value is opened and sealed again under the first key of the vault.

To rotate: put a new key in front of PII_KEYS, restart the service, run this, take the old key away. The walk
goes table by table in the order of primary keys, skips what is current, and may be stopped and run again.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, and_, bindparam, select, type_coerce, update
from sqlalchemy import tuple_ as row_of
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.files import Files
from storage.tables import metadata, triggers
from storage.vault import Sealed, SealedJSON, Vault, key_id

BATCH = 200


def sealed_columns() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Every table that has sealed columns, with them."""
    for each in metadata.sorted_tables:
        columns = [column for column in each.columns if isinstance(column.type, Sealed | SealedJSON)]
        if columns:
            yield each, columns


async def rotate(
    db: Database, vault: Vault, progress: Callable[[str, int], None] = lambda name, done: None
) -> dict[str, int]:
    """Re-seal every value that an older key sealed; returns how many rows of each table changed.

    Raises `VaultError` when a value does not open; what was done before stays done.
    """
    changed = {}
    for rows, columns in sealed_columns():
        changed[rows.name] = await _walk(db, vault, rows, columns, progress)
    return changed


async def keys_in_use(db: Database) -> dict[str, int]:
    """How many sealed values each key holds; an old key may go when it holds none."""
    counted: dict[str, int] = {}
    async with db.reading() as session:
        for rows, columns in sealed_columns():
            for column in columns:
                raw = type_coerce(rows.c[column.name], LargeBinary).label("raw")
                async for row in await session.stream(select(raw).where(column.is_not(None))):
                    name = key_id(row.raw)
                    counted[name] = counted.get(name, 0) + 1
    return counted


async def _walk(
    db: Database,
    vault: Vault,
    rows: Table,
    columns: Sequence[Column[Any]],
    progress: Callable[[str, int], None],
) -> int:
    last: tuple[Any, ...] | None = None
    total = 0
    while True:
        async with db.writing() as session:
            last, number = await _batch(session, vault, rows, columns, last)
        total += number
        progress(rows.name, total)
        if last is None:
            return total


async def _batch(
    session: AsyncSession,
    vault: Vault,
    rows: Table,
    columns: Sequence[Column[Any]],
    after: tuple[Any, ...] | None,
) -> tuple[tuple[Any, ...] | None, int]:
    keys = list(rows.primary_key.columns)
    raw = [type_coerce(column, LargeBinary).label(f"raw_{column.name}") for column in columns]
    statement = select(*keys, *raw).order_by(*keys).limit(BATCH).with_for_update()
    if after is not None:
        statement = statement.where(row_of(*keys) > row_of(*after))
    found = (await session.execute(statement)).all()
    old = [row for row in found if any(_is_old(vault, blob) for blob in row[len(keys) :])]
    if old:
        connection = await session.connection()
        await connection.run_sync(_reseal, vault, rows, columns, [tuple(row) for row in old])
    last = tuple(found[-1][: len(keys)]) if len(found) == BATCH else None
    return last, len(old)


def _is_old(vault: Vault, blob: bytes | None) -> bool:
    return blob is not None and not vault.sealed_by_current_key(blob)


def _reseal(
    connection: Connection,
    vault: Vault,
    rows: Table,
    columns: Sequence[Column[Any]],
    old: Sequence[tuple[Any, ...]],
) -> None:
    keys = list(rows.primary_key.columns)
    statement = (
        update(rows)
        .where(and_(*(key == bindparam(f"key_{key.name}") for key in keys)))
        .values({column.name: bindparam(f"new_{column.name}", type_=LargeBinary) for column in columns})
    )
    changes = [
        {f"key_{key.name}": value for key, value in zip(keys, row, strict=False)}
        | {
            f"new_{column.name}": _again(vault, column, blob)
            for column, blob in zip(columns, row[len(keys) :], strict=True)
        }
        for row in old
    ]
    with _histories_open(connection, rows):
        connection.execute(statement, changes)


def _again(vault: Vault, column: Column[Any], blob: bytes | None) -> bytes | None:
    if blob is None or vault.sealed_by_current_key(blob):
        return blob
    kind = column.type
    assert isinstance(kind, Sealed | SealedJSON)
    return vault.seal(vault.open(blob, context=kind.context), context=kind.context)


_GUARD = re.compile(r"TRIGGER (?:IF NOT EXISTS )?(\w+_(?:no_update|append_only)) ")


@contextmanager
def _histories_open(connection: Connection, rows: Table) -> Iterator[None]:
    """Lift an append-only guard inside this transaction only: sealing anew changes no content."""
    dialect = connection.dialect.name
    guards = {
        found.group(1): statement
        for statement in triggers.STATEMENTS[dialect].get(rows.name, ())
        if (found := _GUARD.search(statement))
    }
    for name in guards:
        where = f" ON {rows.name}" if dialect == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER {name}{where}")
    yield
    for statement in guards.values():
        connection.exec_driver_sql(statement)


async def seal_contents(
    db: Database, files: Files, progress: Callable[[str, int], None] = lambda name, done: None
) -> int:
    """Seal the contents of before sealing, one after the other; the clear ones are swept by retention.

    May be stopped and run again. A content that is gone is left to `doctor`.
    """
    done = last = 0
    while True:
        async with db.reading() as session:
            clear = await files.unsealed(session, after=last)
        if clear is None:
            return done
        last = clear.id
        if not clear.path.exists():
            continue
        saved = await files.save(
            clear.chunks(), name=clear.name, limit=clear.size, mime=clear.mime, kind=clear.kind
        )
        async with db.writing() as session:
            await files.point(session, clear.id, saved)
        done += 1
        progress("contents", done)

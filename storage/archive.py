"""A backup in one file that either engine can read back: every table as JSON lines, every file, and a manifest.

Taken from one unchanging view while the office works on. The whole is sealed under a key of its own, which the office's
key seals at its head: an archive is worth nothing without the office's keys, so keep those elsewhere. Moving from
SQLite to PostgreSQL is a backup here and a restore there.
"""

import asyncio
import base64
import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, Date, Integer, LargeBinary, Table, bindparam, func, select, text, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel.sql.sqltypes import UTCDateTime

from casework import wording
from storage import migrate, sealing
from storage.database import Database
from storage.files import Files
from storage.tables import metadata
from storage.tables.chat_rows import File
from storage.upsert import table
from storage.vault import Sealed, SealedJSON, VaultError, installed

FORMAT = 2
MAGIC = b"JJBACKUP"
TABLES, CONTENTS = "tables/", "files/"
BATCH = 500

Progress = Callable[[str, int], None]
"""Told the name of the part and how many rows or files of it are done."""


class CannotRestore(Exception):
    """The archive does not fit: damaged, of another version, or the database is not empty. Says why."""

    def __init__(self, key: str, **arguments: Any) -> None:
        self.sentence = wording.text(key, **arguments)
        super().__init__(self.sentence)


@dataclass
class Manifest:
    """What an archive holds; written last, read first."""

    revision: str
    made_at: str
    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each table's lines."""
    files: int = 0
    missing: int = 0
    """Contents that a row points to and the folder does not have."""
    format: int = FORMAT


async def backup(
    db: Database, files: Files, target: Path, now: datetime, progress: Progress = lambda name, done: None
) -> Manifest:
    """Write an archive to `target` (mode 0600), whole or not at all: it gets its name when it is durable."""
    partial = target.with_name(f"{target.name}.partial")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            sealer = _sealer(out)
            with tarfile.open(fileobj=sealer, mode="w|") as tar:  # type: ignore[call-overload]
                manifest = await _write(db, files, tar, now, progress)
            sealer.finish()
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _sealer(out: IO[bytes]) -> sealing.Sealer:
    """Begin an archive: its head holds its key, sealed."""
    key = sealing.new_key()
    head = installed().seal(base64.b64encode(key).decode(), context="archive")
    out.write(MAGIC + len(head).to_bytes(2, "big") + head)
    return sealing.Sealer(out, key)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    """An archive for reading in order. Raises `CannotRestore` when it is none, or under other keys."""
    with source.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise CannotRestore("storage-archive-damaged", part=source.name)
        head = file.read(int.from_bytes(file.read(2), "big"))
        key = base64.b64decode(installed().open(head, context="archive"))
        with sealing.Opened(file, key, -1) as content, tarfile.open(fileobj=content, mode="r|") as tar:
            yield tar


async def _write(
    db: Database, files: Files, tar: tarfile.TarFile, now: datetime, progress: Progress
) -> Manifest:
    async with db.reading() as session:
        connection = await session.connection()
        revision: str | None = await connection.run_sync(migrate.current)
        manifest = Manifest(revision or "", now.isoformat())
        for rows in metadata.sorted_tables:
            await _write_table(session, rows, tar, manifest, progress)
        kept = table(File)
        wanted = list(
            await session.scalars(select(kept.c.place).where(kept.c.erased_at.is_(None)).distinct())
        )
    for done, place in enumerate(wanted, start=1):
        path = files.path(place)
        if path.exists():
            await asyncio.to_thread(tar.add, path, f"{CONTENTS}{place}")
            manifest.files += 1
        else:
            manifest.missing += 1
        progress("contents", done)
    with tempfile.TemporaryFile() as content:
        content.write(json.dumps(vars(manifest), ensure_ascii=False, indent=1).encode())
        _add(tar, "manifest.json", content)
    return manifest


async def _write_table(
    session: AsyncSession, rows: Table, tar: tarfile.TarFile, manifest: Manifest, progress: Progress
) -> None:
    digest, count = hashlib.sha256(), 0
    with tempfile.TemporaryFile() as lines:
        async for row in _rows(session, rows):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            lines.write(line)
            count += 1
            if count % BATCH == 0:
                progress(rows.name, count)
        await asyncio.to_thread(_add, tar, f"{TABLES}{rows.name}.jsonl", lines)
    manifest.rows[rows.name], manifest.digests[rows.name] = count, digest.hexdigest()
    progress(rows.name, count)


async def _rows(session: AsyncSession, rows: Table) -> AsyncIterator[dict[str, Any]]:
    columns = [_plain(column) for column in rows.columns]
    names = [column.name for column in rows.columns]
    ordered = select(*columns).order_by(*rows.primary_key.columns).execution_options(yield_per=BATCH)
    async for row in await session.stream(ordered):
        yield {name: _written(value) for name, value in zip(names, row, strict=True)}


def _plain(column: Column[Any]) -> Any:
    """The column as it is stored: sealed values are copied, not opened."""
    if isinstance(column.type, Sealed | SealedJSON):
        return type_coerce(column, LargeBinary).label(column.name)
    return column


def _written(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = content.tell()
    entry.mode = 0o600
    content.seek(0)
    tar.addfile(entry, content)


def read_manifest(source: Path) -> Manifest:
    """What an archive holds, after checking each table's lines. Raises `CannotRestore` when it is damaged."""
    digests: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        with _opened(source) as tar:
            for entry in tar:
                if entry.name == "manifest.json":
                    manifest = Manifest(**json.load(_member(tar, entry)))
                elif entry.name.startswith(TABLES):
                    digests[_table_of(entry)] = _digest(_member(tar, entry))
    except (tarfile.TarError, VaultError, OSError, ValueError, TypeError, KeyError, EOFError) as error:
        raise CannotRestore("storage-archive-damaged", part=type(error).__name__) from error
    if manifest is None or manifest.digests != digests:
        raise CannotRestore("storage-archive-damaged", part="manifest.json")
    return manifest


async def restore(
    db: Database, files: Files, source: Path, progress: Progress = lambda name, done: None
) -> Manifest:
    """Read an archive into an empty database and its folder; everything of the database in one transaction.

    Raises `CannotRestore` before anything was written: damaged, another schema, or not empty.
    """
    manifest = await asyncio.to_thread(read_manifest, source)
    if manifest.revision != migrate.head() or set(manifest.rows) != set(metadata.tables):
        raise CannotRestore("storage-archive-revision", made=manifest.revision, ours=migrate.head() or "")
    await db.migrate()
    with _opened(source) as tar:
        async with db.writing() as session:
            await _refuse_unless_empty(session)
            for done, entry in enumerate(tar):
                if entry.name.startswith(TABLES):
                    await _fill(session, metadata.tables[_table_of(entry)], _member(tar, entry), progress)
                elif entry.name.startswith(CONTENTS):
                    await files.take_over(entry.name.removeprefix(CONTENTS), _member(tar, entry))
                    progress("contents", done)
            await _finish(session)
    return manifest


async def _refuse_unless_empty(session: AsyncSession) -> None:
    for rows in metadata.sorted_tables:
        if await session.scalar(select(func.count()).select_from(rows)):
            raise CannotRestore("storage-archive-not-empty", table=rows.name)


async def _fill(session: AsyncSession, rows: Table, lines: IO[bytes], progress: Progress) -> None:
    connection = await session.connection()
    statement = rows.insert().values({column.name: _raw_bind(column) for column in rows.columns})
    done = 0
    for batch in _batches(_parents_first(rows, (json.loads(line) for line in lines))):
        await connection.execute(statement, [_read(rows, row) for row in batch])
        done += len(batch)
        progress(rows.name, done)


def _raw_bind(column: Column[Any]) -> Any:
    raw = isinstance(column.type, Sealed | SealedJSON)
    return bindparam(f"v_{column.name}", type_=LargeBinary() if raw else column.type)


def _read(rows: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {f"v_{column.name}": _value(column, row[column.name]) for column in rows.columns}


def _value(column: Column[Any], written: Any) -> Any:
    if isinstance(written, dict) and set(written) == {"base64"}:
        return base64.b64decode(written["base64"])
    if isinstance(column.type, UTCDateTime) and written is not None:
        return datetime.fromisoformat(written)
    if isinstance(column.type, Date) and written is not None:
        return date.fromisoformat(written)
    return written


def _parents_first(rows: Table, all_rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows that point into their own table come after the row they point to."""
    own = [key.parent.name for key in rows.foreign_keys if key.column.table is rows]
    if not own:
        yield from all_rows
        return
    waiting, known = list(all_rows), set[Any]()
    while waiting:
        ready = [row for row in waiting if all(row[name] is None or row[name] in known for name in own)]
        if not ready:  # a circle, which the database will name
            ready = waiting
        yield from ready
        known.update(row["id"] for row in ready)
        waiting = [row for row in waiting if row["id"] not in known]


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


async def _finish(session: AsyncSession) -> None:
    """What is not in rows: PostgreSQL's counters, SQLite's word index."""
    if session.get_bind().dialect.name == "sqlite":
        await session.execute(text("INSERT INTO case_terms_fts(case_terms_fts) VALUES ('rebuild')"))
        return
    for rows in metadata.sorted_tables:
        (first, *others) = rows.primary_key.columns
        if others or not isinstance(first.type, Integer):
            continue
        sequence = await session.scalar(select(func.pg_get_serial_sequence(rows.name, first.name)))
        highest = await session.scalar(select(func.max(first)))
        if sequence and highest and highest > 0:
            await session.execute(select(func.setval(sequence, highest)))


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(1024 * 1024):
        digest.update(chunk)
    return digest.hexdigest()


def _table_of(entry: tarfile.TarInfo) -> str:
    return entry.name.removeprefix(TABLES).removesuffix(".jsonl")


def _member(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    found = tar.extractfile(entry)
    if found is None:
        raise KeyError(entry.name)
    return found

"""A backup in one file that either engine can read back: every table as JSON lines, every file, and a manifest.

Taken from one unchanging view while the office works on. Sealed values stay sealed, so an archive needs no key to
be made, and is worth nothing without the keys: keep those elsewhere. Moving from SQLite to PostgreSQL is a
backup here and a restore there.
"""

import asyncio
import base64
import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, Date, Integer, LargeBinary, Table, bindparam, func, select, text, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel.sql.sqltypes import UTCDateTime

from casework import wording
from storage import migrate
from storage.database import Database
from storage.files import Files
from storage.tables import metadata
from storage.tables.chat_rows import File
from storage.upsert import table
from storage.vault import Sealed, SealedJSON

FORMAT = 1
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
            with tarfile.open(fileobj=out, mode="w") as tar:
                manifest = await _write(db, files, tar, now, progress)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


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
            await session.scalars(select(kept.c.sha256).where(kept.c.erased_at.is_(None)).distinct())
        )
    for done, sha256 in enumerate(wanted, start=1):
        path = files.path(sha256)
        if path.exists():
            await asyncio.to_thread(tar.add, path, f"files/{sha256}")
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
        await asyncio.to_thread(_add, tar, f"tables/{rows.name}.jsonl", lines)
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
    try:
        with tarfile.open(source) as tar:
            manifest = Manifest(**json.load(_member(tar, "manifest.json")))
            for name, digest in manifest.digests.items():
                if _digest(_member(tar, f"tables/{name}.jsonl")) != digest:
                    raise CannotRestore("storage-archive-damaged", part=name)
            return manifest
    except (tarfile.TarError, ValueError, TypeError, KeyError, EOFError) as error:
        raise CannotRestore("storage-archive-damaged", part=type(error).__name__) from error


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
    with tarfile.open(source) as tar:
        async with db.writing() as session:
            await _refuse_unless_empty(session)
            for rows in metadata.sorted_tables:
                await _fill(session, rows, _member(tar, f"tables/{rows.name}.jsonl"), progress)
            await _finish(session)
            await _unpack(tar, files, progress)
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


async def _unpack(tar: tarfile.TarFile, files: Files, progress: Progress) -> None:
    done = 0
    for entry in tar:
        if not entry.name.startswith("files/"):
            continue
        saved = await files.save(_chunks(_member(tar, entry.name)), name="", limit=entry.size)
        if saved.sha256 != entry.name.removeprefix("files/"):
            raise CannotRestore("storage-archive-damaged", part=entry.name)
        done += 1
        progress("contents", done)


async def _chunks(content: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := await asyncio.to_thread(content.read, 1024 * 1024):
        yield chunk


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(1024 * 1024):
        digest.update(chunk)
    return digest.hexdigest()


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    found = tar.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found

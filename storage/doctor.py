"""Looking the storage over: each finding says what is wrong and how to mend it."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, text

from casework import signatures, wording
from storage import file_modes, migrate, outbox, roots, rotation
from storage.database import CannotStore, Database
from storage.files import Files
from storage.tables.outbox_rows import Poisoned
from storage.upsert import table
from storage.vault import Vault, VaultError

SAFE_SQLITE = (3, 51, 3)
"""Before it, two connections that checkpoint at the same moment could corrupt a WAL file
(https://sqlite.org/wal.html, "the WAL-reset bug"); one writer in one process avoids the moment."""

LEAST_ROOM = 500 * 1024 * 1024
"""Bytes free on the data disk below which we warn."""

LATE = timedelta(minutes=10)
"""A message that is due for longer means that nobody delivers."""


class Severity(StrEnum):
    """How a finding ends: fine, worth a look, or broken."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `sentence` says how it is and, when not fine, what to do."""

    check: str
    level: Severity
    sentence: str


def _found(check: str, level: Severity, key: str, **arguments: Any) -> Finding:
    return Finding(check, level, wording.text(f"storage-doctor-{key}", **arguments))


async def examine(
    db: Database, files: Files, load_vault: Callable[[], Vault], now: datetime, *, deep: bool = False
) -> list[Finding]:
    """Everything at once. `deep` also reads every sealed value's key and every file's content: slow."""
    found = [_keys(load_vault), *await _disk(files), await asyncio.to_thread(_closed, db, files)]
    try:
        found += [await _schema(db)]
        if found[-1].level is not Severity.ERROR:
            found += [each async for each in _database(db)]
            found += [each async for each in _work(db, now)]
            found += [each async for each in _contents(db, files, load_vault, deep)]
            found += [each async for each in _history(db, load_vault, deep)]
    except CannotStore as error:
        found.append(_found("database", Severity.ERROR, "unreachable", why=error.cause))
    return found


def _keys(load_vault: Callable[[], Vault]) -> Finding:
    try:
        load_vault()
    except VaultError as error:
        return _found("keys", Severity.ERROR, "keys", why=str(error))
    return _found("keys", Severity.OK, "keys-ok")


async def _disk(files: Files) -> list[Finding]:
    def look() -> list[Finding]:
        try:
            files.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return [_found("folder", Severity.ERROR, "folder", folder=str(files.root), why=str(error))]
        if not os.access(files.root, os.W_OK):
            return [_found("folder", Severity.ERROR, "folder", folder=str(files.root), why="read-only")]
        room = shutil.disk_usage(files.root).free
        megabytes = room // (1024 * 1024)
        if room < LEAST_ROOM:
            return [_found("disk", Severity.WARNING, "disk", room=megabytes)]
        return [_found("disk", Severity.OK, "disk-ok", room=megabytes)]

    return await asyncio.to_thread(look)


def _closed(db: Database, files: Files) -> Finding:
    """Whether anybody else on the machine may read what is kept."""
    wide = file_modes.loose(file_modes.ours(db.path, files.root.parent))
    if wide:
        return _found("modes", Severity.WARNING, "modes", paths=", ".join(str(path) for path in wide))
    return _found("modes", Severity.OK, "modes-ok")


async def _schema(db: Database) -> Finding:
    if db.path is not None and not db.path.exists():
        return _found("schema", Severity.ERROR, "schema", ours=migrate.head() or "", theirs="-")
    theirs, ours = await db.revision(), migrate.head()
    if theirs != ours:
        return _found("schema", Severity.ERROR, "schema", ours=ours or "", theirs=theirs or "-")
    return _found("schema", Severity.OK, "schema-ok", ours=ours or "")


async def _database(db: Database) -> AsyncIterator[Finding]:
    async with db.reading() as session:
        if db.dialect == "sqlite":
            answer = str(await session.scalar(text("PRAGMA quick_check(1)")))
            if answer != "ok":
                yield _found("database", Severity.ERROR, "damaged", why=answer)
            else:
                yield _found("database", Severity.OK, "database-ok", name=f"SQLite {sqlite3.sqlite_version}")
            if sqlite3.sqlite_version_info < SAFE_SQLITE:
                yield _found("sqlite", Severity.WARNING, "sqlite-old", version=sqlite3.sqlite_version)
            return
        encoding = str(await session.scalar(text("SHOW server_encoding")))
        version = str(await session.scalar(text("SHOW server_version")))
        if encoding != "UTF8":
            yield _found("database", Severity.ERROR, "encoding", encoding=encoding)
        else:
            yield _found("database", Severity.OK, "database-ok", name=f"PostgreSQL {version}")


async def _work(db: Database, now: datetime) -> AsyncIterator[Finding]:
    async with db.reading() as session:
        waiting = await outbox.pending(session)
        oldest = await outbox.oldest(session, now)
        counts = await outbox.counts(session)
        poisoned = await session.scalar(select(func.count()).select_from(table(Poisoned))) or 0
    if oldest is not None and now - oldest > LATE:
        minutes = int((now - oldest).total_seconds() // 60)
        yield _found("outbox", Severity.WARNING, "outbox-late", waiting=waiting, minutes=minutes)
    else:
        yield _found("outbox", Severity.OK, "outbox-ok", waiting=waiting)
    if counts["failed"] or counts["uncertain"] or counts["blocked"]:
        given_up = {name: counts[name] for name in ("failed", "uncertain", "blocked")}
        yield _found("delivery", Severity.WARNING, "delivery", **given_up)
    if poisoned:
        yield _found("updates", Severity.WARNING, "poisoned", poisoned=poisoned)


async def _contents(
    db: Database, files: Files, load_vault: Callable[[], Vault], deep: bool
) -> AsyncIterator[Finding]:
    async with db.reading() as session:
        faults = [fault async for fault in files.missing(session, read=deep)]
    if faults:
        listed = ", ".join(f"{number}: {fault}" for number, fault in faults[:5])
        yield _found("files", Severity.ERROR, "files", faults=len(faults), listed=listed)
    else:
        yield _found("files", Severity.OK, "files-ok")
    if not deep:
        return
    try:
        vault = load_vault()
    except VaultError:
        return  # said already
    used = await rotation.keys_in_use(db)
    lost = sorted(set(used) - vault.keys)
    old = sorted(set(used) & vault.keys - {vault.sealing_key})
    if lost:
        yield _found("keys", Severity.ERROR, "keys-lost", names=", ".join(lost))
    if old:
        yield _found("keys", Severity.WARNING, "keys-old", names=", ".join(old))


async def _history(db: Database, load_vault: Callable[[], Vault], deep: bool) -> AsyncIterator[Finding]:
    """What was signed; `deep` reads the full history of every case as well, else of one in a hundred."""
    try:
        key = signatures.public_key(load_vault().signing_secret())
    except VaultError:
        return  # said already
    checked = await roots.verify(db, key, portion=(0, 1) if deep else (0, 100))
    for sentence in checked.findings:
        yield Finding("history", Severity.ERROR, sentence)
    if checked.holds:
        yield _found("history", Severity.OK, "history-ok", roots=checked.roots, histories=checked.histories)

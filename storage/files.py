"""Files that people sent, kept byte for byte in a folder under their SHA-256.

The order makes a crash harmless: temp file, fsync, rename, fsync of the folder, only then the row. A crash
before the row leaves content that nobody points to, which retention sweeps; never a row without content.
"""

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.wording import text
from storage.sniffing import HEAD_BYTES, kind_of, mime_of
from storage.tables.chat_rows import File
from storage.troubles import CannotStore
from storage.upsert import table

TEMPORARY = "incoming"


class TooLarge(Exception):
    """The file has more bytes than allowed; nothing of it was kept. `sentence` is what the person reads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.sentence = text("storage-file-too-large", limit=limit // (1024 * 1024))
        super().__init__(f"more than {limit} bytes")


class EmptyFile(Exception):
    """The file has no bytes; `sentence` is what the person reads."""

    def __init__(self) -> None:
        self.sentence = text("storage-file-empty")
        super().__init__("no bytes")


@dataclass(frozen=True)
class Saved:
    """Content that is safely on disk, not yet pointed to by a row."""

    sha256: str
    size: int
    path: Path
    name: str
    mime: str
    kind: str  # photo | document | voice | video | audio


@dataclass(frozen=True)
class Stored:
    """A file on record. The name is as the person gave it: never use it as a path."""

    id: int
    sha256: str
    size: int
    path: Path
    name: str
    mime: str
    kind: str
    channel: str
    remote_id: str


class Files:
    """The folder of contents: `<root>/ab/cd/<sha256>`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    async def save(
        self,
        chunks: AsyncIterable[bytes],
        *,
        name: str,
        limit: int,
        mime: str = "",
        kind: str | None = None,
    ) -> Saved:
        """Keep the bytes as they come. `mime` and `kind` are the sender's claim; what the bytes say wins.

        Raises `TooLarge` beyond `limit` bytes, `EmptyFile`, and `CannotStore` when the disk is full; then
        nothing is left behind. The memory used does not depend on the size.
        """
        incoming = self.root / TEMPORARY / secrets.token_hex(16)
        try:
            digest, size, head = await _receive(chunks, incoming, limit)
            path = self.path(digest)
            await asyncio.to_thread(_settle, incoming, path)
        except OSError as error:
            raise CannotStore(text("storage-cannot"), cause=f"{type(error).__name__}: {error}") from error
        finally:
            await asyncio.shield(asyncio.to_thread(incoming.unlink, missing_ok=True))
        found = mime_of(head, name, mime)
        return Saved(digest, size, path, name, found, kind_of(found, kind))

    async def record(
        self, session: AsyncSession, saved: Saved, *, channel: str, remote_id: str = "", now: datetime
    ) -> int:
        """Point to content from a new row; returns the file's id."""
        row = {
            "sha256": saved.sha256,
            "size": saved.size,
            "name": saved.name,
            "mime": saved.mime[:100],
            "kind": saved.kind,
            "channel": channel,
            "remote_id": remote_id,
            "created_at": now,
        }
        made = await session.execute(table(File).insert().values(**row).returning(table(File).c.id))
        return int(made.scalar_one())

    async def open(self, session: AsyncSession, file_id: int) -> Stored | None:
        """The file of an id; None when there is none, or it was erased."""
        return self._stored(await session.get(File, file_id))

    async def of_remote(self, session: AsyncSession, channel: str, remote_id: str) -> Stored | None:
        """The file that this channel knows under its own id, so that it is fetched only once."""
        rows = table(File)
        statement = select(File).where(rows.c.channel == channel, rows.c.remote_id == remote_id)
        statement = statement.where(rows.c.erased_at.is_(None)).order_by(rows.c.id.desc()).limit(1)
        return self._stored(await session.scalar(statement))

    async def erase(self, session: AsyncSession, file_id: int, now: datetime) -> None:
        """Forget a file: its name goes now, its content when no other row points to it (see `sweep`)."""
        rows = table(File)
        statement = update(rows).where(rows.c.id == file_id).values(name="", remote_id="", erased_at=now)
        await session.execute(statement)

    async def sweep(self, session: AsyncSession, older_than: float) -> int:
        """Delete contents that no row points to and uploads that never ended; returns how many.

        `older_than` is a modification time in seconds: content of a turn that is still open is younger.
        """
        gone = 0
        for path in await asyncio.to_thread(lambda: list(self._old(older_than))):
            if path.parent.name != TEMPORARY and await _wanted(session, path.name):
                continue
            await asyncio.to_thread(path.unlink, missing_ok=True)
            gone += 1
        return gone

    async def missing(self, session: AsyncSession, *, read: bool = True) -> AsyncIterator[tuple[int, str]]:
        """Rows whose content is not there or has another size: (file id, what is wrong).

        With `read`, every content is read and compared with its SHA-256 as well.
        """
        rows = table(File)
        statement = select(rows.c.id, rows.c.sha256, rows.c.size).where(rows.c.erased_at.is_(None))
        async for row in await session.stream(statement.order_by(rows.c.id)):
            sha256 = row.sha256 if read else ""
            wrong = await asyncio.to_thread(_fault, self.path(row.sha256), sha256, row.size)
            if wrong:
                yield row.id, wrong

    def path(self, sha256: str) -> Path:
        """Where the content of this fingerprint lies."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def _stored(self, row: File | None) -> Stored | None:
        if row is None or row.erased_at is not None:
            return None
        assert row.id is not None
        return Stored(
            row.id,
            row.sha256,
            row.size,
            self.path(row.sha256),
            row.name,
            row.mime,
            row.kind,
            row.channel,
            row.remote_id,
        )

    def _old(self, older_than: float) -> Iterator[Path]:
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = Path(folder) / name
                if path.stat().st_mtime < older_than:
                    yield path


async def _wanted(session: AsyncSession, sha256: str) -> bool:
    rows = table(File)
    statement = select(func.count()).where(rows.c.sha256 == sha256, rows.c.erased_at.is_(None))
    return bool(await session.scalar(statement))


async def _receive(chunks: AsyncIterable[bytes], incoming: Path, limit: int) -> tuple[str, int, bytes]:
    """Write what comes, at most `limit` bytes, and make it durable: (SHA-256, size, first bytes)."""
    digest, size, head = hashlib.sha256(), 0, b""
    out = await asyncio.to_thread(_create, incoming)
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise TooLarge(limit)
            digest.update(chunk)
            head = head if len(head) >= HEAD_BYTES else (head + chunk)[:HEAD_BYTES]
            await asyncio.to_thread(out.write, chunk)
        if not size:
            raise EmptyFile
        await asyncio.to_thread(_make_durable, out)
    finally:
        await asyncio.shield(asyncio.to_thread(out.close))
    return digest.hexdigest(), size, head


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0)


def _make_durable(out: BinaryIO) -> None:
    os.fsync(out.fileno())


def _settle(incoming: Path, path: Path) -> None:
    """Give the content its name. Folders are fsynced from the inside out, new ones with their parents."""
    fresh = [folder for folder in (path.parent, path.parent.parent) if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    incoming.replace(path)
    _sync_folder(path.parent)
    for folder in fresh:
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fault(path: Path, sha256: str, size: int) -> str:
    if not path.exists():
        return "missing"
    if path.stat().st_size != size:
        return "wrong size"
    if not sha256:
        return ""
    with path.open("rb") as content:
        return "" if hashlib.file_digest(content, "sha256").hexdigest() == sha256 else "altered"

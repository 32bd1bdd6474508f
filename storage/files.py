"""Files that people sent or that we made: kept byte for byte, sealed on disk, each under a key of its own.

The key lies sealed in the file's row, so that changing the office's key re-seals rows and touches no content, and
erasing a row makes its content unreadable wherever a copy lies. Names on disk are drawn by lot: nothing of a folder
says what is in it or who sent it. The order makes a crash harmless: temp file, fsync, rename, fsync of the folder,
only then the row. A crash before the row leaves content that nobody points to, which retention sweeps; never a row
without content.
"""

import asyncio
import base64
import os
import re
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.wording import text
from storage import contents, sealing
from storage.contents import EmptyFile, TooLarge
from storage.sniffing import kind_of, mime_of
from storage.tables.chat_rows import File
from storage.troubles import CannotStore
from storage.untraceable import day, lot
from storage.upsert import table

__all__ = ["EmptyFile", "Files", "Saved", "Stored", "TooLarge"]

TEMPORARY = "incoming"


@dataclass(frozen=True)
class Saved:
    """Content that is safely on disk, sealed, not yet pointed to by a row. `size` and `sha256` are the content's."""

    place: str
    key: bytes = field(repr=False)
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
    place: str
    key: bytes | None = field(repr=False)
    """None for a file of before sealing, which lies in the clear until `seal_old` has come to it."""
    sha256: str
    size: int
    path: Path
    name: str
    mime: str
    kind: str
    channel: str
    remote_id: str

    def open(self) -> BinaryIO:
        """The content for reading in order; call it in a thread. Raises `OSError` when it is gone or was altered."""
        return contents.opened(self.path, self.key, self.size)

    async def chunks(self, size: int = sealing.CHUNK) -> AsyncIterator[bytes]:
        """The content piece by piece, read beside the loop."""
        source = await asyncio.to_thread(self.open)
        try:
            while chunk := await asyncio.to_thread(source.read, size):
                yield chunk
        finally:
            await asyncio.shield(asyncio.to_thread(source.close))


class Files:
    """The folder of contents: `<root>/ab/cd/<place>`, where a place is 32 hex digits drawn by lot."""

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
        place, key = secrets.token_hex(16), sealing.new_key()
        incoming, path = self.root / TEMPORARY / place, self.path(place)
        try:
            digest, size, head = await contents.receive(chunks, incoming, limit, key)
            await asyncio.to_thread(contents.settle, incoming, path)
        except OSError as error:
            raise CannotStore(text("storage-cannot"), cause=f"{type(error).__name__}: {error}") from error
        finally:
            await asyncio.shield(asyncio.to_thread(incoming.unlink, missing_ok=True))
        found = mime_of(head, name, mime)
        return Saved(place, key, digest, size, path, name, found, kind_of(found, kind))

    async def record(
        self,
        session: AsyncSession,
        saved: Saved,
        *,
        channel: str,
        remote_id: str = "",
        now: datetime,
        expires_at: datetime | None = None,
    ) -> int:
        """Point to content from a new row; returns the file's id. What we made for somebody to take away (an export,
        a document) expires: it can be made again."""
        row = {
            "id": lot(),
            "place": saved.place,
            "key": base64.b64encode(saved.key).decode(),
            "sha256": saved.sha256,
            "size": saved.size,
            "name": saved.name,
            "mime": saved.mime[:100],
            "kind": saved.kind,
            "channel": channel,
            "remote_id": remote_id or None,
            "created_at": day(now),
            "expires_at": expires_at,
        }
        made = await session.execute(table(File).insert().values(**row).returning(table(File).c.id))
        return int(made.scalar_one())

    async def open(self, session: AsyncSession, file_id: int) -> Stored | None:
        """The file of an id; None when there is none, or it was erased."""
        return self._stored(await session.get(File, file_id))

    async def erase(self, session: AsyncSession, file_id: int, now: datetime) -> None:
        """Forget a file: its name, its key and its fingerprint go now, its content at the next `sweep`."""
        rows = table(File)
        forgotten = {"name": "", "remote_id": None, "key": None, "sha256": None, "erased_at": now}
        await session.execute(update(rows).where(rows.c.id == file_id).values(**forgotten))

    async def expired(self, session: AsyncSession, now: datetime, limit: int = 500) -> list[int]:
        """The ids of the files whose time is over."""
        rows = table(File)
        over = (rows.c.expires_at <= now, rows.c.erased_at.is_(None))
        return [int(each) for each in await session.scalars(select(rows.c.id).where(*over).limit(limit))]

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

        With `read`, every content is opened, read and compared with its SHA-256 as well.
        """
        rows = table(File)
        wanted = select(rows.c.id, rows.c.place, rows.c.size, rows.c.key.is_(None).label("clear"))
        async for row in await session.stream(wanted.where(rows.c.erased_at.is_(None)).order_by(rows.c.id)):
            wrong = await asyncio.to_thread(_fault, self.path(row.place), row.size, row.clear)
            if read and not wrong and (stored := await self.open(session, row.id)) is not None:
                wrong = await asyncio.to_thread(_altered, stored)
            if wrong:
                yield row.id, wrong

    async def unsealed(self, session: AsyncSession, after: int = 0) -> Stored | None:
        """The next file of before sealing, which lies in the clear; None when there is none."""
        rows = table(File)
        clear = (rows.c.key.is_(None), rows.c.erased_at.is_(None), rows.c.id > after)
        return self._stored(await session.scalar(select(File).where(*clear).order_by(rows.c.id).limit(1)))

    async def point(self, session: AsyncSession, file_id: int, saved: Saved) -> None:
        """Let a row point to the same content, sealed; the clear one is swept."""
        rows, key = table(File), base64.b64encode(saved.key).decode()
        await session.execute(update(rows).where(rows.c.id == file_id).values(place=saved.place, key=key))

    async def take_over(self, place: str, content: IO[bytes]) -> None:
        """Put back what a backup holds, as it lay there. Raises `ValueError` for a name that is no place."""
        if not re.fullmatch(r"[0-9a-f]{32,64}", place):
            raise ValueError("not a place of a content")
        await asyncio.to_thread(contents.copy, content, self.root / TEMPORARY / place, self.path(place))

    def path(self, place: str) -> Path:
        """Where the content of this place lies."""
        return self.root / place[:2] / place[2:4] / place

    def _stored(self, row: File | None) -> Stored | None:
        if row is None or row.erased_at is not None:
            return None
        assert row.id is not None
        return Stored(
            row.id,
            row.place,
            base64.b64decode(row.key) if row.key is not None else None,
            row.sha256 or "",
            row.size,
            self.path(row.place),
            row.name,
            row.mime,
            row.kind,
            row.channel,
            row.remote_id or "",
        )

    def _old(self, older_than: float) -> Iterator[Path]:
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = Path(folder) / name
                if path.stat().st_mtime < older_than:
                    yield path


async def _wanted(session: AsyncSession, place: str) -> bool:
    rows = table(File)
    statement = select(func.count()).where(rows.c.place == place, rows.c.erased_at.is_(None))
    return bool(await session.scalar(statement))


def _fault(path: Path, size: int, clear: bool) -> str:
    if not path.exists():
        return "missing"
    return "" if path.stat().st_size == (size if clear else sealing.sealed_size(size)) else "wrong size"


def _altered(stored: Stored) -> str:
    try:
        with stored.open() as content:
            same = contents.fingerprint(content) == stored.sha256
    except sealing.BadSeal:
        same = False
    return "" if same else "altered"

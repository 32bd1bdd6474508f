"""Contents on disk: received, sealed, made durable, and only then given their name.

Temp file, fsync, rename, fsync of the folder: a crash leaves either nothing or the whole under its name.
"""

import asyncio
import hashlib
import os
import shutil
from collections.abc import AsyncIterable
from pathlib import Path
from typing import IO, BinaryIO

from casework.wording import text
from storage import sealing
from storage.sniffing import HEAD_BYTES


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


async def receive(
    chunks: AsyncIterable[bytes], incoming: Path, limit: int, key: bytes
) -> tuple[str, int, bytes]:
    """Seal what comes, at most `limit` bytes, and make it durable: (SHA-256, size, first bytes) of the content.

    Raises `TooLarge`, `EmptyFile`, and `OSError` when the disk is full.
    """
    digest, size, head = hashlib.sha256(), 0, b""
    out = await asyncio.to_thread(_create, incoming)
    sealer = sealing.Sealer(out, key)
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise TooLarge(limit)
            digest.update(chunk)
            head = head if len(head) >= HEAD_BYTES else (head + chunk)[:HEAD_BYTES]
            await asyncio.to_thread(sealer.write, chunk)
        if not size:
            raise EmptyFile
        await asyncio.to_thread(_finish, sealer, out)
    finally:
        await asyncio.shield(asyncio.to_thread(out.close))
    return digest.hexdigest(), size, head


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _finish(sealer: sealing.Sealer, out: BinaryIO) -> None:
    sealer.finish()
    _make_durable(out)


def _make_durable(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def settle(incoming: Path, path: Path) -> None:
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


def copy(content: IO[bytes], incoming: Path, path: Path) -> None:
    """Write a content as it is given, durably, under its name."""
    with _create(incoming) as out:
        shutil.copyfileobj(content, out, sealing.CHUNK)
        _make_durable(out)
    settle(incoming, path)


def opened(path: Path, key: bytes | None, size: int) -> BinaryIO:
    """The content for reading in order; without a key it lies in the clear, as before sealing."""
    if key is None:
        return path.open("rb")
    return sealing.open_sealed(path, key, size)


def fingerprint(content: BinaryIO) -> str:
    """The SHA-256 of a content, in hex."""
    digest = hashlib.sha256()
    while chunk := content.read(sealing.CHUNK):
        digest.update(chunk)
    return digest.hexdigest()

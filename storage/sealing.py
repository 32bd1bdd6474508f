"""Sealing what is too long for one value: files and backups, in chunks, so that memory does not grow with size.

A sealed stream is `JJS1` and then chunks of 64 KiB, each under AES-256-GCM with its place as the nonce, because every
stream has a key of its own that seals nothing else. The last chunk is marked as the last: a stream that was cut,
reordered or continued does not open. (The STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015.)
"""

import io
import secrets
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"JJS1"
CHUNK = 64 * 1024
TAG = 16
KEY_BYTES = 32
_MORE, _LAST = b"more", b"last"


class BadSeal(OSError):
    """A sealed stream was altered, cut, or is under another key; never carries its content."""


class Sink(Protocol):
    """Where sealed bytes go."""

    def write(self, data: bytes, /) -> object: ...


def new_key() -> bytes:
    """A key for one stream."""
    return secrets.token_bytes(KEY_BYTES)


def sealed_size(size: int) -> int:
    """How many bytes a content of this size has once it is sealed."""
    return len(MAGIC) + size + TAG * max(1, -(-size // CHUNK))


class Sealer:
    """Seals what is written, in order, into an open file. `finish` ends it; without that it does not open."""

    def __init__(self, out: Sink, key: bytes) -> None:
        self._out = out
        self._cipher = AESGCM(key)
        self._held = bytearray()
        self._place = 0
        out.write(MAGIC)

    def write(self, data: bytes) -> int:
        """Take the next bytes; the last chunk is held back until it is known whether it is the last."""
        self._held += data
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), _MORE)
            del self._held[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Seal what is held as the last chunk."""
        self._seal(bytes(self._held), _LAST)
        self._held.clear()

    def _seal(self, chunk: bytes, mark: bytes) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._place), chunk, mark))
        self._place += 1


class Opened(io.RawIOBase):
    """A sealed file as a readable one: sequential, and back to its start. Raises `BadSeal` at what is not as sealed."""

    def __init__(self, source: BinaryIO, key: bytes, size: int) -> None:
        """From where `source` stands. `size` is that of the content, in bytes; -1 where it is not known."""
        self._source = source
        self._start = source.tell()
        self._cipher = AESGCM(key)
        self._size = size
        self._plain = memoryview(b"")
        self._ahead = b""
        self._place = self._at = 0
        self._over = False
        self._rewind()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """To the start, or to the end to learn the size: what a client of HTTP does before it sends."""
        if whence == io.SEEK_END and offset == 0 and self._size >= 0:
            self._at = self._size
            return self._at
        if whence == io.SEEK_CUR and offset == 0:
            return self._at
        if whence != io.SEEK_SET or offset != 0:
            raise io.UnsupportedOperation("a sealed file is read in order")
        self._rewind()
        return 0

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        if not self._plain and not self._over:
            self._plain = self._next()
        taken = min(len(view), len(self._plain))
        view[:taken] = self._plain[:taken]
        self._plain = self._plain[taken:]
        self._at += taken
        return taken

    def close(self) -> None:
        self._source.close()
        super().close()

    def _rewind(self) -> None:
        self._source.seek(self._start)
        if self._source.read(len(MAGIC)) != MAGIC:
            raise BadSeal("not a sealed file")
        self._ahead = self._source.read(CHUNK + TAG)
        self._plain = memoryview(b"")
        self._place = self._at = 0
        self._over = False

    def _next(self) -> memoryview:
        chunk, self._ahead = self._ahead, self._source.read(CHUNK + TAG)
        self._over = not self._ahead
        try:
            plain = self._cipher.decrypt(_nonce(self._place), chunk, _LAST if self._over else _MORE)
        except (InvalidTag, ValueError):
            raise BadSeal("a sealed file was altered or cut") from None
        self._place += 1
        return memoryview(plain)


def open_sealed(path: Path, key: bytes, size: int = -1) -> io.BufferedReader:
    """A sealed file for reading. Raises `BadSeal` and the usual errors of a file."""
    return io.BufferedReader(Opened(path.open("rb"), key, size), CHUNK)


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")

"""What sealing files costs, and what a change of keys takes while people read.

Each content is sealed under a key of its own that lies sealed in its row; so a new master key rewrites rows and no
content. What was kept before there was sealing lies in the clear, and is sealed once, content by content.

Prints seconds and rates, and the ratios to plain writing and reading of the same bytes in the same run. The disk is
the one of the working directory; uploads are made durable (fsync) both ways.

    python -m bench.files_sealed [GB] [MB in the clear]
"""

import asyncio
import hashlib
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy import select, update

from bench.machine import Machine
from bot.clock import system_clock
from storage import rotation, vault
from storage.database import Database
from storage.files import Files, Saved
from storage.rows import table
from storage.vault import Vault

MB = 1024 * 1024
SIZE = 20 * MB
"""Of one file: the most that a citizen may send."""
PIECE = 64 * 1024
REPEATS = 9
CONTENT = os.urandom(SIZE)


async def pieces() -> AsyncIterator[bytes]:
    """The content as it comes from a browser."""
    for at in range(0, SIZE, PIECE):
        yield CONTENT[at : at + PIECE]


async def plain_upload(path: Path) -> None:
    """The same without sealing: hashed, written piece by piece, made durable."""
    digest = hashlib.sha256()
    with path.open("wb") as out:
        async for piece in pieces():
            digest.update(piece)
            await asyncio.to_thread(out.write, piece)
        await asyncio.to_thread(lambda: (out.flush(), os.fsync(out.fileno())))


async def plain_download(path: Path) -> None:
    """The same without opening a seal."""
    with path.open("rb") as source:
        while await asyncio.to_thread(source.read, PIECE):
            pass


async def kept(db: Database, files: Files) -> Saved:
    """A file that is on disk and on record."""
    saved = await files.save(pieces(), name="照片.bin", limit=SIZE)
    async with db.writing() as session:
        await files.record(session, saved, channel="web", now=system_clock())
    return saved


async def cost(db: Database, files: Files, folder: Path) -> None:
    """Upload and download, sealed over plain, in turns."""
    sealed_up, plain_up, sealed_down, plain_down = ([] for _ in range(4))  # type: list[float]
    for n in range(REPEATS):
        path = folder / f"plain{n}"
        for times, work in (
            (plain_up, lambda path=path: plain_upload(path)),
            (sealed_up, lambda: kept(db, files)),
        ):
            began = time.perf_counter()
            await work()  # type: ignore[operator]
            times.append(time.perf_counter() - began)
        began = time.perf_counter()
        await plain_download(path)
        plain_down.append(time.perf_counter() - began)
        async with db.reading() as session:
            stored = await files.open(session, (await ids(db))[-1])
        assert stored is not None
        began = time.perf_counter()
        async for _ in stored.chunks():
            pass
        sealed_down.append(time.perf_counter() - began)
        path.unlink()
    for name, sealed, plain in (("upload", sealed_up, plain_up), ("download", sealed_down, plain_down)):
        one, other = statistics.median(sealed), statistics.median(plain)
        print(f"{name}_20MB: sealed {one * 1e3:.0f} ms, plain {other * 1e3:.0f} ms, ratio {one / other:.2f}")


async def ids(db: Database) -> list[int]:
    """Every file on record, in the order of its id."""
    async with db.reading() as session:
        return [int(each) for each in await session.scalars(select(table("files").c.id))]


class Reading:
    """Somebody who reads files all the time; how long each took."""

    def __init__(self, db: Database, files: Files, of: list[int]) -> None:
        self.db, self.files, self.of, self.took = db, files, of, list[float]()

    async def run(self) -> None:
        """Until cancelled."""
        n = 0
        while True:
            began = time.perf_counter()
            async with self.db.reading() as session:
                stored = await self.files.open(session, self.of[n % len(self.of)])
            assert stored is not None
            digest = hashlib.sha256()
            async for chunk in stored.chunks():
                digest.update(chunk)
            assert digest.hexdigest() == stored.sha256, "a reader got something else"
            self.took.append(time.perf_counter() - began)
            n += 1


async def beside(reading: Reading, work: object) -> tuple[float, float]:
    """Do the work while somebody reads: its seconds, and the median of the reads beside it."""
    reading.took.clear()
    reader = asyncio.ensure_future(reading.run())
    began = time.perf_counter()
    await work  # type: ignore[misc]
    took = time.perf_counter() - began
    reader.cancel()
    await asyncio.gather(reader, return_exceptions=True)
    return took, statistics.median(reading.took or [0.0])


async def main(gigabytes: float, clear_mb: int) -> None:
    """Keep so much, change the key, seal what lies in the clear."""
    old = ("old", os.urandom(32))
    index = os.urandom(32)
    vault.install(Vault([old], index))
    with tempfile.TemporaryDirectory(dir=".") as place:
        folder = Path(place)
        db, files = Database.open(f"sqlite+aiosqlite:///{folder / 'bench.db'}"), Files(folder / "files")
        await db.migrate(lambda _: None)
        await cost(db, files, folder)
        while len(await ids(db)) * SIZE < gigabytes * 1024 * MB:
            await kept(db, files)
        count = len(await ids(db))
        reading = Reading(db, files, (await ids(db))[:40])
        _, alone = await beside(reading, asyncio.sleep(5))
        both = Vault([("new", os.urandom(32)), old], index)
        vault.install(both)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        took, busy = await beside(reading, rotation.rotate(db, both))
        print(
            f"rotated: {count} files, {count * SIZE / MB / 1024:.1f} GB, {took:.2f} s, {count / took:.0f} files/s"
        )
        print(f"keys_in_use: {await rotation.keys_in_use(db)}")
        print(f"read_20MB: alone {alone * 1e3:.0f} ms, beside rotation {busy * 1e3:.0f} ms")
        clear = (await ids(db))[: clear_mb * MB // SIZE]
        for each in clear:
            async with db.writing() as session:
                stored = await files.open(session, each)
                assert stored is not None
                stored.path.write_bytes(CONTENT)
                rows = table("files")
                await session.execute(update(rows).where(rows.c.id == each).values(key=None))
        took, busy = await beside(reading, rotation.seal_contents(db, files))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(
            f"sealed_of_before: {len(clear) * SIZE / MB:.0f} MB, {took:.1f} s, {len(clear) * SIZE / MB / took:.0f} MB/s"
        )
        print(f"read_20MB: beside sealing {busy * 1e3:.0f} ms; most memory grew by {grown / 1024:.0f} MB")
        await db.close()


async def measured() -> None:
    """With what the machine was like."""
    async with Machine() as machine:
        await main(
            float(sys.argv[1]) if len(sys.argv) > 1 else 0.3, int(sys.argv[2]) if len(sys.argv) > 2 else 100
        )
    for name, value in machine.told().items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    asyncio.run(measured())

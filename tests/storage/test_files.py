"""Files: byte for byte, durable before their row, refused at the limit without a trace, named by their content."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from storage import contents, rotation, sealing
from storage.database import Database
from storage.files import EmptyFile, Files, TooLarge
from storage.tables.chat_rows import File
from storage.troubles import CannotStore
from storage.upsert import table
from tests.storage.conftest import Count

MEGABYTE = 1024 * 1024
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(500)
OGG = b"OggS\x00\x02" + bytes(22) + b"\x01\x13OpusHead" + bytes(100)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


async def stream(content: bytes, size: int = 65536) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def everything(files: Files) -> list[Path]:
    return [path for path in files.root.rglob("*") if path.is_file()]


async def test_a_file_survives_byte_for_byte(db: Database, files: Files, now: datetime) -> None:
    content = os.urandom(3 * MEGABYTE + 17)
    saved = await files.save(stream(content), name="合同 扫描件.bin", limit=20 * MEGABYTE)
    async with db.writing() as session:
        number = await files.record(session, saved, channel="telegram", remote_id="AgAC", now=now)
    async with db.reading() as session:
        stored = await files.open(session, number)
        assert [fault async for fault in files.missing(session)] == []
    assert stored is not None
    assert stored.remote_id == "AgAC"
    assert b"".join([chunk async for chunk in stored.chunks()]) == content
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.path.stat().st_size == sealing.sealed_size(len(content))
    assert content[:64] not in stored.path.read_bytes()
    assert (stored.name, stored.size) == ("合同 扫描件.bin", len(content))
    assert stored.path.relative_to(files.root).parts == (stored.place[:2], stored.place[2:4], stored.place)


async def test_sixty_megabytes_are_refused_at_the_limit_and_leave_nothing(files: Files) -> None:
    asked = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal asked
        for _ in range(60):
            asked += 1
            yield bytes(MEGABYTE)

    with pytest.raises(TooLarge) as caught:
        await files.save(endless(), name="录像.mp4", limit=20 * MEGABYTE)
    assert "20 MB" in caught.value.sentence
    assert asked == 21, "no more is read than needed"
    assert everything(files) == []


async def test_exactly_the_limit_is_taken(files: Files) -> None:
    saved = await files.save(stream(bytes(MEGABYTE)), name="a", limit=MEGABYTE)
    assert saved.size == MEGABYTE


async def test_an_empty_file_and_a_broken_upload_leave_nothing(files: Files) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(EmptyFile):
        await files.save(stream(b""), name="a", limit=100)
    with pytest.raises((ConnectionResetError, CannotStore)):
        await files.save(broken(), name="a", limit=100)
    assert everything(files) == []


async def test_a_cancelled_upload_leaves_nothing(files: Files) -> None:
    started = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"half"
        started.set()
        await asyncio.Event().wait()

    saving = asyncio.ensure_future(files.save(slow(), name="a", limit=100))
    await started.wait()
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving
    assert everything(files) == []


async def test_a_full_disk_is_told_and_leaves_nothing(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(out: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contents, "_make_durable", full)
    with pytest.raises(CannotStore) as caught:
        await files.save(stream(b"abc"), name="a", limit=100)
    assert "没有存下来" in caught.value.sentence
    assert everything(files) == []


async def test_the_content_is_on_disk_before_it_has_its_name(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        order.append("sync folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "sync content")
        real_sync(handle)

    def replace(self: Path, target: Path) -> Path:
        order.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    await files.save(stream(b"abc"), name="a", limit=100)
    assert order[:3] == ["sync content", "rename", "sync folder"]
    assert set(order[3:]) == {"sync folder"}


async def test_the_same_content_twice_shows_nothing_in_common(
    db: Database, files: Files, now: datetime, count: Count
) -> None:
    for name in ("一.jpg", "二.jpg"):
        saved = await files.save(stream(JPEG), name=name, limit=MEGABYTE)
        async with db.writing() as session:
            await files.record(session, saved, channel="web", now=now)
    one, other = everything(files)
    assert hashlib.sha256(JPEG).hexdigest() not in (one.name, other.name)
    assert one.read_bytes()[4:40] != other.read_bytes()[4:40]
    assert await count(db, File) == 2


@pytest.mark.parametrize("size", [1, sealing.CHUNK - 1, sealing.CHUNK, sealing.CHUNK + 1, 3 * sealing.CHUNK])
def test_a_sealed_stream_is_opened_whole_or_not_at_all(tmp_path: Path, size: int) -> None:
    content, key, path = os.urandom(size), sealing.new_key(), tmp_path / "sealed"
    with path.open("wb") as out:
        sealer = sealing.Sealer(out, key)
        for start in range(0, size, 1000):
            sealer.write(content[start : start + 1000])
        sealer.finish()
    whole = path.read_bytes()
    assert len(whole) == sealing.sealed_size(size)
    with sealing.open_sealed(path, key, size) as opened:
        assert opened.seek(0, os.SEEK_END) == size
        assert opened.seek(0) == 0
        assert opened.read() == content
    block = sealing.CHUNK + sealing.TAG
    chunks = [whole[start : start + block] for start in range(4, len(whole), block)]
    forged = [whole[:-1], whole[:4], whole + chunks[-1], b"XXXX" + whole[4:], whole[:-1] + b"\0"]
    if len(chunks) > 1:
        forged += [whole[:4] + b"".join(chunks[:-1]), whole[:4] + b"".join([*chunks[1:], chunks[0]])]
    for bad in forged:
        if bad != whole:
            path.write_bytes(bad)
            with pytest.raises(sealing.BadSeal), sealing.open_sealed(path, key) as opened:
                opened.read()
    path.write_bytes(whole)
    with pytest.raises(sealing.BadSeal), sealing.open_sealed(path, sealing.new_key()) as opened:
        opened.read()


async def test_a_file_of_before_sealing_is_read_and_then_sealed(
    db: Database, files: Files, now: datetime
) -> None:
    digest = hashlib.sha256(JPEG).hexdigest()
    clear = files.path(digest)
    clear.parent.mkdir(parents=True)
    clear.write_bytes(JPEG)
    row = {"place": digest, "sha256": digest, "size": len(JPEG), "name": "旧.jpg", "mime": "image/jpeg",
           "kind": "photo", "channel": "web", "remote_id": "", "created_at": now}  # fmt: skip
    async with db.writing() as session:
        number = await session.scalar(table(File).insert().values(**row).returning(table(File).c.id))
    for sealed in (0, 1, 0):
        if sealed:
            assert await rotation.seal_contents(db, files) == 1
        async with db.reading() as session:
            found = await files.open(session, number)
            assert [fault async for fault in files.missing(session)] == []
        assert found is not None
        assert b"".join([chunk async for chunk in found.chunks()]) == JPEG
    assert found.key is not None
    assert await rotation.seal_contents(db, files) == 0
    async with db.reading() as session:
        await files.sweep(session, os.stat(clear).st_mtime + 1)
    assert not clear.exists()


@pytest.mark.parametrize(
    ("content", "name", "claimed", "kind", "expected"),
    [
        (JPEG, "a.jpg", None, "image/jpeg", "photo"),
        (JPEG, "a.jpg", "document", "image/jpeg", "document"),
        (JPEG, "报告.pdf", "voice", "image/jpeg", "photo"),
        (OGG, "a.ogg", "voice", "audio/ogg", "voice"),
        (OGG, "a.ogg", None, "audio/ogg", "audio"),
        (b"\0\0\0\x18ftypmp42" + bytes(64), "a.mp4", None, "video/mp4", "video"),
        (b"%PDF-1.7\n" + bytes(64), "a.pdf", None, "application/pdf", "document"),
        (b"<html><script>alert(1)</script>", "a.jpg", "photo", "text/html", "document"),
        ("三个月没发工资".encode(), "a.txt", None, "text/plain", "document"),
        (bytes(range(1, 200)), "a", None, "application/octet-stream", "document"),
    ],
)
async def test_a_file_is_what_its_bytes_say(
    files: Files, content: bytes, name: str, claimed: str | None, kind: str, expected: str
) -> None:
    saved = await files.save(stream(content), name=name, limit=MEGABYTE, mime="image/png", kind=claimed)
    assert (saved.mime, saved.kind) == (kind, expected)


async def test_a_hostile_name_is_only_a_name(db: Database, files: Files, now: datetime) -> None:
    saved = await files.save(stream(b"x"), name="../../etc/passwd\0", limit=100)
    assert files.root in saved.path.parents
    async with db.writing() as session:
        await files.record(session, saved, channel="web", now=now)
    assert [path.name for path in everything(files)] == [saved.place]


async def test_damage_is_found(db: Database, files: Files, now: datetime) -> None:
    numbers = []
    for content in (b"one", b"two", b"six", b"fine"):
        saved = await files.save(stream(content), name="a", limit=100)
        async with db.writing() as session:
            numbers.append(await files.record(session, saved, channel="web", now=now))
        if content == b"one":
            saved.path.unlink()
        if content == b"two":
            saved.path.write_bytes(saved.path.read_bytes()[:-1] + b"!")
        if content == b"six":
            saved.path.write_bytes(b"sixty")
    async with db.reading() as session:
        faults = dict([fault async for fault in files.missing(session)])
    assert faults == {numbers[0]: "missing", numbers[1]: "altered", numbers[2]: "wrong size"}


async def test_erasing_takes_name_and_key_at_once_and_the_content_with_the_sweep(
    db: Database, files: Files, now: datetime
) -> None:
    numbers = []
    for _ in range(2):
        saved = await files.save(stream(b"x"), name="张三.txt", limit=100)
        async with db.writing() as session:
            numbers.append(await files.record(session, saved, channel="web", now=now))
    later = os.stat(saved.path).st_mtime + 1
    for number, left in zip(numbers, (1, 0), strict=True):
        async with db.writing() as session:
            await files.erase(session, number, now)
            assert await files.open(session, number) is None
            await files.sweep(session, later)
        assert len(everything(files)) == left


async def test_what_a_rolled_back_turn_left_is_swept_and_the_young_is_spared(
    db: Database, files: Files, now: datetime
) -> None:
    saved = await files.save(stream(b"orphan"), name="a", limit=100)
    written = os.stat(saved.path).st_mtime
    async with db.reading() as session:
        assert await files.sweep(session, written - 1) == 0
        assert await files.sweep(session, written + 1) == 1
    assert everything(files) == []

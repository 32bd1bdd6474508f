"""A backup holds everything and can be read back, also into the other engine; a damaged one changes nothing."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import LargeBinary, select, type_coerce

from storage import archive, cases, outbox, people
from storage.archive import CannotRestore
from storage.database import Database
from storage.files import Files
from storage.tables import metadata
from storage.tables.person_rows import Person
from storage.vault import Sealed, SealedJSON
from tests.storage.conftest import Count, hello
from tests.storage.matters import change, filed, house, named


async def stream(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


@pytest_asyncio.fixture(loop_scope="session")
async def target(empty_database_url: str) -> AsyncIterator[Database]:
    """An empty database to restore into, on each engine in turn."""
    database = Database.open(empty_database_url)
    yield database
    await database.close()


async def an_office(db: Database, files: Files, now: datetime) -> None:
    """Something in the tables that matter: people, a case with its history, a file, a message that waits."""
    office = await house(db, now)
    case = (await filed(db, now, **named())).case
    async with db.writing() as session:
        noted = change(case, "note", case.state, office.clerk, now, internal_note="内部意见")
        await cases.record(session, noted)
    saved = await files.save(stream(bytes(range(256)) * 99), name="照片.bin", limit=10**6)
    async with db.writing() as session:
        await files.record(session, saved, channel="telegram", now=now)
        await outbox.put(session, [hello(2**40, "还没发出")], now)


async def stored(db: Database) -> dict[str, list[Any]]:
    """Every row of every table as it is stored, sealed values unopened."""
    async with db.reading() as session:
        found = {}
        for table in metadata.sorted_tables:
            columns = [
                type_coerce(each, LargeBinary) if isinstance(each.type, Sealed | SealedJSON) else each
                for each in table.columns
            ]
            rows = await session.execute(select(*columns).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
        return found


async def test_what_was_backed_up_is_read_back_to_the_last_byte(
    db: Database, target: Database, files: Files, now: datetime, tmp_path: Path
) -> None:
    await an_office(db, files, now)
    tar, copies = tmp_path / "b.tar", Files(tmp_path / "copies")
    seen: set[str] = set()
    made = await archive.backup(db, files, tar, now, lambda name, done: seen.add(name))
    assert made.files == 1
    assert made.rows["cases"] == 1
    assert seen >= {"cases", "outbox", "contents"}
    assert tar.stat().st_mode & 0o777 == 0o600

    assert (await archive.restore(target, copies, tar)).rows == made.rows
    assert await stored(target) == await stored(db)
    async with target.reading() as session:
        assert [fault async for fault in copies.missing(session)] == []
        (case_id,) = [row[0] for row in (await session.execute(select(metadata.tables["cases"].c.id)))]
        assert (await cases.verify(session, case_id)).holds


async def test_work_goes_on_in_the_restored_office(
    db: Database, target: Database, files: Files, now: datetime, tmp_path: Path, count: Count
) -> None:
    await an_office(db, files, now)
    await archive.backup(db, files, tmp_path / "b.tar", now)
    await archive.restore(target, Files(tmp_path / "copies"), tmp_path / "b.tar")
    before = await count(target, Person)
    async with target.writing() as session:
        await people.person(session, "telegram", 999_999, 999_999, now)
    again = await filed(target, now, "draft-2")
    assert await count(target, Person) == before + 1
    (parcel,) = await outbox.take(
        target, channel="telegram", now=now, limit=9, lease=timedelta(minutes=1), worker="w"
    )
    assert parcel.payload == {"text": "还没发出"}
    async with target.reading() as session:
        assert await cases.get(session, again.case.number) is not None


async def test_an_archive_shows_no_personal_words(
    db: Database, files: Files, now: datetime, tmp_path: Path
) -> None:
    await an_office(db, files, now)
    await archive.backup(db, files, tmp_path / "b.tar", now)
    raw = (tmp_path / "b.tar").read_bytes()
    for words in ("王小明", "138 0013 8000", "解放路", "内部意见", "还没发出", "照片.bin", "350881", "cases"):
        assert words.encode() not in raw
    assert bytes(range(200)) not in raw


async def test_only_an_empty_database_is_filled(
    db: Database, files: Files, now: datetime, tmp_path: Path
) -> None:
    await an_office(db, files, now)
    await archive.backup(db, files, tmp_path / "b.tar", now)
    before = await stored(db)
    with pytest.raises(CannotRestore, match="已有内容"):
        await archive.restore(db, files, tmp_path / "b.tar")
    assert await stored(db) == before


async def test_a_damaged_archive_changes_nothing(
    db: Database, target: Database, files: Files, now: datetime, tmp_path: Path, count: Count
) -> None:
    await an_office(db, files, now)
    tar = tmp_path / "b.tar"
    await archive.backup(db, files, tar, now)
    whole = tar.read_bytes()
    for offset in (0, 30, len(whole) // 2, len(whole) - 1):
        tar.write_bytes(whole[:offset] + b"\xff" + whole[offset + 1 :])
        with pytest.raises(CannotRestore, match="损坏"):
            await archive.restore(target, Files(tmp_path / "copies"), tar)
    tar.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(CannotRestore, match="损坏"):
        await archive.restore(target, Files(tmp_path / "copies"), tar)
    if await target.revision() is not None:
        assert await count(target, Person) == 0


async def test_a_backup_that_breaks_off_leaves_no_archive(
    db: Database, files: Files, now: datetime, tmp_path: Path
) -> None:
    def stumble(name: str, done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await archive.backup(db, files, tmp_path / "out" / "b.tar", now, stumble)
    assert list((tmp_path / "out").iterdir()) == []


async def test_a_content_that_is_gone_is_counted(
    db: Database, files: Files, now: datetime, tmp_path: Path
) -> None:
    saved = await files.save(stream(b"x"), name="a", limit=10)
    async with db.writing() as session:
        await files.record(session, saved, channel="web", now=now)
    saved.path.unlink()
    made = await archive.backup(db, files, tmp_path / "b.tar", now)
    assert (made.files, made.missing) == (0, 1)

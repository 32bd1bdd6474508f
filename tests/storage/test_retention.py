"""Forgetting: what is due goes, what is not stays, and the figures say how much."""

from datetime import datetime, timedelta
from pathlib import Path

from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import select

from storage import outbox, retention, rooms, turn
from storage.conversations import ConversationStorage
from storage.database import Database
from storage.files import Files
from storage.outbox import DeliveryOutcome, Kind, Result
from storage.tables.chat_rows import Conversation, RoomMessage
from storage.tables.outbox_rows import Handled, OutboxRow, Poisoned
from storage.upsert import table
from tests.storage.conftest import Count, hello

DAY = timedelta(days=1)


async def a_day(db: Database, now: datetime, name: str) -> None:
    """A day of work: an update, a draft, a message sent, a toast, a poisoned update, a word in a room."""
    memory = ConversationStorage(db, lambda: now)
    async with turn.begin(db, f"tg:{name}", now) as current:
        await memory.set_state(StorageKey(1, 2, len(name)), "intake")
        current.say(hello(words=f"收到 {name}"))
        current.say(hello(words="好", kind=Kind.TOAST))
        current.say(hello(words=f"通知 {name}", kind=Kind.NOTICE))
    while parcels := await outbox.take(db, channel="telegram", now=now, limit=9, lease=DAY, worker="w"):
        for parcel in parcels:
            await outbox.settle_many(db, [(parcel.id, DeliveryOutcome(Result.SENT, message_id=1))], now)
    await turn.poison(db, f"tg:{name}!", {"text": name}, KeyError(), now)
    async with db.writing() as session:
        made = await rooms.create_visitor(session, name.encode(), now)
        assert made.id is not None
        await rooms.append(session, made.id, None, {"text": name}, now)


async def test_each_trace_goes_in_its_time_and_the_rest_stays(
    db: Database, now: datetime, count: Count
) -> None:
    await a_day(db, now - 400 * DAY, "long ago")
    await a_day(db, now - 8 * DAY, "last week")
    await a_day(db, now, "today")
    expected = {
        "handled": 4,
        "drafts": 1,
        "said": 4,
        "sent_bodies": 1,
        "poisoned": 1,
        "room_messages": 1,
    }
    ahead = await retention.due(db, now)
    assert {name: ahead[name] for name in expected} == expected | {"sent_bodies": 3}
    done = await retention.run(db, None, now)
    assert {name: done[name] for name in expected} == expected
    assert [await count(db, each) for each in (Handled, Conversation, OutboxRow, Poisoned, RoomMessage)] == [
        2,
        2,
        5,
        2,
        2,
    ]
    async with db.reading() as session:
        rows = table(OutboxRow)
        kept = (await session.execute(select(rows.c.payload, rows.c.status).order_by(rows.c.id))).all()
    assert [row.status for row in kept] == ["sent"] * 5
    assert [row.payload and row.payload["text"] for row in kept] == [
        None, "通知 last week", "收到 today", "好", "通知 today",
    ]  # fmt: skip
    assert set((await retention.run(db, None, now)).values()) == {0}


async def test_a_message_that_waits_is_never_forgotten(db: Database, now: datetime) -> None:
    async with db.writing() as session:
        await outbox.put(session, [hello()], now - 400 * DAY)
    await retention.run(db, None, now)
    (parcel,) = await outbox.take(db, channel="telegram", now=now, limit=9, lease=DAY, worker="w")
    assert parcel.payload == {"text": "您好"}


async def test_many_rows_go_in_batches(db: Database, now: datetime, count: Count) -> None:
    many = retention.BATCH * 2 + 3
    async with db.writing() as session:
        old = [{"key": f"tg:{number}", "at": now - 8 * DAY} for number in range(many)]
        await session.execute(table(Handled).insert(), old)
    assert (await retention.run(db, None, now))["handled"] == many
    assert await count(db, Handled) == 0


async def test_contents_without_a_row_go_too(db: Database, now: datetime, tmp_path: Path) -> None:
    files = Files(tmp_path / "files")
    orphan = files.path("ab" * 32)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    later = datetime.fromtimestamp(orphan.stat().st_mtime, tz=now.tzinfo) + 3 * DAY
    assert (await retention.run(db, files, later))["orphans"] == 1
    assert not orphan.exists()

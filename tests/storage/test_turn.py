"""One update is one turn: everything it did is stored together or not at all; a repetition is harmless."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import event, select
from sqlmodel import SQLModel

from storage import people, turn
from storage.conversations import ConversationStorage
from storage.database import CannotStore, Database
from storage.outbox import Outgoing
from storage.tables.chat_rows import Conversation
from storage.tables.outbox_rows import Handled, OutboxRow, Poisoned
from storage.tables.person_rows import Consent, Person
from storage.turn import AlreadyHandled, Turn
from storage.untraceable import day
from storage.upsert import table
from tests.storage.conftest import Count, hello

TOUCHED: tuple[type[SQLModel], ...] = (Handled, Consent, Conversation, OutboxRow)
KEY = StorageKey(bot_id=1, chat_id=7, user_id=7)


async def converse(db: Database, key: str, now: datetime, person_id: int) -> None:
    """A turn that touches everything a turn can touch."""
    memory = ConversationStorage(db, lambda: now)
    async with turn.begin(db, key, now) as current:
        await memory.set_state(KEY, "intake:story")
        await memory.update_data(KEY, {"story": "楼下水管漏水"})
        current.say(hello(words="收到"))
        session = await current.write()
        await people.consent(session, person_id, "intake", "v1", now)
        current.say(hello(words="还有吗？"))


async def somebody(db: Database, now: datetime) -> int:
    async with db.writing() as session:
        found = await people.person(session, "telegram", 7, 7, now)
    assert found.id is not None
    return found.id


async def counts(db: Database, count: Count) -> list[int]:
    return [await count(db, model) for model in TOUCHED]


async def test_a_turn_stores_everything_it_did(db: Database, now: datetime, count: Count) -> None:
    await converse(db, "tg:1", now, await somebody(db, now))
    assert await counts(db, count) == [1, 1, 1, 2]


async def test_a_second_delivery_does_nothing(db: Database, now: datetime, count: Count) -> None:
    person_id = await somebody(db, now)
    await converse(db, "tg:1", now, person_id)
    with pytest.raises(AlreadyHandled):
        await converse(db, "tg:1", now, person_id)
    assert await counts(db, count) == [1, 1, 1, 2]


async def test_an_untouched_turn_is_marked_too(db: Database, now: datetime, count: Count) -> None:
    async with turn.begin(db, "tg:9", now):
        pass
    assert await counts(db, count) == [1, 0, 0, 0]


async def test_ten_deliveries_at_once_are_one(db: Database, now: datetime, count: Count) -> None:
    person_id = await somebody(db, now)
    ended = await asyncio.gather(
        *(converse(db, "tg:1", now, person_id) for _ in range(10)), return_exceptions=True
    )
    assert [type(each) for each in ended if each is not None] == [AlreadyHandled] * 9
    assert await counts(db, count) == [1, 1, 1, 2]


@contextmanager
def fault_at(db: Database, step: int) -> Iterator[list[str]]:
    """Let the n-th statement of the writer fail, the commit counting as a statement; yields what failed."""
    engine, seen, failed = db._writer.sync_engine, 0, list[str]()
    really_commit = engine.dialect.do_commit

    def count_down(what: str) -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            failed.append(what)
            raise RuntimeError("injected")

    def statement(conn: Any, cursor: Any, words: str, *rest: Any) -> None:
        count_down(words)

    def commit(connection: Any) -> None:
        count_down("COMMIT")
        really_commit(connection)

    event.listen(engine, "before_cursor_execute", statement)
    engine.dialect.do_commit = commit  # type: ignore[assignment, method-assign]
    try:
        yield failed
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        engine.dialect.do_commit = really_commit  # type: ignore[method-assign]


async def test_a_fault_at_any_statement_stores_nothing(db: Database, now: datetime, count: Count) -> None:
    person_id = await somebody(db, now)
    steps: list[str] = []
    for step in range(1, 50):
        with fault_at(db, step) as failed:
            if await _survives(converse(db, f"tg:{step}", now, person_id)):
                break
        steps += failed
        assert await counts(db, count) == [0, 0, 0, 0], steps
    assert len(steps) >= 5
    assert steps[-1] == "COMMIT"
    assert await counts(db, count) == [1, 1, 1, 2]


async def _survives(work: Any) -> bool:
    try:
        await work
    except RuntimeError:
        return False
    return True


async def test_a_turn_sees_its_own_writes_and_others_do_not_yet(db: Database, now: datetime) -> None:
    person_id = await somebody(db, now)
    async with turn.begin(db, "tg:1", now) as current:
        await people.consent(await current.write(), person_id, "intake", "v1", now)
        assert await people.consented(await current.read(), person_id, "intake")
        async with db.reading() as other:
            assert not await people.consented(other, person_id, "intake")


async def test_rows_read_before_the_write_stay_readable(db: Database, now: datetime) -> None:
    await somebody(db, now)
    async with turn.begin(db, "tg:1", now) as current:
        found = await people.find(await current.read(), "telegram", 7)
        await current.write()
        assert found is not None
        assert found.chat_id == 7
    assert found.locale == "zh-CN"


async def test_messages_leave_in_the_order_they_were_said(db: Database, now: datetime) -> None:
    async with turn.begin(db, "tg:1", now) as current:
        for number in range(20):
            current.say(hello(words=str(number)))
    async with db.reading() as session:
        rows = table(OutboxRow)
        said = list(await session.scalars(select(rows.c.payload).order_by(rows.c.id)))
    assert [each["text"] for each in said] == [str(number) for number in range(20)]


async def test_the_turn_is_current_inside_and_gone_outside(db: Database, now: datetime) -> None:
    async with turn.begin(db, "tg:1", now) as current:
        assert turn.current.get() is current
    assert turn.current.get(None) is None
    with pytest.raises(RuntimeError, match="over"):
        current.say(hello())
    with pytest.raises(RuntimeError, match="over"):
        await current.write()


async def test_nothing_slow_happens_inside_a_write(db: Database, now: datetime) -> None:
    async with turn.begin(db, "tg:1", now) as current:
        await current.read()
        await current.let_go()
        await current.write()
        with pytest.raises(RuntimeError, match="slow"):
            await current.let_go()


async def test_the_commit_tells_who_to_wake(db: Database, now: datetime) -> None:
    current = Turn(db, "tg:1", now)
    current.say(hello())
    current.say(Outgoing("web", 3, "sendMessage", {"text": "hi"}))
    committed = await current.commit()
    assert (committed.messages, committed.channels) == (2, frozenset({"telegram", "web"}))


async def test_a_naive_time_is_refused(db: Database, now: datetime) -> None:
    with pytest.raises(ValueError, match="aware"):
        Turn(db, "tg:1", now.replace(tzinfo=None))


async def test_a_key_of_any_length_is_one_key(db: Database, now: datetime, count: Count) -> None:
    async with turn.begin(db, "web:1:" + "长" * 5000, now):
        pass
    with pytest.raises(AlreadyHandled):
        async with turn.begin(db, "web:1:" + "长" * 5000, now):
            pass
    async with turn.begin(db, "web:1:" + "长" * 5001, now):
        pass
    assert await count(db, Handled) == 2


async def test_a_poisoned_update_is_kept_marked_and_told_of(
    db: Database, now: datetime, count: Count
) -> None:
    raw = {"update_id": 5, "message": {"text": "张三 13800138000"}}
    await turn.poison(db, "tg:5", raw, KeyError("13800138000"), now, say=[hello(words="出错了")])
    async with db.reading() as session:
        kept = (await session.execute(select(Poisoned))).scalar_one()
    assert "张三" in kept.raw
    assert kept.error == "builtins.KeyError"
    assert await count(db, OutboxRow) == 1
    with pytest.raises(AlreadyHandled):
        async with turn.begin(db, "tg:5", now):
            pass
    with pytest.raises(AlreadyHandled):
        await turn.poison(db, "tg:5", raw, KeyError("x"), now)


async def test_a_new_person_does_not_open_the_turns_write(db: Database, now: datetime, count: Count) -> None:
    async with turn.begin(db, "tg:1", now) as current:
        found = await people.person(current, "telegram", 42, 42, now)
        assert not current.writes
        assert await count(db, Person) == 1
        again = await people.person(current, "telegram", 42, 42, now + timedelta(seconds=1))
        assert (again.id, again.created_at) == (found.id, day(now))


async def test_a_full_disk_at_the_commit_is_told_and_stores_nothing(
    sqlite_db: Database, now: datetime, count: Count
) -> None:
    person_id = await somebody(sqlite_db, now)
    async with sqlite_db.writing() as session:
        connection = await session.connection()
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    async def long_turn() -> None:
        async with turn.begin(sqlite_db, "tg:1", now) as current:
            await people.consent(await current.write(), person_id, "intake", "v1", now)
            current.say(hello(words="字" * 100_000))

    with pytest.raises(CannotStore):
        await long_turn()
    assert await counts(sqlite_db, count) == [0, 0, 0, 0]
    await long_turn()
    assert await counts(sqlite_db, count) == [1, 1, 0, 1]


async def test_a_handler_that_swallows_a_full_disk_still_stores_nothing(
    sqlite_db: Database, now: datetime, count: Count
) -> None:
    person_id = await somebody(sqlite_db, now)

    async def careless() -> None:
        async with turn.begin(sqlite_db, "tg:1", now) as current:
            session = await current.write()
            connection = await session.connection()
            pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
            await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            try:
                for number in range(2000):  # more than the pages that migrations left free
                    await people.consent(session, person_id, "intake", f"v{number}" + "x" * 36, now)
            except CannotStore:
                current.say(hello(words="存不下"))

    with pytest.raises(CannotStore):
        await careless()
    assert await counts(sqlite_db, count) == [0, 0, 0, 0]

"""aiogram's storage contract (its own tests, retold), on both engines, inside a turn and outside one."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey

from storage import turn
from storage.conversations import ConversationStorage
from storage.database import Database
from storage.tables.chat_rows import Conversation
from storage.untraceable import day
from tests.storage.conftest import Count

KEY = StorageKey(bot_id=42, chat_id=-1001234567890, user_id=7_000_000_000)


Promise = Callable[[ConversationStorage], Awaitable[None]]


class Form(StatesGroup):
    story = State()


async def contract(memory: ConversationStorage) -> None:
    """What aiogram expects of every storage: tests/test_fsm/storage/test_storages.py of aiogram 3."""
    assert await memory.get_state(KEY) is None
    await memory.set_state(KEY, "state")
    assert await memory.get_state(KEY) == "state"
    await memory.set_state(KEY, Form.story)
    assert await memory.get_state(KEY) == "Form:story"
    await memory.set_state(KEY, None)
    assert await memory.get_state(KEY) is None

    assert await memory.get_data(KEY) == {}
    assert await memory.get_value(KEY, "foo") is None
    assert await memory.get_value(KEY, "foo", "baz") == "baz"
    await memory.set_data(KEY, {"foo": "bar"})
    assert await memory.get_data(KEY) == {"foo": "bar"}
    assert await memory.get_value(KEY, "foo") == "bar"
    await memory.set_data(KEY, {})
    assert await memory.get_data(KEY) == {}
    with pytest.raises(DataNotDictLikeError):
        await memory.set_data(KEY, ())  # type: ignore[arg-type]

    assert await memory.update_data(KEY, {"foo": "bar"}) == {"foo": "bar"}
    assert await memory.update_data(KEY, {}) == {"foo": "bar"}
    assert await memory.update_data(KEY, {"baz": "spam"}) == {"foo": "bar", "baz": "spam"}
    assert await memory.get_data(KEY) == {"foo": "bar", "baz": "spam"}
    assert await memory.update_data(KEY, {"baz": "test"}) == {"foo": "bar", "baz": "test"}


async def nested_data_is_not_shared(memory: ConversationStorage) -> None:
    """aiogram's own: changing what was given or read does not change what is stored."""
    given: dict[str, Any] = {"photos": ["a"], "place": {"town": "东风镇"}}
    await memory.set_data(KEY, given)
    given["photos"].append("b")
    read = await memory.get_data(KEY)
    assert read == {"photos": ["a"], "place": {"town": "东风镇"}}
    read["place"]["town"] = "别处"
    assert (await memory.get_data(KEY))["place"]["town"] == "东风镇"


@pytest.mark.parametrize("promise", [contract, nested_data_is_not_shared])
async def test_the_contract_holds_in_a_turn(db: Database, now: datetime, promise: Promise) -> None:
    async with turn.begin(db, "tg:1", now):
        await promise(ConversationStorage(db, lambda: now))


@pytest.mark.parametrize("promise", [contract, nested_data_is_not_shared])
async def test_the_contract_holds_outside_a_turn(db: Database, now: datetime, promise: Promise) -> None:
    await promise(ConversationStorage(db, lambda: now))


@pytest.mark.parametrize(
    "other",
    [
        replace(KEY, bot_id=43),
        replace(KEY, chat_id=1),
        replace(KEY, user_id=1),
        replace(KEY, thread_id=5),
        replace(KEY, business_connection_id="b"),
        replace(KEY, destiny="desk"),
    ],
)
async def test_every_part_of_the_key_tells_dialogues_apart(
    db: Database, now: datetime, other: StorageKey
) -> None:
    memory = ConversationStorage(db, lambda: now)
    await memory.set_data(KEY, {"is": "mine"})
    await memory.set_state(other, "theirs")
    assert await memory.get_data(other) == {}
    assert await memory.get_state(KEY) is None
    assert await memory.get_data(KEY) == {"is": "mine"}


async def test_a_restart_finds_the_dialogue_where_it_was(db: Database, now: datetime) -> None:
    async with turn.begin(db, "tg:1", now):
        await ConversationStorage(db, lambda: now).set_state(KEY, Form.story)
        await ConversationStorage(db, lambda: now).update_data(KEY, {"故事": "路灯不亮 🕯"})
    again = Database.open(db.url)
    async with turn.begin(again, "tg:2", now):
        memory = ConversationStorage(again, lambda: now)
        assert await memory.get_state(KEY) == "Form:story"
        assert await memory.get_data(KEY) == {"故事": "路灯不亮 🕯"}
    await again.close()


async def test_a_turn_that_fails_leaves_the_dialogue_as_it_was(db: Database, now: datetime) -> None:
    memory = ConversationStorage(db, lambda: now)
    await memory.set_state(KEY, "before")

    async def stumble() -> None:
        async with turn.begin(db, "tg:1", now):
            await memory.set_state(KEY, "after")
            assert await memory.get_state(KEY) == "after"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stumble()
    assert await memory.get_state(KEY) == "before"


async def test_a_finished_dialogue_leaves_no_row(db: Database, now: datetime, count: Count) -> None:
    memory = ConversationStorage(db, lambda: now)
    await memory.set_state(KEY, "x")
    await memory.set_data(KEY, {"a": 1})
    assert await count(db, Conversation) == 1
    async with turn.begin(db, "tg:1", now):
        await memory.set_state(KEY, None)
        await memory.set_data(KEY, {})
    assert await count(db, Conversation) == 0


async def test_only_reading_a_dialogue_does_not_store_it_again(
    db: Database, now: datetime, tomorrow: datetime
) -> None:
    await ConversationStorage(db, lambda: now).set_state(KEY, "x")
    async with turn.begin(db, "tg:1", tomorrow):
        assert await ConversationStorage(db, lambda: tomorrow).get_state(KEY) == "x"
    async with db.reading() as session:
        row = await session.get(Conversation, (KEY.bot_id, KEY.chat_id, KEY.user_id, 0, "", "default"))
        assert row is not None
        assert row.updated_at == day(now)


async def test_what_was_read_or_given_shares_nothing_with_what_is_kept(db: Database, now: datetime) -> None:
    """Not a list inside a list either: a handler changes what it holds, and only `update_data` keeps it."""
    storage = ConversationStorage(db, lambda: now)
    key = StorageKey(bot_id=1, chat_id=2, user_id=3)
    given: dict[str, Any] = {"story": ["一"], "files": [{"id": 1}]}
    async with turn.begin(db, "shares-nothing", now):
        await storage.set_data(key, given)
        given["story"].append("二")
        given["files"][0]["id"] = 9
        for held in (
            await storage.get_data(key),
            await storage.update_data(key, {"more": [[1]]}),
            {"files": await storage.get_value(key, "files")},
        ):
            held["files"][0]["id"] = 7
            held["files"].append({})
        (await storage.get_value(key, "more"))[0].append(2)
    kept = {"story": ["一"], "files": [{"id": 1}], "more": [[1]]}
    assert await storage.get_data(key) == kept
    assert await storage.get_value(key, "nothing", "else") == "else"

"""Who may answer is found by what handlers ask for; the order and the answers are aiogram's own."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, Filter, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message, Update

from handlers import router
from handlers.registry import Registry, router_of
from handlers.route_index import Hint, IndexedRouter, wanted
from tests.bot.test_registry import Saying, Somewhere, Staging

WHEN = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)


class Asking(StatesGroup):
    words = State()
    other = State()


class Move(CallbackData, prefix="mv"):
    do: str


class Place(CallbackData, prefix="pl"):
    to: str


class Counted(Filter):
    """Lets everything through, and counts how often it was asked, and in which thread."""

    def __init__(self) -> None:
        self.threads: list[str] = []

    async def __call__(self, event: Any) -> bool:
        self.threads.append(threading.current_thread().name)
        return True


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def dispatcher(heard: list[str], counted: Counted) -> Dispatcher:
    """Three modules: commands and buttons, a state that may pass on, and whoever is left."""
    first, second, last = Registry("first"), Registry("second"), Registry("last")

    @first.message(Command("menu", "帮助"), counted)
    async def menu(message: Message) -> None:
        heard.append("menu")

    @first.update("callback_query", counted, Move.filter())
    async def move(query: Any, callback_data: Move) -> None:
        heard.append(f"move {callback_data.do}")

    @second.message(Asking.words)
    async def words(message: Message) -> None:
        heard.append("words")
        if message.text == "别的":
            raise SkipHandler

    @last.message()
    async def left(message: Message) -> None:
        heard.append("left")

    @last.update("callback_query")
    async def old(query: Any) -> None:
        heard.append("old button")

    made = Dispatcher(storage=MemoryStorage())
    made.include_router(router_of([first, second, last]))
    return made


async def said(dispatcher: Dispatcher, text: str, state: State | None = None) -> None:
    bot = Bot("42:test")
    key = StorageKey(bot_id=42, chat_id=7, user_id=7)
    await dispatcher.storage.set_state(key, state)
    who = {"id": 7, "is_bot": False, "first_name": "某人"}
    message = {"message_id": 1, "date": int(WHEN.timestamp()), "chat": {"id": 7, "type": "private"}}
    await dispatcher.feed_update(
        bot, Update.model_validate({"update_id": 1, "message": {**message, "from": who, "text": text}})
    )


async def pressed(dispatcher: Dispatcher, data: str) -> None:
    who = {"id": 7, "is_bot": False, "first_name": "某人"}
    query = {"id": "1", "from": who, "chat_instance": "1", "data": data}
    bot = Bot("42:test", session=Staging(Saying()))
    update = Update.model_validate({"update_id": 1, "callback_query": query}, context={"bot": bot})
    await dispatcher.feed_update(bot, update, desk=Somewhere())


async def test_the_first_who_is_meant_answers(dispatcher: Dispatcher, heard: list[str]) -> None:
    await said(dispatcher, "/menu")
    await said(dispatcher, "  /帮助 我")
    await said(dispatcher, "你好", Asking.words)
    await said(dispatcher, "你好", Asking.other)
    await said(dispatcher, "你好")
    await pressed(dispatcher, "mv:sign")
    await pressed(dispatcher, "pl:home")
    await pressed(dispatcher, "mvx:sign")
    assert heard == ["menu", "menu", "words", "left", "left", "move sign", "old button", "old button"]


async def test_who_passes_on_is_followed_by_the_next(dispatcher: Dispatcher, heard: list[str]) -> None:
    await said(dispatcher, "别的", Asking.words)
    assert heard == ["words", "left"]


async def test_a_command_wins_over_an_open_question(dispatcher: Dispatcher, heard: list[str]) -> None:
    await said(dispatcher, "/menu", Asking.words)
    assert heard == ["menu"]


async def test_who_cannot_be_meant_is_not_asked(dispatcher: Dispatcher, counted: Counted) -> None:
    await said(dispatcher, "你好", Asking.words)
    await pressed(dispatcher, "pl:home")
    assert counted.threads == []
    await pressed(dispatcher, "mv:sign")
    assert len(counted.threads) == 1


async def test_a_state_is_looked_at_without_changing_threads(
    dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> None:
        raise AssertionError("a filter was handed to a thread")

    monkeypatch.setattr("asyncio.to_thread", never)
    await said(dispatcher, "你好", Asking.words)


def test_what_is_not_known_beforehand_may_be_anything() -> None:
    router = Router()

    async def anything() -> None:
        """A handler."""

    for asks in ((), (Counted(),), (StateFilter(None),), (StateFilter("*"),), (Command("a", prefix="!"),)):
        router.message.register(anything, *asks)
    for handler in router.message.handlers:
        assert wanted(handler).could_be(Hint())
        assert wanted(handler).could_be(Hint("mv", "Asking:words", True))


def test_every_handler_of_the_product_is_among_those_who_may_answer_what_it_asks_for() -> None:
    made = router()
    assert isinstance(made, IndexedRouter)
    for each in made.answerers:
        for state in each.wants.states or {None}:
            hint = Hint(each.wants.prefix or "", state, each.wants.command)
            assert any(found is each.handler for found in made.meant(each.kind, hint))
    assert len(made.answerers) > 250


def test_few_are_asked_of_what_the_product_knows() -> None:
    """An index that lets everybody through would be no index."""
    made = router()
    assert isinstance(made, IndexedRouter)
    presses = [each for each in made.answerers if each.kind == "callback_query"]
    assert len(made.meant("callback_query", Hint("pl"))) < len(presses) / 10

"""Handlers are collected once, and every dispatcher gets a router of its own over them."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message, Update

from casework.petition import Refusal
from handlers import registries
from handlers.filters import Officer
from handlers.registry import Registry, router_of
from storage.outbox import Kind, Outgoing


class Move(CallbackData, prefix="mv"):
    do: str
    need: str = ""


@dataclass
class Saying:
    """As much of a turn as says that a press was answered."""

    said: list[Outgoing] = field(default_factory=list)


@dataclass
class Somewhere:
    """As much of a desk as the filters and the registry look at."""

    group: bool = False
    user_id: int = 7
    turn: Saying = field(default_factory=Saying)


class Staging(BaseSession):
    """What a handler says goes to the turn, as `TurnSession` has it."""

    def __init__(self, turn: Saying) -> None:
        super().__init__()
        self.turn = turn

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:
        self.turn.said.append(
            Outgoing("telegram", 7, "answerCallbackQuery", {"text": method.text}, Kind.TOAST)
        )
        return True

    def stream_content(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError

    async def close(self) -> None: ...


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def on(heard: list[str]) -> Registry:
    made = Registry("test", private=True)

    @made.message(Command("menu"))
    async def menu(message: Message) -> None:
        heard.append("menu")

    @made.press(Move, do=("sign", "return"), need="reply")
    async def both(query: CallbackQuery, callback_data: Move) -> None:
        heard.append(f"{callback_data.do} reply")

    @made.press(Move, anywhere=True, do="open")
    async def opened(query: CallbackQuery) -> None:
        heard.append("open")

    @made.press(Move)
    async def other(query: CallbackQuery, callback_data: Move) -> None:
        heard.append("other")
        if callback_data.need == "words":
            await query.answer("好")
        if callback_data.need == "refused":
            raise Refusal("不行")
        if callback_data.need == "next":
            raise SkipHandler

    return made


async def press(dispatcher: Dispatcher, data: str, desk: Somewhere) -> None:
    who = {"id": 7, "is_bot": False, "first_name": "某人"}
    query: dict[str, Any] = {"id": "1", "from": who, "chat_instance": "1", "data": data}
    bot = Bot("42:test", session=Staging(desk.turn))
    update = Update.model_validate({"update_id": 1, "callback_query": query}, context={"bot": bot})
    await dispatcher.feed_update(bot, update, desk=desk)


def dispatcher_of(on: Registry) -> Dispatcher:
    made = Dispatcher()
    made.include_router(router_of([on]))
    return made


async def test_a_press_finds_its_handler_by_the_values_of_its_fields(on: Registry, heard: list[str]) -> None:
    dispatcher = dispatcher_of(on)
    for data in ("mv:sign:reply", "mv:return:reply", "mv:sign:reason", "mv:open:", "mv:else:", "pl:open:"):
        await press(dispatcher, data, Somewhere())
    assert heard == ["sign reply", "return reply", "other", "open", "other"]


async def test_in_a_group_only_what_says_anywhere_answers(on: Registry, heard: list[str]) -> None:
    dispatcher = dispatcher_of(on)
    for data in ("mv:sign:reply", "mv:open:", "mv:else:"):
        await press(dispatcher, data, Somewhere(group=True))
    assert heard == ["open"]


@pytest.mark.parametrize(
    ("data", "answers"),
    [
        ("mv:else:", [None]),
        ("mv:else:words", ["好"]),
        ("mv:else:refused", []),
        ("mv:else:next", []),
        ("pl:open:", []),
    ],
)
async def test_a_press_is_answered_once_and_by_nobody_who_refuses(
    on: Registry, data: str, answers: list[str | None]
) -> None:
    somewhere = Somewhere()
    with suppress(Refusal):
        await press(dispatcher_of(on), data, somewhere)
    assert [each.payload["text"] for each in somewhere.turn.said] == answers


async def test_every_dispatcher_has_a_router_of_its_own(on: Registry, heard: list[str]) -> None:
    first, second = dispatcher_of(on), dispatcher_of(on)
    await press(first, "mv:open:", Somewhere())
    await press(second, "mv:open:", Somewhere())
    assert heard == ["open", "open"]
    assert first.sub_routers[0] is not second.sub_routers[0]


def test_every_place_of_administrators_lets_only_its_roles_in() -> None:
    """Who forgets the role of a new handler finds it asked all the same; only leaving a form or a mode is anybody's."""
    asked = {
        (registry.name, each.handler.__name__): any(isinstance(ask, Officer) for ask in each.asks)
        for registry in registries()
        if registry.officer
        for each in registry.registered
    }
    assert len(asked) > 70
    assert {name for name, guarded in asked.items() if not guarded} == {
        ("admin.broadcast", "leave"),
        ("staff.relay", "opens_a_case"),
    }

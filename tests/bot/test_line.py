"""A question of one line is heard once, with what it is about; what a conversation keeps can be read after a change."""

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import TelegramObject

from handlers.line import Line
from services.kept import Kept

LABEL = Line("Naming:label")


@dataclass
class Sheet(Kept):
    KEY = "sheet"

    title: str
    pages: int = 1


def conversation() -> FSMContext:
    return FSMContext(MemoryStorage(), StorageKey(bot_id=1, chat_id=7, user_id=7))


async def test_a_line_is_heard_once_with_what_it_is_about() -> None:
    state = conversation()
    await LABEL.ask(state, unit=3, staff=9)
    assert await state.get_state() == "Naming:label"
    assert await LABEL(TelegramObject(), state) == {"about": {"unit": 3, "staff": 9}}
    assert await state.get_state() is None
    assert await LABEL(TelegramObject(), state) is False


async def test_a_question_that_was_asked_by_an_older_version_hears_nothing_and_is_left() -> None:
    state = conversation()
    await state.set_state("Naming:label")
    assert await LABEL(TelegramObject(), state) is False
    assert await state.get_state() is None


async def test_what_is_kept_survives_a_field_that_came_and_one_that_went() -> None:
    state = conversation()
    assert await Sheet.of(state) is None
    await state.update_data({"sheet": {"title": "通知", "colour": "red"}})
    assert await Sheet.of(state) == Sheet("通知", 1)
    await Sheet("通知", 4).keep(state)
    assert await Sheet.of(state) == Sheet("通知", 4)
    await Sheet.forget(state)
    assert await Sheet.of(state) is None

"""Whatever form is open, whoever fills it: wait, stop and say it again are no answer to its question.

The citizen's petition understands much more of this (`citizen/repair.py`); an officer's form is short, and its words go
into documents. So only words that say nothing else are taken here, by a list; and commands are heard as commands.
"""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework.wording import text
from handlers import menus
from handlers.citizen.step import bare, named
from handlers.registry import Registry
from handlers.staff import case as casework_forms
from services.context import Desk

on = Registry("strayed", private=True)

ELSEWHERE = ("Filling", "Adding", "Asking", "Relaying")
"""Forms that have their own ear for this, or pass every word on to somebody in danger."""
_KINDS = ("wait", "stop", "again")


class Strayed(Filter):
    """Words that stray from an open form; hands over which kind as `strayed`."""

    async def __call__(self, message: Message, state: FSMContext) -> bool | dict[str, Any]:
        opened = await state.get_state()
        if message.text is None or opened is None or opened.partition(":")[0] in ELSEWHERE:
            return False
        said = bare(message.text).lower()
        found = next((kind for kind in _KINDS if said in map(bare, named(f"typed-stray-{kind}"))), "")
        return {"strayed": found} if found else False


@on.message(Strayed())
async def hear(message: Message, strayed: str, desk: Desk, state: FSMContext) -> None:
    """Wait: it stays open. Stop: nothing was changed. Again: the question, where it is known."""
    if strayed == "stop":
        await state.set_state(None)
        await message.answer(text("stray-stopped"), reply_markup=await menus.first(desk))
        return
    if strayed == "again" and await casework_forms.ask_again(desk, state):
        return
    await message.answer(text(f"stray-{strayed}"))

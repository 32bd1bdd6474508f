"""A question whose answer is one line: asked together with what it is about, and heard once.

    LABEL = Line("Naming:label")

    await LABEL.ask(state, unit=unit.id, staff=found.id)        beside the words of the question

    @on.line(LABEL)
    async def label_said(message: Message, words: str, about: About, desk: Desk) -> None: ...

Who refuses the words leaves the question open, because a refusal rolls the turn back; anything else has settled it.
"""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import TelegramObject

About = dict[str, Any]
"""What a question is about, as it was asked."""


class Line(Filter):
    """One question. `name` is what it is stored as while it lies open, `Group:stage`; it never changes."""

    def __init__(self, name: str) -> None:
        group, _, stage = name.partition(":")
        self.name = name
        self.state = State(stage, group_name=group)

    async def ask(self, state: FSMContext, **about: Any) -> None:
        """The next line in this conversation answers it."""
        await state.set_state(self.state)
        await state.update_data({self.name: about})

    async def settled(self, state: FSMContext) -> About | None:
        """Nothing is waited for any more; what it was about, None where it was not asked or was answered before."""
        about: About | None = await state.get_value(self.name)
        await state.set_state(None)
        if about is not None:
            await state.update_data({self.name: None})
        return about

    async def __call__(self, event: TelegramObject, state: FSMContext) -> bool | dict[str, About]:
        about = await self.settled(state)
        return False if about is None else {"about": about}

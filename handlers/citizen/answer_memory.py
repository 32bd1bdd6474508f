"""Which message of a draft gave which answer, so that editing the message can correct it."""

from dataclasses import dataclass, field

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from services.kept import Kept

MOST = 40
"""Messages that are remembered: a form has fewer questions."""


@dataclass
class AnswerMemory(Kept):
    """By message number: the question that stood open, and the words."""

    KEY = "heard"

    said: dict[str, tuple[str, str]] = field(default_factory=dict)


async def note(state: FSMContext, message: Message, step: str, words: str) -> None:
    """Remember what this message was taken for."""
    heard = await AnswerMemory.of(state) or AnswerMemory()
    heard.said[str(message.message_id)] = (step, words.strip())
    for oldest in list(heard.said)[:-MOST]:
        del heard.said[oldest]
    await heard.keep(state)

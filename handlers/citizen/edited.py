"""Somebody edits a message of theirs: before filing the answer it gave is corrected, after filing nothing changes."""

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework.petition import Refusal
from casework.wording import text
from handlers import filters
from handlers.citizen import asking, preview
from handlers.citizen.answer_memory import AnswerMemory
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME
from handlers.citizen.step import Said, TappedStep
from handlers.registry import Registry
from services.context import Desk

on = Registry("citizen.edited")


@on.update("edited_message", filters.Private())
async def edited(message: Message, desk: Desk, state: FSMContext) -> None:
    """A draft's answer is corrected; of what is registered the words stay; a place that moves changes nothing."""
    words = (message.text or message.caption or "").strip()
    if not words:
        return
    draft, heard = await Draft.of(state), await AnswerMemory.of(state)
    step, old = heard.said.get(str(message.message_id), ("", "")) if heard is not None else ("", "")
    if draft is None or heard is None or not old:
        await message.answer(text("error-edited"))
        return
    said = await corrected(desk, draft, step, old, words)
    heard.said[str(message.message_id)] = (step, words)
    await heard.keep(state)
    await draft.keep(state)
    if await state.get_state() is None:
        await message.answer(said)
    else:
        await asking.go_on(desk, message, state, draft, said)


async def corrected(desk: Desk, draft: Draft, step: str, old: str, words: str) -> str:
    """Put the new words where the old ones stand; the sentence that says so, or why they are no answer."""
    if old in draft.story:
        draft.story[draft.story.index(old)] = words
        await asking.learn(desk, draft)
        return text("edited-story")
    asked = BY_NAME.get(step)
    if asked is None or isinstance(asked, TappedStep):
        return text("error-edited")
    try:
        asked.hear(draft, Said(words))
    except Refusal as refusal:
        return refusal.sentence
    return text("repair-corrected", field=text(f"field-{step}"), value=preview.line(step, draft, desk))

"""Danger is answered at once with the numbers to call, and a person is woken (Art. 25). Nobody is labelled."""

from aiogram.types import Message

from casework.wording import text
from handlers import posts
from handlers.citizen.draft import Draft
from handlers.desk import Desk

SELF_HARM = "self_harm"


async def watch(desk: Desk, message: Message, draft: Draft | None, words: str) -> None:
    """If the words tell of present danger, say whom to call and alert the duty group, once a draft."""
    urgency = (await desk.kit.reader.read_gently(words, today=desk.today)).urgency
    if not urgency.wakes or (draft is not None and draft.urgent_told):
        return
    key = "emergency-self-harm" if SELF_HARM in urgency.kinds else "emergency"
    await message.answer(text(key, **desk.kit.office.words))
    if draft is not None:
        draft.urgent, draft.urgent_told = "urgent", True
    key = draft.key if draft is not None else f"{desk.channel}:{desk.chat_id}:{desk.today}"
    await posts.wake(desk, text("alert-emergency"), dedupe=f"emergency:{key}")

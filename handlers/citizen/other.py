"""Every other kind of message gets a sentence: stickers, polls, contacts, channels. Comes last."""

from aiogram.types import CallbackQuery, Message

from casework.wording import text
from handlers import filters, menus
from handlers.registry import Registry
from services.context import Desk
from storage.outbox import Outgoing

on = Registry("citizen.other")

_SENTENCES = {
    "sticker": "error-sticker", "animation": "error-sticker", "dice": "error-sticker", "poll": "error-poll",
    "contact": "error-contact",
}  # fmt: skip


@on.message(filters.Private())
async def unclaimed(message: Message, desk: Desk) -> None:
    """Whatever nobody claimed."""
    words = text(_SENTENCES.get(message.content_type, "error-kind"))
    await message.answer(words, reply_markup=await menus.first(desk))


@on.update("channel_post")
async def channel(message: Message, desk: Desk) -> None:
    """A channel has no citizen in it: it is told where to go, once a day."""
    key = f"channel:{desk.channel}:{desk.chat_id}:{desk.today}"
    desk.turn.say(
        Outgoing(desk.channel, desk.chat_id, "sendMessage", {"text": text("error-channel")}, dedupe=key)
    )


@on.update("callback_query")
async def old_button(query: CallbackQuery, desk: Desk) -> None:
    """A button of another time or of nobody: answered politely, with the menu in private."""
    await query.answer(text("error-old-button"))
    if not desk.group:
        await filters.message_of(query).answer(text("intake-none-open"), reply_markup=await menus.first(desk))

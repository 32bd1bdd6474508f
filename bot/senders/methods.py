"""Bot API JSON said by python-telegram-bot's explicit methods.

A parameter the library does not know yet (it follows the Bot API with some delay) is passed through as it is.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    TelegramObject,
)
from telegram.ext import ExtBot

from bot.senders.lengths import Payload

NAMES: Mapping[str, str] = {
    "sendMessage": "send_message",
    "editMessageText": "edit_message_text",
    "editMessageReplyMarkup": "edit_message_reply_markup",
    "answerCallbackQuery": "answer_callback_query",
    "sendPhoto": "send_photo",
    "sendDocument": "send_document",
    "sendVoice": "send_voice",
    "sendMediaGroup": "send_media_group",
    "sendLocation": "send_location",
    "deleteMessage": "delete_message",
    "leaveChat": "leave_chat",
    "pinChatMessage": "pin_chat_message",
}
"""Every method the outbox may hold, and who says it."""

ON_A_MESSAGE = ("editMessageText", "editMessageReplyMarkup", "deleteMessage", "pinChatMessage")
"""Methods that need to know the message they act on."""

_Reader = Callable[[Any, Bot], Any]


def _markup(data: Payload, bot: Bot) -> Any:
    for field, kind in _MARKUPS.items():
        if field in data:
            return kind.de_json(data, bot)
    raise ValueError("reply_markup of an unknown kind")


_MARKUPS: Mapping[str, type[TelegramObject]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}

_READERS: Mapping[str, _Reader] = {
    "reply_markup": _markup,
    "entities": MessageEntity.de_list,
    "caption_entities": MessageEntity.de_list,
    "reply_parameters": ReplyParameters.de_json,
    "link_preview_options": LinkPreviewOptions.de_json,
}


@cache
def known(method: str) -> frozenset[str]:
    """The parameters the library's method takes."""
    return frozenset(inspect.signature(getattr(ExtBot, NAMES[method])).parameters) - {"self", "api_kwargs"}


def arguments(method: str, payload: Payload, bot: Bot) -> dict[str, Any]:
    """The library's arguments for a payload. LookupError: unknown method; ValueError: nonsense."""
    takes = known(method)
    given: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, value in payload.items():
        if value is None:
            continue
        reader = _READERS.get(name)
        if name not in takes:
            unknown[name] = value
        else:
            given[name] = reader(value, bot) if reader else value
    if unknown:
        given["api_kwargs"] = unknown
    return given


def message_id(answer: Any) -> int | None:
    """The id of the message that now shows the words; of an album, its first."""
    if isinstance(answer, list | tuple):
        answer = answer[0] if answer else None
    found = getattr(answer, "message_id", None)
    return found if isinstance(found, int) else None


def remote_id(answer: Any, kind: str) -> str | None:
    """Telegram's id of the file that was just sent, to be reused instead of a second upload."""
    media = getattr(answer, kind, None)
    if isinstance(media, list | tuple):
        media = media[-1] if media else None
    found = getattr(media, "file_id", None)
    return found if isinstance(found, str) else None

"""How handlers speak without speaking: an aiogram session that stages every message on the current turn.

Handlers stay plain aiogram. What they say becomes an outbox row inside the turn's transaction and leaves
after the commit; what they ask (a file, a chat member) passes through to the channel's own session.
"""

import json
from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.base import BaseSession
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChatAdministrators,
    GetChatMember,
    GetFile,
    GetMe,
    LeaveChat,
    PinChatMessage,
    SendChatAction,
    SendDocument,
    SendLocation,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVoice,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message

from storage import turn as turns
from storage.outbox import Kind, Outgoing

SPEAKING = (
    SendMessage, SendPhoto, SendDocument, SendVoice, SendLocation, SendMediaGroup, EditMessageText,
    EditMessageReplyMarkup, AnswerCallbackQuery, DeleteMessage, LeaveChat, PinChatMessage,
)  # fmt: skip
READING = (GetFile, GetMe, GetChatMember, GetChatAdministrators)

TYPED = "typed:"
"""Prefix of the callback id of a digit that was typed instead of pressed: it has no toast, so it is told."""


STORED = "file:"
"""Prefix by which handlers name a stored file where the Bot API takes a file."""


class Unspeakable(Exception):
    """A handler used a Bot API method that not every channel can show."""


class TurnSession(BaseSession):
    """Stages what is said on the current turn; `inner` answers what is asked."""

    def __init__(self, channel: str, inner: BaseSession) -> None:
        super().__init__(api=inner.api)
        self.channel = channel
        self.inner = inner

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        if isinstance(method, SendChatAction):
            return cast(TelegramType, True)
        if isinstance(method, SPEAKING):
            return cast(TelegramType, self._stage(bot, method))
        if isinstance(method, READING):
            return await self.inner.make_request(bot, cast(TelegramMethod[Any], method), timeout)
        raise Unspeakable(type(method).__name__)

    def _stage(self, bot: Bot, method: TelegramMethod[Any]) -> Message | bool | list[Message]:
        turn = turns.current.get()
        payload = plain(method)
        if isinstance(method, AnswerCallbackQuery) and method.callback_query_id.startswith(TYPED):
            return self._told_instead(turn, method)
        chat_id = int(payload.pop("chat_id", 0) or 0)
        if isinstance(method, EditMessageText | EditMessageReplyMarkup) and not method.message_id:
            method_name = "sendMessage" if isinstance(method, EditMessageText) else ""
        else:
            method_name = method.__api_method__
        if method_name:
            kind = Kind.TOAST if isinstance(method, AnswerCallbackQuery) else Kind.REPLY
            turn.say(Outgoing(self.channel, chat_id, method_name, payload, kind=kind))
        return self._answer(bot, method, chat_id, turn)

    def _told_instead(self, turn: turns.Turn, method: AnswerCallbackQuery) -> bool:
        if method.text:
            chat_id = int(method.callback_query_id.removeprefix(TYPED))
            turn.say(Outgoing(self.channel, chat_id, "sendMessage", {"text": method.text}))
        return True

    def _answer(
        self, bot: Bot, method: TelegramMethod[Any], chat_id: int, turn: turns.Turn
    ) -> Message | bool | list[Message]:
        """What the Bot API would have answered; the message has no id yet, so editing it says it anew."""
        if isinstance(method, AnswerCallbackQuery | DeleteMessage | LeaveChat | PinChatMessage):
            return True
        chat = Chat(id=chat_id, type="private" if chat_id > 0 else "supergroup")
        said = Message(message_id=0, date=turn.now, chat=chat).as_(bot)
        return [said] if isinstance(method, SendMediaGroup) else said

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        async for chunk in self.inner.stream_content(url, headers, timeout, chunk_size, raise_for_status):
            yield chunk

    async def close(self) -> None:
        await self.inner.close()


def plain(method: TelegramMethod[Any]) -> dict[str, Any]:
    """A method's arguments as Bot API JSON: unset values and library defaults left out."""
    raw = method.model_dump(exclude_none=True, warnings=False)
    cleaned = {name: _stored(value) for name, value in raw.items() if not isinstance(value, Default)}
    return cast(dict[str, Any], json.loads(json.dumps(cleaned, default=_default)))


def _stored(value: Any) -> Any:
    """`file:12` names a file of ours; delivery finds its bytes."""
    if isinstance(value, str) and value.startswith(STORED) and value.removeprefix(STORED).isdigit():
        return {"file": int(value.removeprefix(STORED))}
    if isinstance(value, list):
        return [_stored(item) for item in value]
    if isinstance(value, dict) and "media" in value:
        return {**value, "media": _stored(value["media"])}
    return value


def _default(value: Any) -> Any:
    if isinstance(value, Default):
        return None
    raise TypeError(f"{type(value).__name__} cannot be said")

"""Typing works wherever buttons do: what was offered last is remembered, and its digit or its words press it.

Also the few facts of a raw update that the update processor needs before aiogram has read it.
"""

import re
from typing import Any

from aiogram import Bot
from aiogram.fsm.storage.base import BaseStorage, StorageKey

from bot.turn_session import TYPED
from storage.outbox import Kind, Outgoing
from storage.turn import Turn

WEB_BOT_TOKEN = "1:web"  # noqa: S105 - not a secret: the web chat's bot has no server to show it to
CHOICES = "_choices"
LONGEST_LABEL = 24
_DIGIT = re.compile(r"^([0-9]{1,2})\s*[.、。)）]?$")
_LABEL = re.compile(r"^(?:([0-9]{1,2})\s)?\s*(.*)$", re.DOTALL)
_HEAD = re.compile(r"[，,（(／/：:]")
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "channel_post",
    "edited_channel_post",
)


def channel(bot: Bot) -> str:
    """The channel a bot speaks on."""
    return "web" if bot.token == WEB_BOT_TOKEN else "telegram"


def _event(update: dict[str, Any]) -> dict[str, Any]:
    return next((found for kind in _KINDS if (found := _dict(update.get(kind)))), {})


def _dict(value: Any) -> dict[str, Any]:
    """What should be an object, or an empty one: a raw update may hold anything anywhere."""
    return value if isinstance(value, dict) else {}


def whose(update: dict[str, Any]) -> tuple[int, int]:
    """(chat id, user id) of an update; zeros where it has none.

    Who speaks in the name of a chat (a channel, an anonymous administrator of a group) is nobody: Telegram puts a
    placeholder that many share in `from` (https://core.telegram.org/bots/api#message, `sender_chat`).
    """
    event = _event(update)
    message = _dict(event.get("message")) if "callback_query" in update else event
    chat = _dict(message.get("chat"))
    user_id = 0 if "sender_chat" in event else _number(_dict(event.get("from")).get("id"))
    return _number(chat.get("id")) or user_id, user_id


def private_chat(update: dict[str, Any]) -> int:
    """The private chat with whoever sent an update; 0 while only groups are known."""
    chat_id, user_id = whose(update)
    return chat_id if chat_id > 0 and chat_id == user_id else 0


def told(update: dict[str, Any]) -> str:
    """What somebody wrote in private, in a message or under a file; empty for anything else."""
    message = _dict(update.get("message")) or _dict(update.get("edited_message"))
    words = message.get("text") or message.get("caption")
    return words if isinstance(words, str) and private_chat(update) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def toast(channel_name: str, chat_id: int, answer: dict[str, Any]) -> Outgoing:
    """The answer to a press, or a message where the press was a typed digit."""
    if str(answer["callback_query_id"]).startswith(TYPED):
        return Outgoing(channel_name, chat_id, "sendMessage", {"text": answer["text"]})
    return Outgoing(channel_name, chat_id, "answerCallbackQuery", answer, kind=Kind.TOAST)


async def from_typed(storage: BaseStorage, bot: Bot, update: dict[str, Any]) -> dict[str, Any]:
    """Turn a typed digit, or the words of a button, into the press of that button, if it was offered last."""
    message = update.get("message")
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        return update
    typed = _typed(message["text"])
    chat_id, user_id = whose(update)
    if not typed or chat_id <= 0 or not user_id:
        return update
    key = StorageKey(bot_id=bot.id, chat_id=chat_id, user_id=user_id)
    pressed = (await storage.get_value(key, CHOICES, {})).get(typed)
    if pressed is None:
        return update
    query = {
        "id": f"{TYPED}{chat_id}",
        "from": message["from"],
        "chat_instance": str(chat_id),
        "data": pressed,
        "message": {"message_id": 0, "date": message["date"], "chat": message["chat"]},
    }
    return {"update_id": update["update_id"], "callback_query": query}


def _typed(words: str) -> str:
    """What was typed as a choice would be: a digit, or a label without signs around it; empty for anything longer."""
    if len(words) > 2 * LONGEST_LABEL:
        return ""
    digit = _DIGIT.match(words.strip().translate(_FULL_WIDTH))
    return str(int(digit.group(1))) if digit else _SIGNS.sub("", words)


def offered(item: Outgoing) -> dict[str, str]:
    """What may be typed for a message's buttons, with what it presses.

    A digit the label begins with; the whole label; its words before the first comma or bracket, where no other
    button begins with the same (`同意` for 同意，继续).
    """
    markup = item.payload.get("reply_markup") or {}
    found: dict[str, str] = {}
    heads: dict[str, set[str]] = {}
    for button in (each for row in markup.get("inline_keyboard", []) for each in row):
        written, data = button.get("text", ""), button.get("callback_data")
        label = _LABEL.match(written)
        if not label or not data:
            continue
        digit, words = label.groups()
        found.setdefault(_SIGNS.sub("", written), data)
        if digit:
            found.setdefault(str(int(digit)), data)
        if len(words) <= LONGEST_LABEL and (whole := _SIGNS.sub("", words)):
            found.setdefault(whole, data)
            heads.setdefault(_SIGNS.sub("", _HEAD.split(words)[0]), set()).add(data)
    for head, meant in heads.items():
        if head and len(meant) == 1:
            found.setdefault(head, next(iter(meant)))
    return found


async def remember_choices(storage: BaseStorage, bot: Bot, turn: Turn, chat_id: int, user_id: int) -> None:
    """Keep what may be typed next in this private chat: the newest buttons said in this turn.

    A turn that asks for words without any button forgets the earlier ones: a number is then an answer.
    """
    if chat_id <= 0 or not user_id:
        return
    said = [
        item
        for item in turn.said
        if item.chat_id == chat_id and item.kind is not Kind.TOAST and item.not_before is None
    ]
    choices = next((found for item in reversed(said) if (found := offered(item))), None)
    key = StorageKey(bot_id=bot.id, chat_id=chat_id, user_id=user_id)
    if choices is None and said and await storage.get_state(key) is not None:
        choices = {}
    if choices is not None:
        await storage.update_data(key, {CHOICES: choices})

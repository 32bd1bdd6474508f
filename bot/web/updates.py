"""The Telegram-shaped updates that are made of what a browser sends.

Handlers know one vocabulary, the Bot API's (https://core.telegram.org/bots/api#update). Every id here is
stable for the client's own id, so a frame that is sent again makes the same update again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.web.frames import Attachment, Item, Position, Press, Say
from casework.wording import text

BOT_ID = 1
"""The web bot's own user id: the part of its token before the colon."""

PRESS_PREFIX = "web:"
_FILES = ("photo", "document", "voice", "audio", "video")
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who sends it, where: enough to fill `from` and `chat` of an update."""

    visitor: int
    name: str
    room: int
    room_title: str


def turn_key(item: Item) -> str:
    """The key of the turn an item causes: the same item again is the same turn."""
    return f"web:{item.room}:{item.id}"


def press_id(item: Press, visitor: int) -> str:
    """The callback query's id: it tells the sender whom to answer, and which press."""
    return f"{PRESS_PREFIX}{item.room}:{visitor}:{item.id}"


def read_press_id(value: str) -> tuple[int, int, str] | None:
    """Room, visitor and the client's id of a press, or None when the id is not one of ours."""
    parts = value.removeprefix(PRESS_PREFIX).split(":")
    if not value.startswith(PRESS_PREFIX) or len(parts) != 3:
        return None
    try:
        return int(parts[0]), int(parts[1]), parts[2]
    except ValueError:
        return None


def body(item: Say | Position | Attachment) -> dict[str, Any]:
    """An item as the message fields of the Bot API; the room keeps it like this and the handlers read it."""
    match item:
        case Say(text=said):
            command = _COMMAND.match(said)
            entities = [{"type": "bot_command", "offset": 0, "length": command.end()}] if command else []
            return {"text": said} | ({"entities": entities} if entities else {})
        case Position(lat=lat, lon=lon):
            return {"location": {"latitude": lat, "longitude": lon}}
        case Attachment():
            return _attached(item)


def file_of(said: Mapping[str, Any]) -> int | None:
    """The id of the file that a message carries, if it carries one."""
    found = next((said[kind] for kind in _FILES if kind in said), None)
    one = found[-1] if isinstance(found, list) else found
    return int(one["file_id"]) if one else None


def _attached(item: Attachment) -> dict[str, Any]:
    file: dict[str, Any] = {
        "file_id": str(item.file_id),
        "file_unique_id": item.place,
        "file_size": item.size,
    }
    named = file | {"file_name": item.name, "mime_type": item.mime}
    fields: dict[str, Any]
    match item.kind:
        case "photo":  # the original with its name, not a copy in several sizes; its measures are not known
            fields = {"photo": [named | {"width": 0, "height": 0}]}
        case "voice":
            fields = {"voice": file | {"duration": item.seconds, "mime_type": item.mime}}
        case "audio":
            fields = {"audio": named | {"duration": item.seconds}}
        case "video":
            fields = {"video": named | {"width": 0, "height": 0, "duration": item.seconds}}
        case _:
            fields = {"document": named}
    if item.caption:
        fields["caption"] = item.caption
    if item.album:
        fields["media_group_id"] = str(number_of(f"album:{item.album}"))
    return fields


def number_of(key: str) -> int:
    """A stable positive number of 52 bits for a key, so that JSON and JavaScript keep it whole."""
    return int.from_bytes(sha256(key.encode()).digest()[:7]) >> 4 or 1


def message_update(
    item: Say | Position | Attachment,
    speaker: Speaker,
    message_id: int,
    at: datetime,
    answered: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A `message` update; `answered` is the stored message it replies to, Telegram-shaped."""
    message = {
        "message_id": message_id,
        "date": int(at.timestamp()),
        "chat": chat(speaker),
        "from": sender(speaker),
    }
    if answered:
        message["reply_to_message"] = answered
    return {"update_id": number_of(turn_key(item)), "message": message | body(item)}


def press_update(item: Press, speaker: Speaker, pressed: Mapping[str, Any]) -> dict[str, Any]:
    """A `callback_query` update for a button under `pressed`, a stored message, Telegram-shaped."""
    query = {
        "id": press_id(item, speaker.visitor),
        "from": sender(speaker),
        "message": pressed,
        "chat_instance": str(number_of(f"room:{item.room}")),
        "data": item.data,
    }
    return {"update_id": number_of(turn_key(item)), "callback_query": query}


def stored_message(
    speaker: Speaker, message_id: int, at: datetime, payload: Mapping[str, Any]
) -> dict[str, Any]:
    """A message of the bot as a handler sees it when it is pressed or replied to."""
    known = ("text", "entities", "caption", "caption_entities", "photo", "document", "voice", "location")
    message: dict[str, Any] = {
        "message_id": message_id,
        "date": int(at.timestamp()),
        "chat": chat(speaker),
        "from": {"id": BOT_ID, "is_bot": True, "first_name": text("web-bot-name")},
    }
    message |= {name: payload[name] for name in known if name in payload}
    markup = payload.get("reply_markup")
    if isinstance(markup, Mapping) and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    return message


def chat(speaker: Speaker) -> dict[str, Any]:
    """The Bot API chat of a room: private rooms are positive, groups negative."""
    if speaker.room > 0:
        return {"id": speaker.room, "type": "private", "first_name": speaker.name}
    return {"id": speaker.room, "type": "supergroup", "title": speaker.room_title or str(speaker.room)}


def sender(speaker: Speaker) -> dict[str, Any]:
    """The Bot API user of a visitor."""
    return {"id": speaker.visitor, "is_bot": False, "first_name": speaker.name, "language_code": "zh-hans"}

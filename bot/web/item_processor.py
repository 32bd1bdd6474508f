"""The way in of the web chat: an item is kept in its room, fed as a turn, and only then acknowledged."""

import logging
from dataclasses import dataclass
from typing import Any

from bot.web import updates
from bot.web.chat_parts import Parts
from bot.web.frames import Attachment, Item, Press, Say
from bot.web.updates import Speaker
from casework.wording import text
from storage import rooms
from storage.database import CannotStore
from storage.tables.chat_rows import Visitor

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What the browser hears: acknowledged, or refused with a sentence.

    `again` says that the same item may be sent again later, after `wait` seconds if that is known.
    """

    id: str
    sentence: str = ""
    again: bool = False
    wait: float = 0
    status: int = 200

    @property
    def frame(self) -> dict[str, Any]:
        """The answer as the JSON of the protocol."""
        if not self.sentence:
            return {"type": "ack", "id": self.id}
        refused = {"type": "refused", "id": self.id, "sentence": self.sentence, "again": self.again}
        return refused | ({"wait": round(self.wait + 0.05, 1)} if self.wait else {})


async def take(parts: Parts, visitor: Visitor, address: str, item: Item) -> ItemAnswer:
    """Let one item in. The acknowledgement means: the turn it caused is stored."""
    wait = await _too_many(parts, visitor, address, item)
    if wait:
        return ItemAnswer(item.id, parts.sentence("web-too-fast"), again=True, wait=wait, status=429)
    try:
        return await _through(parts, visitor, item)
    except CannotStore as error:
        log.warning("an item of the web chat could not be stored: %s", type(error).__name__)
        return not_stored(parts, item.id)


def not_stored(parts: Parts, item_id: str) -> ItemAnswer:
    """The database cannot store now: the person is told plainly, and the browser keeps the words."""
    return ItemAnswer(item_id, parts.sentence("web-not-stored"), again=True, status=503)


async def _too_many(parts: Parts, visitor: Visitor, address: str, item: Item) -> float:
    if isinstance(item, Attachment):  # was counted before its bytes were read
        return 0.0
    return await parts.rates.item(visitor.id or 0, address)


async def _through(parts: Parts, visitor: Visitor, item: Item) -> ItemAnswer:
    speaker = await speaker_in(parts, visitor, item.room)
    if speaker is None:
        return ItemAnswer(item.id, parts.sentence("web-no-room"), status=404)
    update = await (
        _pressed(parts, item, speaker) if isinstance(item, Press) else _said(parts, item, speaker)
    )
    if update is None:
        return ItemAnswer(item.id, parts.sentence("web-no-message"), status=404)
    parts.hub.poke(item.room)
    await parts.intake.feed(parts.bot, update, updates.turn_key(item))
    return ItemAnswer(item.id)


async def speaker_in(parts: Parts, visitor: Visitor, room_id: int) -> Speaker | None:
    """The visitor as a speaker of a room; None when it is not theirs or does not exist."""
    visitor_id = visitor.id or 0
    async with parts.db.reading() as session:
        room = await rooms.room(session, room_id)
        if room is None or not await rooms.is_member(session, room_id, visitor_id):
            return None
    return Speaker(visitor_id, visitor.shown_name or text("web-visitor-name"), room_id, room.title)


async def _said(parts: Parts, item: Say | Any, speaker: Speaker) -> dict[str, Any]:
    """Keep the words in the room first, so that a reload shows them; a frame sent again finds them there."""
    now = parts.clock()
    payload = updates.body(item) | {"name": speaker.name}
    async with parts.db.writing() as session:
        message_id = await rooms.append(session, item.room, speaker.visitor, payload, now, client_id=item.id)
    answered = (
        await _stored(parts, speaker, item.reply_to) if isinstance(item, Say) and item.reply_to else None
    )
    return updates.message_update(item, speaker, message_id, now, answered)


async def _pressed(parts: Parts, item: Press, speaker: Speaker) -> dict[str, Any] | None:
    pressed = await _stored(parts, speaker, item.message_id)
    return updates.press_update(item, speaker, pressed) if pressed else None


async def _stored(parts: Parts, speaker: Speaker, message_id: int) -> dict[str, Any] | None:
    """A message of the bot in the speaker's room, as a handler sees it."""
    async with parts.db.reading() as session:
        row = await rooms.message(session, speaker.room, message_id)
    if row is None or row.deleted or row.sender_id is not None or not row.payload or "toast" in row.payload:
        return None
    return updates.stored_message(speaker, row.message_id, rooms.said_at(row), row.payload)

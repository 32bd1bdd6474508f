"""How a queued message leaves for the web: into its stored room, exactly once, and to the open browsers.

Storing is the delivery. The parcel's number is the message's own id in the room, so a parcel that is sent
again after a crash finds itself there and nothing is shown twice.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.web.hub import Hub
from bot.web.updates import read_press_id
from storage import rooms, untraceable
from storage.database import CannotStore, Database
from storage.files import Files
from storage.outbox import DeliveryOutcome, Parcel, Result

_KEPT = ("text", "entities", "caption", "caption_entities", "reply_markup", "login")
_FILE_METHODS = {"sendDocument": "document", "sendPhoto": "photo", "sendVoice": "voice"}


class Undeliverable(Exception):
    """A parcel that no room can show, for a lasting reason."""


def own_id(parcel: Parcel, part: int = 0) -> str:
    """By what a parcel that is sent again is known in its room: not its number, which says what was said beside it."""
    return untraceable.mark(f"out:{parcel.id}:{part}" if part else f"out:{parcel.id}")


class WebSender:
    """The web's `Sender`: one short transaction a parcel."""

    channel = "web"

    def __init__(self, db: Database, hub: Hub, files: Files, clock: Clock) -> None:
        self._db = db
        self._hub = hub
        self._files = files
        self._clock = clock

    async def send(self, parcel: Parcel) -> DeliveryOutcome:
        """Put a parcel into its room and wake whoever looks at it."""
        pressed = read_press_id(str(parcel.payload.get("callback_query_id", "")))
        room_id = pressed[0] if pressed else parcel.chat_id
        try:
            async with self._db.writing() as session:
                message_id = await self._put(session, parcel, room_id)
        except Undeliverable as lasting:
            return DeliveryOutcome(Result.FAILED, error=str(lasting))
        except CannotStore as passing:
            return DeliveryOutcome(Result.RETRY, error=type(passing).__name__)
        if message_id is None:
            return DeliveryOutcome(Result.UNCHANGED, message_id=parcel.message_id)
        self._hub.poke(room_id)
        return DeliveryOutcome(Result.SENT, message_id=message_id or None)

    async def close(self) -> None:
        """Nothing is held between two parcels."""

    async def _put(self, session: AsyncSession, parcel: Parcel, room_id: int) -> int | None:
        """The message that now shows the parcel; 0 where there is none; None when nothing changed."""
        if parcel.method == "answerCallbackQuery":
            return await self._toast(session, parcel)
        if await rooms.room(session, room_id) is None:
            raise Undeliverable("no such room")
        match parcel.method:
            case "sendMessage":
                return await self._append(session, parcel, _kept(parcel.payload))
            case "sendDocument" | "sendPhoto" | "sendVoice":
                return await self._append(session, parcel, await self._with_file(session, parcel))
            case "sendMediaGroup":
                return await self._album(session, parcel)
            case "sendLocation":
                place = {name: parcel.payload[name] for name in ("latitude", "longitude")}
                return await self._append(session, parcel, _kept(parcel.payload) | {"location": place})
            case "editMessageText" | "editMessageReplyMarkup" | "pinChatMessage":
                return await self._edit(session, parcel)
            case "deleteMessage":
                return await self._delete(session, parcel)
            case _:
                raise Undeliverable(f"the web chat cannot show {parcel.method}")

    async def _append(
        self, session: AsyncSession, parcel: Parcel, payload: Mapping[str, Any], part: int = 0
    ) -> int:
        return await rooms.append(
            session, parcel.chat_id, None, dict(payload), self._clock(), client_id=own_id(parcel, part)
        )

    async def _toast(self, session: AsyncSession, parcel: Parcel) -> int:
        """A short answer to whoever pressed; stored as well, so that it reaches them from any process."""
        pressed = read_press_id(str(parcel.payload.get("callback_query_id", "")))
        said = str(parcel.payload.get("text") or "")
        if not pressed or not said:
            return 0  # the press was acknowledged when its turn was stored; nothing is left to say
        room_id, visitor_id, item_id = pressed
        if not await rooms.is_member(session, room_id, visitor_id):
            raise Undeliverable("no such room")
        toast = {
            "to": visitor_id,
            "press": item_id,
            "text": said,
            "alert": bool(parcel.payload.get("show_alert")),
        }
        payload = {"toast": toast} | ({"login": True} if parcel.payload.get("login") else {})
        return await rooms.append(session, room_id, None, payload, self._clock(), client_id=own_id(parcel))

    async def _edit(self, session: AsyncSession, parcel: Parcel) -> int | None:
        message_id = parcel.payload.get("message_id") or parcel.message_id
        row = await rooms.message(session, parcel.chat_id, int(message_id)) if message_id else None
        if row is None or row.deleted or row.sender_id is not None:
            if parcel.method == "editMessageText" and parcel.card:
                return await self._append(session, parcel, _kept(parcel.payload))
            raise Undeliverable("no such message to edit")
        before = dict(row.payload or {})
        after = _edited(before, parcel)
        if after == before:
            return None
        await rooms.edit(session, parcel.chat_id, row.message_id, after, self._clock())
        return row.message_id

    async def _delete(self, session: AsyncSession, parcel: Parcel) -> int | None:
        message_id = int(parcel.payload.get("message_id") or parcel.message_id or 0)
        row = await rooms.message(session, parcel.chat_id, message_id)
        if row is None or row.deleted:
            return None
        await rooms.delete(session, parcel.chat_id, message_id, self._clock())
        return message_id

    async def _with_file(self, session: AsyncSession, parcel: Parcel) -> dict[str, Any]:
        field = _FILE_METHODS[parcel.method]
        return _kept(parcel.payload) | await self._file(session, field, parcel.payload[field])

    async def _album(self, session: AsyncSession, parcel: Parcel) -> int:
        """Several messages of one album; the first one's id stands for all."""
        first = 0
        for part, media in enumerate(parcel.payload["media"]):
            payload = _kept(media) | await self._file(session, str(media["type"]), media["media"])
            payload["media_group_id"] = f"out:{parcel.id}"
            message_id = await self._append(session, parcel, payload, part)
            first = first or message_id
        return first

    async def _file(self, session: AsyncSession, field: str, given: Any) -> dict[str, Any]:
        """A file as the room keeps it. `given` is its id, or {"file": id} perhaps with a name for saving."""
        reference = given if isinstance(given, Mapping) else {"file": given}
        if not str(reference.get("file", "")).isdecimal():
            raise Undeliverable("not a stored file")
        found = await self._files.open(session, int(reference["file"]))
        if found is None:
            raise Undeliverable("the file was erased")
        told: dict[str, Any] = {
            "file_id": str(reference["file"]),
            "file_unique_id": found.place,
            "file_size": found.size,
            "file_name": str(reference.get("name") or found.name),
            "mime_type": found.mime,
        }
        return {field: [told | {"width": 0, "height": 0}] if field == "photo" else told}


def _kept(payload: Mapping[str, Any]) -> dict[str, Any]:
    if payload.get("parse_mode"):
        raise Undeliverable("a parse mode: say it with entities")
    return {name: payload[name] for name in _KEPT if payload.get(name)}


def _edited(before: Mapping[str, Any], parcel: Parcel) -> dict[str, Any]:
    """The message after the edit. As on Telegram, an edit that names no buttons takes them away."""
    if parcel.method == "pinChatMessage":
        return dict(before) | {"pinned": True}
    gone = (
        {"reply_markup"}
        if parcel.method == "editMessageReplyMarkup"
        else {"reply_markup", "text", "entities"}
    )
    return {name: value for name, value in before.items() if name not in gone} | _kept(parcel.payload)

"""What a browser is told: the rows of a room as events of the protocol, seen by one visitor."""

from collections.abc import Mapping
from typing import Any

from storage.rooms import said_at
from storage.tables.chat_rows import RoomMessage

FILE_FIELDS = ("photo", "document", "voice", "audio", "video")
_SHOWN = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "reply_markup",
    "location",
    "media_group_id",
    "pinned",
)


def event(row: RoomMessage, viewer: int) -> dict[str, Any] | None:
    """The event of a row for a viewer, or None when it is not for them.

    `message` is new, `edit` replaces an earlier one of the same `message_id`, `delete` removes it, `toast` is
    a short answer to a press. A browser may get the same event twice and takes the last by `message_id`.
    """
    payload = row.payload or {}
    head = {"room": row.room_id, "seq": row.seq, "message_id": row.message_id}
    if row.deleted:
        return {"type": "delete"} | head
    if "toast" in payload:
        return _toast(head, payload["toast"], viewer)
    told: dict[str, Any] = {"type": "edit" if row.edited_at else "message"} | head
    told["at"] = said_at(row).isoformat()
    told["from"] = "bot" if row.sender_id is None else "me" if row.sender_id == viewer else "other"
    if row.sender_id is not None:
        told["name"] = payload.get("name", "")
    if row.sender_id == viewer and row.client_id:
        told["id"] = row.client_id
    told |= {name: payload[name] for name in _SHOWN if payload.get(name) is not None}
    file = file_of(payload)
    if file:
        told["file"] = file | {"url": f"api/rooms/{row.room_id}/messages/{row.message_id}/file"}
    return told


def _toast(head: dict[str, Any], toast: Mapping[str, Any], viewer: int) -> dict[str, Any] | None:
    if toast.get("to") != viewer:
        return None
    return {"type": "toast"} | head | {name: toast[name] for name in ("press", "text", "alert")}


def file_of(payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """The file of a message: its kind, name, size and type, as far as they are known."""
    for kind in FILE_FIELDS:
        found = payload.get(kind)
        if isinstance(found, list):
            found = found[-1] if found else None
        if isinstance(found, Mapping):
            return {
                "kind": kind,
                "name": found.get("file_name", ""),
                "size": found.get("file_size", 0),
                "mime": found.get("mime_type", ""),
            }
    return None


def file_id_of(payload: Mapping[str, Any]) -> int | None:
    """The stored file that a message of the web chat carries."""
    for kind in FILE_FIELDS:
        found = payload.get(kind)
        if isinstance(found, list):
            found = found[-1] if found else None
        if isinstance(found, Mapping) and str(found.get("file_id", "")).isdecimal():
            return int(found["file_id"])
    return None

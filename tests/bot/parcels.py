"""Parcels as the outbox would hand them out, with only what a test is about."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from storage.outbox import Kind, Parcel

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_numbers = count(1)


def parcel(method: str, payload: dict[str, Any], *, chat_id: int = 5, **more: Any) -> Parcel:
    """A parcel for Telegram; a reply unless told otherwise."""
    plain: dict[str, Any] = {
        "id": next(_numbers),
        "channel": "telegram",
        "kind": Kind.REPLY,
        "card": None,
        "case_id": None,
        "dedupe": None,
        "secret": False,
        "not_before": None,
        "expires_at": None,
        "broadcast_id": None,
        "attempts": 1,
        "message_id": None,
    }
    return Parcel(chat_id=chat_id, method=method, payload=payload, **{**plain, **more})


def text(words: str, *, chat_id: int = 5, **more: Any) -> Parcel:
    """A text message."""
    return parcel("sendMessage", {"text": words}, chat_id=chat_id, **more)

"""What keeps a chat from being matched with a case by moment, by order or by key, whoever holds the database file.

On the side of the chats (people, browsers, rooms, what was said, dialogues, files) rows keep the day, never the moment,
and their ids are drawn by lot: neither says who spoke before whom. What names an update is kept as a keyed
fingerprint. The moment that a reader of a room sees lies sealed in the message itself.
"""

import secrets
from datetime import UTC, datetime, time

from casework.petition import OFFICE_ZONE
from storage.vault import installed

LOT_BITS = 49
"""Fifteen digits at most: what addresses, browsers and the Bot API's 52 bits all take."""


def lot() -> int:
    """An id that says nothing of when it was given; two alike are as good as impossible."""
    return secrets.randbits(LOT_BITS) + 1


def day(at: datetime) -> datetime:
    """The beginning of the office's day of a moment, in UTC."""
    return datetime.combine(at.astimezone(OFFICE_ZONE).date(), time(), OFFICE_ZONE).astimezone(UTC)


def hour(at: datetime) -> datetime:
    """The beginning of the hour of a moment: so exactly is it known when an anonymous citizen did something.

    The office's dates and clocks stay what they are: no hour lies on two days.
    """
    return at.replace(minute=0, second=0, microsecond=0)


def mark(key: str) -> str:
    """The keyed fingerprint of what names an update; a key may hold a room's number."""
    return installed().blind(key, context="handled.key").hex()

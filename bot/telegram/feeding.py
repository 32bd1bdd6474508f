"""Bringing one raw update to the intake, and counting what became of it; shared by polling and webhook."""

import logging
from collections import Counter
from typing import Any

from aiogram import Bot

from bot.intake import Intake
from bot.redaction import redact
from storage.database import CannotStore

log = logging.getLogger(__name__)

Update = dict[str, Any]


class Feeder:
    """Feeds the intake. `counts` has: handled, duplicate, poisoned, malformed, unstored, broken."""

    def __init__(self, intake: Intake, bot: Bot) -> None:
        self.counts: Counter[str] = Counter()
        self._intake = intake
        self._bot = bot

    async def feed(self, update: Update) -> None:
        """Bring an update. Raises `CannotStore` when Telegram must keep it; every other fault is passed by.

        An intake records what it cannot handle and tells the person; an error that escapes it all the same is
        logged and the update acknowledged, because sending it again would fail again and hold up its chat.
        """
        key = f"tg:{update['update_id']}"
        try:
            fed = await self._intake.feed(self._bot, update, key)
        except CannotStore:
            self.counts["unstored"] += 1
            raise
        except Exception as fault:
            self.counts["broken"] += 1
            log.exception("update %s was given up: %s", key, redact(type(fault).__name__))
        else:
            self.counts[fed.value] += 1


def is_update(value: Any) -> bool:
    """Whether a JSON value can be an update at all: an object with an integer id."""
    return isinstance(value, dict) and type(value.get("update_id")) is int


def queue_of(update: Update) -> int:
    """The chat (else the person) of an update: updates of one queue are handled one after another."""
    event = next((part for part in update.values() if isinstance(part, dict)), {})
    message = event.get("message")
    for part in (event, message if isinstance(message, dict) else {}):
        if (found := _id(part.get("chat"))) is not None:
            return found
    for name in ("from", "user", "sender_chat"):
        if (found := _id(event.get(name))) is not None:
            return found
    return 0


def _id(value: Any) -> int | None:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, int) else None

"""Where channels bring their updates: the promise between those who receive and the one processor that handles them."""

from enum import Enum
from typing import Any, Protocol

from aiogram import Bot


class Fed(Enum):
    """What became of an update. All three are acknowledged upstream."""

    HANDLED = "handled"
    DUPLICATE = "duplicate"
    POISONED = "poisoned"


class Intake(Protocol):
    """Takes every update of every channel; `bot.update_processor` is the one that runs."""

    async def feed(self, bot: Bot, update: dict[str, Any], key: str) -> Fed:
        """Handle one update exactly once. Raises `CannotStore` when it must be brought again."""
        ...

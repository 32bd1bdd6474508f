"""A stand-in for the update processor: writes down what it was fed, once each, and fails when told to."""

import asyncio
from collections import Counter
from typing import Any

from aiogram import Bot

from bot.intake import Fed
from storage.database import CannotStore


class FakeIntake:
    """Remembers keys like the turn does; `takes` seconds an update; `full` means nothing can be stored."""

    def __init__(self) -> None:
        self.stored: list[dict[str, Any]] = []
        self.fed: Counter[str] = Counter()
        self.full: set[str] = set()
        self.broken: set[str] = set()
        self.takes = 0.0
        self.at_once = 0
        self.most_at_once = 0
        self.order: list[tuple[str, int]] = []

    async def feed(self, bot: Bot, update: dict[str, Any], key: str) -> Fed:
        self.fed[key] += 1
        self.order.append(("begin", update["update_id"]))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.takes)
        finally:
            self.at_once -= 1
        self.order.append(("end", update["update_id"]))
        if key in self.full or "all" in self.full:
            raise CannotStore("disk full", cause="a test")
        if key in self.broken:
            raise RuntimeError("a fault nobody foresaw")
        if any(each["update_id"] == update["update_id"] for each in self.stored):
            return Fed.DUPLICATE
        self.stored.append(update)
        return Fed.HANDLED

    @property
    def texts(self) -> list[str]:
        """What was said, in the order it was stored."""
        return [each["message"]["text"] for each in self.stored if "message" in each]

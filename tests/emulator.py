"""A Bot API server that we did not write (lo-bot-api-emulator), in this process, with what it was sent on record.

It knows 24 methods and refuses what its vendor does not have: `protect_content`, `link_preview_options`, topics,
groups' own methods. Its updates are messages and button presses.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator  # type: ignore[import-untyped]
from lo_bot_api_emulator.journal import verdict  # type: ignore[import-untyped]

TOKEN = "5550001111:AAemulated-token-of-the-tests-000000000"


class Emulator(LoBotApiEmulator):  # type: ignore[misc]
    """The emulator with people in front of it."""

    def __init__(self, journal: Path) -> None:
        super().__init__(journal=journal, allow_insecure_loopback_webhooks=True)
        self.base = ""
        self.token = TOKEN
        self.accepted: list[tuple[str, dict[str, Any]]] = []
        """Every call that was not refused: its method and fields."""

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        result = super().validate(method, fields, uploads)
        self.accepted.append((method, dict(fields)))
        return result

    async def says(self, chat_id: int, text: str, **more: Any) -> int:
        """A person writes; gives the update's id."""
        message = {**self._message(chat_id), "text": text, **more}
        return int(await self.enqueue_update({"message": message}, token=self.token))

    async def presses(self, chat_id: int, data: str, *, shown: int = 1) -> int:
        """A person presses a button of the message `shown`."""
        message = {**self._message(chat_id), "message_id": shown}
        query = {"id": f"{chat_id}:{data}", "chat_instance": "1", "data": data, "message": message}
        pressed = {"callback_query": {**query, "from": message["from"]}}
        return int(await self.enqueue_update(pressed, token=self.token))

    async def redeliver(self) -> int:
        """Push again what the webhook did not take; gives how many it took now."""
        return int(await self.deliver_updates(token=self.token))

    @property
    def pending(self) -> int:
        """How many updates were not acknowledged yet."""
        return int(self._update_queues.info(self.token)["pending_update_count"])

    def said(self, method: str) -> list[dict[str, Any]]:
        """The fields of every accepted call of a method."""
        return [fields for name, fields in self.accepted if name == method]

    def verdict(self, *allowed_refusals: str) -> dict[str, Any]:
        """The emulator's own judgement of everything that happened."""
        return dict(verdict(self.journal, allowed_refusals=allowed_refusals))

    def _message(self, chat_id: int) -> dict[str, Any]:
        kind = "private" if chat_id > 0 else "supergroup"
        who = {"id": abs(chat_id), "is_bot": False, "first_name": "群众"}
        return {"message_id": 1, "date": 1790000000, "chat": {"id": chat_id, "type": kind}, "from": who}


Kind = TypeVar("Kind", bound=Emulator)


@asynccontextmanager
async def running_emulator(journal: Path, kind: type[Kind]) -> AsyncIterator[Kind]:
    """An emulator on a free port of this machine; `kind` may be a subclass that answers otherwise."""
    emulator = kind(journal)
    runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    emulator.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield emulator
    finally:
        await runner.cleanup()


@pytest.fixture
async def emulator(tmp_path: Path) -> AsyncIterator[Emulator]:
    """For tests that import it."""
    async with running_emulator(tmp_path / "journal", Emulator) as server:
        yield server

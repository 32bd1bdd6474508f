"""How the mock Bot API brings updates: by getUpdates with a real offset, or pushed to a webhook until 2xx."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.fake_telegram_rules import Refusal

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Updates:
    """What people did and nobody has confirmed yet."""

    def __init__(self, resend_after: float) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.pushed: list[tuple[int, int]] = []
        self.asked: list[dict[str, Any]] = []
        self._resend_after = resend_after
        self._arrived = asyncio.Condition()
        self._polling = False
        self._webhook: dict[str, Any] = {}
        self._pushing: dict[int, asyncio.Task[None]] = {}

    async def add(self, update: dict[str, Any]) -> None:
        async with self._arrived:
            self.waiting.append(update)
            self._arrived.notify_all()
        self._push()

    async def close(self) -> None:
        for task in self._pushing.values():
            task.cancel()
        await asyncio.gather(*self._pushing.values(), return_exceptions=True)

    async def get(self, given: dict[str, Any], gone: Callable[[], bool]) -> list[dict[str, Any]]:
        """getUpdates; a second question while one is open is a conflict, as is a webhook."""
        self.asked.append(given)
        if self._webhook.get("url"):
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._polling:
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
        self._polling = True
        try:
            return await self._wait(given, gone)
        finally:
            self._polling = False

    async def _wait(self, given: dict[str, Any], gone: Callable[[], bool]) -> list[dict[str, Any]]:
        wanted, limit = given.get("allowed_updates") or [], int(given.get("limit", 100))

        def found() -> list[dict[str, Any]]:
            return [each for each in self.waiting if not wanted or set(each) & set(wanted)][:limit]

        offset = int(given.get("offset") or 0)
        self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
        until = asyncio.get_running_loop().time() + float(given.get("timeout", 0))
        while not found() and not gone() and asyncio.get_running_loop().time() < until:
            try:
                async with asyncio.timeout(0.05), self._arrived:
                    await self._arrived.wait()
            except TimeoutError:
                continue
        return found()

    def set_webhook(self, given: dict[str, Any]) -> bool:
        self._webhook = dict(given)
        self._push()
        return True

    def delete_webhook(self, given: dict[str, Any]) -> bool:
        self._webhook = {}
        if given.get("drop_pending_updates"):
            self.waiting.clear()
        return True

    def _push(self) -> None:
        """One update of a chat in flight, the next after 2xx; other chats beside it."""
        if not self._webhook.get("url"):
            return
        for update in self.waiting:
            chat_id = chat_of(update)
            if chat_id not in self._pushing or self._pushing[chat_id].done():
                self._pushing[chat_id] = asyncio.ensure_future(self._push_chat(chat_id))

    async def _push_chat(self, chat_id: int) -> None:
        headers = {SECRET_HEADER: self._webhook.get("secret_token", "")}
        async with ClientSession(timeout=ClientTimeout(total=60)) as client:
            while queue := [each for each in self.waiting if chat_of(each) == chat_id]:
                try:
                    async with client.post(self._webhook["url"], json=queue[0], headers=headers) as answer:
                        status = answer.status
                except (ClientError, TimeoutError):
                    status = 0
                self.pushed.append((queue[0]["update_id"], status))
                if 200 <= status < 300:
                    self.waiting.remove(queue[0])
                else:
                    await asyncio.sleep(self._resend_after)


def chat_of(update: dict[str, Any]) -> int:
    """The chat in which an update happened; 0 when it has none."""
    event = next((part for part in update.values() if isinstance(part, dict)), {})
    message = event.get("message", event)
    return int(message.get("chat", {}).get("id", 0)) if isinstance(message, dict) else 0

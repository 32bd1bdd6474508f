"""Asking Telegram for updates, and confirming them only after they are stored.

getUpdates has one offset for everything, so a batch is confirmed when all of it is stored; within a batch
chats run side by side and each chat in order, as a webhook delivers them. What could not be stored is not
confirmed and comes again; what was stored beside it comes again too and is recognised by its key.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram import Bot

from bot.intake import Intake
from bot.telegram.api import BotApi, Refused, Unreachable
from bot.telegram.feeding import Feeder, Update, is_update, queue_of
from storage.database import CannotStore

log = logging.getLogger(__name__)

BATCH = 100
"""The most that getUpdates gives (https://core.telegram.org/bots/api#getupdates)."""
LONGEST_WAIT = 30.0
EMPTY_HANDED = 0.2
"""Seconds between questions to a server that does not wait for updates as it was asked to."""


class Polling:
    """A poller of one bot. `run` until `stop`; only one may poll a token at a time."""

    def __init__(
        self,
        api: BotApi,
        intake: Intake,
        bot: Bot,
        *,
        allowed_updates: Sequence[str],
        long_poll: int = 25,
        side_by_side: int = 16,
        first_wait: float = 1.0,
    ) -> None:
        self.feeder = Feeder(intake, bot)
        self._api = api
        self._allowed_updates = list(allowed_updates)
        self._long_poll = long_poll
        self._side_by_side = asyncio.Semaphore(side_by_side)
        self._first_wait = first_wait
        self._offset: int | None = None
        self._failures = 0
        self._stopping = asyncio.Event()
        self._finished = asyncio.Event()
        self._finished.set()
        self._asking = asyncio.timeout(None)
        self._running = asyncio.timeout(None)

    @property
    def counts(self) -> Counter[str]:
        """What became of the updates so far."""
        return self.feeder.counts

    async def run(self) -> None:
        """Poll until `stop` is called, then let the connection go."""
        self._finished.clear()
        self._running = asyncio.timeout(None)
        try:
            async with self._running:
                while not self._stopping.is_set() and not await self._worked(self._api.delete_webhook):
                    log.debug("the webhook is not removed yet")
                while not self._stopping.is_set():
                    await self._worked(self._round)
                await self._confirm()
        except TimeoutError:
            log.warning("Stopped with updates in hand; Telegram will send them again.")
        finally:
            await self._api.close()
            self._finished.set()

    async def stop(self, *, within: float = 10.0) -> None:
        """Stop asking and finish what was fetched; what still runs after `within` seconds comes again."""
        self._stopping.set()
        _end(self._asking)
        try:
            async with asyncio.timeout(within):
                await self._finished.wait()
        except TimeoutError:
            _end(self._running)
            await self._finished.wait()

    async def _round(self) -> None:
        asked_at = asyncio.get_running_loop().time()
        updates = await self._ask()
        known = [update for update in updates if is_update(update)]
        self.feeder.counts["malformed"] += len(updates) - len(known)
        if known:
            await self._take_in(known)
        elif updates and self._offset is not None:
            # Nothing in the batch names itself: step over one, or it would come for ever.
            self._offset += 1
        if not known and asyncio.get_running_loop().time() - asked_at < EMPTY_HANDED:
            await asyncio.sleep(EMPTY_HANDED)

    async def _ask(self) -> list[Any]:
        """A batch of updates; empty when there are none or we are stopping."""
        wanted = {"timeout": self._long_poll, "limit": BATCH, "allowed_updates": self._allowed_updates}
        if self._offset is not None:
            wanted["offset"] = self._offset
        self._asking = asyncio.timeout(0 if self._stopping.is_set() else None)
        try:
            async with self._asking:
                found = await self._api.call("getUpdates", wanted, seconds=self._long_poll + 10)
        except TimeoutError:
            return []
        return found if isinstance(found, list) else []

    async def _take_in(self, updates: list[Update]) -> None:
        queues: dict[int, list[Update]] = {}
        for update in updates:
            queues.setdefault(queue_of(update), []).append(update)
        async with asyncio.TaskGroup() as chats:
            work = [chats.create_task(self._take_in_order(queue)) for queue in queues.values()]
        left = [found for task in work if (found := task.result()) is not None]
        if left:
            self._offset, trouble = min(left, key=lambda pair: pair[0])
            raise trouble
        self._offset = max(update["update_id"] for update in updates) + 1

    async def _take_in_order(self, queue: list[Update]) -> tuple[int, CannotStore] | None:
        """Feed one chat's updates up to the first that cannot be stored; that one is told with its reason."""
        async with self._side_by_side:
            for update in queue:
                try:
                    await self.feeder.feed(update)
                except CannotStore as trouble:
                    return update["update_id"], trouble
        return None

    async def _confirm(self) -> None:
        """Tell Telegram what is stored, so that the next start does not get it again; without it, it does."""
        if self._offset is None:
            return
        try:
            await self._api.call("getUpdates", {"offset": self._offset, "limit": 1, "timeout": 0}, seconds=2)
        except (Refused, Unreachable) as missing:
            log.info("The last updates could not be confirmed (%s); they will come again.", missing)

    async def _worked(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Run one step; when it fails, tell why and wait, longer each time."""
        try:
            await step()
        except Refused as refused:
            await self._wait(explained(refused), at_least=refused.retry_after or 0.0)
        except Unreachable as missing:
            await self._wait(f"Telegram cannot be reached ({missing}).")
        except CannotStore as full:
            await self._wait(f"The database cannot store ({full}); the updates stay with Telegram.")
        else:
            self._failures = 0
            return True
        return False

    async def _wait(self, sentence: str, *, at_least: float = 0.0) -> None:
        wait = max(min(self._first_wait * 2 ** min(self._failures, 10), LONGEST_WAIT), at_least)
        self._failures += 1
        log.warning("%s Trying again in %.0f s.", sentence, wait)
        try:
            async with asyncio.timeout(wait):
                await self._stopping.wait()
        except TimeoutError:
            return


def explained(refused: Refused) -> str:
    """What to do about a refusal of getUpdates."""
    if refused.code == 409:
        return (
            "Another process receives this bot's updates, by polling or by webhook: stop one of the two. "
            f"Telegram says: {refused.description}."
        )
    if refused.code in (401, 404):
        return "Telegram refuses the bot's token: set TELEGRAM_TOKEN to the one that BotFather gave."
    return f"Telegram refuses ({refused})."


def _end(limit: asyncio.Timeout) -> None:
    """Let a time limit run out now, if anybody is under it."""
    try:
        limit.reschedule(asyncio.get_running_loop().time())
    except RuntimeError:
        return

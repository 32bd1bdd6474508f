"""Ways to break the product on purpose inside a forked life: what the crash tests must notice, or must create.

`mute` only holds the speaking back, so that what was said is certainly still waiting when the kill comes. The
others are the classic mistakes; `test_bites.py` proves that the kill test sees each of them.
"""

import asyncio
from collections.abc import Callable
from typing import Any

GAP = 0.05
"""Seconds between what should have been one step."""


def mute() -> None:
    """Nothing leaves the outbox in this life."""
    from bot.delivery import Delivery

    async def silent(self: Delivery) -> None:
        await asyncio.Event().wait()

    Delivery.run = silent  # type: ignore[method-assign]


def acknowledge_early() -> None:
    """The item is acknowledged first and handled a moment later."""
    from bot.intake import Fed
    from bot.update_processor import UpdateProcessor

    honest = UpdateProcessor.feed
    later: set[asyncio.Task[Fed]] = set()

    async def hasty(self: UpdateProcessor, bot: Any, update: dict[str, Any], key: str) -> Fed:
        async def work() -> Fed:
            await asyncio.sleep(GAP)
            return await honest(self, bot, update, key)

        task = asyncio.get_running_loop().create_task(work())
        later.add(task)
        task.add_done_callback(later.discard)
        return Fed.HANDLED

    UpdateProcessor.feed = hasty  # type: ignore[method-assign]


def speak_apart() -> None:
    """What a turn says is stored a moment after the turn, in a transaction of its own."""
    from storage import outbox
    from storage.turn import Committed, Turn

    honest = Turn.commit
    later: set[asyncio.Task[None]] = set()

    async def torn(self: Turn) -> Committed:
        said, self._said = self._said, []
        done = await honest(self)

        async def work() -> None:
            await asyncio.sleep(GAP)
            async with self.db.writing() as session:
                await outbox.put(session, said, self.now)

        task = asyncio.get_running_loop().create_task(work())
        later.add(task)
        task.add_done_callback(later.discard)
        return done

    Turn.commit = torn  # type: ignore[method-assign]


def forget_marks() -> None:
    """A handled item is not remembered, so the same item again is handled again."""
    from storage import turn

    async def nothing(*_: Any) -> None:
        return None

    async def never(*_: Any) -> bool:
        return False

    turn._mark = nothing  # type: ignore[assignment]
    turn.handled = never  # type: ignore[assignment]


FAULTS: dict[str, Callable[[], None]] = {
    each.__name__: each for each in (mute, acknowledge_early, speak_apart, forget_marks)
}

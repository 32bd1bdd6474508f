"""An event loop whose time jumps to the next thing that is due: an hour of waiting takes no time to test."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.DefaultSelector):
    """Does not sleep: tells the loop how long it would have slept; work itself takes a microsecond."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found:
            self.now += max(timeout or 0.0, 1e-6)
        return found


class VirtualTime(asyncio.SelectorEventLoop):
    """Only for work without sockets and threads, which take real time."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now

    def lose(self, seconds: float) -> None:
        """The machine stands still for so long: whatever was due meanwhile is late."""
        self._jumping.now += seconds


def in_virtual_time(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end in virtual time."""
    with asyncio.Runner(loop_factory=VirtualTime) as runner:
        return runner.run(work)

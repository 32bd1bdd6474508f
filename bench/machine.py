"""How busy the machine was while something was measured, so that a figure from a loaded machine is seen to be one."""

import asyncio
import os
import time
from dataclasses import dataclass, field

NAP = 0.05
"""Seconds between two looks at how late this process wakes."""


@dataclass
class Machine:
    """Started and ended around a measurement; `told` says what it was like."""

    late: list[float] = field(default_factory=list)
    _began: float = 0.0
    _worked: float = 0.0
    _idle: float = 0.0
    _watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Machine":
        self._began, self._worked, self._idle = time.perf_counter(), own_cpu(), idle()
        self._watch = asyncio.ensure_future(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._watch is not None
        self._watch.cancel()
        await asyncio.gather(self._watch, return_exceptions=True)

    async def _look(self) -> None:
        while True:
            at = time.perf_counter()
            await asyncio.sleep(NAP)
            self.late.append(time.perf_counter() - at - NAP)

    def told(self) -> dict[str, float | int | str]:
        """Shares of one core, of the whole machine, and how many milliseconds late this process woke."""
        took = time.perf_counter() - self._began
        late = sorted(self.late) or [0.0]
        cores = os.cpu_count() or 1
        return {
            "machine_cores": cores,
            "machine_busy": f"{1 - (idle() - self._idle) / took / cores:.0%}",
            "machine_load": f"{os.getloadavg()[0]:.1f} processes ready to run",
            "cpu_share": f"{(own_cpu() - self._worked) / took:.0%} of one core",
            "woken_late_ms": f"median {late[len(late) // 2] * 1e3:.0f}, 99 % {late[len(late) * 99 // 100] * 1e3:.0f}",
        }  # fmt: skip


def own_cpu() -> float:
    """Seconds of CPU of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def idle() -> float:
    """Seconds that all cores together had nothing to do, since the machine started; 0 where nobody says."""
    try:
        with open("/proc/stat", encoding="ascii") as stat:
            ticks = stat.readline().split()
    except OSError:
        return 0.0
    return (int(ticks[4]) + int(ticks[5])) / os.sysconf("SC_CLK_TCK")

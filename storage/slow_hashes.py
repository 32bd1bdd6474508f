"""Slow hashes beside the loop, a few at a time: a flood of guesses fills its own queue and nobody else's.

Each takes tens of milliseconds and 16 MiB. Guesses wait for guesses, and codes that are made for whoever files wait for
such codes only; files are read and written by other threads.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")

NICENESS = 15
AT_ONCE = max(1, (os.cpu_count() or 2) // 2)


def _stand_back() -> None:
    """On Linux a thread has a niceness of its own: whoever is served goes before whoever guesses."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


_guesses = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="guess", initializer=_stand_back)
_codes = ThreadPoolExecutor(1, thread_name_prefix="code")


async def guess(work: Callable[..., Result], *given: object) -> Result:
    """Hash what somebody typed."""
    return await asyncio.get_running_loop().run_in_executor(_guesses, work, *given)


async def make(work: Callable[..., Result], *given: object) -> Result:
    """Hash a code that is made here."""
    return await asyncio.get_running_loop().run_in_executor(_codes, work, *given)

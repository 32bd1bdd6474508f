"""Work done in pieces, so that others are heard in between: a generator that yields where it may be interrupted."""

import asyncio
from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Yields between its pieces; returns the result. No piece may take more than ten milliseconds."""


def at_once(steps: Steps[Result]) -> Result:
    """Do all pieces without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            result: Result = done.value
            return result


async def gently(steps: Steps[Result]) -> Result:
    """Do the pieces one by one, letting the event loop run after each."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            result: Result = done.value
            return result
        await asyncio.sleep(0)

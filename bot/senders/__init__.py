"""How messages leave: one sender a channel, each turning a stored parcel into one truthful outcome."""

import os
from typing import Protocol

from storage.outbox import DeliveryOutcome, Parcel

# python-telegram-bot gives durations as timedelta only when asked to; without it every flood answer warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")


class Sender(Protocol):
    """Speaks on one channel."""

    channel: str

    async def send(self, parcel: Parcel) -> DeliveryOutcome:
        """Say it once, at the channel's pace, and tell what became of it. Never raises for a refusal."""
        ...

    async def close(self) -> None:
        """Give back what still waits for its turn, finish what is being said, let go. May be called twice."""
        ...

"""Takes what waits in the outbox and has it said: one loop a channel, many chats side by side.

A message is leased, said, settled. The lease makes any number of processes safe; a process that dies loses
nothing, because its leases run out. What was said to somebody is recorded at once, so that a crash repeats as
little as possible; broadcasts are recorded by the handful, because one transaction each would cost more than the
sending. What waits to be recorded counts as in flight: a crash leaves no more than that in doubt.
"""

import asyncio
import logging
import os
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.background import Background
from bot.clock import Clock
from bot.senders import Sender
from storage import outbox
from storage.database import CannotStore, Database
from storage.outbox import DeliveryOutcome, Kind, Parcel, Result

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than any sender takes for one message, waiting for its turn included."""

HANDFUL, LINGER = 8, 0.3
"""Of broadcasts so many are recorded at once, or whatever ended when the first has waited so many seconds."""


@dataclass(frozen=True)
class Ended:
    """What became of a message, and until when (by the loop's clock) it may wait to be recorded."""

    parcel_id: int
    outcome: DeliveryOutcome
    record_by: float


@dataclass
class Channel:
    """One channel's loop: what it holds and what it still has to record."""

    sender: Sender
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    woken: bool = True
    in_hand: dict[int, Parcel] = field(default_factory=dict)
    ended: list[Ended] = field(default_factory=list)
    stuck: bool = False
    """Whether the database could not record what ended."""


class Delivery:
    """Runs until `stop`. `wake` after every commit that put messages; without it they leave at the next look.

    `idle` is the longest time in seconds between two looks: other processes' messages wait so long at most.
    """

    def __init__(
        self,
        db: Database,
        senders: Mapping[str, Sender],
        clock: Clock,
        *,
        in_flight: int = 24,
        idle: float = 0.5,
        lease: timedelta = LEASE,
        worker: str = "",
    ) -> None:
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in senders}
        """By channel: how many ended as sent, retry, blocked, failed, uncertain, … since the start."""
        self._db = db
        self._clock = clock
        self._in_flight = in_flight
        self._idle = idle
        self._lease = lease
        self._worker = worker or f"{os.getpid()}-{secrets.token_hex(4)}"
        self._channels = {name: Channel(sender) for name, sender in senders.items()}
        self._background = Background()
        self._stopping = False
        self._given_up = False
        self._finished = asyncio.Event()
        self._finished.set()

    @property
    def in_hand(self) -> int:
        """How many messages are being said, or were said and are not recorded yet."""
        return sum(len(each.in_hand) + len(each.ended) for each in self._channels.values())

    def wake(self) -> None:
        """Something was committed: look now."""
        for channel in self._channels.values():
            channel.woken = True
            channel.changed.set()

    async def run(self) -> None:
        """Deliver until `stop` is called."""
        self._finished.clear()
        try:
            async with asyncio.TaskGroup() as loops:
                for channel in self._channels.values():
                    loops.create_task(self._deliver(channel))
        finally:
            self._finished.set()

    async def stop(self, *, within: float = 10.0) -> None:
        """Take no more, finish what is being said, record it, close the senders.

        What is not finished after `within` seconds is left to its lease.
        """
        self._stopping = True
        self.wake()
        try:
            async with asyncio.timeout(within):
                await asyncio.gather(*(each.sender.close() for each in self._channels.values()))
                await self._finished.wait()
        except TimeoutError:
            log.warning("%d messages were not finished; their leases run out.", self.in_hand)
            self._given_up = True
            self.wake()
        await self._background.close()
        await self._finished.wait()

    async def _deliver(self, channel: Channel) -> None:
        while True:
            channel.changed.clear()
            try:
                if self._ripe_in(channel) <= 0:
                    await self._settle(channel)
                if not self._stopping:
                    await self._take(channel)
            except Exception:
                # One row that cannot be read must not end the speaking of the whole channel.
                log.exception("delivery to %s stumbled and goes on", channel.sender.channel)
                await asyncio.sleep(self._idle)
            if self._stopping and (self._given_up or not (channel.in_hand or channel.ended)):
                return
            await self._change(channel)

    def _ripe_in(self, channel: Channel) -> float:
        """Seconds until what ended is to be recorded; none when it is many, or nothing else is under way."""
        if not channel.ended or len(channel.ended) >= HANDFUL or not channel.in_hand or self._stopping:
            return 0.0
        return min(each.record_by for each in channel.ended) - asyncio.get_running_loop().time()

    async def _change(self, channel: Channel) -> None:
        """Wait until something ended or was committed, or it is time to record or to look again."""
        ripe_in = self._ripe_in(channel)
        try:
            async with asyncio.timeout(ripe_in if 0 < ripe_in < self._idle else self._idle):
                await channel.changed.wait()
        except TimeoutError:
            channel.woken = True

    async def _take(self, channel: Channel) -> None:
        """Lease more when there is room. Nothing new while something said cannot be recorded."""
        room = self._in_flight - len(channel.in_hand) - len(channel.ended)
        if channel.stuck or room <= 0 or not (channel.woken or room >= self._in_flight // 3):
            return
        channel.woken = False
        try:
            parcels = await outbox.take(
                self._db,
                channel=channel.sender.channel,
                now=self._clock(),
                limit=room,
                lease=self._lease,
                worker=self._worker,
            )
        except CannotStore as trouble:
            log.warning("The outbox cannot be read (%s); trying again.", trouble)
            return
        for parcel in parcels:
            channel.in_hand[parcel.id] = parcel
            self._background.start(self._say(channel, parcel), name=f"say {parcel.id}")

    async def _say(self, channel: Channel, parcel: Parcel) -> None:
        try:
            outcome = await channel.sender.send(parcel)
        except Exception as fault:
            log.exception("message %d was given up for now", parcel.id)
            doubt = Result.UNCERTAIN if parcel.kind is Kind.BROADCAST else Result.RETRY
            outcome = DeliveryOutcome(doubt, error=type(fault).__name__)
        patience = LINGER if parcel.kind is Kind.BROADCAST else 0.0
        del channel.in_hand[parcel.id]
        channel.ended.append(Ended(parcel.id, outcome, asyncio.get_running_loop().time() + patience))
        channel.changed.set()

    async def _settle(self, channel: Channel) -> None:
        """Record what ended. When the database cannot store, it is kept and recorded at the next look."""
        ended = list(channel.ended)
        if not ended:
            return
        try:
            outcomes = [(each.parcel_id, each.outcome) for each in ended]
            await outbox.settle_many(self._db, outcomes, self._clock())
        except CannotStore as trouble:
            log.warning("%d messages were said but cannot be recorded yet (%s).", len(ended), trouble)
            channel.stuck = True
            return
        channel.stuck = False
        del channel.ended[: len(ended)]
        counted = self.counts[channel.sender.channel]
        counted.update(each.outcome.result.value for each in ended)

"""How fast the bot may speak on Telegram: one limiter that sees every message of the token.

Telegram's limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): about
30 messages a second over all chats, about one a second in a chat with short bursts, 20 a minute in a group.
The limits are counted where the messages arrive. So a message takes a place from when it leaves until a second
after its answer: then no second at Telegram holds more than there are places, however late or early a message
travels, and the pace needs no margin. The library's own limiter lets 59 messages out in the first second and
lifts its halt too early; see docs/decisions.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.background import Background

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Precedence(IntEnum):
    """Who goes first when the line is long."""

    PERSON = 0  # somebody waits for this reply or notice
    BROADCAST = 1


class TooSoon(RetryAfter):
    """The turn is further away than we are ready to wait; nothing was sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(timedelta(seconds=max(seconds, 0.0)))


@dataclass(frozen=True)
class Allowance:
    """The limits we keep. Times in seconds."""

    per_second: float = 30.0
    """The most that arrives within any one second, over all chats."""
    burst: int = 4
    """How many may leave at once when the machine was late, so that a tenth of a second lost costs no
    pace in the long run; after a halt they leave one by one."""
    longest_way: float = 5.0
    """A message without an answer gives its place up after so long: it has arrived, or never will."""
    chat_burst: int = 3
    chat_period: float = 1.0
    group_messages: int = 20
    group_window: float = 61.0
    """A second more than Telegram's minute, for messages that travel at unequal speed."""
    patience: float = 5.0
    """A turn further away than this is refused with `TooSoon`, so that a lease is not held for nothing."""
    trouble_after: int = 3
    trouble_longest: float = 30.0
    """After so many failures in a row, everybody pauses: half a second, then twice as long each time."""

    def part(self, of: int) -> "Allowance":
        """One process's part, where `of` processes speak for the token: together they stay within the whole.

        Raises `ValueError` for more processes than a group may hear messages in a minute.
        """
        if not 1 <= of <= self.group_messages:
            raise ValueError(f"{of} processes cannot share {self.group_messages} messages a minute")
        return replace(
            self, per_second=float(self.per_second // of), group_messages=self.group_messages // of,
            chat_burst=max(1, self.chat_burst // of), chat_period=self.chat_period * of,
        )  # fmt: skip


class PaceSlot:
    """One of the places of a second: taken when a message leaves, free a second after it was answered."""

    __slots__ = ("until",)

    def __init__(self, until: float) -> None:
        self.until = until


class WaitingLine:
    """Everybody waits in one line; the more urgent go first, nobody goes while a halt stands."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._spacing = 1 / allowance.per_second
        self._due = 0.0
        self._places: list[PaceSlot] = []
        self._answered = asyncio.Event()
        self._waiting: list[tuple[int, int, asyncio.Future[PaceSlot]]] = []
        self._arrivals = count()
        self._halted_until = 0.0
        self._background = Background()
        self._serving: asyncio.Task[None] | None = None
        self._closed = False

    def halt(self, seconds: float) -> None:
        """Nobody goes before so many seconds have passed; a shorter halt never shortens a longer one."""
        self._halted_until = max(self._halted_until, asyncio.get_running_loop().time() + seconds)
        self._due = max(self._due, self._halted_until)
        if self.halted_for() > self._allowance.patience:
            self._refuse_all(self.halted_for())

    def halted_for(self) -> float:
        """Seconds until the halt is over; 0 when there is none."""
        return max(0.0, self._halted_until - asyncio.get_running_loop().time())

    async def turn(self, urgency: int) -> PaceSlot:
        """Wait for one's turn and place; `answered` gives it back. Raises `TooSoon` when it is too far away."""
        self.refuse_if_halted()
        ticket: asyncio.Future[PaceSlot] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (urgency, next(self._arrivals), ticket))
        if self._serving is None or self._serving.done():
            self._serving = self._background.start(self._serve(), name="pace")
        try:
            async with asyncio.timeout(2 * self._allowance.patience):
                return await ticket
        except TimeoutError:
            raise TooSoon(self._allowance.chat_period) from None

    def answered(self, places: Sequence[PaceSlot]) -> None:
        """These messages have arrived, or will not: their places are free in a second."""
        free_at = asyncio.get_running_loop().time() + 1.0
        for place in places:
            place.until = min(place.until, free_at)
        self._answered.set()

    def refuse_if_halted(self) -> None:
        """Raises `TooSoon` when closed or halted for longer than our patience."""
        if self._closed:
            raise TooSoon(0)
        if self.halted_for() > self._allowance.patience:
            raise TooSoon(self.halted_for())

    async def outlast_halt(self) -> None:
        """Wait until no halt stands."""
        while (left := self.halted_for()) > 0:  # noqa: ASYNC110 - a halt may grow while we wait
            await asyncio.sleep(left)

    async def _serve(self) -> None:
        while self._waiting:
            await self.outlast_halt()
            now = asyncio.get_running_loop().time()
            if (full := self._full_for(now)) > 0:
                await self._an_answer(within=full)
            elif self._due > now:
                await asyncio.sleep(self._due - now)
            else:
                self._due = max(self._due, now - (self._allowance.burst - 1) * self._spacing) + self._spacing
                self._admit(PaceSlot(now + self._allowance.longest_way + 1.0))

    def _full_for(self, now: float) -> float:
        """Seconds until the next place is free; 0 when one is."""
        most = int(self._allowance.per_second)
        if len(self._places) >= most:
            self._places = [place for place in self._places if place.until > now]
        if len(self._places) < most:
            return 0.0
        return min(place.until for place in self._places) - now

    async def _an_answer(self, *, within: float) -> None:
        """Wait for the next answer, which may free a place earlier."""
        self._answered.clear()
        try:
            async with asyncio.timeout(within):
                await self._answered.wait()
        except TimeoutError:
            return

    def _admit(self, place: PaceSlot) -> None:
        while self._waiting:
            *_, ticket = heappop(self._waiting)
            if not ticket.done():
                self._places.append(place)
                ticket.set_result(place)
                return

    def _refuse_all(self, seconds: float) -> None:
        for *_, ticket in self._waiting:
            if not ticket.done():
                ticket.set_exception(TooSoon(seconds))
        self._waiting.clear()

    async def close(self) -> None:
        """Turn everybody away; later comers too."""
        self._closed = True
        self._refuse_all(0)
        await self._background.close()


class ChatPace:
    """The pace of one chat: a small burst, then one a second; in a group also 20 in any minute."""

    __slots__ = ("bucket", "lock", "said", "used_at")

    def __init__(self, allowance: Allowance) -> None:
        self.lock = asyncio.Lock()
        self.bucket = AsyncLimiter(allowance.chat_burst, allowance.chat_burst * allowance.chat_period)
        self.said: deque[float] = deque()
        self.used_at = 0.0

    def minute_left(self, now: float, cost: int, allowance: Allowance) -> float:
        """Seconds until the sliding window has room for `cost` more messages."""
        while self.said and self.said[0] + allowance.group_window <= now:
            self.said.popleft()
        over = len(self.said) + cost - allowance.group_messages
        return 0.0 if over <= 0 else self.said[over - 1] + allowance.group_window - now


class Pace(BaseRateLimiter[int]):
    """The limiter of the whole bot. Memory holds only chats spoken to within the last minute."""

    def __init__(self, allowance: Allowance | None = None) -> None:
        self.allowance = allowance or Allowance()
        self.line = WaitingLine(self.allowance)
        self._chats: OrderedDict[int, ChatPace] = OrderedDict()
        self._failures = 0

    async def initialize(self) -> None:
        """Part of PTB's interface; nothing has to be prepared."""

    async def shutdown(self) -> None:
        """Turn away whoever waits."""
        await self.line.close()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Wait for the turn, then call once. A `RetryAfter` halts everybody for as long as Telegram asks.

        Its seconds count from Telegram's answer; ours from when that reached us, so never too few.
        """
        places = await self.turn(endpoint, data, rate_limit_args or Precedence.PERSON)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as refused:
            self.line.halt(seconds_of(refused))
            raise
        finally:
            self.line.answered(places)

    async def turn(self, endpoint: str, data: dict[str, Any], urgency: int) -> list[PaceSlot]:
        """Wait until this call may leave; a button's answer and questions wait for nothing but a halt."""
        chat_id = data.get("chat_id")
        if not isinstance(chat_id, int) or endpoint.startswith(("get", "answer")):
            self.line.refuse_if_halted()
            await self.line.outlast_halt()
            return []
        media = data.get("media")
        cost = len(media) if isinstance(media, list | tuple) else 1
        chat = self._chat(chat_id)
        async with chat.lock:
            await self._chat_turn(chat, chat_id, cost)
            places = [await self.line.turn(urgency) for _ in range(cost)]
            now = asyncio.get_running_loop().time()
            chat.used_at = now
            if chat_id < 0:
                chat.said.extend([now] * cost)
        return places

    async def _chat_turn(self, chat: ChatPace, chat_id: int, cost: int) -> None:
        self.line.refuse_if_halted()
        if chat_id < 0:
            wait = chat.minute_left(asyncio.get_running_loop().time(), cost, self.allowance)
            if wait > self.allowance.patience:
                raise TooSoon(wait)
            await asyncio.sleep(wait)
        await chat.bucket.acquire(min(cost, self.allowance.chat_burst))

    def _chat(self, chat_id: int) -> ChatPace:
        now = asyncio.get_running_loop().time()
        chat = self._chats.pop(chat_id, None) or ChatPace(self.allowance)
        chat.used_at = now
        self._chats[chat_id] = chat
        self._forget(now)
        return chat

    def _forget(self, now: float) -> None:
        """Drop chats whose pace no longer matters; the longest unused come first."""
        while self._chats:
            chat_id, oldest = next(iter(self._chats.items()))
            if oldest.lock.locked() or oldest.used_at + self.allowance.group_window > now:
                return
            del self._chats[chat_id]

    @property
    def chats(self) -> int:
        """How many chats are remembered."""
        return len(self._chats)

    def went_well(self) -> None:
        """Telegram answered: the next failure is the first again."""
        self._failures = 0

    def went_wrong(self) -> None:
        """No answer; after several in a row everybody pauses, so that an outage burns little."""
        self._failures += 1
        over = self._failures - self.allowance.trouble_after
        if over >= 0:
            self.line.halt(min(0.5 * 2 ** min(over, 10), self.allowance.trouble_longest))


def seconds_of(refused: RetryAfter) -> float:
    """How long Telegram, or our own line, asks us to wait."""
    asked = refused.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)

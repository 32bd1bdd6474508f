"""What was put is said: once when all goes well, at least once when not, and a broadcast never twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.delivery import Delivery
from bot.senders.pace import Allowance, Pace
from bot.senders.telegram_sender import TelegramSender
from storage import outbox
from storage.database import CannotStore, Database
from storage.outbox import DeliveryOutcome, Kind, Outgoing, Parcel, Result
from tests.bot.parcels import NOW
from tests.fake_telegram import TOKEN, FakeTelegram, Trouble

FAST = Allowance(per_second=2000, burst=50, chat_burst=50, chat_period=0.001, trouble_longest=0.05)


class QuickClock:
    """Twenty seconds pass in one, so that back-offs and leases end within a test."""

    def __init__(self, speed: float = 20.0) -> None:
        self._speed = speed
        self._start = asyncio.get_running_loop().time()

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=(asyncio.get_running_loop().time() - self._start) * self._speed)


class Recorder:
    """A sender that writes down what it says and answers as told."""

    channel = "telegram"

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []
        self.saying: Counter[int] = Counter()
        self.at_once = 0
        self.takes = 0.0
        self.faults: list[Exception] = []
        self.outcomes: list[DeliveryOutcome] = []
        self.closed = False

    async def send(self, parcel: Parcel) -> DeliveryOutcome:
        self.saying[parcel.chat_id] += 1
        assert self.saying[parcel.chat_id] == 1, "two messages of one chat at a time"
        self.at_once = max(self.at_once, self.saying.total())
        try:
            await asyncio.sleep(self.takes)
        finally:
            self.saying[parcel.chat_id] -= 1
        if self.faults:
            raise self.faults.pop()
        if self.outcomes:
            return self.outcomes.pop()
        self.said.append((parcel.chat_id, parcel.payload["text"]))
        return DeliveryOutcome(Result.SENT, message_id=len(self.said))

    async def close(self) -> None:
        self.closed = True


def message(chat_id: int, words: str, **more: Any) -> Outgoing:
    return Outgoing("telegram", chat_id, "sendMessage", {"text": words}, **more)


async def put(db: Database, items: Sequence[Outgoing]) -> None:
    async with db.writing() as session:
        await outbox.put(session, items, NOW)


async def counts(db: Database) -> dict[str, int]:
    """The statuses that occur, and how often."""
    async with db.reading() as session:
        return {status: number for status, number in (await outbox.counts(session)).items() if number}


async def until_settled(db: Database, *, seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while True:
            async with db.reading() as session:
                if not await outbox.pending(session):
                    return
            await asyncio.sleep(0.02)


@asynccontextmanager
async def delivering(db: Database, sender: Any, **more: Any) -> AsyncIterator[Delivery]:
    wanted = {"idle": 0.05, **more}
    delivery = Delivery(db, {"telegram": sender}, wanted.pop("clock", None) or QuickClock(), **wanted)
    running = asyncio.ensure_future(delivery.run())
    try:
        yield delivery
    finally:
        await delivery.stop()
        await running


@pytest.fixture
def sender() -> Recorder:
    return Recorder()


async def test_what_was_put_is_said_and_recorded(db: Database, sender: Recorder) -> None:
    await put(db, [message(5, "已登记"), message(6, "已受理")])
    async with delivering(db, sender) as delivery:
        await until_settled(db)
    assert delivery.counts["telegram"]["sent"] == 2
    assert sorted(sender.said) == [(5, "已登记"), (6, "已受理")]
    assert await counts(db) == {"sent": 2}
    assert sender.closed


async def test_each_chat_in_order_and_many_chats_side_by_side(sqlite_db: Database, sender: Recorder) -> None:
    sender.takes = 0.02
    await put(sqlite_db, [message(chat, str(number)) for number in range(5) for chat in range(1, 9)])
    async with delivering(sqlite_db, sender):
        await until_settled(sqlite_db)
    for chat in range(1, 9):
        assert [words for said_to, words in sender.said if said_to == chat] == ["0", "1", "2", "3", "4"]
    assert sender.at_once > 1


async def test_waking_makes_it_leave_at_once(sqlite_db: Database, sender: Recorder) -> None:
    async with delivering(sqlite_db, sender, idle=3600) as delivery:
        await asyncio.sleep(0.1)
        await put(sqlite_db, [message(5, "马上")])
        delivery.wake()
        await until_settled(sqlite_db)


async def test_what_another_process_put_is_found(sqlite_db: Database, sender: Recorder) -> None:
    async with delivering(sqlite_db, sender):
        await asyncio.sleep(0.1)
        await put(sqlite_db, [message(5, "别的进程")])
        await until_settled(sqlite_db)


async def test_two_processes_say_everything_once(db: Database) -> None:
    one, other = Recorder(), Recorder()
    await put(db, [message(chat, str(chat)) for chat in range(1, 61)])
    async with delivering(db, one), delivering(db, other):
        await until_settled(db)
    assert Counter(one.said + other.said) == Counter((chat, str(chat)) for chat in range(1, 61))


async def test_a_fault_nobody_foresaw_is_tried_again_but_not_for_a_broadcast(
    sqlite_db: Database, sender: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    sender.faults = [RuntimeError("a bug"), RuntimeError("a bug")]
    await put(sqlite_db, [message(5, "答复"), message(6, "公告", kind=Kind.BROADCAST)])
    async with delivering(sqlite_db, sender):
        await until_settled(sqlite_db)
    assert sender.said == [(5, "答复")]
    assert await counts(sqlite_db) == {"sent": 1, "uncertain": 1}


async def test_what_was_said_is_recorded_when_the_disk_is_free_again(
    sqlite_db: Database, sender: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outbox.settle_many
    refused: list[Any] = []

    async def full(*given: Any) -> None:
        if len(refused) < 3:
            refused.append(list(sender.said))
            raise CannotStore("disk full", cause="a test")
        await real(*given)

    monkeypatch.setattr(outbox, "settle_many", full)
    await put(sqlite_db, [message(5, "一"), message(6, "二")])
    async with delivering(sqlite_db, sender, in_flight=1):
        await until_settled(sqlite_db)
    assert sender.said == [(5, "一"), (6, "二")]
    assert refused == [[(5, "一")]] * 3, "something new was said before the old was recorded"


async def test_nothing_new_is_said_while_something_said_cannot_be_recorded(
    sqlite_db: Database, sender: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for more: what is said and not on record would be said again after a crash."""
    real = outbox.settle_many
    said_at: list[int] = []

    async def full(*given: Any) -> None:
        said_at.append(len(sender.said))
        if len(said_at) == 1:
            await put(sqlite_db, [message(6, "二"), message(7, "三")])
        if len(said_at) < 6:
            raise CannotStore("disk full", cause="a test")
        await real(*given)

    monkeypatch.setattr(outbox, "settle_many", full)
    await put(sqlite_db, [message(5, "一")])
    async with delivering(sqlite_db, sender, in_flight=8) as delivery:
        delivery.wake()
        await until_settled(sqlite_db)
    assert said_at[:6] == [1] * 6
    assert len(sender.said) == 3


async def test_an_outbox_that_cannot_be_read_is_tried_again(
    sqlite_db: Database, sender: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outbox.take
    refused: list[Any] = []

    async def locked(*given: Any, **named: Any) -> list[Parcel]:
        if len(refused) < 3:
            refused.append(given)
            raise CannotStore("locked", cause="a test")
        return await real(*given, **named)

    monkeypatch.setattr(outbox, "take", locked)
    await put(sqlite_db, [message(5, "一")])
    async with delivering(sqlite_db, sender):
        await until_settled(sqlite_db)
    assert sender.said == [(5, "一")]


async def test_a_row_that_cannot_be_read_does_not_end_the_speaking(
    sqlite_db: Database, sender: Recorder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = outbox.take
    broken = [ValueError("sealed with a key nobody has")]

    async def odd(*given: Any, **named: Any) -> list[Parcel]:
        if broken:
            raise broken.pop()
        return await real(*given, **named)

    monkeypatch.setattr(outbox, "take", odd)
    await put(sqlite_db, [message(5, "一")])
    async with delivering(sqlite_db, sender):
        await until_settled(sqlite_db)
    assert sender.said == [(5, "一")]
    assert "stumbled" in caplog.text


async def test_stopping_finishes_and_records_what_is_being_said(
    sqlite_db: Database, sender: Recorder
) -> None:
    sender.takes = 0.2
    await put(sqlite_db, [message(5, "一"), message(5, "二")])
    async with delivering(sqlite_db, sender):
        while not sender.saying.total():
            await asyncio.sleep(0.01)
    assert sender.said == [(5, "一")]
    assert await counts(sqlite_db) == {"sent": 1, "queued": 1}


async def test_the_next_start_says_only_what_is_left(sqlite_db: Database) -> None:
    first, second = Recorder(), Recorder()
    first.takes = 0.1
    await put(sqlite_db, [message(5, str(number)) for number in range(6)])
    async with delivering(sqlite_db, first):
        while len(first.said) < 2:
            await asyncio.sleep(0.01)
    async with delivering(sqlite_db, second):
        await until_settled(sqlite_db)
    assert [words for _, words in first.said + second.said] == [str(number) for number in range(6)]


async def test_a_sender_that_hangs_does_not_hold_up_the_stop(sqlite_db: Database, sender: Recorder) -> None:
    sender.takes = 3600.0
    await put(sqlite_db, [message(5, "卡住")])
    async with delivering(sqlite_db, sender) as delivery:
        while not sender.saying.total():
            await asyncio.sleep(0.01)
        await delivery.stop(within=0.1)
    assert await counts(sqlite_db) == {"sending": 1}
    again = Recorder()
    async with delivering(sqlite_db, again, clock=lambda: NOW + timedelta(minutes=5)):
        await until_settled(sqlite_db)
    assert again.said == [(5, "卡住")]


async def test_a_message_for_later_waits_and_holds_nobody_up(sqlite_db: Database, sender: Recorder) -> None:
    later = NOW + timedelta(seconds=30)
    await put(sqlite_db, [message(5, "明早", not_before=later), message(5, "现在")])
    async with delivering(sqlite_db, sender):
        await until_settled(sqlite_db)
    assert [words for _, words in sender.said] == ["现在", "明早"]


# With Telegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(strict=False) as server:
        yield server


def speaking(telegram: FakeTelegram, clock: QuickClock) -> TelegramSender:
    return TelegramSender(TOKEN, clock=clock, api_base=telegram.base, pace=Pace(FAST))


async def test_a_card_is_shown_once_and_redrawn(sqlite_db: Database, telegram: FakeTelegram) -> None:
    clock = QuickClock()
    for words in ("已登记", "已受理", "已办结"):
        card = Outgoing("telegram", -5, "editMessageText", {"text": words}, kind=Kind.NOTICE, card="case:1")
        await put(sqlite_db, [card])
    async with delivering(sqlite_db, speaking(telegram, clock), clock=clock):
        await until_settled(sqlite_db)
    assert telegram.shown(-5) == ["已办结"]
    assert len(telegram.of("editMessageText")) == 2


async def test_a_person_who_blocked_us_is_left_in_peace(sqlite_db: Database, telegram: FakeTelegram) -> None:
    telegram.fails(Trouble.BLOCKED, chat_id=5)
    clock = QuickClock()
    await put(sqlite_db, [message(5, str(number), kind=Kind.NOTICE) for number in range(4)])
    async with delivering(sqlite_db, speaking(telegram, clock), clock=clock):
        await until_settled(sqlite_db)
    assert await counts(sqlite_db) == {"blocked": 4}
    assert len(telegram.calls) == 1


async def test_a_group_that_moved_is_followed(sqlite_db: Database, telegram: FakeTelegram) -> None:
    telegram.fails(Trouble.MIGRATED, chat_id=-5, new_chat_id=-1005)
    clock = QuickClock()
    await put(sqlite_db, [message(-5, "一"), message(-5, "二")])
    async with delivering(sqlite_db, speaking(telegram, clock), clock=clock):
        await until_settled(sqlite_db)
    assert telegram.shown(-1005) == ["一", "二"]


async def test_after_too_many_requests_nobody_speaks_until_telegram_allows(
    sqlite_db: Database, telegram: FakeTelegram
) -> None:
    telegram.limits.strict = True
    clock = QuickClock(speed=1.0)
    await put(sqlite_db, [message(chat, "一") for chat in range(1, 21)])
    telegram.fails(Trouble.FLOOD, skip=5, seconds=2)
    sender = TelegramSender(TOKEN, clock=clock, api_base=telegram.base)
    async with delivering(sqlite_db, sender, clock=clock):
        await until_settled(sqlite_db)
    assert await counts(sqlite_db) == {"sent": 20}
    # What was under way when the refusal came: no more than may leave side by side, of the fourteen that waited.
    assert telegram.limits.during_ban <= 2 * Allowance().burst


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_through_every_kind_of_trouble_all_is_said_and_no_broadcast_twice(
    sqlite_db: Database, telegram: FakeTelegram, seed: int
) -> None:
    chances = {
        Trouble.FLOOD: 0.02,
        Trouble.BROKEN: 0.06,
        Trouble.RESET_BEFORE: 0.05,
        Trouble.RESET_AFTER: 0.05,
    }
    telegram.fails_at_random(seed, chances)
    clock = QuickClock(speed=50)
    notices = [message(chat, f"通知{chat}", kind=Kind.NOTICE) for chat in range(1, 101)]
    news = [message(chat, f"公告{chat}", kind=Kind.BROADCAST) for chat in range(1, 101)]
    await put(sqlite_db, [*notices, *news])
    async with delivering(sqlite_db, speaking(telegram, clock), clock=clock):
        await until_settled(sqlite_db)
    shown = Counter(words for chat in range(1, 101) for words in telegram.shown(chat))
    told = await counts(sqlite_db)
    assert all(shown[f"通知{chat}"] >= 1 for chat in range(1, 101))
    assert all(shown[f"公告{chat}"] <= 1 for chat in range(1, 101))
    assert told["sent"] + told["uncertain"] == 200
    assert sum(shown[f"公告{chat}"] for chat in range(1, 101)) >= told["sent"] - 100


class HalfMute(Recorder):
    """Says everything but what goes to one chat: that stays under way until the test ends."""

    def __init__(self, silent: int) -> None:
        super().__init__()
        self._silent = silent
        self.over = asyncio.Event()

    async def send(self, parcel: Parcel) -> DeliveryOutcome:
        if parcel.chat_id == self._silent:
            await self.over.wait()
        return await super().send(parcel)


async def test_broadcasts_are_recorded_by_the_handful(
    sqlite_db: Database, sender: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    handfuls: list[int] = []
    settle = outbox.settle_many

    async def counted(db: Database, ended: Sequence[tuple[int, DeliveryOutcome]], now: datetime) -> None:
        handfuls.append(len(ended))
        await settle(db, ended, now)

    monkeypatch.setattr(outbox, "settle_many", counted)
    sender.takes = 0.01
    await put(sqlite_db, [message(chat, "公告", kind=Kind.BROADCAST) for chat in range(1, 101)])
    async with delivering(sqlite_db, sender) as delivery:
        await until_settled(sqlite_db)
    assert delivery.counts["telegram"] == {"sent": 100}
    assert len(sender.said) == 100
    assert len(handfuls) <= 50, "a transaction for each message would cost more than the sending"


async def test_what_was_broadcast_is_recorded_though_another_message_stays_under_way(
    sqlite_db: Database,
) -> None:
    sender = HalfMute(2)
    await put(sqlite_db, [message(chat, "公告", kind=Kind.BROADCAST) for chat in (1, 2)])
    async with delivering(sqlite_db, sender, clock=QuickClock(speed=1.0)):
        async with asyncio.timeout(20):
            while await counts(sqlite_db) != {"sent": 1, "sending": 1}:
                await asyncio.sleep(0.02)
        sender.over.set()


async def test_what_a_crash_leaves_in_doubt_is_never_more_than_may_be_in_flight(
    sqlite_db: Database, sender: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unable(*_: object) -> None:
        raise CannotStore("磁盘已满")

    monkeypatch.setattr(outbox, "settle_many", unable)
    await put(sqlite_db, [message(chat, "公告", kind=Kind.BROADCAST) for chat in range(1, 101)])
    async with delivering(sqlite_db, sender, in_flight=12, clock=QuickClock(speed=1.0)) as delivery:
        async with asyncio.timeout(20):
            while len(sender.said) < 12:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)
        assert len(sender.said) == delivery.in_hand == 12
        monkeypatch.undo()

"""A notice to 10,000 simulated people through every kind of trouble, with three kills in the middle.

The mock Bot API enforces Telegram's limits; 5 % of the people blocked the bot, 2 % of the calls are refused with
429, some connections break before or after delivery, and the delivering process is killed (SIGKILL) three times.
Whether anybody was missed or heard it twice is counted where the messages arrive, not where they were sent.

Two paces are printed against Telegram's 30 a second. The ratio is over the time in which sending was possible: without
the seconds that a 429 ordered to wait, and without those from a kill to the first call of the next process. The raw one
is over everything from the start to the last call.

    python -m bench.broadcast [--people 10000] [--kills 3] [--json]
"""

import argparse
import asyncio
import gc
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bench.machine import Machine
from bot.clock import system_clock
from bot.delivery import Delivery
from bot.senders.telegram_sender import TelegramSender
from casework.petition import Role
from services.broadcast_message import NoticeDraft, composed
from storage import broadcasts, office, outbox, people, vault
from storage.audience import SubscriberFilter
from storage.database import Database
from storage.rows import table
from storage.tables.office_rows import UnitKind
from storage.tables.public_rows import Decision, Theme
from storage.vault import Vault
from tests.fake_telegram import TOKEN, FakeTelegram, Trouble
from tests.fake_telegram_rules import PER_SECOND

BLOCKED, FLOOD, RESETS = 0.05, 0.02, 0.01
FIRST = 1_000_000
"""The first person's chat."""
OUTAGE = timedelta(hours=1)


@dataclass
class Run:
    """What happened, by the clock of this process."""

    kills: list[float] = field(default_factory=list)
    began: float = 0.0
    ended: float = 0.0
    queued_in: float = 0.0


def install_keys() -> None:
    """Keys that mean nothing, the same in both processes."""
    vault.install(Vault([("bench", bytes(range(32)))], b"index key of the benchmark, 32 b"))


async def deliver(url: str, base: str) -> None:
    """The process that is killed: the real delivery on the real sender, begun as `jianjian run` begins it."""
    install_keys()
    db = Database.open(url)
    sender = TelegramSender(TOKEN, clock=system_clock, api_base=base)
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    await outbox.take_back(db, system_clock())  # as a process does that is the only one
    await Delivery(db, {"telegram": sender}, system_clock).run()


async def prepare(url: str, count: int) -> tuple[Database, int, float]:
    """An office, the people, and an approved notice that is queued; gives its id and the time queueing took."""
    db = Database.open(url)
    await db.migrate(lambda _: None)
    now = system_clock()
    async with db.writing() as session:
        bureau = await office.add_unit(session, "bureau", "信访局", UnitKind.BUREAU)
        staff = []
        for number in (1, 2):
            person = await people.person(session, "telegram", number, number, now)
            assert person.id is not None
            staff.append(await office.appoint(session, person.id, bureau, Role.ADMIN, now=now))
        rows = [
            {"channel": "telegram", "user_id": FIRST + n, "chat_id": FIRST + n, "locale": "zh-CN", "opted_in": True,
             "created_at": now}
            for n in range(count)
        ]  # fmt: skip
        await session.execute(insert(table("people")), rows)
        ids = (
            await session.scalars(select(table("people").c.id).where(table("people").c.chat_id >= FIRST))
        ).all()
        wanted = [{"person_id": each, "theme": Theme.LAW.value, "town": "", "opted_at": now} for each in ids]
        await session.execute(insert(table("subscriptions")), wanted)
    broadcast_id = await approve(db, staff)
    begun = time.perf_counter()
    async with db.writing() as session:
        queued = await broadcasts.start(session, broadcast_id, system_clock(), per_week=2)
    assert queued == count, queued
    return db, broadcast_id, time.perf_counter() - begun


async def approve(db: Database, staff: list[int]) -> int:
    """Written by one administrator, approved by another."""
    from services.broadcast_message import mute_button

    sheet = NoticeDraft("反映事情请走法定途径：依法逐级、一事一地。" * 5, "《信访工作条例》第十九条")
    now = system_clock()
    async with db.writing() as session:
        made = composed(sheet, Theme.LAW, mute_button(Theme.LAW))
        found = await broadcasts.draft(
            session, Theme.LAW, "依法信访", made, SubscriberFilter(), by=staff[0], now=now
        )
        await broadcasts.submit(session, found)
        await broadcasts.decide(session, found, 1, staff_id=staff[1], decision=Decision.APPROVED, now=now)
    return found


async def run(count: int, kills: int, url: str, telegram: FakeTelegram) -> tuple[Run, Database, int]:
    """Queue, deliver, kill at even distances, deliver again until nothing waits."""
    db, broadcast_id, queued_in = await prepare(url, count)
    told = Run(queued_in=queued_in, began=asyncio.get_running_loop().time())
    marks = [count * (n + 1) // (kills + 1) for n in range(kills)]
    process = await start(url, telegram.base)
    deadline = told.began + OUTAGE.total_seconds()
    while asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(0.5)
        if process.returncode is not None:
            raise SystemExit(f"the delivering process ended by itself ({process.returncode})")
        if marks and len(telegram.calls) >= marks[0]:
            marks.pop(0)
            told.kills.append(asyncio.get_running_loop().time())
            process.send_signal(signal.SIGKILL)
            await process.wait()
            process = await start(url, telegram.base)
        if await waiting(db, broadcast_id) == 0:
            break
    process.send_signal(signal.SIGKILL)
    await process.wait()
    told.ended = telegram.calls[-1].at
    return told, db, broadcast_id


async def start(url: str, base: str) -> asyncio.subprocess.Process:
    """A fresh delivering process."""
    here = Path(__file__).parent.parent
    command = (sys.executable, "-m", "bench.broadcast", "--deliver", url, base)
    return await asyncio.create_subprocess_exec(
        *command, cwd=here, env={**os.environ, "PYTHONPATH": str(here)}
    )


async def waiting(db: Database, broadcast_id: int) -> int:
    """How many messages are not settled yet."""
    async with db.reading() as session:
        counts = await broadcasts.progress(session, broadcast_id)
    return counts["queued"] + counts["held"] + counts["sending"]


async def judge(
    db: Database, broadcast_id: int, telegram: FakeTelegram, told: Run, count: int, blocked: set[int]
) -> dict[str, Any]:
    """What the outbox says against what arrived."""
    rows = table("outbox")
    async with db.reading() as session:
        counts = await broadcasts.progress(session, broadcast_id)
        found = await session.execute(
            select(rows.c.chat_id, rows.c.status).where(rows.c.broadcast_id == broadcast_id)
        )
        status: dict[int, str] = {row.chat_id: row.status for row in found}
    arrived = Counter(call.given["chat_id"] for call in telegram.calls if call.delivered)
    everybody = range(FIRST, FIRST + count)
    shown = ("uncertain", "failed")
    unseen = [
        each
        for each in everybody
        if not arrived[each] and each not in blocked and status.get(each) not in shown
    ]
    doubt = [each for each in everybody if status.get(each) == "uncertain"]
    return {
        "people": count, "kills": len(told.kills), "queued_in_seconds": round(told.queued_in, 3),
        "sent": counts["sent"], "blocked": counts["blocked"], "failed": counts["failed"],
        "uncertain": counts["uncertain"],
        "waiting": counts["queued"] + counts["sending"] + counts["held"],
        "missed": len(unseen), "twice": sum(1 for each in everybody if arrived[each] > 1),
        "uncertain_arrived": sum(1 for each in doubt if arrived[each]),
        "sent_but_not_arrived": sum(1 for each in everybody if status.get(each) == "sent" and not arrived[each]),
        "refused_for_rate": telegram.limits.refused - telegram.limits.during_ban,
        "on_the_way_when_halted": telegram.limits.during_ban,
        "answers_429": sum(1 for call in telegram.calls if call.status == 429),
        **paces(telegram, told),
    }  # fmt: skip


def paces(telegram: FakeTelegram, told: Run) -> dict[str, Any]:
    """Calls a second against Telegram's, over the time in which sending was possible and over all of it."""
    silent = silences(telegram, told)
    # A call that was on its way when everybody was halted arrived in a second that is not counted either.
    seconds, calls = told.ended - told.began, len(telegram.calls) - telegram.limits.during_ban
    possible = seconds - silent.total
    return {
        "calls": len(telegram.calls), "seconds": round(seconds, 1), "seconds_halted": round(silent.halted, 1),
        "seconds_down": round(silent.down, 1), "seconds_possible": round(possible, 1), "allowed_pace": PER_SECOND,
        "pace": round(calls / possible, 2), "ratio": round(calls / possible / PER_SECOND, 3),
        "raw_pace": round(calls / seconds, 2), "raw_ratio": round(calls / seconds / PER_SECOND, 3),
    }  # fmt: skip


@dataclass(frozen=True)
class Silence:
    """Seconds in which nothing could be sent, by cause; overlaps are counted once."""

    halted: float
    """Telegram said to come back later (429)."""
    down: float
    """From the start, or a kill, to the next call."""

    @property
    def total(self) -> float:
        return self.halted + self.down


def silences(telegram: FakeTelegram, told: Run) -> Silence:
    """The stretches in which nothing may or can be sent. An injected 429 says one second."""
    times = [call.at for call in telegram.calls]
    halts = [(call.at, call.at + 1.0) for call in telegram.calls if call.status == 429]
    downs = [(at, next((each for each in times if each > at), at)) for at in (told.began, *told.kills)]
    down = covered(downs)
    return Silence(covered([*downs, *halts]) - down, down)


def covered(spans: list[tuple[float, float]]) -> float:
    """The length of the union of stretches."""
    total, until = 0.0, 0.0
    for begin, end in sorted(spans):
        total += max(0.0, end - max(begin, until))
        until = max(until, end)
    return total


async def main(count: int, kills: int, as_json: bool) -> int:
    install_keys()
    blocked = {FIRST + n for n in range(count) if n % round(1 / BLOCKED) == 7}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/bench.db"
        async with FakeTelegram(strict=True) as telegram:
            for chat_id in blocked:
                telegram.fails(Trouble.BLOCKED, chat_id=chat_id, times=1_000)
            half = RESETS / 2
            chances = {Trouble.FLOOD: FLOOD, Trouble.RESET_BEFORE: half, Trouble.RESET_AFTER: half}
            telegram.fails_at_random(20261230, chances)
            async with Machine() as machine:
                told, db, broadcast_id = await run(count, kills, url, telegram)
            found = await judge(db, broadcast_id, telegram, told, count, blocked) | machine.told()
        await db.close()
    if as_json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:22} {value}" for name, value in found.items()))
    return 0 if found["missed"] == found["twice"] == found["waiting"] == 0 else 1


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--people", type=int, default=10_000)
    arguments.add_argument("--kills", type=int, default=3)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--deliver", nargs=2, metavar=("URL", "BASE"), help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.deliver:
        asyncio.run(deliver(*given.deliver))
    else:
        sys.exit(asyncio.run(main(given.people, given.kills, given.json)))

"""How close delivery comes to the pace Telegram allows, how often it is refused, and what a message costs.

The pace is messages delivered over the time from the first to the last, against Telegram's 30 a second; nothing goes
wrong on purpose here, so no time is left out (bench/broadcast.py has the faults). Prints ratios against baselines
of the same run: the library's own limiter for the pace, the library's own client (httpx) for the cost.

    python -m bench.delivery_pace [messages]
"""

import asyncio
import logging
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bench.machine import Machine
from bot.clock import system_clock
from bot.delivery import Delivery
from bot.senders.request import AiohttpRequest
from bot.senders.telegram_sender import TelegramSender
from storage import outbox
from storage.database import Database
from storage.outbox import Kind, Outgoing
from storage.vault import Vault, install
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.fake_telegram_rules import PER_SECOND

ROUNDS, SENDS, SIDE_BY_SIDE = 5, 300, 16


def most_within_a_second(times: list[float]) -> int:
    """The most messages that arrived within any one second."""
    return max(sum(1 for each in times if at <= each < at + 1.0) for at in times)


def told(name: str, telegram: FakeTelegram) -> None:
    """One line about a run: pace over the allowed pace, and refusals for rate."""
    arrived = [call.at for call in telegram.calls if call.delivered]
    pace = (len(arrived) - 1) / (arrived[-1] - arrived[0])
    tries = len([call for call in telegram.calls if call.method == "sendMessage"])
    print(
        f"{name:34} delivered {len(arrived):5}  pace / allowed {pace / PER_SECOND:.3f}  "
        f"refused for rate {telegram.limits.refused:4} of {tries}  "
        f"most within a second {most_within_a_second(arrived)}"
    )


async def ours(messages: int) -> None:
    """A broadcast through the real outbox (SQLite), delivery, sender and pace."""
    install(Vault([("bench", bytes(32))], bytes(32)))
    with tempfile.TemporaryDirectory() as folder:
        db = Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}")
        await db.migrate()
        async with db.writing() as session:
            news = [
                Outgoing("telegram", chat, "sendMessage", {"text": f"公告 {chat}"}, kind=Kind.BROADCAST)
                for chat in range(1, messages + 1)
            ]
            await outbox.put(session, news, system_clock())
        async with FakeTelegram() as telegram:
            sender = TelegramSender(TOKEN, clock=system_clock, api_base=telegram.base)
            delivery = Delivery(db, {"telegram": sender}, system_clock, lease=timedelta(minutes=2))
            async with Machine() as machine:
                running = asyncio.ensure_future(delivery.run())
                await telegram.until(lambda: len(telegram.of("sendMessage")) >= messages, seconds=messages)
            await delivery.stop()
            await running
            told("ours (outbox, delivery, pace)", telegram)
            print("; ".join(f"{name} {value}" for name, value in machine.told().items()))
        await db.close()


async def stock(messages: int) -> None:
    """The same words through the library's own limiter, retrying as it does by itself."""
    async with FakeTelegram() as telegram:
        bot: ExtBot[int] = ExtBot(
            TOKEN,
            base_url=f"{telegram.base}/bot",
            request=AiohttpRequest(),
            rate_limiter=AIORateLimiter(max_retries=5),
        )

        async def say(chat: int) -> None:
            try:
                await bot.send_message(chat, f"公告 {chat}")
            except TelegramError:
                return

        await asyncio.gather(*(say(chat) for chat in range(1, messages + 1)))
        await bot.request.shutdown()
        told("the library's AIORateLimiter", telegram)


def answering(pipe: Connection) -> None:
    """A server in a process of its own that accepts everything, so that only the client's cost is measured."""

    async def accept(request: web.Request) -> web.Response:
        await request.read()
        chat = {"id": 1, "type": "private"}
        return web.json_response(
            {"ok": True, "result": {"message_id": 1, "date": 1, "chat": chat, "text": "一"}}
        )

    async def serve() -> None:
        app = web.Application()
        app.router.add_post("/{any:.*}", accept)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pipe.send(runner.addresses[0][1])
        await asyncio.to_thread(pipe.recv)

    asyncio.run(serve())


async def cost(request: BaseRequest, base: str) -> float:
    """CPU seconds of this process for one message."""
    bot: ExtBot[None] = ExtBot(TOKEN, base_url=f"{base}/bot", request=request)
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def say() -> None:
        async with gate:
            await bot.send_message(
                1, "您的信访事项已受理。", read_timeout=30, connect_timeout=30, pool_timeout=30
            )

    await request.initialize()
    await asyncio.gather(*(say() for _ in range(SIDE_BY_SIDE)))
    before = time.process_time()
    await asyncio.gather(*(say() for _ in range(SENDS)))
    spent = time.process_time() - before
    await request.shutdown()
    return spent / SENDS


async def costs(base: str) -> None:
    """Both clients in turn, several times; the median of each."""
    makers: dict[str, Callable[[], BaseRequest]] = {"aiohttp": AiohttpRequest, "httpx": HTTPXRequest}
    spent: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(ROUNDS):
        for name, make in makers.items():
            measured: Awaitable[float] = cost(make(), base)
            spent[name].append(await measured)
    medians = {name: statistics.median(each) for name, each in spent.items()}
    print(
        f"CPU of one message: aiohttp / httpx = {medians['aiohttp'] / medians['httpx']:.3f} "
        f"({medians['aiohttp'] * 1e6:.0f} us against {medians['httpx'] * 1e6:.0f} us)"
    )


def main() -> None:
    """All measurements, one after another."""
    logging.getLogger("telegram").setLevel(logging.CRITICAL)  # the stock limiter prints a traceback a refusal
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    asyncio.run(stock(messages))
    asyncio.run(ours(messages))
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    server = spawn.Process(target=answering, args=(there,), daemon=True)
    server.start()
    asyncio.run(costs(f"http://127.0.0.1:{here.recv()}"))
    here.send(None)
    server.join(timeout=5)


if __name__ == "__main__":
    main()

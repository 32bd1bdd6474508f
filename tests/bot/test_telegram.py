"""How updates arrive: nothing is lost, nothing blocks, and nothing is acknowledged before it is stored."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiohttp import web

from bot.telegram import BotApi, Polling, add_webhook
from bot.telegram.feeding import queue_of
from tests.bot.intakes import FakeIntake
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.fake_telegram_updates import SECRET_HEADER

SECRET = "a-secret_of_the_webhook"
PATH = "/telegram/hook"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def intake() -> FakeIntake:
    return FakeIntake()


@asynccontextmanager
async def polling(telegram: FakeTelegram, intake: FakeIntake, **more: Any) -> AsyncIterator[Polling]:
    """A poller that runs for as long as the test looks at it."""
    api = BotApi(TOKEN, api_base=telegram.base)
    wanted = {"allowed_updates": ["message", "callback_query"], "long_poll": 5, "first_wait": 0.02, **more}
    poller = Polling(api, intake, Bot(TOKEN), **wanted)
    running = asyncio.ensure_future(poller.run())
    try:
        yield poller
    finally:
        await poller.stop()
        await running
        await api.close()


# Polling


async def test_updates_are_fed_and_then_confirmed(telegram: FakeTelegram, intake: FakeIntake) -> None:
    async with polling(telegram, intake):
        await telegram.says(5, "您好")
        await telegram.presses(5, "menu")
        await telegram.until(lambda: telegram.waiting == 0)
    assert intake.texts == ["您好"]
    assert len(intake.stored) == 2
    assert telegram.updates.asked[0]["allowed_updates"] == ["message", "callback_query"]


async def test_polling_takes_the_webhook_away_but_not_what_waits(
    telegram: FakeTelegram, intake: FakeIntake
) -> None:
    await telegram.says(5, "早就写了")
    telegram.updates.set_webhook({"url": "http://127.0.0.1:9/nobody"})
    async with polling(telegram, intake):
        await telegram.until(lambda: intake.texts == ["早就写了"])


async def test_nothing_is_confirmed_before_it_is_stored(telegram: FakeTelegram, intake: FakeIntake) -> None:
    intake.full.add("all")
    async with polling(telegram, intake) as poller:
        await telegram.says(5, "写进去了吗")
        await telegram.until(lambda: poller.counts["unstored"] >= 3)
        assert telegram.waiting == 1
        intake.full.clear()
        await telegram.until(lambda: telegram.waiting == 0)
    assert intake.texts == ["写进去了吗"]


async def test_what_was_stored_beside_a_failure_is_not_stored_twice(
    telegram: FakeTelegram, intake: FakeIntake
) -> None:
    first = await telegram.says(1, "存不下")
    await telegram.says(1, "同一个人，后一句")
    await telegram.says(2, "存得下")
    intake.full.add(f"tg:{first}")
    async with polling(telegram, intake) as poller:
        await telegram.until(lambda: poller.counts["unstored"] >= 2)
        assert intake.texts == ["存得下"]
        intake.full.clear()
        await telegram.until(lambda: telegram.waiting == 0)
    assert intake.texts == ["存得下", "存不下", "同一个人，后一句"]
    assert poller.counts["duplicate"] >= 1


async def test_one_chat_is_heard_in_order_and_others_meanwhile(
    telegram: FakeTelegram, intake: FakeIntake
) -> None:
    intake.takes = 0.02
    for number in range(10):
        await telegram.says(1, f"一{number}")
        await telegram.says(2, f"二{number}")
    async with polling(telegram, intake):
        await telegram.until(lambda: telegram.waiting == 0)
    assert [said for said in intake.texts if said.startswith("一")] == [f"一{n}" for n in range(10)]
    assert [said for said in intake.texts if said.startswith("二")] == [f"二{n}" for n in range(10)]
    assert intake.most_at_once == 2


async def test_an_update_that_breaks_the_door_does_not_block_the_others(
    telegram: FakeTelegram, intake: FakeIntake
) -> None:
    odd = await telegram.brings({"message": {"chat": "not a chat", "text": 7}})
    intake.broken.add(f"tg:{odd}")
    async with polling(telegram, intake) as poller:
        await telegram.says(5, "后面的人")
        await telegram.until(lambda: telegram.waiting == 0)
    assert intake.texts == ["后面的人"]
    assert poller.counts["broken"] == 1


async def test_what_is_no_update_is_counted_and_stepped_over(intake: FakeIntake) -> None:
    batches: list[list[Any]] = [
        [{"update_id": 7, "message": {"text": "一", "chat": {"id": 1}}}],
        ["nonsense", {"update_id": "8"}],
        [None, {"update_id": 9, "message": {"text": "二", "chat": {"id": 1}}}],
    ]
    asked: list[dict[str, Any]] = []

    class Scripted(BotApi):
        async def call(self, method: str, parameters: dict[str, Any], *, seconds: float = 20.0) -> Any:
            if method == "getUpdates":
                asked.append(parameters)
                return batches.pop(0) if batches else []
            return True

    poller = Polling(Scripted(TOKEN, api_base="http://127.0.0.1:9"), intake, Bot(TOKEN), allowed_updates=[])
    running = asyncio.ensure_future(poller.run())
    while len(asked) < 4:
        await asyncio.sleep(0.01)
    await poller.stop()
    await running
    assert intake.texts == ["一", "二"]
    assert poller.counts["malformed"] == 3
    assert [each.get("offset") for each in asked[:4]] == [None, 8, 9, 10]


async def test_a_second_poller_is_told_what_to_do(
    telegram: FakeTelegram, intake: FakeIntake, caplog: pytest.LogCaptureFixture
) -> None:
    async with polling(telegram, intake):
        await telegram.until(lambda: telegram.updates.asked)
        async with polling(telegram, FakeIntake()):
            await telegram.until(lambda: "stop one of the two" in caplog.text)
        await telegram.says(5, "还在听")
        await telegram.until(lambda: intake.texts == ["还在听"])


async def test_an_unreachable_telegram_is_tried_again(
    intake: FakeIntake, unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    api = BotApi(TOKEN, api_base=f"http://127.0.0.1:{unused_tcp_port}")
    poller = Polling(api, intake, Bot(TOKEN), allowed_updates=[], first_wait=0.01)
    running = asyncio.ensure_future(poller.run())
    while caplog.text.count("cannot be reached") < 3:
        await asyncio.sleep(0.01)
    await poller.stop()
    await running
    await api.close()
    assert TOKEN not in caplog.text


async def test_stopping_finishes_what_was_fetched_and_confirms_it(
    telegram: FakeTelegram, intake: FakeIntake
) -> None:
    intake.takes = 0.2
    async with polling(telegram, intake):
        await telegram.says(5, "正在处理")
        await telegram.until(lambda: intake.at_once == 1)
    assert intake.texts == ["正在处理"]
    assert telegram.updates.asked[-1]["offset"] == intake.stored[0]["update_id"] + 1


async def test_a_handler_that_hangs_does_not_hold_up_the_stop(
    telegram: FakeTelegram, intake: FakeIntake
) -> None:
    intake.takes = 3600.0
    async with polling(telegram, intake) as poller:
        await telegram.says(5, "卡住了")
        await telegram.until(lambda: intake.at_once == 1)
        await poller.stop(within=0.1)
    assert telegram.waiting == 1
    assert intake.at_once == 0


@pytest.mark.parametrize(
    ("update", "queue"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 2}}}, -5),
        ({"update_id": 1, "callback_query": {"from": {"id": 2}, "message": {"chat": {"id": 3}}}}, 3),
        ({"update_id": 1, "callback_query": {"from": {"id": 2}}}, 2),
        ({"update_id": 1, "poll_answer": {"user": {"id": 4}}}, 4),
        ({"update_id": 1, "message": "nonsense"}, 0),
        ({"update_id": 1, "message": {"chat": {"id": "x"}, "from": []}}, 0),
    ],
)
def test_each_update_belongs_to_a_queue(update: dict[str, Any], queue: int) -> None:
    assert queue_of(update) == queue


# The webhook


@asynccontextmanager
async def hooked(intake: FakeIntake) -> AsyncIterator[tuple[str, Any]]:
    """A web server with our route; gives its address and the route."""
    app = web.Application()
    webhook = add_webhook(app, PATH, SECRET, intake, Bot(TOKEN))
    runner = web.AppRunner(app, access_log=None, lingering_time=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}", webhook
    finally:
        await runner.cleanup()


async def post(url: str, body: Any, **headers: Any) -> int:
    """Post as Telegram does, unless told otherwise; gives the status."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {SECRET_HEADER: SECRET, **headers}
    async with aiohttp.ClientSession() as client, client.post(url, data=data, headers=sent) as answer:
        return answer.status


UPDATE = {"update_id": 7, "message": {"chat": {"id": 1}, "text": "您好"}}


async def test_the_answer_follows_the_storing(intake: FakeIntake) -> None:
    intake.takes = 0.05
    async with hooked(intake) as (url, _):
        assert await post(url, UPDATE) == 200
        assert intake.texts == ["您好"]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "密码", "\udce9\udcff"])
async def test_a_forged_request_is_refused_without_a_trace(
    intake: FakeIntake, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with hooked(intake) as (url, webhook):
        assert await raw_post(url, secret.encode("utf-8", "surrogateescape")) == 401
        assert webhook.counts["forged"] == 1
    assert intake.fed.total() == 0
    assert caplog.records == []


async def raw_post(url: str, secret: bytes) -> int:
    """Post with a header that no proper client would send."""
    host, _, path = url.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    body = json.dumps(UPDATE).encode()
    head = f"POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n".encode()
    writer.write(head + SECRET_HEADER.encode() + b": " + secret + b"\r\n\r\n" + body)
    status = (await reader.readline()).split()[1]
    writer.close()
    await writer.wait_closed()
    return int(status)


async def test_without_the_header_nobody_is_telegram(intake: FakeIntake) -> None:
    async with hooked(intake) as (url, _), aiohttp.ClientSession() as client:
        assert (await client.post(url, json=UPDATE)).status == 401


MALFORMED = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[]",
    b"null",
    b"7",
    b"{}",
    b'{"update_id": "7"}',
    b'{"update_id": true}',
    b'{"update_id": 1e400}',
    b"[" * 100_000,
    b'{"update_id": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
async def test_a_malformed_body_is_acknowledged_and_counted(
    intake: FakeIntake, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with hooked(intake) as (url, webhook):
        assert await post(url, body) == 200
        assert webhook.counts["malformed"] == 1
    assert intake.fed.total() == 0
    assert caplog.records == []


async def test_a_body_that_is_too_long_is_not_read_to_its_end(intake: FakeIntake) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b" " * 65536

    async with hooked(intake) as (url, webhook), aiohttp.ClientSession() as client:
        for body in (io.BytesIO(b" " * (1024 * 1024 + 1)), endless()):
            try:
                async with client.post(url, data=body, headers={SECRET_HEADER: SECRET}) as answer:
                    assert answer.status == 413
            except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError):
                pass  # the server hung up while we were still sending, which is an answer too
        assert webhook.counts["refused"] == 2


async def test_a_body_that_does_not_come_is_not_waited_for(
    intake: FakeIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.webhook.BODY_SECONDS", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(5)

    async with hooked(intake) as (url, _), aiohttp.ClientSession() as client:
        assert (await client.post(url, data=slow(), headers={SECRET_HEADER: SECRET})).status == 408


async def test_a_database_that_cannot_store_makes_telegram_come_again(intake: FakeIntake) -> None:
    intake.full.add("all")
    async with hooked(intake) as (url, webhook):
        assert await post(url, UPDATE) == 503
        intake.full.clear()
        assert await post(url, UPDATE) == 200
        assert (webhook.counts["unstored"], webhook.counts["handled"]) == (1, 1)


async def test_a_fault_nobody_foresaw_is_acknowledged(intake: FakeIntake) -> None:
    intake.broken.add("tg:7")
    async with hooked(intake) as (url, webhook):
        assert await post(url, UPDATE) == 200
        assert webhook.counts["broken"] == 1


async def test_a_duplicate_is_acknowledged_and_changes_nothing(intake: FakeIntake) -> None:
    async with hooked(intake) as (url, webhook):
        assert [await post(url, UPDATE) for _ in range(3)] == [200] * 3
        assert webhook.counts == {"handled": 1, "duplicate": 2}
    assert intake.texts == ["您好"]


@pytest.mark.parametrize("secret", ["", "with blank", "密", "x" * 257])
def test_a_webhook_without_a_proper_secret_does_not_start(secret: str) -> None:
    with pytest.raises(ValueError, match="TELEGRAM_WEBHOOK_SECRET"):
        add_webhook(web.Application(), PATH, secret, FakeIntake(), Bot(TOKEN))


async def test_pushed_updates_come_in_order_and_again_until_they_are_stored(
    telegram: FakeTelegram, intake: FakeIntake
) -> None:
    api = BotApi(TOKEN, api_base=telegram.base)
    async with hooked(intake) as (url, webhook):
        intake.full.add("all")
        await api.set_webhook(url, SECRET, ["message"])
        for number in range(5):
            await telegram.says(1, str(number))
        await telegram.until(lambda: webhook.counts["unstored"] >= 3)
        intake.full.clear()
        await telegram.until(lambda: telegram.waiting == 0)
    await api.close()
    assert intake.texts == [str(number) for number in range(5)]

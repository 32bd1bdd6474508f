"""Our two ways in and our way out, against a Bot API server that we did not write."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiogram import Bot
from aiohttp import web

from bot.senders.pace import Allowance, Pace
from bot.senders.parcel_files import StoredFile
from bot.senders.telegram_sender import TelegramSender
from bot.telegram import BotApi, Polling, add_webhook
from storage.outbox import Kind, Result
from tests.bot.intakes import FakeIntake
from tests.bot.parcels import NOW, parcel, text
from tests.emulator import TOKEN, Emulator, emulator

__all__ = ["emulator"]

BUTTONS = {"inline_keyboard": [[{"text": "已保存", "callback_data": "saved"}]]}
CONTENT = "原件".encode() * 5000


@pytest.fixture
async def sender(emulator: Emulator, tmp_path: Path) -> AsyncIterator[TelegramSender]:
    (tmp_path / "original").write_bytes(CONTENT)

    async def open_file(file_id: int) -> StoredFile:
        return StoredFile(lambda: (tmp_path / "original").open("rb"), f"材料{file_id}.pdf", "application/pdf")

    pace = Pace(Allowance(chat_burst=50))
    made = TelegramSender(TOKEN, clock=lambda: NOW, open_file=open_file, api_base=emulator.base, pace=pace)
    yield made
    await made.close()


async def test_polling_survives_redelivery(emulator: Emulator) -> None:
    intake = FakeIntake()
    intake.full.add("all")
    api = BotApi(TOKEN, api_base=emulator.base)
    poller = Polling(
        api, intake, Bot(TOKEN), allowed_updates=["message", "callback_query"], long_poll=2, first_wait=0.02
    )
    running = asyncio.ensure_future(poller.run())
    await emulator.says(5, "我要反映问题")
    await emulator.presses(5, "menu:new")
    await emulator.says(6, "另一个人")
    async with asyncio.timeout(20):
        while poller.counts["unstored"] < 4:
            await asyncio.sleep(0.01)
        intake.full.clear()
        while len(intake.stored) < 3:
            await asyncio.sleep(0.01)
    await poller.stop()
    await running
    assert await api.call("getWebhookInfo", {}) | {"pending_update_count": 0} == await api.call(
        "getWebhookInfo", {}
    )
    await api.close()
    assert sorted(intake.texts) == ["另一个人", "我要反映问题"]
    assert max(intake.fed.values()) > 1
    assert emulator.verdict()["refusals"] == []


async def test_the_webhook_survives_redelivery(emulator: Emulator) -> None:
    intake = FakeIntake()
    api = BotApi(TOKEN, api_base=emulator.base)
    app = web.Application()
    webhook = add_webhook(app, "/hook", "the-secret", intake, Bot(TOKEN))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await api.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", "the-secret", ["message"])
    intake.full.add("all")
    await emulator.says(5, "存不下的时候")
    assert await emulator.redeliver() == 0
    intake.full.clear()
    assert await emulator.redeliver() == 1
    await emulator.says(5, "后一句")
    await runner.cleanup()
    await api.close()
    assert intake.texts == ["存不下的时候", "后一句"]
    assert webhook.counts == {"unstored": 2, "handled": 2}
    assert emulator.verdict("webhook:503")["ok"]


async def test_everything_a_citizen_is_told_is_accepted(sender: TelegramSender, emulator: Emulator) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 2}]
    said = [
        await sender.send(
            parcel("sendMessage", {"text": "登记好了", "entities": bold, "reply_markup": BUTTONS})
        ),
        await sender.send(parcel("editMessageText", {"text": "已受理", "message_id": 1})),
        await sender.send(parcel("editMessageReplyMarkup", {"message_id": 1, "reply_markup": BUTTONS})),
        await sender.send(
            parcel("answerCallbackQuery", {"callback_query_id": "1", "text": "好"}, kind=Kind.TOAST)
        ),
        await sender.send(parcel("sendPhoto", {"photo": {"file": 1}, "caption": "现场"})),
        await sender.send(parcel("sendVoice", {"voice": {"file": 2}})),
        await sender.send(
            parcel(
                "sendMediaGroup", {"media": [{"type": "photo", "media": {"file": n}} for n in range(3, 7)]}
            )
        ),
        await sender.send(parcel("sendMessage", {"text": "键盘", "reply_markup": {"remove_keyboard": True}})),
        await sender.send(parcel("deleteMessage", {"message_id": 1})),
    ]
    assert [each.result for each in said] == [Result.SENT] * len(said)
    assert emulator.verdict()["ok"]


async def test_a_long_story_is_told_in_pieces_that_fit(sender: TelegramSender, emulator: Emulator) -> None:
    story = "反映的情况😀如下。\n" * 1500
    assert (await sender.send(text(story))).result is Result.SENT
    assert "".join(each["text"] for each in emulator.said("sendMessage")) == story


async def test_a_file_comes_back_byte_for_byte_and_is_reused(
    sender: TelegramSender, emulator: Emulator
) -> None:
    await sender.send(parcel("sendDocument", {"document": {"file": 9}}))
    await sender.send(parcel("sendDocument", {"document": {"file": 9}}))
    assert [each["files"] for each in emulator.requests] == [["document"], []]
    remote = emulator.said("sendDocument")[1]["document"]
    async with (
        aiohttp.ClientSession() as client,
        client.get(f"{emulator.base}/file/bot{TOKEN}/{remote}") as answer,
    ):
        assert await answer.read() == CONTENT


async def test_a_refusal_is_an_outcome(sender: TelegramSender, emulator: Emulator) -> None:
    assert (await sender.send(text(" "))).result is Result.FAILED
    assert (await sender.send(parcel("leaveChat", {}, chat_id=-5))).result is not Result.SENT

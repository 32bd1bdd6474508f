"""A sender at full speed in front of a mock Bot API server, for tests of what is said rather than how fast."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.senders.pace import Allowance, Pace
from bot.senders.parcel_files import StoredFile
from bot.senders.telegram_sender import TelegramSender
from tests.bot.parcels import NOW
from tests.fake_telegram import TOKEN, FakeTelegram

BUTTONS = {"inline_keyboard": [[{"text": "受理", "callback_data": "accept:1"}]]}
FAST = Allowance(per_second=2000, burst=50, chat_burst=50, trouble_after=1000)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(strict=False) as server:
        yield server


@pytest.fixture
async def sender(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[TelegramSender]:
    (tmp_path / "evidence").write_bytes("证据".encode() * 1000)

    async def open_file(file_id: int) -> StoredFile:
        if file_id == 404:
            raise LookupError("file 404")
        remote = telegram.keeps(b"known already") if file_id == 77 else None
        return StoredFile(lambda: (tmp_path / "evidence").open("rb"), "照片.jpg", "image/jpeg", remote)

    made = TelegramSender(
        TOKEN, clock=lambda: NOW, open_file=open_file, api_base=telegram.base, pace=Pace(FAST)
    )
    yield made
    await made.close()

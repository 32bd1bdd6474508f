"""No token, phone number, identity number, query code or story reaches a log, at any level."""

import io
import json
import logging
import random
import traceback
from collections.abc import Iterator
from datetime import date

import pytest
from aiogram import Bot
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import QUIET, configure_logging, redact
from bot.senders.pace import Allowance, Pace
from bot.senders.telegram_sender import TelegramSender
from bot.telegram import BotApi, Polling, Refused, Unreachable
from casework.numbering import case_number, new_query_code
from tests.bot.intakes import FakeIntake
from tests.bot.parcels import NOW, parcel, text
from tests.fake_telegram import FakeTelegram, Trouble

CANARY = "7654321098:AAcanary_Token-0123456789_abcdefghijk"
PHONE = "13912345678"
IDENTITY = "35088119900307123X"
STORY = "金丝雀讲的故事"


@pytest.fixture(params=[False, True], ids=["plain", "json"])
def logs(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What the process writes at DEBUG; everything is put back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    stream = io.StringIO()
    configure_logging("DEBUG", as_json=request.param, secrets=["a-webhook-secret"], stream=stream)
    yield stream
    logging.captureWarnings(False)
    root.handlers[:] = before
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (f"POST https://api.telegram.org/bot{CANARY}/sendMessage", "POST https://api.telegram.org/bot[token]/sendMessage"),
        (f"token={CANARY.replace(':', '%3A')}", "token=[token]"),
        (f"电话{PHONE}。", "电话[phone]。"),
        ("+86 139-1234-5678", "[phone]"),
        ("１３９１２３４５６７８", "[phone]"),
        ("0597-2345678 转 3", "[phone] 转 3"),
        (f"身份证{IDENTITY}", "身份证[id number]"),
        ("350881900307123", "[id number]"),
        ("查询码 7KQM-2RXT-W9PD", "查询码 [query code]"),
    ],
)  # fmt: skip
def test_what_must_not_be_written_is_replaced_by_what_it_was(said: str, written: str) -> None:
    assert redact(said) == written


@given(st.dates(date(2022, 5, 1), date(2099, 12, 31)), st.integers(1, 400_000))
def test_a_case_number_may_be_written(day: date, serial: int) -> None:
    number = case_number("350881", day, serial)
    assert redact(f"case {number}: moved") == f"case {number}: moved"


@pytest.mark.parametrize(
    "harmless",
    [
        "update 712345678",
        "chat -1001234567890",
        "id 6171234567",
        "1790000000123 ms",
        "2026-11-21T09:30:00.123456",
    ],
)
def test_telegrams_ids_and_times_may_be_written(harmless: str) -> None:
    assert redact(harmless) == harmless


@given(st.integers(0, 2**32))
def test_every_query_code_is_hidden(seed: int) -> None:
    code = new_query_code(random.Random(seed).choice)
    assert code not in redact(f"the code is {code}.")


def test_messages_arguments_tracebacks_and_stacks_are_all_redacted(logs: io.StringIO) -> None:
    log = logging.getLogger("anything")
    log.debug("calling %s for %s with a-webhook-secret", CANARY, {"phone": PHONE})
    log.info("stack", stack_info=True, extra={"unused": IDENTITY})
    log.warning("a template that does not fit: %d", PHONE)
    try:
        raise ValueError(f"{CANARY} {PHONE} {IDENTITY}")
    except ValueError:
        log.exception("failed")
    written = logs.getvalue()
    assert "[token]" in written
    assert "[phone]" in written
    assert "[id number]" in written
    assert "[secret]" in written
    assert not any(secret in written for secret in (CANARY, PHONE, IDENTITY, "a-webhook-secret"))


def test_a_message_cannot_forge_a_line(logs: io.StringIO) -> None:
    logging.getLogger("anything").info("first\n2026-11-21 00:00:00 ERROR root: forged\r")
    assert len(logs.getvalue().splitlines()) == 1
    try:
        raise ValueError("first\n2026-11-21 00:00:00 ERROR root: forged")
    except ValueError:
        logging.getLogger("anything").exception("failed")
    assert not any(line.startswith("2026-11-21 00:00:00") for line in logs.getvalue().splitlines())


def test_json_lines_can_be_read_again(logs: io.StringIO) -> None:
    logging.getLogger("anything").info("一行")
    line = logs.getvalue()
    if line.startswith("{"):
        assert json.loads(line) | {"at": ""} == {
            "at": "",
            "level": "INFO",
            "logger": "anything",
            "message": "一行",
        }
    else:
        assert line.endswith("INFO    anything: 一行\n")


async def test_the_whole_channel_writes_no_canary_at_debug(logs: io.StringIO) -> None:
    errors: list[BaseException] = []
    things: list[object] = []
    async with FakeTelegram(strict=False) as telegram:
        for base in (telegram.base, "http://127.0.0.1:1", "http://256.256.256.256:80"):
            await _speak(telegram, base, things)
            await _listen(telegram, base, errors, things)
    written = logs.getvalue() + "".join(map(repr, things)) + "".join(map(str, things))
    for error in errors:
        written += "".join(traceback.format_exception(error)) + repr(error)
    assert "Telegram" in written
    assert not any(secret in written for secret in (CANARY, CANARY.partition(":")[2], PHONE, IDENTITY, STORY))


async def _speak(telegram: FakeTelegram, base: str, things: list[object]) -> None:
    pace = Pace(Allowance(trouble_after=1000, chat_burst=50))
    sender = TelegramSender(CANARY, clock=lambda: NOW, api_base=base, pace=pace)
    words = f"{STORY}，电话{PHONE}，身份证{IDENTITY}"
    for trouble in (
        None,
        Trouble.BROKEN,
        Trouble.RESET_BEFORE,
        Trouble.BLOCKED,
        Trouble.REFUSED,
        Trouble.FLOOD,
    ):
        if trouble is not None:
            telegram.fails(trouble, words=f"cannot send to {PHONE}", seconds=0)
        things.append(await sender.send(text(words)))
        telegram.faults.clear()
    things.append(await sender.send(parcel("sendMessage", {"reply_markup": {"odd": PHONE}})))
    things += [sender, sender.bot, sender.bot.request]
    await sender.close()


async def _listen(
    telegram: FakeTelegram, base: str, errors: list[BaseException], things: list[object]
) -> None:
    api = BotApi(CANARY, api_base=base)
    intake = FakeIntake()
    intake.broken.add(f"tg:{await telegram.says(5, f'{STORY} {PHONE}')}")
    for method in ("getMe", "noSuchMethod"):
        try:
            await api.call(method, {}, seconds=1)
        except (Refused, Unreachable) as error:
            errors.append(error)
    poller = Polling(api, intake, Bot(CANARY), allowed_updates=[], long_poll=0, first_wait=0.01)
    things += [api, poller]
    for _ in range(3):
        await poller._worked(poller._round)
    await api.close()


def test_quiet_loggers_stay_quiet_at_debug(logs: io.StringIO) -> None:
    for name in QUIET:
        logging.getLogger(f"{name}.any").debug("a body that must not be written")
    assert "a body" not in logs.getvalue()

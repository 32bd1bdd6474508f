"""The main job over a Bot API server that we did not write, in both ways updates arrive, each update at least twice.

The office is the real wiring of `bot.app`. The emulator models private chats only, so the officer works through
/todo; it does not know `protect_content` (a field of the Bot API since 5.6, but not of its vendor), so that
field is taken off before it looks, and nothing else.
"""

import asyncio
import itertools
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from sqlalchemy import select

from bot import app as wiring
from bot.clock import system_clock
from bot.senders.pace import Pace
from bot.settings import Settings, TelegramMode
from bot.telegram import BotApi
from casework.petition import Role
from nlp.reader import Reader
from storage import office, outbox, people
from storage.tables.outbox_rows import OutboxRow
from storage.upsert import table
from storage.vault import Vault
from tests.emulator import TOKEN, Emulator, running_emulator
from tests.journeys.stories import files
from tests.people import HURRIED, Bureau, Person, open_units

SECRET = "secret-of-the-webhook"
ALLOWED = ("webhook:502", "setMyDescription:501", "setMyShortDescription:501")
"""Refusals that are right: an update we could not store yet, and two methods this server does not know."""
ANN, LI = 7001, 9001


class Forgetful(Emulator):
    """Every other confirmation of getUpdates gets lost, so that its updates come again."""

    def __init__(self, journal: Path) -> None:
        super().__init__(journal)
        self._turns = itertools.count()
        self.redelivered = 0

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        """As the emulator does, without the one field that its vendor does not have."""
        fields.pop("protect_content", None)
        result = super().validate(method, fields, uploads)
        if method == "getUpdates" and "offset" in fields and self.pending and next(self._turns) % 2 == 0:
            del fields["offset"]
            self.redelivered += 1
        return result


Quiet = Callable[[], Awaitable[None]]


class Caller:
    """Somebody with Telegram, as the stories know people: says, presses, hears."""

    def __init__(self, emulator: Emulator, quiet: Quiet, chat_id: int) -> None:
        self.emulator, self.quiet, self.chat_id = emulator, quiet, chat_id
        self._heard = 0

    async def says(self, *words: str) -> str:
        """Say something, one message after the other; what was answered to the last."""
        answer = ""
        for each in words:
            await self.emulator.says(self.chat_id, each)
            answer = await self.hears()
        return answer

    async def presses(self, label: str) -> str:
        """Press the newest button whose label holds these words; what was answered."""
        for fields in reversed(self._told()):
            for words, data in buttons_of(fields).items():
                if label in words:
                    await self.emulator.presses(self.chat_id, data, shown=1)
                    return await self.hears()
        raise AssertionError(f"no button 「{label}」 in {self._told()[-3:]}")

    async def buttons(self) -> list[str]:
        """The labels under the newest message that has any."""
        return next((list(found) for each in reversed(self._told()) if (found := buttons_of(each))), [])

    async def hears(self) -> str:
        """What was said since the last look, once the office has nothing left to do."""
        await self.quiet()
        told = self._told()
        new, self._heard = told[self._heard :], len(told)
        return "\n".join(str(each.get("text") or each.get("caption") or "") for each in new)

    def _told(self) -> list[dict[str, Any]]:
        """Every message and edit that this chat was sent."""
        kinds = ("sendMessage", "editMessageText", "sendDocument")
        accepted = [fields for method, fields in self.emulator.accepted if method in kinds]
        return [fields for fields in accepted if str(fields["chat_id"]) == str(self.chat_id)]


def buttons_of(fields: dict[str, Any]) -> dict[str, str]:
    """The buttons of a call: label -> data."""
    markup = Emulator.decoded(fields.get("reply_markup") or "{}")
    rows = markup.get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


def settings(emulator: Emulator, folder: Path, mode: TelegramMode) -> Settings:
    """A real office with a bot at the emulator, and the keys that the tests' vault has."""
    return Settings(
        _env_file=None,
        data_dir=folder,
        web_port=0,
        pii_keys=f"test1:{b64encode(bytes(range(32))).decode()}",
        pii_index_key=b64encode(b"index key of the tests, 32 bytes").decode(),
        cross_border_notice=False,
        telegram_token=TOKEN,
        telegram_api_base=emulator.base,
        telegram_mode=mode,
        telegram_webhook_url="https://bot.example.gov.cn",
        telegram_webhook_secret=SECRET,
    )


@asynccontextmanager
async def twice(office_url: str) -> AsyncIterator[str]:
    """The way of the webhook to the office, on which the first acknowledgement of every update gets lost."""
    lost: set[bytes] = set()

    async def carry(request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: request.headers[name] for name in request.headers if name.startswith("X-Telegram")}
        async with (
            aiohttp.ClientSession() as http,
            http.post(office_url, data=body, headers=headers) as answer,
        ):
            status = answer.status
        if status == 200 and body not in lost:
            lost.add(body)
            return web.Response(status=502)
        return web.Response(status=status)

    relay = web.Application()
    relay.router.add_post("/", carry)
    runner = web.AppRunner(relay, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def webhook_set(app: wiring.App) -> AsyncIterator[None]:
    """The webhook at the emulator. A loopback address, which `register_webhook` refuses to real offices."""
    async with twice(f"http://127.0.0.1:{app.port}{wiring.WEBHOOK_PATH}") as url:
        api = BotApi(TOKEN, api_base=app.settings.telegram_api_base)
        await api.set_webhook(url, SECRET, app.processor.allowed_updates)
        yield
        await api.close()


@pytest_asyncio.fixture(loop_scope="session", params=list(TelegramMode))
async def open_office(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    reader: Reader,
    vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[tuple[wiring.App, Forgetful]]:
    """A running office, its updates polled and pushed in turn, with an officer of the labour bureau."""
    monkeypatch.setattr(Reader, "load", lambda: reader)
    monkeypatch.setattr(wiring, "Pace", lambda _: Pace(HURRIED))
    async with running_emulator(tmp_path / "journal", Forgetful) as emulator:
        app = await wiring.build(settings(emulator, tmp_path, request.param), say=lambda _: None)
        await app.serve()
        await appoint(app)
        app.start_workers()
        try:
            if request.param is TelegramMode.WEBHOOK:
                async with webhook_set(app):
                    yield app, emulator
            else:
                yield app, emulator
        finally:
            await app.close()


async def appoint(app: wiring.App) -> None:
    """The sample units with their routes, and Li as a handler of the labour bureau."""
    units: dict[str, int] = {}
    await open_units(cast(Bureau, SimpleNamespace(db=app.db, units=units)))
    async with app.db.writing() as session:
        now = system_clock()
        li = await people.person(session, "telegram", LI, LI, now)
        assert li.id is not None
        await office.appoint(session, li.id, units["labour"], Role.HANDLER, label="人社局经办", now=now)


def quiet_of(app: wiring.App, emulator: Emulator) -> Quiet:
    """Waits until every update was acknowledged and everything said; what the webhook did not take is pushed again."""

    async def busy() -> bool:
        if emulator.pending:
            await emulator.redeliver()
            return True
        rows = table(OutboxRow)
        left = select(rows.c.id).where(rows.c.due_at.is_not(None), rows.c.not_before.is_(None)).limit(1)
        async with app.db.reading() as session:
            return await session.scalar(left) is not None

    async def wait() -> None:
        while await busy():
            await asyncio.sleep(0.02)

    return wait


async def test_the_main_job_runs_on_a_server_we_did_not_write(
    open_office: tuple[wiring.App, Forgetful],
) -> None:
    app, emulator = open_office
    quiet = quiet_of(app, emulator)
    ann, li = Caller(emulator, quiet, ANN), Caller(emulator, quiet, LI)
    number, code = await files(cast(Person, ann))

    assert number in " ".join([await li.says("/todo"), *await li.buttons()])
    opened = await li.says(number)
    assert "王小明" in opened, "the officer in charge reads the case in private"
    await li.presses("受理")
    await li.presses("信访程序")
    assert "已由人社局受理" in await ann.hears()
    assert "已受理" in await ann.says(number)

    async with app.db.reading() as session:
        counts = await outbox.counts(session, channel="telegram")
    assert counts["failed"] == counts["uncertain"] == counts["blocked"] == 0
    receipts = [each for each in emulator.said("sendMessage") if code in str(each["text"])]
    assert len(receipts) == 1, "an update that came twice was handled once"
    assert emulator.verdict(*ALLOWED)["ok"], emulator.verdict(*ALLOWED)
    if app.polling is not None:
        assert emulator.redelivered > 0
        assert app.polling.counts["duplicate"] > 0

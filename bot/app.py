"""The only wiring: builds every part of the running process, starts it, and stops it in the right order.

Intake stops first, then what was said is delivered, then the database closes.
"""

import asyncio
import gc
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from bot import demo as demo_office
from bot import health
from bot.background import Background
from bot.clock import Clock, TurnableClock, system_clock
from bot.delivery import Delivery
from bot.senders import Sender
from bot.senders.pace import Allowance, Pace
from bot.senders.parcel_files import StoredFile
from bot.senders.telegram_sender import TelegramSender
from bot.settings import Settings, TelegramMode
from bot.telegram import BotApi, Polling, add_webhook, introduce
from bot.ticker import Ticker
from bot.turn_session import TurnSession
from bot.typed_choices import WEB_BOT_TOKEN
from bot.update_processor import UpdateProcessor
from bot.web.chat_parts import Letterhead
from bot.web.hub import Hub
from bot.web.inner_session import WebInnerSession
from bot.web.limits import Limits
from bot.web.sender import WebSender
from bot.web.server import create_app, runner
from casework.calendar import WorkCalendar
from casework.calendar import load as load_table
from casework.clocks import ClockRules
from casework.petition import Role
from casework.wording import text
from nlp.reader import Reader
from services import browser_sessions, rulebook
from services.context import Office, OfficeContext
from storage import file_modes, outbox, rotation, rules, vault
from storage import office as office_of
from storage.database import CannotStore, Database
from storage.files import Files
from storage.tables.office_rows import CodePurpose, UnitKind

log = logging.getLogger(__name__)

FIRST_ADMINISTRATORS = 2
MACHINE_CODE = timedelta(hours=24)
"""How long a code printed at a start can be used; the next start ends it."""

WEBHOOK_PATH = "/telegram"
TEXT_CHARS = 100_000
FRAME_BYTES = 1024 * 1024
"""A message of the web chat may be a whole letter: what is long is kept as a file, nothing is cut."""


@dataclass
class App:
    """Every part of one process. `tests` build it the same way, with another clock and folder."""

    settings: Settings
    clock: Clock
    db: Database
    files: Files
    context: OfficeContext
    processor: UpdateProcessor
    web_bot: Bot
    hub: Hub
    delivery: Delivery
    ticker: Ticker
    background: Background = field(default_factory=Background)
    telegram_bot: Bot | None = None
    polling: Polling | None = None
    demo: demo_office.Demo | None = None
    site: web.AppRunner | None = None
    port: int = 0

    async def serve(self) -> None:
        """Listen for browsers and, in webhook mode, for Telegram."""
        app = self.web_application()
        self.site = runner(app)
        await self.site.setup()
        listener = web.TCPSite(self.site, self.settings.web_host, self.settings.web_port)
        await listener.start()
        self.port = self.site.addresses[0][1]

    def letterhead(self) -> Letterhead:
        """How the office presents itself now."""
        office = self.context.office
        return Letterhead(office.name, office.phone, office.address, office.hours)

    def web_application(self) -> web.Application:
        """The web chat with this process's own routes."""
        settings = self.settings
        app = create_app(
            self.db,
            self.processor,
            self.web_bot,
            self.files,
            self.clock,
            self.demo,
            office=self.letterhead,
            hub=self.hub,
            limits=Limits(
                file_bytes=settings.file_limit_mb * 1024 * 1024,
                text_chars=TEXT_CHARS,
                frame_bytes=FRAME_BYTES,
            ),
            origins=[each.strip() for each in settings.web_origins.split(",") if each.strip()],
            proxies=settings.web_proxies,
            watch_seconds=1.0,
            probes=health.probes(self.db, self.clock),
            browsers=self.context.browsers,
        )
        if self.telegram_bot is not None and settings.telegram_mode is TelegramMode.WEBHOOK:
            secret = settings.telegram_webhook_secret.get_secret_value()
            add_webhook(app, WEBHOOK_PATH, secret, self.processor, self.telegram_bot)
        return app

    def start_workers(self) -> None:
        """Start delivery, the ticker and, in polling mode, asking Telegram."""
        self.background.start(self.deliver(), name="delivery")
        self.background.start(self.ticker.run(), name="ticker")
        self.background.start(rotation.seal_contents(self.db, self.files), name="seal contents")
        if self.polling is not None:
            self.background.start(self.polling.run(), name="polling")
        if self.telegram_bot is not None:
            self.background.start(introduce(receiving(self.settings), self.context.office), name="introduce")

    async def deliver(self) -> None:
        """Say what waits. On SQLite we are the only process, so what a killed life held is said at once."""
        if self.db.dialect == "sqlite":
            try:
                await outbox.take_back(self.db, self.clock())
            except CannotStore as trouble:
                log.warning("What an earlier life was saying waits for its lease: %s", trouble)
        await self.delivery.run()

    async def close(self) -> None:
        """Stop taking in, say what is committed, close the database."""
        if self.polling is not None:
            await self.polling.stop()
        if self.site is not None:
            await self.site.cleanup()
        self.ticker.stop()
        await self.delivery.stop()
        await self.background.close()
        for bot in (self.web_bot, self.telegram_bot):
            if bot is not None:
                await bot.session.close()
        await self.db.close()


async def build(settings: Settings, *, clock: Clock | None = None, say: Callable[[str], None] = print) -> App:
    """Open the database, bring it up to date, load what reads and decides, and put everything together."""
    install_vault(settings)
    os.umask(file_modes.OTHERS)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    db = Database.open(settings.url)
    await db.migrate(say)
    file_modes.tighten(file_modes.ours(db.path, settings.data_dir))
    await demo_office.claim(db, is_demo=settings.is_demo)
    clock = clock or (TurnableClock() if settings.is_demo else system_clock)
    files = Files(settings.data_dir / "files")
    context = await load_context(settings, db, files)
    await rulebook.refresh(db, context)
    processor = UpdateProcessor(db, context, clock)
    hub = Hub()
    web_bot = Bot(WEB_BOT_TOKEN, session=TurnSession("web", WebInnerSession(db, files)))
    senders: dict[str, Sender] = {"web": WebSender(db, hub, files, clock)}
    telegram_bot = add_telegram(settings, senders, clock, db, files)
    delivery = Delivery(db, senders, clock)
    context.on_commit.append(delivery.wake)
    app = App(
        settings, clock, db, files, context, processor, web_bot, hub, delivery,
        Ticker(db, context, clock, settings.draft_days, settings.roots_file), telegram_bot=telegram_bot,
    )  # fmt: skip
    if telegram_bot is not None and settings.telegram_mode is TelegramMode.POLLING:
        app.polling = Polling(
            receiving(settings), processor, telegram_bot, allowed_updates=processor.allowed_updates
        )
    if settings.is_demo:
        assert isinstance(clock, TurnableClock)
        app.demo = await demo_office.open_office(db, clock, app.ticker, delivery)
    return app


def install_vault(settings: Settings) -> None:
    """Install the keys of identity fields; without them nothing personal can be read or written."""
    vault.install(vault.Vault.parse(*settings.keys))


async def load_context(settings: Settings, db: Database, files: Files) -> OfficeContext:
    """What every desk shares. The dictionary is loaded before anybody is served: it takes a second."""
    reader = await asyncio.to_thread(Reader.load)
    async with db.reading() as session:
        years = await rules.holiday_years(session)
    calendar = WorkCalendar({row.year: load_table(row.body) for row in years})
    office = Office(
        settings.office_name, settings.office_phone, settings.office_address, settings.office_hours,
        settings.region, settings.cross_border_notice, settings.web_url.rstrip("/"), settings.office_name_en,
        settings.telegram_name,
    )  # fmt: skip
    limit = settings.file_limit_mb * 1024 * 1024
    return OfficeContext(
        office, reader, calendar, ClockRules.load(), files, limit, demo=settings.is_demo,
        head_signs=settings.head_signs, browsers=None if settings.is_demo else browser_sessions.lengths(),
    )  # fmt: skip


def add_telegram(
    settings: Settings, senders: dict[str, Sender], clock: Clock, db: Database, files: Files
) -> Bot | None:
    """The Telegram channel, when a token is set: aiogram listens, python-telegram-bot speaks."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return None
    server = TelegramAPIServer.from_base(settings.telegram_api_base.rstrip("/"))
    session = TurnSession("telegram", AiohttpSession(api=server))

    async def open_file(file_id: int) -> StoredFile:
        async with db.reading() as reading:
            found = await files.open(reading, file_id)
        if found is None:
            raise LookupError(f"file {file_id} was erased")
        known = found.remote_id if found.channel == "telegram" else None
        return StoredFile(found.open, found.name, found.mime, known or None)

    senders["telegram"] = TelegramSender(
        token, clock=clock, open_file=open_file, api_base=settings.telegram_api_base,
        pace=Pace(Allowance().part(settings.deliver_processes)),
    )  # fmt: skip
    return Bot(token, session=session)


def receiving(settings: Settings) -> BotApi:
    """A connection to Telegram for what is not said to anybody."""
    return BotApi(settings.telegram_token.get_secret_value(), api_base=settings.telegram_api_base)


async def register_webhook(app: App) -> None:
    """Tell Telegram where to push, once the route listens."""
    settings = app.settings
    if app.telegram_bot is None or settings.telegram_mode is not TelegramMode.WEBHOOK:
        return
    api = receiving(settings)
    url = settings.telegram_webhook_url.rstrip("/") + WEBHOOK_PATH
    secret = settings.telegram_webhook_secret.get_secret_value()
    try:
        await api.set_webhook(url, secret, app.processor.allowed_updates)
    finally:
        await api.close()


async def first_administrator(app: App, say: Callable[[str], None]) -> None:
    """While the office has fewer than two administrators, print a one-use code for each that is missing.

    Two, because one appoints nobody alone. Codes of earlier starts are good for nothing: they may stand in some log.
    """
    async with app.db.writing() as session:
        await office_of.void_machine_codes(session, app.clock())
        missing = FIRST_ADMINISTRATORS - len(await office_of.staff_with(session, Role.ADMIN))
        if missing <= 0:
            return
        if not await office_of.units_of_kind(session, UnitKind.BUREAU):
            name = app.settings.office_name
            await office_of.add_unit(session, "bureau", name, UnitKind.BUREAU, short_name=name)
        bureau = await office_of.bureau(session)
        codes = [
            await office_of.make_code(
                session,
                CodePurpose.ADMIN,
                now=app.clock(),
                unit_id=bureau.id,
                role=Role.ADMIN,
                life=MACHINE_CODE,
            )
            for _ in range(missing)
        ]
    for code in codes:
        say(text("app-first-admin", code=code))


def settle_memory() -> None:
    """After start: what is loaded stays, so the collector need not walk it (research: half of the CPU an update)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()

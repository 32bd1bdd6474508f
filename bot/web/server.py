"""Builds the web chat as one aiohttp application; `bot/app.py` adds its own routes and runs it.

Run it with `runner(app)`: aiohttp's own default keeps idle connections for an hour, and its access log would
write every visitor's address.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

from aiogram import Bot
from aiohttp import web

from bot.background import Background
from bot.clock import Clock
from bot.intake import Intake
from bot.web.chat_parts import PARTS, Letterhead, Parts
from bot.web.connections import QuietRunner
from bot.web.demo_page import DemoOffice, add_demo
from bot.web.endpoints import add_routes
from bot.web.guard import MIDDLEWARES, UPLOADS, put_headers
from bot.web.hub import Hub
from bot.web.limits import Limits
from bot.web.page import add_pages
from bot.web.uploads import upload
from storage.database import Database
from storage.files import Files
from storage.office import SessionLimits

KEEPALIVE_SECONDS = 10
"""Idle connections and headers that trickle in are closed after so long."""

LINGERING_SECONDS = 3
"""How long the rest of a body that is not wanted is still read, so that the answer is heard."""

SHUTDOWN_SECONDS = 5
"""How long requests in flight may take to end when the process stops."""

Probe = Callable[[web.Request], Awaitable[web.StreamResponse]]


def create_app(
    db: Database,
    intake: Intake,
    web_bot: Bot,
    files: Files,
    clock: Clock,
    demo: DemoOffice | None,
    *,
    office: Callable[[], Letterhead],
    hub: Hub | None = None,
    limits: Limits | None = None,
    origins: Iterable[str] = (),
    proxies: int = 0,
    watch_seconds: float | None = None,
    probes: dict[str, Probe] | None = None,
    browsers: SessionLimits | None = None,
) -> web.Application:
    """The application of the web chat.

    `hub` is shared with `WebSender` when both live in this process; `watch_seconds` looks for what another
    process delivered (set it when delivery runs apart). `origins` are pages of other sites that may embed the
    chat ("https://www.example.gov.cn"). `proxies` counts our reverse proxies. `probes` are further GET routes
    such as `/healthz`. `demo` is given only in the demo office. `office` is asked at every page how the office
    presents itself now. `browsers` says how long officers' browsers stay open.
    """
    limits = limits or Limits()
    parts = Parts(
        db,
        intake,
        web_bot,
        files,
        clock,
        office,
        limits,
        hub or Hub(),
        frozenset(origins),
        proxies,
        browsers,
    )
    app = web.Application(middlewares=MIDDLEWARES, client_max_size=limits.frame_bytes)
    app[PARTS] = parts
    app.on_response_prepare.append(put_headers)
    for path, probe in (probes or {}).items():
        app.router.add_get(path, probe)
    add_routes(app)
    app.router.add_post(r"/api/rooms/{room:-?\d{1,15}}/files", upload, name=UPLOADS)
    facts = {
        "fileBytes": limits.file_bytes,
        "textChars": limits.text_chars,
        "albumFiles": limits.album_files,
        "demo": demo is not None,
    }
    add_pages(app, office, facts)
    if demo is not None:
        add_demo(app, demo, office, facts)
    if watch_seconds is not None:
        app.cleanup_ctx.append(_watching(parts, watch_seconds))
    return app


def _watching(parts: Parts, every: float) -> Callable[[web.Application], AsyncIterator[None]]:
    async def watch(_: web.Application) -> AsyncIterator[None]:
        background = Background()
        background.start(parts.hub.watch(parts.db, every), name="rooms of other processes")
        yield
        await background.close()

    return watch


def runner(app: web.Application) -> web.AppRunner:
    """How the application is to be served: no access log, idle connections closed early, a short goodbye."""
    return QuietRunner(
        app,
        access_log=None,
        keepalive_timeout=KEEPALIVE_SECONDS,
        lingering_time=LINGERING_SECONDS,
        shutdown_timeout=SHUTDOWN_SECONDS,
    )

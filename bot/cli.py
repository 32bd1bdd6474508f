"""The command line: `jianjian …`. Each subject adds its own commands; this file only puts them together."""

import asyncio
import gc
import secrets
import signal
import sys
from base64 import b64encode
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from pydantic import ValidationError

from bot.alone import alone
from bot.settings import LogFormat, Settings, load_settings
from casework.petition import Refusal
from casework.wording import text

if TYPE_CHECKING:
    from bot import app as wiring

app = typer.Typer(
    help="件件：信访登记、办理与查询机器人",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
SUBJECTS = {
    "reading_commands": ("classify", "evaluate", "learn", "learn-intents", "learn-signs", "learn-plain"),
    "law_commands": ("deadline", "verify", "lifecycle", "holidays"),
    "database_commands": ("migrate", "doctor", "backup", "restore", "retention", "rotate-keys"),
    "audit_commands": ("audit",),
    "report_commands": ("ledger", "bulletin"),
    "talk_commands": ("talk",),
    "office_commands": ("holidays", "office", "broadcast", "replay"),
    "poster_commands": ("poster",),
}
"""Modules of `bot.commands` and what they add. Only those that a command needs are loaded: the whole takes seconds."""
OWN = ("run", "serve", "deliver", "tick", "keys", "env-example")


def main() -> None:
    """Run a command. A configuration that must not run says why, in a sentence, and ends with 2."""
    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    for subject, commands in SUBJECTS.items():
        if wanted in commands or (
            wanted not in OWN and not any(wanted in each for each in SUBJECTS.values())
        ):
            import_module(f"bot.commands.{subject}").register(app)
    try:
        app()
    except ValidationError as wrong:
        for problem in wrong.errors():
            print(problem["msg"].removeprefix("Value error, "), file=sys.stderr)
        raise SystemExit(2) from None


@app.command()
def run() -> None:
    """启动全部：网页聊天、Telegram（设置了令牌时）、发送、时限提醒。"""
    start(serve=True, work=True)


@app.command()
def serve() -> None:
    """只收消息（网页和 Telegram），发送与提醒由另外的进程做；需要 PostgreSQL。"""
    start(serve=True, work=False)


@app.command()
def deliver() -> None:
    """只发送已登记的消息和提醒；需要 PostgreSQL。"""
    start(serve=False, work=True)


@app.command()
def tick() -> None:
    """看一遍到期的时限（提醒、督办、归档），然后退出；可由 cron 调用。"""
    settings = load_settings()
    configure_logging(settings)
    print(text("app-rung", count=asyncio.run(ring_once(settings))))


async def ring_once(settings: Settings) -> int:
    """One look of the ticker; how many alarms it rang."""
    from bot import app as wiring

    built = await wiring.build(settings)
    try:
        return await built.ticker.tick(built.clock())
    finally:
        await built.db.close()


@app.command()
def keys() -> None:
    """生成个人信息加密密钥，写入 .env。"""
    print(f"PII_KEYS=k1:{b64encode(secrets.token_bytes(32)).decode()}")
    print(f"PII_INDEX_KEY={b64encode(secrets.token_bytes(32)).decode()}")


@app.command("env-example")
def env_example() -> None:
    """打印 .env.example（由设置生成）。"""
    from bot.envfile import example

    print(example(), end="")


def start(*, serve: bool, work: bool) -> None:
    """Start this process's parts and run until it is told to stop."""
    settings = load_settings()
    configure_logging(settings)
    if not (serve and work) and settings.url.startswith("sqlite"):
        print(text("app-needs-postgres"), file=sys.stderr)
        raise SystemExit(2)
    try:
        with alone(settings.url):
            asyncio.run(live(settings, serve=serve, work=work))
    except Refusal as already:
        print(already.sentence, file=sys.stderr)
        raise SystemExit(2) from already


def configure_logging(settings: Settings) -> None:
    """Logs to stderr, tokens and personal numbers redacted at the root."""
    from bot.redaction import configure_logging as configure

    token = settings.telegram_token.get_secret_value()
    configure(
        settings.log_level, as_json=settings.log_format is LogFormat.JSON, secrets=[token] if token else []
    )


async def live(settings: Settings, *, serve: bool, work: bool) -> None:
    """Build, start, wait for a signal or a failure, stop in order."""
    gc.disable()  # nothing that is loaded now is garbage; `settle_memory` lets the collector go on
    from bot import app as wiring

    print(text("app-loading"), flush=True)
    built = await wiring.build(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    try:
        if serve:
            await listen(built)
            await wiring.register_webhook(built)
        if work:
            built.start_workers()
        await wiring.first_administrator(built, print)
        wiring.settle_memory()
        if serve:
            key = "demo-started" if settings.is_demo else "app-started"
            print(text(key, url=f"http://{settings.web_host}:{built.port}"), flush=True)
        await one_of(stop, built.background.failed)
    finally:
        print(text("app-stopping"), flush=True)
        await built.close()
    if built.background.failed.is_set():
        raise SystemExit(1)


async def listen(built: "wiring.App") -> None:
    """Open the port; one that is taken is told in a sentence."""
    try:
        await built.serve()
    except OSError as taken:
        print(text("app-port-taken", port=built.settings.web_port), file=sys.stderr)
        raise SystemExit(2) from taken


async def one_of(*events: asyncio.Event) -> None:
    """Wait until one of several things happens."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()

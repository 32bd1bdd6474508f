"""A real browser (Debian's chromium) against the real web chat. Run apart: `pytest tests/browser`.

Playwright's loop and the loop of the async tests cannot share a process, so these tests have their own.
Without chromium they are skipped with a sentence on a person's machine, and fail where CI is set.
"""

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from storage import vault as vaults
from storage.database import Database
from storage.vault import Vault
from tests.browser.office import Office, office

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",  # chromium refuses its sandbox to root, which CI is
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


class Running:
    """The office in a thread with its own loop; `do` runs something there and waits."""

    def __init__(self, made: Office, loop: asyncio.AbstractEventLoop) -> None:
        self.office, self.loop, self.url = made, loop, made.url

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)


expect.set_options(timeout=30_000)  # a busy machine; what comes sooner is not waited for


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing: apt-get install chromium fonts-noto-cjk")
        pytest.skip("chromium is not installed, so the page was not looked at: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A fresh office."""
    ready, over = threading.Event(), asyncio.Event()
    found: list[Running] = []

    async def serve() -> None:
        database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'office.db'}")
        try:
            await database.migrate()
            async with office(database, tmp_path) as made:
                found.append(Running(made, asyncio.get_running_loop()))
                ready.set()
                await over.wait()
        finally:
            await database.close()
            ready.set()

    vaults.install(Vault([("test1", bytes(range(32)))], b"index key of the tests, 32 bytes"))
    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert ready.wait(60)
    yield found[0]
    found[0].loop.call_soon_threadsafe(over.set)
    thread.join(30)
    vaults.install(None)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, running: Running) -> Iterator[Visit]:
    """Open a page in a context of its own. What the page complains about fails the test."""
    yield from visits(browser, lambda: running.url)


def visits(browser: Browser, url: Callable[[], str]) -> Iterator[Visit]:
    """Pages of an office, closed at the end; a page's complaints fail the test that opened it."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str = "/", *, width: int = 390, height: int = 844, **options: Any) -> Page:
        context = browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None
        )
        page.goto(url() + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []

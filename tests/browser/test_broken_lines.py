"""A large file over a line that breaks while it travels: it arrives once, and whole."""

import asyncio
import hashlib
import random
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from storage.database import Database
from storage.tables.chat_rows import File
from tests.browser.conftest import Running, Visit
from tests.browser.test_citizen_page import greeted

MEGABYTE = 1024 * 1024
SIZE = 19 * MEGABYTE
BREAKS = (MEGABYTE, 6 * MEGABYTE, 12 * MEGABYTE, 18 * MEGABYTE, SIZE - 1)
"""How far each upload comes before the line breaks."""


class Line:
    """The way from the browser to the office, which breaks while files travel on it."""

    def __init__(self, url: str) -> None:
        self.to = urlsplit(url)
        self.uploads = 0
        self.url = ""

    async def open(self) -> None:
        self.server = await asyncio.start_server(self.carry, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        self.server.close()

    async def carry(self, browser: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One connection, with all the requests on it."""
        answers, office = await asyncio.open_connection(self.to.hostname, self.to.port)
        heard = asyncio.ensure_future(self.answer(answers, back))
        try:
            await self.ask(browser, office, heard)
        finally:
            heard.cancel()
            for end in (office, back):
                end.transport.abort()

    async def ask(
        self, browser: asyncio.StreamReader, office: asyncio.StreamWriter, heard: "asyncio.Future[None]"
    ) -> None:
        """What the browser sends, as far as the line holds."""
        left: int | None = None
        while piece := await browser.read(64 * 1024):
            if piece.startswith(b"POST ") and b"/files " in piece.split(b"\r\n", 1)[0]:
                left = BREAKS[self.uploads] if self.uploads < len(BREAKS) else None
                self.uploads += 1
            office.write(piece)
            await office.drain()
            left = left - len(piece) if left is not None else None
            if left is not None and left <= 0:
                return
        await heard

    async def answer(self, answers: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """What the office answers."""
        while piece := await answers.read(64 * 1024):
            back.write(piece)
            await back.drain()


@pytest.fixture
def line(running: Running) -> Iterator[Line]:
    """In the loop of the office, which stands at its end."""
    made = Line(running.url)
    running.do(made.open())
    yield made
    running.do(made.close())


async def kept(db: Database) -> list[tuple[int, str | None]]:
    """Size and hash of every file that the office has."""
    async with db.reading() as session:
        return [(row.size, row.sha256) for row in await session.scalars(select(File))]


def test_nineteen_megabytes_broken_off_five_times_arrive_once(
    visit: Visit, running: Running, line: Line
) -> None:
    content = random.Random(19).randbytes(SIZE)
    page = visit("/static/seal.svg")
    page.goto(line.url)
    greeted(page)
    page.locator("input[type=file]").set_input_files(
        [{"name": "合同.bin", "mimeType": "application/octet-stream", "buffer": content}]
    )
    page.locator("textarea").fill("十九兆的合同")
    page.get_by_role("button", name="发送", exact=True).click()
    for tries in range(1, len(BREAKS) + 1):
        expect(page.locator(".mine .state")).to_contain_text("会自动再发")
        if line.uploads == tries:
            page.get_by_role("button", name="重试").click()
        while line.uploads <= tries:
            page.wait_for_timeout(50)
    expect(page.locator(".mine .state")).to_have_text("已送达")
    expect(page.get_by_text("收到：document 十九兆的合同")).to_have_count(1)
    fed = [each["message"] for each in running.office.script.fed if "document" in each.get("message", {})]
    assert len({each["message_id"] for each in fed}) == 1
    assert line.uploads == len(BREAKS) + 1
    ((size, digest),) = running.do(kept(running.office.db))
    assert (size, digest) == (SIZE, hashlib.sha256(content).hexdigest()), "one file, and the whole of it"

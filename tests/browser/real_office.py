"""The real process for a browser: `bot.app.build` with its handlers, outbox, ticker and demo office.

It runs in a thread with a loop of its own. It can be stopped and started again on the same folder and the
same port, as a machine that was switched off. Time begins on a Monday morning and goes on by itself.
"""

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.app import App, build
from bot.clock import TurnableClock
from bot.settings import Settings
from nlp.reader import Reader

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Monday 2026-11-23, 09:30 in the office."""
PATIENCE = 120
"""How long a busy machine may take to start or stop, in seconds."""

_load = Reader.load


@cache
def reader() -> Reader:
    """The dictionary, loaded once for all offices of a run."""
    return _load()


def settings_for(folder: Path, port: int = 0) -> Settings:
    """A demo office in a folder of its own; nothing of this machine's configuration counts."""
    return Settings(data_dir=folder, web_port=port, demo=True, _env_file=None)


class RealOffice:
    """One process's worth of the real app. `do` runs something in its loop and waits for the answer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self._born = time.monotonic()
        self._thread: threading.Thread | None = None
        self._ready: Future[App] = Future()

    @property
    def url(self) -> str:
        """Where the office listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def app(self) -> App:
        """The running app."""
        return self._ready.result(PATIENCE)

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the office's loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def start(self) -> None:
        """Open the office: on the port it had before, so that a browser finds it again."""
        self._ready = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live()), name="office")
        self._thread.start()
        self.port = self.app.port

    def stop(self) -> None:
        """Close the office in the order in which a signal closes it."""
        self._loop.call_soon_threadsafe(self._over.set)
        assert self._thread is not None
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the office did not close"

    async def _live(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        try:
            app = await self._opened()
        except BaseException as trouble:
            self._ready.set_exception(trouble)
            raise
        self._ready.set_result(app)
        await self._over.wait()
        await app.close()

    async def _opened(self) -> App:
        clock = TurnableClock(base=lambda: MONDAY + timedelta(seconds=time.monotonic() - self._born))
        with patch.object(Reader, "load", reader):
            app = await build(settings_for(self.folder, self.port), clock=clock, say=lambda _: None)
        await app.serve()
        app.start_workers()
        return app


@contextmanager
def real_office(folder: Path) -> Iterator[RealOffice]:
    """An open office that is closed at the end, even when somebody has closed it before."""
    office = RealOffice(folder)
    office.start()
    try:
        yield office
    finally:
        if office._thread is not None and office._thread.is_alive():
            office.stop()

"""A real office in a process of its own, from the outside: started, asked whether it is ready, killed."""

import asyncio
import json
import os
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[2]
OURS = (
    "OFFICE_",
    "DATA",
    "DEMO",
    "REGION",
    "FILE_LIMIT_",
    "DRAFT_",
    "CROSS_",
    "PII_",
    "WEB_",
    "TELEGRAM_",
    "LOG_",
)
"""Prefixes of settings of whoever runs the tests; a life gets none of them."""


class Prefork:
    """The test's end of `tests.crash.prefork`: one life at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = 0

    async def start(self, env: dict[str, str], log: Path, faults: Sequence[str] = ()) -> int:
        """A new life; its process id."""
        told = await self._ask({"do": "start", "env": env, "faults": list(faults), "log": str(log)})
        self.pid = told["pid"]
        return self.pid

    async def end(self, signal_number: int) -> int:
        """Send the life a signal and wait until it is gone; its exit status (negative: the signal)."""
        self.pid = 0
        return int((await self._ask({"do": "end", "signal": signal_number}))["status"])

    async def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()
        line = await self._process.stdout.readline()
        assert line, "the prefork died"
        told: dict[str, Any] = json.loads(line)
        return told


class Cold:
    """Lives born the ordinary way: a new interpreter runs `python -m bot run`."""

    def __init__(self) -> None:
        self._life: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """The process id of the life; 0 when there is none."""
        return self._life.pid if self._life else 0

    async def start(self, env: dict[str, str], log: Path, faults: Sequence[str] = ()) -> int:
        """A new life; its process id. Nothing can be broken in it."""
        assert not faults
        with log.open("ab") as words:
            self._life = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run",
                env=surroundings() | env, cwd=env["DATA_DIR"], stdout=words, stderr=words,
            )  # fmt: skip
        return self.pid

    async def end(self, signal_number: int) -> int:
        """Send the life a signal and wait until it is gone; its exit status (negative: the signal)."""
        assert self._life is not None
        life, self._life = self._life, None
        life.send_signal(signal_number)
        return await life.wait()


def surroundings() -> dict[str, str]:
    """The environment of a life, without the settings of whoever runs the tests."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return env | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@asynccontextmanager
async def prefork() -> AsyncIterator[Prefork]:
    """A prefork with everything loaded."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.crash.prefork",
        env=surroundings(), cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert await process.stdout.readline(), "the prefork could not load"
        yield Prefork(process)
    finally:
        process.stdin.close()
        await process.wait()


def free_port() -> int:
    """A port of this machine that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Office:
    """One office over many lives: its folder, its address, its database seen from outside."""

    prefork: Prefork | Cold
    folder: Path
    http: aiohttp.ClientSession
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    ends: int = 0
    acknowledged: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.log"

    @property
    def env(self) -> dict[str, str]:
        own = {"DATA_DIR": str(self.folder), "WEB_PORT": str(self.port), "WEB_HOST": "127.0.0.1"}
        return own | {"LOG_LEVEL": "WARNING"} | self.settings

    async def start(self, *faults: str) -> None:
        """Begin a life; it may not listen yet."""
        await self.prefork.start(self.env, self.log, faults)

    async def open(self, *faults: str) -> None:
        """Begin a life and wait until it is ready."""
        await self.start(*faults)
        await self.ready()

    async def ready(self) -> None:
        """Wait until the office answers that it can do its work."""
        while not await self._is_ready():
            state = Path(f"/proc/{self.prefork.pid}/stat").read_text().rpartition(")")[2].split()[0]
            assert state != "Z", f"the office ended before it was ready:\n{self.last_words()}"
            await asyncio.sleep(0.02)

    async def end(self, signal_number: int) -> int:
        """End the life; its exit status (negative: the signal that killed it)."""
        self.ends += 1
        return await self.prefork.end(signal_number)

    async def _is_ready(self) -> bool:
        try:
            async with self.http.get(f"{self.url}/readyz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    def last_words(self) -> str:
        """The end of what the office wrote into its log."""
        return self.log.read_text(errors="replace")[-4000:] if self.log.exists() else "(no log)"

    @property
    def database(self) -> Path:
        return next(self.folder.glob("*.db"))

    def asks(self, question: str, *values: Any) -> list[Any]:
        """Ask the database as a bystander, who can only read."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)) as connection:
            return connection.execute(question, values).fetchall()

    def waiting(self, room: int | None = None) -> int:
        """How many messages are still to be said now, in a room or altogether; what is meant for later aside."""
        waits = "SELECT count(*) FROM outbox WHERE due_at IS NOT NULL AND not_before IS NULL"
        found = self.asks(waits) if room is None else self.asks(f"{waits} AND chat_id = ?", room)
        return int(found[0][0])

    async def said_everything(self) -> None:
        """Wait until nothing is left to be said; the life must be up."""
        while self.waiting():
            await asyncio.sleep(0.05)

"""How long the demo office takes to start, and the memory it keeps: at rest, and after 1,000 turns of the web chat.

Prints figures and, because machines differ, ratios to processes of the same run that only import: aiogram, or every
library that a running office needs.
Bytecode is compiled beforehand into a folder of the bench's own. Run: python -m bench.start [turns]
"""

import asyncio
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
STARTS = 3
VISITORS = 40
MB = 1024 * 1024
AIOGRAM = "aiogram"
LIBRARIES = (
    "aiogram, telegram.ext, aiohttp.web, sqlmodel, sqlalchemy.ext.asyncio, aiosqlite, jieba, numpy, fluent.runtime,"
    " cryptography.hazmat.primitives.ciphers.aead, stdnum.cn.ric, puremagic, pydantic_settings, typer"
)
"""What the office cannot do without while it stands by: channels, database, reading, wording, sealing, settings."""
BASELINE = "import {}, sys; print('loaded', flush=True); sys.stdin.read()"
Standing = tuple[float, float, float]
"""Seconds until ready, CPU seconds until then, resident megabytes then."""


@dataclass(frozen=True)
class Ratios:
    """An office that has just started, in CPU and in memory, over a process that only imports."""

    cpu: float
    memory: float
    cpu_aiogram: float
    memory_aiogram: float


def environment(folder: Path, port: int) -> dict[str, str]:
    """The demo office in a folder, with nothing of the surroundings but the path; bytecode is kept aside."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {"DATA_DIR": str(folder), "WEB_PORT": str(port), "DEMO": "true", "LOG_LEVEL": "WARNING"}
    return (
        kept | own | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONPYCACHEPREFIX": str(folder / "pyc")}
    )


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def megabytes(process: asyncio.subprocess.Process) -> float:
    """Resident memory of a process."""
    return float(psutil.Process(process.pid).memory_info().rss) / MB


async def baseline(folder: Path, libraries: str) -> Standing:
    """A process that has imported these libraries and nothing else."""
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BASELINE.format(libraries), env=environment(folder, 0), cwd=folder,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    await process.stdout.readline()
    found = time.monotonic() - began, cpu(process), megabytes(process)
    process.stdin.close()
    await process.wait()
    return found


def cpu(process: asyncio.subprocess.Process) -> float:
    """CPU seconds that a process has used; steadier than its time on a machine with other work."""
    times = psutil.Process(process.pid).cpu_times()
    return float(times.user + times.system)


@asynccontextmanager
async def office(
    folder: Path, http: aiohttp.ClientSession
) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """A running office that has answered its readiness probe."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment(folder, port), cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        while not await is_ready(http, url):
            if process.returncode is not None:
                raise RuntimeError("the office ended before it was ready")
            await asyncio.sleep(0.01)
        yield url, process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def is_ready(http: aiohttp.ClientSession, url: str) -> bool:
    """Whether /readyz answers 200."""
    try:
        async with http.get(f"{url}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


async def started(folder: Path, http: aiohttp.ClientSession) -> Standing:
    """An office that has just become ready."""
    began = time.monotonic()
    async with office(folder, http) as (_, process):
        return time.monotonic() - began, cpu(process), megabytes(process)


async def arrive(http: aiohttp.ClientSession, url: str) -> list[dict[str, Any]]:
    """So many new visitors as one address may bring at once."""
    seats = []
    for _ in range(VISITORS):
        async with http.post(f"{url}/api/visitors") as answer:
            seats.append(await answer.json())
    return seats


async def talk(http: aiohttp.ClientSession, url: str, seats: list[dict[str, Any]], turns: int) -> None:
    """The visitors ask for the menu in turn, each waiting for the acknowledgement, as fast as they are let."""
    for number in range(turns):
        seat = seats[number % VISITORS]
        key = {"Authorization": f"Bearer {seat['key']}"}
        said = {"id": str(uuid4()), "text": "/start"}
        told: dict[str, Any] = {"again": True, "wait": 0.0}
        while told.get("again"):
            await asyncio.sleep(told["wait"])
            async with http.post(f"{url}/api/rooms/{seat['room']}/say", headers=key, json=said) as answer:
                told = await answer.json()
        if told["type"] != "ack":
            raise RuntimeError(f"turn {number}: {told}")


async def growth(folder: Path, http: aiohttp.ClientSession, turns: int) -> list[float]:
    """Megabytes at rest, after the turns, and after as many again."""
    async with office(folder, http) as (url, process):
        found = [megabytes(process)]
        seats = await arrive(http, url)
        for _ in range(2):
            await talk(http, url, seats, turns)
            found.append(megabytes(process))
        return found


async def compared(
    folder: Path, http: aiohttp.ClientSession
) -> tuple[Standing, Standing, Standing, Standing]:
    """The first start ever, then medians of: a start, importing the libraries, importing aiogram alone."""
    first = await started(folder, http)
    await baseline(folder, LIBRARIES)
    offices, bare, alone = [], [], []
    for _ in range(STARTS):
        offices.append(await started(folder, http))
        bare.append(await baseline(folder, LIBRARIES))
        alone.append(await baseline(folder, AIOGRAM))
    return first, median(offices), median(bare), median(alone)


def median(found: list[Standing]) -> Standing:
    """The median of each figure."""
    took, used, held = (statistics.median(values) for values in zip(*found, strict=True))
    return took, used, held


async def ratios() -> Ratios:
    """Start offices in a folder of their own, and compare."""
    async with aiohttp.ClientSession() as http:
        with tempfile.TemporaryDirectory() as name:
            _, office, bare, alone = await compared(Path(name), http)
    return Ratios(office[1] / bare[1], office[2] / bare[2], office[1] / alone[1], office[2] / alone[2])


async def main() -> None:
    """Measure and print."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    async with aiohttp.ClientSession() as http:
        with tempfile.TemporaryDirectory() as name:
            first, office, bare, alone = await compared(Path(name), http)
            rest, once, twice = await growth(Path(name), http, turns)
    for what, (took, used, held) in {
        "first start ever (bytecode, database made)": first,
        f"start to /readyz 200, median of {STARTS}": office,
        "importing the same libraries": bare,
        "importing aiogram alone": alone,
    }.items():
        print(f"{what:42} {took:6.1f} s {used:6.1f} CPU s {held:5.0f} MB")
    for what, base in {"the same libraries": bare, "aiogram alone": alone}.items():
        print(f"start / {what:34} {office[0] / base[0]:6.2f}   {office[1] / base[1]:6.2f} (CPU)")
        print(f"memory at rest / {what:25} {rest / base[2]:6.2f}")
    print(f"memory after {turns:5} turns                   {once:6.0f} MB, growth {once - rest:+.1f} MB")
    print(
        f"memory after {2 * turns:5} turns                   {twice:6.0f} MB, growth {twice - once:+.1f} MB"
    )


if __name__ == "__main__":
    asyncio.run(main())

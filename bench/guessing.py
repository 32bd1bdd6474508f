"""Whether an answer's time tells which numbers exist, and what a flood of guesses costs a neighbour.

The first: the whole conversation about number and code, for a number that nobody has, somebody else's, a sealed one and
a third, each with a wrong code; medians of time and of CPU (which other work on the machine disturbs less), and the
largest over the smallest. The second: a running office, visitors of
one address who say /join with wrong codes without pause, each replaced when it is locked; the time until a neighbour's
words are stored, over the same without a flood. Run: python -m bench.guessing [guesses of a kind] [seconds of flood]
"""

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import aiohttp

from bench.machine import Machine
from bench.start import office
from casework import numbering
from nlp.reader import Reader
from storage import cases
from storage import vault as vaults
from storage.database import Database
from storage.vault import Vault
from tests.people import People, make_bureau
from tests.storage.matters import new_case, submitted

KINDS = ("nobody's", "somebody's", "sealed", "another's")
FLOODING = 8
"""Visitors who guess at the same time."""


async def answers(rounds: int) -> None:
    """How long each kind of answer takes."""
    vaults.install(Vault([("bench", bytes(range(32)))], bytes(32)))
    with tempfile.TemporaryDirectory(dir=".") as place:
        db = Database.open(f"sqlite+aiosqlite:///{Path(place) / 'bench.db'}")
        await db.migrate(lambda _: None)
        async with make_bureau(db, Path(place), Reader.load()) as bureau:
            now = bureau.clock()
            async with db.writing() as session:
                named = (await cases.file(session, new_case("a"), submitted(now), now)).case.number
                sealed = (
                    await cases.file(session, new_case("b", sealed=True), submitted(now), now)
                ).case.number
                another = (await cases.file(session, new_case("c"), submitted(now), now)).case.number
            numbers = dict(
                zip(
                    KINDS,
                    (numbering.case_number("350881", now.date(), 999), named, sealed, another),
                    strict=True,
                )
            )
            took: dict[str, list[float]] = {kind: [] for kind in KINDS}
            spent: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for n in range(rounds):
                for kind in sorted(KINDS, key=lambda each: hash((each, n))):
                    who = await People(bureau, "telegram").citizen()
                    await who.says("/status", numbers[kind])
                    began, worked = time.perf_counter(), time.process_time()
                    said = await who.says("2222-3333-4444")
                    took[kind].append(time.perf_counter() - began)
                    spent[kind].append(time.process_time() - worked)
                    assert "没有查到" in said, said
                bureau.clock.turn(timedelta(hours=1))
        await db.close()
    for name, measured in (("time", took), ("cpu", spent)):
        medians = {kind: statistics.median(each) for kind, each in measured.items()}
        listed = ", ".join(f"{kind} {median * 1e3:.1f} ms" for kind, median in medians.items())
        ratio = max(medians.values()) / min(medians.values())
        print(f"wrong_code_{name}: medians of {rounds}: {listed}; largest over smallest {ratio:.3f}")


async def says(http: aiohttp.ClientSession, url: str, seat: dict[str, str], words: str) -> float:
    """Seconds until somebody's words are stored and their turn is done."""
    path, headers = f"{url}/api/rooms/{seat['room']}/say", {"Authorization": f"Bearer {seat['key']}"}
    began = time.perf_counter()
    async with http.post(path, headers=headers, json={"id": str(uuid4()), "text": words}) as answer:
        await answer.read()
        assert answer.status in (200, 429), answer.status
    return time.perf_counter() - began


async def seat(http: aiohttp.ClientSession, url: str) -> dict[str, str] | None:
    """A new visitor, or none while the address waits."""
    async with http.post(f"{url}/api/visitors") as answer:
        return dict(await answer.json()) if answer.status == 201 else None


async def guesses(http: aiohttp.ClientSession, url: str, made: list[int]) -> None:
    """Guess until cancelled, with a new visitor after each five."""
    while True:
        mine = await seat(http, url)
        if mine is None:
            await asyncio.sleep(0.2)
            continue
        for _ in range(5):
            await says(http, url, mine, "/join 2222-3333-4444")
            made[0] += 1


async def neighbour(http: aiohttp.ClientSession, url: str, seconds: float) -> list[float]:
    """A neighbour's words, one after the other with a pause, through new browsers so that none is slowed down."""
    took, ends = [], time.perf_counter() + seconds
    while time.perf_counter() < ends:
        mine = await seat(http, url)
        assert mine is not None
        for _ in range(10):
            took.append(await says(http, url, mine, "你好"))
            await asyncio.sleep(0.15)
    return took


async def flood(seconds: float) -> None:
    """A neighbour alone, then beside a flood."""
    with tempfile.TemporaryDirectory(dir=".") as place:
        async with aiohttp.ClientSession() as http, office(Path(place).resolve(), http) as (url, _):
            await neighbour(http, url, 2)
            idle = statistics.median(await neighbour(http, url, seconds))
            made = [0]
            flooding = [asyncio.ensure_future(guesses(http, url, made)) for _ in range(FLOODING)]
            busy = statistics.median(await neighbour(http, url, seconds))
            for each in flooding:
                each.cancel()
            await asyncio.gather(*flooding, return_exceptions=True)
    print(f"join_guesses: {made[0]} in {seconds:.0f} s by {FLOODING} at once")
    print(
        f"neighbour: idle {idle * 1e3:.1f} ms, beside the flood {busy * 1e3:.1f} ms, ratio {busy / idle:.2f}"
    )


async def main() -> None:
    """Both, with what the machine was like."""
    async with Machine() as machine:
        await answers(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
        await flood(float(sys.argv[2]) if len(sys.argv) > 2 else 8)
    for name, value in machine.told().items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    asyncio.run(main())

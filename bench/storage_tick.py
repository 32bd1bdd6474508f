"""How long a look for due alarms takes with 10,000 and with 1,000,000 open cases: it should hardly grow.

`python -m bench.storage_tick [--large N] [--engines sqlite,postgresql]` prints the times and their ratio.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bench.storage_fill import NOW, SPREAD, databases, fill
from storage import cases
from storage.database import Database

SMALL = 10_000
ROUNDS = 60


async def median(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of the middle round, after a warm one."""
    return (await medians({"": work}))[""]


async def medians(questions: dict[str, Callable[[], Awaitable[object]]]) -> dict[str, float]:
    """Milliseconds of each question's middle round; taken in turns, so that other load falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in questions}
    for asking in range(ROUNDS + 1):
        for name, ask in questions.items():
            began = time.perf_counter()
            await ask()
            if asking:
                taken[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(each) for name, each in taken.items()}


async def looks(db: Database) -> dict[str, float]:
    """The questions that are asked every minute, in milliseconds."""

    async def nothing_due() -> int:
        async with db.reading() as session:
            return len(await cases.due_alarms(session, NOW))

    async def hundred_due() -> int:
        async with db.reading() as session:
            return len(await cases.due_alarms(session, NOW + timedelta(days=SPREAD), limit=100))

    async def work_list() -> int:
        async with db.reading() as session:
            return len(await cases.open_of_unit(session, 7, limit=20))

    asked = {
        "nothing due": (nothing_due, 0),
        "100 due": (hundred_due, 100),
        "work list of 20": (work_list, 20),
    }
    for name, (look, found) in asked.items():
        assert await look() == found, name
    return await medians({name: look for name, (look, _) in asked.items()})


def compared(small: dict[str, float], large: dict[str, float], size: int) -> None:
    """One line a question: both times and their ratio."""
    for name, before in small.items():
        after = large[name]
        print(
            f"  {name:16} {SMALL:>7,}: {before:7.2f} ms   {size:>9,}: {after:7.2f} ms   ratio {after / before:.2f}"
        )


async def main(large: int, engines: list[str]) -> None:
    """Fill each engine twice and compare."""
    async with databases(*engines) as made:
        for name, db in made.items():
            await fill(db, 0, SMALL)
            small = await looks(db)
            began = time.perf_counter()
            await fill(db, SMALL, large - SMALL)
            print(
                f"{name}: {large:,} cases, {large * 7:,} alarms; filled in {time.perf_counter() - began:.0f} s"
            )
            compared(small, await looks(db), large)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--engines", default="sqlite,postgresql")
    given = parser.parse_args()
    asyncio.run(main(given.large, given.engines.split(",")))

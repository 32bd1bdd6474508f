"""How long finding candidates for a similar case takes with 10,000 and with 100,000 cases on file, and marking one.

`python -m bench.storage_similar [--large N] [--engines sqlite,postgresql]` prints the middle and the 95th of 100
look-ups, the CPU time of our own process, and beside them an empty question in the same session and turn: what that
takes is the machine's and the engine's, not the search's. Aim: 50 ms at 100,000 cases on both engines.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from unittest.mock import patch

from sqlalchemy import text

from bench.storage_fill import databases, fill, word
from storage import cases
from storage.cases import similar_cases
from storage.database import Database

SMALL = 10_000
ROUNDS = 100
VOCABULARY = 50_000
TEXTS = {
    "common words": range(16),
    "rare words": range(VOCABULARY - 1600, VOCABULARY, 100),
    "mixed words": [*range(4), *range(VOCABULARY - 1200, VOCABULARY, 100)],
}
"""The telling words of three texts, by their place in the vocabulary."""


async def looks(db: Database, size: int) -> None:
    """Time finding the candidates of each text, an empty question, and marking a new case."""
    for name, places in TEXTS.items():
        await _timed(name, _look(db, {word(place) for place in places}))

    async def nothing() -> None:
        async with db.reading() as session:
            await session.execute(text("SELECT 1"))

    await _timed("an empty question", nothing)
    fresh = iter(range(ROUNDS + 2))

    async def mark() -> None:
        turn = next(fresh)
        async with db.writing() as session:
            await similar_cases.mark(
                session, size - turn, [f"新词{turn}-{n}" for n in range(similar_cases.MARKS)]
            )

    await _timed("marking a case", mark)


def _look(db: Database, wanted: set[int]) -> Callable[[], Awaitable[None]]:
    """Find the candidates of one text, with the words of at most fifty cases opened."""

    async def look() -> None:
        with patch.object(similar_cases, "marks", lambda *_: wanted):
            async with db.reading() as session:
                assert 0 < len(await cases.similar_candidates(session, ["x"])) <= 50

    return look


async def _timed(name: str, ask: Callable[[], Awaitable[None]]) -> None:
    """Print the times of one question, after two warm ones."""
    wall, own = [], []
    for turn in range(ROUNDS + 2):
        began, spent = time.perf_counter(), time.process_time()
        await ask()
        if turn >= 2:
            wall.append((time.perf_counter() - began) * 1_000)
            own.append((time.process_time() - spent) * 1_000)
    late = statistics.quantiles(wall, n=20)[-1]
    print(
        f"  {name:18} p50 {statistics.median(wall):7.2f} ms   p95 {late:7.2f} ms   least {min(wall):6.2f} ms   "
        f"own CPU {statistics.median(own):6.2f} ms"
    )


async def main(large: int, engines: list[str]) -> None:
    """Fill each engine twice and time both."""
    async with databases(*engines) as made:
        for name, db in made.items():
            filled = 0
            for size in (SMALL, large):
                await fill(db, filled, size - filled, vocabulary=VOCABULARY)
                filled = size
                print(f"{name}, {size:,} cases, about 16 marks each", flush=True)
                await looks(db, size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--engines", default="sqlite,postgresql")
    given = parser.parse_args()
    asyncio.run(main(given.large, given.engines.split(",")))

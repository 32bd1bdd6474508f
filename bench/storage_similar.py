"""How long finding candidates for a similar case takes with 10,000 and with 1,000,000 cases on file.

`python -m bench.storage_similar [--large N] [--engines sqlite,postgresql]` prints the times and their ratio.
"""

import argparse
import asyncio
import time
from unittest.mock import patch

from bench.storage_fill import databases, fill, word
from bench.storage_tick import SMALL, compared, median
from storage import cases
from storage.cases import similar
from storage.database import Database

VOCABULARY = 50_000
TEXTS = {
    "common words": range(16),
    "rare words": range(VOCABULARY - 1600, VOCABULARY, 100),
    "mixed words": [*range(4), *range(VOCABULARY - 1200, VOCABULARY, 100)],
}
"""The telling words of three texts, by their place in the vocabulary."""


async def looks(db: Database) -> dict[str, float]:
    """Milliseconds to find the candidates of each text, with the words of at most fifty cases opened."""
    taken = {}
    for name, places in TEXTS.items():
        wanted = {word(place) for place in places}

        async def look(wanted: set[int] = wanted) -> None:
            with patch.object(similar, "marks", lambda *_: wanted):
                async with db.reading() as session:
                    assert 0 < len(await cases.similar_candidates(session, ["x"])) <= 50

        taken[name] = await median(look)
    return taken


async def main(large: int, engines: list[str]) -> None:
    """Fill each engine twice and compare."""
    async with databases(*engines) as made:
        for name, db in made.items():
            await fill(db, 0, SMALL, vocabulary=VOCABULARY)
            small = await looks(db)
            began = time.perf_counter()
            await fill(db, SMALL, large - SMALL, vocabulary=VOCABULARY)
            print(
                f"{name}: {large:,} cases, about 16 marks each; filled in {time.perf_counter() - began:.0f} s"
            )
            compared(small, await looks(db), large)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--engines", default="sqlite,postgresql")
    given = parser.parse_args()
    asyncio.run(main(given.large, given.engines.split(",")))

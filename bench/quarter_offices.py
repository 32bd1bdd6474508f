"""A quarter of very many petitions: offices side by side, each with its own database, journal and chance.

    python -m bench.quarter_offices                                       two small offices
    python -m bench.quarter_offices --offices 20 --petitions 1000         twenty thousand petitions

Each office is a `bench.quarter` of its own in a process of its own, with the database in memory
(see bench/in_memory.py); all of its bulletins are compared, and what was compared and equal is added up. An office
that breaks down is told, and is not among the sums; the others go on.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


async def office(seed: int, petitions: int) -> dict[str, Any] | None:
    """One office from its first filing to its last comparison; None when it broke down, with its last words printed."""
    command = (
        sys.executable,
        "-m",
        "bench.quarter",
        str(petitions),
        "--seed",
        str(seed),
        "--in-memory",
        "--json",
    )
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    if not said.strip():
        print(f"office {seed} broke down:\n{complained.decode()[-1000:]}", flush=True)
        return None
    made: dict[str, Any] = json.loads(said)
    return made


async def run(offices: int, petitions: int, side_by_side: int) -> list[dict[str, Any]]:
    """All offices, so many at a time; says after each how far it is."""
    began, gate = time.perf_counter(), asyncio.Semaphore(side_by_side)
    done: list[dict[str, Any]] = []

    async def one(seed: int) -> None:
        async with gate:
            made = await office(seed, petitions)
        if made is None:
            return
        done.append(made)
        wrong = sum(len(each["different"]) for each in done)
        print(
            f"{len(done)}/{offices} offices: {sum(each['petitions'] for each in done)} petitions,"
            f" {sum(each['turns'] for each in done)} turns, {sum(each['rung'] for each in done)} alarms,"
            f" {sum(each['compared'] for each in done)} numbers compared, {wrong} different,"
            f" {time.perf_counter() - began:.0f} s, {sum(each['cpu'] for each in done):.0f} s of CPU",
            flush=True,
        )
        for each in made["different"][:10]:
            print(f"  office {seed}: {each}", flush=True)

    async with asyncio.TaskGroup() as group:
        for seed in range(1, offices + 1):
            group.create_task(one(seed))
    return done


def main() -> int:
    """Sizes from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--offices", type=int, default=2)
    parser.add_argument("--petitions", type=int, default=50, help="of each office")
    parser.add_argument("--side-by-side", type=int, default=2)
    given = parser.parse_args()
    done = asyncio.run(run(given.offices, given.petitions, given.side_by_side))
    return 1 if len(done) < given.offices or any(each["different"] for each in done) else 0


if __name__ == "__main__":
    sys.exit(main())

"""The ledger of N cases: time, rows a second, and peak memory against a ledger of a tenth of them.

    python bench/ledger.py [rows] [--form xlsx|csv]        (default 50,000 rows, both forms)

Each ledger is written by a process of its own, so that its peak memory is its own. Flat means a ratio near 1.
"""

import argparse
import asyncio
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
START = datetime(2026, 1, 1, tzinfo=UTC)
STATES = ("registered", "transferred", "accepted", "answered", "closed")
CHUNK = 20_000


def fill(path: Path, rows: int) -> None:
    """A migrated SQLite file with so many plausible cases, spread over a year."""
    from storage.database import Database

    async def migrate() -> None:
        db = Database.open(f"sqlite+aiosqlite:///{path}")
        await db.migrate()
        await db.close()

    asyncio.run(migrate())
    made = sqlite3.connect(path)
    made.execute("PRAGMA synchronous=OFF")
    made.execute(
        "INSERT INTO units (id, code, name, short_name, kind, town, phone, address, hours, active)"
        " VALUES (1, 'labour', '人力资源和社会保障局', '人社局', 'department', '', '', '', '', 1)"
    )
    names = (
        "number, region, channel, state, is_open, sealed, anonymous, purpose, topic, urgency, simple, repeat, title,"
        " town, happened, joint, publish_ok, unit_id, extended, transfers, sent_back, urged_count, registered_at,"
        " received_at, version, draft_key, people_count, next_due, next_clock"
    )
    insert = f"INSERT INTO cases ({names}) VALUES ({', '.join('?' * (names.count(',') + 1))})"
    for first in range(0, rows, CHUNK):
        made.executemany(insert, (row(number, rows) for number in range(first, min(first + CHUNK, rows))))
        made.commit()
    made.close()


def row(number: int, rows: int) -> tuple[object, ...]:
    """One case; texts are as long as neutral titles are."""
    at = (START + timedelta(seconds=number * 31_000_000 // max(rows, 1))).strftime("%Y-%m-%d %H:%M:%S.000000")
    state = STATES[number % len(STATES)]
    return (
        f"350881-{number:010}", "350881", "web", state, state != "closed", False, False, "QJ", "LS02", "normal", False,
        number % 9 == 0, f"拖欠工资 · 青山镇 · 涉及 {number % 40 + 2} 人", "青山镇", "", False, False, 1, False,
        number % 3, False, 0, at, at, 1, number.to_bytes(8), number % 40 + 2, "2026-12-31", "C5",
    )  # fmt: skip


def write(database: Path, out: Path) -> None:
    """Write the ledger of the year; prints rows, seconds, seconds of CPU, peak memory in MB, bytes."""
    from casework.spans import SpanKind, span
    from services.papers import ledger_sheet
    from storage.database import Database
    from storage.figures import Wanted

    async def run() -> int:
        db = Database.open(f"sqlite+aiosqlite:///{database}")
        year = span(SpanKind.YEAR, START.date())
        wanted = Wanted(year.since, year.until)
        names = ledger_sheet.Directory({1: "人社局"}, str)
        async with db.reading() as session:
            written = await ledger_sheet.write(session, out, wanted, names, viewer=None)
        await db.close()
        return written.rows

    began, worked = time.perf_counter(), time.process_time()
    rows = asyncio.run(run())
    took, cpu = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(rows, f"{took:.2f}", f"{cpu:.2f}", f"{peak:.1f}", out.stat().st_size)


def measure(database: Path, out: Path) -> tuple[int, float, float, float, int]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--write", str(database), str(out)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
    return int(said[0]), float(said[1]), float(said[2]), float(said[3]), int(said[4])


def main() -> None:
    """Fill, write, compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=50_000)
    parser.add_argument("--form", choices=("xlsx", "csv"))
    parser.add_argument("--write", nargs=2, metavar=("DATABASE", "FILE"))
    given = parser.parse_args()
    if given.write:
        write(Path(given.write[0]), Path(given.write[1]))
        return
    with tempfile.TemporaryDirectory(prefix="jianjian-bench-") as folder:
        small, large = Path(folder) / "small.db", Path(folder) / "large.db"
        fill(small, given.rows // 10)
        fill(large, given.rows)
        for form in [given.form] if given.form else ["csv", "xlsx"]:
            _, _, _, least, _ = measure(small, Path(folder) / f"small.{form}")
            rows, took, cpu, peak, size = measure(large, Path(folder) / f"large.{form}")
            print(
                f"{form}: {rows} rows in {took:.1f} s, {cpu:.1f} s of CPU ({rows / cpu:.0f}/s), {size / 1e6:.1f} MB;"
                f" peak memory {peak:.0f} MB against {least:.0f} MB for a tenth: ratio {peak / least:.2f}"
            )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()

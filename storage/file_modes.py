"""Who else on the machine may read what we keep: nobody. Files are 0600, folders 0700."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def ours(database: Path | None, data: Path, settings: Path = Path(".env")) -> list[Path]:
    """What must be closed to others: the database with its log, the data folder, the files, the settings."""
    beside = [database.with_name(database.name + end) for end in ("", "-wal", "-shm")] if database else []
    return [path for path in (data, data / "files", *beside, settings) if path.exists()]


def loose(paths: Iterable[Path]) -> list[Path]:
    """Those that somebody else on the machine may read, write or enter."""
    if os.name != "posix":
        return []
    return [path for path in paths if path.stat().st_mode & OTHERS]


def tighten(paths: Iterable[Path]) -> None:
    """Close them to others; what is not ours to change stays as it is, and `doctor` says so."""
    for path in loose(paths):
        try:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
        except OSError:
            continue

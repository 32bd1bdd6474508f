"""Numbers of the law and the office that no clock counts (`rules/office.toml`), each with where it comes from."""

import tomllib
from functools import lru_cache
from pathlib import Path

PACK = Path(__file__).parent / "rules" / "office.toml"


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, int | str]]:
    return tomllib.loads(PACK.read_text(encoding="utf-8"))


def most(name: str) -> int:
    """The most that is allowed of something. KeyError for a number that the pack does not have."""
    return int(_rows()[name]["most"])


def least(name: str) -> int:
    """How many something must at least be. KeyError as above."""
    return int(_rows()[name]["least"])


def days(name: str) -> int:
    """After how many days something holds. KeyError as above."""
    return int(_rows()[name]["days"])

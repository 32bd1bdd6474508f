"""Writes `.env.example` from the settings, so that the file can never say something else than the code."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings

HEAD = """# 件件 (Jianjian): every setting, with its default. Copy to .env and change what you need.
# Without any .env the demo office starts. Made by `jianjian env-example`; a test keeps it equal to bot/settings.py.
"""


def lines() -> Iterator[str]:
    """One comment and one line for every setting, in the order of the class."""
    for name, field in Settings.model_fields.items():
        yield ""
        yield f"# {field.description}"
        yield f"# {name.upper()}={_shown(field.default)}"


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.value if isinstance(value, StrEnum) else str(value).replace("\\", "/")


def example() -> str:
    """What `.env.example` holds: every setting with its default and its description."""
    return HEAD + "\n".join(lines()) + "\n"


def write(path: Path) -> None:
    """Write `example` to a file, over what is there."""
    path.write_text(example(), encoding="utf-8")

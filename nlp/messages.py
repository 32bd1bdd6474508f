"""Labelled and unlabelled messages as JSON lines: `title` (optional), `text` or `tokens`, `label`, `id`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


class MessageError(ValueError):
    """A line cannot be read; the message names the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `tokens` instead of `text` where only the words are known."""

    text: str
    title: str = ""
    label: str = ""
    id: str = ""
    tokens: tuple[str, ...] = ()


def parse(lines: Iterable[str], source: str = "-") -> Iterator[Message]:
    """The messages of JSON lines; empty lines are skipped. Raises `MessageError` with the line's number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError as error:
            raise MessageError(f"{source}:{number}: not JSON ({error.msg})") from error
        if not isinstance(entry, dict) or not ({"text", "tokens", "title"} & entry.keys()):
            raise MessageError(f"{source}:{number}: needs `text` (or `tokens`)")
        tokens = entry.get("tokens") or ""
        yield Message(
            text=str(entry.get("text") or ""),
            title=str(entry.get("title") or ""),
            label=str(entry.get("label") or ""),
            id=str(entry.get("id") or ""),
            tokens=tuple(tokens.split() if isinstance(tokens, str) else map(str, tokens)),
        )

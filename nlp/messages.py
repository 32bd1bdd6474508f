"""Labelled and unlabelled messages as JSON lines: `text` or `tokens`; `title`, `label`, `id`, `today`, `asked`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


class MessageError(ValueError):
    """A line cannot be read; the message names the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `tokens` instead of `text` where only the words are known; `today` is the day it was sent on, and
    `asked` the name of the question of a form that it answers, where the line says so."""

    text: str
    title: str = ""
    label: str = ""
    id: str = ""
    tokens: tuple[str, ...] = ()
    today: date | None = None
    asked: str = ""


def parse(lines: Iterable[str | bytes], source: str = "-") -> Iterator[Message]:
    """The messages of JSON lines; empty lines are skipped. Raises `MessageError` with the line's number."""
    for found in parse_each(lines, source):
        if isinstance(found, MessageError):
            raise found
        yield found


def parse_each(lines: Iterable[str | bytes], source: str = "-") -> Iterator[Message | MessageError]:
    """`parse`, with what is wrong with a line in the place of its message, so that the others are not lost."""
    for number, line in enumerate(lines, 1):
        try:
            written = line.decode("utf-8") if isinstance(line, bytes) else line
            if written.strip("\ufeff \t\r\n"):
                yield _message(json.loads(written.removeprefix("\ufeff")))
        except UnicodeDecodeError:
            yield MessageError(f"{source}:{number}: not UTF-8")
        except MessageError as error:
            yield MessageError(f"{source}:{number}: {error}")
        except json.JSONDecodeError as error:
            yield MessageError(f"{source}:{number}: not JSON ({error.msg})")
        except (ValueError, RecursionError):
            # A number of thousands of digits, or thousands of brackets.
            yield MessageError(f"{source}:{number}: not JSON that can be read")


def _message(entry: Any) -> Message:
    """The message of one line. Raises `MessageError`."""
    if not isinstance(entry, dict) or not ({"text", "tokens", "title"} & entry.keys()):
        raise MessageError("needs `text` (or `tokens`)")
    for name in ("text", "title", "label", "asked", "today"):
        if not isinstance(entry.get(name), str | None):
            raise MessageError(f"`{name}` must be a string")
    tokens = entry.get("tokens") or ""
    if not isinstance(tokens, str | list):
        raise MessageError("`tokens` must be a string of words or a list of them")
    day = entry.get("today")
    try:
        today = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise MessageError("`today` must be a day as 2026-11-27") from error
    return Message(
        text=entry.get("text") or "",
        title=entry.get("title") or "",
        label=entry.get("label") or "",
        id="" if entry.get("id") is None else str(entry["id"]),
        tokens=tuple(tokens.split() if isinstance(tokens, str) else map(str, tokens)),
        today=today,
        asked=entry.get("asked") or "",
    )

"""Telephone numbers to call, one a line; on the web page each can be tapped.

Telegram finds numbers in words by itself. The web page does not, and must not: case numbers are no telephones. There a
number is marked as Telegram marks it for others, by an entity `phone_number` (https://core.telegram.org/bots/api).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from casework.wording import text


def lines(numbers: Iterable[str]) -> str:
    """Each number with what it is, on a line of its own, in this order."""
    return "\n".join(f"{number} {text(f'helpline-{number}')}" for number in numbers)


def entities(words: str, numbers: Sequence[str]) -> list[dict[str, Any]]:
    """Where each of these numbers stands first in the words, in UTF-16 units as the Bot API counts."""
    found = ((words.find(number), number) for number in numbers)
    return [
        {"type": "phone_number", "offset": len(words[:at].encode("utf-16-le")) // 2, "length": len(number)}
        for at, number in sorted(found)
        if at >= 0
    ]

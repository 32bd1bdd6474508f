"""Telephone numbers to call, one a line; on the web page each can be tapped.

Telegram finds numbers in words by itself. The web page does not, and must not: case numbers are no telephones. There a
number is marked as Telegram marks it for others, by an entity `phone_number` (https://core.telegram.org/bots/api).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from casework.wording import text

_WOMEN = "12338"
_OF_A_WOMAN = re.compile(
    "老婆|妻子|媳妇|老公|丈夫|前夫|男朋友|男友|婆婆|公公|婆家|家暴|女|妈|娘|姐|妹|妇|嫂|husband|wife|woman|girl|mother|sister|her|she",
    re.I,
)
_NOW = re.compile("1[12]\\d")


def fitting(numbers: Iterable[str], words: str) -> tuple[str, ...]:
    """The numbers without those that are for others: the women's line only where a woman or a marriage is spoken of."""
    return tuple(each for each in numbers if each != _WOMEN or _OF_A_WOMAN.search(words))


def at_once(numbers: Iterable[str]) -> str:
    """The two of these numbers that send somebody, the fittest first: 119 或 110."""
    found = [each for each in numbers if _NOW.fullmatch(each)][:2] or ["110", "120"]
    return text("helpline-or").join(found)


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

"""Whether thanks are thanks: for something done, and neither bitter nor the good manners of a request."""

import re
from collections.abc import Mapping, Sequence

_CLOSING = 14
"""Characters of the end of a text in which thanks are good manners."""
_REQUEST = 8
"""Characters that tell something before."""
_PRAISE = re.compile("不容易|不简单|不错|不辞|不怕|不厌|不图|不嫌|不推|没架子|没得说|没话说|没说的")
"""Hold a word of trouble and tell of none."""


class Thanks:
    """Judges thanks with one table (`[thanks]` of `purposes.toml`)."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._polite = _one_of(table["polite"])
        self._done = _one_of(table["done"])
        self._helped = _one_of([word for word in table["done"] if not word.startswith("帮")])
        self._trouble = _one_of(table["trouble"])
        self._bitter = _one_of(table["bitter"])

    def bitter(self, text: str, *, thanked: bool) -> bool:
        """Whether it is a complaint that speaks like thanks: 太谢谢你们了，一条路挖了三年."""
        if not self._trouble.search(_PRAISE.sub("", text)):
            return False
        if self._bitter.search(text):
            return not self._helped.search(text)
        return thanked and not self._done.search(text)

    def manners(self, text: str, start: int, end: int) -> bool:
        """Whether these are the last words of somebody who wants something: …，谢谢！"""
        closing = start >= _REQUEST and len(text) - end <= _CLOSING
        return closing and bool(self._polite.match(text, start)) and not self._helped.search(text)


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))

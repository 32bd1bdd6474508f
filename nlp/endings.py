"""Names that are known by how they end: 宏达建筑有限公司, 城关镇."""

import re
from collections.abc import Iterable, Iterator

from nlp.normalise import HAN

_LONGEST = 10
_NAME_RUN = re.compile(rf"[{HAN}a-z\d]+")


def ending(ends: Iterable[str]) -> re.Pattern[str]:
    """Stands where one of `ends` begins, the longest that fits, in group `end`; not in 厂长, 医院院长, 村委员."""
    alternatives = "|".join(sorted(map(re.escape, ends), key=len, reverse=True))
    return re.compile(rf"(?=(?P<end>{alternatives})(?![{HAN}]?[长员]))")


class EndingNames:
    """Finds names of up to ten letters before an ending, without the words of the sentence before them.

    One pattern for name and ending would try ten lengths at every character; here the endings are found first.
    """

    def __init__(self, strangers: Iterable[str]) -> None:
        ordered = sorted(strangers, key=len, reverse=True)
        self._strangers: dict[str, list[tuple[int, str]]] = {}
        for rank, stranger in enumerate(ordered):
            self._strangers.setdefault(stranger[0], []).append((rank, stranger))

    def find(self, text: str, pattern: re.Pattern[str], shortest: int) -> Iterator[tuple[int, int]]:
        """Half-open spans of names with their ending, from left to right; `shortest`: letters before the ending."""
        free = 0
        for run in _NAME_RUN.finditer(text):
            first, last = run.span()
            for match in pattern.finditer(text, max(first, free), last):
                at = match.start()
                if at < free:
                    continue
                # An ending without a name takes its place all the same: 小区 is not the 区 called 小.
                start = max(first, free, at - _LONGEST)
                free = match.end("end")
                start += self._foreign(text[start:at])
                if at - start >= shortest:
                    yield start, free

    def _foreign(self, name: str) -> int:
        """How many characters at the start of `name` belong to the sentence, not to the name."""
        known = {found for char in set(name) for found in self._strangers.get(char, ())}
        cut = 0
        for _, stranger in sorted(known):
            at = name.rfind(stranger, cut)
            if at >= 0:
                cut = max(cut, at + len(stranger))
        return cut

"""Which units a text complains of by name: nothing is handed to them before somebody thought of it (Art. 28, 30)."""

import re
from collections.abc import Iterable

_OF_IT = r"(?:人民)?(?:政府|党委|党工委|办事处|派出所|书记|镇长|乡长|区长|局长|主任|所长|站长|队长|领导|干部|工作人员)"
"""What makes the name of a place the name of its office: 青山镇政府, 青山镇书记."""


def named(units: Iterable[tuple[int, str, str]], words: str, concerns: str = "") -> tuple[int, ...]:
    """The units (id, name, short name) that the words name, or that stand in what the matter concerns.

    A short name that is also a place's (青山镇) counts in a story only where its office is meant.
    """
    return tuple(
        unit_id
        for unit_id, name, short in units
        if name in words or name in concerns or _meant(short, words, concerns)
    )


def _meant(short: str, words: str, concerns: str) -> bool:
    if len(short) < 2:
        return False
    place = short[-1] in "镇乡街道区村"
    return short in concerns or (
        short in words if not place else bool(re.search(re.escape(short) + _OF_IT, words))
    )

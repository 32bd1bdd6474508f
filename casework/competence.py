"""Whose matter it is by its place: what names another county is not passed to our own units by topic (Art. 22)."""

import re
from collections.abc import Iterable

_AREA = re.compile(r"[一-龥]{2,4}?(?:自治区|自治县|自治州|省|市|县|旗)")
_NO_AREA = re.compile(r"(?:超|菜|门|夜|城|早|闹|上|股|本|我|全|该)市$|(?:本|我|全|该|外|邻)[省县]$")


def elsewhere(place: str, own: Iterable[str]) -> bool:
    """Whether a place names areas, and none of them stands in the names of the office and its units."""
    named = [found for found in _AREA.findall(place) if not _NO_AREA.search(found)]
    known = "\n".join(own)
    return bool(named) and not any(area in known for area in named)

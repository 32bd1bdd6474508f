"""Films and voice recordings (MP4, MOV, M4A, 3GP) without what a telephone writes into them: place, device, moment.

The boxes that hold remarks become free space of the same length, so that nothing else moves. What is heard and seen
stays, and a track of its own that a telephone may add (one place a second) is not looked for.
"""

import struct
from collections.abc import Iterator

_INSIDE = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
_REMARKS = frozenset({b"udta", b"meta", b"uuid"})
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Their first two numbers say when it was made and when it was changed."""
_DEEPEST = 6


def film(content: bytes) -> bytes:
    """The same film without remarks. Raises `ValueError` for what cannot be taken apart."""
    if content[4:8] != b"ftyp":
        raise ValueError("not an MP4")
    clean = bytearray(content)
    for kind, start, head, end in _boxes(content, 0, len(content), 0):
        if kind in _REMARKS:
            clean[start + 4 : start + 8] = b"free"
            clean[start + head : end] = bytes(end - start - head)
        elif kind in _TIMED:
            wide = 8 if content[start + head] == 1 else 4
            clean[start + head + 4 : start + head + 4 + 2 * wide] = bytes(2 * wide)
    return bytes(clean)


def _boxes(content: bytes, at: int, limit: int, depth: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box with its place, the length of its head, and its end; those inside others after them."""
    while at + 8 <= limit:
        length, kind = struct.unpack_from(">I4s", content, at)
        head = 8
        if length == 1:
            if at + 16 > limit:
                raise ValueError("a box without its length")
            length, head = struct.unpack_from(">Q", content, at + 8)[0], 16
        end = limit if length == 0 else at + length
        if end > limit or end < at + head or (kind in _TIMED and end < at + head + 20):
            raise ValueError("a box longer than what holds it")
        yield kind, at, head, end
        if kind in _INSIDE and depth < _DEEPEST:
            yield from _boxes(content, at + head, end, depth + 1)
        at = end

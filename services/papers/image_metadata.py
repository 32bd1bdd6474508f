"""Pictures without what a camera writes into them: place, moment, device, names. The picture itself is not touched.

JPEG, PNG and WebP are taken apart into their pieces, and those that hold remarks are left out. Of a JPEG's EXIF only
the orientation is kept, else it would lie on its side. What comes behind the picture (a second one, a film) goes too.
"""

import struct
from collections.abc import Callable, Iterator

ORIENTATION = 0x0112
_JPEG_KEPT = frozenset({0xE0, 0xEE})
"""APP0 (JFIF) and APP14 (Adobe's colours); every other APPn, and comments, are remarks."""
_ICC = b"ICC_PROFILE\0"
_PNG_REMARKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"caBX"})
_WEBP_REMARKS = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS = 0b0000_1100
"""In VP8X: that there is EXIF, and that there is XMP."""


class NotAPicture(ValueError):
    """The bytes are not what their type says."""


def stripped(content: bytes, mime: str) -> bytes | None:
    """The picture without remarks; None for a type that is not taken apart here, or that cannot be."""
    strip = STRIPPERS.get(mime)
    if strip is None:
        return None
    try:
        return strip(content)
    except (NotAPicture, struct.error, IndexError):
        return None


# JPEG


def _jpeg(content: bytes) -> bytes:
    if content[:2] != b"\xff\xd8":
        raise NotAPicture
    kept = [b"\xff\xd8"]
    turned = 1
    for marker, piece in _jpeg_pieces(content):
        if marker == 0xE1 and piece[4:10] == b"Exif\0\0":
            turned = _orientation(piece[10:]) or turned
        elif 0xE0 <= marker <= 0xEF:
            if marker in _JPEG_KEPT or (marker == 0xE2 and piece[4:].startswith(_ICC)):
                kept.append(piece)
        elif marker != 0xFE:
            kept.append(piece)
    if turned != 1:
        kept.insert(1, _only_orientation(turned))
    return b"".join(kept)


def _jpeg_pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment with its marker, scans with what is drawn in them; ends with the end of the picture."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise NotAPicture
        while content[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = content[at + 1]
        if marker == 0xD9:
            yield marker, content[at : at + 2]
            return
        length = struct.unpack_from(">H", content, at + 2)[0]
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise NotAPicture
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        yield marker, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the drawing ends: at the first marker that is neither an escaped byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise NotAPicture
        following = content[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at


def _orientation(tiff: bytes) -> int:
    """How the picture lies, of the EXIF block; 0 when it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for n in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * n)
            if tag == ORIENTATION and kind == 3 and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return 0
    return 0


def _only_orientation(turned: int) -> bytes:
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0)
    tiff = b"MM\0\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


# PNG


def _png(content: bytes) -> bytes:
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise NotAPicture
    kept, at = [content[:8]], 8
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise NotAPicture
        if name not in _PNG_REMARKS:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


# WebP


def _webp(content: bytes) -> bytes:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise NotAPicture
    end = min(8 + struct.unpack_from("<I", content, 4)[0], len(content))
    kept, at = [], 12
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", content, at)
        following = at + 8 + length + length % 2
        if at + 8 + length > len(content):
            raise NotAPicture
        piece = content[at:following]
        if name == b"VP8X":
            piece = piece[:8] + bytes([piece[8] & ~_WEBP_FLAGS]) + piece[9:]
        if name not in _WEBP_REMARKS:
            kept.append(piece)
        at = following
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


STRIPPERS: dict[str, Callable[[bytes], bytes]] = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}
"""By the type that the bytes have (`storage.sniffing`)."""

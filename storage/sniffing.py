"""What a file is, by its first bytes; what its sender says it is counts only where the bytes are silent."""

import puremagic

HEAD_BYTES = 8192

UNKNOWN = "application/octet-stream"

SURE = 0.3
"""Below this puremagic has matched two bytes or fewer."""

PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What every chat shows as a photo; other images travel as documents."""

LOOSE = {"application/ogg": "audio/ogg", "audio/x-wav": "audio/wav", "audio/mp3": "audio/mpeg"}
"""Names that puremagic uses for what the channels call otherwise."""

ACTIVE = ("text/html", "image/svg+xml", "application/xhtml+xml")
"""Types that a browser would run: a claim of one of these is never taken over."""


def mime_of(head: bytes, name: str, claimed: str) -> str:
    """The media type by the bytes; by the claim when they are silent; else `application/octet-stream`."""
    found = _sniffed(head, name)
    if found:
        return LOOSE.get(found, found)
    if claimed.startswith("text/") and claimed not in ACTIVE and _is_text(head):
        return claimed
    return "text/plain" if _is_text(head) else UNKNOWN


def kind_of(mime: str, claimed: str | None) -> str:
    """photo, document, voice, video or audio. A claim counts where the bytes allow: all may be documents."""
    if claimed == "document":
        return "document"
    if mime in PHOTOS:
        return "photo"
    if mime.startswith("video/"):
        return "voice" if claimed == "voice" else "video"
    if mime.startswith("audio/"):
        return "voice" if claimed == "voice" else "audio"
    return "document"


def _sniffed(head: bytes, name: str) -> str:
    try:
        matches = puremagic.magic_string(head, name)
    except (puremagic.PureError, ValueError):
        return ""
    named = [match for match in matches if match.mime_type and match.confidence >= SURE and match.byte_match]
    return str(named[0].mime_type) if named else ""


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    # A multi-byte character may be cut at the end of the head.
    for cut in range(4):
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False

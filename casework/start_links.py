"""What a printed code carries to the bot (`/start PAYLOAD`): a place or a unit, signed, short, nothing personal.

Telegram takes at most 64 of the letters A-Z a-z 0-9 _ - (https://core.telegram.org/bots/features#deep-linking).
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass

LONGEST = 64
PLACE_BYTES = 36
"""Twelve Chinese characters."""
_MAC_BYTES = 8
_PAYLOAD = re.compile(rf"[A-Za-z0-9_-]{{12,{LONGEST}}}")


@dataclass(frozen=True, slots=True)
class StartLink:
    """What stands on a poster: a unit by its row's id, or 0, and a place, or nothing."""

    unit: int = 0
    place: str = ""


def made(link: StartLink, secret: bytes) -> str:
    """The payload of a poster. Raises `ValueError` when the place is too long."""
    body = f"{link.unit or ''}|{link.place}".encode()
    if len(body) > PLACE_BYTES + 1:
        raise ValueError("place too long")
    return base64.urlsafe_b64encode(_mac(body, secret) + body).decode().rstrip("=")


def read(payload: str, secret: bytes) -> StartLink | None:
    """What a payload of ours says; None for any other one, however it is made."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    try:
        whole = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        body = whole[_MAC_BYTES:]
        if not hmac.compare_digest(whole[:_MAC_BYTES], _mac(body, secret)):
            return None
        unit, _, place = body.decode().partition("|")
    except (binascii.Error, ValueError):
        return None
    return StartLink(int(unit or 0), place)


def _mac(body: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, body, "sha256")[:_MAC_BYTES]

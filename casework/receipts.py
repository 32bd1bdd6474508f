"""Receipts and exported timelines: what the citizen holds in hand, and how anybody checks it offline.

Public events are given in full; of an internal event only its link in the chain (seq, prev_hash, hash), so
the order and number of steps cannot be changed later, and nothing internal is told. Public words can be
given with the salt that opens their half of the digest. See `casework.chain`.
"""

import base64
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework import signatures
from casework.chain import (
    GENESIS,
    HASHED,
    Verdict,
    canonical,
    digest,
    event_fields,
    event_hash,
    join_halves,
    moment,
    public_half,
    public_salt,
    verify,
)
from casework.wording import text

__all__ = [
    "FORMAT",
    "GENESIS",
    "HASHED",
    "Checked",
    "Verdict",
    "canonical",
    "check",
    "digest",
    "event_fields",
    "event_hash",
    "moment",
    "public_half",
    "public_salt",
    "receipt",
    "stamp",
    "stamp_holds",
    "verify",
]

FORMAT = "jianjian-receipt/1"
STAMP = "JJ1"
"""With what a printed receipt's code begins."""
_LINK = ("seq", "prev_hash", "hash")


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: every finding is a sentence; `signed` is None where nobody signed."""

    holds: bool
    findings: tuple[str, ...]
    number: str = ""
    events: int = 0
    head: str = GENESIS
    signed: bool | None = None


def receipt(
    number: str,
    events: Sequence[Mapping[str, Any]],
    *,
    office: str,
    words: Mapping[int, Mapping[str, str]] | None = None,
    files: Sequence[str] = (),
    secret: bytes | None = None,
) -> dict[str, Any]:
    """A receipt of a case: its events (rows with `HASHED` fields and both hashes, in order of seq).

    `words` gives, by seq, the public `note` with its `salt` and the `internal` half (hex), where they may
    leave the office. `files` are the fingerprints of what the citizen gave. With the office's `secret` the
    receipt is signed as a whole (`casework.signatures`).
    """
    lines = [_line(event, (words or {}).get(int(event["seq"]))) for event in events]
    body: dict[str, Any] = {
        "format": FORMAT,
        "office": office,
        "number": number,
        "registered": next((line["at"] for line in lines if "at" in line), ""),
        "events": lines,
        "head": lines[-1]["hash"] if lines else GENESIS,
        "how": text("receipt-how"),
    }
    if files:
        body["files"] = list(files)
    if secret is not None:
        signed = signatures.sign(secret, _unsigned(body))
        body["signature"] = {"key": signatures.public_key(secret), "value": signed}
    return body


def stamp(number: str, events: Sequence[Mapping[str, Any]], *, on: date, secret: bytes) -> str:
    """What a printed receipt carries as a code: the number, when it was registered, how many steps there are on a day
    and the chain's head, signed. Short, without a word of the matter; `docs/receipts.md` says how it is checked."""
    at = next((str(event["at"]) for event in events if event["public"]), "")
    facts = (STAMP, number, at[:19], str(len(events)), str(events[-1]["hash"]), on.isoformat())
    words = "_".join(facts)
    signed = base64.b64decode(signatures.sign(secret, words))
    return f"{words}_{base64.urlsafe_b64encode(signed).decode().rstrip('=').replace('_', '.')}"


def stamp_holds(code: str, *, key: str) -> bool:
    """Whether the holder of this public key signed exactly this code."""
    words, _, signed = code.rpartition("_")
    if not words.startswith(f"{STAMP}_"):
        return False
    plain = signed.replace(".", "/").replace("-", "+")
    return signatures.fits(key, plain + "=" * (-len(plain) % 4), words)


def _line(event: Mapping[str, Any], words: Mapping[str, str] | None) -> dict[str, Any]:
    if not event["public"]:
        return {name: event[name] for name in _LINK}
    line = {name: event[name] for name in (*HASHED, "prev_hash", "hash")}
    if words:
        line["words"] = dict(words)
    return line


def _unsigned(body: Mapping[str, Any]) -> str:
    """What a signature covers: everything but itself."""
    return canonical({name: value for name, value in body.items() if name != "signature"})


def check(document: Mapping[str, Any], *, key: str = "") -> Checked:
    """Check a receipt or exported timeline offline. Never raises: whatever is wrong becomes a sentence.

    With the office's public `key` only what this office signed holds.
    """
    lines = document.get("events")
    if document.get("format") != FORMAT or not isinstance(lines, list) or not lines:
        return Checked(False, (text("receipt-not-one"),))
    number = str(document.get("number", ""))
    faults: list[str] = []
    previous = GENESIS
    for place, line in enumerate(lines, 1):
        fault = _fault(line, place, previous, number)
        if fault:
            faults.append(fault)
            break
        previous = str(line["hash"])
    if not faults and document.get("head") != previous:
        faults.append(text("receipt-head"))
    signed, by = _signed(document, key)
    if signed is False or (key and not signed):
        faults.append(by)
    if faults:
        return Checked(False, tuple(faults), number, len(lines), previous, signed)
    good = text("receipt-good", number=number, count=len(lines))
    return Checked(True, (good, by), number, len(lines), previous, signed)


def _signed(document: Mapping[str, Any], key: str) -> tuple[bool | None, str]:
    """Whether the signature fits (None: there is none), and the sentence about it."""
    given = document.get("signature")
    if not isinstance(given, Mapping):
        return None, text("receipt-unsigned")
    own = str(given.get("key", ""))
    if key and own != key:
        return False, text("receipt-other-key", public=own)
    if not signatures.fits(own, str(given.get("value", "")), _unsigned(document)):
        return False, text("receipt-signature")
    return True, text("receipt-signed-known" if key else "receipt-signed", public=own)


def _fault(line: object, place: int, previous: str, number: str) -> str:
    """What is wrong with one event, or nothing."""
    if not isinstance(line, Mapping) or any(name not in line for name in _LINK):
        return text("receipt-line", place=place)
    if line["seq"] != place or line["prev_hash"] != previous:
        return text("receipt-order", place=place)
    if "event" not in line:
        return ""
    if any(name not in line for name in HASHED) or line["number"] != number:
        return text("receipt-line", place=place)
    if line["hash"] != event_hash(previous, line):
        return text("receipt-changed", place=place)
    words = line.get("words")
    return text("receipt-words", place=place) if words and not _words_fit(line, words) else ""


def _words_fit(line: Mapping[str, Any], words: object) -> bool:
    if not isinstance(words, Mapping):
        return False
    try:
        salt = bytes.fromhex(str(words.get("salt", "")))
    except ValueError:
        return False
    half = public_half(salt, str(words.get("note", "")))
    return hmac.compare_digest(join_halves(half, str(words.get("internal", ""))), str(line["digest"]))

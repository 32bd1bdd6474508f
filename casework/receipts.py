"""Receipts and exported timelines: what the citizen holds in hand, and how anybody checks it offline.

Public events are given in full; of an internal event only its link in the chain (seq, prev_hash, hash), so
the order and number of steps cannot be changed later, and nothing internal is told. Public words can be
given with the salt that opens their half of the digest. See `casework.chain`.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    "verify",
]

FORMAT = "jianjian-receipt/1"
_LINK = ("seq", "prev_hash", "hash")


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: every finding is a sentence; `signed` is None if no key was given."""

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
    key: bytes | None = None,
) -> dict[str, Any]:
    """A receipt of a case: its events (rows with `HASHED` fields and both hashes, in order of seq).

    `words` gives, by seq, the public `note` with its `salt` and the `internal` half (hex), where they may
    leave the office. With the office's `key` the receipt is sealed against later changes as a whole.
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
    if key is not None:
        body["seal"] = _seal(body, key)
    return body


def _line(event: Mapping[str, Any], words: Mapping[str, str] | None) -> dict[str, Any]:
    if not event["public"]:
        return {name: event[name] for name in _LINK}
    line = {name: event[name] for name in (*HASHED, "prev_hash", "hash")}
    if words:
        line["words"] = dict(words)
    return line


def _seal(body: Mapping[str, Any], key: bytes) -> str:
    open_part = {name: value for name, value in body.items() if name != "seal"}
    return hmac.new(key, canonical(open_part).encode(), hashlib.sha256).hexdigest()


def check(document: Mapping[str, Any], *, key: bytes | None = None) -> Checked:
    """Check a receipt or exported timeline offline. Never raises: whatever is wrong becomes a sentence."""
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
    signed = _signed(document, key)
    if signed is False:
        faults.append(text("receipt-seal"))
    if faults:
        return Checked(False, tuple(faults), number, len(lines), previous, signed)
    good = text("receipt-good", number=number, count=len(lines))
    return Checked(True, (good,), number, len(lines), previous, signed)


def _signed(document: Mapping[str, Any], key: bytes | None) -> bool | None:
    if key is None:
        return None
    return hmac.compare_digest(str(document.get("seal", "")), _seal(document, key))


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

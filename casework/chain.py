"""The hash chain of a case's history: any later change of a recorded event is found, at its place.

Each event's hash covers the one before it. Words are covered only through a salted commitment, so erasing
words and salt (a citizen's right) leaves the chain valid. One chain a case; the first link follows `GENESIS`.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casework.petition import Change

GENESIS = "0" * 64
HASHED = (
    "number",
    "seq",
    "event",
    "was",
    "now",
    "role",
    "label",
    "at",
    "article",
    "digest",
    "data",
    "public",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a chain holds. `broken_at` is the seq of the first event that does not fit; None if all do."""

    holds: bool
    events: int
    broken_at: int | None = None
    head: str = GENESIS


def canonical(data: Any) -> str:
    """JSON with sorted keys and no blanks: the same facts always give the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def moment(at: datetime) -> str:
    """An aware moment as the chain writes it: UTC, ISO 8601, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _derived(salt: bytes, part: str) -> bytes:
    return hmac.digest(salt, part.encode(), "sha256")


def public_salt(salt: bytes) -> bytes:
    """What may leave the office with the public words: it opens only their half of the digest."""
    return _derived(salt, "public")


def public_half(derived_salt: bytes, note: str) -> str:
    """The commitment to what the citizen reads."""
    return hmac.new(derived_salt, note.encode(), "sha256").hexdigest()


def internal_half(salt: bytes, internal_note: str, staff_id: int | None, unit_id: int | None) -> str:
    """The commitment to what stays in the office: the internal words and who exactly acted."""
    facts = canonical([internal_note, staff_id, unit_id])
    return hmac.new(_derived(salt, "internal"), facts.encode(), "sha256").hexdigest()


def join_halves(public: str, internal: str) -> str:
    """The digest that the chain covers."""
    return hashlib.sha256(f"{public}{internal}".encode()).hexdigest()


def digest(
    salt: bytes,
    note: str,
    internal_note: str = "",
    *,
    staff_id: int | None = None,
    unit_id: int | None = None,
) -> str:
    """The salted commitment to an event's words and actor; `salt` is 16 random bytes, one for each event."""
    return join_halves(
        public_half(public_salt(salt), note), internal_half(salt, internal_note, staff_id, unit_id)
    )


def event_fields(number: str, seq: int, change: Change, salt: bytes) -> dict[str, Any]:
    """What is hashed of a change; the same values are stored, `data` as this canonical text."""
    actor = change.by
    return {
        "number": number,
        "seq": seq,
        "event": change.event,
        "was": change.was,
        "now": change.now,
        "role": str(actor.role),
        "label": actor.label,
        "at": moment(change.at),
        "article": change.article,
        "digest": digest(
            salt, change.note, change.internal_note, staff_id=actor.staff_id, unit_id=actor.unit_id
        ),
        "data": canonical(dict(change.data)),
        "public": change.public,
    }


def event_hash(previous: str, fields: Mapping[str, Any]) -> str:
    """The hex SHA-256 of the previous hash and this event's `HASHED` fields. KeyError if one is missing."""
    covered = canonical({name: fields[name] for name in HASHED})
    return hashlib.sha256(f"{previous}\n{covered}".encode()).hexdigest()


def verify(events: Sequence[Mapping[str, Any]], *, first: str = GENESIS) -> Verdict:
    """Check a whole chain: rows with the `HASHED` fields, `prev_hash` and `hash`, in order of `seq`."""
    previous = first
    for place, event in enumerate(events, 1):
        fits = (
            event["seq"] == place
            and event["prev_hash"] == previous
            and event["hash"] == event_hash(previous, event)
        )
        if not fits:
            return Verdict(False, len(events), int(event["seq"]), previous)
        previous = str(event["hash"])
    return Verdict(True, len(events), None, previous)

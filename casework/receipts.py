"""Receipts: what the citizen holds in hand, and how anybody can check it offline (see also `casework.chain`)."""

from casework.chain import (
    GENESIS,
    HASHED,
    Verdict,
    canonical,
    digest,
    event_fields,
    event_hash,
    moment,
    public_salt,
    verify,
)

__all__ = [
    "GENESIS",
    "HASHED",
    "Verdict",
    "canonical",
    "digest",
    "event_fields",
    "event_hash",
    "moment",
    "public_salt",
    "verify",
]

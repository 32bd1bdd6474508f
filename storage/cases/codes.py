"""Looking at a case by number and query code: the same work and the same answer whether it exists or not.

Five wrong codes lock the source they came from for fifteen minutes, five more for twice as long, and so on to a day.
The number itself is never locked: a stranger's guesses would close an anonymous citizen's only way in, and a code has
sixty bits. Whose number is guessed at is told.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import numbering
from storage import lockouts, slow_hashes, vault
from storage.cases.finding import get
from storage.rows import table
from storage.tables.case_rows import Case
from storage.vault import Vault

cases = table("cases")

_NOBODY = secrets.token_bytes(32)
"""Stands for salt and hash where there is no case; nothing hashes to it."""


@dataclass(frozen=True, repr=False)
class PreparedCode:
    """A query code and its slow hash, made before the write transaction is opened."""

    code: str
    hash: bytes


@dataclass(frozen=True)
class Lookup:
    """What an attempt gave. `case` is None for unknown, wrong and locked alike: say the same for all.

    `warn_owner_of` is the case that is guessed at for the fifth time just now, so that its owner is told (in the bound
    chat, never to whoever typed the code). `failed` is whether the attempt must be noted.
    """

    case: Case | None
    failed: bool
    number: str
    source: str
    warn_owner_of: Case | None = None


def draft_fingerprint(draft_key: str) -> bytes:
    """What is kept of a draft's key; it also salts the query code's hash."""
    return vault.installed().blind(draft_key, context="cases.draft_key")


async def prepare_code(draft_key: str) -> PreparedCode:
    """A new query code for a draft. Takes tens of milliseconds: call it before the turn writes."""
    return await slow_hashes.make(_fresh, draft_fingerprint(draft_key))


async def prepare_code_of(case: Case) -> PreparedCode:
    """A new query code for a case that has one. As slow as `prepare_code`."""
    return await slow_hashes.make(_fresh, case.draft_key)


async def replace_code(session: AsyncSession, case: Case, made: PreparedCode) -> None:
    """Replace the query code, for the bound owner only; the old one opens nothing any more."""
    await session.execute(update(cases).where(cases.c.id == case.id).values(code_hash=made.hash))


def _fresh(salt: bytes) -> PreparedCode:
    code = numbering.new_query_code(secrets.choice)
    return PreparedCode(code, _hash(vault.installed(), salt, code))


async def check_code(
    session: AsyncSession, number: str, code: str, vault: Vault, source: str, now: datetime
) -> Lookup:
    """Look at a case by number and code: the same queries and one slow hash on every path.

    `source` is whoever asks, e.g. "telegram:<user id>"; only its keyed fingerprint is kept. Reads only, so that the
    slow hash is made outside a write transaction; `note_attempt` then writes.
    """
    locked = await lockouts.locked(session, lockouts.source_key(source), now)
    case = await get(session, number)
    salt, kept = _NOBODY, _NOBODY
    if case is not None and case.code_hash is not None:
        salt, kept = case.draft_key, case.code_hash
    typed = numbering.normalise_code(code) or ""
    tried = await slow_hashes.guess(_hash, vault, salt, typed)
    fits = hmac.compare_digest(kept, tried)
    return Lookup(
        case=case if fits and not locked else None,
        failed=not fits and not locked,
        number=number,
        source=source,
    )


async def note_attempt(session: AsyncSession, found: Lookup, now: datetime) -> Lookup:
    """Write what `check_code` found: count a failure, forget old ones, see whether it locked the case."""
    if not found.failed:
        return found
    number_key = lockouts.number_key(found.number)
    await lockouts.fail(session, (number_key, lockouts.source_key(found.source)), now)
    failures = await lockouts.recent(session, number_key, now)
    locked_now = await get(session, found.number) if failures == lockouts.FAILURES else None
    return Lookup(None, True, found.number, found.source, warn_owner_of=locked_now)


def _hash(vault: Vault, salt: bytes, code: str) -> bytes:
    return vault.code_hash(code, context=f"cases.code_hash:{salt.hex()}")

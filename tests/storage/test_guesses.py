"""Guessing numbers and codes: nothing is hit, whoever files waits for no guess, and the right code opens still."""

import asyncio
import threading
from datetime import datetime, timedelta
from random import Random

import pytest

from casework import numbering
from storage import cases, lockouts, office
from storage.database import Database
from storage.tables.office_rows import CodePurpose
from storage.vault import Vault
from tests.crossings import EFFORT, HOURS, Figure
from tests.storage.matters import filed

SOURCES = 60


async def tried(db: Database, number: str, code: str, vault: Vault, source: str, now: datetime) -> bool:
    """One try as the conversation makes it; whether it opened the case."""
    async with db.reading() as session:
        found = await cases.check_code(session, number, code, vault, source, now)
    if found.failed:
        async with db.writing() as session:
            found = await cases.note_attempt(session, found, now)
    return found.case is not None


@pytest.mark.timeout(HOURS)
async def test_no_guess_hits_and_the_owner_is_not_shut_out(
    sqlite_db: Database, now: datetime, vault: Vault, figure: Figure
) -> None:
    chance = Random(5)
    real = [await filed(sqlite_db, now, f"draft-{n}", sealed=n % 3 == 0) for n in range(6)]
    numbers = [each.case.number for each in real] + [
        numbering.case_number("350881", now.date(), 900 + n) for n in range(6)
    ]
    hits = 0
    for n in range(EFFORT.guesses):
        at = now + timedelta(minutes=n)
        code = numbering.new_query_code(chance.choice)
        hits += await tried(sqlite_db, chance.choice(numbers), code, vault, f"telegram:{n % SOURCES}", at)
    figure("guesses", EFFORT.guesses)
    figure("hits", hits)
    assert hits == 0
    for each in real:
        assert await tried(sqlite_db, each.case.number, each.code or "", vault, "web:owner", at)
    async with sqlite_db.reading() as session:
        locked = [
            await lockouts.locked(session, lockouts.source_key(f"telegram:{n}"), at) for n in range(SOURCES)
        ]
    assert any(locked) or EFFORT.guesses < SOURCES * lockouts.FAILURES


async def test_whoever_files_waits_for_no_guess(
    sqlite_db: Database, now: datetime, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty guesses hang at the slow hash; a code for a new case is made, and so is an invitation."""
    case = (await filed(sqlite_db, now)).case
    open_again, slow, begun = threading.Event(), Vault.code_hash, []

    def stuck(self: Vault, code: str, *, context: str) -> bytes:
        if code in ("2222-2222-2222", "3333-3333-3333"):
            begun.append(code)
            open_again.wait(20)
        return slow(self, code, context=context)

    monkeypatch.setattr(Vault, "code_hash", stuck)
    async with sqlite_db.reading() as session:
        looked = cases.check_code(session, case.number, "2222-2222-2222", vault, "web:1", now)
        guesses = [asyncio.ensure_future(looked)]
        guesses += [asyncio.ensure_future(office.read_code("3333-3333-3333")) for _ in range(40)]
        try:
            async with asyncio.timeout(10):
                await cases.prepare_code("draft-of-somebody")
                async with sqlite_db.writing() as writing:
                    await office.make_code(writing, CodePurpose.STAFF, now=now)
            assert 1 <= len(begun) <= 16, "a few at a time"
        finally:
            open_again.set()
            await asyncio.gather(*guesses)

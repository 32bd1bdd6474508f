"""What the crash tests start from: a prefork loaded once, an office in an empty folder, citizens of one seed."""

import os
import random
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.demo import persona_key
from storage.vault import Vault
from tests.crash.citizens import Citizen
from tests.crash.office import Office, Prefork
from tests.crash.office import prefork as loaded_prefork

DEMO = {
    "DEMO": "true",
    "PII_KEYS": f"test1:{b64encode(bytes(range(32))).decode()}",
    "PII_INDEX_KEY": b64encode(b"index key of the tests, 32 bytes").decode(),
}
"""A demo office whose papers the vault of the tests opens."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def prefork() -> AsyncIterator[Prefork]:
    """Imports and dictionary loaded once for all crash tests."""
    async with loaded_prefork() as loaded:
        yield loaded


@pytest_asyncio.fixture(loop_scope="session")
async def office(prefork: Prefork, tmp_path: Path, vault: Vault) -> AsyncIterator[Office]:
    """A demo office that was never opened; its log is shown when the test fails."""
    folder = tmp_path / "office"
    folder.mkdir()
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(timeout=timeout) as http:
        made = Office(prefork, folder, http, dict(DEMO))
        yield made
        if made.prefork.pid:
            await made.end(9)
        print(made.last_words())


@pytest.fixture
def rng() -> random.Random:
    """Chance with a seed that a failure shows; `JIANJIAN_SEED` brings it back."""
    seed = int(os.environ.get("JIANJIAN_SEED") or random.SystemRandom().getrandbits(32))
    print(f"JIANJIAN_SEED={seed}")
    return random.Random(seed)


Seat = Callable[[str], Awaitable[Citizen]]


@pytest.fixture
def seat(office: Office, rng: random.Random) -> Seat:
    """An officer of the open demo office at their browser; with a unit's code alone: its group."""

    async def sit(persona: str) -> Citizen:
        unit, _, role = persona.partition("-")
        officer = Citizen(office, rng, resends=0, key=persona_key(persona if role else f"{unit}-handler"))
        rooms = await officer.rooms()
        officer.room = next(room for room in rooms if (room > 0) is bool(role))
        return officer

    return sit

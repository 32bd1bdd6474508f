"""The real process is killed with SIGKILL at random moments: nothing acknowledged is lost, doubled or unsaid."""

import os
import random
import time

import pytest

from storage.vault import Vault
from tests.crash.conftest import Seat
from tests.crash.kill_run import Reign
from tests.crash.office import Office

KILLS = int(os.environ.get("JIANJIAN_KILLS") or 50)


@pytest.mark.slow
@pytest.mark.timeout(600 + 30 * KILLS)
async def test_nothing_acknowledged_is_lost_doubled_or_unsaid(
    office: Office, rng: random.Random, seat: Seat, vault: Vault
) -> None:
    began = time.monotonic()
    reign = Reign(office, rng, KILLS)
    await reign.run()
    print(
        f"{KILLS} kills, {office.acknowledged} acknowledgements, {len(reign.petitions)} petitions, "
        f"{time.monotonic() - began:.0f} s"
    )
    await reign.close_the_books(await seat("labour"), vault)

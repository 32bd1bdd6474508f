"""The real process is killed with SIGKILL at random moments: nothing acknowledged is lost, doubled or unsaid."""

import random
import time

import pytest

from storage.vault import Vault
from tests.crash.conftest import Seat
from tests.crash.kill_run import KillRun
from tests.crash.office import Office
from tests.crossings import EFFORT, Figure

KILLS = EFFORT.kills


@pytest.mark.slow
@pytest.mark.timeout(600 + 30 * KILLS)
async def test_nothing_acknowledged_is_lost_doubled_or_unsaid(
    office: Office, rng: random.Random, seat: Seat, vault: Vault, figure: Figure
) -> None:
    began = time.monotonic()
    kill_run = KillRun(office, rng, KILLS)
    await kill_run.run()
    figure("kills", KILLS)
    figure("acknowledgements, none lost, doubled or unsaid", office.acknowledged)
    figure("petitions", len(kill_run.petitions))
    figure("seconds", round(time.monotonic() - began))
    await kill_run.close_the_books(await seat("labour"), vault)

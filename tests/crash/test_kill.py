"""The real process is killed with SIGKILL at random moments: nothing acknowledged is lost, doubled or unsaid."""

import random
import time

import pytest

from storage.vault import Vault
from tests.crash.conftest import Seat
from tests.crash.kill_run import Reign
from tests.crash.office import Office
from tests.crossings import EFFORT, Figure

KILLS = EFFORT.kills


@pytest.mark.slow
@pytest.mark.timeout(600 + 30 * KILLS)
async def test_nothing_acknowledged_is_lost_doubled_or_unsaid(
    office: Office, rng: random.Random, seat: Seat, vault: Vault, figure: Figure
) -> None:
    began = time.monotonic()
    reign = Reign(office, rng, KILLS)
    await reign.run()
    figure("kills", KILLS)
    figure("acknowledgements, none lost, doubled or unsaid", office.acknowledged)
    figure("petitions", len(reign.petitions))
    figure("seconds", round(time.monotonic() - began))
    await reign.close_the_books(await seat("labour"), vault)

"""The kill test itself is tested: an office with one of the classic mistakes does not pass it."""

import random

import pytest

from storage.vault import Vault
from tests.crash.citizens import Amiss
from tests.crash.conftest import Seat
from tests.crash.kill_run import KillRun
from tests.crash.office import Office

MOST_KILLS = 10


async def run_to_the_end(kill_run: KillRun, seat: Seat, vault: Vault) -> None:
    """What `test_kill.py` does, with what is amiss as one exception."""
    try:
        await kill_run.run()
    except ExceptionGroup as several:
        found = several.subgroup(Amiss)
        if found is None:
            raise
        raise found.exceptions[0] from several
    await kill_run.close_the_books(await seat("labour"), vault)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_acknowledging_before_the_commit_is_noticed(
    office: Office, rng: random.Random, seat: Seat, vault: Vault
) -> None:
    kill_run = KillRun(office, rng, MOST_KILLS, ("acknowledge_early",), resends=0)
    with pytest.raises(Amiss, match=r"acknowledged but lost|not said"):
        await run_to_the_end(kill_run, seat, vault)
    assert office.ends, "only a kill brings it to light"


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_storing_the_answer_apart_from_the_turn_is_noticed(
    office: Office, rng: random.Random, seat: Seat, vault: Vault
) -> None:
    kill_run = KillRun(office, rng, MOST_KILLS, ("speak_apart",), resends=0)
    with pytest.raises(Amiss, match="not said"):
        await run_to_the_end(kill_run, seat, vault)
    assert office.ends, "only a kill brings it to light"


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_forgetting_what_was_handled_is_noticed(
    office: Office, rng: random.Random, seat: Seat, vault: Vault
) -> None:
    kill_run = KillRun(office, rng, kills=3, faults=("forget_marks",), resends=1)
    with pytest.raises(Amiss):
        await run_to_the_end(kill_run, seat, vault)

"""Killed between two steps of the work: the step that was acknowledged stands, and whom it concerns hears of it."""

import random
import signal

import pytest

from storage.vault import Vault
from tests.crash import books
from tests.crash.citizens import Citizen, petition
from tests.crash.conftest import Seat
from tests.crash.office import Cold, Office

ACCEPTED = "已由人社局受理"


@pytest.mark.slow
async def test_an_acceptance_outlives_the_office_and_the_citizen_hears_of_it(
    office: Office, rng: random.Random, seat: Seat, vault: Vault
) -> None:
    await office.open()
    ann, told = Citizen(office, rng), petition(1)
    await ann.arrive()
    await ann.files(told)
    group, li = await seat("labour"), await seat("labour-handler")
    await group.hears(told.number)
    await group.presses("签收", "签收")
    await group.presses("受理")
    await li.hears("按哪一类程序办理")
    assert await office.end(signal.SIGKILL) == -signal.SIGKILL

    await office.open("mute")
    await li.presses("信访程序")
    assert await office.end(signal.SIGKILL) == -signal.SIGKILL
    assert office.asks("SELECT state FROM cases") == [("accepted",)]
    assert office.waiting(ann.room), "nobody has told the citizen yet"

    await office.open()
    assert ACCEPTED in await ann.hears(ACCEPTED)
    await li.repeats()
    assert "已受理" in await ann.says(told.number, told.number)
    await office.said_everything()
    said = [str(event.get("text", "")) for event in await ann.history()]
    assert len([words for words in said if ACCEPTED in words]) == 1
    assert len(office.asks("SELECT id FROM case_events WHERE event = 'accept'")) == 1
    assert await office.end(signal.SIGTERM) == 0
    await books.cases_are_as_told(office, [told], vault)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_a_cold_process_finds_the_question_that_stood_open(
    office: Office, rng: random.Random, vault: Vault
) -> None:
    await office.open()
    ann, told = Citizen(office, rng), petition(2)
    await ann.arrive()
    await ann.begins(told, up_to="怎么称呼您")
    assert await office.end(signal.SIGKILL) == -signal.SIGKILL
    office.prefork = Cold()
    await office.open()
    assert "怎么称呼您" in await ann.returns()
    await ann.goes_on(told)
    await office.said_everything()
    assert await office.end(signal.SIGTERM) == 0
    await books.cases_are_as_told(office, [told], vault)
    books.everything_was_said(office)

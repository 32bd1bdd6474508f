"""The disk fills up under a running office: people are told so, nothing is half stored, and it recovers by itself."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from casework.wording import text
from storage import untraceable
from storage.vault import Vault
from tests.crash import books
from tests.crash.citizens import PREVIEW, Citizen, petition
from tests.crash.disks import Disk, Quota, Tmpfs, small_file_system
from tests.crash.office import Office
from tests.emulator import TOKEN, Emulator, emulator

__all__ = ["emulator"]

TRIES = 2000
"""More than the room that SQLite has already set aside can take."""


@pytest_asyncio.fixture(loop_scope="session", params=["quota", "tmpfs"])
async def disk(request: pytest.FixtureRequest, office: Office) -> AsyncIterator[Disk]:
    """The disk under the office, in two ways; the office is stopped before it goes."""
    with ExitStack() as mounted:
        if request.param == "tmpfs":
            try:
                mounted.enter_context(small_file_system(office.folder))
            except PermissionError as missing:
                pytest.skip(str(missing))
        yield Tmpfs(office.folder) if request.param == "tmpfs" else Quota(office)
        if office.prefork.pid:
            await office.end(signal.SIGKILL)


async def tries(citizen: Citizen, what: str, **body: Any) -> tuple[int, dict[str, Any]]:
    """Send one item once, whatever the answer is."""
    path = f"/api/rooms/{citizen.room}/{what}"
    key = {"Authorization": f"Bearer {citizen.key}"}
    async with citizen.office.http.post(citizen.office.url + path, headers=key, json=body) as answer:
        return answer.status, await answer.json()


async def until_refused(citizen: Citizen) -> str:
    """Chat until something does not fit any more; the id of what was refused."""
    for number in range(TRIES):
        item = str(uuid4())
        status, told = await tries(citizen, "say", id=item, text=f"第 {number} 句 " + "话" * 2000)
        if status == 503:
            sentence = text("web-not-stored", phone="0597-0000000")
            assert told == {"type": "refused", "id": item, "sentence": sentence, "again": True}
            return item
        assert status in (200, 429), told
    raise AssertionError("the disk never filled up")


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_a_full_disk_is_told_and_nothing_is_half_stored(
    office: Office, disk: Disk, rng: random.Random
) -> None:
    await office.open()
    ann, bob, told = Citizen(office, rng, resends=0), Citizen(office, rng, resends=0), petition(3)
    for citizen in (ann, bob):
        await citizen.arrive()
    await ann.begins(told, up_to=PREVIEW)
    message, data = next(button for label, button in ann.buttons.items() if "提交" in label)
    await office.said_everything()

    disk.fill()
    refused = await until_refused(bob)
    submission = {"id": str(uuid4()), "message_id": message, "data": data}
    for _ in range(3):
        status, answer = await tries(ann, "press", **submission)
        assert (status, answer["type"], answer["again"]) == (503, "refused", True)
        assert "没有存下" in answer["sentence"]
    async with office.http.get(f"{office.url}/readyz") as ready:
        assert ready.status == 503
    assert office.asks("SELECT count(*) FROM cases") == [(0,)]
    assert office.asks("SELECT count(*) FROM counters") == [(0,)]
    for room, item in ((bob.room, refused), (ann.room, submission["id"])):
        assert office.asks(
            "SELECT count(*) FROM handled WHERE key = ?", untraceable.mark(f"web:{room}:{item}")
        ) == [(0,)]

    disk.free()
    await office.ready()
    await ann.presses("提交", "查询码")
    assert (await tries(ann, "press", **submission))[1]["type"] == "ack"
    await office.said_everything()
    assert await office.end(signal.SIGTERM) == 0
    books.numbers_have_no_gap(office)
    books.database_is_sound(office)
    books.everything_was_said(office)
    assert office.asks("SELECT count(*) FROM cases") == [(1,)]


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_killed_while_the_disk_is_full_it_comes_back_with_everything(
    office: Office, disk: Disk, rng: random.Random, vault: Vault
) -> None:
    await office.open()
    ann, bob, told = Citizen(office, rng), Citizen(office, rng, resends=0), petition(4)
    for citizen in (ann, bob):
        await citizen.arrive()
    await ann.begins(told, up_to="怎么称呼您")
    disk.fill()
    await until_refused(bob)
    assert await office.end(signal.SIGKILL) == -signal.SIGKILL
    if isinstance(disk, Tmpfs):
        disk.free()
    await office.open()
    await ann.returns()
    await ann.goes_on(told)
    await office.said_everything()
    assert await office.end(signal.SIGTERM) == 0
    await books.cases_are_as_told(office, [told], vault)
    books.acknowledged_is_stored(office, [ann, bob])
    books.database_is_sound(office)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_telegram_keeps_what_a_full_disk_cannot_take(office: Office, emulator: Emulator) -> None:
    office.settings |= {"DEMO": "false", "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_BASE": emulator.base}
    disk = Quota(office)
    await office.open()
    disk.fill()
    await emulator.says(7, "/start")
    asked = len(emulator.said("getUpdates"))
    while len(emulator.said("getUpdates")) < asked + 3:
        await asyncio.sleep(0.05)
    assert emulator.pending == 1, "what is not stored is not acknowledged"
    assert emulator.said("sendMessage") == []

    disk.free()
    while emulator.pending or not emulator.said("sendMessage"):
        await asyncio.sleep(0.05)
    await office.said_everything()
    assert await office.end(signal.SIGTERM) == 0
    (greeting,) = emulator.said("sendMessage")
    assert "信访服务" in greeting["text"]
    first_ids = {untraceable.mark(f"tg:{number}") for number in range(1_000)}
    assert len(first_ids & {key for (key,) in office.asks("SELECT key FROM handled")}) == 1

"""What becomes of an update whose turn did not go through: read again, kept for later, or told."""

from typing import Any

import pytest

from casework.wording import text
from storage.database import CannotStore
from storage.tables.outbox_rows import Handled, Poisoned
from storage.turn import Stale
from tests.people import Bureau, People
from tests.storage.conftest import Count


def failing(bureau: Bureau, monkeypatch: pytest.MonkeyPatch, *faults: Exception) -> list[int]:
    """The next turns fail so, each once; how often a turn was tried."""
    really, waiting, tried = bureau.processor._attempt, list(faults), [0]

    async def attempt(*arguments: Any) -> None:
        tried[0] += 1
        if waiting:
            raise waiting.pop(0)
        await really(*arguments)

    monkeypatch.setattr(bureau.processor, "_attempt", attempt)
    return tried


async def test_a_lost_race_is_read_again_once(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = await people_of.citizen()
    tried = failing(bureau, monkeypatch, Stale())
    assert "每一件事都会登记" in await ann.says("/start")
    assert tried == [2]


async def test_a_race_lost_twice_is_told(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = await people_of.citizen()
    tried = failing(bureau, monkeypatch, Stale(), Stale())
    assert text("error-stale") in await ann.says("/start")
    assert tried == [2]
    assert await Count()(bureau.db, Poisoned) == 0


async def test_what_cannot_be_stored_now_is_kept_for_later_and_is_no_poison(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = await people_of.citizen()
    failing(bureau, monkeypatch, CannotStore("现在存不了", cause="disk full"))
    before = await Count()(bureau.db, Handled)
    update = {"message": ann.message(text="/start")}
    with pytest.raises(CannotStore):
        await bureau.feeds(ann.channel, update, "the same update")
    assert (await Count()(bureau.db, Poisoned), await Count()(bureau.db, Handled)) == (0, before)
    assert await ann.sees() == ""
    await bureau.feeds(ann.channel, update, "the same update")
    assert "每一件事都会登记" in await ann.sees()


async def test_a_lasting_fault_is_poison_and_is_told(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = await people_of.citizen()
    failing(bureau, monkeypatch, ZeroDivisionError())
    assert text("error-broken", **bureau.context.office.words) in await ann.says("/start")
    assert await Count()(bureau.db, Poisoned) == 1

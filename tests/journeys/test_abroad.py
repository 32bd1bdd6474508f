"""Over Telegram people are told that words travel abroad, and asked by itself, before anything is told (PIPL 39)."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from casework.wording import text
from storage.tables.person_rows import Consent
from tests.journeys.stories import WAGES, fills
from tests.people import Bureau, People

AGREE = {"同意在这里说吗": "同意，在这里说"}


async def agreed(bureau: Bureau) -> list[str]:
    async with bureau.db.reading() as session:
        return sorted((await session.scalars(select(Consent.purpose))).all())  # type: ignore[call-overload]


@pytest.fixture
def notice(bureau: Bureau) -> None:
    """The office says it, as it does unless it is told not to."""
    bureau.context.office = replace(bureau.context.office, cross_border_notice=True)


@pytest.mark.usefixtures("notice")
async def test_words_travel_abroad_only_with_a_consent_of_its_own(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    greeting = await ann.says("/start")
    assert ("境外" in greeting) == (people_of.channel == "telegram")
    asked = await ann.says(WAGES)
    if people_of.channel == "web":
        assert "境外" not in asked
        return
    assert "同意在这里说吗" in asked
    assert "同意在这里说吗" in await ann.says("对了，还有加班费没有给"), (
        "what is said meanwhile is kept, the question stands"
    )
    refused = await ann.presses("不同意，看看别的办法")
    assert text("intake-refused", **bureau.context.office.words) in refused
    assert await agreed(bureau) == []
    await fills(ann, **AGREE)
    assert "abroad" not in await agreed(bureau), "nothing is recorded before the matter is filed"
    await ann.presses("提交")
    assert await agreed(bureau) == ["abroad", "intake"]
    assert "同意在这里说吗" not in await ann.says(WAGES), "once"
    bob = await people_of.citizen()
    await fills(bob, **AGREE)
    await bob.presses("匿名提交")
    assert (await agreed(bureau)).count("abroad") == 1, "nothing stands of who stays anonymous"
    assert "同意在这里说吗" in await bob.says(WAGES)

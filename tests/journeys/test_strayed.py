"""In any form of the office: wait, say it again and stop are no answer, and nothing of them reaches a document."""

import pytest

from casework.petition import Role
from storage import cases
from tests.journeys.stories import WAGES, files
from tests.people import Bureau, People


async def test_an_officers_form_waits_repeats_and_stops(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    number, _ = await files(ann, story=WAGES)
    case = await bureau.case(number)
    asked = await li.taps(f"a:note:{case.id}")
    assert number in asked
    assert "不急" in await li.says("等一下，")
    assert number in await li.says("什么意思？"), "the question stands and is put again"
    assert "停在这里" in await li.says("算了")
    assert (await bureau.case(number)).version == case.version
    await li.taps(f"a:note:{case.id}")
    await li.says("/todo")
    assert "/todo" not in await _notes(bureau, number)


@pytest.mark.parametrize("words", ["等一下", "没看懂", "取消"])
async def test_a_question_of_one_line_is_not_answered_by_it(
    people_of: People, bureau: Bureau, words: str
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    number, _ = await files(ann, story=WAGES)
    case = await bureau.case(number)
    await clerk.taps(f"a:topic:{case.id}")
    said = await clerk.says(words)
    assert "没有这" not in said
    assert ("停在这里" in said) is (words == "取消")
    assert (await bureau.case(number)).topic == case.topic


async def _notes(bureau: Bureau, number: str) -> str:
    case = await bureau.case(number)
    async with bureau.db.reading() as session:
        events = await cases.timeline(session, case.id or 0, public_only=False)
    return " ".join(f"{each.note} {each.internal_note}" for each in events)

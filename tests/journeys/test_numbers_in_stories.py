"""Numbers of persons, cards, contracts and meters in what people tell are no case numbers with a slip."""

import pytest

from tests.journeys.stories import files
from tests.people import Bureau, People, Role

SLIP, UNKNOWN = "抄错了一位", "没有查到"
HEARD = "先帮您记着"
STORIES = (
    "我叫王小明，身份证350881199003071234，老板欠我三个月工资，要求发给我",
    "身份证350881201203071235的孩子，学校不让报名",
    "老板欠我工资，打到卡上6222021409001234567，一直没到账",
    "我的社保卡号 6217 0012 1002 4455 667 被冻结了，取不出养老金",
    "身份证号350881 19900307 1234，低保被停了",
    "合同编号350881202611210007丢了，社保局不给办",
    "我家电表户号350881262130000456，电费多收了两百",
)


@pytest.mark.parametrize("story", STORIES)
async def test_a_story_with_a_number_is_a_story(people_of: People, story: str) -> None:
    """At the menu, and where a case number was asked for."""
    ann, bob = await people_of.citizen(), await people_of.citizen()
    assert HEARD in await ann.says(story)
    assert HEARD in await bob.says("/status", story)


@pytest.mark.parametrize(
    "typed",
    [
        "350881-261121-00002-7",
        "我的件350881-261121-00002-7怎么样了",
        "350881261121000027",
        "XF350881—261121—00002—7",
    ],
)
async def test_a_case_number_with_a_slip_is_still_noticed(people_of: People, typed: str) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    assert SLIP in await ann.says(typed)
    assert SLIP in await bob.says("/status", typed)


@pytest.mark.parametrize("number", ["350881199003071234", "6222021409001234567"])
async def test_a_number_of_a_person_alone_is_no_slip(people_of: People, number: str) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    assert SLIP not in await ann.says(number)
    assert SLIP not in await bob.says("/status", number)


@pytest.mark.parametrize(
    "number",
    ["身份证350881199003071234", "卡号6222021409001234567", "护照E12345678", "卡号6217 0012 1002 4455 667"],
)
async def test_such_a_number_is_masked_where_the_story_is_read(
    people_of: People, bureau: Bureau, number: str
) -> None:
    """Also with a digit that its check does not fit: whoever reads it could still use it."""
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    await files(ann, f"工地欠我们三个月工资，{number}，要求发工资")
    case = await bureau.only_case()
    shown = await clerk.taps(f"a:open:{case.id}")
    assert "工地欠我们" in shown
    assert number[-8:] not in shown
    assert number[-8:-4] not in shown

"""After filing: one's own name, telephone and home are changed in the case, and no new matter is opened."""

import pytest

from casework.petition import Role
from storage import cases
from tests.journeys.rows import at_unit, does
from tests.people import Bureau, People, Person

LIGHT = "我叫赵大勇，路灯坏了一个月，在青山镇东街12号，请修好，13912345678"


@pytest.fixture
async def filed(people_of: People) -> Person:
    ann = await people_of.citizen()
    await ann.says(LIGHT)
    await ann.presses("同意，提交")
    return ann


async def kept(bureau: Bureau) -> tuple[str | None, str | None, str | None]:
    case = await bureau.only_case()
    async with bureau.db.reading() as session:
        who = await cases.identity(session, case.id or 0)
    assert who is not None
    return who.name, who.phone, who.address


@pytest.mark.parametrize("said", ["换个电话 13900001111", "我电话换了，现在是13900001111", "13900001111"])
async def test_a_new_telephone_goes_to_the_case_after_one_question(
    filed: Person, bureau: Bureau, said: str
) -> None:
    asked = await filed.says(said)
    assert "从「139＊＊＊＊5678」改成「13900001111」吗" in asked
    assert "13912345678" not in asked
    assert "电话已改成「13900001111」" in await filed.presses("改成这个")
    assert await kept(bureau) == ("赵大勇", "13900001111", "")


async def test_the_name_too_and_only_when_confirmed(filed: Person, bureau: Bureau) -> None:
    assert "改成「赵大永」吗" in await filed.says("我不是赵大勇我是赵大永")
    await filed.presses("不改")
    assert (await kept(bureau))[0] == "赵大勇"
    assert "改成「曹大勇」吗" in await filed.says("我姓曹不姓赵")
    await filed.presses("改成这个")
    assert (await kept(bureau))[0] == "曹大勇"


async def test_what_is_no_telephone_is_not_kept_as_one(filed: Person, bureau: Bureau) -> None:
    assert "请发新的电话" in await filed.says("我要换电话")
    assert "已改成" not in await filed.says("等我找找")
    assert (await kept(bureau))[1] == "13912345678"
    assert "已改成" in await filed.says("13900001111")
    assert (await kept(bureau))[1] == "13900001111"


async def test_pressed_again_it_changes_nothing_more(filed: Person, bureau: Bureau) -> None:
    await filed.says("换个电话 13900001111")
    await filed.presses("改成这个")
    before = (await bureau.only_case()).version
    await filed.presses("改成这个")
    assert (await bureau.only_case()).version == before


async def test_the_officer_reads_that_it_was_changed_and_which(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await does(li, "sign", case)
    await ann.says("换个电话 13900001111")
    await ann.presses("改成这个")
    assert "更正了信息" in await li.sees()
    read = await li.says(case.number)
    assert "更正了信息 信访人：电话" in read
    assert "13900001111" in read


async def test_who_filed_without_a_name_has_nothing_to_change(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LIGHT)
    await ann.presses("匿名提交")
    assert "没有能改的件" in await ann.says("换个电话 13900001111")


async def test_a_withdrawal_that_is_regretted_can_be_undone_by_saying_so(
    filed: Person, bureau: Bureau
) -> None:
    await filed.says("撤回")
    await filed.presses("撤回")
    await filed.presses("确定")
    assert "现在还能恢复" in await filed.says("我后悔了，恢复")
    await filed.presses("恢复这件事")
    assert (await bureau.only_case()).is_open


async def test_after_seven_days_it_is_said_that_it_is_too_late(filed: Person, bureau: Bureau) -> None:
    await filed.says("撤回")
    await filed.presses("撤回")
    await filed.presses("确定")
    await bureau.turn(days=12)
    said = await filed.says("我后悔了，恢复")
    assert "不能恢复" in said
    assert not (await bureau.only_case()).is_open

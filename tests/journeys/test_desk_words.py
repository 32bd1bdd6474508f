"""What officers type in plain words does what the commands do, and never begins a petition by itself."""

import pytest

from casework.petition import Role
from tests.journeys.rows import at_work
from tests.journeys.stories import LAMP, NUMBER
from tests.people import Bureau, People

BEGUN = "登记前请看一眼"


@pytest.mark.parametrize(
    "words",
    [
        "江州市信访局",
        "转给城管局",
        "今天和包工头联系上了，他说下周给钱",
        "建设路12号门口的路灯坏了一个月没人修",
    ],
)
async def test_a_sentence_of_an_officer_begins_no_petition(
    people_of: People, bureau: Bureau, words: str
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    said = await li.says(words)
    assert BEGUN not in said
    assert "没有登记" in said
    assert "搜索" in said
    shown = await li.buttons()
    assert case.number.split("-")[2] in shown
    assert case.number in await li.presses(case.number.split("-")[2])
    assert BEGUN not in await li.says("00099-9")


async def test_an_officer_with_a_matter_of_their_own_says_so(people_of: People) -> None:
    li = await people_of.officer("labour", Role.HANDLER)
    assert BEGUN in await li.says("我要反映")
    other = await people_of.officer("labour", Role.HEAD)
    await other.says(LAMP)
    assert BEGUN in await other.presses("我要反映")


async def test_typed_words_do_what_the_commands_do(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    serial = case.number.split("-")[2]
    for words in ("待办", "我的待办", "待办。"):
        assert "待办 1 件" in await li.says(words), words
    assert case.number in await li.says("搜索 工资")
    assert "【经过】" in await li.says(f"打开 {serial}")
    assert case.number in await li.says(f"打开 {int(serial)}")
    assert "天" in await li.says(f"期限 {serial}")
    for words in ("菜单", "帮助", "你好"):
        assert "工作人员常用" in await li.says(words), words
    assert "工作人员常用" not in await ann.says("菜单")
    assert "待办 1 件" not in await ann.says("待办")


async def test_commands_are_commands_within_any_form_and_answers_stay_answers(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await li.says("我要反映")
    assert "待办 1 件" in await li.says("待办")
    assert case.number in await li.says("搜索 工资")
    await li.says("/start")
    await li.says(case.number)
    await li.presses("记录进展")
    await li.presses("内部")
    assert "待办 1 件" in await li.says("待办"), "a list that was asked for is no note"
    assert "已记录" in await li.says("查看现场，搜索到欠条一张")


async def test_a_sentence_about_a_numbered_case_offers_that_case(people_of: People, bureau: Bureau) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    case = await at_work(bureau, ann)
    serial = case.number.split("-")[2]
    assert "哪一件" in await boss.says(f"{case.number} 那件已经修好了，对方说谢谢")
    assert serial in await boss.buttons()
    found = NUMBER.search(await boss.presses(serial))
    assert found
    assert found.group() == case.number

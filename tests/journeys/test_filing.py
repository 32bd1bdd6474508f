"""A citizen files a petition and gets a number: the main job, on every channel and engine."""

import re

import pytest

from tests.journeys.stories import files
from tests.people import Bureau, People

STORY = "工地欠我们三十多个人三个月工资，去年腊月到现在，老板电话打不通"


async def test_what_is_told_straight_away_is_kept_and_the_notice_comes_first(people_of: People) -> None:
    ann = await people_of.citizen()
    assert "每一件事都会登记" in await ann.says("/start")
    answer = await ann.says(STORY)
    assert "先帮您记着" in answer
    assert "登记前请看一眼" in answer


async def test_ann_files_and_gets_a_number(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says("/start")
    await ann.says(STORY)
    assert "最希望怎么解决" in await ann.says("１")
    assert "哪里" in await ann.says("把工资发了")
    assert "怎么称呼" in await ann.says("测试县青山镇建设路工地")
    answer = await ann.says("王小明 13800000000")
    assert "请核对" in answer
    assert "因为说到「工资」" in answer
    assert "30 多人" in answer
    assert "去年腊月" in answer
    assert "王＊＊" in answer
    assert "13800000000" not in answer
    receipt = await ann.says("1")
    assert "✅ 已登记" in receipt
    number = re.search(r"350881-261121-\d{5}-\d", receipt)
    assert number is not None
    case = await bureau.case(number.group())
    assert case.state in ("registered", "transferred")


@pytest.mark.parametrize(
    "story",
    [
        "3号楼的电梯坏了三个多月没人修，老人上下楼很困难，物业电话打不通",
        "青山镇第7号工地欠我们三十多个人三个月工资，老板电话打不通",
        "我家住在12号，门口的路灯坏了一个月",
    ],
)
async def test_the_number_of_a_house_is_not_the_number_of_a_case(people_of: People, story: str) -> None:
    ann = await people_of.citizen()
    heard = await ann.says(story)
    assert "先帮您记着" in heard
    assert "登记前请看一眼" in heard


async def test_a_serial_alone_still_names_an_own_case(people_of: People) -> None:
    ann = await people_of.citizen()
    number, _ = await files(ann)
    serial = int(number.split("-")[2])
    for words in (f"{serial}号", f"{serial}号那个怎么样了", f"{serial} 号的事"):
        assert number in await ann.says(words), words

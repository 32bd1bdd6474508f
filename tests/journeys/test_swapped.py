"""Answers corrected in free words while the form is open: the answer changes, and the story gets no line of it."""

import pytest

from tests.people import People, Person

TOLD = "青山镇小学门口的路灯坏了一个月，村里答应过赔钱，要求赔钱3万块，我叫赵大勇，13912345678"


@pytest.fixture
async def told(people_of: People) -> Person:
    ann = await people_of.citizen()
    await ann.says(TOLD)
    return ann


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("我姓曹不姓赵", "称呼改成「曹大勇」"),
        ("我姓曹", "称呼改成「曹大勇」"),
        ("我不是赵大勇我是赵大永", "称呼改成「赵大永」"),
        ("不对，还是县医院", "地点改成「县医院」"),
        ("不是小学，是中学门口", "地点改成「青山镇中学门口」"),
        ("赔钱改成赔50万", "赔50万"),
        ("打错了，是13800138000", "电话改成「13800138000」"),
        ("是5万不是3万", "5万块"),
    ],
)
async def test_the_answer_that_is_meant_changes(told: Person, said: str, shown: str) -> None:
    heard = await told.says(said)
    assert shown in heard
    assert "放在「事情」里" not in heard


async def test_at_a_question_too_and_it_is_asked_again(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("我叫赵大勇，老板拖欠我三个月工资")
    await ann.presses("同意")
    heard = await ann.says("我姓曹不姓赵")
    assert "称呼改成「曹大勇」" in heard
    assert "最希望怎么解决" in heard


async def test_what_is_asked_for_is_no_correction(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("我家楼上漏水，天花板都发霉了")
    await ann.presses("匿名")
    assert "事情在哪里" in await ann.says("不是要钱，是要个说法")
    await ann.says("青山镇东街12号")
    assert "请求：不是要钱，是要个说法" in await ann.sees()


async def test_what_may_be_a_name_is_asked_about_before_it_is_a_place(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("我家楼上漏水，天花板都发霉了")
    await ann.presses("匿名")
    await ann.says("请修好")
    assert "是地名吗" in await ann.says("赵强")
    assert "地点：赵强" in await ann.says("赵强")

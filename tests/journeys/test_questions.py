"""Questions get answers from the office's guide and open no petition; a leader can be asked for in plain words."""

import pytest

from casework.petition import Role
from tests.people import Bureau, People


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("复查找谁", "30 日内"),
        ("低保怎么申请", "乡镇"),
        ("电话多少", "0597"),
        ("这个要钱吗", "不收"),
        ("几点上班", "9:00"),
        ("在哪里", "路"),
    ],
)
async def test_a_question_gets_its_answer(people_of: People, bureau: Bureau, words: str, answer: str) -> None:
    ann = await people_of.citizen()
    known = bureau.context.office
    told = {"0597": known.phone, "9:00": known.hours, "路": known.address}.get(answer, answer)
    said = await ann.says(words)
    assert told in said
    assert "还要登记吗" in said
    assert "登记前请看一眼" not in said
    assert "登记前请看一眼" in await ann.presses("我要反映"), "who wants to, files"


async def test_what_the_office_published_comes_first(people_of: People, bureau: Bureau) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.ADMIN)
    await boss.says("/发布指南 低保、困难补助：带户口本到便民中心 3 号窗口。\n热线：12345")
    assert "3 号窗口" in await ann.says("低保怎么申请")


async def test_an_administrator_edits_the_guide_where_it_is_read(people_of: People, bureau: Bureau) -> None:
    boss, ann = await people_of.officer("bureau", Role.ADMIN), await people_of.citizen()
    await boss.says("/指南")
    await boss.presses("指南内容")
    await boss.says("低保：到便民中心 5 号窗口。")
    assert "5 号窗口" in await ann.says("低保怎么申请")
    await ann.says("/指南")
    assert not [label for label in await ann.buttons() if "指南内容" in label]


@pytest.mark.parametrize("words", ["预约接访", "约见领导", "我想找局长当面说"])
async def test_asking_for_a_leader_opens_the_reception(people_of: People, bureau: Bureau, words: str) -> None:
    ann = await people_of.citizen()
    said = await ann.says(words)
    assert "没有可以预约的接访日" in said
    assert "登记前请看一眼" not in said

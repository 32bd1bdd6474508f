"""我的单位别写上去: what is meant is shown, goes when it is confirmed, and is never said to be gone while it stands."""

import pytest

from tests.people import People

TOLD = "路灯坏了一个月，在青山镇东街12号，我在县财政局上班，请修好，我叫王芳，13912345678"


@pytest.mark.parametrize("said", ["我的单位别写上去", "别写我单位", "不要写我的工作单位", "我单位就别提了"])
async def test_the_words_are_shown_and_go_when_it_is_confirmed(people_of: People, said: str) -> None:
    ann = await people_of.citizen()
    await ann.says(TOLD)
    asked = await ann.says(said)
    assert "「我在县财政局上班」" in asked
    preview = await ann.presses("去掉")
    assert "去掉了" in preview
    assert "财政局" not in preview
    assert "路灯坏了一个月，在青山镇东街12号，请修好" in preview


@pytest.mark.parametrize("answer", ["不用", "留着"])
async def test_it_stays_where_that_is_answered(people_of: People, answer: str) -> None:
    ann = await people_of.citizen()
    await ann.says(TOLD)
    await ann.says("别写我单位")
    assert "我在县财政局上班" in await ann.says(answer)


async def test_yes_takes_it_out_and_submits_nothing(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(TOLD)
    await ann.says("别写我单位")
    heard = await ann.says("是的")
    assert "去掉了" in heard
    assert "编号" not in heard


async def test_where_nothing_says_it_that_is_said(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("路灯坏了一个月，在青山镇东街12号，请修好")
    heard = await ann.says("别写我单位")
    assert "没有写您的单位" in heard
    assert "放在「事情」里" not in heard


async def test_what_is_registered_stays_and_that_is_said(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(TOLD)
    await ann.presses("同意，提交")
    heard = await ann.says("我的单位别写上去")
    assert "原话不能改" in heard
    assert any("撤回" in each for each in await ann.buttons())

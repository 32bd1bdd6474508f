"""Whoever works here finds the places their roles open, and no door that says no."""

import pytest

from casework.petition import Role
from handlers import menus
from tests.people import Bureau, People

REFUSED = "只有相应的工作人员可以用"
HOME = "0 市民菜单"


@pytest.mark.parametrize(
    ("unit", "role"), [("bureau", Role.SUPERVISOR), ("labour", Role.HANDLER), ("bureau", Role.ADMIN)]
)
async def test_every_door_of_the_menu_opens(people_of: People, bureau: Bureau, unit: str, role: Role) -> None:
    officer = await people_of.officer(unit, role)
    await officer.says("/start")
    doors = await officer.buttons()
    assert len(doors) >= 3
    for processor in doors:
        await officer.says("/start")
        assert REFUSED not in await officer.presses(processor), processor


async def test_no_door_is_missing_and_none_is_too_many(people_of: People, bureau: Bureau) -> None:
    everything = set(menus.places(Role))
    assert len(everything) == len(menus.PLACES)
    supervisor = menus.places([Role.SUPERVISOR])
    assert set(supervisor) == everything - {"admin", "announce", "rules", "register"}
    assert menus.places([Role.CLERK])[:2] == ["todo", "register"]
    assert menus.places([Role.HANDLER]) == ["todo", "register", "ledger"]
    assert menus.places([Role.ADMIN]) == ["admin", "announce", "rules", "rota", "bulletin"]
    assert menus.places([Role.CITIZEN]) == []
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    for closed in ("/管理", "/公告", "/规则", "/登记"):
        assert REFUSED in await boss.says(closed)
    handler = await people_of.officer("labour", Role.HANDLER)
    for closed in ("/督查", "/包案", "/接访安排", "/通报"):
        assert REFUSED in await handler.says(closed)


async def test_words_that_mean_nothing_lead_an_officer_to_their_own_places(
    people_of: People, bureau: Bureau
) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    for person, own in ((ann, "我要反映"), (boss, "督查")):
        await person.says("嗯嗯")
        assert any(own in label for label in await person.buttons())
    assert not any("我要反映" in label for label in await boss.buttons())
    await boss.presses(HOME)
    assert any("我要反映" in label for label in await boss.buttons()), "officers are citizens too"


def test_the_words_of_the_menu_name_only_what_may_be_opened() -> None:
    assert "包案" in menus.words([Role.SUPERVISOR])
    assert "/admin" not in menus.words([Role.SUPERVISOR])
    assert "看不到任何信访内容" in menus.words([Role.ADMIN])
    assert "看不到任何信访内容" not in menus.words([Role.ADMIN, Role.CLERK])


async def test_no_menu_of_a_citizen_has_more_than_six_buttons(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("/menu")
    assert len(await ann.buttons()) <= 6
    await ann.presses("更多")
    assert len(await ann.buttons()) <= 6
    assert any("我的信息" in each for each in await ann.buttons())
    await ann.says(
        "我家在青山镇东街12号，三十户人的路灯坏了三个月，我叫王小明，13912345678，损失2000元，请修好"
    )
    await ann.presses("改一条")
    first = await ann.buttons()
    assert len(first) <= 6
    assert any("地点" in each for each in first)
    await ann.presses("更多")
    assert len(await ann.buttons()) <= 6
    assert set(first).isdisjoint(await ann.buttons())

"""The office by chat: units as a tree, their details, officers, groups, codes; every change is audited."""

import pytest

from casework.petition import Role
from casework.wording import text
from storage import office
from storage.tables.office_rows import UNIT_SETTINGS
from tests.admin.townhall import TownHall


async def audited(hall: TownHall) -> list[str]:
    return [row["action"] for row in await hall.rows("audit_log")]


async def test_the_menu_says_what_the_office_still_lacks(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    said = await admin.says("/管理")
    assert "只有一位管理员" in said
    assert "还没有工作人员" in said
    assert "第 18 条" in said
    await hall.officer("bureau", Role.ADMIN)
    assert "只有一位管理员" not in await admin.says("/管理")


async def test_an_administrators_first_menu_has_no_door_that_is_shut(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    assert "看不到任何信访内容" in await admin.says("/start")
    for processor in ("管理", "公告", "规则", "接访安排", "通报"):
        await admin.says("/start")
        assert "相应的工作人员" not in await admin.presses(processor)
        await admin.says("/管理")
        if processor != "管理":
            assert "相应的工作人员" not in await admin.presses(processor)


async def test_a_unit_is_added_and_its_details_are_changed_one_by_one(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/管理")
    await admin.presses("单位和人员")
    await admin.presses("新增单位")
    await admin.presses("乡镇")
    assert "没看懂" in await admin.says("演示县白水镇人民政府")
    assert "已经有单位叫「青山镇」" in await admin.says("演示县白水镇人民政府，青山镇")
    assert "白水镇，编码 unit" in await admin.says("演示县白水镇人民政府，白水镇")
    await admin.presses("修改资料")
    await admin.presses("电话")
    assert "最多 40 个字" in await admin.says("1" * 41)
    assert "电话：0597-7654321" in await admin.says("0597-7654321")
    await admin.presses("修改资料")
    await admin.presses("电话")
    assert "电话" not in await admin.says("无")
    await admin.presses("修改资料")
    await admin.presses("上级单位")
    assert "白水镇" not in " ".join(await admin.buttons()).replace("返回白水镇", "")
    assert "上级：青山镇" in await admin.presses("青山镇")
    assert "　演示县白水镇人民政府" in await admin.presses("返回单位列表")
    assert (await audited(hall)).count("unit_change") == 3
    assert "unit_add" in await audited(hall)


async def test_what_can_be_said_of_a_unit_is_asked_for_shown_and_kept_in_the_offices_file(
    hall: TownHall,
) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/管理")
    await admin.presses("单位和人员")
    await admin.presses("城管局")
    said = {name: f"新的{most}" for name, most in UNIT_SETTINGS.items()}
    for name, value in said.items():
        await admin.presses("修改资料")
        await admin.presses(text(f"admin-field-{name}"))
        assert value in await admin.says(value)
    async with hall.db.reading() as session:
        kept = await office.export_office(session)
    assert [unit for unit in kept["units"] if said.items() <= unit.items()] != []


async def test_a_command_in_the_middle_of_a_question_is_a_command(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/管理")
    await admin.presses("单位和人员")
    await admin.presses("城管局")
    await admin.presses("修改资料")
    await admin.presses("全称")
    assert "规则" in await admin.says("/规则")
    assert "请发送正文" in await admin.says("/公告")
    assert "规则" in await admin.says("/规则")
    assert not [row for row in await hall.rows("units") if row["name"].startswith("/")]


async def test_an_officer_comes_is_renamed_and_leaves(hall: TownHall) -> None:
    admin, other = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    newcomer = await hall.citizen()
    await admin.says("/管理")
    await admin.presses("邀请工作人员")
    await admin.presses("城管局")
    code = (await admin.presses("责任单位经办")).split("邀请码：")[1].split("\n")[0]
    await admin.presses("返回城管局")
    assert "还有 1 个码没有使用" in await admin.presses("工作人员")
    assert "城管局" in await newcomer.says(f"/join {code}")
    await other.presses("同意任命")
    await admin.presses("返回城管局")
    await admin.presses("工作人员")
    await admin.presses("1 城管局经办")
    await admin.presses("改岗位名称")
    assert "2 到 20" in await admin.says("一" * 21)
    assert "市容科" in await admin.says("市容科")
    assert "待办" in await newcomer.says("/todo")
    await admin.presses("1 市容科")
    assert "马上失效" in await admin.presses("停用")
    assert "已停用" in await admin.presses("是，停用")
    assert "只有相应的工作人员" in await newcomer.says("/todo")
    assert {"invite", "rename_staff", "dismiss"} <= set(await audited(hall))


async def test_the_last_administrator_stays(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/管理")
    await admin.presses("单位和人员")
    await admin.presses("信访局")
    await admin.presses("工作人员")
    await admin.presses("1 信访局管理员")
    await admin.presses("停用")
    assert "最后一位管理员" in await admin.presses("是，停用")
    assert "管理" in await admin.says("/管理")


async def test_codes_that_nobody_used_can_be_voided(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    stranger = await hall.citizen()
    await admin.says("/管理")
    await admin.presses("邀请工作人员")
    await admin.presses("信访局")
    code = (await admin.presses("管理员")).split("邀请码：")[1].split("\n")[0]
    await admin.presses("返回信访局")
    await admin.presses("工作人员")
    assert "已作废 1 个码" in await admin.presses("作废没用的码")
    assert "邀请码无效" in await stranger.says(f"/join {code}")
    assert "只有相应的工作人员" in await stranger.says("/管理")


async def test_a_group_is_unbound_by_a_tap(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/管理")
    await admin.presses("单位和人员")
    await admin.presses("城管局")
    assert "工作群（1 个）" in await admin.presses("工作群")
    assert "工作群（0 个）" in await admin.presses("解除第 1 个")
    async with hall.db.reading() as session:
        assert await office.group_of(session, hall.bureau.units["urban"]) == []
    assert "unbind_group" in await audited(hall)


async def test_the_guide_is_rewritten_in_the_chat_and_read_by_a_citizen(hall: TownHall) -> None:
    admin, ann = await hall.officer("bureau", Role.ADMIN), await hall.citizen()
    await admin.says("/管理")
    await admin.presses("指南内容")
    assert "已更新" in await admin.says("网上信访：县政府网站\n接待时间：工作日上午")
    assert "网上信访：县政府网站" in await ann.says("/指南")


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.SEALED])
async def test_nobody_but_an_administrator_changes_the_office(hall: TownHall, role: Role) -> None:
    admin, other = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", role)
    await admin.says("/管理")
    await admin.presses("单位和人员")
    await admin.presses("城管局")
    buttons = {
        data for each in await hall.bureau.chat("web", admin.chat_id) for data in each.buttons.values()
    }
    assert len(buttons) > 20
    before = await hall.rows("units")
    for data in sorted(buttons):
        if data.startswith(("of:", "ad:")):
            assert "只有相应的工作人员" in await other.taps(data), data
    assert await hall.rows("units") == before

"""Queues of matters for leaders, and a daily digest that names nobody."""

from datetime import timedelta

from casework.petition import Role
from casework.wording import text
from services import digest
from storage import oversight
from tests.admin.townhall import TownHall
from tests.journeys.rows import goes

STORY = "城东工地夜里施工吵得睡不着，王小明，13800001111"


async def test_the_overview_counts_late_and_silent_matters_by_whoever_owes_them(hall: TownHall) -> None:
    """What a unit got and let lie is the unit's; what the bureau never passed on is the bureau's."""
    ann, boss = await hall.citizen(), await hall.officer("bureau", Role.SUPERVISOR)
    passed_on = [await hall.files(ann, STORY) for _ in range(2)]
    await hall.files(ann, STORY)
    for case in passed_on:
        urban = hall.bureau.units["urban"]
        await goes(hall.bureau, case, "transfer", Role.CLERK, "bureau", unit_id=urban)
    hall.bureau.clock.turn(timedelta(days=20))
    seen = await boss.says("/督查")
    assert "已超期：3 件" in seen
    assert "七天没有回音：3 件" in seen
    assert seen.endswith("超期按单位：城管局 2、信访局 1")


async def test_what_is_late_climbs_three_levels_and_each_is_kept(hall: TownHall) -> None:
    """三级督查: the unit's head first, from the fifth day the bureau, from the tenth the supervisors."""
    ann, boss = await hall.citizen(), await hall.officer("bureau", Role.SUPERVISOR)
    head, clerk = await hall.officer("urban", Role.HEAD), await hall.officer("bureau", Role.CLERK)
    case = await hall.files(ann, STORY)
    case = await goes(hall.bureau, case, "transfer", Role.CLERK, "bureau", unit_id=hall.bureau.units["urban"])
    seen: dict[int, tuple[str, str, str]] = {}
    for day in range(1, 28):
        await hall.bureau.turn(days=1)
        if day in (16, 20, 26):
            said = await boss.says("/督查")
            seen[day] = tuple(said.split(f"{level}级督查")[1].split("：")[1][:3] for level in "一二三")  # type: ignore[assignment]
    assert seen == {16: ("1 件", "0 件", "0 件"), 20: ("0 件", "1 件", "0 件"), 26: ("0 件", "0 件", "1 件")}
    assert "到期，请立即办理" in await head.sees()
    assert "已超期" in await clerk.inside("bureau").sees()
    async with hall.bureau.db.reading() as session:
        kept = await oversight.slips_of(session, case.id)
    assert [slip.level for slip in kept] == [1, 2, 3]
    assert case.number in await boss.presses("三级督查")
    await boss.says(case.number)
    await boss.taps(f"a:supervise:{case.id}")
    await boss.presses(text("ground-shirking"))
    await boss.says("请说明为什么二十多天没有告知。")
    await boss.says("/督查")
    assert "督办单（3 级）" in await boss.presses("督办中")


async def test_a_draft_for_what_was_done_meanwhile_is_not_issued(hall: TownHall) -> None:
    ann, boss = await hall.citizen(), await hall.officer("bureau", Role.SUPERVISOR)
    case = await hall.files(ann, STORY)
    case = await goes(hall.bureau, case, "transfer", Role.CLERK, "bureau", unit_id=hall.bureau.units["urban"])
    await hall.bureau.turn(days=17)
    await goes(hall.bureau, case, "accept", Role.HANDLER, "urban", procedure="petition")
    await boss.says(case.number)
    await boss.taps(f"a:supervise:{case.id}")
    await boss.presses(text("ground-shirking"))
    await boss.says("请说明为什么迟了。")
    async with hall.bureau.db.reading() as session:
        issued = [slip for slip in await oversight.slips_of(session, case.id) if slip.issued_at is not None]
    assert [slip.clock_id for slip in issued] == [None], (
        "an order of its own, not the draft for a duty that is met"
    )


async def test_a_queue_lists_matters_that_can_be_opened(hall: TownHall) -> None:
    ann, boss = await hall.citizen(), await hall.officer("bureau", Role.SUPERVISOR)
    case = await hall.files(ann, STORY, unit="urban")
    hall.bureau.clock.turn(timedelta(days=20))
    await boss.says("/督查")
    assert case.number in await boss.presses("已超期")
    serial = case.number.split("-")[2]
    assert await boss.buttons() == [f"1 {serial}", "返回督查"]
    assert "在办 1 件" in await boss.presses("返回督查")
    await boss.presses("已超期")
    assert case.number in await boss.presses(f"1 {serial}")


async def test_a_long_queue_is_read_in_pages_and_an_empty_one_leads_back(hall: TownHall) -> None:
    boss = await hall.officer("bureau", Role.SUPERVISOR)
    for _ in range(9):
        await hall.files(await hall.citizen(), STORY, unit="urban")
    hall.bureau.clock.turn(timedelta(days=20))
    await boss.says("/督查")
    first = await boss.presses("已超期")
    assert "已超期：9 件" in first
    assert "\n9. " not in first
    assert "\n9. " in await boss.presses("下一页")
    assert "下一页" not in await boss.buttons()
    await boss.presses("返回督查")
    assert "督办中：0 件" in await boss.presses("督办中")
    assert await boss.buttons() == ["返回督查"]


async def test_a_head_sees_only_the_own_unit_and_an_administrator_nothing(hall: TownHall) -> None:
    ann, head = await hall.citizen(), await hall.officer("labour", Role.HEAD)
    admin = await hall.officer("bureau", Role.ADMIN)
    await hall.files(ann, STORY, unit="urban")
    hall.bureau.clock.turn(timedelta(days=20))
    assert "已超期：0 件" in await head.says("/督查")
    assert "相应的工作人员" in await admin.says("/督查")


async def test_sealed_cases_are_in_no_queue(hall: TownHall) -> None:
    ann, boss = await hall.citizen(), await hall.officer("bureau", Role.SUPERVISOR)
    await hall.files(ann, STORY, sealed=True)
    hall.bureau.clock.turn(timedelta(days=20))
    assert "在办 0 件" in await boss.says("/督查")


async def test_five_of_one_kind_in_one_place_are_a_burst_and_four_are_not(hall: TownHall) -> None:
    boss = await hall.officer("bureau", Role.SUPERVISOR)
    for _ in range(4):
        await hall.files(await hall.citizen(), STORY, topic_machine="HJ03", town="青山镇")
    assert "集中反映" not in await boss.says("/督查")
    await hall.files(await hall.citizen(), STORY, topic_machine="HJ03", town="青山镇")
    assert "青山镇，7 天内 5 件" in await boss.says("/督查")


async def test_the_digest_comes_on_working_days_at_nine_with_counts_only(hall: TownHall) -> None:
    ann, clerk = await hall.citizen(), await hall.officer("bureau", Role.CLERK)
    case = await hall.files(ann, STORY, unit="urban")
    group = clerk.inside("bureau")
    await hall.tick(digest.send)
    assert "在办" not in await group.sees()  # a Saturday
    hall.bureau.clock.turn(timedelta(days=2, hours=-2, minutes=-10))
    await hall.tick(digest.send)
    assert "在办" not in await group.sees()
    hall.bureau.clock.turn(timedelta(hours=3))
    await hall.bureau.deliver()
    seen = await group.sees()
    assert "在办 1 件" in seen
    for private in (case.number, "王小明", "13800001111", "夜里施工"):
        assert private not in seen

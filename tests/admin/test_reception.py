"""Reception days: a rota, a booking for a case, four notices, and a result; sponsors of old matters."""

from datetime import timedelta

from casework.petition import Role
from handlers.staff import sponsors
from services import reception_reminders, sponsorship
from tests.admin.townhall import TownHall
from tests.people import Person

STORY = "村口的路灯坏了三个月，报了几次没有人修"


async def planned(
    hall: TownHall, keeper: Person, line: str = "分管副县长，周五 9:00-11:30，信访接待中心，2"
) -> None:
    await keeper.says("/rota")
    await keeper.presses("加一场")
    await keeper.says(line)
    await keeper.presses("没有账号")


async def booked(hall: TownHall, ann: Person) -> str:
    await ann.says("/reception")
    await ann.presses("分管副县长")
    await ann.presses("350881-")
    assert "最多来 5 人" in await ann.says("6"), "too many are told why, and the question stands"
    return await ann.says("3")


async def test_a_series_of_days_is_written_in_one_line(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await planned(hall, admin, "分管副县长，周五 9:00-11:30，中心，4，每两周×6")
    slots = await hall.rows("reception_slots")
    assert len(slots) == 6
    assert slots[1]["starts_at"] - slots[0]["starts_at"] == timedelta(weeks=2)
    assert {slot["capacity"] for slot in slots} == {4}
    await admin.says("/rota")
    assert "2026-11-27（周五）09:00-11:30 分管副县长（0/4）" in await admin.buttons()


async def test_the_four_are_told_each_only_what_they_need(hall: TownHall) -> None:
    admin, clerk = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.CLERK)
    head = await hall.officer("urban", Role.HEAD)
    await planned(hall, admin)
    ann = await hall.citizen()
    case = await hall.files(ann, STORY, unit="urban", topic_machine="CJ08")
    told = await booked(hall, ann)
    assert case.number in told
    assert "不超过 5 人" in told
    unit, bureau = head.inside("urban"), clerk.inside("bureau")
    assert f"接访通知（责任单位）：{case.number}" in await unit.sees()
    assert f"接访存根：{case.number}" in await bureau.sees()
    assert "请转交" in await clerk.sees()
    for group in (unit, bureau):
        assert STORY not in await group.sees()
    assert [row["told_at"] is not None for row in await hall.rows("reception_parties")] == [True] * 4


async def test_all_are_told_when_everybody_has_confirmed(hall: TownHall) -> None:
    admin, clerk = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.CLERK)
    head = await hall.officer("urban", Role.HEAD)
    await planned(hall, admin)
    ann = await hall.citizen()
    await hall.files(ann, STORY, unit="urban")
    await booked(hall, ann)
    await ann.presses("我会到")
    stranger = (await hall.officer("labour", Role.HANDLER)).inside("urban")
    assert "没有查到" in await stranger.presses("到场")
    await head.inside("urban").presses("到场")
    await clerk.presses("确认接访")
    assert "已由各方确认" in await ann.sees()
    assert [row["state"] for row in await hall.rows("reception_bookings")] == ["confirmed"]


async def test_a_sealed_or_anonymous_case_cannot_be_brought(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await planned(hall, admin)
    ann = await hall.citizen()
    await hall.files(ann, STORY, sealed=True)
    await ann.says("/reception")
    assert "匿名件和检举控告件不走这里" in await ann.presses("分管副县长")


async def test_somebody_elses_case_cannot_be_booked_with_a_made_up_button(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await planned(hall, admin)
    ann, eve = await hall.citizen(), await hall.citizen()
    case = await hall.files(ann, STORY)
    slot = (await hall.rows("reception_slots"))[0]["id"]
    assert "没有查到" in await eve.taps(f"rs:book1:{slot}:{case.id}")
    assert await hall.rows("reception_bookings") == []


async def test_an_administrator_sees_how_many_are_booked_but_no_case(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await planned(hall, admin)
    ann = await hall.citizen()
    case = await hall.files(ann, STORY)
    await booked(hall, ann)
    await admin.says("/rota")
    seen = await admin.presses("分管副县长")
    assert "已约 1 / 2" in seen
    assert case.number not in await admin.sees()
    booking = (await hall.rows("reception_bookings"))[0]["id"]
    assert "没有查到" in await admin.taps(f"rv:open:{booking}:")


async def test_the_result_reaches_the_citizen_and_an_overdue_promise_the_bureau(hall: TownHall) -> None:
    admin, clerk = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.CLERK)
    await planned(hall, admin)
    ann = await hall.citizen()
    case = await hall.files(ann, STORY, unit="urban")
    await booked(hall, ann)
    booking = (await hall.rows("reception_bookings"))[0]["id"]
    assert "来访 3 人" in await clerk.taps(f"rv:open:{booking}:")
    await clerk.presses("写接访准备")
    await clerk.says("路灯归属已查清，可由城管局更换。")
    assert "可由城管局更换" in await clerk.presses("看准备情况")
    hall.bureau.clock.turn(timedelta(days=6))
    await clerk.taps(f"rv:result:{booking}:")
    await clerk.says("由城管局更换路灯")
    await clerk.says("12-01")
    assert "由城管局更换路灯" in await ann.sees()
    hall.bureau.clock.turn(timedelta(days=5))
    await hall.tick(reception_reminders.remind)
    assert f"接访承诺到期：{case.number}" in await clerk.inside("bureau").sees()


async def test_a_day_that_is_over_is_not_forgotten_until_its_result_is_recorded(hall: TownHall) -> None:
    clerk = await hall.officer("bureau", Role.CLERK)
    await planned(hall, clerk)
    ann = await hall.citizen()
    case = await hall.files(ann, STORY, unit="urban")
    await booked(hall, ann)
    booking = (await hall.rows("reception_bookings"))[0]["id"]
    await clerk.taps(f"rv:open:{booking}:")
    assert "登记结果" not in await clerk.buttons(), "nothing has happened yet"
    assert "还没到接访时间" in await clerk.taps(f"rv:absent:{booking}:")
    assert "还没到接访时间" in await clerk.taps(f"rv:result:{booking}:")
    hall.bureau.clock.turn(timedelta(days=7))
    for _ in range(2):
        await hall.tick(reception_reminders.remind)
    assert (await clerk.sees()).count(f"接访结果待登记：{case.number}") == 1
    assert "已过、待登记结果的 1 场" in await clerk.says("/接访安排")
    await clerk.presses("待登记 1 件")
    assert "取消这一场" not in await clerk.buttons()
    slot = (await hall.rows("reception_slots"))[0]["id"]
    assert "不能取消" in await clerk.taps(f"rs:fall:{slot}:")
    await clerk.presses(case.number)
    await clerk.presses("未到")
    assert "已经登记过：未到" in await clerk.taps(f"rv:result:{booking}:")
    assert "待登记" not in await clerk.says("/接访安排")
    hall.bureau.clock.turn(timedelta(days=14))
    await hall.tick(reception_reminders.remind)
    assert (await clerk.sees()).count("接访结果待登记") == 1


async def test_a_leader_who_is_prevented_costs_nobody_a_silent_journey(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await planned(hall, admin)
    ann = await hall.citizen()
    await hall.files(ann, STORY)
    await booked(hall, ann)
    await admin.says("/rota")
    await admin.presses("分管副县长")
    await admin.presses("取消这一场")
    assert "很抱歉" in await ann.sees()
    assert "另选时间" in await ann.buttons()


async def test_those_who_come_tomorrow_are_reminded_once(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await planned(hall, admin)
    ann = await hall.citizen()
    await hall.files(ann, STORY)
    await booked(hall, ann)
    hall.bureau.clock.turn(timedelta(days=5))
    await hall.tick(reception_reminders.remind)
    await hall.tick(reception_reminders.remind)
    assert (await ann.sees()).count("提醒：明天接访") == 1


async def test_a_sponsor_answers_for_an_old_matter_and_silence_is_noticed(hall: TownHall) -> None:
    ann, boss = await hall.citizen(), await hall.officer("bureau", Role.SUPERVISOR)
    case = await hall.files(ann, STORY, unit="urban")
    hall.bureau.clock.turn(timedelta(days=91))
    await boss.says("/包案")
    await boss.presses(case.number)
    await boss.says("分管副县长")
    assert "已由分管副县长包案" in await boss.says("一个月内更换")
    hall.bureau.clock.turn(timedelta(days=8))
    await hall.tick(sponsorship.remind)
    assert "没有进展记录" in await boss.hears()
    await boss.says("/包案")
    await boss.presses(case.number)
    await boss.presses("有进展")
    assert "进展已记录" in await boss.says("现场办公，\n城管局答应月底前换灯")
    seen = await boss.presses("看包案")
    assert "方案：一个月内更换" in seen
    assert "进展：\n02-28 现场办公， 城管局答应月底前换灯" in seen
    await hall.tick(sponsorship.remind)
    assert "没有进展记录" not in await boss.hears(), "the week begins anew"
    assert "包案领导：分管副县长" in await boss.says(case.number)
    await boss.says("/包案")
    await boss.presses(case.number)
    assert "包案结束：已化解" in await boss.presses("已化解")
    assert "现在没有人包案" in await boss.taps(sponsors.Sponsor(do="ended", case=case.id).pack())
    assert "包案领导" not in await boss.says(case.number)
    assert "相应的工作人员" in await ann.says("/包案")

"""Who is on duty and when the office works: written in the chat, and what follows from it."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.calendar import WorkCalendar
from casework.petition import OFFICE_ZONE, Actor, Refusal, Role
from services import hours, moments, moves
from services.context import OfficeContext
from storage.outbox import Kind, Outgoing
from storage.turn import Turn, begin
from tests.admin.townhall import TownHall
from tests.people import Person

SATURDAY = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
DANGER = "我不想活了，准备喝农药"


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=OFFICE_ZONE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("周五 17:30-次日 8:00", local(2026, 11, 27, 17, 30), local(2026, 11, 28, 8)),
        ("今天 17:30-8:00", local(2026, 11, 21, 17, 30), local(2026, 11, 22, 8)),
        ("12-05 全天", local(2026, 12, 5), local(2026, 12, 6)),
        ("12-30 17:30 至 12-31 8:00", local(2026, 12, 30, 17, 30), local(2026, 12, 31, 8)),
        ("今天 8:00-18:00", local(2026, 11, 21, 8), local(2026, 11, 21, 18)),
    ],
)
def test_a_time_on_duty_is_read_as_officers_write_it(said: str, since: datetime, until: datetime) -> None:
    assert moments.stretch(said, SATURDAY) == (since, until)


@pytest.mark.parametrize("said", ["值班", "周五", "周五 17:30", "12-01 8:00 至 12-20 8:00", "今天 7:00-8:00"])
def test_a_time_that_cannot_be_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(Refusal, match="次日"):
        moments.stretch(said, SATURDAY)


async def rota_of_the_bureau(hall: TownHall) -> tuple[Person, Person]:
    admin = await hall.officer("bureau", Role.ADMIN)
    clerk = await hall.officer("bureau", Role.CLERK)
    assert "没有排班" in await admin.says("/值班")
    return admin, clerk


async def test_the_rota_is_shown_added_to_and_taken_from(hall: TownHall) -> None:
    admin, _ = await rota_of_the_bureau(hall)
    await admin.presses("加一班")
    assert "管理员" not in " ".join(await admin.buttons())
    await admin.presses("信访局经办")
    assert "没看懂" in await admin.says("看情况")
    said = await admin.says("今天 8:00-次日 8:00，每天×3")
    assert "现在值班：信访局经办" in said
    assert "3. 11-23（周一）08:00 至 11-24 08:00 信访局经办" in said
    await admin.presses("加一班")
    await admin.presses("信访局经办")
    assert "已经排了班" in await admin.says("11-22 12:00-18:00")
    await admin.says("/值班")
    assert "11-22" in await admin.presses("取消第 2 班")
    assert "11-22（" not in (await admin.presses("是，取消")).split("值班表")[1]
    actions = [row["action"] for row in await hall.rows("audit_log")]
    assert actions.count("duty_add") == 1
    assert actions.count("duty_drop") == 1
    assert len(await hall.rows("duty_rota")) == 2


async def test_danger_wakes_whoever_is_on_duty_in_private(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    admin, clerk = await rota_of_the_bureau(hall)
    off = await hall.officer("bureau", Role.SUPERVISOR)
    await admin.presses("加一班")
    await admin.presses("信访局经办")
    await admin.says("今天 8:00-次日 8:00")
    for each in (clerk, off):
        await each.hears()
    ann = await hall.citizen()
    await ann.says(DANGER)
    assert "值班" in await clerk.hears()
    assert await off.hears() == ""
    assert "喝农药" not in await clerk.sees()


async def test_whoever_left_is_not_on_duty_any_more(hall: TownHall) -> None:
    admin, clerk = await rota_of_the_bureau(hall)
    await admin.presses("加一班")
    await admin.presses("信访局经办")
    await admin.says("今天 8:00-次日 8:00")
    await admin.presses("返回信访局")
    await admin.presses("工作人员")
    await admin.presses("2 信访局经办")
    await admin.presses("停用")
    await admin.presses("是，停用")
    await clerk.hears()
    ann = await hall.citizen()
    assert "110" in await ann.says(DANGER)
    assert await clerk.hears() == ""
    assert "没有排班" in await admin.says("/值班")


# When the office works


def test_the_office_opens_when_its_hours_say_and_on_no_day_off() -> None:
    held = hours.written("8:00-12:00，14:30-17:30")
    calendar = WorkCalendar()
    friday = local(2026, 11, 27, 13)
    assert held.opens(friday, calendar) == local(2026, 11, 27, 14, 30)
    assert held.opens(local(2026, 11, 27, 9), calendar) == local(2026, 11, 27, 9)
    assert held.opens(local(2026, 11, 27, 17, 30), calendar) == local(2026, 11, 30, 8)
    assert held.words == "工作日 8:00-12:00，14:30-17:30"
    assert hours.shipped("工作日 8:00-12:00，14:30-17:30") == held
    assert hours.shipped("请来电询问").opens(friday, calendar) == friday


@pytest.mark.parametrize(
    "said",
    ["", "早上", "8:00", "12:00-8:00", "8:00-12:00，11:00-17:00", "25:00-26:00", "8:00-12:00 周日除外"],
)
def test_hours_that_cannot_be_are_refused(said: str) -> None:
    with pytest.raises(Refusal, match="没看懂"):
        hours.written(said)


async def test_hours_are_set_in_the_chat_and_read_by_citizens(hall: TownHall) -> None:
    admin, ann = await hall.officer("bureau", Role.ADMIN), await hall.citizen()
    assert "工作日 8:00-12:00" in await admin.says("/办公时间")
    assert "没看懂" in await admin.says("随便")
    assert "工作日 9:00-17:00" in await admin.says("9:00-17:00")
    await hall.bureau.turn(hours=1)
    assert "工作日 9:00-17:00" in await ann.says("/人工")
    assert "office_hours" in [row["action"] for row in await hall.rows("audit_log")]


async def said_by_the_clock(hall: TownHall, clerk: Person, ann: Person) -> dict[int, datetime | None]:
    """What the clock says to an officer, a citizen and a group now: when each of it leaves."""

    async def tick(turn: Turn) -> None:
        for chat in (clerk.chat_id, ann.chat_id, hall.bureau.groups["urban"]):
            turn.say(Outgoing("web", chat, "sendMessage", {"text": "提醒"}, kind=Kind.NOTICE))
        await hours.hold(turn, hall.bureau.context)
        assert len(turn.said) == 3
        found.update({item.chat_id: item.not_before for item in turn.said})
        await turn.rollback()

    found: dict[int, datetime | None] = {}
    async with begin(hall.db, f"test:{hall.bureau.number()}", hall.bureau.clock()) as turn:
        await tick(turn)
    return found


async def test_reminders_wait_for_the_office_and_citizens_are_not_woken_at_night(hall: TownHall) -> None:
    clerk, ann = await hall.officer("bureau", Role.CLERK), await hall.citizen()
    await clerk.says("/待办")
    await ann.says("/start")
    saturday = await said_by_the_clock(hall, clerk, ann)
    monday = local(2026, 11, 23, 8)
    assert saturday[clerk.chat_id] == saturday[hall.bureau.groups["urban"]] == monday
    assert saturday[ann.chat_id] is None
    hall.bureau.clock.turn(timedelta(hours=14))
    night = await said_by_the_clock(hall, clerk, ann)
    assert night[clerk.chat_id] == monday
    assert night[ann.chat_id] == local(2026, 11, 22, 8)
    hall.bureau.clock.turn(timedelta(hours=34))
    work = await said_by_the_clock(hall, clerk, ann)
    assert set(work.values()) == {None}


async def test_a_reminder_that_waits_is_not_said_once_its_matter_is_sealed(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    filed = await hall.files(await hall.citizen(), "楼下烧烤摊噪音")
    group = hall.bureau.groups["bureau"]

    async def reminder(turn: Turn, context: OfficeContext) -> None:
        turn.say(
            Outgoing("web", group, "sendMessage", {"text": filed.number}, kind=Kind.NOTICE, case_id=filed.id)
        )
        await hours.hold(turn, context)

    await hall.tick(reminder)

    async def seal(turn: Turn, context: OfficeContext) -> None:
        clerk = Actor(Role.CLERK, None, hall.bureau.units["bureau"], "信访局")
        await moves.make(turn, context, filed, "seal", by=clerk, reason="涉及检举控告")

    await hall.tick(seal)
    hall.bureau.clock.turn(timedelta(days=3))
    await hall.bureau.deliver()
    assert filed.number not in "".join(each.text for each in await hall.bureau.chat("web", group))

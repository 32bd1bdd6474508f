"""A public notice: written, seen as the citizen will see it, counted, approved by a second person, sent once."""

from datetime import timedelta

import pytest

from casework.petition import Role
from handlers.admin.broadcast import moment_choices
from services import broadcasting
from storage import office, people, subscriptions
from storage.tables.public_rows import Theme
from tests.admin.townhall import TownHall
from tests.people import MORNING, Person

BODY = "依法信访，请走法定途径。"


async def subscriber(hall: TownHall) -> Person:
    who = await hall.citizen()
    await who.says("/notices")
    await who.presses("订阅依法信访")
    return who


async def written(admin: Person, body: str = BODY) -> None:
    """Write a notice up to its preview."""
    await admin.says("/公告")
    await admin.says(body)
    await admin.says("《信访工作条例》第十九条")
    await admin.presses("依法信访")


async def submitted(admin: Person) -> None:
    await written(admin)
    await admin.presses("提交审核")
    await admin.presses("审核通过后马上")


async def test_the_moment_is_written_as_people_say_it_and_read_back(hall: TownHall) -> None:
    admin, other = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await written(admin)
    await admin.presses("提交审核")
    assert "没看懂时间" in await admin.says("改天再说")
    assert "没看懂时间" in await admin.says("明天下午"), "which hour is not guessed"
    assert "发送时间：2026-11-22 10:00" in await admin.says("明天上午十点")
    assert "2026-11-22 10:00" in await other.sees()
    await admin.says("嗯")
    assert [row["state"] for row in await hall.rows("broadcasts")] == ["submitted"], "asked once"


async def test_a_preview_and_a_test_are_told_apart(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await written(admin)
    seen = await admin.sees()
    assert seen.index("预览 · 公告 1") < seen.index("【依法信访】") < seen.index("收到人数")
    heard = await admin.presses("发给我看看")
    assert heard.index("试发 · 公告 1 第 1 版") < heard.index("【依法信访】") < heard.index("试发完毕")
    assert "收到人数" not in heard
    assert "提交审核" in await admin.buttons()


async def test_a_person_without_the_role_cannot_write_one(hall: TownHall) -> None:
    ann = await hall.citizen()
    assert "相应的工作人员" in await ann.says("/公告")


async def test_the_preview_is_what_the_citizen_gets_with_source_and_count(hall: TownHall) -> None:
    for _ in range(3):
        await subscriber(hall)
    admin = await hall.officer("bureau", Role.ADMIN)
    await written(admin)
    seen = await admin.sees()
    assert "【依法信访】\n" + BODY in seen
    assert "出处：《信访工作条例》第十九条" in seen
    assert "收到人数：3" in seen
    assert "20:00-08:00" in seen


async def test_nothing_is_sent_before_a_second_administrator_approves(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    ann = await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    assert BODY not in await ann.sees()
    assert "请您审核" in await second.sees()
    assert "不能审核自己" in await first.taps(f"bc:ok:{await hall.id_of('broadcasts')}:1")
    assert BODY not in await ann.sees()
    assert "开始发送" in await second.presses("同意发送")
    assert (await ann.sees()).count(BODY) == 1
    buttons = [each.buttons for each in await hall.bureau.chat("web", ann.chat_id) if BODY in each.text]
    assert list(buttons[0].values()) == ["hr:mute:law"]


async def test_two_roles_of_one_person_are_not_two_people(hall: TownHall) -> None:
    await subscriber(hall)
    admin = await hall.officer("bureau", Role.ADMIN)
    async with hall.db.writing() as session:
        row = (await hall.rows("staff"))[0]
        await office.appoint(
            session, row["person_id"], hall.bureau.units["labour"], Role.ADMIN, now=hall.bureau.clock()
        )
    await submitted(admin)
    assert "不能审核自己" in await admin.taps("bc:ok:1:1")


async def test_who_was_dismissed_cannot_approve_with_an_old_button(hall: TownHall) -> None:
    ann = await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    async with hall.db.writing() as session:
        await office.dismiss(session, (await hall.rows("staff"))[1]["id"])
    assert "相应的工作人员" in await second.presses("同意发送")
    assert BODY not in await ann.sees()


async def test_a_returned_notice_tells_its_writer_why_and_is_a_draft_again(hall: TownHall) -> None:
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    await second.presses("退回")
    await second.says("出处要写条文全称")
    assert "出处要写条文全称" in await first.hears()
    assert [row["state"] for row in await hall.rows("broadcasts")] == ["draft"]


async def test_an_approval_is_for_the_version_that_was_seen(hall: TownHall) -> None:
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    await first.presses("改正文")
    await first.says("新的正文。")
    await first.presses("没有出处")
    assert "已有改动" in await second.presses("同意发送")
    assert [row["n"] for row in await hall.rows("broadcast_versions")] == [1, 2]


async def test_quiet_hours_wait_for_the_morning_by_themselves(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    ann = await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    hall.bureau.clock.turn(timedelta(hours=11))  # 20:30 in the office
    await submitted(first)
    assert "2026-11-22 08:00" in await second.presses("同意发送")
    await hall.tick(broadcasting.campaign)
    assert BODY not in await ann.sees()
    hall.bureau.clock.turn(timedelta(hours=12))
    await hall.tick(broadcasting.campaign)
    assert (await ann.sees()).count(BODY) == 1


async def test_the_ticker_has_nothing_to_do_without_a_notice(hall: TownHall) -> None:
    async with hall.db.reading() as session:
        assert not await broadcasting.stirs(session, hall.bureau.clock())


async def test_a_paused_notice_stays_paused_through_the_night_and_goes_on_when_a_person_says_so(
    hall: TownHall,
) -> None:
    listeners = [await subscriber(hall) for _ in range(3)]
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    hall.bureau.held = True
    await second.taps("bc:ok:1:1")
    await second.taps("bc:pause:1:")
    hall.bureau.held = False
    await hall.tick(broadcasting.campaign)
    hall.bureau.clock.turn(timedelta(days=1))
    await hall.tick(broadcasting.campaign)
    assert [BODY in await each.sees() for each in listeners] == [False] * 3
    assert "继续发送" in await second.taps("bc:resume:1:")
    assert [(await each.sees()).count(BODY) for each in listeners] == [1] * 3


async def test_whoever_mutes_while_a_notice_is_held_does_not_get_it_after_all(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    ann, ben = await subscriber(hall), await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    number = await hall.id_of("broadcasts")
    hall.bureau.held = True
    await second.taps(f"bc:ok:{number}:1")
    await second.taps(f"bc:pause:{number}:")
    hall.bureau.held = False
    assert "已退订" in await ann.taps("hr:mute:law")
    await second.taps(f"bc:resume:{number}:")
    assert BODY not in await ann.sees()
    assert BODY in await ben.sees()
    assert "没有发出 1" in await second.sees()


async def test_stopping_is_asked_twice_and_nothing_more_leaves(hall: TownHall) -> None:
    ann = await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    hall.bureau.held = True
    await second.taps("bc:ok:1:1")
    await second.taps("bc:stop:1:")
    assert [row["state"] for row in await hall.rows("broadcasts")] == ["sending"]
    await second.taps("bc:stopyes:1:")
    hall.bureau.held = False
    await hall.bureau.deliver()
    assert BODY not in await ann.sees()
    assert "1 条没有发出" in await second.sees()


async def test_progress_is_one_message_that_is_edited(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    for _ in range(2):
        await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    await second.presses("同意发送")
    await hall.tick(broadcasting.campaign)
    await hall.tick(broadcasting.campaign)
    shown = [each for each in (await hall.bureau.chat("web", first.chat_id)) if "成功" in each.text]
    assert len(shown) == 1
    assert "已发完" in shown[0].text
    assert "2 / 2 · 成功 2" in shown[0].text


async def test_a_person_gets_no_more_than_the_weekly_measure(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    ann = await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    for number in range(3):
        await written(first, f"第{number}条公告的正文")
        await first.presses("提交审核")
        await first.presses("审核通过后马上")
        await second.presses("同意发送")
        await hall.tick(broadcasting.campaign)
    seen = await ann.sees()
    assert [f"第{number}条公告" in seen for number in range(3)] == [True, True, False]


async def test_the_audience_is_narrowed_by_town_topic_and_open_cases_with_the_count(
    hall_on_both: TownHall,
) -> None:
    hall = hall_on_both
    ann, ben = await subscriber(hall), await subscriber(hall)
    await ben.says("/notices")
    await ben.presses("只看一个乡镇")
    await ben.presses("青山镇")
    await hall.files(ann, "工地拖欠工资", topic_machine="LS01")
    admin = await hall.officer("bureau", Role.ADMIN)
    await written(admin)
    await admin.presses("发给谁")
    assert "收到人数：1\n" in await admin.presses("有在办件的人")
    assert "收到人数：2\n" in await admin.presses("全部订阅者")
    assert "收到人数：2\n" in await admin.presses("青山镇")


async def test_a_sealed_case_never_brings_its_citizen_into_an_audience(hall: TownHall) -> None:
    ann = await subscriber(hall)
    await hall.files(ann, "举报一件事", topic_machine="LS01", sealed=True)
    admin = await hall.officer("bureau", Role.ADMIN)
    await written(admin)
    await admin.presses("发给谁")
    assert "收到人数：0\n" in await admin.presses("有在办件的人")


async def test_pictures_go_with_the_words_and_too_long_a_caption_is_refused(hall: TownHall) -> None:
    ann = await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await first.says("/公告")
    assert "图片收到了" in await first.photo()
    await first.says("长" * 1200)
    await first.presses("没有出处")
    assert "多了" in await first.presses("依法信访")
    await first.says("/公告")
    await first.photo(caption="宣传日活动")
    await first.presses("没有出处")
    await first.presses("依法信访")
    await first.presses("提交审核")
    await first.presses("审核通过后马上")
    await second.presses("同意发送")
    shown = [each for each in await hall.bureau.chat("web", ann.chat_id) if "宣传日活动" in each.text]
    assert len(shown) == 1
    assert shown[0].file is not None


async def test_formatting_keeps_its_place_behind_the_heading(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/公告")
    await admin.sends(text="请看要点", entities=[{"type": "bold", "offset": 2, "length": 2}])
    await admin.presses("没有出处")
    await admin.presses("依法信访")
    payload = (await hall.rows("broadcast_versions"))[0]["payload"]
    bold = payload["entities"][0]
    assert payload["text"][bold["offset"] : bold["offset"] + bold["length"]] == "要点"


async def test_the_archive_shows_every_version_who_decided_and_the_fingerprint(hall: TownHall) -> None:
    await subscriber(hall)
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    await second.presses("同意发送")
    await hall.tick(broadcasting.campaign)
    await first.says("/公告")
    await first.presses("发过的")
    seen = await first.presses("依法信访，请走")
    kept = (await hall.rows("broadcast_versions"))[0]
    assert kept["sha256"][:16] in seen
    assert "同意" in seen
    assert "实际发送的是这一版" in seen


async def test_quiet_hours_and_the_weekly_measure_are_set_by_chat(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/公告")
    await admin.presses("免打扰")
    assert "21:00-07:30" in await admin.says("21:00-7:30")
    await admin.says("/公告")
    await admin.presses("免打扰")
    assert "每周最多 1 条" in await admin.says("1")
    await admin.says("/公告")
    await admin.presses("免打扰")
    assert "没看懂" in await admin.says("25:00-7:00")


async def test_the_campaign_day_is_one_tap_and_december_announces_it_once(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    labels = [label for label, _ in moment_choices(MORNING)]
    assert any("12 月 30 日" in label for label in labels)
    hall.bureau.clock.turn(timedelta(days=12))
    await hall.tick(broadcasting.campaign)
    await hall.tick(broadcasting.campaign)
    assert (await admin.sees()).count("宣传月") == 1


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [("19:59", False), ("20:00", True), ("23:59", True), ("07:59", True), ("08:00", False)],
)
def test_the_night_is_quiet_and_the_day_is_not(moment: str, quiet: bool) -> None:
    hour, minute = map(int, moment.split(":"))
    at = MORNING.replace(hour=0, minute=0) + timedelta(hours=hour - 8, minutes=minute)
    assert broadcasting.Manners().quiet(at) is quiet


async def test_held_and_let_go_again_with_the_same_counts_it_is_drawn_anew(hall: TownHall) -> None:
    async with hall.db.writing() as session:
        known = await people.person(session, "elsewhere", 7, 7, hall.bureau.clock())
        assert known.id is not None
        await subscriptions.subscribe(session, known.id, Theme.LAW, hall.bureau.clock())
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    await submitted(first)
    await second.presses("同意发送")
    await hall.tick(broadcasting.campaign)
    for verb, state in (
        ("pause", "已暂停"),
        ("resume", "正在发送"),
        ("pause", "已暂停"),
        ("resume", "正在发送"),
    ):
        await second.taps(f"bc:{verb}:1:")
        await hall.tick(broadcasting.campaign)
        for admin in (first, second):
            drawn = [
                each.text for each in await hall.bureau.chat("web", admin.chat_id) if "0 / 1" in each.text
            ]
            assert [words.startswith(state) for words in drawn] == [True], "one message, redrawn"


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.SEALED])
async def test_only_administrators_approve_a_notice(hall: TownHall, role: Role) -> None:
    ann = await subscriber(hall)
    first, officer = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", role)
    await submitted(first)
    assert "相应的工作人员" in await officer.taps(f"bc:ok:{await hall.id_of('broadcasts')}:1")
    assert BODY not in await ann.sees()

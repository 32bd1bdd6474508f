"""Rules change without a release, but never without their effect and a second person."""

import json
from datetime import date, timedelta

import pytest

from casework.calendar import WorkCalendar
from casework.petition import Refusal, Role
from casework.wording import revisions, text
from services import rulebook
from storage import office, rules
from storage.rows import table
from storage.tables.public_rows import RuleArea
from tests.admin.townhall import TownHall
from tests.people import Person

NOTICE = {
    "year": 2027,
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-04", "isOffDay": True},
    ],
}


async def two(hall: TownHall) -> tuple[Person, Person]:
    return await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)


async def proposed(admin: Person, area: str, change: str) -> str:
    await admin.says("/规则")
    await admin.presses(f"{area} · 第")
    return await admin.says(change)


async def test_a_word_is_measured_on_the_last_cases_and_published_by_a_second_person(hall: TownHall) -> None:
    first, second = await two(hall)
    for _ in range(3):
        await hall.files(await hall.citizen(), "隔壁院里放了一台呜哩轰机")
    report = await proposed(first, "关键词", "＋ HJ03 呜哩轰机 3")
    assert "近期 3 件中有 3 件会不同" in report
    assert "噪声污染：3 件" in report
    assert "一台呜哩轰机" not in report
    assert "＋ 噪声污染：呜哩轰机（强）" in report
    assert "发布" not in await first.buttons()
    assert "另一位管理员" in await first.taps("ru:publish::1")
    assert hall.bureau.context.reader.classify("呜哩轰机").code != "HJ03"
    assert "已发布" in await second.presses("发布")
    assert await rulebook.refresh(hall.db, hall.bureau.context) == ["keywords"]
    assert hall.bureau.context.reader.classify("呜哩轰机").code == "HJ03"
    assert await rulebook.refresh(hall.db, hall.bureau.context) == []


async def test_a_roll_back_goes_the_same_way(hall: TownHall) -> None:
    first, second = await two(hall)
    await proposed(first, "关键词", "＋ HJ03 呜哩轰机 3")
    await second.presses("发布")
    await second.says("/规则")
    await second.presses("关键词 · 第 1 版")
    await second.presses("退回出厂")
    assert "不再计 噪声污染：呜哩轰机" in await second.sees()
    assert "另一位管理员" in await second.taps("ru:publish::2")
    await first.presses("发布")
    async with hall.db.reading() as session:
        current = await rules.current(session, RuleArea.KEYWORDS)
    assert (current.version, current.body) == (2, {})


async def test_names_and_unknown_topics_are_no_keywords(hall: TownHall) -> None:
    first, _ = await two(hall)
    assert "没有类别 ZZ99" in await proposed(first, "关键词", "＋ ZZ99 呜哩轰机")
    assert "HJ03 生态环境 · 噪声污染" in await first.says("噪声")
    assert "像是人名" in await first.says("＋ HJ03 北京")
    assert "没看懂这一行" in await first.says("把噪音改一下")


async def test_routes_show_where_cases_would_have_gone_and_are_rewritten(hall: TownHall) -> None:
    first, second = await two(hall)
    await hall.files(await hall.citizen(), "噪音", topic_machine="HJ03")
    report = await proposed(first, "分派路由", "HJ03 = 生态环境局")
    assert "城管局 → 生态环境局：1 件" in report
    await second.presses("发布")
    async with hall.db.reading() as session:
        unit = await office.route(session, "HJ03")
        wages = await office.route(session, "LS02")
    assert unit is not None
    assert unit.code == "environment"
    assert wages is not None
    assert wages.code == "labour"


async def test_a_limit_of_the_law_may_be_shortened_but_not_lengthened(hall: TownHall) -> None:
    first, _ = await two(hall)
    assert "不能延长" in await proposed(first, "时限", "C3 = 30 自 2026-12-01")
    assert "必须在今天以后" in await first.says("C3 = 10 自 2026-11-21")
    assert "C3" in await first.says("C3 = 10 自 2026-12-01")
    context = hall.bureau.context
    body = (await hall.rows("rule_proposals"))[0]["body"]
    shorter = rulebook.clocks_with(body)
    assert shorter.start("C3", date(2026, 11, 30), context.calendar).limit == date(2026, 12, 15)
    assert shorter.start("C3", date(2026, 12, 1), context.calendar).limit == date(2026, 12, 11)


async def test_a_holiday_notice_moves_exactly_the_clocks_it_concerns(hall: TownHall) -> None:
    first, second = await two(hall)
    case = await hall.files(await hall.citizen(), "一件事")
    calendar = WorkCalendar()
    started = hall.bureau.context.clocks.start("C4", date(2026, 12, 28), calendar)
    async with hall.db.writing() as session:
        limits = {name: getattr(started, name) for name in ("started", "limit", "rolled_limit", "confirmed")}
        await session.execute(
            table("case_clocks").insert().values(case_id=case.id, clock="C4", paused_days=0, **limits)
        )
    report = await proposed(first, "节假日", json.dumps(NOTICE))
    assert f"{case.number} · C4：{started.limit} → 2027-01-06" in report
    await second.presses("发布")
    moved = [row for row in await hall.rows("case_clocks") if row["clock"] == "C4"]
    assert moved[0]["limit"] == date(2027, 1, 6)
    assert moved[0]["confirmed"]
    assert "holidays" in await rulebook.refresh(hall.db, hall.bureau.context)
    assert not hall.bureau.context.calendar.is_workday(date(2027, 1, 4)).workday


async def test_a_sentence_is_changed_with_its_arguments_and_put_back(hall: TownHall) -> None:
    first, second = await two(hall)
    await first.says("/规则")
    await first.presses("文字 · 第")
    assert "notice-left = 好，没有保存。" in await first.says("没有保存")
    assert "没有 { $who }" in await first.says("notice-left = 好的 { $who }")
    report = await first.says("notice-left = 好的，没有保存。")
    assert "新：好的，没有保存。" in report
    await second.presses("发布")
    try:
        await rulebook.refresh(hall.db, hall.bureau.context)
        assert text("notice-left") == "好的，没有保存。"
    finally:
        revisions.install({})
    assert text("notice-left") == "好，没有保存。"


async def test_what_clerks_corrected_is_offered_with_the_lexicons_own_words(hall: TownHall) -> None:
    first, _ = await two(hall)
    for _ in range(3):
        case = await hall.files(
            await hall.citizen(), "王小明家门口施工", topic_machine="HJ03", topic_reasons=[{"word": "施工"}]
        )
        async with hall.db.writing() as session:
            rows = table("cases")
            await session.execute(rows.update().where(rows.c.id == case.id).values(topic_clerk="CJ09"))
    await first.says("/规则")
    seen = await first.presses("类别更正")
    assert "（HJ03）应为" in seen
    assert "施工（3）" in seen
    assert "王小明" not in seen


async def test_only_administrators_see_the_rules(hall: TownHall) -> None:
    clerk = await hall.officer("bureau", Role.CLERK)
    assert "相应的工作人员" in await clerk.says("/规则")


@pytest.mark.parametrize("words", ["{ $x", "{ -term }", "{ NUMBER($office) }", ""])
def test_a_sentence_that_is_not_plain_is_refused(words: str) -> None:
    with pytest.raises(revisions.BadSentence):
        revisions.check("greeting", words)


def test_a_bad_notice_is_refused_with_every_fault() -> None:
    with pytest.raises(Refusal, match="2027"):
        rulebook.holidays_written(None, {"year": 2027, "days": []})


@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, False), (1, True)])
def test_a_clock_is_changed_for_days_to_come_only(days: int, taken: bool) -> None:
    """What ran yesterday ran by the length that people were told."""
    today = date(2026, 11, 21)
    since = (today + timedelta(days=days)).isoformat()
    if taken:
        rulebook.check_clock("C4", 4, since, today)
        return
    with pytest.raises(Refusal, match="必须在今天以后"):
        rulebook.check_clock("C4", 4, since, today)

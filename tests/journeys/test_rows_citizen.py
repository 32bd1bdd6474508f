"""The citizen's own rows: add, correct, urge within limits, withdraw and come back; a draft that is left alone."""

from sqlalchemy import func, select

from casework.petition import Role
from storage.tables.case_rows import Case
from tests.journeys.rows import (
    answers_form,
    at_unit,
    at_work,
    does,
    goes,
    news,
    places,
    presses,
    running,
)
from tests.journeys.stories import WAGES
from tests.people import Bureau, People


@presses("supplement", "correct")
async def test_a_citizen_adds_and_corrects(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await does(li, "sign", case)
    await ann.says(case.number)
    await ann.presses("补充")
    assert "已补充" in await ann.says("工头姓李，住在工地东头。")
    assert "补充了情况" in await li.inside("labour").sees()
    await ann.says("/更正")
    await ann.presses(case.number)
    await ann.presses("电话")
    await ann.says("13900005678")
    assert "13900005678" in await does_open(li, case.number)


async def does_open(officer: object, number: str) -> str:
    """The private view of a case."""
    return await officer.says(number)  # type: ignore[attr-defined, no-any-return]


@presses("urge")
async def test_urging_is_counted_limited_and_seen(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    for left in (1, 0):
        await ann.says(case.number)
        assert f"还可以催 {left} 次" in await ann.presses("催办")
    await ann.says(case.number)
    assert "催办次数已用完" in await ann.presses("催办")
    assert (await bureau.case(case.number)).urged_count == 2
    assert "已催办 2 次" in await li.inside("labour").sees(), "on the card of the group"
    assert (await li.says(case.number)).count("您催办了一次") == 2, (
        "and in the history that the officer reads"
    )
    await bureau.turn(days=11)
    await ann.says(case.number)
    assert "还可以催 1 次" in await ann.presses("催办"), "another month"


@presses("withdraw", "undo_withdraw")
async def test_withdrawing_takes_two_taps_and_can_be_taken_back_for_seven_days(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    before = await running(bureau, case)
    await ann.says(case.number)
    await ann.presses("撤回")
    await ann.presses("是，我要撤回")
    assert (await bureau.case(case.number)).state == "accepted", "once is not enough"
    assert "已撤回" in await ann.presses("确定撤回")
    assert await running(bureau, case) == {"U1": "2026-11-30"}
    assert "信访人撤回" in await li.inside("labour").sees()
    await bureau.turn(days=3)
    await ann.presses("恢复这件事")
    assert (await bureau.case(case.number)).state == "accepted"
    assert await running(bureau, case) == before
    await goes(bureau, case, "withdraw", Role.CITIZEN, confirmed=True)
    await bureau.turn(days=10)
    heard = await ann.taps(f"c:undo:{case.id}:")
    assert heard == "「取消撤回」的期限已于 2026-12-01 届满。"
    assert (await bureau.case(case.number)).state == "withdrawn"


@presses("ask/1")
async def test_a_citizen_who_hears_nothing_is_told_that_it_goes_on(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await at_work(bureau, ann)
    other = await places(bureau, ann)
    await does(clerk, "ask", other, "请补充考勤表的照片。")
    await news(ann)
    await bureau.turn(days=8)
    told = [words for words in await news(ann) if "仍在办理" in words and case.number in words]
    assert len(told) == 1
    await bureau.turn(days=1)
    assert not [words for words in await news(ann) if "仍在办理" in words and case.number in words]


async def test_a_draft_that_nobody_goes_on_with_is_deleted(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says("/start")
    await ann.says(WAGES)
    await ann.presses("同意")
    await bureau.turn(days=7)
    assert "欠我们" in await last_words(ann), "seven days long it is kept"
    await bureau.turn(days=3)
    await ann.says("/file")
    assert "欠我们三十多个人" not in (await ann.last()).text
    async with bureau.db.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Case)) == 0


async def last_words(person: object) -> str:
    """What stands in the chat, the citizen's own story in a question included."""
    return WAGES + await person.sees()  # type: ignore[attr-defined, no-any-return]


@presses("rate/2")
async def test_bureau_and_unit_are_asked_for_apart_and_silence_is_no_rating(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    case = await at_work(bureau, ann)
    await goes(bureau, case, "answer", Role.HEAD, outcome="explained", text="工资已于上月发放，附转账记录。")
    await ann.says(case.number)
    asked = await ann.presses("评价")
    labels = " ".join(await ann.buttons())
    assert "未评价" in labels
    await ann.presses("信访部门")
    await ann.presses("基本满意")
    await answers_form(ann, "再评价" if "再评价" in " ".join(await ann.buttons()) else "另一")
    assert "基本满意" in " ".join(await ann.buttons()), asked

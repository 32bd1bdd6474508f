"""The office asks, the citizen answers (要求补充): the answer reaches the case that asked, however it is given."""

from typing import Any

import pytest

from casework.petition import Role
from storage import cases
from storage.tables.case_rows import Case, TextKind
from tests.journeys.rows import at_unit, does, goes, last_event, news, places
from tests.journeys.stories import LAMP
from tests.people import Bureau, People, Person

QUESTION = "请补充灯杆上的编号。"


async def asked(bureau: Bureau, clerk: Person, ann: Person) -> Case:
    """A matter whose office waits for an answer."""
    case = await places(bureau, ann)
    await does(clerk, "ask", case, QUESTION)
    return await bureau.case(case.number)


async def supplements(bureau: Bureau, case: Case) -> list[str]:
    """What was added to a case in words."""
    async with bureau.db.reading() as session:
        return [row.body for row in await cases.texts(session, case.id, TextKind.SUPPLEMENT)]


async def attached(bureau: Bureau, case: Case) -> int:
    """How many files a case has."""
    async with bureau.db.reading() as session:
        return len(await cases.files(session, case.id))


def quoting(words: str) -> dict[str, Any]:
    """A message of ours as it stands above an answer to it."""
    chat = {"id": 1, "type": "private"}
    bot = {"id": 1, "is_bot": True, "first_name": "件件"}
    return {"message_id": 7, "date": 1, "chat": chat, "from": bot, "text": words}


@pytest.mark.parametrize(
    "answer",
    [
        "杆子上写的DQ-17",
        "灯杆编号是DQ-17。",
        "没有这个",
        "DQ17",
        "考勤表在老板手里，我们没有",
        "欠条上写的是一万八千六百元，拖欠的工资是九月到十一月三个月的",
    ],
)
async def test_the_next_words_answer_the_office(people_of: People, bureau: Bureau, answer: str) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    told = await ann.hears()
    assert QUESTION in told
    assert {"补充", "我没有这个"} <= set(await ann.buttons())
    said = await ann.says(answer)
    assert f"已补充到 {case.number}" in said
    assert said.count("补充到") == 1, "told once"
    assert await supplements(bureau, case) == [answer]
    event, _ = await last_event(bureau, case)
    assert event.event == "supplied"
    assert (await bureau.case(case.number)).state != "awaiting_info", "the clock is met"
    assert answer in await clerk.says(case.number), "the officer reads it"


async def test_after_an_answer_more_may_follow_until_it_is_enough(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    await ann.says("杆子上写的DQ-17")
    assert "已补充到" in await ann.says("旁边是小卖部，晚上看不见路")
    assert "已补充到" in await ann.photo()
    assert "补充好了" in await ann.says("没有了，谢谢")
    assert await supplements(bureau, case) == ["杆子上写的DQ-17", "旁边是小卖部，晚上看不见路"]
    assert await attached(bureau, case) == 1
    assert "登记前请看一眼" in await ann.says(LAMP), "what comes then is another matter"
    assert len(await supplements(bureau, case)) == 2


async def test_a_photo_answers_and_is_told_once(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    await news(ann)
    await ann.photo(caption="灯杆编号")
    assert [words for words in await news(ann) if words] == []
    shown = await ann.sees()
    assert shown.count("已补充到") == 1
    assert "材料收到了" not in shown
    assert await attached(bureau, case) == 1


async def test_an_album_is_one_answer(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    for _ in range(3):
        await ann.photo(media_group_id="album")
    assert (await ann.sees()).count("已补充到") == 1
    assert await attached(bureau, case) == 3


async def test_the_button_below_the_question_waits_for_the_answer(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    assert "直接回复" in await ann.presses("补充")
    assert "不急" in await ann.says("稍等我找一下")
    assert await supplements(bureau, case) == []
    await ann.says(LAMP)
    assert await supplements(bureau, case) == [LAMP], "whoever pressed it means this case"


async def test_who_has_nothing_says_so_once(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    data = next(data for label, data in (await ann.last()).buttons.items() if "我没有这个" in label)
    assert "已补充到" in await ann.taps(data)
    assert "补充好了" in await ann.taps(data), "a second press"
    assert await supplements(bureau, case) == ["我没有这个"]


@pytest.mark.parametrize(("press", "to_case"), [("补充到", True), ("另一件新的事", False)])
async def test_what_may_be_another_matter_is_asked_once(
    people_of: People, bureau: Bureau, press: str, to_case: bool
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    assert "放到哪一件" in await ann.says(LAMP)
    said = await ann.presses(press)
    assert await supplements(bureau, case) == ([LAMP] if to_case else [])
    assert ("已补充到" in said) is to_case
    assert ("登记前请看一眼" in said) is not to_case


async def test_two_cases_that_ask_are_told_apart(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    first, second = await asked(bureau, clerk, ann), await asked(bureau, clerk, ann)
    assert "放到哪一件" in await ann.says("编号是DQ-17")
    await ann.presses(first.number)
    assert await supplements(bureau, first) == ["编号是DQ-17"]
    assert await supplements(bureau, second) == []


async def test_words_for_something_else_are_no_answer(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    for words in ("人工", "几点上班", "有结果了吗", "谢谢"):
        await ann.says(words)
    assert await supplements(bureau, case) == []


async def test_a_quoted_notice_says_which_case_is_meant(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    asking, other = await asked(bureau, clerk, ann), await at_unit(bureau, ann)
    notice = quoting(f"{other.number} 已转送人社局")
    said = await ann.sends(text="工头姓李", reply_to_message=notice)
    assert f"已补充到 {other.number}" in said
    await ann.photo(reply_to_message=notice)
    assert await supplements(bureau, other) == ["工头姓李"]
    assert await attached(bureau, other) == 1
    assert await supplements(bureau, asking) == []


async def test_a_quoted_notice_beats_the_open_form(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await at_unit(bureau, ann)
    await ann.says(LAMP)
    await ann.presses("同意")
    said = await ann.sends(text="工头姓李", reply_to_message=quoting(f"{case.number} 已转送人社局"))
    assert f"已补充到 {case.number}" in said
    assert await supplements(bureau, case) == ["工头姓李"]


async def test_a_strangers_number_in_a_quotation_opens_nothing(people_of: People, bureau: Bureau) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    case = await at_unit(bureau, ann)
    await bob.sends(text="工头姓李", reply_to_message=quoting(f"{case.number} 已转送人社局"))
    assert await supplements(bureau, case) == []


async def test_a_days_later_message_is_not_added_unasked(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await at_unit(bureau, ann)
    await ann.says(case.number)
    await ann.presses("补充")
    await ann.says("工头姓李")
    await bureau.turn(days=2)
    assert "登记前请看一眼" in await ann.says(LAMP)
    assert await supplements(bureau, case) == ["工头姓李"]


async def test_a_place_can_be_added(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await at_unit(bureau, ann)
    await ann.says(case.number)
    await ann.presses("补充")
    assert "已补充到" in await ann.sends(location={"latitude": 25.1, "longitude": 117.0})
    assert await supplements(bureau, case) == ["位置：25.10000, 117.00000"]


async def test_a_loose_file_leaves_the_open_draft_alone(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await at_unit(bureau, ann)
    await ann.says(LAMP)
    await ann.presses("同意")
    await ann.presses("先存着")
    assert "放到哪一件" in await ann.photo(caption="工地大门")
    assert "已补充到" in await ann.presses("补充到")
    assert await supplements(bureau, case) == ["工地大门"]
    assert await attached(bureau, case) == 1
    await ann.says("/start")
    assert "上次还有一件事没说完" in (await ann.last()).text, "the parked draft is still there"


async def test_an_answer_keeps_the_matter_going(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await asked(bureau, clerk, ann)
    await ann.says("杆子上写的DQ-17")
    unit = bureau.units["labour"]
    assert (await goes(bureau, case, "transfer", Role.CLERK, "bureau", unit_id=unit)).unit_id == unit

"""Two matters in one message: filed apart each has its own words, kept together each is answered."""

from handlers.citizen.draft import Draft
from handlers.citizen.steps_matter import SplitStep
from handlers.citizen.submitting import carried_over, demands_of
from tests.journeys.stories import NUMBER, fills
from tests.people import Bureau, People

LIFT = "我们小区的电梯坏了两个月，物业公司不修"
WAGES = "工地拖欠农民工工资五万元，老板不发"
STORY = f"我住在青山镇。一、{LIFT}。二、{WAGES}。"


def _told() -> Draft:
    return Draft(story=[STORY], demands=[f"{LIFT}。", f"{WAGES}。"])


def test_set_apart_each_has_what_was_said_before_and_its_own_words() -> None:
    draft = _told()
    SplitStep().press(draft, "apart")
    assert LIFT in draft.text
    assert WAGES not in draft.text
    assert demands_of(draft) == [f"{LIFT}。"]
    following = carried_over(draft)
    assert following is not None
    assert WAGES in following.text
    assert LIFT not in following.text
    assert following.text.startswith("我住在青山镇")


def test_kept_together_every_one_is_a_demand() -> None:
    draft = _told()
    SplitStep().press(draft, "one")
    draft.request = "请尽快解决"
    assert demands_of(draft) == [f"{LIFT}。", f"{WAGES}。"]
    draft.request = "1、修好电梯；2、发工资；3、道歉"
    assert demands_of(draft) == ["修好电梯", "发工资", "道歉"]


async def test_one_case_keeps_all_its_demands(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await fills(ann, STORY)
    number = NUMBER.search(await ann.presses("提交"))
    assert number is not None
    listed = await bureau.demands(number.group())
    assert [each.n for each in listed] == [1, 2]
    assert LIFT in (listed[0].text or "")
    assert WAGES in (listed[1].text or "")

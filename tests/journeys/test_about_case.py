"""Words about a case go to that case and never open a new one: how it stands, 催办, 撤回, 复查, 没有解决, numbers."""

import pytest
from sqlalchemy import func, select

from casework.petition import Role
from storage import cases
from storage.tables.case_rows import Case, TextKind
from tests.journeys.rows import REQUEST, after_answer, at_unit, at_work, goes, last_event, places
from tests.journeys.stories import LAMP, NUMBER, files
from tests.people import Bureau, People, Person


async def supplements(bureau: Bureau, case: Case) -> list[str]:
    """What was added to a case in words."""
    async with bureau.db.reading() as session:
        return [row.body for row in await cases.texts(session, case.id, TextKind.SUPPLEMENT)]


async def filed(bureau: Bureau) -> int:
    """How many cases there are."""
    async with bureau.db.reading() as session:
        return await session.scalar(select(func.count()).select_from(Case)) or 0


async def nothing_opened(person: Person, said: str) -> None:
    """No form was begun by these words."""
    assert "登记前请看一眼" not in said
    await person.says("/start")
    assert "上次还有一件事没说完" not in (await person.last()).text


@pytest.mark.parametrize("words", ["查一下我反映的问题", "多久能办好", "谁在办我的事", "有结果了吗", "进度"])
async def test_with_one_case_asking_after_it_shows_it(people_of: People, bureau: Bureau, words: str) -> None:
    ann = await people_of.citizen()
    case = await at_work(bureau, ann)
    said = await ann.says(words)
    assert case.number in said
    assert "请发编号" not in said
    await nothing_opened(ann, said)


async def test_the_open_one_is_shown_and_two_open_ones_are_asked_about_once(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    old, case = await at_work(bureau, ann), await at_work(bureau, ann)
    await goes(bureau, old, "withdraw", Role.CITIZEN, confirmed=True)
    assert case.number in await ann.says("有结果了吗")
    third = await at_work(bureau, ann)
    assert "哪一件" in await ann.says("有结果了吗")
    assert third.number in await ann.presses(third.number)


@pytest.mark.parametrize("words", ["我不服，要申请复查", "申请复查", "我对答复不满意要复查"])
async def test_a_review_is_prepared_in_the_citizens_words_and_sent_by_a_press(
    people_of: People, bureau: Bureau, words: str
) -> None:
    ann = await people_of.citizen()
    case = await after_answer(bureau, ann, "refused")
    said = await ann.says(words)
    assert case.number in said
    assert "还有 30 天" in said
    assert f"{REQUEST}\n{words}」" in said, "what was asked for, and what is said now"
    assert (await bureau.case(case.number)).state == "answered", "a press sends it"
    assert "不会马上提交" in await ann.presses("改一改")
    assert "加班费没算" in await ann.says("加班费没算，数目不对")
    assert (await bureau.case(case.number)).state == "answered"
    await ann.presses("提交申请")
    assert (await bureau.case(case.number)).state == "review"
    async with bureau.db.reading() as session:
        requests = [row.body for row in await cases.texts(session, case.id, TextKind.REQUEST)]
    assert requests[-1] == "加班费没算，数目不对"
    assert await filed(bureau) == 1


async def test_thinking_again_sends_nothing(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await after_answer(bureau, ann, "refused")
    await ann.says("申请复查")
    assert case.number in await ann.presses("再想想")
    await ann.says("谢谢")
    assert (await bureau.case(case.number)).state == "answered"


@pytest.mark.parametrize("words", ["没有解决", "问题还是没解决"])
async def test_unsolved_is_told_and_the_window_is_named(
    people_of: People, bureau: Bureau, words: str
) -> None:
    ann = await people_of.citizen()
    case = await after_answer(bureau, ann)
    said = await ann.says(words)
    assert case.number in said
    assert "申请复查" in " ".join(await ann.buttons())
    event, facts = await last_event(bureau, case)
    assert (event.event, facts["solved"]) == ("callback", False)
    await nothing_opened(ann, said)


async def test_solved_is_told(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await after_answer(bureau, ann)
    await ann.says("解决了")
    event, facts = await last_event(bureau, case)
    assert (event.event, facts["solved"]) == ("callback", True)


async def test_withdrawing_in_words_asks_before(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await at_work(bureau, ann)
    said = await ann.says("把我上次那个撤了")
    assert f"确定要撤回 {case.number}" in said
    assert (await bureau.case(case.number)).state == "accepted"
    await nothing_opened(ann, said)


async def test_urging_in_words_says_when_it_may_be_done_again(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await at_work(bureau, ann)
    assert f"已催办 {case.number}" in await ann.says("催一下")
    await ann.says("催一下")
    assert "2026 年 12 月 1 日起可以再催" in await ann.says("催一下")
    assert (await bureau.case(case.number)).urged_count == 2


@pytest.mark.parametrize("words", ["为什么显示已办结", "催一下", "补充一下，工头姓李"])
async def test_a_closed_case_is_named_with_what_can_be_done(
    people_of: People, bureau: Bureau, words: str
) -> None:
    ann = await people_of.citizen()
    case = await at_work(bureau, ann)
    await goes(bureau, case, "withdraw", Role.CITIZEN, confirmed=True)
    said = await ann.says(words)
    assert case.number in said
    assert "没有查到您登记的件" not in said
    assert "恢复这件事" in " ".join(await ann.buttons())
    await nothing_opened(ann, said)


@pytest.mark.parametrize("said", ["{n:05d}", "{n}号那件", "零零零零{c}", "第{n}件", "{c}号那件"])
async def test_a_case_is_named_in_many_ways(people_of: People, bureau: Bureau, said: str) -> None:
    ann = await people_of.citizen()
    await at_work(bureau, ann)
    case = await at_work(bureau, ann)
    serial = int(case.number.split("-")[2])
    words = said.format(n=serial, c="零一二三四五六七八九"[serial])
    assert f"{case.number} ·" in await ann.says(words)
    await ann.says("/status")
    assert f"{case.number} ·" in await ann.says(words), "as an answer to the question as well"


@pytest.mark.parametrize(
    "said",
    [
        "{number} {code}",
        "{code} {number}",
        "编号　{number}\n查询码　{code}（只显示这一次）",
        "我的查询码{code}，编号{number}",
    ],
)
async def test_number_and_code_in_one_message_open_the_case(
    people_of: People, bureau: Bureau, said: str
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    number, code = await files(ann, LAMP)
    assert f"{number} ·" in await bob.says(said.format(number=number, code=code))


async def test_the_copied_receipt_opens_the_case(people_of: People, bureau: Bureau) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    await files(ann, LAMP)
    receipt = next(each.text for each in await bureau.chat(ann.channel, ann.chat_id) if "✅" in each.text)
    number = NUMBER.search(receipt)
    assert number
    assert f"{number[0]} ·" in await bob.says(receipt)


async def test_after_a_wrong_code_only_the_code_is_sent_again(people_of: People, bureau: Bureau) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    number, code = await files(ann, LAMP)
    assert "没有查到" in await bob.says(f"{number} 2222-2222-222A")
    assert f"{number} ·" in await bob.says(code)


async def test_where_a_code_is_awaited_a_matter_can_be_told(people_of: People, bureau: Bureau) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    number, _ = await files(ann, LAMP)
    await bob.says(number)
    assert "接待" in await bob.says("人工")


@pytest.mark.parametrize("words", ["编号丢了", "我的编号找不到了", "查询码忘了"])
async def test_a_lost_number_begins_no_registration(people_of: People, bureau: Bureau, words: str) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    case = await at_work(bureau, ann)
    said = await ann.says(words)
    assert "重领" in said
    assert case.number in " ".join(await ann.buttons())
    said = await bob.says(words)
    assert "不用重新登记" in said
    await nothing_opened(bob, said)


async def test_all_of_my_cases_can_be_paged_through(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    numbers = {(await places(bureau, ann)).number for _ in range(6)}
    await ann.says("我的件")
    seen = set()
    for _ in range(3):
        labels = await ann.buttons()
        assert len(labels) <= 6
        seen |= {found[0] for each in labels if (found := NUMBER.search(each))}
        if not any("更早的" in each for each in labels):
            break
        await ann.presses("更早的")
    assert seen == numbers


async def test_more_evidence_after_a_look_with_number_and_code(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    number, code = await files(ann, LAMP, 登记前请看一眼="匿名")
    await ann.says("/status")
    await ann.says(number)
    assert NUMBER.search(await ann.says(code))
    await ann.says("我还有证据要补充")
    await ann.says("灯杆编号是 DQ-17")
    assert "灯杆编号是 DQ-17" in await supplements(bureau, await bureau.case(number))


async def test_dates_are_explained_as_duty_or_window_and_no_officers_clock_is_shown(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    case = await at_unit(bureau, ann)
    await ann.says(case.number)
    said = await ann.presses("日期怎么算的")
    assert "办理单位最迟" in said
    assert "开始，当天不算，数 15 日，到" in said
    assert "是休息日，法律上的期限顺延到" in said
    assert "起算日" not in said, "no word of the trade"
    assert "第24条" not in said, "the officers' own window to object"
    assert "异议" not in said
    case = await after_answer(bureau, ann)
    await ann.says(case.number)
    assert "您最迟" in await ann.presses("日期怎么算的")


async def test_taking_consent_back_asks_before(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says("/mydata")
    assert "确定撤回同意吗" in await ann.presses("撤回同意")
    assert "已撤回同意" in await ann.presses("确定撤回同意")


@pytest.mark.parametrize("words", ["工资还没发", "钱没到账"])
async def test_a_few_words_that_fit_the_open_case_are_asked_about_once(
    people_of: People, bureau: Bureau, words: str
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    case = await at_work(bureau, ann)
    assert "放到哪一件" in await ann.says(words)
    await ann.presses("补充到")
    assert await supplements(bureau, case) == [words]
    assert "放到哪一件" not in await bob.says(words), "who has no case tells a matter"

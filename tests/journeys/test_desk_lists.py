"""Officers with much to do: lists in pages, the usual moves first; citizens who say more than they were asked."""

from datetime import timedelta

from casework import lifecycle, numbering
from casework.petition import CITIZEN, Change, Petition, Purpose, Role
from storage import cases
from storage.cases import NewCase
from tests.journeys.rows import after_answer, at_work, goes
from tests.journeys.stories import LAMP, WAGES, files, reply_to
from tests.people import Bureau, People, Person


async def lamps(bureau: Bureau, count: int) -> None:
    """Cases that the bureau has to look at, one a day before the other."""
    secret = await cases.prepare_code("lamps")

    def registered(petition: Petition) -> Change:
        return lifecycle.submit(
            petition, by=CITIZEN, at=at, calendar=bureau.context.calendar, rules=bureau.context.clocks
        )

    for number in range(count):
        at = bureau.clock() - timedelta(days=number % 10)
        new = NewCase(
            draft_key=f"lamp {number}", region="350881", channel="web", purpose=Purpose.REQUEST, story=[LAMP],
            search_text=LAMP, secret=secret,
        )  # fmt: skip
        async with bureau.db.writing() as session:
            await cases.file(session, new, registered, at)


async def test_a_clerk_turns_the_pages_of_a_long_list_and_opens_by_a_typed_number(
    people_of: People, bureau: Bureau
) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    await lamps(bureau, 15)
    first = await clerk.says("/todo")
    assert "第 1–12 件" in first
    assert "待办 15 件，其中超期 0 件" in first
    second = await clerk.presses("下一页")
    assert "第 13–15 件" in second
    assert "下一页" not in " ".join(await clerk.buttons())
    assert "第 1–12 件" in await clerk.presses("上一页")
    await clerk.presses("下一页")
    assert "路灯坏了" in await clerk.says("14")
    assert "找到的很多" in await clerk.says("/search 路灯")
    assert "至少写两个字" in await clerk.says("/search 路灯 灯")
    assert "抄错" in await clerk.says("/case 350881-261121-00001-9")


async def test_a_clerk_opens_a_case_by_its_serial_alone(people_of: People, bureau: Bureau) -> None:
    clerk, li = await people_of.officer("bureau", Role.CLERK), await people_of.officer("labour", Role.HANDLER)
    await lamps(bureau, 1)
    serial = numbering.serial_of((await bureau.only_case()).number)
    assert "路灯坏了" in await clerk.says(f"/case {serial}")
    assert "请在 /case 后面写编号" in await clerk.says("/case 4242")
    assert "请在 /case 后面写编号" in await li.says(f"/case {serial}"), "not of this unit's list"
    await bureau.turn(days=20)
    assert "待办 1 件，其中超期 1 件" in await clerk.says("/todo")


async def test_a_short_number_opens_whatever_the_officer_may_see(people_of: People, bureau: Bureau) -> None:
    """Said alone or after a command, in and out of one's own list; nobody learns of others' cases."""
    clerk, li = await people_of.officer("bureau", Role.CLERK), await people_of.officer("labour", Role.HANDLER)
    judge = await people_of.officer("review", Role.REVIEWER)
    await lamps(bureau, 1)
    number = (await bureau.only_case()).number
    serial, check = number.split("-")[2:]
    for words in (serial, f"{serial}-{check}", f"/case {int(serial)}", f"/case 第{int(serial)}号"):
        assert "路灯坏了" in await judge.says(words), words
        assert "路灯坏了" in await clerk.says(words), words
        assert number not in await li.says(words), words
    assert "路灯坏了" not in await judge.says(f"{serial}-{(int(check) + 1) % 10}")
    for words in (serial, f"{serial}-{check}"):
        assert "第22条" in await judge.says(f"/期限 {words}")
        assert "第22条" not in await li.says(f"/期限 {words}")


async def test_a_number_said_within_a_form_answers_the_form(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await li.says(case.number)
    await li.presses("记录进展")
    await li.presses("内部")
    assert "已记录" in await li.says(case.number.split("-")[2])


async def test_several_days_may_have_the_same_serial(people_of: People, bureau: Bureau) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    await lamps(bureau, 15)
    found = await clerk.says("/case 00001")
    assert found.count("-00001-") > 5, "one of each day, but for those whose first number is skipped"
    assert "-00002-" not in found


async def test_the_usual_moves_stand_first_and_the_others_behind_one_button(
    people_of: People, bureau: Bureau
) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    await lamps(bureau, 1)
    await clerk.says((await bureau.only_case()).number)
    shown = await clerk.buttons()
    assert shown[:2] == ["转送", "交办"]
    assert len(shown) <= 8
    await clerk.presses("更多")
    others = await clerk.buttons()
    assert "并入已有的件" in others
    assert not set(others) & set(shown)


async def test_an_officer_hears_that_there_are_no_documents_yet(people_of: People, bureau: Bureau) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    await lamps(bureau, 1)
    case = await bureau.only_case()
    answer = await clerk.taps(f"a:papers:{case.id}")
    assert case.number in answer


async def test_what_is_said_before_the_notice_is_answered_is_kept_and_said_so(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("/start")
    await ann.says(WAGES)
    answer = await ann.says("到底管不管，我们都等着过年")
    assert "这句也记下了" in answer
    assert "草稿保存" not in answer, "the whole notice is not read out again"
    await ann.presses("同意")
    assert "等着过年" in await through(ann)


async def through(ann: Person) -> str:
    """The preview, answered as somebody would who wants to be done."""
    asked = (await ann.last()).text
    while "请核对" not in asked:
        asked = await ann.says(reply_to(asked, {}))
    return asked


async def test_a_transfer_tells_the_citizen_where_the_matter_went(people_of: People) -> None:
    ann = await people_of.citizen()
    number, _ = await files(ann)
    card = await ann.says(number)
    assert "已转送 人社局" in card


async def test_nobody_is_late_with_what_others_owe(people_of: People, bureau: Bureau) -> None:
    """A call-back that the bureau owes is late in the bureau's list, and not with the unit or the review body."""
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    li, judge = (
        await people_of.officer("labour", Role.HANDLER),
        await people_of.officer("review", Role.REVIEWER),
    )
    case = await after_answer(bureau, ann, "refused")
    await goes(bureau, case, "callback", Role.CITIZEN, solved=False)
    bureau.clock.turn(timedelta(days=9))
    assert case.number not in await li.says("/todo"), "it is answered, and the call-back is not theirs"
    assert "已超期" in await boss.says("/todo")
    await goes(bureau, case, "ask_review", Role.CITIZEN)
    seen = await judge.says("/todo")
    assert "其中超期 0 件" in seen
    assert "还有 30 天" in seen, "thirty days for the review"

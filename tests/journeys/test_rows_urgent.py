"""What is urgent, simple or many people's: facts that arrive by a press, and the clocks and refusals they bring."""

from casework.petition import Purpose, Role
from casework.wording import text
from storage.rows import table
from storage.tables.case_rows import Case
from tests.journeys.rows import at_unit, does, goes, news, offered, places, presses, running
from tests.journeys.stories import fills, reply_to
from tests.people import Bureau, People


async def has(bureau: Bureau, case: Case, **columns: object) -> None:
    """Something that the form would have filed with the matter."""
    async with bureau.db.writing() as session:
        rows = table("cases")
        await session.execute(rows.update().where(rows.c.id == case.id).values(**columns))


@presses("urgent", "urgent_report")
async def test_what_is_urgent_wakes_whoever_is_on_duty_and_is_reported(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    clerk, boss = (
        await people_of.officer("bureau", Role.CLERK),
        await people_of.officer("bureau", Role.SUPERVISOR),
    )
    case = await at_unit(bureau, ann)
    await news(ann)
    await does(li, "urgent", case, "三十多人今晚要到工地，可能冲突。")
    assert "C1u" in await running(bureau, case)
    assert (await bureau.case(case.number)).urgency == "urgent"
    assert "🔴" in await li.inside("labour").sees()
    assert "标为重大紧急事项" in await boss.sees()
    assert "标为重大紧急事项" in await clerk.inside("bureau").sees()
    assert "urgent_report" in await offered(li, case)
    assert "重大紧急：应于" in await li.sees()
    assert "urgent" not in await offered(li, case), "not while its report is owed"
    await bureau.turn(hours=3)
    assert "重大紧急事项处置" in await clerk.inside("bureau").sees(), "two hours without a report"
    await does(li, "urgent_report", case, "已报县政府办，劳动监察、公安到场，情绪稳定。")
    assert "C1u" not in await running(bureau, case)
    assert "紧急处置情况已报告" in await boss.sees()
    await does(li, "urgent", case, "夜里又有人带着铁棍到工地。")
    assert "C1u" in await running(bureau, case), "danger that comes again is marked and reported again"
    assert await news(ann) == [], "a mark for the office is no news"


@presses("seal/2", "urgent_report")
async def test_what_is_urgent_stays_so_when_it_is_sealed(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    keeper = await people_of.officer("bureau", Role.SEALED)
    case = await at_unit(bureau, ann)
    await does(li, "urgent", case, "举报人说今晚有人要上门报复。")
    limit = (await running(bureau, case))["C1u"]
    await does(li, "seal", case)
    assert await running(bureau, case) == {"C1": "2026-12-06", "C1u": limit}, (
        "danger does not wait for the lane"
    )
    assert "urgent" not in await offered(keeper, case)
    await keeper.hears()
    await bureau.turn(hours=3)
    assert text("notice-sealed-one") in await keeper.hears(), "two hours without a report"
    await does(keeper, "urgent_report", case, "已联系派出所，当晚有人值守。")
    assert set(await running(bureau, case)) == {"C1"}
    assert "urgent" in await offered(keeper, case)


async def test_danger_in_the_form_starts_the_short_clock(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says("楼下燃气泄漏了，味道很大，物业一直不管，整栋楼的人都不敢在家")
    await ann.presses("我没事了")
    asked = await ann.presses("把刚才说的")
    while "请核对" not in asked:
        answer = reply_to(asked, {})
        tapped = any(answer in label for label in await ann.buttons()) and not answer.isdigit()
        asked = await (ann.presses(answer) if tapped else ann.says(answer))
    await ann.presses("提交")
    case = await bureau.only_case()
    assert (case.urgency, case.state) == ("urgent", "registered")
    assert {"C1", "C1u"} <= set(await running(bureau, case))


@presses("propose_simple")
async def test_a_clerk_proposes_the_simple_way_and_each_level_has_one_day(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await places(bureau, ann)
    await does(clerk, "propose_simple", case)
    assert (await running(bureau, case))["S2"] == "2026-11-23"
    assert "propose_simple" not in await offered(clerk, case)
    await does(clerk, "transfer", case, "人社局")
    assert (await running(bureau, case))["S1"] == "2026-11-25"
    assert "简易" in (await offered(li, case))["accept"].text
    await does(li, "accept", case, "简易程序")
    assert set(await running(bureau, case)) == {"S3"}


async def test_simple_is_decided_within_three_days(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await bureau.turn(days=8)
    assert "简易" not in await does(li, "accept", case), "nobody is asked what cannot be"
    await li.presses(text("procedure-petition"))
    assert not (await bureau.case(case.number)).simple
    assert "C5" in await running(bureau, case)


async def test_thirty_people_are_no_simple_matter(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await has(bureau, case, people_count=30)
    assert "不适用简易办理" in await does(clerk, "propose_simple", case)
    assert "S2" not in await running(bureau, case)


async def test_what_is_refused_leaves_the_simple_way_first(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    case = await goes(bureau, case, "accept", Role.HANDLER, simple=True)
    await does(li, "answer", case)
    await li.presses("不予支持")
    for words in (
        "经查，公司已足额支付工资，有银行流水。",
        "对要求支付工资的请求不予支持。",
        "《保障农民工工资支付条例》第三条",
    ):
        await li.says(words)
    assert "请先「转为普通程序」" in await li.presses("送负责人签发")
    assert (await bureau.case(case.number)).state == "accepted"


async def test_a_question_passes_on_within_a_day(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await fills(ann)
    await ann.presses("改一条")
    await ann.presses(text("field-purpose"))
    assert "您想：咨询" in await ann.presses(text("opt-purpose-ZX")), (
        "what was guessed is changed at the preview"
    )
    await ann.presses("提交")
    case = await bureau.only_case()
    assert case.purpose == Purpose.INQUIRY
    assert (await running(bureau, case))["S2"] == "2026-11-23"

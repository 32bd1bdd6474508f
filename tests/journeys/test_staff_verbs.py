"""Every verb of the officers works through buttons and forms: pressed, asked, answered, recorded, told."""

from casework.petition import Role
from storage.rows import table
from storage.tables.case_rows import Case
from tests.journeys.rows import after_answer, goes
from tests.journeys.stories import LAMP, files
from tests.journeys.test_verbs import accepted, answered
from tests.people import Bureau, People, Person


async def does(officer: Person, event: str, case_id: int, *answers: str) -> str:
    """Press a move's button and answer its form in private."""
    heard = await officer.taps(f"a:{event}:{case_id}")
    for answer in answers:
        tapped = any(answer in label for label in await officer.buttons())
        heard = await (officer.presses(answer) if tapped else officer.says(answer))
    return heard


async def test_the_unit_notes_hears_mediates_and_shares(people_of: People, bureau: Bureau) -> None:
    ann, li, number = await accepted(people_of, bureau)
    head, clerk = await people_of.officer("labour", Role.HEAD), await people_of.officer("bureau", Role.CLERK)
    case = await bureau.case(number)

    assert "已记录" in await does(li, "note", case.id, "给信访人看", "已到工地核实考勤。")
    assert "已到工地核实考勤" in await ann.hears()
    await does(li, "note", case.id, "内部记录", "公司法人电话联系不上。")
    assert "联系不上" not in await ann.hears()
    await does(li, "hearing_open", case.id, "2026-12-20", "九点，听证室", "主持人 张明")
    assert (await bureau.case(number)).state == "hearing"
    await does(li, "hearing_close", case.id, "双方到场陈述。", "事实已经查清。")
    await does(li, "mediation_open", case.id, "是")
    assert (await bureau.case(number)).state == "mediation"
    await does(li, "mediation_close", case.id, "否")
    assert (await bureau.case(number)).state == "in_progress"
    await does(clerk, "add_unit", case.id, "住建局")
    await does(li, "reassign", case.id, "负责人")
    case = await bureau.case(number)
    async with bureau.db.reading() as session:
        from storage import cases

        helping = [row.unit_id for row in await cases.co_units(session, case.id)]
    assert bureau.units["housing"] in helping
    await does(head, "recuse", case.id, "与公司负责人是亲属，应当回避。")
    assert (await bureau.case(number)).handler_id is None


async def test_a_supervisor_supervises_recommends_and_sends_back_once(
    people_of: People, bureau: Bureau
) -> None:
    ann, li, number = await answered(people_of, bureau)
    supervisor = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await bureau.case(number)
    await does(supervisor, "supervise", case.id, "推诿", "请在期限内说明为何只核定部分工资。")
    assert number in await li.inside("labour").sees()
    await does(li, "supervise_reply", case.id, "其余部分已告知仲裁，材料附后。")
    await does(supervisor, "recommend", case.id, "完善政策", "建议建立工资专户月度核查。")
    await does(li, "recommend_reply", case.id, "是", "采纳，自下月起执行。")
    await does(supervisor, "send_back", case.id, "信访人反映钱未到账，请继续办理。")
    assert (await bureau.case(number)).state == "in_progress"
    assert "钱未到账" in await ann.hears()


async def test_the_bureau_decides_what_no_route_is_sure_of(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    other = await people_of.officer("bureau", Role.SUPERVISOR)
    number, _ = await files(ann, LAMP, 看起来属于="都不是")
    case = await bureau.case(number)
    assert case.state == "registered"
    assert number in await clerk.inside("bureau").sees()
    assert number in await clerk.says("/todo")
    await does(clerk, "ask", case.id, "请补充路灯杆号，便于确定由谁维修。")
    assert "路灯杆号" in await ann.hears()
    await ann.says(number)
    await ann.presses("补充")
    await ann.says("杆号是 0731。")
    assert (await bureau.case(number)).state == "registered"
    await does(clerk, "assign", case.id, "城管局", "15 天")
    assert (await bureau.case(number)).state == "assigned"
    story = "我要反映征地补偿款的老事，村里答应了两年还没有发下来"
    again, _ = await files(ann, story, 好像是同一件事="2", 看起来属于="都不是", 属于哪一类="都不是")
    case = await bureau.case(again)
    assert "哪一件" in await does(clerk, "no_longer_accept", case.id)
    assert await clerk.buttons() == ["取消"], "only after a 复核 is a matter accepted no longer (Art. 36.3)"
    await clerk.presses("取消")
    old = await rechecked(bureau, ann)
    await does(clerk, "no_longer_accept", case.id, old.number, "同一事实和理由已有复核意见。")
    assert (await bureau.case(again)).state == "registered", "one person alone does not decide it"
    await other.presses("同意")
    assert (await bureau.case(again)).state == "no_longer_accepted"


async def rechecked(bureau: Bureau, owner: Person) -> Case:
    """A matter of theirs that went all the way to the 复核意见."""
    case = await after_answer(bureau, owner)
    for asked, answered_by in (("ask_review", "review_answer"), ("ask_recheck", "recheck_answer")):
        await goes(bureau, case, asked, Role.CITIZEN)
        opinion = {"decision": "maintain", "text": "维持。", "basis": "《条例》"}
        case = await goes(bureau, case, answered_by, Role.REVIEWER, "bureau", **opinion)
    assert case.state == "final"
    return case


async def test_reminders_climb_from_the_unit_to_inspection(people_of: People, bureau: Bureau) -> None:
    ann, head = await people_of.citizen(), await people_of.officer("labour", Role.HEAD)
    supervisor = await people_of.officer("bureau", Role.SUPERVISOR)
    await people_of.officer("labour", Role.HANDLER)
    number, _ = await files(ann)
    await bureau.turn(days=14)
    group = await head.inside("labour").sees()
    assert group.count(number) > 2, "reminded before the fifteen days are over"
    await bureau.turn(days=3)
    assert number in await head.sees()
    await bureau.turn(days=10)
    assert "督办" in await supervisor.sees()
    before = await supervisor.sees()
    await bureau.turn(hours=1)
    assert await supervisor.sees() == before, "sent once"
    assert "仍在办理" in await ann.sees()


async def test_a_person_decides_what_is_a_repeat(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    first, _ = await files(ann)
    second, _ = await files(ann, 好像是同一件事="2")
    case = await bureau.case(second)
    assert not case.repeat, "the machine alone marks nothing"
    assert first in " ".join([await clerk.taps(f"a:similar:{case.id}"), *await clerk.buttons()])
    assert "已记录" in await clerk.presses("重件")
    assert (await bureau.case(second)).repeat
    bob = await people_of.citizen()
    earlier = await bureau.case(first)
    assert "没有查到" in await bob.taps(f"rt:{case.id}:{earlier.id}")
    assert "没有这个操作" in await clerk.taps(f"a:repeat-{earlier.id}:{case.id}"), (
        "as buttons were once written"
    )


async def test_a_handler_hears_and_links_only_what_is_their_units(people_of: People, bureau: Bureau) -> None:
    """A forged press gave 城管局 the number of another unit's case, and a repeat that was none."""
    ann, handler = await people_of.citizen(), await people_of.officer("urban", Role.HANDLER)
    first, _ = await files(ann)
    second, _ = await files(ann, 好像是同一件事="2")
    earlier, case = await bureau.case(first), await bureau.case(second)
    async with bureau.db.writing() as session:
        rows = table("cases")
        for each, unit in ((case, "urban"), (earlier, "labour")):
            mine = rows.update().where(rows.c.id == each.id)
            await session.execute(mine.values(unit_id=bureau.units[unit], lead_unit_id=None))
    said = await handler.taps(f"a:similar:{case.id}")
    assert first not in " ".join([said, *await handler.buttons()])
    assert "没有查到" in await handler.taps(f"rt:{case.id}:{earlier.id}")
    assert not (await bureau.case(second)).repeat

"""The unit, row by row (Art. 23, 24, 28): it signs, objects, does not accept, shares and passes on, by button."""

from casework.petition import Purpose, Role
from storage import cases
from tests.journeys.rows import (
    answers_form,
    at_unit,
    at_work,
    does,
    goes,
    last_event,
    news,
    offered,
    places,
    presses,
    running,
)
from tests.people import Bureau, People


@presses("sign")
async def test_a_unit_signs_once_and_the_second_reads_who_was_first(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    li, wu = [await people_of.officer("labour", Role.HANDLER) for _ in range(2)]
    case = await at_unit(bureau, ann)
    await news(ann)
    await li.inside("labour").presses("签收")
    assert (await bureau.case(case.number)).signed_at is not None
    assert "已签收" in await wu.inside("labour").sees(), "the group's card says so"
    assert "无需重复操作" in await wu.inside("labour").taps(f"a:sign:{case.id}")
    assert await news(ann) == []


@presses("object/1", "object_reject")
async def test_an_objection_is_refused_with_a_reason_and_the_limit_stays(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    before = (await running(bureau, case))["C3"]
    await news(ann)
    await does(li, "object", case, "该工地由住建部门监管，不属于我局职责。")
    assert (await bureau.case(case.number)).state == "objected"
    (heard,) = await news(ann)
    assert "核实职责" in heard
    assert "提出异议" in await clerk.inside("bureau").sees()
    assert {"C3", "C4d"} == set(await running(bureau, case))
    await does(clerk, "object_reject", case, "拖欠工资由人社部门查处，请继续办理。")
    assert (await bureau.case(case.number)).state == "transferred"
    assert (await running(bureau, case)) == {"C3": before}, "no second objection, no new limit"
    (heard,) = await news(ann)
    assert "期限不变" in heard
    assert "异议未获同意" in await li.inside("labour").sees()
    assert "object" not in await offered(li, case)


@presses("object/1", "object_approve")
async def test_an_approved_objection_moves_the_matter_and_gives_the_new_unit_its_days(
    people_of: People, bureau: Bureau
) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await bureau.turn(days=3)
    await does(li, "object", case, "该工地由住建部门监管，不属于我局职责。")
    await news(ann)
    await does(boss, "object_approve", case, "住建局", "经核实，同意异议。")
    moved = await bureau.case(case.number)
    assert (moved.state, moved.unit_id, moved.transfers) == ("transferred", bureau.units["housing"], 2)
    assert await running(bureau, case) == {"C3": "2026-12-09", "C4": "2026-12-01"}
    (heard,) = await news(ann)
    assert "已转送住建局" in heard
    assert "本单位不再办理" in await li.inside("labour").sees()
    assert case.number in await li.inside("housing").sees()


@presses("sign")
async def test_after_five_working_days_nobody_objects_any_more(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await does(li, "sign", case)
    assert "object" in await offered(li, case)
    await bureau.turn(days=7)
    assert "object" not in await offered(li, case), "a closed window has no button"
    assert "异议" not in " ".join(await li.inside("labour").buttons())
    heard = await li.taps(f"a:object:{case.id}")
    heard += await answers_form(li, "不属于我局职责，应由住建部门办理。")
    assert "届满" in heard
    assert "2026-11-27" in heard
    assert (await bureau.case(case.number)).state == "transferred"


@presses("ask/2", "supplied")
async def test_the_unit_asks_and_the_clock_runs_on(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await news(ann)
    limit = (await running(bureau, case))["C5"]
    await does(li, "ask", case, "请补充劳动合同或者考勤记录。")
    (heard,) = await news(ann)
    assert "劳动合同" in heard
    await ann.says(case.number)
    await ann.presses("补充")
    await ann.says("没有合同，有考勤本。")
    assert (await bureau.case(case.number)).state == "accepted"
    assert (await running(bureau, case)) == {"C5": limit}
    assert "补充" in await li.inside("labour").sees()


@presses("refuse_propose", "refuse_decline", "not_accept/2")
async def test_a_unit_proposes_a_refusal_and_the_bureau_consents(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    clerk = await people_of.officer("bureau", Role.CLERK)
    case = await at_unit(bureau, ann)
    await news(ann)
    assert "not_accept" not in await offered(li, case), "no unit refuses by itself"
    await does(li, "refuse_propose", case)
    labels = " ".join(await li.buttons())
    assert "职权范围" not in labels, "who has not the power objects, and does not refuse"
    assert "不属于本地区" not in labels
    words = ("法定途径", "县人民法院立案庭", "法院已经受理同一争议，请在诉讼中主张。")
    for each in words:
        await answers_form(li, each)
    assert await news(ann) == []
    assert (await bureau.case(case.number)).state == "transferred"
    assert "拟不予受理" in await clerk.inside("bureau").sees()
    await does(clerk, "refuse_decline", case, "法院没有立案，请继续办理。")
    assert "不同意不予受理" in await li.inside("labour").sees()
    assert "not_accept" not in await offered(clerk, case), "nothing is proposed any more"
    await does(li, "refuse_propose", case, *words)
    await does(clerk, "not_accept", case)
    (heard,) = await news(ann)
    assert "法院已经受理" in heard
    assert "您可以向这里提出：县人民法院立案庭" in heard
    assert await running(bureau, case) == {}
    assert (await bureau.case(case.number)).state == "not_accepted"


@presses("route_legal/2")
async def test_a_unit_names_the_statutory_way(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await news(ann)
    await does(li, "route_legal", case, "行政复议", "对工伤认定不服的，请申请复议。")
    (heard,) = await news(ann)
    assert "60 日内" in heard
    assert (await bureau.case(case.number)).state == "routed_legal"


@presses("add_unit", "note/1", "note/2")
async def test_a_co_unit_helps_and_notes(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    li, zhao = (
        await people_of.officer("labour", Role.HANDLER),
        await people_of.officer("housing", Role.HANDLER),
    )
    case = await at_work(bureau, ann)
    await news(ann)
    await does(clerk, "add_unit", case, "住建局")
    (heard,) = await news(ann)
    assert "仍由人社局牵头" in heard
    assert "本单位协办" in await zhao.inside("housing").sees()
    await does(zhao, "note", case, "内部记录", "工资专户余额不足，已约谈总包。")
    await does(li, "note", case, "给信访人看", "已到工地核实考勤。")
    assert (await bureau.case(case.number)).state == "in_progress"
    (heard,) = await news(ann)
    assert "核实考勤" in heard
    assert "accept" not in await offered(zhao, case)
    assert "answer" not in await offered(zhao, case), "who helps does not answer"


@presses("change_lead", "joint_meeting")
async def test_the_bureau_changes_the_lead_and_calls_the_joint_meeting(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await at_work(bureau, ann)
    limit = await running(bureau, case)
    await news(ann)
    await does(clerk, "change_lead", case, "住建局", "经协商，由住建局牵头。")
    moved = await bureau.case(case.number)
    assert (moved.unit_id, moved.lead_unit_id) == (bureau.units["housing"], bureau.units["housing"])
    assert await running(bureau, case) == limit, "the citizen's date stays"
    (heard,) = await news(ann)
    assert "改由住建局牵头" in heard
    await does(clerk, "joint_meeting", case, "两家单位对监管职责有争议。")
    assert "联席会议" in await boss.sees()
    assert await news(ann) == []
    event, _ = await last_event(bureau, case)
    assert "职责有争议" in (event.internal_note or "")


@presses("reassign", "recuse")
async def test_a_head_finds_another_handler_for_one_who_steps_back(people_of: People, bureau: Bureau) -> None:
    ann, head = await people_of.citizen(), await people_of.officer("labour", Role.HEAD)
    li, wu = [await people_of.officer("labour", Role.HANDLER) for _ in range(2)]
    case = await at_unit(bureau, ann)
    await does(li, "sign", case)
    await does(li, "recuse", case, "与用工单位负责人是亲属。")
    assert "请另行安排" in await head.sees()
    asked = await does(head, "reassign", case)
    assert "交给谁办" in asked
    labels = " ".join(await head.buttons())
    assert labels.count("人社局经办") == 1, "who stepped back is not on the list"
    await head.presses("人社局经办")
    assert "由您经办" in await wu.sees()
    async with bureau.db.reading() as session:
        assert len(await cases.recused(session, case.id)) == 1


@presses("answer_now/2")
async def test_a_unit_answers_a_question_at_once(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann, purpose=Purpose.INQUIRY)
    await news(ann)
    await does(li, "answer_now", case, "失业登记请带身份证到二楼三号窗口。")
    (heard,) = await news(ann)
    assert "三号窗口" in heard
    assert set(await running(bureau, case)) == {"E1"}


@presses("answer_now/3")
async def test_a_simple_request_is_decided_at_once_and_may_be_reviewed(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await news(ann)
    await does(li, "answer_now", case, "经核实属实，三十人的工资今日已全部发放。", "予以支持")
    decided = await bureau.case(case.number)
    assert (decided.state, decided.simple, decided.outcome) == ("answered", True, "supported")
    assert set(await running(bureau, case)) == {"C7", "E1", "X1"}
    (heard,) = await news(ann)
    assert "今日已全部发放" in heard
    assert "申请复查" in heard


@presses("sign")
async def test_what_was_assigned_or_may_be_refused_is_never_simple(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await places(bureau, ann)
    due = bureau.clock().date().replace(month=12, day=20)
    case = await goes(bureau, case, "assign", Role.CLERK, "bureau", unit_id=bureau.units["labour"], due=due)
    await does(li, "sign", case)
    heard = await does(li, "answer_now", case, "经核实属实，今日已发放。", "予以支持")
    assert "不适用简易办理" in heard
    other = await at_unit(bureau, ann)
    assert "不适用简易办理" in await does(
        li, "answer_now", other, "经核实，所反映的情况不属实，不予支持。", "不予支持"
    )

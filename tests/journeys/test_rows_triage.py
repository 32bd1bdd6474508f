"""Registration and triage, row by row (Art. 22, 23, 36): what the bureau does with a new matter, by button."""

from casework.petition import Purpose, Role
from casework.wording import text
from storage import cases
from tests.journeys.rows import (
    STORY,
    after_answer,
    answers_form,
    at_unit,
    does,
    goes,
    last_event,
    news,
    offered,
    places,
    presses,
    running,
)
from tests.journeys.stories import files
from tests.people import Bureau, People


@presses("transfer/1")
async def test_a_transfer_starts_the_units_clocks_and_names_the_unit(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await places(bureau, ann)
    assert await running(bureau, case) == {"C1": "2026-12-06"}
    await does(clerk, "transfer", case, "人社局")
    assert (await bureau.case(case.number)).state == "transferred"
    assert await running(bureau, case) == {"C3": "2026-12-06", "C4": "2026-11-27"}
    (heard,) = await news(ann)
    assert "已转送人社局" in heard
    assert "2026-12-06" in heard
    assert case.number in await li.inside("labour").sees()


@presses("transfer/2")
async def test_a_matter_at_the_wrong_unit_is_passed_on_with_a_reason(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await at_unit(bureau, ann)
    await news(ann)
    await does(clerk, "transfer", case, "住建局", "工地由住建部门监管。")
    moved = await bureau.case(case.number)
    assert (moved.unit_id, moved.transfers) == (bureau.units["housing"], 2)
    assert set(await running(bureau, case)) == {"C3", "C4"}
    (heard,) = await news(ann)
    assert "住建局" in heard


@presses("assign")
async def test_an_assignment_has_a_day_to_report_back(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    assert "日期" in await does(clerk, "assign", case, "人社局", "不知道哪天")
    assert "今天之后" in await answers_form(clerk, "2026-11-20")
    await answers_form(clerk, "2026-12-18")
    assert (await bureau.case(case.number)).state == "assigned"
    assert (await running(bureau, case))["C11"] == "2026-12-18"
    (heard,) = await news(ann)
    assert "已交办人社局" in heard


@presses("ask/1", "supplied")
async def test_what_was_asked_is_supplied_in_the_same_chat(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await does(clerk, "ask", case, "请补充考勤表的照片，用来核对天数。")
    (heard,) = await news(ann)
    assert "考勤表" in heard
    assert await running(bureau, case) == {"C1": "2026-12-06", "Q1": "2026-11-30"}, "the duty runs on"
    await ann.says(case.number)
    await ann.presses("补充")
    await ann.says("一共七十五个工。")
    assert (await bureau.case(case.number)).state == "registered"
    assert "Q1" not in await running(bureau, case)
    assert "补充了材料" in await clerk.inside("bureau").sees()


@presses("supplied", "supplement")
async def test_at_the_window_a_clerk_writes_down_what_the_citizen_adds(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await does(clerk, "ask", case, "请补充考勤表的照片，用来核对天数。")
    assert "内容" in await does(clerk, "supplied", case), "an empty supplement is nothing"
    await answers_form(clerk, "当面补充：一共七十五个工。")
    assert (await bureau.case(case.number)).state == "registered"
    await does(clerk, "supplement", case, "当面补充：工头姓李。")
    async with bureau.db.reading() as session:
        said = [row.body for row in await cases.texts(session, case.id)]
    assert "当面补充：一共七十五个工。" in said
    assert "当面补充：工头姓李。" in said


@presses("ask/1")
async def test_seven_days_without_an_answer_and_the_matter_goes_on(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await does(clerk, "ask", case, "请补充考勤表的照片，用来核对天数。")
    await news(ann)
    await bureau.turn(days=11)
    assert (await bureau.case(case.number)).state == "registered"
    heard = [words for words in await news(ann) if "没有收到补充材料" in words]
    assert len(heard) == 1
    assert "您仍可随时补充" in heard[0]
    assert "C1" in await running(bureau, case)


@presses("route_legal/1")
async def test_the_bureau_names_the_statutory_way_and_its_limit(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await does(clerk, "route_legal", case, "劳动仲裁", "双方对劳动合同有争议，请向仲裁委员会申请。")
    (heard,) = await news(ann)
    assert "1 年内" in heard, "until when"
    assert "请向仲裁委员会申请" in heard
    assert (await bureau.case(case.number)).state == "routed_legal"
    assert await running(bureau, case) == {}
    event, facts = await last_event(bureau, case)
    assert facts["route"] == "labour_arbitration"
    assert event.public


@presses("not_accept/1")
async def test_the_bureau_does_not_accept_what_a_lower_office_handles(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    asked = await does(clerk, "not_accept", case)
    assert "不属于本单位职责的不能不予受理" in asked
    assert "不属于" not in [label for label in await clerk.buttons() if "职责" in label]
    await clerk.presses("在期限内办理")
    await clerk.says("青山镇人民政府信访办，电话 0597-7654321")
    await clerk.says("同一事项正由青山镇人民政府在期限内办理。")
    (heard,) = await news(ann)
    assert "不予受理" in heard
    assert "第19条第3款" in heard, "a listed ground"
    assert "您可以向这里提出：青山镇人民政府信访办" in heard
    assert (await bureau.case(case.number)).state == "not_accepted"
    await ann.says(case.number)
    await ann.presses("告知书")
    await ann.presses("不予受理告知书")
    assert "不予受理告知书" in (await ann.last()).text


@presses("contest/1", "reopen/2")
async def test_a_refusal_is_not_the_end(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await places(bureau, ann)
    refusal = ("在期限内办理", "青山镇人民政府信访办", "同一事项正由青山镇人民政府办理。")
    await does(clerk, "not_accept", case, *refusal)
    assert "为什么" in await ann.presses("我有异议")
    assert "已重新登记" in await ann.says("镇里说早就办完了，我没有收到任何答复。")
    again = await bureau.case(case.number)
    assert (again.state, again.closed_at) == ("registered", None)
    assert set(await running(bureau, case)) == {"C1"}
    assert "有异议" in await clerk.inside("bureau").sees()
    assert "有异议" in await boss.sees()
    assert case.number in await clerk.says("/todo")
    await does(clerk, "not_accept", case, *refusal)
    await news(ann)
    assert text("refuse-contested") in await ann.presses("我有异议"), "once"
    await does(boss, "reopen", case, "经核实，镇政府没有登记这一件。")
    assert (await bureau.case(case.number)).state == "registered"
    assert "没有登记这一件" in "".join(await news(ann))


@presses("forward", "contest/2")
async def test_a_matter_of_another_place_is_passed_on_there(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    asked = await does(clerk, "forward", case, "邻县人力资源和社会保障局，邻县中山路 8 号，0597-7000000")
    assert "为什么归那里管" in asked
    await clerk.says("工地在邻县，由当地人社局管辖。")
    gone = await bureau.case(case.number)
    assert (gone.state, gone.is_open, gone.unit_id) == ("transferred_discipline", False, None)
    assert await running(bureau, case) == {}
    (heard,) = await news(ann)
    for told in ("已把您的材料转给", "转到：邻县人力资源和社会保障局", "0597-7000000", "工地在邻县"):
        assert told in heard, "where, and why"
    await clerk.says(case.number)
    await clerk.taps(f"a:papers:{case.id}")
    assert "转送函" in (await clerk.last()).text, "the letter that goes with the papers"
    await ann.presses("我有异议")
    assert "已重新登记" in await ann.says("邻县说合同在本县签的，归这里管。")
    assert (await bureau.case(case.number)).state == "registered"


@presses("reopen/1")
async def test_the_bureau_takes_back_what_it_passed_on(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    case = await goes(bureau, case, "object", Role.HANDLER, reason="工地在邻县。")
    await does(clerk, "forward", case, "邻县人社局", "工地在邻县。")
    assert "不再办理" in await li.inside("labour").sees()
    await does(clerk, "reopen", case, "邻县退回：合同履行地在本县。")
    assert set(await running(bureau, case)) == {"C1"}
    assert "合同履行地在本县" in "".join(await news(ann))


async def test_a_statutory_way_stays_open_here_too(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await does(clerk, "route_legal", case, "劳动仲裁", "双方对劳动合同有争议，请向仲裁委员会申请。")
    await ann.presses("我有异议")
    await ann.says("仲裁委说没有劳动合同不受理。")
    assert (await bureau.case(case.number)).state == "registered"


@presses("no_longer_accept")
async def test_no_longer_accepting_takes_a_finished_recheck_and_two_people(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    second = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await places(bureau, ann)
    assert "哪一件" in await does(clerk, "no_longer_accept", case)
    assert await clerk.buttons() == ["取消"], "without an earlier 复核 there is nothing to choose"
    await clerk.presses("取消")
    old = await after_answer(bureau, ann)
    old = await goes(bureau, old, "ask_review", Role.CITIZEN)
    old = await goes(
        bureau,
        old,
        "review_answer",
        Role.REVIEWER,
        "bureau",
        decision="maintain",
        text="维持。",
        basis="《条例》",
    )
    old = await goes(bureau, old, "ask_recheck", Role.CITIZEN)
    old = await goes(
        bureau,
        old,
        "recheck_answer",
        Role.REVIEWER,
        "bureau",
        decision="maintain",
        text="维持。",
        basis="《条例》",
    )
    assert old.state == "final"
    again = await at_unit(bureau, ann)
    await news(ann)
    await does(clerk, "no_longer_accept", again, old.number, "同一事实和理由已有复核意见。")
    assert (await bureau.case(again.number)).state == "transferred", "one person alone does not decide it"
    assert await news(ann) == []
    assert "另一位" in await clerk.taps(f"a:second:{again.id}"), "nobody is their own second"
    await second.presses("同意")
    assert (await bureau.case(again.number)).state == "no_longer_accepted"
    (heard,) = await news(ann)
    assert "不再受理" in heard
    assert "社会救助" in heard
    _, facts = await last_event(bureau, again)
    assert (facts["second"], facts["earlier"]) == (facts["second"], old.id)


async def test_what_ended_with_a_recheck_is_not_routed_anew_by_itself(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    old = await after_answer(bureau, ann)
    for event, by in (("ask_review", Role.CITIZEN), ("review_answer", Role.REVIEWER), ("ask_recheck", Role.CITIZEN),
                      ("recheck_answer", Role.REVIEWER)):  # fmt: skip
        old = await goes(
            bureau, old, event, by, "bureau", decision="maintain", text="维持。", basis="《条例》"
        )
    number, _ = await files(ann)
    assert (await bureau.case(number)).state == "registered", "people decide whether it is the same"


@presses("merge")
async def test_the_same_matter_is_merged_into_the_citizens_own_open_one(
    people_of: People, bureau: Bureau
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    clerk = await people_of.officer("bureau", Role.CLERK)
    first, again = await at_unit(bureau, ann), await places(bureau, ann)
    other = await places(bureau, bob)
    await news(ann)
    assert "没有找到" in await does(clerk, "merge", again, "350881-261121-99999-9")
    assert "同一位信访人" in await answers_form(clerk, other.number), "nobody follows a stranger's matter"
    assert "同一位信访人" in await answers_form(clerk, again.number), "nor is it merged into itself"
    await answers_form(clerk, first.number)
    assert (await bureau.case(again.number)).state == "merged"
    assert (await bureau.case(first.number)).urged_count == 1, "and it counts as urging"
    (heard,) = await news(ann)
    assert first.number in heard, "which one it went into"
    assert await running(bureau, again) == {}


@presses("answer_now/1")
async def test_the_bureau_answers_a_question_at_once(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann, purpose=Purpose.INQUIRY)
    await does(clerk, "answer_now", case, "窗口周一至周五上午八点到十二点开放。")
    (heard,) = await news(ann)
    assert "上午八点" in heard
    assert (await bureau.case(case.number)).outcome == "replied"
    assert set(await running(bureau, case)) == {"E1"}, "it may be rated; there is no 复查 of a question"


@presses("reassign", "recuse")
async def test_the_bureaus_clerk_may_change_who_handles(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    li, wu = [await people_of.officer("labour", Role.HANDLER) for _ in range(2)]
    case = await at_unit(bureau, ann)
    await does(li, "sign", case)
    before = (await bureau.case(case.number)).handler_id
    await news(ann)
    assert "交给谁办" in await does(li, "reassign", case)
    await wu.says("/start")
    await does(li, "recuse", case, "与用工单位负责人是亲属。")
    assert (await bureau.case(case.number)).handler_id is None
    assert "没有查到" in await li.taps(f"a:open:{case.id}"), "who stepped back does not look in any more"
    await does(clerk, "reassign", case, "人社局经办")
    assert (await bureau.case(case.number)).handler_id not in (None, before)
    assert "由您经办" in await wu.sees()
    assert await news(ann) == [], "who handles it inside is no news for the citizen"


@presses("note/2", "correct")
async def test_the_bureau_notes_and_corrects(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await does(clerk, "note", case, "给信访人看", "已与您电话核实，正在确定责任单位。")
    (heard,) = await news(ann)
    assert "电话核实" in heard
    await does(clerk, "correct", case, "更正：涉及人数为三十二人。")
    (heard,) = await news(ann)
    assert "三十二人" in heard


async def test_an_urgent_matter_offers_the_same_moves(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    shown = set(await offered(clerk, case))
    assert {"transfer", "assign", "ask", "route_legal", "not_accept", "merge", "seal", "note"} <= shown
    assert "answer_now" not in shown, "a request is not answered by the bureau at once"
    assert "send_back" not in shown
    assert STORY[:8] in await clerk.sees(), "in private the clerk reads it"
    await goes(bureau, case, "transfer", Role.CLERK, "bureau", unit_id=bureau.units["labour"])
    assert "assign" not in await offered(clerk, case)

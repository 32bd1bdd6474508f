"""After the answer, row by row (Art. 35, 36, 40): 复查, 复核, their hearings, 督办 and recommendations, by button."""

from datetime import date

from sqlalchemy import select

from casework.petition import Role
from casework.wording import text
from storage import cases, office, people
from storage.rows import table
from storage.tables.case_rows import TextKind
from storage.tables.office_rows import UnitKind
from storage.tables.public_rows import Recommendation
from tests.journeys.rows import (
    after_answer,
    answers_form,
    at_work,
    does,
    goes,
    last_event,
    news,
    offered,
    presses,
    running,
)
from tests.people import Bureau, People, Person

LAW = "《保障农民工工资支付条例》第三条"
HEARD = ("上午九点，三楼听证室", "主持人 张明（县政府），听证员 李芳（律师）")
CLOSED = ("双方到场，分别陈述。", "加班记录属实。")
OPINION = "经复查，原处理意见认定事实清楚、依据正确。"


@presses("ask_review/1", "review_answer/2", "ask_recheck/1", "recheck_answer")
async def test_the_whole_way_to_the_final_opinion(people_of: People, bureau: Bureau) -> None:
    ann, judge = await people_of.citizen(), await people_of.officer("review", Role.REVIEWER)
    case = await after_answer(bureau, ann, "refused")
    await ann.says(case.number)
    assert "还有 30 天" in await ann.presses("申请复查")
    assert "加班的部分" in await ann.says("工资没有算加班的部分，请重新核定。")
    assert (await bureau.case(case.number)).state == "answered", "nothing is sent before it was seen"
    await ann.presses("提交申请")
    assert (await bureau.case(case.number)).state == "review"
    assert (await running(bureau, case))["C8"] == "2026-12-21"
    assert "收到复查申请" in await judge.sees()
    await news(ann)
    asked = await does(judge, "review_answer", case)
    assert "结论" in asked, "maintained, revoked or changed is asked first"
    await answers_form(judge, "维持")
    await answers_form(judge, OPINION)
    assert text("reply-missing-basis") in await answers_form(judge, "有关规定"), (
        "the law is named, as in every answer"
    )
    await answers_form(judge, LAW)
    assert (await bureau.case(case.number)).state == "review_answered"
    (heard,) = await news(ann)
    assert OPINION in heard
    assert LAW in heard
    assert "作出复查意见：维持" in heard
    assert "申请复核" in heard
    await ann.says(case.number)
    assert "还有 3" in await ann.presses("申请复核")
    await ann.presses("提交申请")
    assert (await bureau.case(case.number)).state == "recheck"
    await news(ann)
    twice = await does(judge, "recheck_answer", case, "维持", "经复核，复查意见正确，予以维持。", LAW)
    assert text("refuse-own-review") in twice, "nobody decides twice"
    other = await people_of.officer("review", Role.REVIEWER)
    await does(other, "recheck_answer", case, "维持", "经复核，复查意见正确，予以维持。", LAW)
    done = await bureau.case(case.number)
    assert (done.state, done.is_open) == ("final", False)
    assert set(await running(bureau, case)) <= {"E1"}
    (heard,) = await news(ann)
    assert "终结" in heard
    assert "予以维持" in heard
    await ann.says(case.number)
    await ann.presses("告知书、意见书")
    await ann.presses("复核意见书")
    assert "复核意见书" in (await ann.last()).text


@presses("review_answer/1")
async def test_a_revoked_opinion_is_decided_anew_with_sixty_days(people_of: People, bureau: Bureau) -> None:
    ann, judge = await people_of.citizen(), await people_of.officer("review", Role.REVIEWER)
    li, head = await people_of.officer("labour", Role.HANDLER), await people_of.officer("labour", Role.HEAD)
    case = await after_answer(bureau, ann, "refused")
    await goes(bureau, case, "ask_review", Role.CITIZEN)
    await news(ann)
    await head.hears()
    await does(judge, "review_answer", case, "撤销")
    assert text("reply-only-passed-on") in await judge.says("您提交的材料已转交有关部门处理，请耐心等待。")
    await judge.says("加班工资没有核算，责令三十日内重新处理。")
    assert text("reply-missing-article") in await judge.says("《劳动法》"), "the gate of every answer"
    await judge.says(LAW)
    anew = await bureau.case(case.number)
    assert (anew.state, anew.outcome, anew.answered_at) == ("in_progress", None, None)
    assert await running(bureau, case) == {"C5": "2027-01-20"}
    (heard,) = await news(ann)
    assert "撤销，责令重新处理" in heard
    assert "answer" in await offered(li, case)
    assert "复查意见" in await li.inside("labour").sees()
    assert "要重新办理" in await head.hears(), "in private as well: the unit is bound by it"


@presses("review_answer/2")
async def test_a_changed_opinion_may_still_be_rechecked(people_of: People, bureau: Bureau) -> None:
    ann, judge = await people_of.citizen(), await people_of.officer("review", Role.REVIEWER)
    case = await after_answer(bureau, ann, "refused")
    await goes(bureau, case, "ask_review", Role.CITIZEN)
    await does(judge, "review_answer", case, "变更", "变更为部分支持：补发加班工资。", LAW)
    assert set(await running(bureau, case)) >= {"C9"}
    _, facts = await last_event(bureau, case)
    assert facts["decision"] == "change"


@presses("ask_review/1", "ask_recheck/1")
async def test_at_the_window_a_clerk_takes_the_request_down(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await after_answer(bureau, ann, "refused")
    assert "复查请求" in await does(clerk, "ask_review", case)
    await answers_form(clerk, "当面申请：加班工资没有核算。")
    assert (await bureau.case(case.number)).state == "review"
    async with bureau.db.reading() as session:
        wanted = await cases.texts(session, case.id, TextKind.REQUEST)
    assert wanted[-1].body == "当面申请：加班工资没有核算。"
    await goes(
        bureau, case, "review_answer", Role.REVIEWER, "review", decision="maintain", text=OPINION, basis=LAW
    )
    await does(clerk, "ask_recheck", case, "当面申请复核，理由同前。")
    assert (await bureau.case(case.number)).state == "recheck"


@presses("hearing_open/2", "hearing_close/3")
async def test_a_hearing_of_the_review_does_not_stop_its_clock(people_of: People, bureau: Bureau) -> None:
    ann, judge = await people_of.citizen(), await people_of.officer("review", Role.REVIEWER)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await after_answer(bureau, ann, "refused")
    await goes(bureau, case, "ask_review", Role.CITIZEN)
    before = await running(bureau, case)
    await does(judge, "hearing_open", case, "2026-12-01", *HEARD)
    assert "hearing_close" not in await offered(li, case), "the review body closes its own hearing"
    await does(judge, "hearing_close", case, *CLOSED)
    assert (await bureau.case(case.number)).state == "review"
    assert await running(bureau, case) == before


@presses("callback/4")
async def test_what_is_unsolved_is_looked_into_while_a_hearing_is_held(
    people_of: People, bureau: Bureau
) -> None:
    ann, judge = await people_of.citizen(), await people_of.officer("review", Role.REVIEWER)
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await after_answer(bureau, ann, "refused")
    await ann.taps(f"c:unsolved:{case.id}:")
    assert "F1" in await running(bureau, case)
    await goes(bureau, case, "ask_review", Role.CITIZEN)
    await does(judge, "hearing_open", case, "2026-12-01", *HEARD)
    await does(boss, "callback", case, "否", "电话回访本人，还没有解决，正在复查。")
    assert "F1" not in await running(bureau, case)
    assert "callback" not in await offered(boss, case), "nothing is owed any more"


@presses("hearing_open/2", "hearing_close/2")
async def test_the_days_of_a_hearing_do_not_count_in_the_recheck(people_of: People, bureau: Bureau) -> None:
    ann, judge = await people_of.citizen(), await people_of.officer("review", Role.REVIEWER)
    case = await after_answer(bureau, ann, "refused")
    await goes(bureau, case, "ask_review", Role.CITIZEN)
    await goes(
        bureau, case, "review_answer", Role.REVIEWER, "review", decision="maintain", text=OPINION, basis=LAW
    )
    await goes(bureau, case, "ask_recheck", Role.CITIZEN)
    assert (await running(bureau, case))["C10"] == "2026-12-21"
    await does(judge, "hearing_open", case, "2026-12-01", *HEARD)
    bureau.clock.turn(date(2026, 12, 5) - bureau.clock().date())
    await does(judge, "hearing_close", case, *CLOSED)
    assert (await running(bureau, case))["C10"] == "2026-12-26", "five days, from the hearing to its closing"
    assert (await bureau.case(case.number)).state == "recheck"


@presses("supervise", "supervise_receipt", "supervise_reply", "supervise_close")
async def test_a_supervision_is_copied_received_replied_to_and_closed(
    people_of: People, bureau: Bureau
) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    li, head = await people_of.officer("labour", Role.HANDLER), await people_of.officer("labour", Role.HEAD)
    admin = await people_of.officer("bureau", Role.ADMIN)
    await admin.says("/抄送")
    await admin.presses("住建局")
    case = await at_work(bureau, ann)
    await news(ann)
    assert not {"supervise_reply", "supervise_receipt"} & set(await offered(li, case))
    await does(boss, "supervise", case, "推诿", "请三日内说明为何还没有约谈公司。")
    assert (await running(bureau, case))["V1"] == "2026-11-27"
    assert "被督办" in await li.inside("labour").sees()
    assert "被督办" in await head.sees()
    copied = "\n".join(each.text for each in await bureau.chat(people_of.channel, bureau.groups["housing"]))
    assert f"【督办单抄送】{case.number}" in copied
    heard = await boss.taps("q:supervised:0")
    assert case.number in heard
    assert "还没有回复" in heard
    await does(li, "supervise_receipt", case)
    assert "签收了督办单" in await boss.sees()
    assert "supervise_receipt" not in await offered(li, case), "once"
    await does(li, "supervise_reply", case, "已于今日约谈，笔录附后。")
    assert "V1" not in await running(bureau, case)
    assert "回复了督办" in await boss.sees()
    assert "supervise_reply" not in await offered(li, case), "answered"
    assert "待销号" in await boss.taps("q:supervised:0"), "a reply alone closes nothing"
    await does(boss, "supervise_close", case, "已查看约谈笔录，公司已付款。")
    assert case.number not in await boss.taps("q:supervised:0")
    assert "已销号" in await li.inside("labour").sees()
    assert "supervise_close" not in await offered(boss, case)
    assert await news(ann) == [], "inside business"


@presses("recommend", "recommend_reply")
async def test_a_recommendation_is_adopted_or_not_in_writing(people_of: People, bureau: Bureau) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    await news(ann)
    await does(boss, "recommend", case, "完善政策", "人社局", "建议建立工资专户月度核查。")
    assert "收到信访部门的建议" in await head.sees()
    assert "R1" in await running(bureau, case)
    await does(head, "recommend_reply", case, "是", "采纳，自下月起每月核查。")
    assert "R1" not in await running(bureau, case)
    assert "反馈了建议采纳情况" in await boss.sees()
    event, facts = await last_event(bureau, case)
    assert facts["adopted"] is True
    assert "每月核查" in (event.internal_note or "")
    async with bureau.db.reading() as session:
        (sent,) = list(await session.scalars(select(Recommendation)))
    assert (sent.kind, sent.unit_id, sent.adoption) == ("policy", bureau.units["labour"], "adopted")
    assert await news(ann) == []


async def test_nobody_is_asked_to_hold_himself_responsible(people_of: People, bureau: Bureau) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    case = await at_work(bureau, ann)
    assert text("refuse-own-body") in await does(
        boss, "recommend", case, "追究责任", "人社局", "建议调查经办人。"
    )
    await boss.presses("取消")
    await does(boss, "recommend", case, "追究责任", "纪委监委", "建议调查经办人收受钱物的问题。")
    async with bureau.db.reading() as session:
        (sent,) = list(await session.scalars(select(Recommendation)))
    assert (sent.kind, sent.unit_id) == ("accountability", bureau.units["discipline"])
    assert "调查经办人" not in await boss.inside("labour").sees()
    await does(boss, "recommend_reply", case, "是", "纪委监委来函：已立案。")
    async with bureau.db.reading() as session:
        (sent,) = list(await session.scalars(select(Recommendation)))
    assert sent.adoption == "adopted"


@presses("plead_late", "ask_review/2")
async def test_a_review_may_be_asked_for_late_with_good_cause(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await after_answer(bureau, ann, "refused")
    await bureau.turn(days=34)
    assert (await bureau.case(case.number)).state == "closed"
    await ann.says(case.number)
    await ann.presses("逾期了")
    assert "信访局会核实" in await ann.says("住院四十天，出院才看到答复，有出院证明。")
    assert "逾期申请" in await clerk.inside("bureau").sees()
    assert "ask_recheck" not in await offered(clerk, case), "there was no 复查 yet"
    await does(clerk, "ask_review", case, "住院四十天，已看出院证明原件。", "请求重新核定工资数额。")
    late = await bureau.case(case.number)
    assert (late.state, late.closed_at) == ("review", None)
    assert "C8" in await running(bureau, case)
    assert any("复查申请已收到" in words for words in await news(ann))


@presses("ask_recheck/2")
async def test_a_recheck_may_be_asked_for_late_too(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await after_answer(bureau, ann, "refused")
    case = await goes(bureau, case, "ask_review", Role.CITIZEN)
    case = await goes(
        bureau, case, "review_answer", Role.REVIEWER, "review", decision="maintain", text=OPINION, basis=LAW
    )
    await bureau.turn(days=34)
    assert (await bureau.case(case.number)).state == "closed"
    assert "ask_review" not in await offered(clerk, case)
    await does(clerk, "ask_recheck", case, "没有收到复查意见，邮件被退回。", "请求复核。")
    assert (await bureau.case(case.number)).state == "recheck"


async def test_a_hearing_that_was_not_held_takes_no_day_from_the_recheck(
    people_of: People, bureau: Bureau
) -> None:
    ann, judge = await people_of.citizen(), await people_of.officer("review", Role.REVIEWER)
    case = await after_answer(bureau, ann, "refused")
    await goes(bureau, case, "ask_review", Role.CITIZEN)
    await goes(
        bureau, case, "review_answer", Role.REVIEWER, "review", decision="maintain", text=OPINION, basis=LAW
    )
    await goes(bureau, case, "ask_recheck", Role.CITIZEN)
    before = (await running(bureau, case))["C10"]
    await does(judge, "hearing_open", case, "2026-12-10", *HEARD)
    bureau.clock.turn(date(2026, 12, 5) - bureau.clock().date())
    await does(judge, "hearing_close", case, "主持人生病，没有开成。", "听证取消，另行通知。")
    assert (await running(bureau, case))["C10"] == before


async def test_each_body_of_the_tree_decides_its_own(people_of: People, bureau: Bureau) -> None:
    ann, units = await people_of.citizen(), table("units")
    async with bureau.db.writing() as session:
        city = await office.add_unit(session, "city", "演示市人社局", UnitKind.REVIEW, short_name="市人社局")
        above = await office.add_unit(session, "prov", "演示省人社厅", UnitKind.REVIEW, short_name="省人社厅")
        bureau.units |= {"city": city, "prov": above}
        await session.execute(units.update().where(units.c.code == "labour").values(parent_id=city))
        await session.execute(units.update().where(units.c.code == "city").values(parent_id=above))
    first = await appointed(people_of, bureau, "city")
    second, third = (
        await appointed(people_of, bureau, "prov"),
        await people_of.officer("review", Role.REVIEWER),
    )
    case = await after_answer(bureau, ann, "refused")
    await ann.says(case.number)
    assert "演示市人社局" in await ann.presses("申请复查")
    await ann.presses("提交申请")
    assert "演示市人社局" in await ann.says(case.number), "named, with the date"
    assert "收到复查申请" in await first.sees()
    assert "收到复查申请" not in await second.sees() + await third.sees()
    assert case.number in await first.says("/todo")
    assert case.number not in await second.says("/todo")
    assert "没有查到" in await third.says(f"/case {case.number}")
    assert text("refuse-other-body") in await does(second, "review_answer", case, "维持", OPINION, LAW)
    await news(ann)
    await does(first, "review_answer", case, "变更", OPINION, LAW)
    assert "市人社局作出复查意见：变更" in "".join(await news(ann))
    await ann.says(case.number)
    assert "演示省人社厅" in await ann.presses("申请复核")
    await ann.presses("提交申请")
    assert "收到复核申请" in await second.sees()
    await second.says("/cancel")
    await does(second, "recheck_answer", case, "维持", OPINION, LAW)
    assert (await bureau.case(case.number)).state == "final"


async def appointed(people_of: People, bureau: Bureau, unit: str) -> Person:
    """A reviewer of a unit that the sample office has not."""
    person = await people_of.citizen()
    async with bureau.db.writing() as session:
        known = await people.person(session, person.channel, person.user_id, person.chat_id, bureau.clock())
        assert known.id is not None
        unit_id = bureau.units[unit]
        await office.appoint(session, known.id, unit_id, Role.REVIEWER, label=unit, now=bureau.clock())
    return person

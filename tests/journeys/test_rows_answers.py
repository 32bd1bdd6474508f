"""Answers, row by row (Art. 32, 34): drafted, given back, signed, carried out, rated, sent back, archived."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework.petition import Purpose, Role
from casework.wording import speaking, text
from services import sampling
from storage import cases, office
from storage.tables.case_rows import Case, CaseClock, CaseEvent
from tests.journeys.rows import (
    at_unit,
    at_work,
    does,
    goes,
    news,
    offered,
    places,
    presses,
    running,
)
from tests.people import Bureau, People, Person

FACTS = "经查，该公司确实拖欠三十名工人三个月工资，共四十八万元。"
ORDER = "责令该公司于十二月二十五日前足额支付，由劳动监察大队跟踪。"
LAW = "《保障农民工工资支付条例》第三条"


async def drafts(li: Person, case: Case, outcome: str = "予以支持") -> str:
    """Write an answer through the gate and put it before the head."""
    await does(li, "answer", case)
    await li.presses(outcome)
    heard = ""
    for words in (FACTS, ORDER, LAW):
        heard = await li.says(words)
    assert "申请复查" in heard
    return await li.presses("送负责人签发")


async def test_a_head_who_leaves_a_draft_unsigned_is_reminded_until_it_is_signed(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    bureau.clock.turn(timedelta(days=49))
    await bureau.turn(days=1)
    assert not any("签发" in words for words in await news(head))
    await drafts(li, case)
    await news(head)
    await bureau.turn(days=6)
    assert any(f"{case.number}：答复已起草，等您签发" in words for words in await news(head))
    assert "等您签发" not in await li.inside("labour").sees()
    await head.presses("签发")
    await news(head)
    await bureau.turn(days=4)
    assert not any("等您签发" in words for words in await news(head))


@presses("draft_answer", "answer/1")
async def test_the_handler_drafts_and_the_head_signs(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head, other = await people_of.officer("labour", Role.HEAD), await people_of.officer("housing", Role.HEAD)
    case = await at_work(bureau, ann)
    await news(ann)
    assert "已送负责人签发" in await drafts(li, case)
    assert (await bureau.case(case.number)).state == "accepted"
    assert await news(ann) == [], "the citizen reads nothing that nobody has signed"
    assert set(await running(bureau, case)) == {"C5"}, "a draft stops no clock"
    assert "待负责人签发" in await li.inside("labour").sees()
    assert ORDER in await head.sees()
    assert ORDER not in await other.sees()
    await head.presses("签发")
    done = await bureau.case(case.number)
    assert (done.state, done.outcome) == ("answered", "supported")
    (heard,) = await news(ann)
    assert ORDER in heard
    assert "申请复查" in heard
    assert set(await running(bureau, case)) == {"C7", "E1", "X1"}
    assert "已由人社局负责人签发" in await li.sees()
    async with bureau.db.reading() as session:
        event = (await cases.timeline(session, case.id, public_only=False))[-1]
    assert (event.event, event.role, event.label) == ("answer", "head", "人社局负责人")


@presses("draft_answer", "answer/1")
async def test_what_waits_for_the_head_stands_first_in_the_heads_list(
    people_of: People, bureau: Bureau
) -> None:
    li, head = await people_of.officer("labour", Role.HANDLER), await people_of.officer("labour", Role.HEAD)
    ann = await people_of.citizen()
    first, second = await at_work(bureau, ann), await at_work(bureau, ann)
    await drafts(li, second)
    listed = (await head.says("/todo")).split("\n")
    assert second.number in listed[1]
    assert "待您签发" in listed[1]
    assert "待您签发" not in listed[2]
    assert "待您签发" not in await li.says("/todo")
    await head.says(second.number)
    assert FACTS in await head.presses("看意见并签发")
    await head.presses("签发")
    assert (await bureau.case(second.number)).state == "answered"
    assert "待您签发" not in await head.says("/todo")
    await head.says(first.number)
    assert "看意见并签发" not in await head.buttons()


@presses("draft_answer", "return_answer", "answer/1")
async def test_a_draft_comes_back_with_a_reason_and_is_not_written_twice(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    await news(ann)
    await drafts(li, case)
    first = await head.last()
    await head.presses("退回修改")
    await head.says("请写明分批支付的日期。")
    assert "分批支付的日期" in await li.sees()
    assert await news(ann) == []
    assert "最新的一稿" in await head.taps(first.buttons["签发"], first.id), (
        "what was given back is not signed"
    )
    assert FACTS in await li.presses("修改后再送签"), "what was written is still there"
    await li.presses("改意见")
    await li.says("责令该公司十二月二十五日前付一半，次年一月十五日前付清。")
    await li.presses("送负责人签发")
    assert "最新的一稿" in await head.taps(first.buttons["签发"], first.id)
    await head.presses("签发")
    (heard,) = await news(ann)
    assert "一月十五日前付清" in heard
    assert ORDER not in heard


@presses("answer/1")
async def test_a_head_who_writes_it_signs_it_at_once(people_of: People, bureau: Bureau) -> None:
    ann, head = await people_of.citizen(), await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    await news(ann)
    await does(head, "answer", case)
    await head.presses("不予支持")
    for words in (FACTS, ORDER, LAW):
        await head.says(words)
    assert "送负责人签发" not in await head.buttons()
    await head.presses("发送")
    assert (await bureau.case(case.number)).outcome == "refused"
    assert len(await news(ann)) == 1


@presses("draft_answer", "answer/1")
async def test_the_head_changes_the_draft_himself(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await drafts(li, case)
    head = await people_of.officer("labour", Role.HEAD)
    await news(ann)
    assert ORDER in await does(head, "answer", case), "a head who came later finds it behind 答复"
    await head.presses("改写")
    await head.presses("改依据")
    await head.says("《劳动法》第五十条")
    await head.presses("发送")
    (heard,) = await news(ann)
    assert "《劳动法》第五十条" in heard


@presses("draft_answer", "answer/1")
async def test_of_two_heads_one_signs_and_the_other_reads_who_it_was(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    first, second = [await people_of.officer("labour", Role.HEAD) for _ in range(2)]
    case = await at_work(bureau, ann)
    await news(ann)
    await drafts(li, case)
    shown = await second.last()
    await first.presses("签发")
    heard = await second.taps(shown.buttons["签发"], shown.id)
    assert "已由人社局负责人于" in heard
    assert "无需重复操作" in heard
    assert len(await news(ann)) == 1
    assert "没有查到" in await li.taps(shown.buttons["签发"], shown.id), "the handler does not sign"


@presses("draft_answer")
async def test_a_unit_without_a_head_says_so_to_everybody_who_can_help(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    clerk, admin = (
        await people_of.officer("bureau", Role.CLERK),
        await people_of.officer("bureau", Role.ADMIN),
    )
    case = await at_work(bureau, ann)
    await news(ann)
    assert "还没有能签发的负责人" in await drafts(li, case)
    assert (await bureau.case(case.number)).state == "accepted"
    in_group = await clerk.inside("bureau").sees()
    assert "人社局还没有能签发处理意见的负责人" in in_group
    assert ORDER not in in_group
    told = await admin.sees()
    assert "请用 /admin 邀请" in told
    assert case.number not in told, "an administrator reads no case"
    head = await people_of.officer("labour", Role.HEAD)
    await does(head, "answer", case)
    await head.presses("签发")
    assert (await bureau.case(case.number)).state == "answered"
    assert ORDER in (await news(ann))[0]


@presses("draft_answer", "answer/1")
async def test_a_signature_after_the_limit_is_late_however_early_the_draft_was(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    await drafts(li, case)
    shown = await head.last()
    bureau.clock.turn(date(2027, 1, 22) - bureau.clock().date())
    await head.taps(shown.buttons["签发"], shown.id)
    async with bureau.db.reading() as session:
        clock = await session.scalar(select(CaseClock).where(CaseClock.clock == "C5"))  # type: ignore[arg-type]
    assert clock is not None
    assert clock.kept is False
    assert "C7" in await running(bureau, case), "the citizen's thirty days run from the signature"


async def test_an_office_may_let_handlers_sign_themselves(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    bureau.context.head_signs = False
    case = await at_work(bureau, ann)
    await does(li, "answer", case)
    await li.presses("予以支持")
    for words in (FACTS, ORDER, LAW):
        await li.says(words)
    await li.presses("发送")
    assert (await bureau.case(case.number)).state == "answered"


@presses("draft_answer", "answer/1")
async def test_the_written_opinion_names_who_signed_it(people_of: People, bureau: Bureau) -> None:
    from services import document_printing
    from services.context import Desk

    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    await drafts(li, case)
    await head.presses("签发")
    async with bureau.db.reading() as session:
        events = await cases.timeline(session, case.id)
        ((event, kind),) = [
            each for each in document_printing.available(events, "citizen") if each[1].kind == "decision"
        ]

        class Reading:
            context = bureau.context

            async def read(self) -> object:
                return session

        desk: Desk = Reading()  # type: ignore[assignment]
        with speaking("zh-Hant"):  # whoever asks for it, it is the paper that the office issued
            paper = await document_printing.written(desk, await bureau.case(case.number), event, kind)
    assert "信访请求和处理结果" in paper.plain()
    assert "签发：人社局负责人" in paper.plain()
    assert paper.own_number == "人社局信处〔2026〕1号"


@presses("answer/2", "draft_answer")
async def test_a_suggestion_is_adopted_or_not(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_unit(bureau, ann, purpose=Purpose.SUGGESTION)
    case = await goes(bureau, case, "accept", Role.HANDLER)
    await news(ann)
    await does(li, "answer", case)
    await li.presses("部分采纳")
    await li.says(FACTS)
    assert "还缺" not in await li.says(ORDER), "no law is asked for"
    await li.presses("送负责人签发")
    await head.presses("签发")
    (heard,) = await news(ann)
    assert "部分采纳" in heard
    assert "随时再提出" in heard
    assert "复查" not in heard
    assert set(await running(bureau, case)) == {"E1"}


@presses("report_back", "executed")
async def test_an_assignment_is_reported_back_and_the_decision_carried_out(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    clerk = await people_of.officer("bureau", Role.CLERK)
    case, labour = await places(bureau, ann), bureau.units["labour"]
    case = await goes(bureau, case, "assign", Role.CLERK, "bureau", unit_id=labour, due=date(2026, 12, 18))
    case = await goes(bureau, case, "accept", Role.HANDLER, procedure="petition")
    assert "executed" not in await offered(li, case)
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="supported", text=ORDER)
    await news(ann)
    await does(li, "report_back", case, "已责令支付，公司承诺十二月二十五日前付清。")
    assert "C11" not in await running(bureau, case)
    assert "办结报告" in await clerk.inside("bureau").sees()
    assert await news(ann) == []
    assert "report_back" not in await offered(li, case), "once"
    await does(li, "executed", case, "三十名工人的工资已全部到账。")
    (heard,) = await news(ann)
    assert "全部到账" in heard


@presses("rate/1", "rate/2", "callback/3", "send_back/2")
async def test_bureau_and_unit_are_rated_apart_and_the_unsolved_goes_back_once(
    people_of: People, bureau: Bureau
) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    case = await at_work(bureau, ann)
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="supported", text=ORDER)
    for target, rating in (("信访部门", "满意"), ("责任单位", "不满意")):
        await ann.says(case.number)
        await ann.presses("评价")
        await ann.presses(target)
        await ann.presses(rating)
    await ann.presses("没解决" if "没解决" in " ".join(await ann.buttons()) else "问题没有")
    async with bureau.db.reading() as session:
        given = {row.target: row.rating for row in await cases.ratings(session, case.id)}
    assert given == {"bureau": "satisfied", "unit": "unsatisfied"}
    assert (await running(bureau, case))["F1"] == "2026-11-27", "somebody looks into it, by a day"
    assert case.number in await boss.says("/todo")
    await does(boss, "callback", case, "否", "电话回访本人，工资没有到账。")
    assert "F1" not in await running(bureau, case)
    await news(ann)
    await does(boss, "send_back", case, "回访得知工资没有到账，请继续办理。")
    back = await bureau.case(case.number)
    assert (back.state, back.answered_at, back.outcome) == ("in_progress", None, None)
    assert set(await running(bureau, case)) == {"B1"}
    (heard,) = await news(ann)
    assert "没有到账" in heard
    await goes(bureau, case, "answer", Role.HEAD, outcome="supported", text=ORDER)
    assert "send_back" not in await offered(boss, case), "once"


@presses("send_back/1", "answer_now/1")
async def test_what_the_bureau_answered_itself_goes_back_to_its_own_desk(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await places(bureau, ann, purpose=Purpose.INQUIRY)
    await does(clerk, "answer_now", case, "窗口周一至周五上午八点到十二点开放。")
    await news(ann)
    await does(boss, "send_back", case, "没有回答周末是否开放。")
    assert (await bureau.case(case.number)).state == "registered"
    assert set(await running(bureau, case)) == {"C1"}
    (heard,) = await news(ann)
    assert "周末是否开放" in heard
    assert "transfer" in await offered(clerk, case)


@presses("rate/2")
async def test_when_every_window_is_over_the_matter_is_archived(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="supported", text=ORDER)
    await ann.presses("评价")
    await ann.presses("责任单位")
    await ann.presses("基本满意")
    await news(ann)
    await bureau.turn(days=34)
    done = await bureau.case(case.number)
    assert (done.state, done.is_open) == ("closed", False)
    assert len([words for words in await news(ann) if "已归档" in words]) == 1
    await ann.says(case.number)
    assert "申请复查" not in " ".join(await ann.buttons())
    assert "review" not in await offered(li, case)


async def test_who_signed_stands_in_the_audited_history(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    await drafts(li, case)
    await head.presses("签发")
    async with bureau.db.reading() as session:
        made = list(await session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id)))  # type: ignore[arg-type]
        staff = {row.id: row.role for row in await office.staff_of(session, bureau.units["labour"])}
        assert (await cases.verify(session, case.id)).holds
    drafted, answered = (
        next(each for each in made if each.event == name) for name in ("draft_answer", "answer")
    )
    assert (staff[drafted.staff_id], staff[answered.staff_id]) == ("handler", "head")
    assert ORDER not in (drafted.internal_note or ""), "the text is kept once, with the case"


@presses("callback/1", "callback/2", "callback/3")
async def test_who_answered_does_not_call_back(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await places(bureau, ann, purpose=Purpose.INQUIRY)
    await does(clerk, "answer_now", case, "窗口周一至周五上午八点到十二点开放。")
    await ann.presses("没有解决")
    assert "督查人员会看" in await ann.sees()
    assert "没有解决的请核实" in await boss.sees()
    first = (await running(bureau, case))["F1"]
    await bureau.turn(days=2)
    await ann.says(case.number)
    await ann.taps(f"c:unsolved:{case.id}:")
    assert (await running(bureau, case))["F1"] == first, "whoever says it again does not put the day off"
    assert text("refuse-own-answer") in await does(clerk, "callback", case, "是", "已经电话说明周末不开放。")
    await does(boss, "callback", case, "是", "已经电话说明周末不开放，本人明白。")
    assert "F1" not in await running(bureau, case)
    await ann.taps(f"c:unsolved:{case.id}:")
    await ann.taps(f"c:solved:{case.id}:")
    assert "F1" not in await running(bureau, case), "solved after all"


async def test_an_unsolved_matter_is_not_archived_before_somebody_looked(
    people_of: People, bureau: Bureau
) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    case = await at_work(bureau, ann)
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="explained", text=ORDER)
    await ann.presses("没有解决")
    await bureau.turn(days=36)
    assert (await bureau.case(case.number)).state == "answered"
    assert "回访核实已超期" in await boss.sees(), "the promise has a day, and the day is kept track of"
    await does(boss, "callback", case, "是", "当面回访，本人认可。")
    assert (await bureau.case(case.number)).state == "closed"


@presses("executed")
async def test_what_was_granted_is_followed_until_it_is_carried_out(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="supported", text=ORDER)
    assert (await running(bureau, case))["X1"] == "2027-01-20"
    assert case.number in await li.says("/todo")
    await bureau.turn(days=61)
    assert (await bureau.case(case.number)).state == "closed", "the citizen's windows are over"
    assert "落实处理意见已于" in await li.inside("labour").sees(), "and the money is still owed"
    await does(li, "executed", case, "三十名工人的工资已全部到账。")
    assert "X1" not in await running(bureau, case)


async def test_a_sample_is_called_back(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda number: True)
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    case = await at_work(bureau, ann)
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="explained", text=ORDER)
    await news(ann)
    for _ in range(10):  # drawn on a Saturday, read on the Monday
        await bureau.turn(days=1)
    assert "列入抽查回访" in await boss.sees()
    assert "F1" in await running(bureau, case)
    assert not [words for words in await news(ann) if "抽查" in words]


def test_one_in_ten_is_drawn_and_nobody_chooses() -> None:
    numbers = [f"350881-261121-{n:05}-1" for n in range(5_000)]
    assert 400 < sum(sampling.drawn(number) for number in numbers) < 600
    assert [sampling.drawn(number) for number in numbers] == [sampling.drawn(number) for number in numbers]

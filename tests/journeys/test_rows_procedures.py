"""Procedures, row by row (Art. 29, 31, 33, 34): simple, ordinary, others with their own limits, longer, heard."""

from datetime import date

import pytest

from casework import numbering
from casework.documents import Document
from casework.petition import Purpose, Role
from casework.wording import text
from services import document_printing
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case
from tests.journeys.rows import (
    answers_form,
    at_unit,
    at_work,
    does,
    goes,
    last_event,
    news,
    offered,
    presses,
    running,
)
from tests.people import Bureau, People


@presses("accept/5")
async def test_accepting_the_ordinary_way_gives_sixty_days(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await news(ann)
    await does(li, "accept", case, "普通程序", "信访程序")
    assert await running(bureau, case) == {"C5": "2027-01-20"}
    (heard,) = await news(ann)
    assert "2027-01-20" in heard
    await ann.says(case.number)
    await ann.presses("告知书")
    await ann.presses("受理告知书")
    assert "受理告知书" in (await ann.last()).text


@presses("accept/2", "to_ordinary/2")
async def test_the_simple_way_becomes_the_ordinary_one_from_the_first_acceptance(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await news(ann)
    await does(li, "accept", case, "简易程序")
    assert (await bureau.case(case.number)).simple
    assert await running(bureau, case) == {"S3": "2026-12-04"}
    (heard,) = await news(ann)
    assert "简易办理" in heard
    await bureau.turn(days=4)
    await news(ann)
    await does(li, "to_ordinary", case, "涉及三家分包单位，需要进一步核查。")
    assert await running(bureau, case) == {"C5": "2027-01-20"}, "sixty days from the first acceptance"
    (heard,) = await news(ann)
    assert "三家分包" in heard
    assert "to_ordinary" not in await offered(li, case)


@presses("accept/1", "to_ordinary/1")
async def test_a_suggestion_may_be_simple_first(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann, purpose=Purpose.SUGGESTION)
    await does(li, "accept", case, "简易程序")
    await does(li, "to_ordinary", case, "需要会同财政部门研究。")
    assert await running(bureau, case) == {"J1": "2027-01-20"}


@presses("accept/3")
async def test_a_suggestion_is_studied(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann, purpose=Purpose.SUGGESTION)
    await news(ann)
    await does(li, "accept", case, "普通程序")
    assert await running(bureau, case) == {"J1": "2027-01-20"}
    (heard,) = await news(ann)
    assert "是否采纳" in heard
    event, _ = await last_event(bureau, case)
    assert event.article == "第29条"


@pytest.mark.parametrize("way", ["诉讼", "仲裁", "党员申诉", "行政程序", "法定职责"])
async def test_each_other_procedure_has_its_own_limit_entered_by_the_unit(
    way: str, people_of: People, bureau: Bureau
) -> None:
    await _other_procedure(people_of, bureau, way)


@presses("accept/4")
async def test_another_procedure_cannot_be_extended(people_of: People, bureau: Bureau) -> None:
    await _other_procedure(people_of, bureau, "法定职责")


async def _other_procedure(people_of: People, bureau: Bureau, way: str) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await news(ann)
    await does(li, "accept", case, "普通程序", way, "2026-02-30")
    assert (await bureau.case(case.number)).state == "transferred", "no such day"
    await answers_form(li, "2027-03-01")
    assert await running(bureau, case) == {"L1": "2027-03-01"}
    (heard,) = await news(ann)
    assert "2027-03-01" in heard
    assert "extend_request" not in await offered(li, case)


@presses("extend_request", "extend")
async def test_the_handler_asks_for_time_and_the_head_grants_it_once(
    people_of: People, bureau: Bureau
) -> None:
    ann, head = await people_of.citizen(), await people_of.officer("labour", Role.HEAD)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await news(ann)
    heard = await does(li, "extend_request", case, "31")
    assert "1 到 30" in heard, "thirty days at most"
    await does(li, "extend_request", case, "20", "需要委托鉴定，鉴定期较长。")
    assert "待您批延期" in await head.says("/todo")
    assert await news(ann) == [], "nothing is decided yet"
    assert "请审批" in await head.sees()
    await does(head, "extend", case)
    assert (await bureau.case(case.number)).state == "extended"
    assert await running(bureau, case) == {"C6": "2027-02-09"}, "twenty days after the first limit"
    (heard,) = await news(ann)
    assert "2027-02-09" in heard
    assert "委托鉴定" in heard, "with the reason"
    for officer in (li, head):
        assert not {"extend", "extend_request"} & set(await offered(officer, case)), "once"


@presses("extend_request", "extend_refuse")
async def test_the_head_refuses_an_extension(people_of: People, bureau: Bureau) -> None:
    ann, head = await people_of.citizen(), await people_of.officer("labour", Role.HEAD)
    li = await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await does(li, "accept", case, "普通程序", "信访程序")
    before = await running(bureau, case)
    await news(ann)
    assert "extend_refuse" not in await offered(head, case), "nobody has asked"
    await does(li, "extend_request", case, "10", "需要再核对考勤。")
    await does(head, "extend_refuse", case, "考勤已经核对，应按期办结。")
    assert await running(bureau, case) == before
    assert "未获批准" in await li.sees()
    assert await news(ann) == []


@presses("extend_request")
async def test_nobody_asks_for_more_time_when_the_time_is_over(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await does(li, "extend_request", case, "10", "需要再核对考勤。")
    bureau.clock.turn(date(2027, 1, 21) - bureau.clock().date())
    heard = await does(li, "extend_request", case, "10", "还是需要再核对考勤。")
    assert "已过，不能再延期" in heard


@presses("hearing_open/1", "hearing_close/1")
async def test_a_hearing_does_not_stop_the_sixty_days(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    before = await running(bureau, case)
    await news(ann)
    asked = await does(li, "hearing_open", case, "2026-12-20", "上午九点，三楼听证室")
    assert "谁来听" in asked
    await li.says("主持人 张明（信访局），听证员 李芳（律师）")
    assert (await bureau.case(case.number)).state == "hearing"
    (heard,) = await news(ann)
    for told in ("2026-12-20", "三楼听证室", "主持人 张明", "申请回避"):
        assert told in heard, "the citizen reads when, where and before whom"
    await ann.says(case.number)
    await ann.presses("告知书、意见书")
    await ann.presses("听证通知")
    assert "听证通知" in (await ann.last()).text
    asked = await does(li, "hearing_close", case, "双方到场，公司出示了工资表，信访人指出十月漏发。")
    assert "信访人会收到" in asked
    await li.says("十月工资漏发属实，由公司核对后补发。")
    assert (await bureau.case(case.number)).state == "accepted"
    assert await running(bureau, case) == before
    (heard,) = await news(ann)
    assert "听证已经结束" in heard
    assert "十月工资漏发属实" in heard
    assert "出示了工资表" not in heard, "the minutes are a paper of their own"
    await ann.says(case.number)
    await ann.presses("告知书、意见书")
    await ann.presses("听证笔录")
    assert "听证笔录" in (await ann.last()).text


async def test_everybody_who_must_come_is_reminded_the_day_before(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await does(li, "sign", case)
    await does(li, "accept", case, "普通程序", text("procedure-petition"))
    await does(li, "hearing_open", case, "2026-11-24", "上午九点，三楼听证室", "主持人 张明（信访局）")
    for each in (ann, li):
        await news(each)
    await bureau.turn(days=1)
    assert not [words for words in await news(ann) if "听证" in words], "not two days before"
    await bureau.turn(days=1)
    (heard,) = [words for words in await news(ann) if "听证" in words]
    for told in ("明天（2026-11-24）", "三楼听证室", "张明"):
        assert told in heard
    assert any("明天" in words and "按时到场" in words for words in await news(li))
    group = await bureau.chat(people_of.channel, bureau.groups["labour"])
    (said,) = [each.text for each in group if "明天" in each.text]
    assert "三楼" not in said
    await bureau.turn(hours=3)
    assert not [words for words in await news(ann) if "听证" in words], "once"


async def test_a_hearing_is_named_before_it_is_held(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await does(li, "hearing_open", case, "2026-11-20", "上午九点，三楼听证室")
    assert text("refuse-past") in await li.says("主持人 张明（信访局）")
    assert (await bureau.case(case.number)).state == "accepted"


@presses("mediation_open", "mediation_close/1", "mediation_close/2")
async def test_mediation_needs_both_sides_and_does_not_stop_the_clock(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    before = await running(bureau, case)
    await news(ann)
    assert "双方同意" in await does(li, "mediation_open", case, "否")
    assert await news(ann) == []
    await does(li, "mediation_open", case, "是")
    assert (await bureau.case(case.number)).state == "mediation"
    assert await running(bureau, case) == before
    await does(li, "mediation_close", case, "否")
    assert len(await news(ann)) == 2
    await does(li, "mediation_open", case, "是")
    parties, terms = "王某；宏达建筑公司", "公司于十二月二十五日前付清工资，双方再无争议。"
    said = await does(li, "mediation_close", case, terms)
    assert "请先点「是」或「否」" in said, "what was agreed on is not the lack of an agreement"
    await li.says("达成了")
    await li.says(parties)
    await li.says(terms)
    assert (await bureau.case(case.number)).state == "accepted"
    assert terms in "".join(await news(ann))
    paper = await written(bureau, case, "mediation")
    assert parties in paper.plain()
    assert terms in paper.plain()
    assert paper.office == "演示县人力资源和社会保障局", "in the name of who mediated, not of the bureau"


async def written(bureau: Bureau, case: Case, kind: str) -> Document:
    """A document of a case as it would be printed."""
    async with bureau.db.reading() as session:
        events = await cases.timeline(session, case.id, public_only=False)
        found = document_printing.available(events, "citizen", "both")
        event, wanted = next(each for each in reversed(found) if each[1].kind == kind)

        class Reading:
            context = bureau.context

            async def read(self) -> object:
                return session

        desk: Desk = Reading()  # type: ignore[assignment]
        return await document_printing.written(desk, await bureau.case(case.number), event, wanted)


async def test_each_document_is_in_the_name_of_the_body_that_acts(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    judge = await people_of.officer("review", Role.REVIEWER)
    case = await at_unit(bureau, ann)
    await does(li, "accept", case, "普通程序", text("procedure-petition"))
    labour, review = "演示县人力资源和社会保障局", "演示市人民政府复查复核机构"
    accepted = await written(bureau, case, "acceptance")
    assert (accepted.office, accepted.own_number) == (labour, "人社局信受〔2026〕1号")
    assert accepted.plain().splitlines()[1:3] == [accepted.own_number, f"信访件编号：{case.number}"]
    second = await at_unit(bureau, ann)
    await does(li, "accept", second, "普通程序", text("procedure-petition"))
    assert (await written(bureau, second, "acceptance")).own_number == "人社局信受〔2026〕2号"
    assert (await written(bureau, case, "acceptance")).own_number == accepted.own_number, "given once"
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="refused", text="经查，不予支持。")
    case = await goes(bureau, case, "ask_review", Role.CITIZEN)
    await does(
        judge,
        "review_answer",
        case,
        "维持",
        "经复查，工资已付清，原处理意见予以维持。",
        "《劳动法》第五十条",
    )
    reviewed = await written(bureau, case, "review")
    assert (reviewed.office, reviewed.signer) == (review, "复查复核办复查复核")
    assert reviewed.own_number.endswith("信查〔2026〕1号"), "each body counts its own"
    said = reviewed.plain()
    assert "复查结论：维持" in said
    assert said.count("经复查，工资已付清，原处理意见予以维持。") == 1
    assert "至2026年12月21日）向复查机关的上一级机关申请复核" in said


@presses("sign")
async def test_citizen_and_officer_are_given_the_same_date(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_unit(bureau, ann)
    await does(li, "sign", case)
    for_ann = await ann.says(f"/期限 {case.number}")
    for_li = await li.says(f"/期限 {case.number}")
    assert for_ann == for_li
    assert "2026 年 12 月 6 日" in for_ann
    assert "第23条" in for_ann
    assert "编号" in await ann.says("/期限")
    stranger = await people_of.citizen()
    no_such = numbering.case_number("350881", bureau.clock().date(), 4_711)
    assert await stranger.says(f"/期限 {case.number}") == await stranger.says(f"/期限 {no_such}") != ""
    li_elsewhere = await people_of.officer("urban", Role.HANDLER)
    assert (
        await li_elsewhere.says(f"/期限 {case.number}") == await li_elsewhere.says(f"/期限 {no_such}") != ""
    )

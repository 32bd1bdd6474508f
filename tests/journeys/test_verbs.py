"""What a citizen and the officers do with a case beside the straight way."""

from casework.petition import Role
from tests.journeys.stories import files
from tests.people import Bureau, People, Person


async def accepted(people_of: People, bureau: Bureau) -> tuple[Person, Person, str]:
    """A case that the labour unit has accepted: the citizen, the handler, the number."""
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    number, _ = await files(ann)
    group = li.inside("labour")
    await group.presses("受理")
    await li.presses("信访程序")
    await ann.hears()
    assert (await bureau.case(number)).state == "accepted"
    return ann, li, number


async def answered(people_of: People, bureau: Bureau) -> tuple[Person, Person, str]:
    """A case with a written answer."""
    ann, li, number = await accepted(people_of, bureau)
    await li.inside("labour").presses("答复")
    await li.presses("部分支持")
    await li.says("经查，拖欠工资属实，金额以考勤和合同核定为准，共计三十万元。")
    await li.says("责令公司十日内支付已核定部分，其余部分告知申请劳动仲裁。")
    await li.says("《保障农民工工资支付条例》第三条")
    head = await people_of.officer("labour", Role.HEAD)
    await li.presses("送负责人签发")
    await head.presses("签发")
    await ann.hears()
    return ann, li, number


async def test_a_citizen_supplements_urges_and_withdraws(people_of: People, bureau: Bureau) -> None:
    ann, li, number = await accepted(people_of, bureau)
    await ann.says(number)
    await ann.presses("补充")
    assert "已补充" in await ann.says("补一条：考勤表在工地办公室。")
    assert f"{number}：信访人补充了情况，请私下查看。" in await li.inside("labour").hears()
    assert f"{number}：信访人补充了情况。" in await li.hears()
    await ann.says(number)
    assert "还可以催 1 次" in await ann.presses("催办")
    await ann.says(number)
    assert "还可以催 0 次" in await ann.presses("催办")
    await ann.says(number)
    assert "催办次数已用完" in await ann.presses("催办")
    await ann.says(number)
    await ann.presses("撤回")
    await ann.presses("是，我要撤回")
    assert "已撤回" in await ann.presses("确定撤回")
    assert (await bureau.case(number)).state == "withdrawn"
    await ann.presses("恢复这件事")
    assert (await bureau.case(number)).state == "accepted"


async def test_the_answer_can_be_rated_reviewed_and_downloaded(people_of: People, bureau: Bureau) -> None:
    ann, _, number = await answered(people_of, bureau)
    await ann.says(number)
    await ann.presses("评价")
    await ann.presses("责任单位")
    assert "哪里不满意" in await ann.presses("不满意")
    assert "有人回访" in await ann.says("钱还没到账")
    await ann.says(number)
    await ann.presses("告知书、意见书")
    await ann.presses("处理意见书")
    sent = await ann.last()
    assert "处理意见书" in sent.text
    await ann.says(number)
    asked = await ann.presses("申请复查")
    assert "请在 2026 年 12 月 21 日 前提出（还有 30 天，第三十五条）" in asked
    await ann.presses("提交申请")
    assert (await bureau.case(number)).state == "review"


async def test_an_objection_goes_to_the_bureau_and_on_to_another_unit(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    clerk = await people_of.officer("bureau", Role.CLERK)
    number, _ = await files(ann)
    await li.inside("labour").presses("异议")
    await li.says("该工地属住建部门监管，工资专户由住建局管理。")
    assert (await bureau.case(number)).state == "objected"
    await clerk.inside("bureau").presses("同意异议")
    await clerk.presses("住建局")
    await clerk.says("经核实，同意改由住建局办理。")
    case = await bureau.case(number)
    assert case.unit_id == bureau.units["housing"]
    assert number in await li.inside("housing").sees()
    assert f"{number} 已转送住建局，2026-12-06 前会告知您是否受理。" in await ann.hears()


async def test_the_handler_asks_for_time_and_the_head_grants_it(people_of: People, bureau: Bureau) -> None:
    ann, li, number = await accepted(people_of, bureau)
    head = await people_of.officer("labour", Role.HEAD)
    await li.inside("labour").presses("私下查看")
    await li.presses("申请延期")
    await li.presses("10 天")
    await li.says("涉及三家分包单位，工资核算尚未完成。")
    await head.says(number)
    await head.presses("批准延期")
    case = await bureau.case(number)
    assert case.state == "extended"
    assert "2027-01-30" in await ann.hears()
    assert f"{number}：延期已批准，到 2027-01-30。" in await li.hears(), "who asked for it is told"


async def test_two_officers_press_at_once_and_the_second_reads_who_was_first(
    people_of: People, bureau: Bureau
) -> None:
    ann, li, wu = (
        await people_of.citizen(),
        await people_of.officer("labour", Role.HANDLER),
        await people_of.officer("labour", Role.HEAD),
    )
    await files(ann)
    await li.inside("labour").presses("签收")
    old = f"a:sign:{(await bureau.only_case()).id}"
    assert "无需重复操作" in await wu.inside("labour").taps(old)


async def test_nobody_without_standing_sees_or_moves_a_case(people_of: People, bureau: Bureau) -> None:
    ann, zhao = await people_of.citizen(), await people_of.officer("education", Role.HANDLER)
    bob = await people_of.citizen()
    await files(ann)
    case = await bureau.only_case()
    for stranger in (zhao, bob):
        for do in ("open", "sign", "accept", "files", "transfer"):
            assert "没有查到" in await stranger.taps(f"a:{do}:{case.id}")
    for do in ("show", "withdraw_sure", "urge", "rate", "newcode", "newcode_sure", "correct"):
        assert "没有查到" in await bob.taps(f"c:{do}:{case.id}:")
    assert (await bureau.case(case.number)).version == case.version

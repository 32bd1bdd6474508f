"""The main job end to end: file, get a number, the office handles it, the citizen asks and is answered."""

import pytest

from casework.petition import Role
from tests.journeys.stories import files
from tests.people import Bureau, People

pytestmark = pytest.mark.over_http


async def test_ann_files_li_handles_and_ann_is_answered(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    number, _ = await files(ann)
    case = await bureau.case(number)
    assert case.state == "transferred", "the topic was sure, confirmed and routed"

    group = li.inside("labour")
    card = await group.sees()
    assert number in card
    for secret in ("王小明", "13800000000", "东街", "腊月", "宏达", "老板"):
        assert secret not in card

    assert "签收" in await group.presses("签收")
    await ann.hears()
    await group.presses("受理")
    asked = await li.hears()
    assert "按哪一类程序办理" in asked, "so many people are no simple matter (Art. 32)"
    await li.presses("信访程序")
    assert "已由人社局受理" in await ann.hears()
    assert (await bureau.case(number)).state == "accepted"

    for asks in ("查进度", number):
        status = await ann.says(asks)
        assert number in status
        assert "已受理" in status
        assert "最迟" in status

    await group.presses("答复")
    assert "逐条对应" in await li.hears()
    await li.presses("予以支持")
    await li.says("经查，宏达建筑公司确实拖欠三十二名工人三个月工资，共计四十八万元。")
    await li.says("责令宏达建筑公司于十日内足额支付所欠工资，由劳动监察大队跟踪落实。")
    preview = await li.says("《保障农民工工资支付条例》第三条、第三十条")
    assert "复查" in preview
    head = await people_of.officer("labour", Role.HEAD)
    assert "已送负责人签发" in await li.presses("送负责人签发")
    assert await ann.hears() == "", "nothing goes out before the head has signed"
    assert "责令宏达建筑公司" in await head.sees()
    assert "已签发" in await head.presses("签发")
    heard = await ann.hears()
    assert "责令宏达建筑公司" in heard
    assert (await bureau.case(number)).state == "answered"
    status = await ann.says(number)
    assert "申请复查" in " ".join(await ann.buttons())


async def test_the_case_opens_with_number_and_code_from_another_account(people_of: People) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    number, code = await files(ann)
    assert "抄错了一位" in await bob.says("350881-261121-09999-0")
    await bob.says("查进度")
    assert "查询码" in await bob.says(number)
    wrong = await bob.says("7KQM-2RXT-W9PD")
    assert "没有查到" in wrong
    await bob.says(number)
    assert number in await bob.says(code.lower().replace("-", " "))

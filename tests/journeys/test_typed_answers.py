"""On a phone people type what stands on the button; what they type presses it, and a number stays a number."""

import pytest

from casework.petition import Role
from storage import cases
from tests.journeys.stories import LAMP, WAGES, files, fills
from tests.people import Bureau, People


@pytest.mark.parametrize("count", ["2", "3", "8", "十三", "二十多人", "１２"])
async def test_a_number_of_people_is_a_number_and_no_button(people_of: People, count: str) -> None:
    ann = await people_of.citizen()
    preview = await fills(ann, LAMP, 涉及多少人=count)
    expected = {"十三": "13 人", "二十多人": "20 多人", "１２": "12 人"}.get(count, f"{count} 人")
    assert expected in preview


async def test_the_words_on_the_button_press_it(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says("/start")
    await ann.says(LAMP)
    assert "最希望怎么解决" in await ann.says("同意")
    assert "事情在哪里" in await ann.says("修好路灯")
    assert "怎么称呼您" in await ann.says("跳过")
    assert "请核对" in await ann.says("匿名")
    assert "要改哪一条" in await ann.says("改一条")
    assert "您这次是想" in await ann.says("您想")
    assert "提建议" in await ann.says("提建议")
    assert "编号" in await ann.says("提交")
    await bureau.only_case()


async def test_a_plain_yes_or_no_answers_what_it_can_answer(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    answers = {
        "登记前请看一眼": "好的。",
        "以前处理过吗": "没有",
        "最希望怎么解决": "修好",
        "看起来属于": "是的",
    }
    preview = await fills(ann, LAMP, **answers)
    assert "城乡建设" in preview
    assert preview.count("是的") + preview.count("没有了") == 0, "nothing of it fell into the story"
    assert "编号" in await ann.says("确认")
    assert not (await bureau.only_case()).publish_ok, "nobody was asked"


async def test_words_said_where_only_a_tap_answers_are_kept(people_of: People) -> None:
    ann = await people_of.citizen()
    preview = await fills(ann, LAMP)
    assert "三号楼到五号楼都不亮" not in preview
    assert "这句也记下了" in await ann.says("三号楼到五号楼都不亮")
    await ann.presses("先存着")
    assert "三号楼到五号楼都不亮" in await ann.presses("接着说")


async def test_the_receipts_buttons_can_be_typed_too(people_of: People) -> None:
    ann = await people_of.citizen()
    _, code = await files(ann, LAMP)
    await ann.says("我已保存")
    assert code not in await ann.sees()


async def test_who_is_asked_for_a_number_may_say_anything(people_of: People) -> None:
    """Neither an impatient question nor a story is a failed guess that locks somebody out."""
    ann = await people_of.citizen()
    number, _ = await files(ann, LAMP)
    for words, answer in (
        ("到底什么时候有人管？都三天了", number),
        ("催办", "催"),
        ("3号楼的电梯也坏了，困住过人，请尽快来修", "记着刚才说的"),
    ):
        assert number in await ann.says("查进度"), "with one case there is nothing to ask"
        assert answer in await ann.says(words)
        await ann.says("先存着")
    await ann.says("查进度")
    assert number in await ann.says(number.split("-")[2].lstrip("0") + "号")


async def test_who_has_no_query_code_is_told_how_to_get_one(people_of: People) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    number, code = await files(ann, LAMP)
    await bob.says("查进度")
    await bob.says(number)
    for words in ("我没有查询码", "忘了", "1234", "查询码是什么") * 2:
        assert "重领" in await bob.says(words)
    assert number in await bob.says(f"{code}"), "none of these was counted as a guess"


async def test_a_form_never_holds_anybody_fast(people_of: People, bureau: Bureau) -> None:
    """What is not known is passed over, a person can be called, and the way to one's own cases stays open."""
    ann = await people_of.citizen()
    await ann.says("/start")
    await ann.says("我要举报")
    assert "请说说您要举报的事" in await ann.says("匿名反映")
    bob = await people_of.citizen()
    answers = {"最希望怎么解决": "说不清", "事情在哪里": "不清楚", "怎么称呼您": "王某", "您的电话": "转人工"}
    with pytest.raises(AssertionError, match="电话"):
        await fills(bob, LAMP, **answers)
    assert "0597-1234567" in await bob.sees()
    assert "您的电话" in (await bob.last()).text
    assert "没有查到您登记的件" in await bob.says("我的件")
    assert "您的电话" in await bob.says("我要反映")
    assert "请核对" in await bob.says("不方便")


async def test_danger_told_in_the_wrong_place_is_answered_all_the_same(
    people_of: People, bureau: Bureau
) -> None:
    """The words are no telephone number and are not taken for one."""
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    with pytest.raises(AssertionError, match=r"不想活|我在|拨打"):
        await fills(ann, LAMP, 怎么称呼您="王某", 您的电话="电话？我不想活了，没人管我")
    seen = await ann.sees()
    assert "12356" in seen
    assert "电话好像不对" not in seen
    assert "危险" in await clerk.inside("bureau").sees()
    bob = await people_of.citizen()
    await bob.says("查进度")
    await bob.says("350881-261121-00042-5")
    assert "119" in await bob.says("我家着火了")


async def test_the_same_danger_told_twice_by_the_channel_wakes_once(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    for _ in range(2):
        await ann.says("楼下燃气泄漏了，快来人", key="one-update")
    assert (await clerk.inside("bureau").sees()).count("危险") == 1
    assert (await ann.sees()).count("119") - 1 == (await ann.sees()).count("请立即拨打"), (
        "once, beside the greeting"
    )


async def test_an_officers_words_about_a_fire_wake_nobody(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    clerk = await people_of.officer("bureau", Role.CLERK)
    number, _ = await files(ann)
    case = await bureau.case(number)
    await li.taps(f"a:note:{case.id}")
    await li.presses("内部")
    await li.says("现场着火了，现在已报119处置。")
    assert "危险" not in await clerk.inside("bureau").sees()


async def test_who_does_not_want_to_live_gets_no_form(people_of: People) -> None:
    ann = await people_of.citizen()
    heard = await ann.says("我想死了，没人管我")
    assert "12356" in heard
    assert "登记前" not in heard
    assert "接着说" in heard
    assert "登记前" in await ann.says("我要反映"), "when they want to"


async def test_the_receipt_always_says_where_the_matter_lies(people_of: People) -> None:
    ann = await people_of.citizen()
    await fills(ann, LAMP, 登记前请看一眼="匿名", 看起来属于="都不是")
    assert "在测试县信访局" in await ann.presses("提交")
    assert "查询码" in await ann.says("撤回"), "an anonymous matter is found by number and code"


async def test_what_was_said_is_read_back_as_it_was_said(people_of: People) -> None:
    ann = await people_of.citizen()
    preview = await fills(ann, WAGES)
    assert "30 多人" in preview
    assert "时间：去年腊月" in preview


async def test_a_number_in_the_middle_of_a_long_story_is_masked_too(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    story = "路灯不亮。" * 350 + "我的身份证 11010519491231002X，" + "没有人来修。" * 150
    await fills(ann, story[:2_900], 要不要遮住="遮住", 最希望怎么解决="修好")
    await ann.presses("提交")
    case = await bureau.only_case()
    async with bureau.db.reading() as session:
        stored = "".join(row.body or "" for row in await cases.texts(session, case.id))
    assert "＊002X" in stored
    assert "11010519491231002X" not in stored


async def test_a_plain_yes_is_no_request(people_of: People) -> None:
    ann = await people_of.citizen()
    with pytest.raises(AssertionError, match="最希望怎么解决"):
        await fills(ann, LAMP, 最希望怎么解决="好的")
    assert "事情在哪里" in await ann.says("修好路灯")

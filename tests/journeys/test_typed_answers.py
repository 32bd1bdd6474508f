"""On a phone people type what stands on the button; what they type presses it, and a number stays a number."""

import pytest

from tests.journeys.stories import LAMP, files, fills
from tests.people import Bureau, People


@pytest.mark.parametrize("count", ["2", "3", "8", "十三", "二十多人", "１２"])
async def test_a_number_of_people_is_a_number_and_no_button(people_of: People, count: str) -> None:
    ann = await people_of.citizen()
    preview = await fills(ann, LAMP, 涉及多少人=count)
    expected = {"十三": "13", "二十多人": "20", "１２": "12"}.get(count, count)
    assert f"{expected} 人" in preview


async def test_the_words_on_the_button_press_it(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says("/start")
    await ann.says(LAMP)
    assert "您这次是想" in await ann.says("同意")
    assert "不同意" not in await ann.says("提建议")
    preview = await fills(ann, LAMP, 您这次是想="请求解决问题")
    assert "同意" not in preview
    assert "编号" in await ann.says("提交")
    await bureau.only_case()


async def test_a_plain_yes_or_no_answers_what_it_can_answer(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    answers = {
        "登记前请看一眼": "好的。",
        "对吗？": "是的",
        "以前处理过吗": "没有",
        "没有了请按 1": "没有了",
        "隐去您的身份公开": "不用",
        "最希望怎么解决": "好",
    }
    preview = await fills(ann, LAMP, **answers)
    assert "请求：好" in preview, "a question that yes cannot answer takes the word as it is"
    assert "城乡建设" in preview
    assert preview.count("是的") + preview.count("没有了") == 0, "nothing of it fell into the story"
    assert "编号" in await ann.says("确认")
    case = await bureau.only_case()
    assert not case.publish_ok


async def test_words_said_where_only_a_tap_answers_are_kept(people_of: People) -> None:
    ann = await people_of.citizen()
    preview = await fills(ann, LAMP)
    assert "三号楼到五号楼都不亮" not in preview
    assert "这句也记下了" in await ann.says("三号楼到五号楼都不亮")
    assert "三号楼到五号楼都不亮" in (await ann.last()).text


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
        assert "请发编号" in await ann.says("查进度")
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

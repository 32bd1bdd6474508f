"""What is asked of us while a matter is told, or before: it is answered, and it is neither story nor answer."""

import pytest

from handlers.citizen import asked_us
from tests.people import Bureau, People

LOW = "我家的低保被停了三个月"


@pytest.mark.parametrize("at", ["consent", "request", "place"])
async def test_a_pure_question_is_answered_and_is_no_story(people_of: People, at: str) -> None:
    ann = await people_of.citizen()
    asked = await ann.says(LOW)
    if at != "consent":
        await ann.presses("同意")
        asked = "最希望怎么解决"
    if at == "place":
        await ann.says("恢复低保")
        asked = "事情在哪里"
    for words in ("医保报销比例是多少", "要带户口本吗"):
        heard = await ann.says(words)
        assert "放在「事情」里" not in heard
        assert (asked if at != "consent" else "同意就继续") in heard
    assert "请求：医保" not in await ann.sees()
    assert "户口本" not in await ann.says("/再说一遍")


async def test_at_the_menu_it_opens_no_matter(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    heard = await ann.says("医保报销比例是多少")
    assert "答不上来" in heard
    assert any("登记成咨询" in each for each in await ann.buttons())
    assert "先帮您记着" not in heard


@pytest.mark.parametrize(
    "words", ["低保被停了怎么办", "工资不给怎么算", "老板什么时候发工资", "他们打了我怎么办理"]
)
def test_a_matter_in_the_form_of_a_question_is_told(words: str) -> None:
    assert not asked_us.is_pure(words)


@pytest.mark.parametrize("words", ["会不会告诉他", "他会知道吗", "村里会知道是我吗"])
async def test_whether_another_learns_of_a_report_is_answered_with_no(people_of: People, words: str) -> None:
    ann = await people_of.citizen()
    await ann.says("我举报村主任李大贵贪污修路款20万")
    heard = await ann.says(words)
    assert "选「我要举报」就不会" in heard
    await ann.presses("我要举报")
    heard = await ann.says(words)
    assert heard.startswith("不会。")
    assert "同意就继续" in heard


async def test_of_another_matter_it_is_not_promised(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("老板拖欠我三个月工资")
    heard = await ann.says("老板会知道是我说的吗")
    assert heard.startswith("我们不会去告诉对方")
    assert "会猜到" in heard


@pytest.mark.parametrize("words", ["领导知道了不管", "他知道我住哪", "村长早就知道吗啡的事"])
def test_what_somebody_knows_is_a_matter(words: str) -> None:
    assert not asked_us.if_told(words)


@pytest.mark.parametrize("words", ["你是谁", "你是机器人吗", "你好，你是谁啊", "are you a robot"])
async def test_who_we_are_is_said(people_of: People, words: str) -> None:
    ann = await people_of.citizen()
    assert "不是真人" in await ann.says(words)
    await ann.says(LOW)
    heard = await ann.says(words)
    assert "不是真人" in heard
    assert "同意就继续" in heard


async def test_in_english_no_phone_and_a_place_and_submit_are_what_they_say(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("the boss did not pay me 3 months wages, please help me to get it")
    assert "Where is noted" in await ann.says("Qingshan town")
    await ann.presses("I agree")
    assert "Name is noted" in await ann.says("call me Tom")
    heard = await ann.says("No phone please")
    assert "phone please" not in heard
    assert "submit" not in await ann.says("submit")


async def test_a_few_words_in_traditional_are_answered_in_it(people_of: People) -> None:
    ann = await people_of.citizen()
    assert "登記前" in await ann.says("我屋企樓上漏水成個月，冇人理")
    assert "匿名" in await ann.says("唔好寫我嘅名")


async def test_a_language_asked_for_by_name_is_spoken_and_the_question_stands(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LOW)
    heard = await ann.says("繁體")
    assert "以後用繁體中文" in heard
    assert "同意就繼續" in heard

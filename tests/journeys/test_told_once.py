"""Told once, asked only what is missing, filed: counted in turns. And repaired everywhere, as people speak."""

import pytest

from casework.petition import Purpose
from storage import cases
from storage.tables.case_rows import TextKind
from tests.journeys.stories import LAMP, NUMBER, WAGES, files
from tests.people import Bureau, People

WHOLE = (
    "我姓陈，陈玉兰，电话 139 0000 1234，家住青山镇东街8号。建设路12号门口的路灯从11月初就坏了，"
    "老人摔了一跤，请尽快修好"
)
REPORT = "青山镇民政所所长李某贪污低保款，我妈的低保一直没发"


async def test_a_matter_told_whole_is_filed_in_two_turns(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    preview = await ann.says(WHOLE)
    for read in ("请尽快修好", "青山镇建设路12号", "11月初", "陈＊＊", "139＊＊＊＊1234", "「路灯」"):
        assert read in preview
    assert "东街" not in preview.split("联系：")[1], "where somebody lives is masked"
    assert len(await ann.buttons()) <= 6
    number = NUMBER.search(await ann.presses("同意，提交"))
    assert number
    case = await bureau.case(number.group())
    async with bureau.db.reading() as session:
        story = [row.body for row in await cases.texts(session, case.id or 0, TextKind.STORY)]
        who = await cases.identity(session, case.id or 0)
    assert story == [WHOLE], "word for word"
    assert who is not None
    assert (who.name, who.phone) == ("陈玉兰", "13900001234")
    assert case.purpose == Purpose.REQUEST


async def test_one_line_is_corrected_by_saying_so(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(WHOLE)
    corrected = await ann.says("地点不对，是20号")
    assert "青山镇建设路20号" in corrected
    assert "其余照旧" in corrected
    assert "请尽快修好" not in corrected, "what stays is not read out again"
    assert "同意，提交" in " ".join(await ann.buttons())
    assert "时间改成「10月底」" in await ann.says("时间改成10月底")
    assert "编号" in await ann.says("对的")


@pytest.mark.parametrize(
    ("told", "most"),
    [
        ([LAMP, "[同意]", "把路灯修好", "青山镇阳光小区", "王小明 13800000000", "[提交]"], 6),
        ([WAGES, "[匿名]", "把工资发了", "青山镇建设路工地", "[提交]"], 5),
        ([REPORT, "[我要举报]", "[匿名]", "[提交]"], 4),
        (["建议在青山镇学校门口装个红绿灯，我叫李红，13900001111", "[同意，提交]"], 2),
    ],
)
async def test_nothing_is_asked_that_was_said(people_of: People, told: list[str], most: int) -> None:
    """The whole conversation, message by message; the aims are 8 for a street light, 6 anonymous, 8 sealed."""
    ann = await people_of.citizen()
    for turn in told:
        answer = await (ann.presses(turn[1:-1]) if turn.startswith("[") else ann.says(turn))
        assert len(await ann.buttons()) <= 6 or turn == told[-1]
    assert NUMBER.search(answer), answer
    assert len(told) == most


async def test_who_submits_without_a_name_leaves_none_in_the_story(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says(WHOLE)
    receipt = await ann.presses("匿名提交")
    case = await bureau.only_case()
    assert case.number in receipt
    assert case.anonymous
    assert case.owner_id is None
    async with bureau.db.reading() as session:
        told = "".join(row.body or "" for row in await cases.texts(session, case.id or 0))
        assert await cases.identity(session, case.id or 0) is None
    for own in ("陈玉兰", "139", "1234"):
        assert own not in told
    assert "路灯" in told


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("稍等我翻下合同", "不急"),
        ("你们问这个干啥", "逐条答复"),
        ("我写不来字", "发语音"),
        ("谁看得到", "依法有权"),
        ("要钱吗", "不收钱"),
        ("叫个人来", "0597-1234567"),
        ("你们电话多少", "0597-1234567"),
        ("再说一遍", "最希望怎么解决"),
    ],
)
@pytest.mark.parametrize("question", ["最希望怎么解决", "事情在哪里", "怎么称呼您", "您的电话"])
async def test_what_is_no_answer_is_answered_and_the_question_stands(
    people_of: People, question: str, said: str, answer: str
) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    heard = await ann.presses("同意")
    for each in ("修好路灯", "青山镇阳光小区", "王小明"):
        if question in heard:
            break
        heard = await ann.says(each)
    assert question in heard
    heard = await ann.says(said)
    assert question in heard
    assert answer in heard or answer == "最希望怎么解决"


@pytest.mark.parametrize("said", ["评价", "我要复核", "不服", "催办"])
async def test_words_about_a_case_are_no_name(people_of: People, said: str) -> None:
    """With a case they are for that case, and the form waits; without one it says so and goes on."""
    ann, bob = await people_of.citizen(), await people_of.citizen()
    for each in (LAMP, "[同意]", "修好路灯", "青山镇阳光小区"):
        heard = await (ann.presses(each[1:-1]) if each.startswith("[") else ann.says(each))
    assert "怎么称呼您" in heard
    assert "还没有登记好的件" in await ann.says(said)
    assert "怎么称呼您" in (await ann.last()).text
    number, _ = await files(bob)
    await bob.says(f"{LAMP}，另一件新的事")
    await bob.presses("同意" if "登记前" in (await bob.last()).text else "先存着")
    assert number in await bob.says("查进度")


async def test_a_name_and_a_telephone_come_in_one_message_or_in_the_wrong_place(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("同意")
    await ann.says("修好路灯")
    heard = await ann.says("13900001111")
    assert "电话记下了" in heard
    assert "事情在哪里" in heard
    heard = await ann.says("青山镇阳光小区")
    assert "电话多少" not in heard
    preview = await ann.says("我叫王小明")
    assert "王＊＊" in preview
    assert "139＊＊＊＊1111" in preview


async def test_after_two_answers_that_are_none_a_person_is_offered(people_of: People) -> None:
    ann = await people_of.citizen()
    for each in (LAMP, "[同意]", "修好路灯", "青山镇阳光小区", "王小明"):
        heard = await (ann.presses(each[1:-1]) if each.startswith("[") else ann.says(each))
    assert "您的电话" in heard
    assert "0597-1234567" not in await ann.says("12")
    assert "0597-1234567" in await ann.says("34")


async def test_more_of_the_story_is_not_the_request(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("同意")
    heard = await ann.says("上个星期三晚上李大爷从那里走过，脚底下踩空了，胳膊摔断了，到现在还在医院里")
    assert "放在「事情」里" in heard
    assert "最希望怎么解决" in heard


async def test_a_matter_told_beside_an_unfinished_one_is_not_mixed_into_it(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("同意")
    await ann.says("先存着")
    assert "还有一件没说完的" in await ann.says("我们单元的电梯坏了三个多月没人修，老人上下楼很困难")
    fresh = await ann.presses("另一件新的")
    assert "最希望怎么解决" in fresh
    for each in ("修好电梯", "青山镇阳光小区"):
        await ann.says(each)
    preview = await ann.presses("匿名")
    assert "电梯" in preview
    assert "路灯" not in preview


async def test_a_caption_is_the_story_and_pictures_alone_are_one_too(people_of: People) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    await ann.says("我要反映")
    await ann.presses("同意")
    assert "最希望怎么解决" in await ann.photo(caption="我们村口的路灯坏了一个月，没人修")
    await bob.says("我要反映")
    await bob.presses("同意")
    assert "说完了" in await bob.photo() + " ".join(await bob.buttons())
    assert "最希望怎么解决" in await bob.presses("说完了")


async def test_submitting_twice_says_where_the_number_is(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says(WHOLE)
    await ann.presses("同意，提交")
    assert "刚才要是已经提交" in await ann.presses("同意，提交")
    await bureau.only_case()


async def test_whoever_skips_everything_still_files(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("同意")
    preview = await ann.says("后面的都跳过")
    assert "请核对" in preview
    assert NUMBER.search(await ann.presses("提交"))


@pytest.mark.parametrize(
    ("question", "said", "kept"),
    [
        ("事情在哪里", "我老公上个月从架子上摔下来，腿断了，老板一分钱不给", "放在「事情」里"),
        ("事情在哪里", "三十多个人", "人数记下了"),
        ("事情在哪里", "嗯", "几个字就行"),
        ("怎么称呼您", "宽带装不上，运营商说没端口", "放在「事情」里"),
        ("怎么称呼您", "电梯坏了", "放在「事情」里"),
        ("怎么称呼您", "对", "几个字就行"),
    ],
)
async def test_what_tells_more_is_no_place_and_no_name(
    people_of: People, question: str, said: str, kept: str
) -> None:
    """What happened next is kept with the matter, and the question stands."""
    ann = await people_of.citizen()
    await ann.says(LAMP)
    heard = await ann.presses("同意")
    for each in ("修好路灯", "青山镇阳光小区"):
        if question in heard:
            break
        heard = await ann.says(each)
    assert question in heard
    heard = await ann.says(said)
    assert kept in heard
    assert question in heard


async def test_a_place_told_in_a_sentence_is_the_place_and_the_sentence_is_kept(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("同意")
    await ann.says("修好路灯")
    await ann.says("就在青山镇建设路12号那里，前几天又有个孩子骑车撞上去了")
    preview = await ann.presses("匿名")
    assert "地点：青山镇建设路12号" in preview
    assert "孩子骑车" in preview


async def test_who_stays_anonymous_leaves_no_telephone_in_any_answer(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("匿名")
    await ann.says("修好路灯")
    assert "没有存" in await ann.says("叶青 18800001111")
    await ann.says("就在青山镇建设路12号，有事打 18800001111 找我")
    seen = (await ann.last()).text
    assert "请核对" in seen
    assert "1880000" not in seen
    assert "叶青" not in seen


async def test_an_old_button_files_nothing_that_was_not_shown(people_of: People, bureau: Bureau) -> None:
    """Several matters set apart: below the first receipt the old 〔提交〕 still stands."""
    ann = await people_of.citizen()
    await ann.says("1.村口的路灯坏了没人修，请修好。2.村里的低保名额不公开，请公开名单。")
    for turn in ("[同意]", "[分开]", "青山镇河口村", "[匿名]"):
        await (ann.presses(turn[1:-1]) if turn.startswith("[") else ann.says(turn))
    assert "下一件" in await ann.presses("提交")
    assert "请核对" in await ann.presses("提交")
    await bureau.only_case()


@pytest.mark.parametrize("said", ["就这样 交吧", "交吧", "对 没错", "可以了", "行", "提交"])
async def test_whoever_says_that_it_is_right_submits(people_of: People, said: str) -> None:
    ann = await people_of.citizen()
    await ann.says(WHOLE)
    assert NUMBER.search(await ann.says(said))


async def test_the_notice_is_read_out_once_and_anonymity_may_be_typed(people_of: People) -> None:
    ann = await people_of.citizen()
    assert "国家秘密" in await ann.says(LAMP)
    again = await ann.says("镇长也不管，去找过他了")
    assert "还差您点一下" in again
    assert "国家秘密" not in again
    assert "最希望怎么解决" in await ann.says("可以不写名字吗")


async def test_ones_own_name_is_corrected_by_saying_it_and_nobody_elses(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(WHOLE)
    assert "称呼改成「陈玉蓝」" in await ann.says("我不叫陈玉兰 我叫陈玉蓝")
    assert "称呼改成" not in await ann.says("镇长叫赵大宝")


async def test_a_name_beside_no_telephone_is_a_name(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("同意")
    await ann.says("修好路灯", "青山镇阳光小区")
    assert "王＊＊" in await ann.says("王桂花 没有手机")


@pytest.mark.parametrize("said", ["啊", "吧", "了呀"])
async def test_a_bare_particle_submits_nothing(people_of: People, said: str) -> None:
    ann = await people_of.citizen()
    await ann.says(WHOLE)
    assert not NUMBER.search(await ann.says(said))


@pytest.mark.parametrize(
    ("told", "shown", "never"),
    [
        ("路烂了三年没人修，请修路，请叫我老高", "请求：请修路\n", "请求：请修路，请叫我"),
        ("日他妈的村，路烂了三年，请修路", "请求：请修路", "地点：日他妈"),
    ],
)
async def test_a_request_is_what_is_asked_for_and_a_curse_no_place(
    people_of: People, told: str, shown: str, never: str
) -> None:
    ann = await people_of.citizen()
    await ann.says(told)
    for label in ("解决问题", "匿名", "请求解决"):
        if any(label in each for each in await ann.buttons()):
            await ann.presses(label)
    await ann.says("青山镇东街")
    assert shown in await ann.sees()
    assert never not in await ann.sees()

"""Danger, from what people write to the last word: who is asked, who is answered, and what happens to an open form."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from aiogram.fsm.storage.base import StorageKey

from casework.petition import Role
from nlp.reader import Reader
from nlp.urgency import UrgencyReading
from services import helplines
from services.buttons import Act
from storage import audit, office, rooms
from tests.journeys.stories import LAMP, files
from tests.people import Bureau, People, Person

DESPAIR = "我真的不想活了"
MAYBE = "有人跟踪我"


async def kept(bureau: Bureau, person: Person) -> dict[str, Any]:
    """What the conversation keeps."""
    bot = bureau.bots[person.channel]
    key = StorageKey(bot_id=bot.id, chat_id=person.chat_id, user_id=person.user_id)
    return await bureau.processor.storage.get_data(key)


async def in_a_form(people_of: People) -> Person:
    """Somebody whose form asks for the telephone."""
    ann = await people_of.citizen()
    await ann.says(LAMP)
    await ann.presses("同意")
    assert "您的电话" in await ann.says("修好路灯", "青山镇阳光小区", "王小明")
    return ann


async def test_the_form_waits_in_silence_and_takes_nothing(people_of: People, bureau: Bureau) -> None:
    ann = await in_a_form(people_of)
    before = (await kept(bureau, ann))["draft"]
    answer = await ann.says(DESPAIR)
    assert "12356" in answer
    assert "您的电话" not in answer
    for words in ("打了也没用，没人管", "1", "桥上", "对"):
        answer = await ann.says(words)
        assert "120 或 110" in answer
        assert "没听懂" not in answer
        assert "您的电话" not in answer
    assert (await kept(bureau, ann))["draft"] == before
    assert "12356" in await ann.says("我想跳下去死了算了，我不想活了"), "the numbers again"
    back = await ann.says("我没事了")
    assert "您平安就好" in back
    assert "您的电话" in await ann.presses("继续刚才的登记")
    assert (await kept(bureau, ann))["draft"] == before
    await ann.says(DESPAIR)
    assert "您的电话" in await ann.says("继续填写")
    assert "我在" not in await ann.says("13800000000")


async def test_what_was_said_is_filed_only_when_they_want_it(people_of: People) -> None:
    ann = await people_of.citizen()
    assert "登记前" not in await ann.says("楼下燃气泄漏了，味道很大，快来人")
    await ann.says("在幸福小区 3 号楼")
    await ann.presses("我没事了")
    assert "登记前" in await ann.presses("写进反映")


async def test_the_fitting_number_comes_first_and_on_its_own_line(people_of: People) -> None:
    for words, first in (
        (DESPAIR, "12356 "),
        ("我家着火了，快来人", "119 "),
        ("我老公正在打我，救命", "110 "),
    ):
        ann = await people_of.citizen()
        lines = [line for line in (await ann.says(words)).splitlines() if line[:3].isdecimal()]
        assert lines[0].startswith(first), words


async def test_on_the_page_the_numbers_are_marked_and_on_telegram_nothing_is(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    await ann.says(DESPAIR)
    if ann.channel != "web":
        assert all("entities" not in each for each in bureau.telegram.chats[ann.chat_id].values())
        return
    async with bureau.db.reading() as session:
        payload = (await rooms.history(session, ann.chat_id))[-1].payload or {}
    marked = [payload["text"][each["offset"] :][: each["length"]] for each in payload["entities"]]
    assert marked[0] == "12356"
    assert {each["type"] for each in payload["entities"]} == {"phone_number"}


def test_a_mark_counts_as_the_bot_api_counts() -> None:
    (found,) = helplines.entities("🔴 打 110", ["110", "119"])
    assert (found["offset"], found["length"]) == (5, 3)


async def test_others_are_heard_while_a_long_text_is_read(reader: Reader) -> None:
    order: list[str] = []

    async def read() -> UrgencyReading:
        found = await reader.danger_gently("没有人管" * 3000 + "，" + DESPAIR)
        order.append("read")
        return found

    async def others() -> None:
        for _ in range(30):
            await asyncio.sleep(0)
        order.append("others")

    found, _ = await asyncio.gather(read(), others())
    assert found.kinds == ("mind",), "and it is read to its end"
    assert order == ["others", "read"], "a pause after each piece"


async def test_nobody_is_said_to_be_told_when_nobody_is(people_of: People, bureau: Bureau) -> None:
    async with bureau.db.writing() as session:
        unit = (await office.bureau(session)).id
        assert unit is not None
        for group in await office.group_of(session, unit):
            await session.delete(group)
    ann = await people_of.citizen()
    answer = await ann.says(DESPAIR) + await ann.says("没人管我")
    assert "已通知" not in answer
    assert "留个电话" not in answer
    assert "0597-1234567" in answer


async def test_it_ends_by_itself_after_half_a_day(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says(DESPAIR)
    await bureau.turn(hours=11)
    assert "我在" in await ann.says("还是难受")
    await bureau.turn(hours=2)
    assert "我在" not in await ann.says("你好")


async def test_what_may_be_danger_is_asked_once_and_nothing_is_lost(
    people_of: People, bureau: Bureau
) -> None:
    clerk, ann = await people_of.officer("bureau", Role.CLERK), await people_of.citizen()
    await ann.says("我要反映", "同意", "解决问题")
    heard = await ann.says(MAYBE)
    assert heard.endswith("您现在有危险吗？")
    assert "危险" not in await clerk.inside("bureau").sees(), "nobody is woken yet"
    story = (await kept(bureau, ann))["draft"]["story"]
    assert MAYBE in story
    assert "那就好" in await ann.says("没有")
    assert (await kept(bureau, ann))["draft"]["story"] == story
    assert "有危险吗" not in await ann.says(MAYBE), "once in some hours"


@pytest.mark.parametrize("yes", ["有", "有危险", "1"])
async def test_a_yes_is_danger_for_certain(people_of: People, bureau: Bureau, yes: str) -> None:
    clerk, ann = await people_of.officer("bureau", Role.CLERK), await people_of.citizen()
    await ann.says(MAYBE)
    assert "110 报警" in await ann.says(yes)
    assert "危险" in await clerk.inside("bureau").sees()
    assert "我在" in await ann.says("没人管我")


async def test_other_words_pass_the_question_over(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says(MAYBE)
    await ann.says("查进度")
    assert "110 报警" not in await ann.says("有")


async def test_an_officer_answers_in_private_until_it_is_over(people_of: People, bureau: Bureau) -> None:
    clerk, ann = await people_of.officer("bureau", Role.CLERK), await in_a_form(people_of)
    await ann.says(DESPAIR)
    await ann.says("我在西门大桥上")
    group = clerk.inside("bureau")
    await group.presses("在这里回复他")
    assert "西门大桥" in await clerk.sees()
    assert "留个电话" in await ann.hears()
    await clerk.says("我是值班的老李，您站着别动，我这就打给您")
    assert "值班同志：我是值班的老李" in await ann.hears()
    assert "已发给值班的同志" in await ann.says("13800000000")
    assert "对方：13800000000" in await clerk.hears()
    assert "12356" in await ann.says(DESPAIR)
    assert DESPAIR in await clerk.hears(), "what tells of danger again is passed on as well"
    await clerk.presses("已打电话")
    seen = await group.sees()
    assert "已打电话 · " in seen
    assert "西门大桥" not in seen
    assert "13800000000" not in seen
    await clerk.presses("结束")
    assert "先说到这里" in await ann.hears()
    assert "您的电话" in await ann.presses("继续刚才的登记")
    async with bureau.db.reading() as session:
        told = [entry.action for entry in await audit.entries(session)]
    assert {"care_read", "care_answer", "care_called", "care_end"} <= set(told)


async def test_what_is_meant_for_the_desk_is_never_sent_to_somebody_in_danger(
    people_of: People, bureau: Bureau
) -> None:
    clerk, bob = await people_of.officer("bureau", Role.CLERK), await people_of.citizen()
    number, _ = await files(bob)
    serial = number.split("-")[2]
    ann = await people_of.citizen()
    await ann.says(DESPAIR)
    await clerk.inside("bureau").presses("在这里回复他")
    await ann.hears()
    for words in ("2", "110", "转人社局", "转人社", "转送"):
        assert "没有发给对方" in await clerk.says(words), words
        assert await ann.hears() == "", words
    assert "回复还开着" in await clerk.says("请打 12356，我陪着您")
    assert "12356" in await ann.hears()
    for words in (serial, number, "待办", "菜单", f"打开 {serial}", f"/case {serial}"):
        assert "先停了" in await clerk.says(words), words
        await clerk.says("这句话写给自己")
        assert await ann.hears() == "", words
        await clerk.presses("在这里回复他")
    await clerk.taps(Act(do="open", case=(await bureau.only_case()).id).pack())
    await clerk.says("还在看")
    assert await ann.hears() == ""


async def test_when_the_citizen_is_safe_the_officer_writes_to_nobody(people_of: People) -> None:
    clerk, ann = await people_of.officer("bureau", Role.CLERK), await people_of.citizen()
    await ann.says(DESPAIR)
    await clerk.inside("bureau").presses("在这里回复他")
    await ann.says("我没事了")
    await ann.hears()
    assert "对方：我没事了" in await clerk.hears()
    assert "已经结束" in await clerk.says("您还在吗")
    assert await ann.hears() == ""


async def test_only_one_officer_takes_it_and_nobody_without_the_role(people_of: People) -> None:
    clerk, other = [await people_of.officer("bureau", Role.CLERK) for _ in range(2)]
    ann, stranger = await people_of.citizen(), await people_of.citizen()
    await ann.says(DESPAIR)
    await stranger.inside("bureau").presses("在这里回复他")
    assert "不想活" not in await stranger.sees()
    await clerk.inside("bureau").presses("在这里回复他")
    await other.inside("bureau").presses("在这里回复他")
    assert "不想活" in await clerk.sees()
    assert "不想活" not in await other.sees()


async def test_who_goes_on_about_danger_is_not_told_the_same_words_again(people_of: People) -> None:
    ann = await people_of.citizen()
    answers = [
        await ann.says(words)
        for words in ("家里着火了快来人", "着火了", "火很大", "还在烧", "救命啊", "烟好大")
    ]
    assert all(one != two for one, two in pairwise(answers))
    assert all(answer.index("119") < answer.index("110") for answer in answers), (
        "where it burns, 119 comes first"
    )
    assert sum("先到安全的地方，马上拨打" in answer for answer in answers) <= 2, "whole only for what is new"


@pytest.mark.parametrize(("words", "womens"), [("有人拿刀砍我", False), ("我老公拿刀砍我", True)])
async def test_the_womens_line_is_named_where_a_woman_or_a_marriage_is(
    people_of: People, words: str, womens: bool
) -> None:
    ann = await people_of.citizen()
    answer = await ann.says(words)
    assert "110" in answer
    assert ("12338" in answer) is womens

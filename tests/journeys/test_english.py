"""Somebody who reads English files a matter, is told of it, and looks it up; offices read their own language."""

import re
from dataclasses import replace

from casework.petition import Role
from storage import office
from tests.journeys.rows import does, goes, places
from tests.journeys.stories import NUMBER
from tests.people import Bureau, People, Person

LAMP = "The street lamp at our gate has been broken for weeks, it is dark and an old man fell."
CHINESE = re.compile(r"[\u3400-\u9fff]")
WAYS = (
    ("Please read this", "I agree"),
    ("What would you like to do", "Have a problem solved"),
    ("What would you most like", "Repair the lamp please"),
    ("Where is it", "测试县青山镇建设路 3 号"),
    ("What is your name and telephone", "John Smith 13800000000"),
    ("What is your name", "John Smith"),
    ("Your telephone", "13800000000"),
)


async def fills(ann: Person, asked: str) -> str:
    """Answer in English until the preview."""
    for _ in range(15):
        if "Please check" in asked:
            return asked
        place, answer = max((asked.rfind(question), answer) for question, answer in WAYS)
        assert place >= 0, f"{await ann.buttons()}: nobody knows what to answer to: {asked}"
        tapped = any(answer in label for label in await ann.buttons())
        asked = await (ann.presses(answer) if tapped else ann.says(answer))
    raise AssertionError(f"the form does not end: {asked}")


def only_names_are_chinese(words: str, *known: str) -> None:
    for each in known:
        words = words.replace(each, "")
    assert not CHINESE.search(words), words


async def test_a_matter_is_filed_in_english(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    office = bureau.context.office
    greeting = await ann.says("/english")
    only_names_are_chinese(greeting, office.name)
    only_names_are_chinese("".join(await ann.buttons()))
    preview = await fills(ann, await ann.says(LAMP))
    assert LAMP in preview
    only_names_are_chinese("".join(await ann.buttons()))
    label = next(each for each in await ann.buttons() if "ubmit" in each)
    receipt = await ann.presses(label.partition(" ")[2] or label)
    number = NUMBER.search(receipt)
    assert number, receipt
    assert "Registered" in receipt
    card = await ann.presses("How it stands")
    assert "registered" in card


async def test_who_writes_english_is_answered_in_english_and_may_go_back(people_of: People) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    said = await ann.says(LAMP)
    assert "I answer in English" in said
    assert "您好" in await bob.says("/start"), "nobody else's language changes"
    assert "以后用中文" in await ann.says("/language", "中文")


async def test_a_name_a_code_or_chinese_with_english_in_it_changes_nothing(people_of: People) -> None:
    ann = await people_of.citizen()
    for words in ("OK", "7KQM-2RXT-W9PD", "我在 ABC Trading Co Ltd 上班，被欠薪", "wo men cun de lu huai le"):
        assert "I answer in English" not in await ann.says(words)


async def test_notices_come_in_english_and_the_office_reads_its_own_language(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann)
    await ann.says("/english")
    assert "转送，已记录" in await does(clerk, "transfer", case, "人社局")
    told = await ann.hears()
    assert told.startswith(f"{case.number} was passed on to 人社局")
    await goes(bureau, case, "accept", Role.HANDLER, procedure="petition")
    told = await ann.hears()
    assert "was accepted by" in told
    only_names_are_chinese(
        told.replace("年", "").replace("月", "").replace("日", ""), "人社局", "人力资源和社会保障局", "测试县"
    )


async def test_who_writes_traditional_reads_traditional(people_of: People) -> None:
    ann = await people_of.citizen()
    said = await ann.says("我們小區門口的路燈壞了一個多星期，晚上很黑，老人摔了一跤，沒人來修")
    assert "登記前請看一眼" in said
    assert "以後用中文" not in said
    assert any("同意，繼續" in label for label in await ann.buttons())
    assert "以后用中文" in await ann.says("/language", "1")


async def test_danger_in_english_is_answered_in_english(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("/english")
    said = await ann.says("I want to kill myself")
    assert "carry this alone" in said
    assert "12356" in said


async def test_names_and_dates_come_in_the_language_of_who_reads(people_of: People, bureau: Bureau) -> None:
    ann, mei, clerk = (
        await people_of.citizen(),
        await people_of.citizen(),
        await people_of.officer("bureau", Role.CLERK),
    )
    bureau.context.office = replace(bureau.context.office, name_en="Petition Office of Test County")
    async with bureau.db.writing() as session:
        await office.change_unit(session, bureau.units["labour"], name_en="Labour Office")
    assert "Petition Office of Test County" in await ann.says("/english")
    await mei.says("我們小區門口的路燈壞了一個多星期，晚上很黑，老人摔了一跤，沒人來修")
    for who, unit, day in ((ann, "Labour Office", "6 December 2026"), (mei, "人社局", "2026 年 12 月 6 日")):
        case = await places(bureau, who)
        await does(clerk, "transfer", case, "人社局")
        told = await who.hears()
        assert unit in told
        assert day in told
    await ann.says("/mine")
    card = await ann.presses("passed on")
    assert "Labour Office" in card
    assert "21 Nov" in card
    assert any(
        "Labour" not in each.text for each in await bureau.chat(people_of.channel, bureau.groups["labour"])
    )
    assert "縣信訪局" in await mei.says("/privacy")
    only_names_are_chinese(await ann.says("/english"))

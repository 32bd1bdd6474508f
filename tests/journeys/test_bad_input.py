"""Every bad input gets a sentence; nothing is lost, nothing breaks."""

import pytest
from sqlalchemy import select

from bot import typed_choices
from casework.petition import Role
from storage.tables.chat_rows import File
from storage.tables.outbox_rows import OutboxRow
from storage.tables.person_rows import Person
from storage.upsert import table
from tests.journeys.stories import LAMP, WAGES, files, fills
from tests.people import Bureau, People


async def test_empty_emoji_and_invisible_text_are_answered(people_of: People) -> None:
    ann = await people_of.citizen()
    for words in ("   ", "😀😀😀", "\u200b\u200d\ufeff", "\u202e\u202e", "。。。！！！"):
        assert await ann.says(words)
    await ann.says(WAGES)
    await ann.presses("同意")
    for words in ("😀", "\u200b\u202e"):
        assert "最希望怎么解决" in await ann.says(words), "nothing of it is an answer"


async def test_right_to_left_tricks_stay_in_storage_and_harm_nobody(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    number, _ = await files(ann, WAGES + "\u202e恶意倒写\u202c<b>&</b>")
    assert (await bureau.case(number)).state in ("registered", "transferred")


async def test_a_hundred_kilobytes_are_kept_whole_as_a_file(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says("我要反映")
    await ann.presses("同意")
    long = "工地欠薪，请帮帮我们。" * 9_000
    answer = await ann.says(long)
    assert "一个字不少" in answer
    async with bureau.db.reading() as session:
        kept = await bureau.context.files.open(session, await session.scalar(select(table(File).c.id)))
    assert kept is not None
    with kept.open() as content:
        assert content.read() == long.encode()
    on_disk = [path.read_bytes() for path in bureau.context.files.root.rglob("*") if path.is_file()]
    assert on_disk
    assert not [each for each in on_disk if "工地欠薪".encode() in each], "sealed"


async def test_a_file_that_is_too_large_is_refused_with_its_size(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(WAGES)
    await ann.presses("同意")
    answer = await ann.document(b"small", size=63 * 1024 * 1024)
    assert "63 MB，超过 20 MB" in answer
    assert "前面说的都还在" in answer
    assert "事情在哪里" in await ann.says("把工资发了，大家都等着过年。")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                      "is_animated": False, "is_video": False}}, "表情"),
        ({"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
                   "is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": False,
                   "members_only": False}}, "投票"),
        ({"poll": {"id": "a kind of message nobody has seen"}}, "这种消息没法登记"),
        ({"contact": {"phone_number": "1", "first_name": "某"}}, "名片"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "表情"),
    ],
)  # fmt: skip
async def test_stickers_polls_and_contacts_get_a_sentence(
    people_of: People, content: dict[str, object], sentence: str
) -> None:
    ann = await people_of.citizen()
    assert sentence in await ann.sends(**content)


async def test_an_edited_message_changes_nothing_that_is_registered(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(WAGES)
    answer = await ann.brings({"edited_message": {**ann.message(text="改了"), "edit_date": 1_800_000_000}})
    assert "登记的是原话" in answer


async def test_who_speaks_in_the_name_of_a_chat_is_nobody(people_of: People, bureau: Bureau) -> None:
    """Not even an officer in the middle of a form in the group, whose next words would otherwise be the answer."""
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    number, _ = await files(ann)
    case = await bureau.case(number)
    group = li.inside("labour")
    chat = {"id": -100123, "type": "channel", "title": "频道"}
    known = await _everybody(bureau)

    for sender in (li.sender, {"id": 136817688, "is_bot": True, "first_name": "Channel"}):
        said = {**group.message(text="/todo"), "from": sender, "sender_chat": chat}
        assert typed_choices.whose({"message": said}) == (group.chat_id, 0)
        await group.brings({"message": said})
        await li.taps(f"a:note:{case.id}")
        await li.brings(
            {"message": {**li.message(text="以频道名义说的话"), "from": sender, "sender_chat": chat}}
        )
        await bureau.feeds(people_of.channel, {"channel_post": {**group.message(text="hi"), "chat": chat}})
    assert await _everybody(bureau) <= known | {0}, "a shared placeholder is no person"
    assert "以频道名义" not in await li.sees() + await ann.sees()
    assert (await bureau.case(number)).version == case.version


async def _everybody(bureau: Bureau) -> set[int]:
    """The ids by which the office knows people."""
    async with bureau.db.reading() as session:
        return set(await session.scalars(select(Person.user_id)))


async def test_a_button_from_a_month_ago_is_answered_politely(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    number, _ = await files(ann)
    await bureau.turn(days=31)
    for data in (
        "in:story:done",
        "in:preview:submit",
        "in:consented:agree",
        "go:file",
        "nonsense",
        "a:accept:1",
    ):
        assert await ann.taps(data), data
    assert (await bureau.case(number)).number == number


async def test_a_second_start_in_the_middle_loses_nothing(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says(WAGES)
    await ann.presses("同意")
    assert "前面说的都还在" in await ann.says("/start")
    answer = await ann.presses("接着说")
    assert "前面的都在" in answer
    assert "最希望怎么解决" in answer


async def test_resume_after_a_week_at_the_same_question(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await ann.says(WAGES)
    await ann.presses("同意")
    await bureau.turn(days=7)
    assert "事情在哪里" in await ann.says("发放工资")


async def test_filing_twice_gives_one_case(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await fills(ann)
    submit = (await ann.last()).buttons
    data = next(data for label, data in submit.items() if "提交" in label)
    message = await ann.last()
    await ann.taps(data, message.id, key="same-press")
    await ann.taps(data, message.id, key="same-press")
    await ann.taps(data, message.id)
    await bureau.only_case()


async def test_back_skip_leave_and_change_one_answer(people_of: People) -> None:
    ann = await people_of.citizen()
    preview = await fills(ann, LAMP, 最希望怎么解决="修好路灯", 什么时候的事="跳过")
    assert "修好路灯" in preview
    await ann.presses("改一条")
    await ann.presses("请求")
    preview = await ann.says("三天内修好路灯，并告诉我们谁负责")
    assert "三天内修好路灯" in preview
    assert "先替您存着" in await ann.presses("先存着")
    assert "前面的都在" in await ann.presses("我要反映")


async def test_danger_is_answered_at_once_with_numbers_and_wakes_somebody(people_of: People) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    answer = await ann.says("我们楼里燃气泄漏了，味道很大，没人管")
    assert "119" in answer
    alert = await clerk.inside("bureau").sees()
    assert "危险" in alert
    assert "燃气" not in alert


async def test_an_anonymous_case_keeps_no_way_back_to_the_person(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    number, code = await files(ann, WAGES, 登记前请看一眼="匿名")
    case = await bureau.case(number)
    assert case.owner_id is None
    assert case.anonymous
    async with bureau.db.reading() as session:
        rows = list(await session.scalars(select(OutboxRow).where(OutboxRow.case_id == case.id)))
        named = list(await session.scalars(select(OutboxRow).where(OutboxRow.card == f"code:{case.id}")))
    assert not [row for row in rows if row.chat_id == ann.chat_id], "the outbox ties the chat to the case"
    assert not named
    await ann.presses("我已保存")
    assert code not in await ann.sees()
    await ann.says(number)
    assert number in await ann.says(code)


async def test_a_report_on_an_official_reaches_only_the_sealed_role(
    people_of: People, bureau: Bureau
) -> None:
    ann, sealed = await people_of.citizen(), await people_of.officer("bureau", Role.SEALED)
    clerk, li = await people_of.officer("bureau", Role.CLERK), await people_of.officer("labour", Role.HANDLER)
    story = "我举报人社局局长张某收受工地老板好处费，拖欠工资没人查"
    number, _ = await files(
        ann, story, 您这次是想="举报工作人员", 工作人员违纪违法="1", 您举报的是="人社局局长张某"
    )
    case = await bureau.case(number)
    assert case.sealed
    assert "专人" in await sealed.hears()
    for who in (clerk, li):
        for place in (who, who.inside("bureau" if who is clerk else "labour")):
            assert number not in await place.sees()
        assert "没有查到" in await who.taps(f"a:open:{case.id}")
    await sealed.says(number)
    assert "张某" in await sealed.sees()


@pytest.mark.parametrize("story", ["儿子不养我了也不给钱啊", "wo men cun kou de lu huai le"])
async def test_a_story_that_no_topic_fits_is_filed_all_the_same(people_of: People, story: str) -> None:
    ann = await people_of.citizen()
    number, _ = await files(ann, story, 看起来属于="都不是")
    assert number

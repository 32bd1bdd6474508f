"""A group of a unit lives its own life: it becomes a supergroup, mutes the bot, throws it out; chats remark things."""

from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from casework.petition import Role
from storage import office
from storage.rows import table
from storage.tables.office_rows import CodePurpose
from tests.journeys.stories import files
from tests.people import Bureau, People, Person, open_groups

NEW = -1_002_000_000_001


@pytest_asyncio.fixture(loop_scope="session")
async def on_telegram(bureau: Bureau) -> People:
    """What Telegram alone knows: supergroups, service messages, inaccessible messages."""
    await open_groups(bureau, "telegram")
    return People(bureau, "telegram")


async def bound_unit(bureau: Bureau, chat_id: int) -> str:
    """The code of the unit a Telegram group is bound to; empty for none."""
    async with bureau.db.reading() as session:
        unit = await office.unit_of_group(session, "telegram", chat_id)
    return unit.code if unit is not None else ""


@pytest.mark.parametrize("told", ["in the old group", "in the new group", "in both"])
async def test_a_group_that_became_a_supergroup_goes_on(
    on_telegram: People, bureau: Bureau, told: str
) -> None:
    li = (await on_telegram.officer("labour", Role.HANDLER)).inside("labour")
    old = li.chat_id
    there = Person(bureau, "telegram", li.user_id, NEW, "labour")
    if told != "in the new group":
        assert await li.sends(migrate_to_chat_id=NEW) == ""
    if told != "in the old group":
        assert await there.sends(migrate_from_chat_id=old) == ""
    assert (await bound_unit(bureau, old), await bound_unit(bureau, NEW)) == ("", "labour")
    assert "待办" in await there.says("/todo")


async def test_what_waited_for_the_old_group_arrives_in_the_new_one(
    on_telegram: People, bureau: Bureau
) -> None:
    ann = await on_telegram.citizen()
    li = (await on_telegram.officer("labour", Role.HANDLER)).inside("labour")
    await li.sends(migrate_to_chat_id=NEW)
    number, _ = await files(ann)
    there = Person(bureau, "telegram", li.user_id, NEW, "labour")
    assert number in await there.sees()


async def test_whoever_can_mend_it_is_told_that_a_group_is_lost(on_telegram: People, bureau: Bureau) -> None:
    admin, head = (
        await on_telegram.officer("bureau", Role.ADMIN),
        await on_telegram.officer("labour", Role.HEAD),
    )
    li = (await on_telegram.officer("labour", Role.HANDLER)).inside("labour")
    await admin.hears(), await head.hears()

    await li.brings(about_me(li, "restricted"))
    assert "不让我发言" in await admin.hears()
    assert "不让我发言" in await head.hears()
    assert await bound_unit(bureau, li.chat_id) == "labour"

    await li.brings(about_me(li, "kicked"))
    assert "移出去了" in await admin.hears()
    assert "移出去了" in await head.hears()
    assert await bound_unit(bureau, li.chat_id) == ""


def about_me(who: Person, status: str) -> dict[str, Any]:
    """The bot's own standing in a group has changed."""
    me = {"id": 42, "is_bot": True, "first_name": "件件"}
    can = dict.fromkeys(
        (
            "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
            "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
            "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages",
            "can_manage_topics", "can_edit_tag", "can_react_to_messages",
        ),
        False,
    )  # fmt: skip
    new = {"status": status, "user": me, "until_date": 0}
    if status == "restricted":
        new |= {"is_member": True, **can}
    frame = who.message()
    return {
        "my_chat_member": {
            "chat": frame["chat"], "from": who.sender, "date": frame["date"],
            "old_chat_member": {"status": "member", "user": me}, "new_chat_member": new,
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    "remark",
    [
        {"pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 5, "type": "private"}}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},
        {"boost_added": {"boost_count": 1}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🎄"}}},
        {"new_chat_members": [{"id": 9, "is_bot": False, "first_name": "某"}]},
        {"forum_topic_created": {"name": "案件", "icon_color": 1}},
    ],
)
async def test_remarks_are_heard_in_silence(on_telegram: People, remark: dict[str, Any]) -> None:
    """Also in the middle of a form, where they would be the answer to a question."""
    ann = await on_telegram.citizen()
    assert await ann.sends(**remark) == ""
    asked = await ann.says("楼下的路灯坏了半个月，晚上看不见路，请派人修好")
    assert asked
    assert await ann.sends(**remark) == ""


async def test_a_place_that_moves_by_itself_is_no_correction(on_telegram: People) -> None:
    ann = await on_telegram.citizen()
    moved = ann.message(location={"latitude": 25.0, "longitude": 117.0, "live_period": 900}, edit_date=1)
    assert await ann.brings({"edited_message": moved}) == ""


async def test_a_button_of_sixty_days_ago_is_answered_with_a_new_message(
    on_telegram: People, bureau: Bureau
) -> None:
    """Telegram shows only the shadow of an old message: no date, no text, nothing to edit."""
    ann = await on_telegram.citizen()
    number, _ = await files(ann)
    case = await bureau.case(number)
    shadow = {"message_id": 17, "date": 0, "chat": ann.message()["chat"]}
    query = {
        "id": "77", "chat_instance": "1", "message": shadow, "data": f"c:show:{case.id}:", "from": ann.sender
    }  # fmt: skip
    answer = await ann.brings({"callback_query": query})
    assert number in answer
    assert "过时" not in answer


async def test_half_a_letter_does_not_break_a_message(on_telegram: People) -> None:
    ann = await on_telegram.citizen()
    answer = await ann.says("楼下的路灯坏了\ud83d半个月\x00，请修好")
    assert "出了点问题" not in answer
    assert answer


async def test_a_groups_list_is_for_its_officers(people_of: People, bureau: Bureau) -> None:
    li = (await people_of.officer("labour", Role.HANDLER)).inside("labour")
    clerk = (await people_of.officer("bureau", Role.CLERK)).inside("labour")
    foreign = (await people_of.officer("urban", Role.HANDLER)).inside("labour")
    guest = (await people_of.citizen()).inside("labour")
    assert "待办" in await li.says("/todo")
    assert "待办" in await clerk.says("/todo")
    assert "只有相应的工作人员" in await foreign.says("/todo")
    assert "只有相应的工作人员" in await guest.says("/todo")


def joined(group: Person) -> dict[str, Any]:
    """Somebody brings the bot into a group."""
    bot = {"id": 1, "is_bot": True, "first_name": "件件"}
    return {
        "my_chat_member": {
            "chat": {"id": group.chat_id, "type": "supergroup", "title": "某群"},
            "from": group.sender,
            "date": 0,
            "old_chat_member": {"user": bot, "status": "left"},
            "new_chat_member": {"user": bot, "status": "member"},
        }
    }


@pytest.mark.parametrize("bound", [True, False])
async def test_a_group_that_nobody_binds_is_left(on_telegram: People, bureau: Bureau, bound: bool) -> None:
    admin = await on_telegram.officer("bureau", Role.ADMIN)
    group = Person(bureau, "telegram", admin.user_id, NEW, "某群")
    assert "60 分钟内没有绑定" in await group.brings(joined(group))
    async with bureau.db.writing() as session:
        code = await office.make_code(
            session, CodePurpose.GROUP, now=bureau.clock(), unit_id=bureau.units["labour"]
        )
    if bound:
        assert "已绑定" in await group.says(f"/bind {code}")
    await bureau.turn(hours=2)
    async with bureau.db.reading() as session:
        rows = table("outbox")
        left = select(rows.c.status).where(rows.c.method == "leaveChat")
        assert list(await session.scalars(left)) == ([] if bound else ["sent"])


async def test_a_group_that_was_unbound_is_left_as_well(on_telegram: People, bureau: Bureau) -> None:
    admin = await on_telegram.officer("bureau", Role.ADMIN)
    await admin.says("/管理")
    for label in ("单位和人员", "城管局", "工作群", "解除第 1 个"):
        await admin.presses(label)
    group = Person(bureau, "telegram", admin.user_id, bureau.groups["urban"], "某群")
    assert "60 分钟内没有绑定" in await group.sees()
    await bureau.turn(hours=2)
    async with bureau.db.reading() as session:
        rows = table("outbox")
        left = select(rows.c.chat_id).where(rows.c.method == "leaveChat", rows.c.status == "sent")
        assert list(await session.scalars(left)) == [group.chat_id]

"""A forum group: the unit hears in the topic that it was bound in; a closed one falls back, and the group is told."""

import pytest_asyncio

from casework.petition import Role
from storage import office
from storage.tables.office_rows import CodePurpose
from tests.journeys.stories import files
from tests.people import Bureau, People, Person, open_groups

TOPIC = 77


@pytest_asyncio.fixture(loop_scope="session")
async def on_telegram(bureau: Bureau) -> People:
    """Topics are Telegram's own."""
    await open_groups(bureau, "telegram")
    return People(bureau, "telegram")


async def bound_in_a_topic(people: People, bureau: Bureau) -> Person:
    """The labour bureau's group, bound anew in one of its topics."""
    li = (await people.officer("labour", Role.HANDLER)).inside("labour")
    async with bureau.db.writing() as session:
        code = await office.make_code(
            session, CodePurpose.GROUP, now=bureau.clock(), unit_id=bureau.units["labour"]
        )
    said = li.message(text=f"/bind {code}", message_thread_id=TOPIC, is_topic_message=True)
    assert "已绑定" in await li.brings({"message": said})
    return li


def topics(bureau: Bureau, group: Person, words: str) -> list[int | None]:
    """The topics in which something with these words stands in the group."""
    shown = bureau.telegram.chats[group.chat_id].values()
    return [each.get("message_thread_id") for each in shown if words in (each.get("text") or "")]


async def test_cards_and_words_stand_in_the_topic(on_telegram: People, bureau: Bureau) -> None:
    li, ann = await bound_in_a_topic(on_telegram, bureau), await on_telegram.citizen()
    number, _ = await files(ann)
    assert topics(bureau, li, number)
    assert set(topics(bureau, li, number)) == {TOPIC}
    assert topics(bureau, li, "已绑定") == [TOPIC]


async def test_a_topic_that_is_closed_is_said_and_opened_again(on_telegram: People, bureau: Bureau) -> None:
    li, ann = await bound_in_a_topic(on_telegram, bureau), await on_telegram.citizen()
    bureau.telegram.closed_topics.add((li.chat_id, TOPIC))
    closed = li.message(forum_topic_closed={}, message_thread_id=TOPIC, is_topic_message=True)
    assert "话题关了" in await li.brings({"message": closed})
    number, _ = await files(ann)
    assert set(topics(bureau, li, number)) == {None}
    bureau.telegram.closed_topics.clear()
    opened = li.message(forum_topic_reopened={}, message_thread_id=TOPIC, is_topic_message=True)
    assert await li.brings({"message": opened}) == ""
    ben = await on_telegram.citizen()
    other, _ = await files(ben)
    assert set(topics(bureau, li, other)) == {TOPIC}


async def test_a_topic_found_closed_loses_nothing_and_is_told(on_telegram: People, bureau: Bureau) -> None:
    """The bot was away when it was closed: the refusal of a message says so."""
    li, ann = await bound_in_a_topic(on_telegram, bureau), await on_telegram.citizen()
    bureau.telegram.closed_topics.add((li.chat_id, TOPIC))
    number, _ = await files(ann)
    assert set(topics(bureau, li, number)) == {None}, "said all the same, outside of it"
    await bureau.turn(minutes=1)
    assert topics(bureau, li, "话题关了") == [None]
    await bureau.turn(minutes=5)
    assert len(topics(bureau, li, "话题关了")) == 1, "once"

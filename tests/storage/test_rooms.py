"""Rooms of the web chat: a reload shows what was said, everything new is after a seq, and strangers see nothing."""

import asyncio
from datetime import datetime

import pytest

from storage import rooms
from storage.database import Database
from tests.storage.conftest import Count


async def visitor(db: Database, now: datetime, key: bytes = b"k" * 32) -> int:
    async with db.writing() as session:
        made = await rooms.create_visitor(session, key, now, shown_name="市民甲")
    assert made.id is not None
    return made.id


async def say(db: Database, room_id: int, words: str, now: datetime, sender: int | None = None) -> int:
    async with db.writing() as session:
        return await rooms.append(session, room_id, sender, {"text": words}, now)


async def news(db: Database, room_id: int, after: int = 0) -> list[tuple[int, int, str | None, bool]]:
    async with db.reading() as session:
        return [
            (each.seq, each.message_id, (each.payload or {}).get("text"), each.deleted)
            for each in await rooms.history(session, room_id, after)
        ]


async def test_a_visitor_is_found_by_the_key_and_has_a_room(db: Database, now: datetime) -> None:
    mine = await visitor(db, now)
    async with db.reading() as session:
        found = await rooms.visitor_by_key(session, b"k" * 32)
        assert found is not None
        assert (found.id, found.shown_name) == (mine, "市民甲")
        assert await rooms.visitor_by_key(session, b"x" * 32) is None
        (room,) = await rooms.rooms_of(session, mine)
        assert (room.id, room.kind) == (mine, rooms.PRIVATE)
        assert await rooms.is_member(session, mine, mine)


async def test_a_reload_shows_everything_in_order(db: Database, now: datetime) -> None:
    mine = await visitor(db, now)
    for number in range(5):
        assert await say(db, mine, f"第{number}句", now, mine if number % 2 else None) == number + 1
    assert [words for _, _, words, _ in await news(db, mine)] == [f"第{n}句" for n in range(5)]
    async with db.reading() as session:
        senders = [each.sender_id for each in await rooms.history(session, mine)]
        assert senders == [None, mine, None, mine, None]
        assert [each.message_id for each in await rooms.history(session, mine, limit=2)] == [1, 2]


async def test_everything_after_a_seq_includes_edits_and_deletions(db: Database, now: datetime) -> None:
    mine = await visitor(db, now)
    first, second = await say(db, mine, "一", now), await say(db, mine, "二", now)
    (seen, *_), *_ = (await news(db, mine))[::-1]
    async with db.writing() as session:
        assert await rooms.edit(session, mine, first, {"text": "一（改）"}, now)
        assert await rooms.delete(session, mine, second, now)
    assert [entry[1:] for entry in await news(db, mine, seen)] == [
        (first, "一（改）", False),
        (second, None, True),
    ]


async def test_what_is_gone_or_never_was_cannot_be_edited(db: Database, now: datetime) -> None:
    mine = await visitor(db, now)
    said = await say(db, mine, "一", now)
    async with db.writing() as session:
        assert not await rooms.edit(session, mine, 99, {"text": "x"}, now)
        assert await rooms.delete(session, mine, said, now)
        assert not await rooms.edit(session, mine, said, {"text": "x"}, now)
        assert not await rooms.delete(session, mine, said, now)
    with pytest.raises(LookupError):
        await say(db, 12345, "x", now)


async def test_a_repeated_client_id_is_one_message(db: Database, now: datetime, count: Count) -> None:
    mine = await visitor(db, now)
    numbers = set()
    for _ in range(3):
        async with db.writing() as session:
            numbers.add(await rooms.append(session, mine, mine, {"text": "一"}, now, client_id="c1"))
    assert len(numbers) == 1
    assert len(await news(db, mine)) == 1


async def test_group_rooms_have_negative_ids_and_only_members_read_them(db: Database, now: datetime) -> None:
    mine, other = await visitor(db, now), await visitor(db, now, b"o" * 32)
    async with db.writing() as session:
        groups = [await rooms.open_group(session, title, now) for title in ("住建局", "人社局")]
        assert [group.id for group in groups] == [-1, -2]
        await rooms.join(session, -1, mine, now)
        await rooms.join(session, -1, mine, now)
    async with db.reading() as session:
        assert await rooms.is_member(session, -1, mine)
        assert not await rooms.is_member(session, -1, other)
        assert [room.id for room in await rooms.rooms_of(session, mine)] == [mine, -1]


async def test_people_talking_at_once_get_their_own_numbers(db: Database, now: datetime) -> None:
    mine = await visitor(db, now)
    numbers = await asyncio.gather(*(say(db, mine, str(n), now) for n in range(20)))
    assert sorted(numbers) == list(range(1, 21))
    assert [seq for seq, *_ in await news(db, mine)] == list(range(1, 21))


async def test_groups_opened_at_once_get_their_own_ids(db: Database, now: datetime) -> None:
    async def one() -> int:
        async with db.writing() as session:
            return (await rooms.open_group(session, "组", now)).id

    assert sorted(await asyncio.gather(*(one() for _ in range(6)))) == [-6, -5, -4, -3, -2, -1]

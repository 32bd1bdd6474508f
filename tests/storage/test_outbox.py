"""The outbox: order in each chat, leases, nothing lost, no broadcast said twice, and the truth is visible."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from storage import leases, office, outbox, people
from storage import vault as vaults
from storage.database import Database
from storage.outbox import DeliveryOutcome, Kind, Outgoing, Parcel, Result, Status
from storage.outcomes import BACKOFF
from storage.tables.office_rows import UnitKind
from storage.tables.outbox_rows import BlockedChat, Card, OutboxRow
from storage.upsert import table
from storage.vault import Vault
from tests.storage.conftest import Count, hello

LEASE = timedelta(seconds=30)
SECOND = timedelta(seconds=1)


async def put(db: Database, now: datetime, *items: Outgoing) -> None:
    async with db.writing() as session:
        await outbox.put(session, items, now)


async def take(
    db: Database, now: datetime, *, limit: int = 100, worker: str = "w1", channel: str = "telegram"
) -> list[Parcel]:
    return await outbox.take(db, channel=channel, now=now, limit=limit, lease=LEASE, worker=worker)


async def statuses(db: Database) -> dict[str, int]:
    async with db.reading() as session:
        return {status: number for status, number in (await outbox.counts(session)).items() if number}


async def rows(db: Database) -> Sequence[Any]:
    async with db.reading() as session:
        return (await session.execute(select(table(OutboxRow)).order_by(table(OutboxRow).c.id))).all()


def words(parcels: list[Parcel]) -> list[str]:
    return [parcel.payload["text"] for parcel in parcels]


SENT = DeliveryOutcome(Result.SENT, message_id=900)


async def test_a_chat_hears_its_messages_one_after_the_other(db: Database, now: datetime) -> None:
    await put(db, now, *(hello(1, f"a{n}") for n in range(3)), *(hello(2, f"b{n}") for n in range(3)))
    heard: list[str] = []
    while parcels := await take(db, now):
        assert len({parcel.chat_id for parcel in parcels}) == len(parcels)
        assert not await take(db, now), "the next in a chat waits until the one before is settled"
        heard += words(parcels)
        await outbox.settle_many(db, [(parcel.id, SENT) for parcel in parcels], now)
    assert heard == ["a0", "b0", "a1", "b1", "a2", "b2"]
    assert await statuses(db) == {"sent": 6}


async def test_a_waiting_retry_holds_up_its_chat_only(db: Database, now: datetime) -> None:
    await put(db, now, hello(1, "a0"), hello(1, "a1"), hello(2, "b0"))
    first = {parcel.chat_id: parcel for parcel in await take(db, now)}
    await outbox.settle_many(db, [(first[1].id, DeliveryOutcome(Result.RETRY, error="502"))], now)
    await outbox.settle_many(db, [(first[2].id, SENT)], now)
    assert await take(db, now) == []
    assert words(await take(db, now + BACKOFF[0])) == ["a0"]


async def test_a_message_for_later_does_not_hold_up_the_next(db: Database, now: datetime) -> None:
    await put(db, now, hello(1, "明早", not_before=now + timedelta(hours=8)), hello(1, "现在"))
    (parcel,) = await take(db, now)
    assert parcel.payload["text"] == "现在"
    await outbox.settle_many(db, [(parcel.id, SENT)], now)
    assert await take(db, now + timedelta(hours=7)) == []
    assert words(await take(db, now + timedelta(hours=8))) == ["明早"]


async def test_a_broadcast_does_not_hold_up_a_reply_and_goes_last(db: Database, now: datetime) -> None:
    await put(db, now, *(hello(n, "通告", kind=Kind.BROADCAST, broadcast_id=5) for n in (1, 2)))
    await put(db, now, hello(1, "回复"), hello(1, "按钮", kind=Kind.TOAST))
    assert words(await take(db, now, limit=3)) == ["按钮", "回复", "通告"]


async def test_each_channel_takes_its_own(db: Database, now: datetime) -> None:
    await put(db, now, hello(1), Outgoing("web", 1, "sendMessage", {"text": "网页"}))
    assert words(await take(db, now, channel="web")) == ["网页"]
    assert words(await take(db, now)) == ["您好"]


async def test_a_dedupe_key_is_said_once_whatever_became_of_it(
    db: Database, now: datetime, count: Count
) -> None:
    await put(db, now, hello(1, "一", dedupe="42:3:1"), hello(1, "二", dedupe="42:3:1"), hello(1, "三"))
    assert await count(db, OutboxRow) == 2
    for _ in range(2):
        await outbox.settle_many(db, [(parcel.id, SENT) for parcel in await take(db, now)], now)
    await put(db, now, hello(1, "一", dedupe="42:3:1"))
    assert await statuses(db) == {"sent": 2}


async def test_a_dead_workers_reply_is_taken_again_and_counted(db: Database, now: datetime) -> None:
    await put(db, now, hello(1), hello(2, kind=Kind.NOTICE))
    assert [parcel.attempts for parcel in await take(db, now)] == [1, 1]
    assert await take(db, now + LEASE - SECOND, worker="w2") == []
    again = await take(db, now + LEASE, worker="w2")
    assert [parcel.attempts for parcel in again] == [2, 2]


async def test_a_dead_workers_broadcast_is_uncertain_and_never_said_again(
    db: Database, now: datetime
) -> None:
    await put(db, now, *(hello(n, kind=Kind.BROADCAST, broadcast_id=9) for n in range(1, 4)))
    taken = await take(db, now)
    await outbox.settle_many(db, [(taken[0].id, SENT)], now)
    assert await take(db, now + LEASE) == []
    assert await statuses(db) == {"sent": 1, "uncertain": 2}
    assert await take(db, now + timedelta(days=30)) == []


async def test_doubt_means_again_for_a_reply_and_uncertain_for_a_broadcast(
    db: Database, now: datetime
) -> None:
    await put(db, now, hello(1), hello(2, kind=Kind.NOTICE), hello(3, kind=Kind.BROADCAST))
    doubt = DeliveryOutcome(Result.UNCERTAIN, error="timeout after sending")
    await outbox.settle_many(db, [(parcel.id, doubt) for parcel in await take(db, now)], now)
    assert await statuses(db) == {"queued": 2, "uncertain": 1}


async def test_a_late_sent_still_counts_and_a_late_retry_does_not(db: Database, now: datetime) -> None:
    await put(db, now, hello(1, kind=Kind.BROADCAST), hello(2))
    broadcast, reply = sorted(await take(db, now), key=lambda parcel: parcel.chat_id)
    assert [parcel.id for parcel in await take(db, now + LEASE, worker="w2")] == [reply.id]
    await outbox.settle_many(db, [(broadcast.id, SENT)], now + LEASE)
    await outbox.settle_many(db, [(reply.id, SENT)], now + LEASE)
    await outbox.settle_many(db, [(reply.id, DeliveryOutcome(Result.RETRY))], now + LEASE)
    await outbox.settle_many(db, [(broadcast.id, DeliveryOutcome(Result.FAILED))], now + LEASE)
    assert await statuses(db) == {"sent": 2}


async def test_back_off_grows_as_the_table_says_and_ends_in_failure(db: Database, now: datetime) -> None:
    await put(db, now, hello(1), hello(1, "后面"))
    moment = now
    for delay in BACKOFF:
        (parcel,) = await take(db, moment)
        await outbox.settle_many(
            db, [(parcel.id, DeliveryOutcome(Result.RETRY, error="502 Bad Gateway"))], moment
        )
        assert await take(db, moment + delay - timedelta(milliseconds=1)) == []
        moment += delay
    (parcel,) = await take(db, moment)
    assert parcel.attempts == len(BACKOFF) + 1
    await outbox.settle_many(
        db, [(parcel.id, DeliveryOutcome(Result.RETRY, error="502 Bad Gateway"))], moment
    )
    assert await statuses(db) == {"failed": 1, "queued": 1}
    assert words(await take(db, moment)) == ["后面"], "a failure does not hold up the chat"
    assert (await rows(db))[0].error == "502 Bad Gateway"


async def test_being_told_to_wait_is_obeyed_and_costs_no_attempt(db: Database, now: datetime) -> None:
    await put(db, now, hello(1))
    for round_ in range(100):
        moment = now + timedelta(minutes=round_)
        (parcel,) = await take(db, moment)
        assert parcel.attempts == 1
        wait = DeliveryOutcome(Result.RETRY, retry_at=moment + timedelta(seconds=60), error="429")
        await outbox.settle_many(db, [(parcel.id, wait)], moment)
        assert await take(db, moment + timedelta(seconds=59)) == []


async def test_a_message_that_kills_its_worker_is_given_up_in_the_end(db: Database, now: datetime) -> None:
    await put(db, now, hello(1, secret=True), hello(2))
    async with db.writing() as session:
        await session.execute(text("UPDATE outbox SET attempts = 60 WHERE chat_id = 1"))
    assert [parcel.chat_id for parcel in await take(db, now)] == [2]
    given_up = (await rows(db))[0]
    assert (given_up.status, given_up.payload) == ("failed", None)


async def test_what_is_worthless_when_late_is_not_sent_late(db: Database, now: datetime) -> None:
    await put(db, now, hello(1, kind=Kind.TOAST), hello(2, expires_at=now + SECOND))
    assert await take(db, now + timedelta(minutes=1)) == []
    assert await statuses(db) == {"failed": 2}
    assert {row.error for row in await rows(db)} == {"expired"}


async def test_a_card_is_found_again_by_its_name(db: Database, now: datetime) -> None:
    await put(db, now, hello(1, "新", card="case:42"), hello(2, "新", card="case:42"))
    for parcel in await take(db, now):
        assert parcel.message_id is None
        sent = DeliveryOutcome(Result.SENT, message_id=700 + parcel.chat_id)
        await outbox.settle_many(db, [(parcel.id, sent)], now)
    edit = Outgoing("telegram", 1, "editMessageText", {"text": "改"}, card="case:42")
    await put(db, now, edit, replace(edit, chat_id=2), replace(edit, chat_id=3))
    edits = {parcel.chat_id: parcel for parcel in await take(db, now)}
    assert {chat: parcel.message_id for chat, parcel in edits.items()} == {1: 701, 2: 702, 3: None}
    await outbox.settle_many(db, [(edits[1].id, DeliveryOutcome(Result.UNCHANGED))], now)
    await outbox.settle_many(db, [(edits[2].id, DeliveryOutcome(Result.SENT, message_id=802))], now)
    async with db.reading() as session:
        assert await outbox.message_of_card(session, "telegram", 1, "case:42") == 701
        assert await outbox.message_of_card(session, "telegram", 2, "case:42") == 802
    await put(db, now, Outgoing("telegram", 1, "deleteMessage", {}, card="case:42"))
    gone = [parcel for parcel in await take(db, now) if parcel.method == "deleteMessage"]
    await outbox.settle_many(db, [(gone[0].id, DeliveryOutcome(Result.SENT))], now)
    async with db.reading() as session:
        assert await outbox.message_of_card(session, "telegram", 1, "case:42") is None


async def test_a_card_is_known_from_the_moment_it_was_said(db: Database, now: datetime) -> None:
    async def known() -> bool:
        async with db.reading() as session:
            return await outbox.knows_card(session, "telegram", 1, "case:42")

    assert not await known()
    await put(db, now, hello(1, card="case:42"))
    assert await known()
    (parcel,) = await take(db, now)
    await outbox.settle_many(db, [(parcel.id, SENT)], now)
    assert await known()


async def test_a_secret_is_wiped_once_it_was_sent(db: Database, now: datetime) -> None:
    await put(db, now, hello(1, "查询码 7K2M", secret=True), hello(1, "其他"))
    (parcel,) = await take(db, now)
    await outbox.settle_many(db, [(parcel.id, DeliveryOutcome(Result.RETRY))], now)
    assert (await rows(db))[0].payload == {"text": "查询码 7K2M"}
    (parcel,) = await take(db, now + SECOND)
    assert parcel.payload == {"text": "查询码 7K2M"}
    await outbox.settle_many(db, [(parcel.id, SENT)], now + SECOND)
    assert [row.payload for row in await rows(db)] == [None, {"text": "其他"}]


@pytest.mark.parametrize("end", [Result.BLOCKED, Result.FAILED])
async def test_a_secret_that_cannot_be_sent_is_wiped_too(db: Database, now: datetime, end: Result) -> None:
    await put(db, now, hello(1, "查询码 7K2M", secret=True))
    (parcel,) = await take(db, now)
    await outbox.settle_many(db, [(parcel.id, DeliveryOutcome(end))], now)
    assert (await rows(db))[0].payload is None


async def test_a_chat_that_blocked_us_is_skipped_visibly_until_it_writes(
    db: Database, now: datetime, count: Count
) -> None:
    async with db.writing() as session:
        await people.person(session, "telegram", 1, 1, now)
    notice = hello(1, "通知", kind=Kind.NOTICE)
    await put(db, now, hello(1, "答复"), notice, hello(1, "通告", kind=Kind.BROADCAST, broadcast_id=3))
    reply = next(parcel for parcel in await take(db, now) if parcel.kind is Kind.REPLY)
    await outbox.settle_many(
        db, [(reply.id, DeliveryOutcome(Result.BLOCKED, error="Forbidden: bot was blocked"))], now
    )
    assert await statuses(db) == {"blocked": 2, "sending": 1}
    await put(db, now, notice, hello(2, "别人", kind=Kind.NOTICE))
    assert await statuses(db) == {"blocked": 3, "sending": 1, "queued": 1}
    async with db.writing() as session:
        blocked = await people.find(session, "telegram", 1)
        assert blocked is not None
        assert blocked.blocked_at == now
        await people.person(session, "telegram", 1, 1, now)
    assert await count(db, BlockedChat) == 0
    await put(db, now, notice)
    assert await statuses(db) == {"blocked": 3, "sending": 1, "queued": 2}


async def test_a_reply_that_arrives_ends_the_block(db: Database, now: datetime, count: Count) -> None:
    await put(db, now, hello(-5, kind=Kind.NOTICE))
    (parcel,) = await take(db, now)
    await outbox.settle_many(db, [(parcel.id, DeliveryOutcome(Result.BLOCKED))], now)
    await put(db, now, hello(-5, "回复"))
    (parcel,) = await take(db, now)
    await outbox.settle_many(db, [(parcel.id, SENT)], now)
    assert await count(db, BlockedChat) == 0


async def test_a_group_that_moved_gets_its_messages_at_the_new_place(
    db: Database, now: datetime, count: Count
) -> None:
    """The refusal of a send may be all that tells of the move: the binding goes along, or the group is deaf."""
    async with db.writing() as session:
        unit = await office.add_unit(session, "roads", "市政局", UnitKind.DEPARTMENT)
        await office.bind_group(session, "telegram", -5, unit, "群", now)
    await put(db, now, hello(-5, "旧", card="case:1"))
    (parcel,) = await take(db, now)
    await outbox.settle_many(db, [(parcel.id, SENT)], now)
    await put(db, now, hello(-5, "一"), hello(-5, "二"))
    (parcel,) = await take(db, now)
    await outbox.settle_many(db, [(parcel.id, DeliveryOutcome(Result.MIGRATED, new_chat_id=-1005))], now)
    for expected in ("一", "二"):
        (parcel,) = await take(db, now)
        assert (parcel.chat_id, parcel.payload["text"]) == (-1005, expected)
        await outbox.settle_many(db, [(parcel.id, SENT)], now)
    assert await count(db, Card) == 0
    async with db.reading() as session:
        assert [each.chat_id for each in await office.group_of(session, unit)] == [-1005]


async def test_many_workers_send_each_message_once_and_each_chat_in_order(
    db: Database, now: datetime
) -> None:
    chats, each = 10, 5
    await put(db, now, *(hello(chat, str(n)) for n in range(each) for chat in range(1, chats + 1)))
    heard: dict[int, list[str]] = {chat: [] for chat in range(1, chats + 1)}
    taken: Counter[int] = Counter()

    async def work(name: str) -> None:
        while sum(len(said) for said in heard.values()) < chats * each:
            for parcel in await take(db, now, limit=3, worker=name):
                taken[parcel.id] += 1
                await asyncio.sleep(0)
                heard[parcel.chat_id].append(parcel.payload["text"])
                await outbox.settle_many(db, [(parcel.id, SENT)], now)

    async with asyncio.timeout(60):
        await asyncio.gather(*(work(f"w{n}") for n in range(4)))
    assert set(taken.values()) == {1}
    assert all(said == [str(n) for n in range(each)] for said in heard.values())


async def test_a_message_that_no_key_opens_waits_and_stops_nobody(
    db: Database, now: datetime, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = Vault([("lost", b"l" * 32)], b"i" * 32)
    monkeypatch.setattr(vaults, "_installed", lost)
    await put(db, now, hello(1, "旧", kind=Kind.BROADCAST))
    monkeypatch.setattr(vaults, "_installed", vault)
    await put(db, now, hello(2, "新"))
    assert words(await take(db, now)) == ["新"]
    assert await statuses(db) == {"queued": 1, "sending": 1}
    monkeypatch.setattr(
        vaults, "_installed", Vault([("lost", b"l" * 32), ("test1", bytes(range(32)))], b"i" * 32)
    )
    assert "旧" in words(await take(db, now + LEASE))


async def test_the_figures_name_every_status(db: Database, now: datetime) -> None:
    await put(db, now, hello(1), hello(2, not_before=now + SECOND, kind=Kind.BROADCAST, broadcast_id=4))
    async with db.reading() as session:
        assert set(await outbox.counts(session)) == {status.value for status in Status}
        assert (await outbox.counts(session, broadcast_id=4))["queued"] == 1
        assert await outbox.pending(session) == 2
        assert await outbox.oldest(session, now) == now


async def test_an_idle_look_takes_no_write_lock(sqlite_db: Database, now: datetime) -> None:
    async with sqlite_db.writing():
        assert await take(sqlite_db, now) == []


async def test_what_is_said_is_not_readable_in_the_file(sqlite_db: Database, now: datetime) -> None:
    await put(sqlite_db, now, hello(1, "身份证 110101199003078515"))
    await sqlite_db.close()
    assert sqlite_db.path is not None
    raw = b"".join(each.read_bytes() for each in sqlite_db.path.parent.glob("only.db*"))
    assert b"sendMessage" in raw
    assert b"110101199003078515" not in raw
    assert "身份证".encode() not in raw


async def test_the_heads_of_the_queues_are_found_through_the_index(
    sqlite_db: Database, now: datetime
) -> None:
    """A hundred thousand messages at rest must cost nothing: the partial index serves the search."""
    statement = leases.HEADS.params(channel="telegram", now=now, limit=20).compile(
        sqlite_db._reader.sync_engine, compile_kwargs={"literal_binds": True}
    )
    async with sqlite_db.reading() as session:
        connection = await session.connection()
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")).all()
    told = " | ".join(str(row[-1]) for row in plan)
    assert "ix_outbox_waiting" in told
    assert "ix_outbox_chat_order" in told
    assert "SCAN" not in told


async def test_after_a_crash_the_only_process_says_at_once_what_the_dead_one_held(
    db: Database, now: datetime
) -> None:
    await put(db, now, hello(1, "答复"), hello(2, "公告", kind=Kind.BROADCAST), hello(3, "另一句"))
    assert len(await take(db, now, worker="dead")) == 3
    assert await outbox.take_back(db, now + SECOND) == 3
    assert words(await take(db, now + SECOND, worker="alive")) == ["答复", "另一句"]
    assert (await statuses(db))["uncertain"] == 1, "a broadcast is never sent again on doubt"
    assert await outbox.take_back(db, now + SECOND) == 2


async def test_a_restart_does_not_say_what_is_for_later(db: Database, now: datetime) -> None:
    later = hello(1, "明天的提醒", kind=Kind.NOTICE)
    await put(db, now, replace(later, not_before=now + timedelta(days=1)), hello(2, "答复"))
    assert words(await take(db, now, worker="dead")) == ["答复"]
    assert await outbox.take_back(db, now + SECOND) == 1
    assert words(await take(db, now + SECOND, worker="alive")) == ["答复"]
    assert "明天的提醒" in words(await take(db, now + timedelta(days=2), worker="alive"))


async def test_sealing_ends_what_a_group_would_hear_and_nothing_else(db: Database, now: datetime) -> None:
    """The citizen still hears; the group's card is still emptied; other cases are left alone."""
    own = {"case_id": 7, "kind": Kind.NOTICE}
    redrawn = Outgoing("telegram", -5, "editMessageText", {"text": "卡片"}, card="case:7", **own)
    await put(
        db, now, hello(-5, "群里的提醒", **own), redrawn, hello(1, "给本人的话", **own),
        hello(-6, "别的件", kind=Kind.NOTICE, case_id=8),
    )  # fmt: skip
    async with db.writing() as session:
        await outbox.withhold(session, 7, now)
    left = {row.payload["text"]: row.status for row in await rows(db)}
    assert left == {"群里的提醒": "cancelled", "卡片": "queued", "给本人的话": "queued", "别的件": "queued"}


async def test_a_block_keeps_the_replies_that_wait(db: Database, now: datetime) -> None:
    """Whoever writes again is answered; what was answered while nobody could be reached is not lost."""
    await put(db, now, hello(1, "第一句"), hello(1, "第二句"), hello(1, "通知", kind=Kind.NOTICE))
    first = next(parcel for parcel in await take(db, now) if parcel.payload["text"] == "第一句")
    await outbox.settle_many(db, [(first.id, DeliveryOutcome(Result.BLOCKED))], now)
    assert {row.payload["text"]: row.status for row in await rows(db)} == {
        "第一句": "blocked", "第二句": "queued", "通知": "blocked",
    }  # fmt: skip

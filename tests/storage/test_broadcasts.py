"""Broadcasts: approved by a second person, sent to who asked for them, once, at most so many a week."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from casework.petition import Actor, Refusal
from storage import broadcasts, outbox, subscriptions
from storage.audience import SubscriberFilter
from storage.broadcasts import Wording
from storage.database import Database
from storage.outbox import DeliveryOutcome, Result
from storage.rows import table
from storage.tables.public_rows import BroadcastState, Decision, Theme
from tests.storage.matters import House, filed, house, person

WORDS = Wording("依法逐级走访", "《信访工作条例》第二十条", {"text": "依法逐级走访"})
LEASE = timedelta(minutes=2)


def staff(actor: Actor) -> int:
    """The staff id of an actor."""
    assert actor.staff_id is not None
    return actor.staff_id


async def subscriber(db: Database, now: datetime, user_id: int, town: str = "", **more: Any) -> int:
    """Somebody who wants to hear about the law."""
    async with db.writing() as session:
        who = await person(session, now, user_id, **more)
        await subscriptions.subscribe(session, who, Theme.LAW, now, town=town)
        return who


async def draft(
    db: Database, now: datetime, home: House, audience: SubscriberFilter | None = None, **more: Any
) -> int:
    """A broadcast that waits for approval."""
    async with db.writing() as session:
        made = await broadcasts.draft(
            session,
            Theme.LAW,
            "逐级走访",
            WORDS,
            audience or SubscriberFilter(),
            by=staff(home.admin),
            now=now,
        )
        await broadcasts.submit(session, made, **more)
        return made


async def approve(db: Database, now: datetime, home: House, broadcast: int, version: int = 1) -> None:
    async with db.writing() as session:
        second = staff(home.second_admin)
        await broadcasts.decide(
            session, broadcast, version, staff_id=second, decision=Decision.APPROVED, now=now
        )


async def start(db: Database, now: datetime, broadcast: int, per_week: int = 3) -> int:
    async with db.writing() as session:
        return await broadcasts.start(session, broadcast, now, per_week=per_week)


async def sent_to(db: Database, broadcast: int) -> list[int]:
    """Whose chats have a message of the broadcast in the outbox."""
    rows = table("outbox")
    async with db.reading() as session:
        wanted = select(rows.c.chat_id).where(rows.c.broadcast_id == broadcast).order_by(rows.c.chat_id)
        return [int(each) for each in await session.scalars(wanted)]


class TestApproval:
    async def test_who_wrote_it_does_not_approve_it(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        made = await draft(db, now, home)
        async with db.writing() as session:
            with pytest.raises(Refusal, match="另一位"):
                await broadcasts.decide(
                    session, made, 1, staff_id=staff(home.admin), decision=Decision.APPROVED, now=now
                )

    async def test_another_role_of_the_same_person_is_not_a_second_person(
        self, db: Database, now: datetime
    ) -> None:
        from casework.petition import Role
        from storage import office

        home = await house(db, now)
        made = await draft(db, now, home)
        async with db.writing() as session:
            writer = await office.staff(session, staff(home.admin))
            assert writer is not None
            other = await office.appoint(session, writer.person_id, home.labour, Role.ADMIN, now=now)
            with pytest.raises(Refusal, match="另一位"):
                await broadcasts.decide(session, made, 1, staff_id=other, decision=Decision.APPROVED, now=now)

    async def test_a_changed_text_or_audience_is_approved_anew(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        made = await draft(db, now, home)
        await approve(db, now, home, made)
        async with db.writing() as session:
            assert await broadcasts.revise(session, made, WORDS, by=staff(home.admin), now=now) == 2
            assert await broadcasts.due(session, now) == []
        with pytest.raises(Refusal, match="最新版本"):
            await approve(db, now, home, made, 2)
        async with db.writing() as session:
            await broadcasts.submit(session, made)
        with pytest.raises(Refusal, match="最新版本"):
            await approve(db, now, home, made, 1)
        await approve(db, now, home, made, 2)
        async with db.writing() as session:
            await broadcasts.set_audience(session, made, SubscriberFilter(towns=("赤水镇",)))
            assert (await broadcasts.get(session, made)).approved_version is None

    async def test_a_returned_one_says_why_and_nothing_is_sent(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        await subscriber(db, now, 100)
        made = await draft(db, now, home)
        async with db.writing() as session:
            await broadcasts.decide(
                session,
                made,
                1,
                staff_id=staff(home.second_admin),
                decision=Decision.RETURNED,
                now=now,
                reason="请注明出处",
            )
            said = await broadcasts.decisions(session, made)
        assert await start(db, now, made) == 0
        assert await sent_to(db, made) == []
        assert [(each.decision, each.reason) for each in said] == [("returned", "请注明出处")]

    async def test_what_was_written_is_never_altered(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        made = await draft(db, now, home)
        with pytest.raises(DBAPIError, match="append-only"):
            async with db.writing() as session:
                await session.execute(text("UPDATE broadcast_versions SET body = 'x'"))
        async with db.reading() as session:
            kept = await broadcasts.wording(session, made, 1)
            with pytest.raises(LookupError):
                await broadcasts.wording(session, made, 2)
        assert (kept.body, kept.source, kept.payload) == (WORDS.body, WORDS.source, {"text": "依法逐级走访"})


class TestAudience:
    async def test_only_who_opted_in_and_did_not_mute_is_reached(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        await subscriber(db, now, 100)
        muted = await subscriber(db, now, 101)
        async with db.writing() as session:
            await person(session, now, 102)
            service = await person(session, now, 103)
            await subscriptions.subscribe(session, service, Theme.SERVICE, now)
            assert await subscriptions.mute(session, muted, now)
            assert not await subscriptions.mute(session, muted, now)
        made = await draft(db, now, home)
        await approve(db, now, home, made)
        assert await start(db, now, made) == 1
        assert await sent_to(db, made) == [100]

    async def test_muting_ends_with_asking_again_and_the_person_shows_it(
        self, db: Database, now: datetime
    ) -> None:
        who = await subscriber(db, now, 100, "赤水镇")
        persons = table("broadcast_recipients").c.person_id.foreign_keys
        opted = next(iter(persons)).column.table.c
        async with db.writing() as session:
            await subscriptions.subscribe(session, who, Theme.SERVICE, now)
            await subscriptions.mute(session, who, now, Theme.LAW)
            left = [each.theme for each in await subscriptions.of_person(session, who)]
            wants = await session.scalar(select(opted.opted_in).where(opted.id == who))
            await subscriptions.mute(session, who, now)
            none = await session.scalar(select(opted.opted_in).where(opted.id == who))
        assert (left, wants, none) == (["service"], True, False)

    async def test_it_is_narrowed_by_town_topic_and_open_case(self, db: Database, now: datetime) -> None:
        everywhere = await subscriber(db, now, 100)
        here = await subscriber(db, now, 101, "赤水镇")
        there = await subscriber(db, now, 102, "菁城街道")
        await filed(db, now, "draft-1", owner_id=everywhere, topic_machine="LD01")
        await filed(db, now, "draft-2", owner_id=here, topic_machine="NC01")
        await filed(db, now, "draft-3", owner_id=there, topic_machine="LD02", sealed=True)

        async def reached(audience: SubscriberFilter) -> int:
            async with db.reading() as session:
                return (
                    await broadcasts.count_audience(session, Theme.LAW, audience, now, per_week=3)
                ).reached

        assert await reached(SubscriberFilter()) == 3
        assert await reached(SubscriberFilter(towns=("赤水镇",))) == 2
        assert await reached(SubscriberFilter(topics=("LD",))) == 1
        assert await reached(SubscriberFilter(open_cases=True)) == 2
        assert await reached(SubscriberFilter(topics=("LD",), towns=("赤水镇",), open_cases=True)) == 1
        assert await reached(SubscriberFilter(channels=("web",))) == 0

    async def test_the_count_before_sending_is_the_number_sent_and_says_who_is_left_out(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        for user_id in range(100, 105):
            await subscriber(db, now, user_id)
        first = await draft(db, now, home, SubscriberFilter())
        await approve(db, now, home, first)
        await start(db, now, first, per_week=1)
        await subscriber(db, now, 105)
        await subscriber(db, now, 106)
        await block(db, now, 106)
        later = now + timedelta(days=1)
        async with db.reading() as session:
            reach = await broadcasts.count_audience(session, Theme.LAW, SubscriberFilter(), later, per_week=1)
        second = await draft(db, later, home)
        await approve(db, later, home, second)
        assert await start(db, later, second, per_week=1) == reach.reached == 1
        assert (reach.fitting, reach.blocked, reach.over_weekly) == (7, 1, 5)
        assert await sent_to(db, second) == [105]

    async def test_after_a_week_a_person_hears_again(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        await subscriber(db, now, 100)
        counts = []
        for days in (0, 1, 6, 7):
            at = now + timedelta(days=days)
            made = await draft(db, at, home)
            await approve(db, at, home, made)
            counts.append(await start(db, at, made, per_week=2))
        assert counts == [1, 1, 0, 1]


class TestSending:
    async def test_started_twice_it_is_sent_once(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        for user_id in range(100, 103):
            await subscriber(db, now, user_id)
        made = await draft(db, now, home)
        await approve(db, now, home, made)
        assert [await start(db, now, made), await start(db, now, made)] == [3, 3]
        assert await sent_to(db, made) == [100, 101, 102]

    async def test_a_failed_start_leaves_nothing_behind(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        await subscriber(db, now, 100)
        made = await draft(db, now, home)
        await approve(db, now, home, made)
        killed = await db.begin_writing()
        assert await broadcasts.start(killed.session, made, now, per_week=3) == 1
        await killed.rollback()
        recipients = table("broadcast_recipients")
        async with db.reading() as session:
            assert await session.scalar(select(func.count()).select_from(recipients)) == 0
            assert [each.id for each in await broadcasts.due(session, now)] == [made]
        assert await start(db, now, made) == 1

    async def test_the_delivery_takes_it_and_progress_tells_the_truth(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        for user_id in range(100, 104):
            await subscriber(db, now, user_id)
        made = await draft(db, now, home, expires_at=now + timedelta(days=1))
        await approve(db, now, home, made)
        await start(db, now, made)
        parcels = await outbox.take(db, channel="telegram", now=now, limit=10, lease=LEASE, worker="w")
        assert {(each.method, each.payload["text"], each.broadcast_id) for each in parcels} == {
            ("sendMessage", WORDS.body, made)
        }
        results = (Result.SENT, Result.BLOCKED, Result.UNCERTAIN, Result.FAILED)
        await outbox.settle_many(
            db, [(each.id, DeliveryOutcome(how)) for each, how in zip(parcels, results, strict=True)], now
        )
        async with db.writing() as session:
            progress = await broadcasts.progress(session, made)
            done = await broadcasts.finish(session, now)
            kept = await broadcasts.get(session, made)
            again = await broadcasts.finish(session, now)
        assert {name: number for name, number in progress.items() if number} == {
            "sent": 1,
            "blocked": 1,
            "uncertain": 1,
            "failed": 1,
        }
        assert (done, again, kept.state, kept.counts) == ([made], [], "done", progress)

    async def test_a_pause_holds_what_waits_and_resuming_goes_on(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        for user_id in range(100, 103):
            await subscriber(db, now, user_id)
        made = await draft(db, now, home)
        await approve(db, now, home, made)
        await start(db, now, made)
        taken = await outbox.take(db, channel="telegram", now=now, limit=1, lease=LEASE, worker="w")
        async with db.writing() as session:
            assert await broadcasts.pause(session, made) == 2
            assert await broadcasts.finish(session, now) == []
        idle = await outbox.take(db, channel="telegram", now=now, limit=10, lease=LEASE, worker="w")
        await outbox.settle_many(db, [(taken[0].id, DeliveryOutcome(Result.SENT))], now)
        async with db.writing() as session:
            assert await broadcasts.resume(session, made, now) == 2
            assert await broadcasts.resume(session, made, now) == 0
        rest = await outbox.take(db, channel="telegram", now=now, limit=10, lease=LEASE, worker="w")
        assert (len(taken), len(idle), len(rest)) == (1, 0, 2)

    async def test_a_stop_is_for_good(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        await subscriber(db, now, 100)
        made = await draft(db, now, home)
        await approve(db, now, home, made)
        await start(db, now, made)
        async with db.writing() as session:
            await broadcasts.pause(session, made)
            assert await broadcasts.stop(session, made, now) == 1
            assert await broadcasts.resume(session, made, now) == 0
            stopped = await broadcasts.get(session, made)
            with pytest.raises(Refusal, match="已经开始发送"):
                await broadcasts.revise(session, made, WORDS, by=staff(home.admin), now=now)
        idle = await outbox.take(db, channel="telegram", now=now, limit=10, lease=LEASE, worker="w")
        assert (idle, stopped.state, stopped.counts["cancelled"]) == ([], "stopped", 1)

    async def test_it_waits_for_its_hour(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        made = await draft(db, now, home, send_at=now + timedelta(hours=3))
        await approve(db, now, home, made)
        async with db.reading() as session:
            early = await broadcasts.due(session, now)
            ripe = await broadcasts.due(session, now + timedelta(hours=3))
            archive = await broadcasts.listed(session, BroadcastState.APPROVED)
        assert (early, [each.id for each in ripe], [each.id for each in archive]) == ([], [made], [made])


async def block(db: Database, now: datetime, chat_id: int) -> None:
    """A chat that refused us."""
    async with db.writing() as session:
        blocked = {"channel": "telegram", "chat_id": chat_id, "at": now, "error": ""}
        await session.execute(table("blocked_chats").insert().values(**blocked))

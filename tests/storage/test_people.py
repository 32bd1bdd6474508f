"""People and their consent: one row a channel and user, and nothing that describes anybody."""

import asyncio
from datetime import datetime

from sqlalchemy import select

from storage import people
from storage.database import Database
from storage.tables.person_rows import Consent, Person
from storage.untraceable import day
from storage.upsert import table
from tests.storage.conftest import Count


async def test_the_same_user_is_one_person_on_each_channel(
    db: Database, now: datetime, tomorrow: datetime, count: Count
) -> None:
    async with db.writing() as session:
        ann = await people.person(session, "telegram", 7_000_000_000, 7_000_000_000, now)
        again = await people.person(session, "telegram", 7_000_000_000, 7_000_000_000, tomorrow)
        web = await people.person(session, "web", 7_000_000_000, 1, now)
    assert (again.id, again.created_at) == (ann.id, day(now))
    assert web.id != ann.id
    assert await count(db, Person) == 2


async def test_a_person_who_moved_is_reached_at_the_new_chat(db: Database, now: datetime) -> None:
    async with db.writing() as session:
        await people.person(session, "telegram", 7, 7, now)
        moved = await people.person(session, "telegram", 7, 8, now)
    assert moved.chat_id == 8
    async with db.reading() as session:
        found = await people.find(session, "telegram", 7)
        assert found is not None
        assert found.chat_id == 8


async def test_somebody_arriving_twice_at_once_is_one_person(
    db: Database, now: datetime, count: Count
) -> None:
    async def arrive() -> int | None:
        async with db.writing() as session:
            return (await people.person(session, "telegram", 7, 7, now)).id

    assert len(set(await asyncio.gather(*(arrive() for _ in range(8))))) == 1
    assert await count(db, Person) == 1


async def test_consent_counts_for_its_text_until_it_is_taken_back(
    db: Database, now: datetime, tomorrow: datetime
) -> None:
    async with db.writing() as session:
        ann = (await people.person(session, "telegram", 7, 7, now)).id
        assert ann is not None
        assert not await people.consented(session, ann, "intake")
        for _ in range(2):
            await people.consent(session, ann, "intake", "2026-11", now)
        assert await people.consented(session, ann, "intake")
        assert await people.consented(session, ann, "intake", "2026-11")
        assert not await people.consented(session, ann, "intake", "2027-01")
        assert not await people.consented(session, ann, "notices")
        assert await people.withdraw_consent(session, ann, "intake", tomorrow)
        assert not await people.withdraw_consent(session, ann, "intake", tomorrow)
        assert not await people.consented(session, ann, "intake")
        await people.consent(session, ann, "intake", "2026-11", tomorrow)
        assert await people.consented(session, ann, "intake")
        record = [
            (each.given_at, each.withdrawn_at)
            for each in await session.scalars(select(Consent).order_by(table(Consent).c.given_at))
        ]
    assert record == [(day(now), day(tomorrow)), (day(tomorrow), None)]


async def test_nobody_hears_public_notices_until_they_say_so(db: Database, now: datetime) -> None:
    async with db.writing() as session:
        ann = await people.person(session, "telegram", 7, 7, now)
        assert ann.id is not None
        assert not ann.opted_in
        await people.opt_in(session, ann.id, True)
        await people.set_locale(session, ann.id, "en")
    async with db.reading() as session:
        found = await people.by_id(session, ann.id)
        assert found is not None
        assert (found.opted_in, found.locale) == (True, "en")


def test_a_person_has_no_field_that_names_or_describes_them() -> None:
    assert {column.name for column in table(Person).columns} == {
        "id",
        "channel",
        "user_id",
        "chat_id",
        "locale",
        "opted_in",
        "created_at",
        "blocked_at",
    }

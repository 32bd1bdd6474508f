"""The audit log tells who did what; a line that was altered, removed or slipped in is found."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from casework.petition import SYSTEM
from storage import audit
from storage.database import Database
from storage.rows import table
from tests.storage.matters import filed, house

log = table("audit_log")


async def test_lines_say_who_what_and_when_and_never_the_value(db: Database, now: datetime) -> None:
    home = await house(db, now)
    case = (await filed(db, now)).case
    async with db.writing() as session:
        await audit.write(session, SYSTEM, "start", at=now)
        await audit.write(
            session,
            home.handler,
            "read",
            at=now,
            case_id=case.id,
            fields=["name", "phone"],
            channel="telegram",
        )
    async with db.reading() as session:
        newest = (await audit.entries(session, limit=1))[0]
        of_case = await audit.entries(session, case_id=case.id)
        before = await audit.entries(session, until=now)
        since = await audit.entries(session, since=now)
    assert (newest.seq, newest.role, newest.action, newest.staff_id) == (
        2,
        "handler",
        "read",
        home.handler.staff_id,
    )
    assert newest.data == '{"channel":"telegram","fields":["name","phone"]}'
    assert [each.seq for each in of_case] == [2]
    assert (before, len(since)) == ([], 2)


async def test_an_untouched_log_holds_and_its_head_is_the_last_line(db: Database, now: datetime) -> None:
    async with db.writing() as session:
        assert await audit.head(session) == (0, "0" * 64)
        assert (await audit.verify(session)).holds
        for n in range(5):
            await audit.write(session, SYSTEM, "tick", at=now + timedelta(seconds=n), n=n)
    async with db.reading() as session:
        verdict = await audit.verify(session)
        assert (verdict.holds, verdict.events) == (True, 5)
        assert await audit.head(session) == (5, verdict.head)


async def test_many_writers_at_once_make_one_chain(db: Database, now: datetime) -> None:
    async def line(n: int) -> None:
        async with db.writing() as session:
            await audit.write(session, SYSTEM, "tick", at=now, n=n)

    await asyncio.gather(*(line(n) for n in range(12)))
    async with db.reading() as session:
        verdict = await audit.verify(session)
    assert (verdict.holds, verdict.events) == (True, 12)


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log"])
async def test_the_database_refuses_to_alter_it(db: Database, now: datetime, statement: str) -> None:
    async with db.writing() as session:
        await audit.write(session, SYSTEM, "start", at=now)
    with pytest.raises(DBAPIError, match="append-only"):
        async with db.writing() as session:
            await session.execute(text(statement))


@pytest.mark.parametrize("harm", ["action", "gap", "forged"])
async def test_harm_done_past_the_triggers_is_found(sqlite_db: Database, now: datetime, harm: str) -> None:
    async with sqlite_db.writing() as session:
        for n in range(4):
            await audit.write(session, SYSTEM, "tick", at=now, n=n)
        await session.execute(text("DROP TRIGGER audit_log_no_update"))
        await session.execute(text("DROP TRIGGER audit_log_no_delete"))
        if harm == "action":
            await session.execute(text("UPDATE audit_log SET action = 'other' WHERE seq = 3"))
        elif harm == "gap":
            await session.execute(text("DELETE FROM audit_log WHERE seq = 3"))
        else:
            row = dict((await session.execute(select(log).where(log.c.seq == 4))).one()._mapping)
            await session.execute(insert(log).values(**row | {"seq": 5, "action": "forged"}))
    async with sqlite_db.reading() as session:
        verdict = await audit.verify(session)
    assert (verdict.holds, verdict.broken_at) == (False, 5 if harm == "forged" else 3)


async def test_a_long_log_is_checked_in_batches(
    sqlite_db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_BATCH", 3)
    async with sqlite_db.writing() as session:
        for n in range(9):
            await audit.write(session, SYSTEM, "tick", at=now, n=n)
        verdict = await audit.verify(session)
    assert (verdict.holds, verdict.events) == (True, 9)

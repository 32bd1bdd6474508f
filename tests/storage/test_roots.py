"""History is held to what was signed: whoever rewrites it past the program, hashes and all, is found through a root."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from casework import chain
from casework.petition import SYSTEM
from casework.signatures import public_key, sign
from storage import audit, roots
from storage.database import Database
from storage.rows import table
from storage.tables.public_rows import DailyRoot
from tests.storage.matters import filed

SECRET, THIEF = b"s" * 32, b"t" * 32
KEY = public_key(SECRET)
events, log, heads, daily = (
    table(name) for name in ("case_events", "audit_log", "rooted_heads", "daily_roots")
)
GUARDS = (
    "case_events_no_update", "case_events_no_delete", "audit_log_no_update", "audit_log_no_delete",
    "daily_roots_no_update", "daily_roots_no_delete", "rooted_heads_no_update", "rooted_heads_no_delete",
)  # fmt: skip


async def signed_day(db: Database, now: datetime, cases: int = 2) -> list[DailyRoot]:
    """A day with some cases and audit lines, signed; all roots so far."""
    for n in range(cases):
        await filed(db, now, f"draft-{now.isoformat()}-{n}")
    async with db.writing() as session:
        await audit.write(session, SYSTEM, "start", at=now)
        while await roots.write_root(session, now.date(), now, SECRET):
            pass
        return await roots.every_root(session)


async def found(db: Database, kept: dict[int, str] | None = None) -> str:
    return "\n".join((await roots.verify(db, KEY, kept=kept)).findings)


async def test_an_untouched_office_holds(db: Database, now: datetime) -> None:
    await signed_day(db, now)
    made = await signed_day(db, now + timedelta(days=1), cases=1)
    checked = await roots.verify(db, KEY, kept={each.n: each.root for each in made})
    assert (checked.holds, checked.roots, checked.histories, checked.lines) == (True, 2, 3, 2)
    covered = [json.loads(each.statement)["cases"] for each in made]
    assert covered == [2, 1]  # what did not change since the last root is held by that one


async def test_many_changed_cases_make_several_roots(
    sqlite_db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roots, "AT_MOST", 2)
    monkeypatch.setattr(roots, "BATCH", 2)
    made = await signed_day(sqlite_db, now, cases=5)
    assert [json.loads(each.statement)["cases"] for each in made] == [2, 2, 1]
    assert (await roots.verify(sqlite_db, KEY)).histories == 5
    assert await found(sqlite_db) == ""


@pytest.mark.parametrize("name", ["daily_roots", "rooted_heads"])
async def test_the_database_refuses_to_alter_a_root(db: Database, now: datetime, name: str) -> None:
    await signed_day(db, now)
    for statement in (f"UPDATE {name} SET n = 9" if name == "daily_roots" else f"UPDATE {name} SET seq = 9",
                      f"DELETE FROM {name}"):  # fmt: skip
        with pytest.raises(DBAPIError, match="append-only"):
            async with db.writing() as session:
                await session.execute(text(statement))


async def rewrite_history(session: AsyncSession) -> None:
    """Change an event and make every hash behind it anew, as `chain.verify` wants it."""
    row = dict((await session.execute(select(events).where(events.c.seq == 1).limit(1))).one()._mapping)
    number = await session.scalar(
        select(table("cases").c.number).where(table("cases").c.id == row["case_id"])
    )
    fields = {**row, "number": number, "at": chain.moment(row["at"]), "label": "别人"}
    new = chain.event_hash(chain.GENESIS, fields)
    mine = events.c.id == row["id"]
    await session.execute(update(events).where(mine).values(label="别人", hash=new))


async def rewrite_root(session: AsyncSession) -> None:
    """And the head under the root, and the root itself; only the signature has to be somebody's own."""
    await rewrite_history(session)
    rows = [dict(row._mapping) for row in await session.execute(
        select(events.c.case_id, events.c.seq, events.c.hash).order_by(events.c.case_id))]  # fmt: skip
    for row in rows:
        await session.execute(update(heads).where(heads.c.case_id == row["case_id"]).values(hash=row["hash"]))
    made = (await roots.every_root(session))[0]
    statement = json.loads(made.statement) | {"heads": roots._digest(rows)}
    words = chain.canonical(statement)
    root = hashlib.sha256(words.encode()).hexdigest()
    await session.execute(
        update(daily).values(statement=words, root=root, signature=sign(THIEF, words), key=public_key(THIEF))
    )


async def borrow_name(session: AsyncSession) -> None:
    """The office's public key stands beside a signature that is somebody else's."""
    await rewrite_root(session)
    await session.execute(update(daily).values(key=KEY))


async def swap_key(session: AsyncSession) -> None:
    """Another key is named beside a true signature."""
    await session.execute(update(daily).values(key=public_key(THIEF)))


async def cut_log(session: AsyncSession) -> None:
    """The last line of the audit log is taken away: the chain before it still holds."""
    await session.execute(text("DELETE FROM audit_log WHERE seq = (SELECT MAX(seq) FROM audit_log)"))


async def rewrite_log(session: AsyncSession) -> None:
    """A line of the audit log says something else, with its hash made anew."""
    row = dict((await session.execute(select(log))).one()._mapping) | {"action": "nothing"}
    await session.execute(update(log).values(action="nothing", hash=audit._hash(row)))


async def drop_case(session: AsyncSession) -> None:
    """A whole history is taken away."""
    await session.execute(
        text("DELETE FROM case_events WHERE case_id = (SELECT MIN(case_id) FROM case_events)")
    )


async def change_state(session: AsyncSession) -> None:
    """A case is closed in its row alone."""
    await session.execute(update(table("cases")).values(state="closed"))


async def clumsy(session: AsyncSession) -> None:
    """An event is changed, and nothing else."""
    await session.execute(text("UPDATE case_events SET label = '别人' WHERE seq = 1"))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (rewrite_history, "与第 1 号校验根不符"),
        (rewrite_root, "第 1 号校验根的签名不对"),
        (borrow_name, "第 1 号校验根的签名不对"),
        (swap_key, "第 1 号校验根的签名不对"),
        (cut_log, "审计日志与第 1 号校验根不符"),
        (rewrite_log, "审计日志与第 1 号校验根不符"),
        (drop_case, "与第 1 号校验根不符"),
        (change_state, "状态与办理记录不符"),
        (clumsy, "办理记录前后接不上"),
    ],
)
async def test_tampering_past_the_triggers_is_found(
    sqlite_db: Database, now: datetime, harm: Callable[[AsyncSession], Awaitable[None]], said: str
) -> None:
    await signed_day(sqlite_db, now)
    async with sqlite_db.writing() as session:
        for guard in GUARDS:
            await session.execute(text(f"DROP TRIGGER {guard}"))
        await harm(session)
    assert said in await found(sqlite_db)


async def test_whoever_holds_the_keys_as_well_is_found_by_what_was_kept_outside(
    sqlite_db: Database, now: datetime
) -> None:
    """Every root signed anew, or cut off: only the copy outside knows better."""
    made = await signed_day(sqlite_db, now)
    kept, faults = roots.read_lines("\n".join(roots.line(each) for each in made))
    assert (kept, faults) == ({1: made[0].root}, [])
    async with sqlite_db.writing() as session:
        for guard in GUARDS:
            await session.execute(text(f"DROP TRIGGER {guard}"))
        await rewrite_history(session)
        await session.execute(text("DELETE FROM rooted_heads"))
        await session.execute(text("DELETE FROM daily_roots"))
    assert "第 1 号校验根与留存的不同" in await found(sqlite_db, kept)
    async with sqlite_db.writing() as session:
        await roots.write_root(session, now.date(), now, SECRET)
    assert await found(sqlite_db) == ""
    assert "第 1 号校验根与留存的不同" in await found(sqlite_db, kept)


async def test_a_line_kept_outside_that_was_altered_is_none(sqlite_db: Database, now: datetime) -> None:
    made = await signed_day(sqlite_db, now)
    good = roots.line(made[0])
    for bad in (
        good.replace(made[0].root, "0" * 64),
        good[:-3],
        "[]",
        "7",
        good.replace('"n\\":1', '"n\\":2'),
    ):
        kept, faults = roots.read_lines(f"\n{bad}\n")
        assert (kept, len(faults)) == ({}, 1), bad


async def test_a_portion_looks_at_some_histories_and_at_every_root(
    sqlite_db: Database, now: datetime
) -> None:
    await signed_day(sqlite_db, now, cases=4)
    counts = [(await roots.verify(sqlite_db, KEY, portion=(k, 2))).histories for k in (0, 1)]
    assert sum(counts) == 4 and max(counts) < 4
    assert Path(roots.__file__).name == "roots.py"

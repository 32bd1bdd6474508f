"""Rules change only with a measured effect, one version after the other, and can be rolled back."""

from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.petition import Refusal
from casework.yeartables import load
from storage import rules
from storage.database import Database
from storage.tables.public_rows import RuleArea
from tests.storage.matters import House, house

EFFECT = {"cases": 500, "changed": 3}


async def proposed(db: Database, now: datetime, home: House, body: object, *, measured: bool = True) -> int:
    assert home.admin.staff_id is not None
    async with db.writing() as session:
        found = await rules.propose(
            session, RuleArea.KEYWORDS, "欠薪加一个词", body, by=home.admin.staff_id, now=now
        )
        if measured:
            await rules.note_effect(session, found, EFFECT, now)
        return found


async def published(db: Database, now: datetime, home: House, proposal: int) -> rules.InForce:
    assert home.second_admin.staff_id is not None
    async with db.writing() as session:
        return await rules.publish(session, proposal, by=home.second_admin.staff_id, now=now)


async def test_what_the_program_ships_with_is_version_nought(db: Database) -> None:
    async with db.reading() as session:
        assert await rules.current(session, RuleArea.ROUTES) == rules.InForce(0, None)


async def test_a_measured_proposal_comes_into_force_in_its_area_only(db: Database, now: datetime) -> None:
    home = await house(db, now)
    done = await published(db, now, home, await proposed(db, now, home, {"欠薪": 5}))
    async with db.reading() as session:
        assert await rules.current(session, RuleArea.KEYWORDS) == done == rules.InForce(1, {"欠薪": 5})
        assert (await rules.current(session, RuleArea.WORDING)).version == 0
        assert await rules.waiting(session) == []


async def test_no_rule_goes_live_without_its_effect(db: Database, now: datetime) -> None:
    home = await house(db, now)
    blind = await proposed(db, now, home, {"欠薪": 5}, measured=False)
    with pytest.raises(Refusal, match="影响"):
        await published(db, now, home, blind)
    async with db.writing() as session:
        await rules.drop(session, blind)
        assert await rules.waiting(session) == []
        await rules.note_effect(session, blind, EFFECT, now)
    with pytest.raises(Refusal, match="影响"):
        await published(db, now, home, blind)


async def test_a_proposal_that_others_overtook_is_measured_anew(db: Database, now: datetime) -> None:
    home = await house(db, now)
    first = await proposed(db, now, home, {"a": 1})
    second = await proposed(db, now, home, {"b": 1})
    await published(db, now, home, first)
    with pytest.raises(Refusal, match="新的版本"):
        await published(db, now, home, second)
    with pytest.raises(Refusal):
        await published(db, now, home, first)
    async with db.reading() as session:
        kept = await rules.proposal(session, second)
        assert (kept.effect, kept.base, [each.id for each in await rules.waiting(session)]) == (
            EFFECT,
            0,
            [second],
        )


async def test_a_published_version_is_never_altered(db: Database, now: datetime) -> None:
    home = await house(db, now)
    await published(db, now, home, await proposed(db, now, home, {"v": 1}))
    with pytest.raises(DBAPIError, match="append-only"):
        async with db.writing() as session:
            await session.execute(text("UPDATE rule_publications SET body = '{}'"))


async def test_a_years_notice_is_kept_as_it_was_loaded_and_read_by_the_calendar(
    db: Database, now: datetime
) -> None:
    notice = {
        "year": 2027,
        "papers": ["https://www.gov.cn/example"],
        "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}],
    }
    async with db.writing() as session:
        await rules.load_year(session, {**notice, "papers": []}, "first", now)
        await rules.load_year(session, notice, "国办发明电〔2026〕", now)
        found = await rules.holiday_years(session)
        with pytest.raises(ValueError, match="holiday notice"):
            await rules.load_year(session, {"days": []}, "", now)
    assert [(each.year, each.source) for each in found] == [(2027, "国办发明电〔2026〕")]
    assert load(found[0].body).year == 2027

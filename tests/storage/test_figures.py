"""Ledger and indicators read every case once, page by page; sealed ones are numbers and nothing else."""

import tracemalloc
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert, text

from casework.petition import Rating, Role
from storage import cases, figures
from storage.database import Database
from storage.figures import Wanted
from storage.rows import table
from storage.tables.case_rows import RatedUnit
from tests.storage.matters import change, filed, house, named, person, transferred


async def ledger_numbers(db: Database, wanted: Wanted, **more: object) -> list[str]:
    async with db.reading() as session:
        return [row.number async for page in figures.ledger(session, wanted, **more) for row in page]  # type: ignore[arg-type]


async def fill(db: Database, now: datetime, count: int) -> None:
    """Many plain cases at once, two registered in the same instant each."""
    rows = [
        {
            "number": f"n{n:07d}",
            "region": "350881",
            "channel": "web",
            "state": "registered",
            "purpose": "QJ",
            "registered_at": now + timedelta(seconds=n // 2),
            "draft_key": n.to_bytes(8, "big"),
        }
        for n in range(count)
    ]
    async with db.writing() as session:
        for at in range(0, count, 5000):
            await session.execute(insert(table("cases")), rows[at : at + 5000])


class TestLedger:
    @pytest.mark.parametrize("page", [1, 2, 3, 7, 8, 100])
    async def test_every_case_is_there_once_whatever_the_page(
        self, db: Database, now: datetime, page: int
    ) -> None:
        await fill(db, now, 7)
        assert await ledger_numbers(db, Wanted(), page=page) == [f"n{n:07d}" for n in range(7)]

    async def test_a_later_page_begins_where_the_one_before_ended_and_not_at_the_period(
        self, sqlite_db: Database, now: datetime
    ) -> None:
        await fill(sqlite_db, now, 9)
        asked: list[str] = []
        async with sqlite_db.reading() as session:
            connection = (await session.connection()).sync_connection
            assert connection is not None
            event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
            wanted = Wanted(since=now + timedelta(seconds=1), until=now + timedelta(days=1))
            found = [row.number async for page in figures.ledger(session, wanted, page=3) for row in page]
        assert found == [f"n{n:07d}" for n in range(2, 9)]
        first, *later = [" ".join(statement.split()) for statement in asked]
        assert "registered_at >= " in first
        assert later
        assert not [each for each in later if "registered_at >= " in each], (
            "the index would be walked from there"
        )

    async def test_it_is_cut_by_period_unit_and_state_and_the_count_agrees(
        self, db: Database, now: datetime
    ) -> None:
        home = await house(db, now)
        old = (await filed(db, now - timedelta(days=40), "draft-1")).case
        mine = (await filed(db, now, "draft-2")).case
        mine = await transferred(db, mine, home.labour, home.clerk, now)
        other = (await filed(db, now + timedelta(hours=1), "draft-3")).case
        month = Wanted(since=now - timedelta(days=30), until=now + timedelta(days=1))
        assert await ledger_numbers(db, month) == [mine.number, other.number]
        assert await ledger_numbers(db, Wanted(unit_id=home.labour)) == [mine.number]
        assert await ledger_numbers(db, Wanted(states=("registered",))) == [old.number, other.number]
        assert await ledger_numbers(db, Wanted(until=now)) == [old.number]
        async with db.reading() as session:
            assert await figures.count(session, month) == 2

    async def test_sealed_cases_are_not_in_it_without_the_role(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        plain = (await filed(db, now, "draft-1")).case
        sealed = (await filed(db, now, "draft-2", sealed=True)).case
        for viewer in (None, home.clerk, home.admin):
            assert await ledger_numbers(db, Wanted(), viewer=viewer) == [plain.number]
        assert await ledger_numbers(db, Wanted(), viewer=home.sealed) == [plain.number, sealed.number]

    async def test_names_are_there_only_when_they_are_asked_for(self, db: Database, now: datetime) -> None:
        async with db.writing() as session:
            owner = await person(session, now)
        await filed(db, now, "draft-1", owner_id=owner, **named())
        await filed(db, now, "draft-2", anonymous=True)
        async with db.reading() as session:
            plain = [row async for page in figures.ledger(session, Wanted()) for row in page]
            opened = [
                row async for page in figures.ledger(session, Wanted(), with_identity=True) for row in page
            ]
        assert [(row.name, row.phone, row.address) for row in plain] == [(None, None, None)] * 2
        assert [(row.name, row.phone) for row in opened] == [("王小明", "138 0013 8000"), (None, None)]

    async def test_memory_does_not_grow_with_the_number_of_cases(
        self, sqlite_db: Database, now: datetime
    ) -> None:
        async def peak(count: int) -> int:
            tracemalloc.start()
            try:
                seen = 0
                async with sqlite_db.reading() as session:
                    wanted = Wanted(until=now + timedelta(seconds=count // 2))
                    async for page in figures.ledger(session, wanted, page=200):
                        seen += len(page)
                assert seen == count
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

        await fill(sqlite_db, now, 20_000)
        await peak(1_000)  # warms caches
        assert await peak(20_000) < 1.5 * await peak(1_000)

    async def test_pages_follow_the_index_of_registration(self, sqlite_db: Database, now: datetime) -> None:
        asked = (
            "SELECT id FROM cases WHERE registered_at >= '2026' AND (registered_at, id) > ('2026', 1) "
            "ORDER BY registered_at, id LIMIT 1000"
        )
        async with sqlite_db.reading() as session:
            plan = [str(row[3]) for row in await session.execute(text(f"EXPLAIN QUERY PLAN {asked}"))]
        assert len(plan) == 1
        assert "USING COVERING INDEX ix_cases_registered" in plan[0]


class TestFacts:
    async def test_a_case_comes_with_its_clocks_steps_and_ratings(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now, "draft-1")).case
        case = await transferred(db, case, home.labour, home.clerk, now + timedelta(days=1))
        await filed(db, now, "draft-2")
        async with db.writing() as session:
            await cases.rate(
                session, case.id, RatedUnit.UNIT, Rating.MOSTLY, now=now, unit_id=home.labour, text="还行"
            )
        async with db.reading() as session:
            found = [each async for each in figures.facts(session, Wanted(), page=1)]
        first = found[0]
        assert first.case.number == case.number
        assert [(each.clock, each.kept, each.unit_id) for each in first.clocks] == [
            ("C1", True, None),
            ("C3", None, home.labour),
        ]
        assert [(each.event, each.role) for each in first.events] == [
            ("submit", "citizen"),
            ("transfer", "clerk"),
        ]
        assert [(each.target, each.rating) for each in first.ratings] == [("unit", "mostly")]
        assert (len(found[1].clocks), found[1].ratings) == (1, ())

    async def test_a_sealed_case_is_counted_and_tells_nothing_else(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now, "draft-1", sealed=True)).case
        await transferred(db, case, home.labour, home.sealed, now)
        async with db.reading() as session:
            veiled = [each async for each in figures.facts(session, Wanted(), viewer=home.clerk)]
            opened = [each async for each in figures.facts(session, Wanted(), viewer=home.sealed)]
        hidden = veiled[0].case
        assert (hidden.sealed, hidden.state, hidden.purpose) == (True, "transferred", "QJ")
        assert (hidden.unit_id, hidden.town, hidden.title, hidden.topic) == (None, "", "", None)
        assert {each.unit_id for each in veiled[0].clocks} == {None}
        assert {each.unit_id for each in veiled[0].events} == {None}
        assert opened[0].case.unit_id == home.labour

    async def test_cases_closed_before_a_period_can_be_left_out(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        case = (await filed(db, now, "draft-1")).case
        still = (await filed(db, now, "draft-2")).case
        async with db.writing() as session:
            closed = change(
                case, "close", "closed", home.clerk, now, updates={"closed_at": now}, stops=("C1",)
            )
            await cases.record(session, closed)
        later = Wanted(active_since=now + timedelta(days=1))
        async with db.reading() as session:
            assert [each.case.number async for each in figures.facts(session, later)] == [still.number]

    async def test_topics_of_a_period_leave_small_cells_out(self, db: Database, now: datetime) -> None:
        for n in range(3):
            await filed(db, now, f"draft-{n}", topic_machine="LD01")
        await filed(db, now, "draft-7", topic_machine="NC01")
        await filed(db, now, "draft-8", topic_machine="LD01", sealed=True)
        until = now + timedelta(days=1)
        async with db.reading() as session:
            every = await figures.by_topic(session, now, until)
            large = await figures.by_topic(session, now, until, at_least=2)
            none = await figures.by_topic(session, until, until + timedelta(days=1))
        assert every == [("LD01", "菁城街道", 3), ("NC01", "菁城街道", 1)]
        assert (large, none) == ([("LD01", "菁城街道", 3)], [])


async def test_reports_are_read_by_the_sealed_role_only(db: Database, now: datetime) -> None:
    home = await house(db, now)
    assert home.sealed.role is Role.SEALED
    await filed(db, now, sealed=True)
    async with db.reading() as session:
        assert await figures.count(session, Wanted(), viewer=home.clerk) == 0
        assert await figures.count(session, Wanted(), viewer=home.sealed) == 1

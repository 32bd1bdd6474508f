"""The office's people on the web channel, with the administrators' routers in the door, on both engines."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiogram import Router
from sqlalchemy import select

import handlers
from bot import dispatcher
from casework import lifecycle
from casework.petition import CITIZEN, Purpose
from handlers import leaders
from handlers.admin import audience, broadcast, reception, rules, sending
from handlers.citizen import appointments, notices
from handlers.staff import sponsors
from nlp.reader import Reader
from storage import cases, people
from storage.cases import NewCase
from storage.database import Database
from storage.rows import table
from storage.tables.cases import Case
from storage.turn import Turn, begin
from tests import people as everybody
from tests.people import People, Person, make_bureau

OURS = (notices, appointments, broadcast, audience, sending, rules, reception, sponsors, leaders)


def with_ours() -> tuple[Router, ...]:
    """The process's routers, with ours before those that claim everything."""
    known = handlers.routers()
    return (*(each.router for each in OURS if each.router not in known), *known)


@pytest.fixture
def our_routers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatcher, "routers", with_ours)
    monkeypatch.setattr(everybody, "routers", with_ours)


@dataclass
class TownHall(People):
    """People on the web, and what the administrators' tests need beside them."""

    @property
    def db(self) -> Database:
        return self.bureau.db

    async def tick(self, work: Any) -> None:
        """One piece of work of the ticker, in a turn of its own, with everything it says delivered."""
        async with begin(self.db, f"tick:test:{self.bureau.number()}", self.bureau.clock()) as turn:
            await work(turn, self.bureau.kit)
        await self.bureau.deliver()

    async def files(self, who: Person | None, story: str, *, unit: str = "", **more: Any) -> Case:
        """A registered case, as the form files it; with a unit, that one has it."""
        now = self.bureau.clock()
        async with self.db.writing() as session:
            found = await people.find(session, "web", who.user_id) if who else None
            if who is not None and found is None:
                found = await people.person(session, "web", who.user_id, who.chat_id, now)
            new = NewCase(
                f"draft-{self.bureau.number()}", "350881", "web", more.pop("purpose", Purpose.REQUEST), [story],
                owner_id=found.id if found else None, anonymous=who is None, **more,
            )  # fmt: skip
            kit = self.bureau.kit

            def registered(case: Any) -> Any:
                return lifecycle.submit(case, by=CITIZEN, at=now, calendar=kit.calendar, rules=kit.clocks)

            filed = await cases.file(session, new, registered, now)
            if unit:
                row = table("cases")
                changed = row.update().where(row.c.id == filed.case.id)
                await session.execute(changed.values(unit_id=self.bureau.units[unit], state="in_progress"))
            found_case = await cases.by_id(session, filed.case.id)
        assert found_case is not None
        return found_case

    async def id_of(self, name: str) -> int:
        """The id of the newest row of a table."""
        return int(max(row["id"] for row in await self.rows(name)))

    async def rows(self, name: str) -> list[dict[str, Any]]:
        """Every row of a table."""
        async with self.db.reading() as session:
            return [dict(row._mapping) for row in await session.execute(select(table(name)))]


@pytest_asyncio.fixture(loop_scope="session")
async def hall(
    sqlite_db: Database, tmp_path: Path, reader: Reader, our_routers: None
) -> AsyncIterator[TownHall]:
    """Everybody on the web, on SQLite: for what the engine plays no part in."""
    async with make_bureau(sqlite_db, tmp_path, reader) as made:
        await everybody.open_groups(made, "web")
        yield TownHall(made, "web")


@pytest_asyncio.fixture(loop_scope="session")
async def hall_on_both(
    db: Database, tmp_path: Path, reader: Reader, our_routers: None
) -> AsyncIterator[TownHall]:
    """Everybody on the web, on each engine in turn."""
    async with make_bureau(db, tmp_path, reader) as made:
        await everybody.open_groups(made, "web")
        yield TownHall(made, "web")


__all__ = ["TownHall", "Turn"]

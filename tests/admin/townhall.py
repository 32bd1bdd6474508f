"""Everybody on the web channel, and what the administrators' tests need beside them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework import lifecycle
from casework.petition import CITIZEN, Purpose
from storage import cases, people
from storage.cases import NewCase
from storage.database import Database
from storage.rows import table
from storage.tables.case_rows import Case
from storage.turn import begin
from tests.people import People, Person


@dataclass
class TownHall(People):
    """People on the web, and what the administrators' tests need beside them."""

    @property
    def db(self) -> Database:
        return self.bureau.db

    async def tick(self, work: Any) -> None:
        """One piece of work of the ticker, in a turn of its own, with everything it says delivered."""
        async with begin(self.db, f"tick:test:{self.bureau.number()}", self.bureau.clock()) as turn:
            await work(turn, self.bureau.context)
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
            context = self.bureau.context

            def registered(case: Any) -> Any:
                return lifecycle.submit(
                    case, by=CITIZEN, at=now, calendar=context.calendar, rules=context.clocks
                )

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

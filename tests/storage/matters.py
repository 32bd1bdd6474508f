"""Builders for the storage tests: a small office, a citizen, a filing, changes as the rules make them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import CITIZEN, OFFICE_ZONE, Actor, Change, ClockStart, Petition, Purpose, Role
from storage import cases, office, people
from storage.cases import Filed, Identity, NewCase, Place
from storage.database import Database
from storage.tables.case_rows import Case
from storage.tables.office_rows import UnitKind

STORY = "工地拖欠我们三个月工资，老板王大富的电话打不通"


@dataclass(frozen=True)
class House:
    """The ids of a small office: a bureau, two departments, and somebody in each role."""

    bureau: int
    labour: int
    roads: int
    clerk: Actor
    handler: Actor
    sealed: Actor
    admin: Actor
    second_admin: Actor


async def person(session: AsyncSession, now: datetime, user_id: int = 5001, channel: str = "telegram") -> int:
    """A person's id."""
    found = await people.person(session, channel, user_id, user_id, now)
    assert found.id is not None
    return found.id


async def house(db: Database, now: datetime) -> House:
    """Set the office up."""
    async with db.writing() as session:
        bureau = await office.add_unit(session, "bureau", "市信访局", UnitKind.BUREAU)
        labour = await office.add_unit(session, "labour", "人社局", UnitKind.DEPARTMENT)
        roads = await office.add_unit(session, "roads", "交通局", UnitKind.DEPARTMENT)

        async def actor(user_id: int, role: Role, unit_id: int) -> Actor:
            who = await person(session, now, user_id)
            return Actor(role, await office.appoint(session, who, unit_id, role, now=now), unit_id, "科室")

        return House(
            bureau,
            labour,
            roads,
            await actor(1, Role.CLERK, bureau),
            await actor(2, Role.HANDLER, labour),
            await actor(3, Role.SEALED, bureau),
            await actor(4, Role.ADMIN, bureau),
            await actor(5, Role.ADMIN, bureau),
        )


def new_case(draft_key: str = "draft-1", **more: Any) -> NewCase:
    """A filing about unpaid wages."""
    plain = NewCase(
        draft_key=draft_key,
        region="350881",
        channel="telegram",
        purpose=Purpose.REQUEST,
        story=[STORY],
        request="发放拖欠工资",
        topic_machine="LD01",
        title="反映拖欠工资",
        town="菁城街道",
        search_text="工地拖欠我们三个月工资",
        terms=["拖欠工资", "工地"],
    )
    return replace(plain, **more)


def named(**more: Any) -> dict[str, Any]:
    """What a citizen who gives a name adds to a filing."""
    who = Identity("王小明", "138 0013 8000", "菁城街道解放路 8 号 302 室", "wx_xiaoming")
    return {"identity": who, "place": Place("解放路工地", 25.29, 117.42), **more}


def submitted(now: datetime) -> Any:
    """The first change of a filing, as a rule makes it: registered, C1 running for 15 days."""

    def change(petition: Petition) -> Change:
        return Change(
            petition.id,
            petition.version,
            "submit",
            "draft",
            "registered",
            CITIZEN,
            now,
            starts=(clock("C1", now),),
        )

    return change


def clock(name: str, now: datetime, days: int = 15, **more: Any) -> ClockStart:
    """A running clock of so many days."""
    began = now.astimezone(OFFICE_ZONE).date()
    limit = began + timedelta(days=days)
    return ClockStart(
        name, began, limit, more.pop("rolled_limit", limit), more.pop("confirmed", True), **more
    )


def change(case: Case, event: str, to: str, by: Actor, at: datetime, **more: Any) -> Change:
    """A change of a case as it is now."""
    return Change(case.id, case.version, event, case.state, to, by, at, **more)


async def filed(db: Database, now: datetime, draft_key: str = "draft-1", **more: Any) -> Filed:
    """A case that was filed and committed."""
    async with db.writing() as session:
        return await cases.file(session, new_case(draft_key, **more), submitted(now), now)


async def transferred(db: Database, case: Case, to: int, by: Actor, at: datetime) -> Case:
    """The case after it was passed to a unit: C1 met, C3 running there."""
    passed = change(
        case,
        "transfer",
        "transferred",
        by,
        at,
        updates={"unit_id": to, "received_at": at, "transfers": case.transfers + 1},
        stops=("C1",),
        starts=(clock("C3", at, unit_id=to),),
    )
    async with db.writing() as session:
        return await cases.record(session, passed)


def day(text: str) -> date:
    """A date from its ISO form."""
    return date.fromisoformat(text)

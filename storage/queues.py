"""What leaders look at: matters that are late, supervised, repeated, silent, or many of one kind in one place.

Counts and lists of matters, never of people. Sealed cases are in none of them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from casework import supervision
from casework.petition import Role
from casework.supervision import Level
from storage import undelivered
from storage.cases.finding import BUREAUS, at_work
from storage.rows import many, table
from storage.tables.case_rows import Case

cases = table("cases")
slips = table("supervision_slips")
events = table("case_events")
case_units = table("case_units")

LEVELS = {
    "overdue_unit": Level.UNIT,
    "overdue_bureau": Level.BUREAU,
    "overdue_supervision": Level.SUPERVISION,
}
"""三级督查: the late ones by who has to move: the unit's head, from the fifth day the bureau, from the tenth 督查."""
QUEUES = ("overdue", *LEVELS, "supervised", "backlog", "repeats", "silent", "unserved")


@dataclass(frozen=True)
class Look:
    """From when the queues are looked at, and of which unit (None: all of the office)."""

    today: date
    silent_since: datetime
    old_since: datetime
    """Registered before it and still open: 积案."""
    unit_id: int | None = None


async def cases_in(session: AsyncSession, queue: str, look: Look, *, limit: int = 20) -> list[Case]:
    """The matters of a queue, the one that has waited longest first. Raises `KeyError` for an unknown queue."""
    wanted = select(Case).where(*_conditions(queue, look))
    return await many(session, wanted.order_by(*_ORDER[queue]).limit(limit))


async def count(session: AsyncSession, queue: str, look: Look) -> int:
    """How many matters a queue has."""
    found = await session.scalar(select(func.count()).select_from(cases).where(*_conditions(queue, look)))
    return int(found or 0)


async def by_unit(session: AsyncSession, queue: str, look: Look) -> dict[int | None, int]:
    """How many matters of a queue each unit has, most first; None is what the bureau itself owes."""
    number = func.count()
    owes = case((cases.c.next_clock.in_(BUREAUS), None), else_=cases.c.unit_id)
    found = await session.execute(
        select(owes, number).where(*_conditions(queue, look)).group_by(owes).order_by(number.desc(), owes)
    )
    return {row[0]: int(row[1]) for row in found}


async def open_count(session: AsyncSession, look: Look) -> int:
    """How many matters are at work."""
    found = await session.scalar(select(func.count()).select_from(cases).where(*_at_work(look)))
    return int(found or 0)


_ORDER = {
    "overdue": (cases.c.next_due, cases.c.id),
    "supervised": (cases.c.next_due, cases.c.id),
    "repeats": (cases.c.registered_at, cases.c.id),
    "silent": (cases.c.last_visible_at, cases.c.id),
    "backlog": (cases.c.registered_at, cases.c.id),
    "unserved": (cases.c.last_visible_at, cases.c.id),
    **dict.fromkeys(LEVELS, (cases.c.next_due, cases.c.id)),
}


def _conditions(queue: str, look: Look) -> list[ColumnElement[bool]]:
    slip = exists().where(
        slips.c.case_id == cases.c.id, slips.c.issued_at.is_not(None), slips.c.closed_at.is_(None)
    )
    told_by_itself = exists().where(  # that it is still worked on: no word of anybody who works on it
        events.c.case_id == cases.c.id,
        events.c.event == "still_open",
        events.c.role == Role.SYSTEM.value,
        events.c.at == cases.c.last_visible_at,
    )
    own: dict[str, ColumnElement[bool]] = {
        "overdue": cases.c.next_due < look.today,
        "supervised": slip,
        "repeats": cases.c.repeat,
        "silent": or_(cases.c.last_visible_at < look.silent_since, told_by_itself),
        "backlog": cases.c.registered_at < look.old_since,
        "unserved": undelivered.unserved(cases.c.id, cases.c.owner_id),
        **{name: _late_at(level, look.today) for name, level in LEVELS.items()},
    }
    started = [*_of(look), cases.c.is_open] if queue == "unserved" else _at_work(look)
    return [*started, own[queue]]


def _late_at(level: Level, today: date) -> ColumnElement[bool]:
    """Late by so many days that exactly this level has to move."""
    first, last = supervision.days_of(level)
    late = cases.c.next_due <= today - timedelta(days=first)
    return late if last is None else and_(late, cases.c.next_due >= today - timedelta(days=last))


def _at_work(look: Look) -> list[ColumnElement[bool]]:
    return [*at_work(), *_of(look)]


def _of(look: Look) -> list[ColumnElement[bool]]:
    """The matters that may be looked at: none sealed, and of the unit that looks."""
    found: list[ColumnElement[bool]] = [~cases.c.sealed]
    if look.unit_id is not None:
        helps = exists().where(case_units.c.case_id == cases.c.id, case_units.c.unit_id == look.unit_id)
        found.append(or_(cases.c.unit_id == look.unit_id, helps))
    return found

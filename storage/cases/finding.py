"""Finding cases: by number, by owner, by unit in the order of limits. Lists never show what is sealed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from casework import clock_names, lifecycle
from casework.clocks import ClockRules
from casework.petition import Actor, State
from storage.cases.sight import seen_by
from storage.rows import many, one, table
from storage.tables.case_rows import Case, Part

cases = table("cases")
clocks = table("case_clocks")
case_units = table("case_units")

Order = Literal["due", "new"]

WINDOWS = tuple(state for state, stage in lifecycle.stages().items() if stage == "citizen")
"""Open states in which the citizen may still do something; the office owes nothing but what has its own day."""

BUREAUS = tuple(rule.id for rule in ClockRules.load().rules if rule.whose == "bureau" and rule.kind == "duty")
"""Clocks that the bureau is held to, whichever unit has the case."""
BESIDE = tuple(clock for clock in BUREAUS if clock not in (clock_names.TRIAGE, clock_names.SIMPLE_LEVEL))
"""Those of them that run while a unit has it."""


def at_work() -> tuple[ColumnElement[bool], ...]:
    """The conditions of a case that the office has to do with: work, or a duty that runs beside a window."""
    return cases.c.is_open, or_(cases.c.state.not_in(WINDOWS), cases.c.next_due.is_not(None))


async def by_id(session: AsyncSession, case_id: int) -> Case | None:
    """The case of an id, whoever asks: the caller decides whether it may be shown."""
    return await one(session, select(Case).where(cases.c.id == case_id))


async def get(session: AsyncSession, number: str) -> Case | None:
    """The case of a number, whoever asks: the caller decides whether it may be shown."""
    return await one(session, select(Case).where(cases.c.number == number))


async def numbered(session: AsyncSession, numbers: Sequence[str]) -> list[Case]:
    """The cases of these numbers, newest first, whoever asks: the caller decides which may be shown."""
    return await many(session, select(Case).where(cases.c.number.in_(numbers)).order_by(cases.c.id.desc()))


async def visible(session: AsyncSession, number: str, viewer: Actor) -> Case | None:
    """The case of a number if this officer may know of it; None alike when it is unknown or not for them."""
    return await one(session, select(Case).where(cases.c.number == number, seen_by(viewer)))


async def of_person(session: AsyncSession, person_id: int, limit: int = 20, offset: int = 0) -> list[Case]:
    """The cases a person filed, newest first. Anonymous ones are nobody's, so not among them."""
    mine = select(Case).where(cases.c.owner_id == person_id).order_by(cases.c.id.desc())
    return await many(session, mine.limit(limit).offset(offset))


async def rechecked(session: AsyncSession, person_id: int) -> list[int]:
    """The ids of a person's cases that ended with 复核, newest first."""
    mine = (cases.c.owner_id == person_id, cases.c.state == State.FINAL.value)
    found = await session.scalars(select(cases.c.id).where(*mine).order_by(cases.c.id.desc()))
    return [int(each) for each in found]


async def of_topic(session: AsyncSession, topic: str, town: str, *, but: int, limit: int) -> list[Case]:
    """The newest open cases of a topic in a place, without one of them; none sealed."""
    mine = (cases.c.topic == topic, cases.c.town == town, cases.c.is_open, ~cases.c.sealed, cases.c.id != but)
    return await many(session, select(Case).where(*mine).order_by(cases.c.id.desc()).limit(limit))


async def in_hearing(session: AsyncSession) -> list[Case]:
    """Cases for which a hearing is fixed and not closed; none sealed, by id."""
    mine = (cases.c.state == State.HEARING.value, cases.c.is_open, ~cases.c.sealed)
    return await many(session, select(Case).where(*mine).order_by(cases.c.id))


async def answered_between(session: AsyncSession, since: datetime, until: datetime) -> list[Case]:
    """Open cases answered in [since, until); none sealed, by id."""
    mine = (cases.c.is_open, ~cases.c.sealed, cases.c.answered_at >= since, cases.c.answered_at < until)
    return await many(session, select(Case).where(*mine).order_by(cases.c.id))


async def open_of_unit(
    session: AsyncSession,
    unit_id: int,
    *,
    viewer: Actor | None = None,
    order: Order = "due",
    limit: int = 20,
    offset: int = 0,
) -> list[Case]:
    """What a unit has to do: cases it is responsible for or takes part in; nearest limit or newest first.

    A case that waits for the citizen only (answered, and nothing due) is not among them.
    """
    found = await _of_unit(session, unit_id, [seen_by(viewer)], order, limit + offset)
    return found[offset:]


async def open_at_bureau(
    session: AsyncSession, *, viewer: Actor | None = None, limit: int = 20, offset: int = 0
) -> list[Case]:
    """Cases that no unit has yet, and those on which a duty of the bureau runs whoever has them (an objection, a
    call-back, also after the archive); the nearest limit first."""
    new = select(Case).where(*at_work(), cases.c.unit_id.is_(None), seen_by(viewer)).order_by(*_BY_DUE)
    owed = select(clocks.c.case_id).where(clocks.c.clock.in_(BESIDE), clocks.c.stopped_at.is_(None))
    beside = select(Case).where(cases.c.id.in_(owed), seen_by(viewer)).order_by(*_BY_DUE)
    found = [await many(session, wanted.limit(limit + offset)) for wanted in (new, beside)]
    both = list({case.id: case for rows in found for case in rows}.values())
    return sorted(both, key=_due_place)[offset : offset + limit]


async def in_review(session: AsyncSession, *, viewer: Actor, limit: int = 50) -> list[Case]:
    """Cases that a review body has, in a hearing too; the nearest limit first."""
    reviews = (State.REVIEW.value, State.RECHECK.value)
    heard = and_(cases.c.state == State.HEARING.value, cases.c.previous_state.in_(reviews))
    wanted = select(Case).where(cases.c.is_open, or_(cases.c.state.in_(reviews), heard), seen_by(viewer))
    return await many(session, wanted.order_by(*_BY_DUE).limit(limit))


async def sealed_open(session: AsyncSession, viewer: Actor, *, limit: int = 50) -> list[Case]:
    """The open sealed cases, for the sealed role; nothing for any other."""
    wanted = select(Case).where(cases.c.is_open, cases.c.sealed, seen_by(viewer))
    return await many(session, wanted.order_by(*_BY_DUE).limit(limit))


async def silent_since(
    session: AsyncSession, before: datetime, *, after_id: int = 0, limit: int = 200
) -> list[Case]:
    """Cases at work about which the citizen has heard nothing since `before`, in the order of their ids.

    `after_id` is the last id of the page before: telling a citizen ends the silence, but moves no page.
    """
    place = cases.c.id + 0  # else SQLite walks every case by its id
    quiet = select(Case).where(
        cases.c.is_open, cases.c.last_visible_at < before, cases.c.state.not_in(WINDOWS), place > after_id
    )
    return await many(session, quiet.order_by(place).limit(limit))


_BY_DUE = (cases.c.next_due.nulls_last(), cases.c.id)
_BY_NEWEST = (cases.c.id.desc(),)


async def _of_unit(
    session: AsyncSession, unit_id: int, conditions: Sequence[ColumnElement[bool]], order: Order, limit: int
) -> list[Case]:
    """The first cases at work of a unit. Asked for in two parts, so that each stops after `limit` rows of an index:
    those it is responsible for, and the few it only helps with."""
    helps = select(case_units.c.case_id).where(
        case_units.c.unit_id == unit_id, case_units.c.part == Part.CO.value
    )
    waits = and_(
        cases.c.state.in_(WINDOWS), cases.c.next_clock.in_(BUREAUS)
    )  # for the bureau, not for the unit
    wanted = select(Case).where(*at_work(), ~waits, *conditions)
    wanted = wanted.order_by(*(_BY_DUE if order == "due" else _BY_NEWEST)).limit(limit)
    own = await many(session, wanted.where(cases.c.unit_id == unit_id))
    other = await many(session, wanted.where(cases.c.id.in_(helps)))
    both = list({case.id: case for case in own + other}.values())
    both.sort(key=_due_place if order == "due" else lambda case: (date.max, -case.id))
    return both[:limit]


def _due_place(case: Case) -> tuple[date, int]:
    return (case.next_due or date.max, case.id)

"""Rows for the ledger and the indicators, read a page at a time: memory stays flat at a million cases.

Sealed cases are counted but tell nothing below the bureau: no unit, no town, no topic, unless the sealed role
asks. Pages follow an index by (registered, id), never an offset.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from casework.factsheet import CaseFacts, ClockFact, EventFact, LedgerRow, RatingFact
from casework.petition import Actor, Role
from storage.cases.sight import seen_by
from storage.rows import table

cases = table("cases")
clocks = table("case_clocks")
ratings = table("case_ratings")
events = table("case_events")
identities = table("case_identity")

PAGE = 1000


@dataclass(frozen=True)
class Wanted:
    """Which cases: registered in [since, until), at work after `active_since`, of a unit, in some states."""

    since: datetime | None = None
    until: datetime | None = None
    active_since: datetime | None = None
    unit_id: int | None = None
    states: Sequence[str] = field(default=())

    def conditions(self) -> list[ColumnElement[bool]]:
        """As conditions on `cases`."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(cases.c.registered_at >= self.since)
        if self.until is not None:
            found.append(cases.c.registered_at < self.until)
        if self.active_since is not None:
            found.append(or_(cases.c.closed_at.is_(None), cases.c.closed_at >= self.active_since))
        if self.unit_id is not None:
            found.append(cases.c.unit_id == self.unit_id)
        if self.states:
            found.append(cases.c.state.in_(list(self.states)))
        return found


async def count(session: AsyncSession, wanted: Wanted, *, viewer: Actor | None = None) -> int:
    """How many rows `ledger` will give, for a progress bar."""
    found = select(func.count()).select_from(cases).where(*wanted.conditions(), seen_by(viewer))
    return int(await session.scalar(found) or 0)


async def ledger(
    session: AsyncSession,
    wanted: Wanted,
    *,
    viewer: Actor | None = None,
    with_identity: bool = False,
    page: int = PAGE,
) -> AsyncIterator[list[LedgerRow]]:
    """The cases of a ledger, a page at a time, as they were registered; sealed ones only for the sealed role.

    `with_identity` opens names, phones and addresses: the caller checks the role and writes the audit line.
    """
    columns = _ledger_columns(with_identity).where(seen_by(viewer))
    async for rows in _pages(session, columns, wanted, page):
        yield [LedgerRow(*tuple(row)) for row in rows]


async def facts(
    session: AsyncSession, wanted: Wanted, *, viewer: Actor | None = None, page: int = PAGE
) -> AsyncIterator[CaseFacts]:
    """What the indicators of a period are computed from, in the order of registration.

    Sealed cases are among them, without anything that tells them apart below the bureau.
    """
    opens_sealed = viewer is not None and viewer.role is Role.SEALED
    async for rows in _pages(session, _ledger_columns(False), wanted, page):
        ids = [row.id for row in rows]
        clock_facts = await _of_cases(session, _CLOCKS, ids, ClockFact)
        event_facts = await _of_cases(session, _EVENTS, ids, EventFact)
        rating_facts = await _of_cases(session, _RATINGS, ids, RatingFact)
        for row in rows:
            found = CaseFacts(
                LedgerRow(*tuple(row)),
                tuple(clock_facts[row.id]),
                tuple(event_facts[row.id]),
                tuple(rating_facts[row.id]),
            )
            yield found if opens_sealed or not row.sealed else _veiled(found)


async def by_topic(
    session: AsyncSession, since: datetime, until: datetime, *, at_least: int = 1
) -> list[tuple[str | None, str, int]]:
    """(topic, town, cases) registered in a period, most first; cells below `at_least` are left out."""
    number = func.count()
    found = await session.execute(
        select(cases.c.topic, cases.c.town, number)
        .where(cases.c.registered_at >= since, cases.c.registered_at < until, ~cases.c.sealed)
        .group_by(cases.c.topic, cases.c.town)
        .having(number >= at_least)
        .order_by(number.desc(), cases.c.topic, cases.c.town)
    )
    return [(topic, town, int(cells)) for topic, town, cells in found]


def _ledger_columns(with_identity: bool) -> Select[Any]:
    """In the order of `LedgerRow`, which is made of them by place: a million names a row would cost more."""
    fields = [name for name in LedgerRow.__dataclass_fields__ if name not in ("name", "phone", "address")]
    plain = [cases.c[name] for name in fields]
    if not with_identity:
        return select(*plain)
    who = (identities.c.name, identities.c.phone, identities.c.address)
    return select(*plain, *who).outerjoin(identities, identities.c.case_id == cases.c.id)


async def _pages(
    session: AsyncSession, columns: Select[Any], wanted: Wanted, size: int
) -> AsyncIterator[Sequence[Row[Any]]]:
    """Page after page by (registered_at, id); each page begins after the last row of the one before.

    From the second page on that place alone bounds it from below: given the period's beginning as well, SQLite
    enters the index there and walks over all earlier pages again.
    """
    place = (cases.c.registered_at, cases.c.id)
    ordered = columns.order_by(*place).limit(size)
    page = ordered.where(*wanted.conditions())
    onwards = ordered.where(*replace(wanted, since=None).conditions())
    while True:
        rows = (await session.execute(page)).all()
        if rows:
            yield rows
        if len(rows) < size:
            return
        page = onwards.where(tuple_(*place) > (rows[-1].registered_at, rows[-1].id))


_CLOCKS = select(clocks.c.case_id, *(clocks.c[name] for name in ClockFact.__dataclass_fields__)).order_by(
    clocks.c.id
)
_EVENTS = select(events.c.case_id, *(events.c[name] for name in EventFact.__dataclass_fields__)).order_by(
    events.c.case_id, events.c.seq
)
_RATINGS = select(ratings.c.case_id, *(ratings.c[name] for name in RatingFact.__dataclass_fields__)).order_by(
    ratings.c.at, ratings.c.target
)


async def _of_cases(
    session: AsyncSession, wanted: Select[Any], ids: Sequence[int], make: Any
) -> Mapping[int, list[Any]]:
    """The rows that belong to a page's cases, by case."""
    owner = wanted.selected_columns.case_id
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in await session.execute(wanted.where(owner.in_(ids))):
        values = dict(row._mapping)
        grouped[values.pop("case_id")].append(make(**values))
    return grouped


def _veiled(found: CaseFacts) -> CaseFacts:
    """A sealed case as a number: nothing by which a small group could be guessed."""
    case = replace(
        found.case,
        town="",
        title="",
        topic=None,
        topic_machine=None,
        topic_citizen=None,
        topic_clerk=None,
        unit_id=None,
        lead_unit_id=None,
    )
    return CaseFacts(
        case,
        tuple(replace(each, unit_id=None) for each in found.clocks),
        tuple(replace(each, unit_id=None) for each in found.events),
        tuple(replace(each, unit_id=None) for each in found.ratings),
    )

"""Officers' browsers: their second factor, and whether they are open for work now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.office.staffing import staff_table
from storage.rows import one, table, upsert
from storage.tables.office_rows import OfficerSession
from storage.tables.person_rows import Person

rows = table("officer_sessions")
_people = table(str(Person.__tablename__))

NOTED_EVERY = timedelta(minutes=5)
"""That a browser is used is noted so often; an idle one ends this much early at most."""

_OFFICER = (
    select(rows.c.opened_at, rows.c.used_at)
    .select_from(
        _people.join(staff_table, staff_table.c.person_id == _people.c.id).outerjoin(
            rows, rows.c.person_id == _people.c.id
        )
    )
    .where(_people.c.channel == "web", _people.c.user_id == bindparam("user_id"), staff_table.c.active)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a browser stays open unused, and at all."""

    idle: timedelta
    absolute: timedelta

    def hold(self, opened_at: datetime | None, used_at: datetime | None, now: datetime) -> bool:
        """Whether a session of these moments is open now."""
        if opened_at is None or used_at is None:
            return False
        return now < opened_at + self.absolute and now < used_at + self.idle


@dataclass(frozen=True)
class OpenBrowser:
    """An officer's browser that is open: which post it is, since when, and when it was used."""

    person_id: int
    label: str
    opened_at: datetime
    used_at: datetime


async def officer_session(session: AsyncSession, person_id: int) -> OfficerSession | None:
    """The second factor and session of an officer's browser, if one was ever begun."""
    return await one(session, select(OfficerSession).where(rows.c.person_id == person_id))


async def shut(session: AsyncSession, visitor_id: int, limits: SessionLimits, now: datetime) -> bool:
    """Whether a browser belongs to an officer and is not open: then it shows nothing but how to open it."""
    found = (await session.execute(_OFFICER, {"user_id": visitor_id})).first()
    return found is not None and not limits.hold(found.opened_at, found.used_at, now)


async def give_secret(session: AsyncSession, person_id: int, secret: str) -> None:
    """Begin a second factor; one that was never confirmed is replaced."""
    fresh = {"person_id": person_id, "secret": secret, "confirmed_at": None, "last_step": 0}
    await upsert(
        session, OfficerSession, fresh, on=("person_id",), change=("secret", "confirmed_at", "last_step")
    )


async def open_session(session: AsyncSession, person_id: int, step: int, now: datetime) -> bool:
    """A right code opens the browser; False when the code of this step, or a later one, was used before."""
    unused = (rows.c.person_id == person_id, rows.c.last_step < step)
    opened = {"last_step": step, "opened_at": now, "used_at": now}
    done = await session.execute(update(rows).where(*unused).values(**opened).returning(rows.c.confirmed_at))
    if done.first() is None:
        return False
    first = (rows.c.person_id == person_id, rows.c.confirmed_at.is_(None))
    await session.execute(update(rows).where(*first).values(confirmed_at=now))
    return True


async def note_use(session: AsyncSession, person_id: int, now: datetime) -> None:
    """The browser is used: its idle time begins anew."""
    old = or_(rows.c.used_at.is_(None), rows.c.used_at < now)
    mine = (rows.c.person_id == person_id, rows.c.opened_at.is_not(None), old)
    await session.execute(update(rows).where(*mine).values(used_at=now))


async def end_session(session: AsyncSession, person_id: int) -> None:
    """The browser shows nothing more until the next code."""
    await session.execute(
        update(rows).where(rows.c.person_id == person_id).values(opened_at=None, used_at=None)
    )


async def forget_factor(session: AsyncSession, person_id: int) -> bool:
    """Take the second factor away, for an officer who lost the authenticator; False when there was none."""
    gone = await session.execute(
        delete(rows).where(rows.c.person_id == person_id).returning(rows.c.person_id)
    )
    return gone.first() is not None


async def open_browsers(session: AsyncSession, limits: SessionLimits, now: datetime) -> list[OpenBrowser]:
    """Every officer's browser that is open now, the one used last first; each once, whatever its roles."""
    wanted = (
        select(rows.c.person_id, staff_table.c.label, rows.c.opened_at, rows.c.used_at)
        .join(staff_table, staff_table.c.person_id == rows.c.person_id)
        .where(staff_table.c.active, rows.c.opened_at > now - limits.absolute)
        .where(rows.c.used_at > now - limits.idle)
        .order_by(rows.c.used_at.desc(), staff_table.c.id)
    )
    found: dict[int, OpenBrowser] = {}
    for row in await session.execute(wanted):
        found.setdefault(row.person_id, OpenBrowser(**row._mapping))
    return list(found.values())

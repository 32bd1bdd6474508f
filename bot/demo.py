"""The demo office of `make run`: sample units, officers and groups, everybody in one browser, a clock to turn.

It exists only on this machine and only while nothing real is configured (`bot/settings.py` refuses the rest).
"""

import asyncio
import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import TurnableClock
from bot.delivery import Delivery
from bot.ticker import Ticker
from bot.web.demo_page import Seat
from bot.web.visitors import key_hash
from casework.petition import OFFICE_ZONE, Refusal, Role
from casework.supervision import RING_AT
from casework.wording import text
from storage import office, outbox, people, rooms
from storage.database import Database
from storage.tables.office_rows import Unit, UnitKind

AHEAD = "demo.clock_ahead_seconds"
MARK = "demo.office"
"""The setting that says that a database is a demo's: its personas have keys that anybody can compute."""
PATIENCE, LOOK = 5.0, 0.02
"""Seconds that the turned clock waits for what a day says, and between two looks."""


@dataclass(frozen=True)
class SampleUnit:
    """A sample unit; `topics` are the topic prefixes that its route answers for."""

    code: str
    kind: UnitKind
    topics: tuple[str, ...] = ()


UNITS = (
    SampleUnit("bureau", UnitKind.BUREAU),
    SampleUnit("labour", UnitKind.DEPARTMENT, ("LS",)),
    SampleUnit("housing", UnitKind.DEPARTMENT, ("CJ01", "CJ03", "CJ04", "CJ05", "CJ06", "CJ10")),
    SampleUnit("urban", UnitKind.DEPARTMENT, ("CJ07", "CJ08", "CJ09", "HJ03")),
    SampleUnit("environment", UnitKind.DEPARTMENT, ("HJ01", "HJ02", "HJ04", "HJ05", "HJ06")),
    SampleUnit("education", UnitKind.DEPARTMENT, ("JY",)),
    SampleUnit("town", UnitKind.TOWN, ("NY", "MZ04")),
    SampleUnit("review", UnitKind.REVIEW),
    SampleUnit("discipline", UnitKind.DISCIPLINE),
)
GROUPS = ("bureau", "labour", "housing", "urban", "environment", "education", "town")
OFFICERS: tuple[tuple[str, Role], ...] = (
    ("bureau", Role.CLERK), ("bureau", Role.SUPERVISOR), ("bureau", Role.SEALED),
    ("labour", Role.HANDLER), ("labour", Role.HEAD), ("housing", Role.HANDLER), ("housing", Role.HEAD),
    ("urban", Role.HANDLER), ("urban", Role.HEAD), ("environment", Role.HANDLER), ("environment", Role.HEAD),
    ("education", Role.HANDLER), ("education", Role.HEAD), ("town", Role.HANDLER), ("town", Role.HEAD),
    ("review", Role.REVIEWER),
)  # fmt: skip
CITIZENS = ("citizen-a", "citizen-b")
ADMINS = ("admin-a", "admin-b")


def persona_key(persona: str) -> str:
    """The visitor key of a demo persona: known to everybody, so nothing real may be said to it."""
    digest = hashlib.sha256(f"jianjian demo office: {persona}".encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


class Demo:
    """What the demo page asks of the process (`bot.web.demo_page.DemoOffice`)."""

    def __init__(
        self, db: Database, clock: TurnableClock, ticker: Ticker, delivery: Delivery, seats: Sequence[Seat]
    ) -> None:
        self._db = db
        self._clock = clock
        self._ticker = ticker
        self._delivery = delivery
        self._seats = seats

    async def seats(self) -> Sequence[Seat]:
        """Everybody who may speak, in the order of the page."""
        return self._seats

    def now(self) -> datetime:
        """The office's present moment."""
        return self._clock()

    async def turn_clock(self, delta: timedelta) -> datetime:
        """Turn the clock forward, stopping at each nine in the morning, so that everything rings at its hour and in its
        order, whatever hour it is where the demo is tried; kept across restarts.

        What a day says arrives on that day: the clock goes on when it has been said.
        """
        await self._said()
        left = delta
        while left > timedelta():
            step = min(left, to_ringing(self._clock()))
            self._clock.turn(step)
            left -= step
            await self._ticker.tick(self._clock())
            await self._said()
        async with self._db.writing() as session:
            await office.set_value(session, AHEAD, int(self._clock.ahead.total_seconds()))
        return self._clock()

    async def _said(self) -> None:
        """Wait until everything due has arrived, or for `PATIENCE`: a page that is closed holds up no clock."""
        for _ in range(int(PATIENCE / LOOK)):
            async with self._db.reading() as session:
                waiting = await outbox.oldest(session, self._clock())
            if waiting is None and not self._delivery.in_hand:
                return
            self._delivery.wake()
            await asyncio.sleep(LOOK)


def to_ringing(now: datetime) -> timedelta:
    """How long it is until the office's alarms ring next."""
    local = now.astimezone(OFFICE_ZONE)
    at = datetime.combine(local.date(), RING_AT, OFFICE_ZONE)
    return (at if at > local else at + timedelta(days=1)) - local


async def claim(db: Database, *, is_demo: bool) -> None:
    """Mark an empty database as a demo's. Raises `Refusal` for a demo on any other, and for an office on a demo's."""
    async with db.writing() as session:
        marked = await office.value(session, MARK, await office.value(session, AHEAD) is not None)
        if marked and not is_demo:
            raise Refusal(text("demo-not-for-real"))
        if is_demo and not marked:
            if await office.units(session, inactive=True):
                raise Refusal(text("demo-not-here"))
            await office.set_value(session, MARK, True)


async def open_office(db: Database, clock: TurnableClock, ticker: Ticker, delivery: Delivery) -> Demo:
    """Make the sample office where it is not there yet, and seat everybody."""
    async with db.writing() as session:
        clock.ahead = timedelta(seconds=int(await office.value(session, AHEAD, 0)))
        now = clock()
        units = {each.code: await _unit(session, each) for each in UNITS}
        await _routes(session, units)
        citizens = [await _citizen(session, each, now) for each in CITIZENS]
        admins = [await _officer(session, each, units["bureau"], Role.ADMIN, now) for each in ADMINS]
        staff = [await _officer(session, f"{code}-{role}", units[code], role, now) for code, role in OFFICERS]
        groups = [await _group(session, code, units[code], now) for code in GROUPS]
    return Demo(db, clock, ticker, delivery, [*citizens, *groups, *staff, *admins])


async def _unit(session: AsyncSession, sample: SampleUnit) -> Unit:
    found = await office.unit_by_code(session, sample.code)
    if found is None:
        name, short = text(f"demo-unit-{sample.code}"), text(f"demo-short-{sample.code}")
        unit_id = await office.add_unit(session, sample.code, name, sample.kind, short_name=short)
        found = await office.unit(session, unit_id)
    assert found is not None
    return found


async def _routes(session: AsyncSession, units: dict[str, Unit]) -> None:
    if await office.routes(session):
        return
    for sample in UNITS:
        for topic in sample.topics:
            await office.set_route(session, topic, "", units[sample.code].id)


async def _visitor(session: AsyncSession, persona: str, now: datetime) -> int:
    """The visitor of a persona, with the person that the office knows."""
    key = persona_key(persona)
    found = await rooms.visitor_by_key(session, key_hash(key))
    if found is None:
        found = await rooms.create_visitor(session, key_hash(key), now, shown_name=text("demo-persona"))
    assert found.id is not None
    await people.person(session, "web", found.id, found.id, now)
    return found.id


async def _citizen(session: AsyncSession, persona: str, now: datetime) -> Seat:
    visitor = await _visitor(session, persona, now)
    return Seat(
        text(f"demo-{persona}"), text("demo-column-citizen"), persona_key(persona), visitor, "citizen"
    )


async def _officer(session: AsyncSession, persona: str, unit: Unit, role: Role, now: datetime) -> Seat:
    visitor = await _visitor(session, persona, now)
    person = await people.find(session, "web", visitor)
    assert person is not None and person.id is not None
    label = f"{unit.short_name}{text(f'role-{role}')}"
    await office.appoint(session, person.id, unit.id, role, label=label, now=now)
    is_admin = role is Role.ADMIN
    title = text(f"demo-{persona}") if is_admin else label
    column = text("demo-column-admin" if is_admin else "demo-column-staff")
    return Seat(title, column, persona_key(persona), visitor, "admin" if is_admin else "staff")


async def _group(session: AsyncSession, code: str, unit: Unit, now: datetime) -> Seat:
    """A unit's group room with its officers as members; the page speaks there as the unit's first officer."""
    title = text("demo-group", unit=unit.short_name)
    bound = await office.group_of(session, unit.id)
    if bound:
        room_id = bound[0].chat_id
    else:
        made = await rooms.open_group(session, title, now)
        assert made.id is not None
        room_id = made.id
        await office.bind_group(session, "web", room_id, unit.id, title, now)
    members = [persona for persona, role in _members(code)]
    for persona in members:
        await rooms.join(session, room_id, await _visitor(session, persona, now), now)
    return Seat(title, text("demo-column-unit"), persona_key(members[0]), room_id, "unit")


def _members(code: str) -> list[tuple[str, Role]]:
    """The personas who sit in a unit's group: never the sealed officer."""
    return [(f"{unit}-{role}", role) for unit, role in OFFICERS if unit == code and role is not Role.SEALED]

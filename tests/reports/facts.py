"""Made-up cases for the reports' tests: built by hand, so that every count can be checked by counting."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from casework.spans import Span, SpanKind, span

NOVEMBER: Span = span(SpanKind.MONTH, date(2026, 11, 1))
AFTER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
"""The first of December, nine in the morning in the office."""


def noon(day: date) -> datetime:
    """Noon of a day in the office, as it is stored."""
    return datetime(day.year, day.month, day.day, 4, 0, tzinfo=UTC)


FILED = noon(date(2026, 11, 2))


@dataclass
class MadeCase:
    """A case's row."""

    id: int = 1
    registered_at: datetime = FILED
    channel: str = "web"
    purpose: str = "QJ"
    topic: str | None = "LS02"
    topic_machine: str | None = None
    topic_citizen: str | None = None
    topic_clerk: str | None = None
    town: str = "青山镇"
    sealed: bool = False
    repeat: bool = False
    procedure: str | None = None
    outcome: str | None = None
    transfers: int = 1
    unit_id: int | None = 7
    lead_unit_id: int | None = None
    accepted_at: datetime | None = None


@dataclass
class MadeClock:
    """A clock of a case."""

    clock: str
    started: date
    rolled_limit: date
    unit_id: int | None = None
    stopped_at: datetime | None = None
    kept: bool | None = None


@dataclass
class MadeEvent:
    """A step of a case."""

    event: str
    now: str
    at: datetime
    role: str = "handler"
    public: bool = True


@dataclass
class MadeRating:
    """What the citizen said."""

    target: str
    rating: str
    at: datetime
    unit_id: int | None = 7


@dataclass
class Made:
    """A case with everything that belongs to it."""

    case: MadeCase = field(default_factory=MadeCase)
    clocks: list[MadeClock] = field(default_factory=list)
    events: list[MadeEvent] = field(default_factory=list)
    ratings: list[MadeRating] = field(default_factory=list)


def registered(number: int = 1, *, on: date = date(2026, 11, 2), **more: object) -> Made:
    """A case that was registered on a day."""
    case = MadeCase(id=number, registered_at=noon(on), **more)  # type: ignore[arg-type]
    return Made(case, events=[MadeEvent("submit", "registered", noon(on), role="citizen")])


def clock(
    name: str, started: date, days: int, *, done_after: int | None = None, unit_id: int | None = None
) -> MadeClock:
    """A clock of so many days; `done_after` days it was met, in time or late; None: it still runs."""
    limit = started + timedelta(days=days)
    if done_after is None:
        return MadeClock(name, started, limit, unit_id)
    stopped = noon(started + timedelta(days=done_after))
    return MadeClock(name, started, limit, unit_id, stopped, done_after <= days)

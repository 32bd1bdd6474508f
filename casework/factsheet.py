"""What is read of a case for the ledger and the indicators: its row, its clocks, its steps, its ratings.

Storage fills them (`storage.figures`); a new column of the ledger is a field here and nothing there.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One case as the ledger shows it. `name`, `phone` and `address` only where they were asked for."""

    id: int
    number: str
    registered_at: datetime
    channel: str
    purpose: str
    topic: str | None
    topic_machine: str | None
    topic_citizen: str | None
    topic_clerk: str | None
    town: str
    title: str
    urgency: str
    people_count: int | None
    joint: bool
    anonymous: bool
    sealed: bool
    repeat: bool
    state: str
    is_open: bool
    procedure: str | None
    simple: bool
    outcome: str | None
    unit_id: int | None
    lead_unit_id: int | None
    received_at: datetime | None
    signed_at: datetime | None
    accepted_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    extended: bool
    transfers: int
    urged_count: int
    next_due: date | None
    next_clock: str | None
    last_visible_at: datetime | None
    name: str | None = None
    phone: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class ClockFact:
    """How a clock of a case went; `kept` is None while it runs, or when it lapsed."""

    clock: str
    started: date
    limit: date
    rolled_limit: date
    unit_id: int | None
    stopped_at: datetime | None
    kept: bool | None


@dataclass(frozen=True, slots=True)
class EventFact:
    """A step of a case, without words."""

    event: str
    was: str
    now: str
    role: str
    unit_id: int | None
    at: datetime
    public: bool


@dataclass(frozen=True, slots=True)
class RatingFact:
    """What the citizen said of the bureau or the unit; silence has no row."""

    target: str
    rating: str
    unit_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything that indicators are computed from."""

    case: LedgerRow
    clocks: tuple[ClockFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    ratings: tuple[RatingFact, ...] = ()

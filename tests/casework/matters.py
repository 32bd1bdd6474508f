"""A petition for tests, people who act on it, and the recording of a change, all in memory."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from casework import lifecycle
from casework.calendar import WorkCalendar
from casework.petition import CITIZEN, SYSTEM, Actor, Change, ClockStart, Role

CALENDAR = WorkCalendar()
MORNING = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
BUREAU, LABOUR, HOUSING = 1, 7, 8

WANG = CITIZEN
CLERK = Actor(Role.CLERK, 11, BUREAU, "信访局")
SECOND_CLERK = Actor(Role.CLERK, 12, BUREAU, "信访局")
SUPERVISOR = Actor(Role.SUPERVISOR, 13, BUREAU, "督查室")
HANDLER = Actor(Role.HANDLER, 21, LABOUR, "人社局信访科")
COLLEAGUE = Actor(Role.HANDLER, 22, LABOUR, "人社局信访科")
HEAD = Actor(Role.HEAD, 23, LABOUR, "人社局")
STRANGER = Actor(Role.HANDLER, 31, HOUSING, "住建局")
REVIEWER = Actor(Role.REVIEWER, 41, 9, "市人社局")
SEALED = Actor(Role.SEALED, 51, BUREAU, "专人")
ADMIN = Actor(Role.ADMIN, 61, BUREAU, "管理员")
TIME = SYSTEM
EVERYBODY = (WANG, CLERK, SUPERVISOR, HANDLER, HEAD, REVIEWER, SEALED, ADMIN, TIME)


@dataclass
class Matter:
    """A petition as a rule reads it, with the clocks that run."""

    id: int = 1
    number: str = "350881-261121-00042-5"
    version: int = 1
    state: str = "registered"
    purpose: str = "QJ"
    sealed: bool = False
    anonymous: bool = False
    unit_id: int | None = None
    lead_unit_id: int | None = None
    handler_id: int | None = None
    procedure: str | None = None
    simple: bool = False
    urgency: str = "normal"
    outcome: str | None = None
    extended: bool = False
    transfers: int = 0
    urged_count: int = 0
    sent_back: bool = False
    registered_at: datetime = MORNING
    received_at: datetime | None = None
    signed_at: datetime | None = None
    accepted_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    previous_state: str | None = None
    running: tuple[ClockStart, ...] = field(default=(), compare=False)

    def clock(self, name: str) -> ClockStart:
        """A running clock. Fails the test if it does not run."""
        return next(clock for clock in self.running if clock.clock == name)


def recorded(matter: Matter, change: Change) -> Matter:
    """The matter after a change, as storage records it. A clock that starts twice is a mistake of the rules."""
    going = [clock for clock in matter.running if clock.clock not in change.stops]
    for clock in change.starts:
        assert clock.clock not in [each.clock for each in going], (
            f"{clock.clock} runs already ({change.event})"
        )
        going.append(clock)
    return replace(
        matter, state=change.now, version=matter.version + 1, running=tuple(going), **dict(change.updates)
    )


def filed(matter: Matter | None = None, *, at: datetime = MORNING, **facts: Any) -> Matter:
    """A registered matter with its first clock."""
    draft = matter or Matter()
    return recorded(draft, lifecycle.submit(draft, at=at, by=WANG, calendar=CALENDAR, **facts))


def moved(matter: Matter, event: str, by: Actor, at: datetime, **facts: Any) -> Matter:
    """The matter after a move that the rules allow, by the clocks that run on it."""
    given = {"clocks": matter.running, **facts}
    return recorded(matter, lifecycle.move(matter, event, by=by, at=at, calendar=CALENDAR, **given))

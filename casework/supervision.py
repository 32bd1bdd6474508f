"""What a running clock rings, and when: reminders, the due day, three levels of escalation.

Alarms ring at 09:00 of the office's day. They stop when the clock stops (somebody acted), not when somebody
read them. A person issues a 督办; see `casework.grounds` for its draft.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from casework import officerules
from casework.calendar import ONE_DAY, WorkCalendar
from casework.clocks import ClockRules
from casework.petition import OFFICE_ZONE, ClockStart

RING_AT = time(9, 0)
SILENT_DAYS = officerules.days("silence")
"""After so many days without a word, the citizen is told that the matter is still being worked on."""


class Stage(StrEnum):
    """When an alarm rings, by the clock's limit."""

    WEEK = "t-7"
    THREE_DAYS = "t-3"
    EVE = "t-1"
    DUE = "due"
    OVERDUE = "overdue"  # the day after: the unit
    BUREAU = "bureau"  # five days over: the bureau
    SUPERVISION = "supervision"  # ten days over: 督查
    LAPSED = "lapsed"  # a window is over: nobody is late


OFFSETS: dict[Stage, int] = {
    Stage.WEEK: -7,
    Stage.THREE_DAYS: -3,
    Stage.EVE: -1,
    Stage.DUE: 0,
    Stage.OVERDUE: 1,
    Stage.BUREAU: 5,
    Stage.SUPERVISION: 10,
}
"""Days from the limit."""
WINDOW_OFFSETS: dict[Stage, int] = {Stage.THREE_DAYS: -3, Stage.LAPSED: 1}
OFFICE_WINDOW_OFFSETS: dict[Stage, int] = {Stage.LAPSED: 1}
"""An office knows its own rights: a card stops offering what is over, and nothing is said."""
OVERDUE_STAGES = (Stage.OVERDUE, Stage.BUREAU, Stage.SUPERVISION)
NEVER_SPARED = (*OVERDUE_STAGES, Stage.LAPSED)


class Level(StrEnum):
    """三级督查: who has to move."""

    UNIT = "unit"
    BUREAU = "bureau"
    SUPERVISION = "supervision"


SLIP_LEVELS = {Level.UNIT: 1, Level.BUREAU: 2, Level.SUPERVISION: 3}
"""How a level is written on a 督办单."""


@dataclass(frozen=True, slots=True)
class PlannedAlarm:
    """A moment at which a clock rings; `due_at` is aware UTC. Rung once for each clock and stage."""

    stage: Stage
    due_at: datetime


def ring(day: date) -> datetime:
    """09:00 of an office day, in UTC."""
    return datetime.combine(day, RING_AT, OFFICE_ZONE).astimezone(UTC)


def alarms(
    clock: ClockStart, *, rules: ClockRules | None = None, calendar: WorkCalendar | None = None
) -> list[PlannedAlarm]:
    """Every alarm of a started clock, in order. Stages on or before the day it started are left out.

    With a `calendar`, an alarm that would fall on a day off is moved: before the limit to the working day
    before, after it to the next one.
    """
    if clock.due_at is not None:
        after = max(clock.due_at, ring(clock.limit + ONE_DAY))
        return [PlannedAlarm(Stage.OVERDUE, clock.due_at), PlannedAlarm(Stage.SUPERVISION, after)]
    known = rules or ClockRules.load()
    offsets = OFFSETS
    if known.is_window(clock.clock):
        offsets = WINDOW_OFFSETS if known.whose(clock.clock) == "citizen" else OFFICE_WINDOW_OFFSETS
    planned = []
    for stage, offset in offsets.items():
        day = clock.limit + timedelta(days=offset)
        if calendar is not None:
            day = _worked(day, calendar, forward=offset > 0)
        if day > clock.started:
            planned.append(PlannedAlarm(stage, ring(day)))
    return planned


def to_come(clock: ClockStart, now: datetime, rung: Collection[str] = ()) -> list[PlannedAlarm]:
    """The alarms that a clock still has at `now`: one that is started, moved, or goes on after a withdrawal.

    What was rung (`rung`, stages) is not rung again, and a reminder whose moment is over is not made up for;
    but nobody is spared an overdue stage, or the end of a window, that never rang.
    """
    return [
        alarm
        for alarm in alarms(clock)
        if str(alarm.stage) not in rung and (alarm.due_at > now or alarm.stage in NEVER_SPARED)
    ]


def _worked(day: date, calendar: WorkCalendar, *, forward: bool) -> date:
    step = ONE_DAY if forward else -ONE_DAY
    while not calendar.is_workday(day).workday:
        day += step
    return day


def level(limit: date, today: date) -> Level | None:
    """How far up an unmet duty has gone; None while it is not overdue."""
    over = (today - limit).days
    if over <= 0:
        return None
    if over < OFFSETS[Stage.BUREAU]:
        return Level.UNIT
    return Level.BUREAU if over < OFFSETS[Stage.SUPERVISION] else Level.SUPERVISION


def days_of(level: Level) -> tuple[int, int | None]:
    """From which day over the limit to which a level has to move; None: for good."""
    bureau, top = OFFSETS[Stage.BUREAU], OFFSETS[Stage.SUPERVISION]
    return {Level.UNIT: (1, bureau - 1), Level.BUREAU: (bureau, top - 1), Level.SUPERVISION: (top, None)}[
        level
    ]


STAGE_LEVELS = {
    Stage.OVERDUE: Level.UNIT, Stage.BUREAU: Level.BUREAU, Stage.SUPERVISION: Level.SUPERVISION,
}  # fmt: skip
"""Which level a stage of an alarm reaches."""


def ping_pong(units: Iterable[int]) -> bool:
    """Whether a matter is passed around: back to a unit it came from (A→B→A), or three hops or more.

    `units` is every unit that has received it, in order; a repetition of the same unit is no hop.
    """
    route: list[int] = []
    for unit in units:
        if not route or route[-1] != unit:
            route.append(unit)
    return len(route) > len(set(route)) or len(route) > 3

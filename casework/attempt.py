"""One attempt to move a matter: who, when, with which facts, and which clocks that concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from casework.calendar import WorkCalendar
from casework.clocks import ClockRules, office_date
from casework.movetable import Move
from casework.petition import Actor, Petition


class Running(Protocol):
    """What is read of a running clock; a stored row and a `ClockStart` both have it."""

    @property
    def clock(self) -> str: ...
    @property
    def started(self) -> date: ...
    @property
    def limit(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """A move that somebody tries.

    `facts` are what the person gave; `clocks` in them are the running clocks.
    """

    petition: Petition
    move: Move
    by: Actor
    at: datetime
    calendar: WorkCalendar
    rules: ClockRules
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The office's date at the moment of the attempt."""
        return office_date(self.at)

    @property
    def region(self) -> str:
        """The region that the case number names."""
        return self.petition.number[:6]

    @property
    def running(self) -> Iterable[Running] | None:
        """The running clocks, if the caller gave them."""
        clocks: Iterable[Running] | None = self.facts.get("clocks")
        return clocks

    def moment(self, name: str) -> datetime | None:
        """A date of the matter by its short name: registered, received, accepted, answered, closed."""
        found: datetime | None = getattr(self.petition, f"{name}_at")
        return found

    def limit(self, clock_id: str, since: str = "") -> date | None:
        """The binding last day of a clock: of the running one if clocks were given, else counted from
        `since`.

        None where the clock does not run, or cannot be counted.
        """
        if self.running is not None:
            return next((clock.limit for clock in self.running if clock.clock == clock_id), None)
        started = self.moment(since) if since else None
        if started is None:
            return None
        return self.rules.start(clock_id, started, self.calendar, jurisdiction=self.region).limit

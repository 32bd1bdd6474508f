"""Counts what a period's bulletin is made of, one case after the other: memory follows the days, not the cases.

Only what had happened by `as_of` is counted, so a bulletin can be made again later with the same figures. All
days are the office's. Who counts what: docs/reports.md.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from casework import clock_names, officerules
from casework.factsheet import CaseFacts, ClockFact, EventFact, LedgerRow
from casework.indicators import ANSWER, BUREAU_INTAKE, REVIEWS, UNIT_INTAKE, Callback, Closure, Duty, Ratable
from casework.movetable import stages
from casework.petition import OFFICE_ZONE, Procedure, Rating, Role
from casework.spans import Span

WINDOW = timedelta(days=officerules.days("old_case"))
"""Observation time of 一次性化解率 and 案结事了率, and the age from which an open case is 积案."""
ONLINE = frozenset({"web", "telegram"})
DUTIES = (*BUREAU_INTAKE, *UNIT_INTAKE, *ANSWER, *REVIEWS, clock_names.SUGGESTION)
HANDED_ON = frozenset({"transfer", "assign", "object_approve"})
ANSWERED = frozenset({"answer", "answer_now"})


@dataclass
class UnitTally:
    """What one unit had to do, and how it was rated."""

    received: int = 0
    duties: Counter[Duty] = field(default_factory=Counter)
    ratable: Counter[Ratable] = field(default_factory=Counter)


@dataclass
class Tally:
    """The counts of one period. Feed it every case registered before the period's end, then read the fields."""

    span: Span
    as_of: datetime
    repeated: dict[int, date] = field(default_factory=dict)
    """The day on which a case was first filed again, by the earlier case's id."""
    solved: dict[int, bool] = field(default_factory=dict)
    """What the citizen said last in a call-back of the period, by case."""

    cases: int = 0
    by: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    plain: Counter[str] = field(default_factory=Counter)
    duties: Counter[Duty] = field(default_factory=Counter)
    ratable: Counter[Ratable] = field(default_factory=Counter)
    closures: Counter[Closure] = field(default_factory=Counter)
    settling: Counter[Closure] = field(default_factory=Counter)
    first_dispatch: Counter[Closure] = field(default_factory=Counter)
    spans: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    transfers: Counter[int] = field(default_factory=Counter)
    labels: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    last_words: Counter[date] = field(default_factory=Counter)
    callbacks: Counter[Callback] = field(default_factory=Counter)
    units: dict[int, UnitTally] = field(default_factory=lambda: defaultdict(UnitTally))

    @property
    def today(self) -> date:
        """The office's date of `as_of`."""
        return day_of(self.as_of)

    @property
    def end_day(self) -> date:
        """The last day that the bulletin looks at: the period's last, or today while it runs."""
        return min(self.today, self.span.last)

    @property
    def observed(self) -> Span:
        """The period moved back by the observation time: closures old enough to be judged."""
        return Span(self.span.kind, self.span.start - WINDOW, self.span.end - WINDOW)

    def add(self, facts: CaseFacts) -> None:
        """Count one case for what happened to it within the period, whenever it was registered."""
        events = [event for event in facts.events if event.at <= self.as_of]
        if facts.case.registered_at > self.as_of:
            return
        if day_of(facts.case.registered_at) in self.span.period:
            self._item(facts.case)
        self._steps(facts.case, events)
        self._duties(facts, events)
        self._ratings(facts)
        self._conclusion(facts, events)
        self._at_the_end(facts, events)

    def _item(self, case: LedgerRow) -> None:
        """A case that was registered in the period. A sealed one has no area, place or unit here."""
        self.cases += 1
        self.plain["sealed"] += case.sealed
        self.plain["repeat"] += case.repeat
        self.plain["online"] += case.channel in ONLINE
        self.by["purpose"][case.purpose] += 1
        self.by["channel"][case.channel] += 1
        self.transfers[case.transfers] += 1
        if case.sealed:
            return
        self.plain["open_lane"] += 1
        self.by["topic"][(case.topic or "")[:2]] += 1
        self.by["town"][case.town] += 1
        self.by["unit"][str(case.unit_id or "")] += 1
        if case.unit_id is not None:
            self.units[case.unit_id].received += 1
        if case.topic_machine and case.topic_citizen and case.topic_clerk:
            self.labels[case.topic_machine, case.topic_citizen, case.topic_clerk] += 1

    def _steps(self, case: LedgerRow, events: Sequence[EventFact]) -> None:
        """What was done in the period, and how long it took from registration."""
        registered = day_of(case.registered_at)
        first: dict[str, date] = {}
        for event in events:
            day = day_of(event.at)
            if day in self.span.period:
                self.plain[event.event] += 1
            step = (
                "transfer"
                if event.event in HANDED_ON
                else "answer"
                if event.event in ANSWERED
                else event.event
            )
            first.setdefault(step, day)
        accepted = case.accepted_at
        if accepted is not None and accepted <= self.as_of:
            # Not by its step: a simple request that is answered at once is accepted by that.
            first["accept"] = day_of(accepted)
            if first["accept"] in self.span.period:
                self._accepted(case, first)
        for step in ("transfer", "accept", "answer"):
            if step in first and first[step] in self.span.period:
                self.spans[step][(first[step] - registered).days] += 1

    def _accepted(self, case: LedgerRow, first: dict[str, date]) -> None:
        """A case that was accepted in the period, and what became of it."""
        self.plain["accepted"] += 1
        self.plain["accepted_extended"] += "extend" in first
        if not case.repeat:
            self.plain["first_accepted"] += 1
            self.plain["first_answered"] += "answer" in first

    def _duties(self, facts: CaseFacts, events: Sequence[EventFact]) -> None:
        """The clocks that bind, by limit and by the day they were met; those that lapsed bind nobody."""
        due: list[tuple[date, date]] = []
        for clock in _binding(facts.clocks):
            running = clock.stopped_at is None or clock.stopped_at > self.as_of
            if not self._begun(clock, events) or (not running and clock.kept is None):
                continue
            done = None if running or clock.stopped_at is None else day_of(clock.stopped_at)
            if clock.clock == clock_names.SUPERVISION and clock.started in self.span.period:
                self.plain["supervised"] += 1
                self.plain["supervised_kept"] += bool(done and done <= clock.rolled_limit)
            if clock.clock not in DUTIES:
                continue
            duty = Duty(clock.clock, clock.rolled_limit, done)
            self.duties[duty] += 1
            if clock.unit_id is not None:
                self.units[clock.unit_id].duties[duty] += 1
            if clock.rolled_limit in self.span.period and clock.rolled_limit <= self.today:
                due.append((clock.started, clock.rolled_limit))
        if due:
            self.plain["due"] += 1
            self.plain["told"] += all(_told(events, started, limit) for started, limit in due)

    def _begun(self, clock: ClockFact, events: Sequence[EventFact]) -> bool:
        """Whether a clock was there by `as_of`: an extension counts from the end of C5, but binds once granted."""
        extended = clock.clock == clock_names.EXTENSION and any(event.event == "extend" for event in events)
        return extended or clock.started <= self.today

    def _ratings(self, facts: CaseFacts) -> None:
        """Who could rate in the period, and who did; silence is a row without a rating."""
        if not _judged(facts.case):
            return
        given = {rating.target: rating for rating in facts.ratings if rating.at <= self.as_of}
        window = any(
            clock.clock == clock_names.RATING_WINDOW
            and clock.started <= self.today
            and (clock.started in self.span.period or self._window_ends(clock) in self.span.period)
            for clock in facts.clocks
        )
        unit_id = facts.case.lead_unit_id or facts.case.unit_id
        for target in ("bureau", "unit"):
            said = given.get(target)
            rated_now = said is not None and day_of(said.at) in self.span.period
            if not (window or rated_now) or (target == "unit" and said is None and unit_id is None):
                continue
            row = Ratable(target, Rating(said.rating) if said is not None else None)
            self.ratable[row] += 1
            whose = said.unit_id if said is not None and said.unit_id is not None else unit_id
            if target == "unit" and whose is not None:
                self.units[whose].ratable[row] += 1

    def _window_ends(self, clock: ClockFact) -> date:
        """The last day of a citizen's window: its limit, or the day on which the answer was taken back."""
        stopped = clock.stopped_at
        if stopped is None or stopped > self.as_of:
            return clock.rolled_limit
        return min(clock.rolled_limit, day_of(stopped))

    def _conclusion(self, facts: CaseFacts, events: Sequence[EventFact]) -> None:
        """How a case ended, and what came after."""
        ended = _first(_lasting(events), _ends)
        if ended is not None and ended in self.span.period:
            self.plain["concluded"] += 1
        assigned = [
            event for event in events if event.event == "assign" and day_of(event.at) in self.span.period
        ]
        if assigned:
            self.plain["assigned_cases"] += 1
            self.plain["assigned_done"] += ended is not None
        self._backlog(facts.case, ended)
        closure = self._closure(facts, events)
        if closure is None:
            return
        if closure.closed in self.span.period:
            self.closures[closure] += 1
        if closure.closed in self.observed.period:
            self.settling[closure] += 1
        accepted = facts.case.accepted_at
        if accepted is not None and day_of(accepted) in self.span.period:
            self.first_dispatch[closure] += 1

    def _backlog(self, case: LedgerRow, ended: date | None) -> None:
        """积案: open at the beginning of the period for longer than the window; solved when it ended in it."""
        old = day_of(case.registered_at) < self.span.start - WINDOW
        if old and (ended is None or ended >= self.span.start):
            self.plain["backlog"] += 1
            self.plain["backlog_done"] += ended is not None and ended in self.span.period

    def _closure(self, facts: CaseFacts, events: Sequence[EventFact]) -> Closure | None:
        """The first answer and what followed it; None for a case that was never answered."""
        answered = _first(events, lambda event: event.event in ANSWERED)
        if answered is None:
            return None
        unsatisfied = [
            day_of(rating.at)
            for rating in facts.ratings
            if rating.rating == Rating.UNSATISFIED and rating.at <= self.as_of
        ]
        repeated = self.repeated.get(facts.case.id)
        return Closure(
            closed=answered,
            outcome=facts.case.outcome or "",
            first=not facts.case.repeat,
            transfers=facts.case.transfers,
            repeated=repeated if repeated is not None and repeated <= self.today else None,
            review_asked=_first(events, lambda event: event.event == "ask_review"),
            unsatisfied=min(unsatisfied, default=None),
            reopened=_first(events, _reopens),
            executed=any(event.event == "executed" for event in events),
        )

    def _at_the_end(self, facts: CaseFacts, events: Sequence[EventFact]) -> None:
        """Where the case stood on the last day, when its citizen had last heard, and its call-back."""
        before = [event for event in events if day_of(event.at) <= self.end_day]
        if before and stages()[before[-1].now] in ("work", "pause"):
            self.plain["open"] += 1
            registered = day_of(facts.case.registered_at)
            self.last_words[
                max((day_of(event.at) for event in before if event.public), default=registered)
            ] += 1
        said = self.solved.get(facts.case.id)
        if said is None:
            return
        contacted = any(
            clock.clock in UNIT_INTAKE and clock.kept and clock.stopped_at and clock.stopped_at <= self.as_of
            for clock in _binding(facts.clocks)
        )
        given = (row for row in facts.ratings if row.target == "unit" and row.at <= self.as_of)
        rating = next((Rating(row.rating) for row in given), None)
        self.callbacks[Callback(contacted, "yes" if said else "no", rating)] += 1


def day_of(moment: datetime) -> date:
    """The office's date of a moment."""
    return moment.astimezone(OFFICE_ZONE).date()


def _first(events: Sequence[EventFact], which: Callable[[EventFact], bool]) -> date | None:
    return next((day_of(event.at) for event in events if which(event)), None)


def _judged(case: LedgerRow) -> bool:
    """Whether ratings of a case count: first-time, public, on the way of petitions (国信发〔2014〕16号)."""
    return not case.repeat and not case.sealed and case.procedure in (None, Procedure.PETITION)


def _binding(clocks: Sequence[ClockFact]) -> list[ClockFact]:
    """One intake duty for a hand-over: where 简易办理 runs (S1), its limit is the unit's, not the fifteen days."""
    simple = {
        (clock.started, clock.unit_id) for clock in clocks if clock.clock == clock_names.SIMPLE_ACCEPTANCE
    }
    return [
        clock
        for clock in clocks
        if clock.clock not in (clock_names.UNIT_NOTICE, clock_names.ACCEPTANCE)
        or (clock.started, clock.unit_id) not in simple
    ]


def _lasting(events: Sequence[EventFact]) -> list[EventFact]:
    """The steps without withdrawals that were taken back: those ended nothing."""
    last = max((at for at, event in enumerate(events) if event.event == "undo_withdraw"), default=-1)
    return [event for at, event in enumerate(events) if event.event != "withdraw" or at > last]


def _ends(event: EventFact) -> bool:
    """Whether the office's work ended with this step: answered, or an end without an answer."""
    return stages()[event.now] in ("citizen", "end")


def _reopens(event: EventFact) -> bool:
    return event.event == "send_back" or (event.event == "review_answer" and event.now == "in_progress")


def _told(events: Sequence[EventFact], started: date, limit: date) -> bool:
    """Whether the office said something of substance to the citizen while a clock ran."""
    return any(_speaks(event) and started <= day_of(event.at) <= limit for event in events)


def _speaks(event: EventFact) -> bool:
    """A visible step of an officer; the citizen's own steps and automatic words do not count."""
    return event.public and event.role not in (Role.CITIZEN, Role.SYSTEM) and event.event != "submit"

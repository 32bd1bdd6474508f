"""Counting one clock by its rule: the limit, and the reason of every day on the way to it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from casework.calendar import ONE_DAY, WorkCalendar
from casework.clockrules import BadRules, ClockRule
from casework.petition import OFFICE_ZONE, ClockStart
from casework.wording import text


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the count. `number` is which day of the limit it is, 0 where it does not count."""

    day: date
    counted: bool
    why: str
    confirmed: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a limit was found: each day from the start to the rolled limit, with its reason."""

    clock: ClockStart
    rule: ClockRule
    days: tuple[CountedDay, ...]
    length: int  # in the rule's unit

    @property
    def summary(self) -> str:
        """One sentence: from when, how long, until when."""
        found = self.clock
        key = "clock-summary" if found.confirmed else "clock-summary-provisional"
        return text(
            key,
            name=self.rule.name,
            started=found.started.isoformat(),
            length=self.rule.length_words(self.length),
            limit=found.limit.isoformat(),
            article=self.rule.article_words,
        )


def office_date(moment: date | datetime) -> date:
    """The office's date of a moment; a date stays as it is."""
    if isinstance(moment, datetime):
        return moment.astimezone(OFFICE_ZONE).date()
    return moment


def count(
    rule: ClockRule,
    from_: date | datetime,
    calendar: WorkCalendar,
    *,
    length: int | None = None,
    due: date | None = None,
    unit_id: int | None = None,
) -> ClockStart:
    """Count `rule` from `from_`, that day not counted; `due` gives the last day instead of a length.

    Raises `BadRules` for a length that is missing, below one, or over the rule's cap.
    """
    began = office_date(from_)
    if due is not None and length is None:
        length = max((due - began).days, 1)
        if rule.unit != "day":
            raise BadRules(text("clock-needs-length", clock=rule.id))
    size = rule.checked(length)
    if rule.unit == "hour":
        return _hours(rule, from_, size, calendar, unit_id)
    nominal = calendar.add_workdays(began, size) if rule.unit == "workday" else began + timedelta(days=size)
    rolled = calendar.next_workday(nominal)
    # Calendar days are certain without any notice; only counting or rolling needs one.
    needed = (began, rolled) if rule.unit == "workday" else (nominal - ONE_DAY, rolled)
    return ClockStart(
        clock=rule.id,
        started=began,
        limit=rolled if rule.roll == "citizen" else nominal,
        rolled_limit=rolled,
        confirmed=calendar.confirmed_between(*needed),
        unit_id=unit_id,
    )


def _hours(
    rule: ClockRule, from_: date | datetime, size: int, calendar: WorkCalendar, unit_id: int | None
) -> ClockStart:
    """A clock that counts hours round the clock; a bare date starts at its beginning."""
    if not isinstance(from_, datetime):
        from_ = datetime(from_.year, from_.month, from_.day, tzinfo=OFFICE_ZONE)
    ends = from_ + timedelta(hours=size)
    last = office_date(ends)
    return ClockStart(rule.id, office_date(from_), last, last, True, unit_id, ends.astimezone(UTC))


def paused(rule: ClockRule, clock: ClockStart, days: int, calendar: WorkCalendar) -> ClockStart:
    """The clock after `days` that do not count (听证 in 复核).

    Raises `BadRules` where nothing stops the clock.
    """
    if rule.pause != "hearing":
        raise BadRules(text("clock-never-stops", clock=clock.clock))
    longer = replace(rule, length=rule.checked(None) + max(days, 0), cap=None)
    return count(longer, clock.started, calendar, unit_id=clock.unit_id)


def recount(rule: ClockRule, clock: ClockStart, before: WorkCalendar, after: WorkCalendar) -> ClockStart:
    """The same clock by another calendar (a year's notice was loaded); its length stays."""
    if rule.unit == "hour":
        return clock
    if rule.unit == "workday":
        span = (clock.limit - clock.started).days
        days = (clock.started + timedelta(days=n) for n in range(1, span + 1))
        length = sum(before.is_workday(day).workday for day in days)
        limit = after.add_workdays(clock.started, length)
        sure = after.confirmed_between(clock.started, limit)
        return replace(clock, limit=limit, rolled_limit=limit, confirmed=sure)
    nominal = clock.limit
    if rule.roll == "citizen" and rule.length:
        whole = clock.started + timedelta(days=rule.length)
        nominal = whole if before.next_workday(whole) == clock.limit else clock.limit
    rolled = after.next_workday(nominal)
    return replace(
        clock,
        limit=rolled if rule.roll == "citizen" else nominal,
        rolled_limit=rolled,
        confirmed=after.confirmed_between(nominal - ONE_DAY, rolled),
    )


def explain(
    rule: ClockRule,
    from_: date | datetime,
    calendar: WorkCalendar,
    *,
    length: int | None = None,
    due: date | None = None,
) -> Explanation:
    """Count aloud: every day counted, skipped, rolled over or 暂定, and why. Errors as in `count`."""
    found = count(rule, from_, calendar, length=length, due=due)
    nominal = found.limit if rule.roll != "citizen" else _nominal(rule, found, length, due)
    days = [CountedDay(found.started, False, text("count-first-day"), True)]
    day, number = found.started, 0
    while day < nominal:
        day += ONE_DAY
        line = _line(rule, day, number, calendar)
        number = line.number or number
        days.append(line)
    days += _rolled(rule, nominal, found.rolled_limit, calendar)
    size = rule.checked(length) if rule.unit == "hour" else sum(day.counted for day in days)
    return Explanation(found, rule, tuple(days), size)


def _nominal(rule: ClockRule, found: ClockStart, length: int | None, due: date | None) -> date:
    """The last day before rolling, of a window that rolls."""
    if rule.unit == "workday":
        return found.limit
    return due or found.started + timedelta(days=rule.checked(length))


def _line(rule: ClockRule, day: date, number: int, calendar: WorkCalendar) -> CountedDay:
    """How one day up to the nominal limit is taken."""
    kind = calendar.is_workday(day)
    if rule.unit == "hour":
        return CountedDay(day, True, text("count-hours"), True, number + 1)
    if rule.unit == "day":
        return CountedDay(day, True, text("count-day", number=number + 1, why=kind.why), True, number + 1)
    if not kind.workday:
        return CountedDay(day, False, text("count-skipped", why=kind.why), kind.confirmed)
    return CountedDay(
        day, True, text("count-workday", number=number + 1, why=kind.why), kind.confirmed, number + 1
    )


def _rolled(rule: ClockRule, nominal: date, rolled: date, calendar: WorkCalendar) -> list[CountedDay]:
    """The days after the nominal limit, where it falls on a day off."""
    key = "count-rolled" if rule.roll == "citizen" else "count-rolled-duty"
    days = []
    for n in range(1, (rolled - nominal).days + 1):
        day = nominal + timedelta(days=n)
        kind = calendar.is_workday(day)
        why = text(key if day == rolled else "count-day-off", limit=nominal.isoformat(), why=kind.why)
        days.append(CountedDay(day, False, why, kind.confirmed))
    return days

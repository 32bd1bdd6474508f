"""The statutory clocks: until when, counted day by day, and why each day counts or does not.

The first day is not counted and the last day ends at 24:00 (民法典 201, 203, by analogy: the Regulations
are silent). A last day off moves to the next working day in the citizen's favour only; an authority is
held to the unrolled day and sees the rolled one as the legal limit. Lengths and articles are data
(`rules/clocks.toml`); a local pack stands before the national one.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from casework import counting
from casework.calendar import WorkCalendar
from casework.clockrules import BadRules, ClockRule, read_pack
from casework.counting import CountedDay, Explanation, office_date
from casework.petition import ClockStart

__all__ = [
    "BadRules",
    "ClockRule",
    "ClockRules",
    "CountedDay",
    "Explanation",
    "days_left",
    "deadline_json",
    "explain",
    "office_date",
    "start",
]


class ClockRules:
    """All clocks that an office counts with: the national pack and, before it, local ones."""

    NATIONAL: ClassVar[Path] = Path(__file__).parent / "rules" / "clocks.toml"

    def __init__(self, rules: Iterable[ClockRule]) -> None:
        self.rules = tuple(rules)

    @classmethod
    def load(cls, *packs: Path) -> "ClockRules":
        """The national pack with local packs over it; a later pack stands before an earlier one."""
        if not packs:
            return _national()
        rows = list(_national().rules)
        for rank, path in enumerate(packs, 1):
            rows += read_pack(path, rank)
        return cls(rows)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every clock id, in the order of the packs."""
        return tuple(dict.fromkeys(rule.id for rule in self.rules))

    def rule(self, clock_id: str, on: date, *, jurisdiction: str = "", channel: str = "") -> ClockRule:
        """The rule in force: latest pack first, then longer region, named channel, newer version.

        A day before every version of a clock is counted by its first version, so that old cases have a date.
        Raises KeyError for a clock that no pack knows in that region and channel.
        """
        here = [rule for rule in self.rules if rule.id == clock_id and rule.at_place(jurisdiction, channel)]
        if not here:
            raise KeyError(clock_id)
        fitting = [rule for rule in here if rule.in_force(on)]
        if not fitting:
            return min(here, key=lambda rule: (-rule.rank, rule.since or date.min))
        return max(fitting, key=_standing)

    def has(self, clock_id: str, *, jurisdiction: str = "", channel: str = "") -> bool:
        """Whether any pack knows the clock in that region and channel."""
        return any(rule.id == clock_id and rule.at_place(jurisdiction, channel) for rule in self.rules)

    def whose(self, clock_id: str) -> str:
        """Who is held to a clock: bureau, unit, level, review or citizen."""
        return next(rule.whose for rule in self.rules if rule.id == clock_id)

    def is_window(self, clock_id: str) -> bool:
        """Whether a clock is a right that is open until its day, and no duty: nobody is late with it."""
        return clock_id in self.windows

    @property
    def windows(self) -> frozenset[str]:
        """The clocks that are windows, by the first row of each that says what it is."""
        said: dict[str, str] = {}
        for rule in self.rules:
            if rule.kind:
                said.setdefault(rule.id, rule.kind)
        return frozenset(clock for clock, kind in said.items() if kind == "window")

    def start(
        self,
        clock_id: str,
        from_: date | datetime,
        calendar: WorkCalendar,
        *,
        length: int | None = None,
        due: date | None = None,
        unit_id: int | None = None,
        jurisdiction: str = "",
        channel: str = "",
    ) -> ClockStart:
        """Start a clock at `from_` (that day is not counted).

        `length` replaces the rule's; `due` gives the last day itself (交办, procedures with their own
        limits). Raises KeyError for an unknown clock and `BadRules` for a length that is missing or over
        its cap.
        """
        rule = self.rule(clock_id, office_date(from_), jurisdiction=jurisdiction, channel=channel)
        return counting.count(rule, from_, calendar, length=length, due=due, unit_id=unit_id)

    def explain(
        self,
        clock_id: str,
        from_: date | datetime,
        calendar: WorkCalendar,
        *,
        length: int | None = None,
        due: date | None = None,
        jurisdiction: str = "",
        channel: str = "",
    ) -> Explanation:
        """The same count aloud: each day counted, skipped, rolled over or 暂定, and why.

        Errors as in `start`.
        """
        rule = self.rule(clock_id, office_date(from_), jurisdiction=jurisdiction, channel=channel)
        return counting.explain(rule, from_, calendar, length=length, due=due)

    def paused(
        self, clock: ClockStart, days: int, calendar: WorkCalendar, *, jurisdiction: str = ""
    ) -> ClockStart:
        """The clock after `days` that do not count (听证 in 复核).

        Raises `BadRules` where nothing stops it.
        """
        rule = self.rule(clock.clock, clock.started, jurisdiction=jurisdiction)
        return counting.paused(rule, clock, days, calendar)

    def recount(
        self, clock: ClockStart, before: WorkCalendar, after: WorkCalendar, *, jurisdiction: str = ""
    ) -> ClockStart:
        """A running clock counted with another calendar (a year's notice was loaded); its length stays."""
        return counting.recount(
            self.rule(clock.clock, clock.started, jurisdiction=jurisdiction), clock, before, after
        )


def _standing(rule: ClockRule) -> tuple[int, int, bool, date]:
    """Which of several rules in force stands before the others: the greatest."""
    return rule.rank, len(rule.jurisdiction), bool(rule.channel), rule.since or date.min


@lru_cache(maxsize=1)
def _national() -> ClockRules:
    return ClockRules(read_pack(ClockRules.NATIONAL, 0))


def days_left(limit: date, today: date) -> int:
    """Whole days until the limit: 0 on its day, negative when it is over."""
    return (limit - today).days


def deadline_json(found: Explanation) -> dict[str, Any]:
    """The explanation as `jianjian deadline --json` prints it."""
    clock = found.clock
    answer: dict[str, Any] = {
        "clock": clock.clock,
        "from": clock.started.isoformat(),
        "limit": clock.limit.isoformat(),
        "rolled_limit": clock.rolled_limit.isoformat(),
        "confirmed": clock.confirmed,
        "article": found.rule.article_words,
        "days": [{"date": day.day.isoformat(), "counted": day.counted, "why": day.why} for day in found.days],
    }
    if clock.due_at is not None:
        answer["due_at"] = clock.due_at.isoformat()
    return answer


def start(
    clock_id: str,
    from_: date | datetime,
    calendar: WorkCalendar,
    *,
    length: int | None = None,
    due: date | None = None,
    unit_id: int | None = None,
    rules: ClockRules | None = None,
) -> ClockStart:
    """`ClockRules.start` with the national pack, or with `rules`."""
    known = rules or ClockRules.load()
    return known.start(clock_id, from_, calendar, length=length, due=due, unit_id=unit_id)


def explain(
    clock_id: str,
    from_: date | datetime,
    calendar: WorkCalendar,
    *,
    length: int | None = None,
    due: date | None = None,
    rules: ClockRules | None = None,
) -> Explanation:
    """`ClockRules.explain` with the national pack, or with `rules`."""
    known = rules or ClockRules.load()
    return known.explain(clock_id, from_, calendar, length=length, due=due)

"""The indicators of petition work, each with numerator and denominator, as pure functions over plain rows.

Formulas: docs/law.md. Never here, on purpose: counts of visits to higher levels or to Beijing, petitions
per head, 息访率, or anything else that rewards keeping people from petitioning. Silence is never
satisfaction.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from typing import TypeVar

from casework import clock_names, officerules
from casework.petition import Outcome, Rating
from casework.wording import text

SMALL_CELL = officerules.least("small_cell")
"""In any view wider than the bureau's, a cell with fewer matters is not shown."""
EMPTY = "—"
SOLVED = frozenset(
    {Outcome.SUPPORTED, Outcome.PARTLY, Outcome.EXPLAINED, Outcome.ADOPTED, Outcome.PARTLY_ADOPTED}
)
NEVER = (
    "skipped_level_visits", "visits_to_beijing", "group_visits", "petitions_per_head", "petition_ranking",
    "persuaded_to_stop", "people_held_back",
)  # fmt: skip
"""Figures that this project refuses to compute; a test keeps them absent."""


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, and without, `end`."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it was made of. `numerator` is a fraction only where local weights apply (三率)."""

    numerator: int | Fraction
    denominator: int

    @property
    def n(self) -> int:
        """How many matters the figure is about."""
        return self.denominator

    @property
    def value(self) -> Fraction | None:
        """The share, exactly; None where there is nothing to share."""
        return Fraction(self.numerator) / self.denominator if self.denominator else None

    def percent(self, *, wide: bool = False) -> str:
        """``98.5%``; ``—`` for an empty denominator, and in a `wide` view for a small one."""
        if self.value is None or (wide and self.denominator < SMALL_CELL):
            return EMPTY
        tenths = (self.value * 1000 + Fraction(1, 2)).__floor__()
        return f"{tenths // 10}.{tenths % 10}%"

    def words(self, *, wide: bool = False) -> str:
        """The share with its parts, as a report prints it: ``98.5%（384/390）``."""
        shown = self.percent(wide=wide)
        if shown == EMPTY:
            return EMPTY
        top = self.numerator if isinstance(self.numerator, int) else round(float(self.numerator), 1)
        return f"{shown}（{top}/{self.denominator}）"


def share(rows: Iterable[Row], of: Callable[[Row], bool]) -> Rate:
    """How many of `rows` fulfil `of`."""
    listed = list(rows)
    return Rate(sum(1 for row in listed if of(row)), len(listed))


@dataclass(frozen=True, slots=True)
class Duty:
    """One clock of one matter: its binding limit, and when it was met.

    Clocks that lapsed are not passed in.
    """

    clock: str
    limit: date
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Classes:
    """及时 · 超期 · 超期未办, and those not due yet."""

    timely: int
    late: int
    overdue: int
    waiting: int = 0

    @property
    def rate(self) -> Rate:
        """及时 ÷ (及时 + 超期 + 超期未)."""
        return Rate(self.timely, self.timely + self.late + self.overdue)

    @property
    def compat(self) -> Rate:
        """The same with matters not due yet in the denominator, as an older system counts."""
        return Rate(self.timely, self.timely + self.late + self.overdue + self.waiting)


def classes(
    duties: Iterable[Duty], period: Period, clocks: Iterable[str], today: date, *, beside: str = "done"
) -> Classes:
    """Sort the duties of `clocks` that fell due in the period, and `beside` them those of another limit.

    ``done``: all that were met in it; ``early``: those met in it before their limit; ``none``.
    """
    wanted = frozenset(clocks)
    counted = [0, 0, 0, 0]
    for duty in duties:
        if duty.clock not in wanted or not (duty.limit in period or _beside(duty, period, beside)):
            continue
        if duty.done is not None:
            counted[0 if duty.done <= duty.limit else 1] += 1
        else:
            counted[2 if today > duty.limit else 3] += 1
    return Classes(*counted)


def _beside(duty: Duty, period: Period, which: str) -> bool:
    """Whether a duty whose limit lies outside the period counts because it was met in it."""
    if duty.done is None or duty.done not in period or which == "none":
        return False
    return which == "done" or duty.done <= duty.limit


BUREAU_INTAKE = (clock_names.TRIAGE,)
UNIT_INTAKE = (clock_names.UNIT_NOTICE, clock_names.ACCEPTANCE, clock_names.SIMPLE_ACCEPTANCE)
ANSWER = (clock_names.ANSWER, clock_names.EXTENSION, clock_names.SIMPLE_ANSWER)
REVIEWS = (clock_names.REVIEW, clock_names.RECHECK)


def timely_intake_bureau(duties: Iterable[Duty], period: Period, today: date) -> Classes:
    """及时受理率（信访部门）: C1."""
    return classes(duties, period, BUREAU_INTAKE, today)


def timely_intake_unit(duties: Iterable[Duty], period: Period, today: date) -> Classes:
    """及时受理率（责任单位）: C2, C3 or S1."""
    return classes(duties, period, UNIT_INTAKE, today)


def on_time_answer_rate(duties: Iterable[Duty], period: Period, today: date) -> Classes:
    """按期答复率: the valid deadline is C5, C6 after an approved extension (C5 lapsed then), or S3.

    Deadlines in the period and answers early in it; a late answer counts where its deadline was, once.
    """
    return classes(duties, period, ANSWER, today, beside="early")


def on_time_review_rate(duties: Iterable[Duty], period: Period, today: date) -> Classes:
    """复查复核按期办理率: C8 and C10 kept ÷ due in the period."""
    return classes(duties, period, REVIEWS, today, beside="none")


@dataclass(frozen=True, slots=True)
class Ratable:
    """Bureau or unit of one matter whose evaluation window was open; `rating` None: not rated."""

    object: str
    rating: Rating | None = None


def satisfaction(rows: Iterable[Ratable], of: str) -> Rate:
    """群众满意率: (满意 + 基本满意) ÷ rated. Who did not rate is not in it."""
    rated = [row for row in rows if row.object == of and row.rating is not None]
    return share(rated, lambda row: row.rating in (Rating.SATISFIED, Rating.MOSTLY))


def fully_satisfied(rows: Iterable[Ratable], of: str) -> Rate:
    """满意 alone ÷ rated."""
    rated = [row for row in rows if row.object == of and row.rating is not None]
    return share(rated, lambda row: row.rating == Rating.SATISFIED)


def participation(rows: Iterable[Ratable], of: str) -> Rate:
    """群众参评率: rated ÷ ratable."""
    return share((row for row in rows if row.object == of), lambda row: row.rating is not None)


@dataclass(frozen=True, slots=True)
class Closure:
    """A matter that was closed, and what came after. Dates are None where it did not happen."""

    closed: date
    outcome: str
    first: bool = True  # 初件
    transfers: int = 1
    repeated: date | None = None
    review_asked: date | None = None
    unsatisfied: date | None = None
    reopened: date | None = None
    executed: bool = False


def resolved_once(
    rows: Iterable[Closure], period: Period, as_of: date, *, window: timedelta = timedelta(days=90)
) -> Rate:
    """一次性化解率: first-time matters closed as solved or explained, and quiet for the whole window.

    Quiet: no repeat, no 复查 request, no 不满意.

    Only matters whose observation time is over by `as_of` are counted.
    """
    cohort = [row for row in rows if row.first and row.closed in period and row.closed + window < as_of]

    def quiet(row: Closure) -> bool:
        after = (row.repeated, row.review_asked, row.unsatisfied)
        return row.outcome in SOLVED and not any(day and day <= row.closed + window for day in after)

    return share(cohort, quiet)


def first_dispatch_solved_rate(rows: Iterable[Closure], accepted: int) -> Rate:
    """首派办结 ÷ 受理: solved by the first unit, with no second transfer and no reopening."""
    solved = sum(row.transfers <= 1 and row.reopened is None and row.outcome in SOLVED for row in rows)
    return Rate(solved, accepted)


def settled(rows: Iterable[Closure], period: Period, *, window: timedelta = timedelta(days=90)) -> Rate:
    """案结事了率: closed, carried out, and not reopened in the window ÷ closed."""

    def ended(row: Closure) -> bool:
        reopened = row.reopened is not None and row.reopened <= row.closed + window
        return row.executed and not reopened

    return share((row for row in rows if row.closed in period), ended)


def executed_rate(rows: Iterable[Closure]) -> Rate:
    """支持意见执行率: carried out ÷ supported."""
    supported = (Outcome.SUPPORTED, Outcome.PARTLY)
    return share((row for row in rows if row.outcome in supported), lambda row: row.executed)


def repeat_rate(repeats: int, items: int) -> Rate:
    """重复信访率: repeat items ÷ all items. A description, never a target."""
    return Rate(repeats, items)


def feedback_rate(told: int, due: int) -> Rate:
    """反馈率: matters with a substantive message by the due date ÷ matters due."""
    return Rate(told, due)


def completion_rate(closed: int, assigned: int) -> Rate:
    """办结率: closed ÷ 交办."""
    return Rate(closed, assigned)


def first_time_completion(closed: int, accepted: int) -> Rate:
    """初信初访办结率: first-time closed ÷ first-time accepted, by matters or by people."""
    return Rate(closed, accepted)


def backlog_rate(solved: int, listed: int) -> Rate:
    """积案化解率, 包案化解率: solved ÷ listed."""
    return Rate(solved, listed)


def at_reception(closed: int, received: int) -> Rate:
    """一次性办结率: closed at the reception ÷ received."""
    return Rate(closed, received)


@dataclass(frozen=True, slots=True)
class Weights:
    """Local weights of the middle answers in 三率. No official figure was found: configure them."""

    mostly_solved: Fraction = Fraction(1)
    mostly_satisfied: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Callback:
    """One call-back: was the citizen contacted in time; solved, mostly or not; how satisfied."""

    contacted: bool
    solved: str = "no"  # yes, mostly, no
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class ThreeRates:
    """响应率、解决率、满意率."""

    response: Rate
    solving: Rate
    satisfaction: Rate


def three_rates(rows: Sequence[Callback], weights: Weights | None = None) -> ThreeRates:
    """三率 over the orders that were called back."""
    used = weights or Weights()
    called = len(rows)
    solved = sum(
        (_weight(row.solved == "yes", row.solved == "mostly", used.mostly_solved) for row in rows),
        Fraction(0),
    )
    content = sum(
        (
            _weight(row.rating == Rating.SATISFIED, row.rating == Rating.MOSTLY, used.mostly_satisfied)
            for row in rows
        ),
        Fraction(0),
    )
    return ThreeRates(
        Rate(sum(row.contacted for row in rows), called), Rate(solved, called), Rate(content, called)
    )


def _weight(whole: bool, partly: bool, weight: Fraction) -> Fraction:
    return Fraction(1) if whole else weight if partly else Fraction(0)


def objection_rate(objections: int, transfers: int) -> Rate:
    """异议率: objections ÷ transfers."""
    return Rate(objections, transfers)


def mean_transfers(transfers: Sequence[int]) -> Fraction | None:
    """How often a matter is handed on, on average."""
    return Fraction(sum(transfers), len(transfers)) if transfers else None


def extension_rate(extended: int, accepted: int) -> Rate:
    """延期率: extended ÷ accepted."""
    return Rate(extended, accepted)


def supervision_reply_rate(replied: int, sent: int) -> Rate:
    """督办回复率: replied in time ÷ sent."""
    return Rate(replied, sent)


def adoption_rate(adopted: int, replied: int) -> Rate:
    """三项建议采纳率: adopted ÷ replied."""
    return Rate(adopted, replied)


def online_share(online: int, items: int) -> Rate:
    """网上占比: online ÷ all."""
    return Rate(online, items)


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 90th percentile in whole days; None where there is nothing."""

    n: int
    median: float | None
    p90: int | None


def days_taken(spans: Iterable[int]) -> Spread:
    """How long something took; p90 by the nearest rank."""
    days = sorted(spans)
    if not days:
        return Spread(0, None, None)
    return Spread(len(days), float(median(days)), days[-(-9 * len(days) // 10) - 1])


def silent(last_words: Iterable[date], today: date, *, days: int = 7) -> int:
    """Open matters whose citizen has heard nothing for more than `days` days."""
    return sum(1 for last in last_words if (today - last).days > days)


def agreement(labels: Iterable[tuple[str, str, str]]) -> Rate:
    """Where the machine's first label, the citizen's and the clerk's are the same ÷ all."""
    return share(labels, lambda three: len(set(three)) == 1)


def adds_up(total: int, *parts: int) -> str:
    """Nothing if the parts make the total; else the sentence that keeps a wrong table from being printed."""
    found = sum(parts)
    return (
        ""
        if found == total
        else text("figures-do-not-add-up", total=total, found=found, missing=total - found)
    )

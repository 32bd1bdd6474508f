"""A second counting of petition work, from a plain journal of what was done and when.

Shares nothing with the indicators that it checks: own working days, own limits, own formulas, written from the
Regulations (Art. 22, 23, 34-36), the rules of 简易办理 and the definitions of docs/law.md.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

import chinese_calendar

LIGHT = ("JY", "ZX", "GX")
"""Purposes that have no sixty days: 建议、咨询、感谢."""
HANDED = ("transfer", "assign", "passed_on")
SOLVED = ("supported", "partly", "explained", "adopted", "partly_adopted")
OVER = ("legal_route", "refused", "merged", "no_more", "discipline", "withdrawn")
AT_WORK_AGAIN = ("undone", "contested", "sent_back", "review_asked", "review_given:revoke", "recheck_asked")
NINETY = timedelta(days=90)


def worked(day: date) -> date:
    """The day itself if it is worked, else the next that is."""
    while not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def working_days(start: date, count: int) -> date:
    """The `count`-th working day after a day."""
    for _ in range(count):
        start = worked(start + timedelta(days=1))
    return start


def after(start: date, days: int) -> date:
    """The legal limit of so many calendar days: a last day off moves to the next working day."""
    return worked(start + timedelta(days=days))


@dataclass(frozen=True)
class Step:
    """Something that was done with a matter."""

    day: date
    what: str
    unit: int | None = None
    simple: bool = False
    days: int = 0
    word: str = ""
    """The outcome of an answer, the decision of a review, the way of an acceptance, the rating, the callback."""
    whom: str = ""


@dataclass
class Owed:
    """What somebody owed the citizen until a day; `dropped` when nobody owes it any more."""

    kind: str
    limit: date
    unit: int | None = None
    done: date | None = None
    dropped: bool = False


@dataclass
class Fact:
    """One matter as the journal knows it."""

    number: int
    registered: date
    channel: str
    purpose: str
    sealed: bool = False
    returns_to: "Fact | None" = None
    """The earlier matter that it is again, which nobody in the office knows yet."""
    repeat_of: "Fact | None" = None
    """The same, once a clerk has said so."""
    steps: list[Step] = field(default_factory=list)
    case_id: int = 0

    def days(self, *what: str) -> list[date]:
        """The days on which one of these was done."""
        return [step.day for step in self.steps if step.what in what]

    def first(self, *what: str) -> date | None:
        """The first of these days."""
        return next(iter(self.days(*what)), None)

    def last(self, *what: str) -> Step | None:
        """The last of these steps."""
        return next((step for step in reversed(self.steps) if step.what in what), None)

    @property
    def answered(self) -> date | None:
        """The first answer."""
        return self.first("answered", "answered_at_once")

    @property
    def accepted(self) -> date | None:
        """The acceptance; a simple request that its unit answers at once is accepted by that."""
        return self.first("accepted", "accepted_at_once")

    @property
    def ended(self) -> date | None:
        """When the office was through with it for the first time; a withdrawal taken back ends nothing."""
        for at, step in enumerate(self.steps):
            undone = step.what == "withdrawn" and any(each.what == "undone" for each in self.steps[at:])
            if step.what in (*OVER, "answered", "answered_at_once") and not undone:
                return step.day
        return None

    @property
    def outcome(self) -> str:
        """What was decided last, unless that was taken back."""
        found = self.last("answered", "answered_at_once", "sent_back", "review_given:revoke")
        return found.word if found is not None and found.what.startswith("answered") else ""

    @property
    def lead(self) -> int | None:
        """The unit that answers for it: who accepted first or was made the lead, else who has it."""
        begun = max((at for at, step in enumerate(self.steps) if step.what == "contested"), default=-1) + 1
        steps = self.steps[begun:]  # opened again it is nobody's yet
        found = next((step for step in reversed(steps) if step.what == "new_lead"), None) or next(
            (step for step in steps if step.what in ("accepted", "accepted_at_once")), None
        )
        found = found or next((step for step in reversed(steps) if step.what in HANDED), None)
        return found.unit if found is not None and not self.sealed else None

    @property
    def judged(self) -> bool:
        """Whether its ratings count: first-time, public, and on the way of petitions."""
        way = self.last("accepted")
        lawful = way is not None and way.word not in ("", "petition")
        return self.repeat_of is None and not self.sealed and not lawful

    def rating(self, whom: str) -> Step | None:
        """What the citizen said last of the bureau or the unit."""
        return next((s for s in reversed(self.steps) if s.what == "rated" and s.whom == whom), None)

    def windows(self) -> list[tuple[date, date]]:
        """When evaluation was open: from each answer until its thirty days are over or it is taken back."""
        found: list[tuple[date, date]] = []
        for step in self.steps:
            if step.what in ("answered", "answered_at_once"):
                found.append((step.day, after(step.day, 30)))
            elif step.what in ("sent_back", "review_given:revoke") and found:
                found[-1] = (found[-1][0], min(found[-1][1], step.day))
        return found


class Ledger:
    """What was owed in one matter, walked from its steps."""

    def __init__(self, fact: Fact) -> None:
        self.every: list[Owed] = []
        self.running: dict[str, Owed] = {}
        self.fact = fact
        self.base = fact.registered
        self.aside: dict[str, Owed] = {}
        self.owe("bureau", after(fact.registered, 15))
        for step in fact.steps:
            self.take(step)

    def owe(self, kind: str, limit: date, unit: int | None = None) -> None:
        self.drop(kind)
        self.running[kind] = Owed(kind, limit, unit)
        self.every.append(self.running[kind])

    def drop(self, kind: str) -> None:
        if kind in self.running:
            self.running.pop(kind).dropped = True

    def meet(self, kind: str, day: date) -> None:
        if kind in self.running:
            self.running.pop(kind).done = day

    def take(self, step: Step) -> None:
        """One step's effect, by its name."""
        if step.what in HANDED:
            self.meet("bureau", step.day)
            limit = working_days(step.day, 3) if step.simple else after(step.day, 15)
            self.owe("intake", limit, step.unit)
        elif step.what == "withdrawn":
            self.aside, self.running = self.running, {}
            for each in self.aside.values():
                each.dropped = True
        elif step.what == "undone":
            self.running, self.aside = self.aside, {}
            for each in self.running.values():
                each.dropped = False
        elif step.what in OVER:
            self.meet("bureau" if step.unit is None else "intake", step.day)
            for kind in list(self.running):
                self.drop(kind)
        else:
            self.work(step)

    def work(self, step: Step) -> None:
        """What concerns acceptance and answer."""
        if step.what == "accepted":
            self.meet("intake", step.day)
            self.base = step.day
            if step.simple:
                self.owe("answer", working_days(step.day, 10), step.unit)
            elif step.word == "petition" and self.fact.purpose not in LIGHT:
                self.owe("answer", after(step.day, 60), step.unit)
        elif step.what == "made_ordinary":
            self.drop("answer")
            if self.fact.purpose not in LIGHT:
                self.owe("answer", after(self.base, 60), step.unit)
        elif step.what == "extended":
            self.owe("answer", after(self.base, 60 + step.days), step.unit)
        elif step.what in ("answered", "answered_at_once", "accepted_at_once"):
            self.meet("bureau" if step.unit is None else "intake", step.day)
            self.meet("answer", step.day)
        else:
            self.beyond(step)

    def beyond(self, step: Step) -> None:
        """What comes after the answer, and supervision."""
        if step.what == "contested" or (step.what == "sent_back" and step.unit is None):
            self.owe("bureau", after(step.day, 15))
        elif step.what in ("review_asked", "recheck_asked"):
            self.owe("review", after(step.day, 30))
        elif step.what in ("review_given", "review_given:revoke", "recheck_given"):
            self.meet("review", step.day)
            if step.what.endswith("revoke"):
                self.base = step.day
                self.owe("answer", after(step.day, 60), step.unit)
        elif step.what == "supervised":
            self.owe("supervision", working_days(step.day, 5), step.unit)
            self.running["supervision"].kind = f"supervision@{step.day}"
        elif step.what == "supervision_answered":
            self.meet("supervision", step.day)


Pair = tuple[int, int]


@dataclass
class Count:
    """The numbers of a period [start, end), as they stand on `today`."""

    facts: Sequence[Fact]
    start: date
    end: date
    today: date

    def __post_init__(self) -> None:
        self.owed = [each for fact in self.facts for each in Ledger(fact).every if not each.dropped]
        self.new = [fact for fact in self.facts if self.inside(fact.registered)]
        self.accepted = [fact for fact in self.facts if self.inside(fact.accepted)]

    def inside(self, day: date | None) -> bool:
        return day is not None and self.start <= day < self.end

    def steps(self, *what: str) -> int:
        return sum(self.inside(day) for fact in self.facts for day in fact.days(*what))

    def sorted(self, which: Iterable[Owed]) -> tuple[int, int, int, int]:
        """In time, late, never although due, not due yet."""
        found = [0, 0, 0, 0]
        for each in which:
            if each.done is None:
                found[2 if self.today > each.limit else 3] += 1
            else:
                found[0 if each.done <= each.limit else 1] += 1
        return found[0], found[1], found[2], found[3]

    def intake(self, kind: str, unit: int | None = None) -> tuple[int, int, int, int]:
        """及时受理: what fell due in the period or was done in it."""
        mine = [each for each in self.owed if each.kind == kind and unit in (None, each.unit)]
        return self.sorted(each for each in mine if self.inside(each.limit) or self.inside(each.done))

    def answers(self, unit: int | None = None) -> tuple[int, int, int, int]:
        """按期答复: deadlines in the period, and what was answered early in it."""
        mine = [each for each in self.owed if each.kind == "answer" and unit in (None, each.unit)]

        def early(each: Owed) -> bool:
            return self.inside(each.done) and each.done is not None and each.done <= each.limit

        return self.sorted(each for each in mine if self.inside(each.limit) or early(each))

    def reviews(self) -> Pair:
        """复查复核: kept ÷ due."""
        found = self.sorted(each for each in self.owed if each.kind == "review" and self.inside(each.limit))
        return found[0], sum(found[:3])

    def judgement(self, whom: str, unit: int | None = None) -> tuple[Pair, Pair, Pair]:
        """Satisfied or mostly, satisfied, and taking part."""
        said: list[str] = []
        ratable = 0
        for fact in self.facts:
            rated = fact.rating(whom)
            open_now = any(self.inside(opened) or self.inside(closed) for opened, closed in fact.windows())
            if not fact.judged or not (open_now or (rated and self.inside(rated.day))):
                continue
            if whom == "unit" and (fact.lead is None or unit not in (None, fact.lead)):
                continue
            ratable += 1
            said += [rated.word] if rated else []
        content = sum(word in ("satisfied", "mostly") for word in said)
        return (content, len(said)), (said.count("satisfied"), len(said)), (len(said), ratable)

    def taken(self, day: Callable[[Fact], date | None]) -> tuple[float, int, int] | None:
        """Median, ninth decile (nearest rank) and number of the days from registration."""
        spans = sorted(
            (found - fact.registered).days for fact in self.facts if self.inside(found := day(fact)) and found
        )
        if not spans:
            return None
        rank = next(n for n in range(1, len(spans) + 1) if n * 10 >= len(spans) * 9)
        return float(median(spans)), spans[rank - 1], len(spans)

    def old_closures(self) -> list[Fact]:
        """Answered so long ago that ninety days could be watched."""
        return [
            fact
            for fact in self.facts
            if fact.answered is not None and self.start <= fact.answered + NINETY < self.end
        ]

    def quiet(self, fact: Fact) -> bool:
        """Solved or explained, and for ninety days no repeat, no 复查, nobody dissatisfied."""
        assert fact.answered is not None
        until = fact.answered + NINETY
        last_words = [rated for whom in ("bureau", "unit") if (rated := fact.rating(whom))]
        noise = [
            *(other.registered for other in self.facts if other.repeat_of is fact),
            *fact.days("review_asked")[:1],
            *(rated.day for rated in last_words if rated.word == "unsatisfied"),
        ]
        return fact.outcome in SOLVED and not any(day <= until for day in noise)

    def solved_once(self) -> Pair:
        """一次性化解率."""
        cohort = [
            fact
            for fact in self.old_closures()
            if fact.repeat_of is None and fact.answered and fact.answered + NINETY < self.today
        ]
        return sum(self.quiet(fact) for fact in cohort), len(cohort)

    def settled(self) -> Pair:
        """案结事了率."""
        cohort = self.old_closures()

        def ended(fact: Fact) -> bool:
            back = fact.first("sent_back", "review_given:revoke")
            assert fact.answered is not None
            return bool(fact.days("executed")) and (back is None or back > fact.answered + NINETY)

        return sum(map(ended, cohort)), len(cohort)

    def numbers(self) -> dict[str, int | Pair | tuple[float, int, int] | None]:
        """Every indicator by the name of its query: a count, numerator and denominator, or days."""
        return {
            **self.counts(), **self.rates(), **self.qualities(), **self.callbacks(), **self.leaders(), **self.advice(),
        }  # fmt: skip

    def until(self, fact: Fact) -> list[Step]:
        """What was done by the end of the period, or by today."""
        return [step for step in fact.steps if step.day < self.end and step.day <= self.today]

    def leaders(self) -> dict[str, int | Pair | tuple[float, int, int] | None]:
        """包案, 接访, 积案, and what is still at work on the last day."""
        sponsored = solved = received = there = old = over = 0
        for fact in self.facts:
            mine = [step for step in self.until(fact) if step.what in ("sponsored", "sponsor_over")]
            ended = next((step for step in mine if step.what == "sponsor_over"), None)
            if mine and (ended is None or ended.day >= self.start):
                sponsored += 1
                solved += ended is not None and ended.word == "yes"
            days = [day for day in fact.days("received") if self.inside(day) and day <= self.today]
            received += len(days)
            there += sum(day in fact.days("answered", "answered_at_once", *OVER) for day in days)
            if fact.registered < self.start - NINETY and (fact.ended is None or fact.ended >= self.start):
                old += 1
                over += self.inside(fact.ended)
        return {
            "sponsored_rate": (solved, sponsored),
            "at_reception": (there, received),
            "backlog_rate": (over, old),
            "open": sum(self.at_work(fact) for fact in self.facts if fact.registered < self.end),
        }

    def at_work(self, fact: Fact) -> bool:
        """Whether somebody in the office still has it before them."""
        busy = True
        for step in self.until(fact):
            if step.what in (*OVER, "answered", "answered_at_once", "review_given", "recheck_given"):
                busy = False
            elif step.what in AT_WORK_AGAIN:
                busy = True
        return busy

    def advice(self) -> dict[str, int | Pair | tuple[float, int, int] | None]:
        """三项建议 sent in the period, and what came back by today."""
        sent: list[tuple[str, str]] = []
        for fact in self.facts:
            answer = next((step.word for step in fact.steps if step.what == "advice_answered"), "")
            sent += [
                (step.word, answer) for step in fact.steps if step.what == "advised" and self.inside(step.day)
            ]
        replied = [answer for _, answer in sent if answer]
        kinds = {"improve": "improve_work", "policy": "improve_policy", "accountability": "hold_responsible"}
        return {
            "advice_sent": len(sent),
            "advice_reply_rate": (len(replied), len(sent)),
            "adoption_rate": (replied.count("yes"), len(replied)),
            **{f"by_advice:{name}": sum(kind == word for kind, _ in sent) for name, word in kinds.items()},
        }

    def counts(self) -> dict[str, int | Pair | tuple[float, int, int] | None]:
        new = self.new
        purposes = {fact.purpose for fact in new}
        found: dict[str, int | Pair | tuple[float, int, int] | None] = {
            f"by_purpose:{code}": sum(fact.purpose == code for fact in new) for code in purposes
        }
        return found | {
            "registered": len(new),
            "sealed": sum(fact.sealed for fact in new),
            "online_share": (sum(fact.channel in ("web", "telegram") for fact in new), len(new)),
            "repeat_rate": (sum(fact.repeat_of is not None for fact in new), len(new)),
            "transferred": self.steps("transfer", "passed_on"),
            "assigned": self.steps("assign"),
            "supervised": self.steps("supervised"),
            "concluded": sum(self.inside(fact.ended) for fact in self.facts),
            "days_to_transfer": self.taken(lambda fact: fact.first(*HANDED)),
            "days_to_accept": self.taken(lambda fact: fact.accepted),
            "days_to_answer": self.taken(lambda fact: fact.answered),
        }

    def rates(self) -> dict[str, int | Pair | tuple[float, int, int] | None]:
        bureau, unit, answers = self.intake("bureau"), self.intake("intake"), self.answers()
        assigned = [fact for fact in self.facts if any(map(self.inside, fact.days("assign")))]
        firsts = [fact for fact in self.accepted if fact.repeat_of is None]
        sent = [each for each in self.owed if self.inside(_issued(each))]
        return {
            "timely_intake_bureau": (bureau[0], sum(bureau[:3])),
            "timely_intake_unit": (unit[0], sum(unit[:3])),
            "on_time_answer_rate": (answers[0], sum(answers[:3])),
            "on_time_answer_rate_compat": (answers[0], sum(answers)),
            "on_time_review_rate": self.reviews(),
            "completion_rate": (sum(fact.ended is not None for fact in assigned), len(assigned)),
            "first_time_completion": (sum(fact.answered is not None for fact in firsts), len(firsts)),
            "objection_rate": (self.steps("objected"), self.steps(*HANDED)),
            "extension_rate": (sum(bool(f.days("extended")) for f in self.accepted), len(self.accepted)),
            "mean_transfers": (sum(len(fact.days(*HANDED)) for fact in self.new), len(self.new)),
            "supervision_reply_rate": (self.sorted(sent)[0], len(sent)),
        }

    def qualities(self) -> dict[str, int | Pair | tuple[float, int, int] | None]:
        found: dict[str, int | Pair | tuple[float, int, int] | None] = {}
        for whom in ("bureau", "unit"):
            content, fully, part = self.judgement(whom)
            found |= {
                f"satisfaction_{whom}": content,
                f"fully_satisfied_{whom}": fully,
                f"participation_{whom}": part,
            }
        supported = [
            f for f in self.facts if self.inside(f.answered) and f.outcome in ("supported", "partly")
        ]
        at_once = [
            f
            for f in self.accepted
            if f.outcome in SOLVED and len(f.days(*HANDED)) <= 1
            if f.first("sent_back", "review_given:revoke") is None
        ]
        return found | {
            "resolved_once": self.solved_once(),
            "settled": self.settled(),
            "executed_rate": (sum(bool(f.days("executed")) for f in supported), len(supported)),
            "first_dispatch_solved_rate": (len(at_once), len(self.accepted)),
        }

    def callbacks(self) -> dict[str, int | Pair | tuple[float, int, int] | None]:
        """三率, of those who were called back in the period."""
        reached = solved = content = called = 0
        for fact in self.facts:
            said = [step for step in fact.steps if step.what == "called_back" and self.inside(step.day)]
            if not said:
                continue
            rated = fact.rating("unit")
            in_time = [o for o in Ledger(fact).every if o.kind == "intake" and o.done and o.done <= o.limit]
            called += 1
            reached += bool(in_time)
            solved += said[-1].word == "yes"
            content += rated is not None and rated.word in ("satisfied", "mostly")
        return {
            "three_response": (reached, called),
            "three_solving": (solved, called),
            "three_satisfaction": (content, called),
        }


def _issued(each: Owed) -> date | None:
    """The day of a 督办; None for any other duty."""
    name, _, day = each.kind.partition("@")
    return date.fromisoformat(day) if name == "supervision" else None

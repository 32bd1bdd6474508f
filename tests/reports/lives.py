"""Plausible lives of petitions: what citizens and officers do with a matter and when, by chance from a seed.

A life is a generator of acts. It writes into the journal only what was really done, after it was done, and knows
nothing of clocks or indicators.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import chinese_calendar

from casework.petition import CITIZEN, OFFICE_ZONE, Actor, Role
from tests.reports.journal import LIGHT, Fact, Step

PURPOSES = {"QJ": 50, "SU": 8, "QZ": 12, "JY": 9, "ZX": 8, "GX": 3, "QT": 4, "JU": 6}
CHANNELS = {"telegram": 45, "web": 40, "letter": 9, "visit": 6}
OUTCOMES = {
    "JY": ("adopted", "partly_adopted", "not_adopted", "noted"),
    "ZX": ("replied", "explained"),
    "GX": ("replied",),
}
DECISIONS = ("supported", "supported", "partly", "explained", "refused")
RATINGS = ("satisfied", "satisfied", "mostly", "unsatisfied")
WORDS = "已核实有关情况，依照规定处理。"


@dataclass
class Act:
    """Something to be done: by whom, when, and with which facts."""

    at: datetime
    event: str
    by: Actor
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Bench:
    """Who can act: the bureau's people, and head and handler of each unit."""

    units: list[int]
    staff: dict[tuple[Role, int], Actor]
    bureau: int

    def at_bureau(self, role: Role) -> Actor:
        return self.staff[role, self.bureau]


Acts = Iterator[Act]
Phase = Callable[[], "Next"]
Next = Generator[Act, None, Phase | None]
"""Acts of one phase of a life; it returns the phase that follows, or None at the end."""


class Life:
    """One petition from its filing on."""

    def __init__(self, fact: Fact, people: Bench, chance: Random, filed: datetime) -> None:
        self.fact, self.people, self.chance = fact, people, chance
        self.now = filed
        self.unit: int | None = None
        self.simple = self.ordinary = self.sent_back = self.extended = self.undone = False
        self.rounds = 0
        self.contested = self.sponsored = False

    def acts(self) -> Acts:
        """Everything, in order."""
        yield Act(self.now, "file", CITIZEN)
        if self.fact.returns_to is not None:
            yield self.next(0, 3, "repeat", self.people.at_bureau(Role.CLERK))
            self.fact.repeat_of = self.fact.returns_to
        phase: Phase | None = self.sealed if self.fact.sealed else self.triage
        while phase is not None:
            phase = yield from phase()

    # ---------------------------------------------------------------- time and people

    def later(self, least: int, most: int, *, citizen: bool = False) -> datetime:
        """A moment so many days on; officers act on working days from 9 to 17, citizens at any hour."""
        day = self.now.astimezone(OFFICE_ZONE).date() + timedelta(days=self.chance.randint(least, most))
        while not citizen and not chinese_calendar.is_workday(day):
            day += timedelta(days=1)
        hour = self.chance.randint(0, 23) if citizen else self.chance.randint(9, 16)
        moment = datetime.combine(day, time(hour, self.chance.randint(6, 59)), OFFICE_ZONE)
        self.now = max(moment, self.now + timedelta(minutes=1))
        return self.now

    def next(self, least: int, most: int, event: str, by: Actor | None = None, **facts: Any) -> Act:
        """The next act; without `by` it is the unit's handler."""
        actor = by or self.of_unit(Role.HANDLER)
        return Act(self.later(least, most, citizen=actor is CITIZEN), event, actor, facts)

    def of_unit(self, role: Role) -> Actor:
        assert self.unit is not None
        return self.people.staff[role, self.unit]

    def odds(self, share: float) -> bool:
        return self.chance.random() < share

    def wrote(self, what: str, **more: Any) -> None:
        """Into the journal."""
        self.fact.steps.append(Step(self.today, what, **more))

    @property
    def today(self) -> date:
        return self.now.astimezone(OFFICE_ZONE).date()

    def other(self) -> int:
        return self.chance.choice([unit for unit in self.people.units if unit != self.unit])

    def lag(self, in_time: tuple[int, int], late: tuple[int, int], share: float = 0.13) -> tuple[int, int]:
        return late if self.odds(share) else in_time

    # ---------------------------------------------------------------- before acceptance

    def sealed(self) -> Next:
        """A report goes to the discipline inspection, mostly in time."""
        if self.odds(0.9):
            yield self.next(*self.lag((0, 12), (16, 24)), "to_discipline", self.people.at_bureau(Role.SEALED))
            self.wrote("discipline")
        return None

    def withdrawal(self, back_to: Phase) -> Next:
        """The citizen withdraws, and some take it back within the seven days."""
        yield self.next(0, 3, "withdraw", CITIZEN, confirmed=True)
        self.wrote("withdrawn")
        if self.odds(0.5):
            yield self.next(0, 5, "undo_withdraw", CITIZEN)
            self.wrote("undone")
            self.undone = True
            return back_to
        return None

    def triage(self) -> Next:
        """The bureau decides where it goes."""
        clerk = self.people.at_bureau(Role.CLERK)
        if self.odds(0.03) and not self.undone:
            return (yield from self.withdrawal(self.triage))
        if self.odds(0.06):
            yield from self.question(clerk)
        if self.fact.purpose in LIGHT and self.odds(0.3):
            yield self.next(*self.lag((0, 8), (16, 20)), "answer_now", clerk, text=WORDS)
            self.wrote("answered_at_once", word="replied")
            return self.answered
        if self.odds(0.1):
            return (yield from self.ends_at_bureau(clerk))
        return (yield from self.handed_on(clerk))

    def question(self, by: Actor) -> Acts:
        """Something is missing: the citizen supplies it, or seven days pass."""
        yield self.next(0, 4, "ask", by, text="请补充合同。")
        if self.odds(0.6):
            yield self.next(1, 5, "supplied", CITIZEN)
        else:
            self.later(18, 20)

    def ends_at_bureau(self, clerk: Actor) -> Next:
        """What a clerk can end."""
        ways: list[tuple[str, str, dict[str, Any]]] = [
            ("route_legal", "legal_route", {"route": "court", "text": WORDS}),
            (
                "not_accept",
                "refused",
                {"refusal": "in_process", "where": "市信访局", "reason": "上级机关正在办理"},
            ),
            ("merge", "merged", {"merged_into": max(1, self.fact.case_id - 1)}),
        ]
        if self.odds(0.15):
            yield self.next(0, 5, "seal", clerk)
            self.fact.sealed, self.fact.purpose = True, "JU"
            return self.sealed
        event, what, facts = self.chance.choice(ways)
        yield self.next(*self.lag((0, 10), (16, 30)), event, clerk, **facts)
        self.wrote(what)
        return (yield from self.contests()) if what != "merged" else None

    def contests(self) -> Next:
        """Some are not content with a refusal or another way: the bureau has it again from the first day."""
        if self.contested or not self.odds(0.3):
            return None
        self.contested = True
        yield self.next(1, 10, "contest", CITIZEN, text="这里应当受理。")
        self.wrote("contested")
        self.unit = None
        self.simple = self.ordinary = self.extended = False
        return self.triage

    def handed_on(self, clerk: Actor) -> Next:
        """Transferred, or assigned with a day for the report."""
        unit = self.chance.choice(self.people.units)
        if self.odds(0.2):
            moment = self.later(*self.lag((0, 12), (16, 30)))
            facts = {"unit_id": unit, "due": self.today + timedelta(days=45)}
            self.simple = False
            yield Act(moment, "assign", clerk, facts)
            self.wrote("assign", unit=unit)
        else:
            # What comes again is no simple matter.
            self.simple = self.odds(0.22) and self.fact.repeat_of is None
            yield self.next(*self.lag((0, 12), (16, 30)), "transfer", clerk, unit_id=unit, simple=self.simple)
            self.wrote("transfer", unit=unit, simple=self.simple)
        self.unit = unit
        return self.intake

    def intake(self) -> Next:
        """The unit signs, objects, or accepts, some of them late."""
        if self.odds(0.5) and not self.undone:
            yield self.next(0, 1, "sign")
        if self.odds(0.09):
            if (yield from self.objection()):
                return self.intake
        elif self.odds(0.03):
            unit = self.other()
            yield self.next(
                1, 6, "transfer", self.people.at_bureau(Role.CLERK), unit_id=unit, reason="职责不符",
                simple=self.simple,
            )  # fmt: skip
            self.unit = unit
            self.wrote("transfer", unit=unit, simple=self.simple)
            return self.intake
        elif self.odds(0.03) and not self.undone:
            return (yield from self.withdrawal(self.intake))
        if self.odds(0.04):
            return None  # nobody ever accepts it
        return (yield from self.taken_in())

    def objection(self) -> Generator[Act, None, bool]:
        """Within five working days; granted (another unit gets it) or not. True: it begins anew elsewhere."""
        begun = self.fact.last("transfer", "assign", "passed_on")
        if begun is None or self.undone or (self.today - begun.day).days > 2:
            return False
        yield self.next(0, 1, "object", reason="不属于本单位职责")
        self.wrote("objected", unit=self.unit)
        judge = self.people.at_bureau(self.chance.choice([Role.CLERK, Role.SUPERVISOR]))
        if self.odds(0.4):
            yield self.next(0, 4, "object_reject", judge, reason="属于职责范围")
            return False
        unit = self.other()
        yield self.next(
            0, 4, "object_approve", judge, unit_id=unit, reason="改由主管单位办理", simple=self.simple
        )
        self.unit = unit
        self.wrote("passed_on", unit=unit, simple=self.simple)
        return True

    def taken_in(self) -> Next:
        """Accepted, answered at once, not accepted, or shown the statutory way."""
        lag = self.lag((0, 3), (5, 12)) if self.simple else self.lag((1, 13), (17, 28))
        began = self.fact.last("transfer", "assign", "passed_on")
        in_time = began is not None and (self.today - began.day).days + lag[1] <= 3
        slow = (
            self.simple and not in_time
        )  # whether it is simple is decided in three working days, or it is not
        if self.odds(0.05):
            if self.odds(0.5):
                ground = {"refusal": "legal_way", "where": "县人民法院", "reason": "法院已经受理"}
                yield self.next(*lag, "refuse_propose", **ground)
                yield self.next(0, 1, "not_accept", self.people.at_bureau(Role.CLERK), **ground)
                self.wrote("refused", unit=self.unit)
            else:
                yield self.next(*lag, "route_legal", route="arbitration", text=WORDS)
                self.wrote("legal_route", unit=self.unit)
            return (yield from self.contests())
        light = self.fact.purpose in LIGHT
        assigned = self.fact.last("transfer", "assign", "passed_on")
        if (light or (self.simple and not slow and assigned and assigned.what != "assign")) and self.odds(
            0.3
        ):
            return (yield from self.answered_at_once(lag, light))
        return (yield from self.accepting(lag, light, slow))

    def answered_at_once(self, lag: tuple[int, int], light: bool) -> Next:
        outcome = self.chance.choice(OUTCOMES.get(self.fact.purpose, ("supported", "explained")))
        yield self.next(*lag, "answer_now", text=WORDS, outcome=outcome)
        if not light:
            self.wrote("accepted_at_once", unit=self.unit)
        self.wrote("answered_at_once", unit=self.unit, word=outcome)
        return self.answered

    def accepting(self, lag: tuple[int, int], light: bool, slow: bool) -> Next:
        way = "petition"
        if slow:
            self.simple = False
            procedure = {} if light else {"procedure": way}
            yield self.next(*lag, "accept", simple=False, **procedure)
            way = "" if light else way
        elif light or self.simple:
            yield self.next(*lag, "accept")
            way = "" if light else "petition"
        else:
            way = "petition" if self.odds(0.87) else self.chance.choice(["duty", "administrative"])
            moment = self.later(*lag)
            due = {} if way == "petition" else {"due": self.today + timedelta(days=90)}
            yield Act(moment, "accept", self.of_unit(Role.HANDLER), {"procedure": way, **due})
        self.wrote("accepted", unit=self.unit, simple=self.simple, word=way)
        self.ordinary = way == "petition" and not self.simple and not light
        return self.work

    # ---------------------------------------------------------------- work and answer

    def work(self) -> Next:
        """What happens before an answer."""
        begun = self.today
        if self.odds(0.4):
            yield self.next(1, 4, "note", text="已联系企业核实。", public=True)
        if self.odds(0.07):
            yield self.next(1, 4, "urge", CITIZEN)
        if self.odds(0.03) and not self.undone:
            return (yield from self.withdrawal(self.work))
        if self.simple and self.odds(0.12) and not self.ordinary and not self.rounds and not self.sent_back:
            yield self.next(1, 5, "to_ordinary", reason="情况复杂")
            self.wrote("made_ordinary", unit=self.unit)
            self.ordinary = self.fact.purpose not in LIGHT
        yield from self.asides()
        if self.ordinary and not self.extended and not self.rounds and self.odds(0.12):
            yield from self.extension()
            if self.odds(0.05) and not self.undone:
                return (yield from self.withdrawal(self.reply))
        spent = (self.today - begun).days
        self.later(0, max(0, self.patience() - spent))
        return (yield from self.reply())

    def asides(self) -> Acts:
        """Mediation, a hearing, danger, another lead, a leader, advice, and 督办 with its answer."""
        yield from self.hearing_or_danger()
        yield from self.leaders()
        yield from self.advice()
        if self.odds(0.03):
            yield self.next(1, 5, "mediation_open", consent=True)
            yield self.next(1, 5, "mediation_close", agreed=self.odds(0.5), parties="双方", text=WORDS)
        if self.odds(0.04):
            unit = self.other()
            yield self.next(
                1, 5, "change_lead", self.people.at_bureau(Role.CLERK), unit_id=unit, reason="职能划转"
            )
            self.unit = unit
            self.wrote("new_lead", unit=unit)
        if self.odds(0.1):
            yield self.next(
                2, 9, "supervise", self.people.at_bureau(Role.SUPERVISOR), ground="shirking", text="请说明。"
            )
            self.wrote("supervised", unit=self.unit)
            if self.odds(0.85):
                yield self.next(*self.lag((0, 3), (9, 12), 0.25), "supervise_reply", text=WORDS)
                self.wrote("supervision_answered", unit=self.unit)
                if self.odds(0.6):
                    yield self.next(
                        0, 3, "supervise_close", self.people.at_bureau(Role.SUPERVISOR), text=WORDS
                    )

    def hearing_or_danger(self) -> Acts:
        if self.odds(0.05):
            moment = self.later(1, 4)
            facts = {"on": self.today + timedelta(days=2), "venue": "听证室", "panel": "主持人张明"}
            yield Act(moment, "hearing_open", self.of_unit(Role.HANDLER), facts)
            yield self.next(2, 4, "hearing_close", minutes=WORDS, text=WORDS)
        if self.odds(0.04):
            yield self.next(0, 2, "urgent", reason="现场可能冲突")
            yield self.next(0, 0, "urgent_report", text=WORDS)

    def leaders(self) -> Acts:
        """包案 begins; 领导接访 of a matter that goes on."""
        if self.odds(0.06):
            yield self.next(0, 5, "sponsor", self.people.at_bureau(Role.SUPERVISOR))
            self.wrote("sponsored")
            self.sponsored = True
        if self.odds(0.05):
            yield from self.reception()

    def reception(self) -> Acts:
        """A leader's day: booked by the citizen, held some days later."""
        yield self.next(0, 3, "book", CITIZEN)
        yield self.next(3, 8, "receive", self.people.at_bureau(Role.CLERK))
        self.wrote("received")

    def advice(self) -> Acts:
        """One of 三项建议, mostly answered."""
        if not self.odds(0.08):
            return
        kind = self.chance.choice(["improve_work", "improve_policy", "hold_responsible"])
        boss = self.people.at_bureau(Role.SUPERVISOR)
        own = kind != "hold_responsible"
        body = self.unit if own else self.other()
        yield self.next(0, 5, "recommend", boss, kind=kind, body_id=body, text=WORDS)
        self.wrote("advised", word=kind)
        if self.odds(0.75):
            adopted = self.odds(0.6)
            answers = self.of_unit(Role.HEAD) if own else boss
            yield self.next(1, 20, "recommend_reply", answers, adopted=adopted, text=WORDS)
            self.wrote("advice_answered", word="yes" if adopted else "no")

    def patience(self) -> int:
        """How many days a unit takes, most of them in time."""
        if self.simple and not self.ordinary:
            return self.chance.randint(*self.lag((2, 11), (18, 30)))
        return self.chance.randint(*self.lag((5, 50), (75, 110)))

    def extension(self) -> Acts:
        """Asked for by the handler, granted by the head, before the sixty days are over."""
        begun = self.fact.last("accepted")
        spent = (self.today - begun.day).days if begun else 60
        if spent > 45:
            return
        days = self.chance.randint(5, 30)
        yield self.next(0, 3, "extend_request", days=days, reason="需要鉴定")
        yield self.next(0, 2, "extend", self.of_unit(Role.HEAD), days=days, reason="鉴定需要时间")
        self.extended = True
        self.wrote("extended", unit=self.unit, days=days)

    def reply(self) -> Next:
        """The answer; a few never get one."""
        if self.odds(0.03):
            return None
        outcome = self.chance.choice(OUTCOMES.get(self.fact.purpose, DECISIONS))
        if self.simple and not self.ordinary and outcome == "refused":
            outcome = "explained"  # what is refused is no simple matter
        if self.odds(0.04):
            yield from self.reception()
            yield self.next(0, 0, "answer", self.of_unit(Role.HEAD), outcome=outcome, text=WORDS)
            self.wrote("answered", unit=self.unit, word=outcome)
            return self.answered
        yield self.next(0, 2, "answer", self.of_unit(Role.HEAD), outcome=outcome, text=WORDS)
        self.wrote("answered", unit=self.unit, word=outcome)
        return self.answered

    # ---------------------------------------------------------------- after the answer

    def answered(self) -> Next:
        """Rated or not, called back or not; sent back, reviewed, carried out, or over."""
        self.rounds += 1
        outcome = self.fact.outcome
        if self.sponsored:
            self.sponsored, solved = False, self.odds(0.7)
            yield self.next(0, 6, "sponsor_over", self.people.at_bureau(Role.SUPERVISOR), solved=solved)
            self.wrote("sponsor_over", word="yes" if solved else "no")
        for whom, share in (("bureau", 0.45), ("unit", 0.55), ("unit", 0.05)):
            if self.odds(share) and (whom == "bureau" or self.unit is not None):
                rating = self.chance.choice(RATINGS)
                yield self.next(0, 6, "rate", CITIZEN, object=whom, rating=rating)
                self.wrote("rated", word=rating, whom=whom)
        if self.odds(0.2):
            yield from self.callback()
        if self.odds(0.05) and not self.sent_back:
            yield self.next(0, 1, "send_back", self.people.at_bureau(Role.SUPERVISOR), reason="事实未查清")
            self.sent_back = True
            self.wrote("sent_back", unit=self.unit)
            return self.work if self.unit is not None else self.triage
        if self.reviewable and self.odds(0.12):
            return (yield from self.review())
        return (yield from self.carried_out(outcome))

    @property
    def reviewable(self) -> bool:
        way = self.fact.last("accepted", "accepted_at_once")
        petition = way is not None and (way.what == "accepted_at_once" or way.word == "petition")
        return petition and self.rounds < 3 and self.fact.purpose not in LIGHT

    def callback(self) -> Acts:
        solved = self.odds(0.7)
        yield self.next(0, 3, "callback", CITIZEN, solved=solved)
        self.wrote("called_back", word="yes" if solved else "no")
        if not solved and self.odds(0.6):
            solved = self.odds(0.5)
            boss = self.people.at_bureau(Role.SUPERVISOR)
            yield self.next(1, 5, "callback", boss, solved=solved, text=WORDS)
            self.wrote("called_back", word="yes" if solved else "no")

    def review(self) -> Next:
        """复查, and for some 复核."""
        yield self.next(0, 2, "ask_review", CITIZEN)
        return (yield from self.reviewed())

    def reviewed(self) -> Next:
        """What the review bodies make of it."""
        reviewer = self.people.at_bureau(Role.REVIEWER)
        self.wrote("review_asked")
        decision = self.chance.choice(["maintain", "maintain", "change", "revoke"])
        lag = self.lag((3, 21), (39, 45), 0.2)
        yield self.next(*lag, "review_answer", reviewer, decision=decision, text=WORDS, basis=WORDS)
        self.wrote("review_given:revoke" if decision == "revoke" else "review_given", unit=self.unit)
        if decision == "revoke":
            return self.work
        if self.odds(0.4):
            yield self.next(1, 24, "ask_recheck", CITIZEN)
            self.wrote("recheck_asked")
            yield self.next(
                *self.lag((3, 21), (39, 45), 0.2),
                "recheck_answer",
                replace(reviewer, staff_id=None),
                decision="maintain",
                text=WORDS,
                basis=WORDS,
            )
            self.wrote("recheck_given")
        return (yield from self.carried_out(self.fact.outcome))

    def carried_out(self, outcome: str) -> Next:
        """What was supported is carried out, mostly."""
        if self.unit is not None and outcome in ("supported", "partly", "adopted") and self.odds(0.65):
            yield self.next(3, 60, "executed", text=WORDS)
            self.wrote("executed", unit=self.unit)
        if self.quiet and self.odds(0.2):
            return (yield from self.pleads())
        return None

    @property
    def quiet(self) -> bool:
        """Whether it will be archived by itself: nobody waits for anything."""
        content = all(step.word not in ("no", "unsatisfied") for step in self.fact.steps)
        return self.reviewable and content and not self.fact.days("review_asked")

    def pleads(self) -> Next:
        """Too late for 复查, with good cause: the bureau finds out and takes it up."""
        self.later(50, 70)
        yield self.next(0, 1, "plead_late", CITIZEN, text="住院四十天。")
        clerk = self.people.at_bureau(Role.CLERK)
        yield self.next(0, 4, "ask_review", clerk, good_cause="有出院证明")
        return (yield from self.reviewed())


def draw(chance: Random, weights: dict[str, int]) -> str:
    """One of the names, by its weight."""
    return chance.choices(list(weights), list(weights.values()))[0]

"""A matter lives any life the table allows, turned by chance: what must hold after every step holds."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casework import guards, lifecycle
from casework.clock_names import CALL_BACK, EXECUTION
from casework.guards import outcomes_for
from casework.lifecycle import allowed, is_open, is_pause
from casework.notices import GROUPS, Audience, audience
from casework.petition import Actor, Change, Purpose, Refusal, Role, State
from tests.casework.matters import (
    CALENDAR,
    CLERK,
    HEAD,
    HOUSING,
    LABOUR,
    MORNING,
    REVIEWER,
    SEALED,
    SECOND_CLERK,
    SUPERVISOR,
    TIME,
    WANG,
    Matter,
    recorded,
)
from tests.crossings import EFFORT

PURPOSES = [purpose.value for purpose in Purpose]
TRIAGED = {"transfer", "assign", "route_legal", "answer_now", "not_accept", "no_longer_accept", "merge",
           "to_discipline", "forward", "accept", "object", "withdraw"}  # fmt: skip


AFTER_THE_END = {CALL_BACK, EXECUTION}
"""Duties that outlive the matter: somebody looks into what is unsolved, and what was granted is carried out."""
BEGINS_ANEW = {"seal", "contest", "reopen"}


class Life(RuleBasedStateMachine):
    """One matter from its registration to wherever chance leads it."""

    @initialize(
        purpose=st.sampled_from(PURPOSES), urgent=st.booleans(), simple=st.booleans(), direct=st.booleans()
    )
    def registered(self, purpose: str, urgent: bool, simple: bool, direct: bool) -> None:
        self.at: datetime = MORNING
        self.sentences: list[str] = []
        sealed = purpose == Purpose.REPORT
        facts: dict[str, Any] = {"urgent": urgent, "simple": simple}
        if direct and not sealed:
            facts |= {"direct": True, "unit_id": LABOUR}
        draft = Matter(purpose=purpose, sealed=sealed, urgency=guards.URGENT if urgent else "normal")
        change = lifecycle.submit(draft, by=WANG, at=self.at, calendar=CALENDAR, **facts)
        self.check(draft, change)
        self.matter = recorded(draft, change)
        self.history = [change]

    @precondition(lambda self: len(self.history) == 1 and not self.matter.sealed)
    @rule(steps=st.integers(1, 13), purpose=st.sampled_from(["QJ", "SU", "QZ"]))
    def it_is_well_on_its_way(self, steps: int, purpose: str) -> None:
        """Most interesting things happen late in a life: start there."""
        if self.matter.unit_id is not None or self.matter.state != State.REGISTERED or self.matter.simple:
            return
        self.matter = replace(self.matter, purpose=purpose)
        walk(self, steps)

    @rule(hours=st.integers(1, 24 * 12))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(data=st.data(), ending=st.integers(0, 9))
    def somebody_moves(self, data: st.DataObject, ending: int) -> None:
        offered = [
            (by, row.event)
            for by in self.people()
            for row in allowed(
                self.matter, by.role, at=self.at, calendar=CALENDAR, clocks=self.matter.running
            )
            if ending == 0 or row.to in ("=", "<") or is_open(row.to)
        ]
        if offered:
            by, event = data.draw(st.sampled_from(offered))
            self.make(event, by, self.facts(data, event))

    @precondition(lambda self: is_open(self.matter.state))
    @rule(data=st.data())
    def somebody_tries_what_is_not_offered(self, data: st.DataObject) -> None:
        by = data.draw(st.sampled_from(self.people()))
        event = data.draw(st.sampled_from(sorted({row.event for row in lifecycle.MOVES})))
        offered = {
            row.event
            for row in allowed(
                self.matter, by.role, at=self.at, calendar=CALENDAR, clocks=self.matter.running
            )
        }
        made = self.make(event, by, self.facts(data, event))
        assert event in offered or not made, f"{event} by {by.role} in {self.matter.state} was not offered"

    def people(self) -> list[Actor]:
        unit = self.matter.unit_id
        return [
            WANG, CLERK, SUPERVISOR, Actor(Role.HANDLER, 21, unit), Actor(Role.HEAD, HEAD.staff_id, unit), REVIEWER,
            SEALED, TIME,
        ]  # fmt: skip

    def facts(self, data: st.DataObject, event: str) -> dict[str, Any]:
        """Facts that are mostly right, and now and then wrong."""
        today = self.at.date()
        fitting = [str(outcome) for outcome in outcomes_for(self.matter.purpose)]
        return {
            "text": "经查属实，已责令付清工资。",
            "reason": "理由",
            "unit_id": data.draw(st.sampled_from([LABOUR, HOUSING])),
            "due": today + timedelta(days=data.draw(st.integers(0, 20)) + 1),
            "days": data.draw(st.integers(1, 33)),
            "outcome": data.draw(st.sampled_from([*fitting, *fitting, "nonsense"])),
            "procedure": data.draw(st.sampled_from(["petition", "petition", "petition", "duty", "arbitration"])),
            "simple": event == "answer_now" or data.draw(st.integers(0, 3)) == 0,
            "decision": data.draw(st.sampled_from(["maintain", "change", "revoke"])),
            "object": "unit", "rating": "mostly", "ground": "irregular", "kind": "improve_work", "adopted": False,
            "second": SECOND_CLERK, "handler_id": 22, "confirmed": True, "consent": True, "purpose": "QJ",
            "route": "litigation", "merged_into": 5, "on": today, "hearing_days": 2,
            "venue": "听证室", "panel": "张明", "minutes": "各方陈述。", "agreed": True,
            "refusal": "in_process", "where": "县法院", "earlier": 5, "rechecked": [5], "way": "letter",
            "served_on": today,
            "with_case": 5, "grouped": data.draw(st.booleans()),
            "officer_id": 22, "parties": "双方", "basis": "《条例》第三条", "body_id": 9, "slip_open": True,
             "refusal_proposed": True, "unseal_asked": True,
            "solved": data.draw(st.booleans()), "clocks": self.matter.running,
            "public": data.draw(st.booleans()), "urges_left": data.draw(st.integers(0, 1)),
        }  # fmt: skip

    def make(self, event: str, by: Actor, facts: dict[str, Any]) -> bool:
        try:
            change = lifecycle.move(self.matter, event, by=by, at=self.at, calendar=CALENDAR, **facts)
        except Refusal as refusal:
            self.sentences.append(refusal.sentence)
            return False
        self.check(self.matter, change)
        self.matter = recorded(self.matter, change)
        self.history.append(change)
        return True

    def check(self, before: Matter, change: Change) -> None:
        """Every transition has an actor; a visible one tells the citizen once; a sealed one tells no group."""
        assert change.by.role
        assert change.at == self.at
        told = audience(change, before)
        to_citizen = [notice for notice in told if notice.to == Audience.CITIZEN]
        assert len(to_citizen) == (1 if change.public else 0)
        assert all(notice.sentence for notice in told if notice.key)
        unit_people = (Audience.UNIT_GROUP, Audience.OLD_UNIT_GROUP, Audience.CO_UNIT_GROUP, Audience.HEAD)
        assert all(notice.unit_id is not None for notice in told if notice.to in unit_people)
        after_sealed = change.updates.get("sealed", before.sealed)
        if before.sealed and after_sealed:
            assert {notice.to for notice in told} <= {Audience.CITIZEN, Audience.SEALED}
        if after_sealed:
            assert all(not notice.key for notice in told if notice.to in GROUPS)
        assert all("经查" not in notice.sentence for notice in told if notice.to != Audience.CITIZEN)

    @invariant()
    def an_open_matter_has_an_owner_and_a_next_date(self) -> None:
        if not hasattr(self, "matter"):
            return
        matter = self.matter
        if not is_open(matter.state):
            left = {clock.clock for clock in matter.running}
            assert left <= {"U1", "E1", "V1", "R1", "C11"} | AFTER_THE_END, left
            assert all(self.may_meet(clock) for clock in left & AFTER_THE_END), "a duty that nobody can do"
            return
        assert matter.running, f"{matter.state} has no next date"
        assert matter.unit_id is not None or matter.state in (
            "registered",
            "awaiting_info",
            "answered",
            "objected",
        )

    def may_meet(self, clock: str) -> bool:
        """Whether a move of some officer is open in this state that fulfils a duty."""
        return any(
            clock in row.meets
            and self.matter.state in row.from_
            and set(row.who) - {Role.CITIZEN, Role.SYSTEM}
            for row in lifecycle.MOVES
        )

    @invariant()
    def somebody_can_look_into_what_is_unsolved(self) -> None:
        runs = {clock.clock for clock in getattr(self, "matter", Matter()).running}
        assert CALL_BACK not in runs or self.may_meet(CALL_BACK), self.matter.state

    @invariant()
    def every_refusal_is_a_sentence(self) -> None:
        assert all(sentence.endswith("。") for sentence in getattr(self, "sentences", []))

    @invariant()
    def clocks_are_derived_and_run_once(self) -> None:
        for clock in getattr(self, "matter", Matter()).running:
            assert clock.rolled_limit >= clock.limit >= clock.started

    @invariant()
    def a_pause_knows_where_it_returns_to(self) -> None:
        if hasattr(self, "matter") and is_pause(self.matter.state):
            assert self.matter.previous_state is not None
            assert not is_pause(self.matter.previous_state)
            assert is_open(self.matter.previous_state)

    @invariant()
    def triage_happened_once_or_its_clock_still_runs(self) -> None:
        """Each registered matter is transferred, assigned, routed, answered … or stands in the overdue list."""
        if not hasattr(self, "matter") or self.matter.received_at is not None:
            return
        triaged = any(change.event in TRIAGED for change in self.history)
        runs = {clock.clock for clock in self.matter.running} & {"C1", "C2"}
        assert triaged or runs, self.matter.state

    @invariant()
    def answers_once_given_stay_unless_taken_back(self) -> None:
        if hasattr(self, "matter") and self.matter.state in (State.ANSWERED, State.REVIEW, State.FINAL):
            assert self.matter.outcome is not None
            assert self.matter.answered_at is not None

    @invariant()
    def a_matter_is_extended_and_sent_back_at_most_once(self) -> None:
        events = [change.event for change in getattr(self, "history", [])]
        assert events.count("extend") <= 1
        assert events.count("send_back") <= 1

    @invariant()
    def the_lead_unit_changes_only_by_the_bureau_or_with_the_unit_itself(self) -> None:
        lead: int | None = None
        for change in getattr(self, "history", []):
            if "lead_unit_id" not in change.updates:
                continue
            now = change.updates["lead_unit_id"]
            if change.event in BEGINS_ANEW:
                assert now is None, "sealed or begun anew it is no unit's"
            elif change.event not in ("change_lead", "succeed"):
                assert lead in (None, now), f"{change.event} took it from {lead}"
            lead = now


ROAD: list[tuple[str, Role, dict[str, Any]]] = [
    ("assign", Role.CLERK, {"unit_id": LABOUR, "due": date(2027, 6, 10)}),
    ("sign", Role.HANDLER, {}),
    ("accept", Role.HANDLER, {"procedure": "petition"}),
    ("note", Role.HANDLER, {"public": True}),
    ("extend", Role.HEAD, {"days": 30, "requested_by": 21}),
    ("mediation_open", Role.HANDLER, {"consent": True}),
    ("mediation_close", Role.HANDLER, {"agreed": False}),
    ("answer", Role.HEAD, {"outcome": "supported"}),
    ("report_back", Role.HANDLER, {}),
    ("rate", Role.CITIZEN, {"object": "unit", "rating": "unsatisfied"}),
    ("ask_review", Role.CITIZEN, {}),
    ("review_answer", Role.REVIEWER, {"decision": "maintain", "basis": "《条例》第三条"}),
    ("ask_recheck", Role.CITIZEN, {}),
    ("recheck_answer", Role.REVIEWER, {"decision": "maintain", "basis": "《条例》第三条"}),
]


def walk(life: Life, steps: int) -> None:
    """The long road, so far; every step must be allowed."""
    for event, role, more in ROAD[:steps]:
        life.at += timedelta(hours=5)
        by = next(person for person in life.people() if person.role == role)
        facts = {
            "text": "经查属实，已责令付清工资。",
            "reason": "理由",
            "clocks": life.matter.running,
            **more,
        }
        assert life.make(event, by, facts), event
        life.an_open_matter_has_an_owner_and_a_next_date()


Life.TestCase.settings = settings(max_examples=EFFORT.life_runs, stateful_step_count=30)
TestLife = Life.TestCase


def test_the_long_road_is_open_to_its_end() -> None:
    """The invariants are worth something only if a life can get there."""
    life = Life()
    life.registered("QJ", urgent=False, simple=False, direct=False)
    walk(life, len(ROAD))
    assert life.matter.state == State.FINAL

"""A matter lives any life the table allows, turned by chance: what must hold after every step holds."""

from datetime import date, datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casework import lifecycle
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

PURPOSES = [purpose.value for purpose in Purpose]
OUTCOMES = ["supported", "partly", "explained", "refused", "adopted", "replied"]
TRIAGED = {"transfer", "assign", "route_legal", "answer_now", "not_accept", "no_longer_accept", "merge",
           "to_discipline", "accept", "object", "withdraw"}  # fmt: skip


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
        draft = Matter(purpose=purpose, sealed=sealed)
        change = lifecycle.submit(draft, by=WANG, at=self.at, calendar=CALENDAR, **facts)
        self.check(draft, change)
        self.matter = recorded(draft, change)
        self.history = [change]

    @rule(hours=st.integers(1, 24 * 12))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(data=st.data())
    def somebody_moves(self, data: st.DataObject) -> None:
        by = data.draw(st.sampled_from(self.people()))
        offered = allowed(self.matter, by.role, at=self.at, calendar=CALENDAR, clocks=self.matter.running)
        if not offered:
            return
        event = data.draw(st.sampled_from(offered)).event
        self.make(event, by, self.facts(data))

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
        made = self.make(event, by, self.facts(data))
        assert event in offered or not made, f"{event} by {by.role} in {self.matter.state} was not offered"

    def people(self) -> list[Actor]:
        unit = self.matter.unit_id
        return [
            WANG, CLERK, SUPERVISOR, Actor(Role.HANDLER, 21, unit), Actor(Role.HEAD, HEAD.staff_id, unit), REVIEWER,
            SEALED, TIME,
        ]  # fmt: skip

    def facts(self, data: st.DataObject) -> dict[str, Any]:
        today = self.at.date()
        return {
            "text": "经查属实，已责令付清工资。",
            "reason": "理由",
            "unit_id": data.draw(st.sampled_from([LABOUR, HOUSING])),
            "due": today + timedelta(days=data.draw(st.integers(0, 40))),
            "days": data.draw(st.integers(1, 40)),
            "outcome": data.draw(st.sampled_from(OUTCOMES)),
            "procedure": data.draw(st.sampled_from(["petition", "duty", "arbitration"])),
            "simple": data.draw(st.booleans()),
            "decision": data.draw(st.sampled_from(["maintain", "change", "revoke"])),
            "object": "unit", "rating": "mostly", "ground": "irregular", "kind": "improve_work", "adopted": False,
            "second": SECOND_CLERK, "handler_id": 22, "confirmed": True, "consent": True, "purpose": "QJ",
            "route": "litigation", "merged_into": 5, "on": today, "hearing_days": 2, "agreed": True,
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
            assert not matter.running or {clock.clock for clock in matter.running} <= {
                "U1",
                "E1",
                "V1",
                "R1",
                "C11",
            }
            return
        assert matter.running, f"{matter.state} has no next date"
        assert matter.unit_id is not None or matter.state in (
            "registered",
            "awaiting_info",
            "answered",
            "objected",
        )

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
    def the_lead_unit_changes_only_by_the_bureau(self) -> None:
        leads = [
            change.updates["lead_unit_id"]
            for change in getattr(self, "history", [])
            if "lead_unit_id" in change.updates
        ]
        changed = [change for change in getattr(self, "history", []) if change.event == "change_lead"]
        assert len(set(leads)) <= 1 + len(changed)


Life.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestLife = Life.TestCase


def test_the_machine_reaches_the_end_of_the_long_road() -> None:
    """The invariants are worth something only if the machine can get there; this walks it by hand."""
    life = Life()
    life.registered("QJ", urgent=False, simple=False, direct=False)
    handler, head = Actor(Role.HANDLER, 21, LABOUR), Actor(Role.HEAD, HEAD.staff_id, LABOUR)
    basis: dict[str, Any] = {"text": "经查属实，已责令付清工资。", "reason": "理由"}
    steps: list[tuple[str, Actor, dict[str, Any]]] = [
        ("assign", CLERK, {"unit_id": LABOUR, "due": date(2027, 1, 10)}),
        ("sign", handler, {}),
        ("accept", handler, {"procedure": "petition"}),
        ("note", handler, {"public": True}),
        ("extend", head, {"days": 30, "requested_by": 21}),
        ("mediation_open", handler, {"consent": True}),
        ("mediation_close", handler, {"agreed": False}),
        ("answer", handler, {"outcome": "refused"}),
        ("report_back", handler, {}),
        ("rate", WANG, {"object": "unit", "rating": "unsatisfied"}),
        ("ask_review", WANG, {}),
        ("review_answer", REVIEWER, {"decision": "maintain"}),
        ("ask_recheck", WANG, {}),
        ("recheck_answer", REVIEWER, {"decision": "maintain"}),
    ]
    for event, by, more in steps:
        life.at += timedelta(days=1)
        assert life.make(event, by, {**basis, "clocks": life.matter.running, **more}), event
        life.an_open_matter_has_an_owner_and_a_next_date()
    assert life.matter.state == State.FINAL

"""Every row of the table of moves: who may, what changes, which clocks; and a sentence for everything else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from casework import guards, lifecycle
from casework.attempt import Attempt
from casework.clocks import ClockRules
from casework.lifecycle import MOVES, allowed
from casework.petition import DRAFT, Actor, Change, ClockStart, Refusal, Role, State
from casework.wording import has, text
from tests.casework.matters import (
    ADMIN,
    CALENDAR,
    CLERK,
    COLLEAGUE,
    EVERYBODY,
    HANDLER,
    HEAD,
    HOUSING,
    LABOUR,
    MORNING,
    REVIEWER,
    SEALED,
    SECOND_CLERK,
    STRANGER,
    SUPERVISOR,
    TIME,
    WANG,
    Matter,
    filed,
    moved,
)  # fmt: skip

DAY = timedelta(days=1)
EVENTS = sorted({row.event for row in MOVES})
TEXT = "经查，情况属实，已责令公司于十二月五日前付清。"


def refused(matter: Matter, event: str, by: Actor, **facts: Any) -> Refusal:
    """The refusal of a move that must not be made."""
    at = facts.pop("at", MORNING)
    with pytest.raises(Refusal) as found:
        lifecycle.move(matter, event, by=by, at=at, calendar=CALENDAR, **facts)
    assert found.value.sentence.endswith(("。", "？"))
    return found.value


@pytest.fixture
def transferred() -> Matter:
    """Registered on the 21st, at the labour office on the 23rd."""
    return moved(filed(), "transfer", CLERK, MORNING + 2 * DAY, unit_id=LABOUR)


@pytest.fixture
def accepted(transferred: Matter) -> Matter:
    """Accepted on the 25th under the ordinary procedure."""
    return moved(transferred, "accept", HANDLER, MORNING + 4 * DAY, procedure="petition")


@pytest.fixture
def answered(accepted: Matter) -> Matter:
    """Answered on 20 December."""
    return moved(accepted, "answer", HEAD, MORNING + 29 * DAY, outcome="supported", text=TEXT)


# ---------------------------------------------------------------- the table itself


def test_every_state_of_the_law_is_in_the_table_with_a_label() -> None:
    assert set(lifecycle.stages()) == set(State)
    assert all(has(f"state-{state}") for state in State)


def test_every_move_has_a_button_and_a_line_for_the_timeline() -> None:
    assert all(has(f"move-{event}") and has(f"event-{event}") for event in EVENTS)


def test_every_need_and_every_guard_is_known() -> None:
    from casework.effects import EFFECTS
    from casework.guards import GUARDS

    for row in MOVES:
        assert set(row.guards) <= set(GUARDS)
        assert set(row.sets) <= set(EFFECTS)
        assert all(has(f"need-{name}") for name in row.needs)


def test_every_state_but_the_last_ones_can_be_left_and_every_state_can_be_reached() -> None:
    left = {state for row in MOVES for state in row.from_ if row.to != "="}
    ends = {state for state, stage in lifecycle.stages().items() if stage == "end"}
    assert left - {DRAFT} == set(State) - ends | {
        "withdrawn",
        "not_accepted",
        "routed_legal",
        "no_longer_accepted",
        "transferred_discipline",
        "closed",
    }
    reached = {row.to for row in MOVES} - {"=", "<"}
    assert reached == set(State)


FULL: dict[str, Any] = {
    "text": TEXT, "reason": "另有管辖", "unit_id": HOUSING, "due": date(2026, 12, 20), "days": 20,
    "procedure": "petition", "rating": "satisfied", "object": "unit", "decision": "maintain", "ground": "irregular",
    "second": SECOND_CLERK, "handler_id": 22, "confirmed": True, "consent": True, "purpose": "QJ",
    "route": "litigation", "merged_into": 5, "on": date(2026, 12, 1), "hearing_days": 3,
    "venue": "听证室", "panel": "张明", "minutes": TEXT, "agreed": True, "solved": True,
    "kind": "improve_work", "adopted": True, "requested_by": 21, "draft_waits": True,
    "way": "letter", "officer_id": 22, "unseal_asked": True,
    "refusal": "in_process", "where": "县人民法院", "good_cause": "住院", "basis": "《条例》第三条",
    "parties": "双方",
    "body_id": 9, "slip_open": True,
    "refusal_proposed": True, "earlier": 5, "rechecked": [5], "with_case": 5,
    "served_on": date(2026, 11, 21),
}  # fmt: skip


HEARD = {"venue": "听证室", "panel": "张明"}
CLOSED = {"minutes": TEXT, "text": TEXT}
ALL_OPEN = tuple(
    ClockStart(name, date(2026, 11, 21), date(2027, 6, 1), date(2027, 6, 1), True)
    for name in ("C4", "C7", "C9", "C10", "C11", "E1", "U1", "C5", "V1", "R1", "C1u", "F1")
)
NONE_LEFT: tuple[ClockStart, ...] = ()


def shapes(state: str) -> Iterator[Matter]:
    """Matters that could stand in this state, of different purposes and lanes."""
    pause = state != DRAFT and lifecycle.is_pause(state)
    befores: tuple[str | None, ...] = (None,)
    if state == State.HEARING:
        befores = ("in_progress", "review", "recheck")
    elif pause or state == State.WITHDRAWN:
        befores = ("transferred" if state == State.OBJECTED else "in_progress",)
    early = state in (State.REGISTERED, DRAFT)
    for before, purpose, simple, sealed in product(befores, ("QJ", "JY"), (False, True), (False, True)):
        base = Matter(state=state, purpose=purpose, simple=simple, sealed=sealed, previous_state=before)
        if early:
            yield base
            yield replace(base, unit_id=LABOUR)
        else:
            yield replace(
                base, unit_id=LABOUR, lead_unit_id=LABOUR, received_at=MORNING, accepted_at=MORNING,
                answered_at=MORNING, closed_at=MORNING if state == State.WITHDRAWN else None, procedure="petition",
                outcome="supported" if purpose == "QJ" else "adopted",
            )  # fmt: skip


def tries(matter: Matter, event: str) -> Iterator[Change]:
    """What everybody can make of an event here; every refusal has a sentence."""
    for by, clocks, outcome, reviewed in product(
        EVERYBODY, (ALL_OPEN, NONE_LEFT), ("supported", "adopted"), (None, True)
    ):
        facts = {**FULL, "clocks": clocks, "outcome": outcome, "was_reviewed": reviewed, "grouped": reviewed}
        try:
            yield lifecycle.move(matter, event, by=by, at=MORNING + DAY, calendar=CALENDAR, **facts)
        except Refusal as refusal:
            REFUSED.append(refusal.sentence)


REFUSED: list[str] = []


@pytest.mark.parametrize("state", [DRAFT, *State])
def test_every_event_in_every_state_is_in_the_table_or_refused_with_a_sentence(state: str) -> None:
    for event in [*EVENTS, "no_such_event"]:
        rows = [row for row in MOVES if row.event == event and state in row.from_]
        changes = [change for matter in shapes(state) for change in tries(matter, event)]
        assert bool(changes) is bool(rows), f"{event} in {state}"
        for change in changes:
            assert (change.was, change.event) == (state, event)
            assert change.now in set(State)
            assert any(row.to in (change.now, "<") or (row.to == "=" and change.now == state) for row in rows)
            assert any(change.by.role in row.who for row in rows)
    assert REFUSED
    assert all(REFUSED)


def test_the_administrator_moves_no_case() -> None:
    assert all(Role.ADMIN not in row.who for row in MOVES)
    assert "办理" in refused(filed(), "transfer", ADMIN, unit_id=LABOUR).sentence


# ---------------------------------------------------------------- registration and triage


def test_registration_is_unconditional_and_starts_the_fifteen_days() -> None:
    matter = filed()
    assert matter.state == State.REGISTERED
    assert matter.clock("C1").limit == date(2026, 12, 6)
    assert lifecycle.submit(Matter(), by=WANG, at=MORNING, calendar=CALENDAR).was == DRAFT


def test_an_urgent_matter_also_starts_the_duty_clock() -> None:
    assert filed(urgent=True).clock("C1u").due_at == MORNING + timedelta(hours=2)


def test_a_short_matter_starts_the_one_day_of_each_level() -> None:
    assert filed(Matter(purpose="ZX"), simple=True).clock("S2").limit == date(2026, 11, 23)


def test_a_unit_that_receives_directly_has_its_own_fifteen_days() -> None:
    direct = filed(direct=True, unit_id=LABOUR)
    assert {clock.clock for clock in direct.running} == {"C2"}
    accepted = moved(direct, "accept", HANDLER, MORNING + DAY, procedure="petition")
    assert accepted.lead_unit_id == LABOUR
    assert {clock.clock for clock in accepted.running} == {"C5"}


def test_a_transfer_meets_the_bureaus_clock_and_starts_the_units(transferred: Matter) -> None:
    assert transferred.state == State.TRANSFERRED
    assert transferred.clock("C3").limit == date(2026, 12, 8)
    assert transferred.clock("C4").limit == date(2026, 11, 30)
    assert transferred.clock("C3").unit_id == LABOUR
    assert "C1" not in [clock.clock for clock in transferred.running]


def test_a_commission_also_has_the_date_for_the_report() -> None:
    matter = moved(filed(), "assign", CLERK, MORNING, unit_id=LABOUR, due=date(2026, 12, 20))
    assert matter.clock("C11").limit == date(2026, 12, 20)
    assert "到期日" in refused(filed(), "assign", CLERK, unit_id=LABOUR, due=date(2026, 11, 21)).sentence
    accepted = moved(matter, "accept", HANDLER, MORNING + DAY, procedure="petition")
    reported = moved(accepted, "report_back", HANDLER, MORNING + 2 * DAY, text=TEXT)
    assert "C11" not in [clock.clock for clock in reported.running]


def test_nothing_goes_to_the_unit_that_is_complained_of() -> None:
    refusal = refused(filed(), "transfer", CLERK, unit_id=LABOUR, excluded_units=[LABOUR])
    assert "被反映的单位" in refusal.sentence
    assert refusal.article == "第30条第3款"


def test_asking_for_more_does_not_stop_the_clock_and_comes_back() -> None:
    asked = moved(filed(), "ask", CLERK, MORNING, text="请补充合同")
    assert asked.state == State.AWAITING_INFO
    assert {clock.clock for clock in asked.running} == {"C1", "Q1"}
    back = moved(asked, "supplied", WANG, MORNING + DAY)
    assert (back.state, back.previous_state) == (State.REGISTERED, None)
    lapsed = moved(asked, "info_timeout", TIME, MORNING + 8 * DAY)
    assert {clock.clock for clock in lapsed.running} == {"C1"}


def test_the_statutory_route_is_told_and_the_matter_is_on_record() -> None:
    told = moved(filed(), "route_legal", CLERK, MORNING, route="litigation", text="请向法院申请")
    assert told.state == State.ROUTED_LEGAL
    assert told.running == ()
    assert "写明内容" in refused(filed(), "route_legal", CLERK, route="litigation").sentence


def test_no_longer_accepting_takes_a_recheck_and_two_people() -> None:
    given: dict[str, Any] = {"reason": "已复核", "earlier": 5, "rechecked": [5]}
    alone = refused(filed(), "no_longer_accept", CLERK, **given, second=CLERK)
    assert "另一位" in alone.sentence
    assert "两个人" in refused(filed(), "no_longer_accept", CLERK, **given).sentence
    assert "另一位" in refused(filed(), "no_longer_accept", CLERK, **given, second=HANDLER).sentence
    never = refused(filed(), "no_longer_accept", CLERK, reason="已复核", earlier=5, second=SECOND_CLERK)
    assert never.sentence == text("refuse-no-recheck")
    change = lifecycle.move(
        filed(), "no_longer_accept", by=CLERK, at=MORNING, calendar=CALENDAR, second=SECOND_CLERK, **given
    )
    assert (change.now, change.article, change.note) == ("no_longer_accepted", "第36条第3款", "已复核")
    assert change.data["second"] == 12


# ---------------------------------------------------------------- reports on officials


def test_a_sealed_matter_shows_itself_only_to_the_sealed_role() -> None:
    sealed = filed(Matter(purpose="JU", sealed=True))
    for by in (CLERK, SUPERVISOR, HANDLER, HEAD, REVIEWER, ADMIN):
        assert allowed(sealed, by.role) == ()
        assert refused(sealed, "transfer", by, unit_id=LABOUR).sentence == text("refuse-sealed")
    assert {"to_discipline", "ask", "note"} <= {row.event for row in allowed(sealed, Role.SEALED)}
    assert "transfer" not in {row.event for row in allowed(sealed, Role.SYSTEM)}
    assert "保密件" in refused(sealed, "transfer", TIME, unit_id=LABOUR).sentence


def test_a_sealed_matter_goes_to_the_discipline_body_and_never_to_the_accused() -> None:
    sealed = filed(Matter(purpose="JU", sealed=True))
    assert moved(sealed, "to_discipline", SEALED, MORNING).state == State.TRANSFERRED_DISCIPLINE
    assert "被反映的单位" in refused(sealed, "to_discipline", SEALED, unit_id=9, excluded_units=[9]).sentence


def test_a_clerk_who_finds_a_report_seals_it_and_it_leaves_the_desk() -> None:
    sealed = moved(filed(), "seal", CLERK, MORNING + DAY)
    assert (sealed.sealed, sealed.purpose, sealed.unit_id) == (True, "JU", None)
    assert sealed.clock("C1").limit == date(2026, 12, 6)
    assert "信访人" in refused(sealed, "unseal", SEALED, purpose="QJ", unseal_asked=True).sentence
    assert refused(sealed, "unseal", WANG, purpose="QJ").sentence == text("refuse-unseal-not-asked")
    assert not moved(sealed, "unseal", WANG, MORNING + DAY, purpose="QJ", unseal_asked=True).sealed


def test_a_report_is_sealed_from_wherever_it_stands(accepted: Matter) -> None:
    sealed = moved(accepted, "seal", HANDLER, MORNING + 20 * DAY)
    assert (sealed.state, sealed.unit_id, sealed.accepted_at, sealed.procedure) == (
        "registered",
        None,
        None,
        None,
    )
    assert {clock.clock for clock in sealed.running} == {"C1"}
    assert sealed.clock("C1").started == date(2026, 12, 11), "who receives it now has fifteen days from now"


# ---------------------------------------------------------------- the unit


def test_signing_twice_says_who_was_first(transferred: Matter) -> None:
    signed = moved(transferred, "sign", HANDLER, MORNING + 3 * DAY)
    assert signed.handler_id == HANDLER.staff_id
    at = MORNING + 3 * DAY + timedelta(minutes=32)
    again = refused(signed, "sign", COLLEAGUE, done_by="人社局信访科", done_at=at)
    assert again.sentence == "已由人社局信访科于 10:32 签收，无需重复操作。"
    assert refused(signed, "sign", COLLEAGUE).sentence == "「签收」已经办过，无需重复操作。"


def test_accepting_twice_says_who_was_first(accepted: Matter) -> None:
    assert (
        "已由人社局受理"
        in refused(accepted, "accept", HANDLER, done_by="人社局", procedure="petition").sentence
    )
    in_progress = moved(accepted, "note", HANDLER, MORNING + 5 * DAY, text="已约谈", public=True)
    assert "已经办过" in refused(in_progress, "accept", HANDLER, procedure="petition").sentence


def test_another_units_officer_is_refused(transferred: Matter) -> None:
    assert "别的单位" in refused(transferred, "accept", STRANGER, procedure="petition").sentence
    assert "别的单位" in refused(transferred, "sign", STRANGER).sentence


def test_a_co_unit_may_write_notes_only(accepted: Matter) -> None:
    noted = moved(accepted, "note", STRANGER, MORNING + 5 * DAY, text="已配合现场核查", co_units=[HOUSING])
    assert noted.state == State.IN_PROGRESS
    assert "别的单位" in refused(accepted, "note", STRANGER, text="已配合现场核查").sentence


@pytest.mark.parametrize(("day", "open_"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False)])
def test_an_objection_is_open_for_five_working_days(transferred: Matter, day: date, open_: bool) -> None:
    at = MORNING.replace(year=day.year, month=day.month, day=day.day)
    offered = {row.event for row in allowed(transferred, Role.HANDLER, at=at)}
    assert ("object" in offered) is open_
    if open_:
        assert moved(transferred, "object", HANDLER, at, reason="属住建职责").state == State.OBJECTED
    else:
        refusal = refused(transferred, "object", HANDLER, reason="属住建职责", at=at)
        assert "2026-11-30" in refusal.sentence
        assert refusal.article == "第23条第3款"


def test_an_objection_needs_a_reason_which_stays_in_the_office(transferred: Matter) -> None:
    assert "理由" in refused(transferred, "object", HANDLER).sentence
    change = lifecycle.move(
        transferred, "object", by=HANDLER, at=MORNING + 3 * DAY, calendar=CALENDAR, reason="属住建职责"
    )
    assert (change.note, change.internal_note) == ("", "属住建职责")


def test_an_approved_objection_restarts_the_units_clocks_and_not_the_bureaus(transferred: Matter) -> None:
    objected = moved(transferred, "object", HANDLER, MORNING + 3 * DAY, reason="属住建职责")
    assert "别的单位" in refused(objected, "object_approve", CLERK, unit_id=LABOUR, reason="同意").sentence
    passed = moved(objected, "object_approve", CLERK, MORNING + 4 * DAY, unit_id=HOUSING, reason="同意")
    assert (passed.state, passed.unit_id, passed.transfers) == (State.TRANSFERRED, HOUSING, 2)
    assert passed.clock("C3").limit == date(2026, 12, 10)
    assert {clock.clock for clock in passed.running} == {"C3", "C4"}


def test_a_rejected_objection_leaves_the_fifteen_days_as_they_were(transferred: Matter) -> None:
    objected = moved(transferred, "object", HANDLER, MORNING + 3 * DAY, reason="属住建职责")
    back = moved(objected, "object_reject", SUPERVISOR, MORNING + 4 * DAY, reason="三定方案明确")
    assert (back.state, back.previous_state) == (State.TRANSFERRED, None)
    assert back.clock("C3") == transferred.clock("C3")
    late = refused(back, "object", HANDLER, reason="再异议", at=MORNING + 5 * DAY, clocks=back.running)
    assert "期限已过" in late.sentence


def test_the_first_unit_that_accepts_stays_lead_unless_the_bureau_changes_it(accepted: Matter) -> None:
    assert accepted.lead_unit_id == LABOUR
    assert "无需重复" in refused(accepted, "transfer", CLERK, unit_id=HOUSING, reason="x").sentence
    changed = moved(accepted, "change_lead", CLERK, MORNING + 6 * DAY, unit_id=HOUSING, reason="协商一致")
    assert (changed.lead_unit_id, changed.handler_id) == (HOUSING, None)
    assert "理由" in refused(accepted, "change_lead", CLERK, unit_id=HOUSING).sentence


def test_only_the_sixth_way_has_sixty_days(transferred: Matter) -> None:
    assert moved(transferred, "accept", HANDLER, MORNING + 4 * DAY, procedure="petition").clock(
        "C5"
    ).limit == date(2027, 1, 24)
    duty = moved(transferred, "accept", HANDLER, MORNING + 4 * DAY, procedure="duty", due=date(2027, 3, 1))
    assert {clock.clock for clock in duty.running} == {"L1"}
    assert "到期日" in refused(transferred, "accept", HANDLER, procedure="duty").sentence
    assert "程序" in refused(transferred, "accept", HANDLER).sentence


def test_the_simple_procedure_decides_in_ten_working_days_and_can_become_ordinary(
    transferred: Matter,
) -> None:
    simple = moved(transferred, "accept", HANDLER, MORNING + 4 * DAY, simple=True)
    assert (simple.simple, simple.procedure) == (True, "petition")
    assert simple.clock("S3").limit == date(2026, 12, 9)
    ordinary = moved(simple, "to_ordinary", HANDLER, MORNING + 9 * DAY, reason="需要鉴定")
    assert (ordinary.simple, ordinary.state) == (False, State.IN_PROGRESS)
    assert ordinary.clock("C5").limit == date(2027, 1, 24), "counted from the original acceptance"
    assert "不是简易" in refused(ordinary, "to_ordinary", HANDLER, reason="x").sentence


def test_a_commissioned_matter_is_not_simple() -> None:
    matter = moved(filed(), "assign", CLERK, MORNING, unit_id=LABOUR, due=date(2026, 12, 20))
    assert "不适用简易办理" in refused(matter, "accept", HANDLER, simple=True).sentence


def test_a_suggestion_is_studied_and_adopted_or_not() -> None:
    asked = moved(filed(Matter(purpose="JY")), "transfer", CLERK, MORNING, unit_id=LABOUR)
    taken = moved(asked, "accept", HANDLER, MORNING + DAY)
    assert {clock.clock for clock in taken.running} == {"J1"}
    assert "处理结果" in refused(taken, "answer", HEAD, outcome="supported", text=TEXT).sentence
    done = moved(taken, "answer", HEAD, MORNING + 2 * DAY, outcome="adopted", text=TEXT)
    assert {clock.clock for clock in done.running} == {"E1"}
    assert "复议" in refused(done, "ask_review", WANG, at=MORNING + 3 * DAY).sentence


@pytest.mark.parametrize("purpose", ["ZX", "GX", "JY"])
def test_a_question_is_answered_at_once(purpose: str) -> None:
    done = moved(
        filed(Matter(purpose=purpose), simple=True), "answer_now", CLERK, MORNING, text="窗口周一至周五开放"
    )
    assert (done.state, done.outcome) == (State.ANSWERED, "replied")
    assert {clock.clock for clock in done.running} == {"E1"}


def test_a_request_is_not_answered_at_once_by_the_bureau() -> None:
    assert "不适用" in refused(filed(), "answer_now", CLERK, text="您好").sentence


def test_extending_is_once_at_most_thirty_days_by_another_person_and_in_time(accepted: Matter) -> None:
    at = MORNING + 20 * DAY
    asked = moved(accepted, "extend_request", HANDLER, at, days=20, reason="需要鉴定")
    own = refused(asked, "extend", replace(HEAD, staff_id=21), days=20, reason="需要鉴定", at=at)
    assert "以外的负责人" in own.sentence
    assert (
        "以外的负责人" in refused(asked, "extend", HEAD, days=20, reason="x", requested_by=23, at=at).sentence
    )
    assert "1 到 30" in refused(asked, "extend", HEAD, days=31, reason="需要鉴定", at=at).sentence
    late = refused(asked, "extend", HEAD, days=20, reason="需要鉴定", at=MORNING + 70 * DAY)
    assert "2027-01-24" in late.sentence
    longer = moved(asked, "extend", HEAD, at, days=20, reason="需要鉴定", requested_by=21)
    assert longer.state == State.EXTENDED
    assert longer.clock("C6").limit == date(2027, 2, 13), "from the end of the sixty days"
    assert "C5" not in [clock.clock for clock in longer.running]
    again = replace(longer, state="in_progress")
    assert "不能再延" in refused(again, "extend", HEAD, days=5, reason="x", at=at).sentence


def test_only_the_sixty_days_can_be_extended(transferred: Matter) -> None:
    simple = moved(transferred, "accept", HANDLER, MORNING + 4 * DAY, simple=True)
    refusal = refused(simple, "extend_request", HANDLER, days=5, reason="x", at=MORNING + 5 * DAY)
    assert "60 日" in refusal.sentence
    assert refusal.article == "第34条"


def test_hearing_and_mediation_do_not_stop_the_sixty_days(accepted: Matter) -> None:
    heard = moved(accepted, "hearing_open", HANDLER, MORNING + 10 * DAY, on=date(2026, 12, 3), **HEARD)
    assert heard.clock("C5") == accepted.clock("C5")
    back = moved(heard, "hearing_close", HANDLER, MORNING + 12 * DAY, **CLOSED)
    assert (back.state, back.clock("C5")) == (State.ACCEPTED, accepted.clock("C5"))
    assert "双方同意" in refused(accepted, "mediation_open", HANDLER).sentence
    settled = moved(accepted, "mediation_open", HANDLER, MORNING + 10 * DAY, consent=True)
    assert (
        moved(settled, "mediation_close", HANDLER, MORNING + 11 * DAY, agreed=False).state == State.ACCEPTED
    )


def test_somebody_with_an_interest_does_not_handle(transferred: Matter) -> None:
    assert "回避" in refused(transferred, "accept", HANDLER, procedure="petition", recused=[21]).sentence
    signed = moved(transferred, "sign", HANDLER, MORNING + 3 * DAY)
    stepped = moved(signed, "recuse", HANDLER, MORNING + 3 * DAY, reason="亲属")
    assert stepped.handler_id is None
    assert "回避" in refused(stepped, "reassign", HEAD, handler_id=21, recused=[21]).sentence
    assert moved(stepped, "reassign", HEAD, MORNING + 3 * DAY, handler_id=22, recused=[21]).handler_id == 22


def test_an_answer_needs_an_outcome_and_words_and_opens_the_citizens_windows(accepted: Matter) -> None:
    assert "处理结果" in refused(accepted, "answer", HEAD, text=TEXT).sentence
    assert "内容" in refused(accepted, "answer", HEAD, outcome="refused", text="  ").sentence
    done = moved(accepted, "answer", HEAD, MORNING + 29 * DAY, outcome="refused", text=TEXT)
    assert {clock.clock for clock in done.running} == {"C7", "E1"}
    assert done.clock("C7").limit == date(2027, 1, 19)


# ---------------------------------------------------------------- after the answer


def test_the_citizen_rates_bureau_and_unit_apart_inside_the_window(answered: Matter) -> None:
    rated = moved(
        answered, "rate", WANG, MORNING + 30 * DAY, object="unit", rating="unsatisfied", reasons=["slow"]
    )
    assert rated.state == State.ANSWERED
    moved(rated, "rate", WANG, MORNING + 30 * DAY, object="bureau", rating="satisfied")
    assert (
        "满意"
        in refused(answered, "rate", WANG, object="unit", rating="splendid", at=MORNING + 30 * DAY).sentence
    )
    late = refused(answered, "rate", WANG, object="unit", rating="satisfied", at=MORNING + 80 * DAY)
    assert "届满" in late.sentence
    assert "由信访人办理" in refused(answered, "rate", HANDLER, object="unit", rating="satisfied").sentence


def test_a_matter_is_sent_back_once_with_ten_working_days(answered: Matter) -> None:
    back = moved(answered, "send_back", SUPERVISOR, MORNING + 31 * DAY, reason="没有解决")
    assert (back.state, back.sent_back, back.answered_at) == (State.IN_PROGRESS, True, None)
    assert {clock.clock for clock in back.running} == {"B1"}
    again = moved(back, "answer", HEAD, MORNING + 35 * DAY, outcome="supported", text=TEXT)
    assert "不能再退" in refused(again, "send_back", SUPERVISOR, reason="x", at=MORNING + 36 * DAY).sentence


def test_what_the_bureau_answered_itself_goes_back_to_its_desk() -> None:
    done = moved(
        filed(Matter(purpose="ZX"), simple=True), "answer_now", CLERK, MORNING, text="窗口周一至周五开放"
    )
    back = moved(done, "send_back", SUPERVISOR, MORNING + DAY, reason="没有说清")
    assert (back.state, {clock.clock for clock in back.running}) == (State.REGISTERED, {"C1"})


@pytest.mark.parametrize(("days", "open_"), [(30, True), (31, False)])
def test_review_is_asked_within_thirty_days(answered: Matter, days: int, open_: bool) -> None:
    at = MORNING + (29 + days) * DAY
    if open_:
        asked = moved(answered, "ask_review", WANG, at)
        assert asked.clock("C8").limit == at.date() + timedelta(days=30)
    else:
        refusal = refused(answered, "ask_review", WANG, at=at)
        assert "2027-01-19" in refusal.sentence
        assert refusal.article == "第35条"
        late = moved(answered, "ask_review", WANG, at, good_cause="住院")
        assert late.state == State.REVIEW


def test_the_last_day_of_the_window_rolls_over_a_weekend(accepted: Matter) -> None:
    at = MORNING + 32 * DAY  # answered on 23 December: the thirtieth day is Friday 22 January 2027
    answered = moved(accepted, "answer", HEAD, at + DAY, outcome="refused", text=TEXT)
    assert answered.clock("C7").limit == date(2027, 1, 25), "Saturday 23 January rolls to Monday"
    assert moved(answered, "ask_review", WANG, MORNING + 65 * DAY).state == State.REVIEW


def test_a_review_maintains_changes_or_revokes(answered: Matter) -> None:
    asked = moved(answered, "ask_review", WANG, MORNING + 31 * DAY)
    assert "维持" in refused(asked, "review_answer", REVIEWER, text=TEXT).sentence
    for decision in ("maintain", "change"):
        told = moved(
            asked, "review_answer", REVIEWER, MORNING + 40 * DAY, decision=decision, text=TEXT, basis=TEXT
        )
        assert told.state == State.REVIEW_ANSWERED
        assert "C9" in [clock.clock for clock in told.running]
    anew = moved(
        asked, "review_answer", REVIEWER, MORNING + 40 * DAY, decision="revoke", text=TEXT, basis=TEXT
    )
    assert (anew.state, anew.outcome) == (State.IN_PROGRESS, None)
    assert anew.clock("C5").started == date(2026, 12, 31)


def test_a_recheck_ends_the_procedure_and_a_hearing_does_not_count(answered: Matter) -> None:
    asked = moved(answered, "ask_review", WANG, MORNING + 31 * DAY)
    told = moved(
        asked, "review_answer", REVIEWER, MORNING + 40 * DAY, decision="maintain", text=TEXT, basis=TEXT
    )
    late = refused(told, "ask_recheck", WANG, at=MORNING + 90 * DAY, clocks=told.running)
    assert "届满" in late.sentence
    again = moved(told, "ask_recheck", WANG, MORNING + 45 * DAY, clocks=told.running)
    limit = again.clock("C10").limit
    heard = moved(again, "hearing_open", REVIEWER, MORNING + 46 * DAY, on=date(2027, 1, 12), **HEARD)
    back = moved(
        heard, "hearing_close", REVIEWER, MORNING + 51 * DAY, **CLOSED, hearing_days=5, clocks=heard.running
    )
    assert (back.state, back.clock("C10").limit) == (State.RECHECK, limit + timedelta(days=5))
    more = moved(back, "hearing_open", REVIEWER, MORNING + 52 * DAY, on=date(2027, 1, 14), **HEARD)
    twice = moved(
        more, "hearing_close", REVIEWER, MORNING + 54 * DAY, **CLOSED, hearing_days=2, clocks=more.running
    )
    assert twice.clock("C10").limit == limit + timedelta(days=7)
    final = moved(
        twice, "recheck_answer", REVIEWER, MORNING + 60 * DAY, decision="maintain", text=TEXT, basis=TEXT
    )
    assert final.state == State.FINAL
    assert "C10" not in [clock.clock for clock in final.running]


def test_time_closes_only_when_no_window_is_open(answered: Matter) -> None:
    assert "不能归档" in refused(answered, "close", TIME, at=MORNING + 59 * DAY).sentence
    closed = moved(answered, "close", TIME, MORNING + 60 * DAY)
    assert (closed.state, closed.running) == (State.CLOSED, ())
    assert "系统办理" in refused(answered, "close", CLERK, at=MORNING + 60 * DAY).sentence


# ---------------------------------------------------------------- the citizen


def test_withdrawing_takes_two_confirmations_and_can_be_undone_for_seven_days(transferred: Matter) -> None:
    assert "再确认" in refused(transferred, "withdraw", WANG).sentence
    gone = moved(transferred, "withdraw", WANG, MORNING + 3 * DAY, confirmed=True)
    assert (gone.state, {clock.clock for clock in gone.running}) == (State.WITHDRAWN, {"U1"})
    back = moved(gone, "undo_withdraw", WANG, MORNING + 9 * DAY, restart=transferred.running)
    assert (back.state, back.closed_at) == (State.TRANSFERRED, None)
    assert back.clock("C3") == transferred.clock("C3")
    counted = moved(gone, "undo_withdraw", WANG, MORNING + 9 * DAY)
    assert counted.clock("C3").limit == transferred.clock("C3").limit
    assert "届满" in refused(gone, "undo_withdraw", WANG, at=MORNING + 20 * DAY).sentence
    assert "undo_withdraw" not in {row.event for row in allowed(gone, Role.CITIZEN, at=MORNING + 20 * DAY)}


def test_a_withdrawal_during_a_pause_returns_to_the_state_before_the_pause() -> None:
    asked = moved(filed(), "ask", CLERK, MORNING, text="请补充")
    gone = moved(asked, "withdraw", WANG, MORNING, confirmed=True)
    assert gone.previous_state == State.REGISTERED
    assert moved(gone, "undo_withdraw", WANG, MORNING + DAY).state == State.REGISTERED


def test_an_answered_matter_is_not_withdrawn(answered: Matter) -> None:
    assert "不能「撤回」" in refused(answered, "withdraw", WANG, confirmed=True).sentence


def test_urging_is_limited_and_recorded(transferred: Matter) -> None:
    change = lifecycle.move(transferred, "urge", by=WANG, at=MORNING, calendar=CALENDAR, urges_left=1)
    assert (change.public, change.now) == (True, State.TRANSFERRED)
    assert "用完" in refused(transferred, "urge", WANG, urges_left=0).sentence


# ---------------------------------------------------------------- supervision and words


def test_supervision_has_a_ground_and_a_date(accepted: Matter) -> None:
    assert "督办的理由" in refused(accepted, "supervise", SUPERVISOR, text="请办理").sentence
    assert "督办的理由" in refused(accepted, "supervise", SUPERVISOR, ground="mood", text="请办理").sentence
    watched = moved(
        accepted, "supervise", SUPERVISOR, MORNING + 5 * DAY, ground="irregular", text="请办理", days=3
    )
    assert watched.clock("V1").limit == date(2026, 12, 1)
    once_more = moved(watched, "supervise", SUPERVISOR, MORNING + 9 * DAY, ground="shirking", text="再次督办")
    replied = moved(once_more, "supervise_reply", HANDLER, MORNING + 10 * DAY, text="已办理")
    assert "V1" not in [clock.clock for clock in replied.running]


def test_words_go_where_the_table_says(accepted: Matter) -> None:
    at = MORNING + 5 * DAY
    public = lifecycle.move(
        accepted, "note", by=HANDLER, at=at, calendar=CALENDAR, text="已约谈公司", public=True
    )
    assert (public.note, public.internal_note, public.public) == ("已约谈公司", "", True)
    inside = lifecycle.move(accepted, "note", by=HANDLER, at=at, calendar=CALENDAR, text="公司不配合")
    assert (inside.note, inside.internal_note, inside.public) == ("", "公司不配合", False)
    extended = lifecycle.move(
        accepted, "extend", by=HEAD, at=at, calendar=CALENDAR, days=10, reason="需要鉴定"
    )
    assert extended.note == "需要鉴定"


def test_facts_kept_with_an_event_are_choices_and_never_words(accepted: Matter) -> None:
    facts = {**FULL, "outcome": "supported"}
    change = lifecycle.move(accepted, "answer", by=HEAD, at=MORNING, calendar=CALENDAR, **facts)
    assert "text" not in change.data
    assert "reason" not in change.data
    assert change.data["outcome"] == "supported"


def test_the_same_question_has_the_same_answer(transferred: Matter) -> None:
    once = lifecycle.move(
        transferred, "accept", by=HANDLER, at=MORNING, calendar=CALENDAR, procedure="petition"
    )
    again = lifecycle.move(
        transferred, "accept", by=HANDLER, at=MORNING, calendar=CALENDAR, procedure="petition"
    )
    assert once == again


def test_offered_moves_are_those_that_the_table_allows(accepted: Matter, answered: Matter) -> None:
    for matter in (filed(), accepted, answered, filed(Matter(purpose="JU", sealed=True))):
        for role in Role:
            for row in allowed(matter, role):
                assert matter.state in row.from_
                assert role in row.who
    assert {"ask_review", "rate"} <= {
        row.event for row in allowed(answered, Role.CITIZEN, at=MORNING + 30 * DAY)
    }
    late = {row.event for row in allowed(answered, Role.CITIZEN, at=MORNING + 90 * DAY)}
    assert not {"ask_review", "rate"} & late


def test_what_a_review_revokes_is_done_anew_in_the_ordinary_procedure() -> None:
    """A matter answered simply has sixty days from the revocation, and no way to start them twice (Art. 34, 35)."""
    simple = moved(filed(simple=True), "transfer", CLERK, MORNING, unit_id=LABOUR)
    told = moved(simple, "answer_now", HEAD, MORNING + DAY, simple=True, text=TEXT, outcome="supported")
    asked = moved(told, "ask_review", WANG, MORNING + 2 * DAY)
    again = moved(
        asked, "review_answer", REVIEWER, MORNING + 3 * DAY, decision="revoke", text=TEXT, basis=TEXT
    )
    assert not again.simple
    assert "C5" in [clock.clock for clock in again.running]
    refused(again, "to_ordinary", HEAD, at=MORNING + 4 * DAY, reason="需要鉴定")


def test_a_withdrawal_of_an_extended_matter_can_be_undone_without_its_clocks_on_record(
    accepted: Matter,
) -> None:
    extended = moved(accepted, "extend", HEAD, MORNING + 5 * DAY, days=10, reason="需要鉴定", requested_by=21)
    gone = moved(extended, "withdraw", WANG, MORNING + 6 * DAY, confirmed=True)
    back = moved(gone, "undo_withdraw", WANG, MORNING + 7 * DAY)
    assert back.clock("C6").started == extended.clock("C6").started, "counted from the same limit"


UNFIT = {
    "not_signed": {"signed_at": MORNING},
    "is_simple": {"simple": False},
    "not_simple": {"simple": True},
    "extendable": {"procedure": "petition", "extended": True},
    "not_in_review": {"previous_state": "recheck"},
    "supported": {"outcome": "refused"},
    "not_sent_back": {"sent_back": True},
    "has_review": {"procedure": "statutory"},
}
"""For each guard that the matter itself decides, a matter that it refuses."""


@pytest.mark.parametrize("guard", sorted(guards.BY_THE_MATTER))
def test_what_a_guard_refuses_by_the_matter_is_not_offered(guard: str) -> None:
    rows = [row for row in MOVES if guard in row.guards]
    assert rows
    for row in rows:
        for state in row.from_:
            matter = Matter(state=state, unit_id=LABOUR, **UNFIT[guard])
            facts = {"days": 5} if guard == "extendable" else {}
            attempt = Attempt(matter, row, HANDLER, MORNING, CALENDAR, ClockRules.load(), facts)
            with pytest.raises(Refusal):
                guards.GUARDS[guard](attempt)
            offered = [row for role in row.who for row in allowed(matter, Role(role))]
            assert row not in offered

"""Who hears about a change, and that nobody hears what is not theirs."""

from datetime import date, timedelta
from typing import Any

import pytest

from casework import lifecycle
from casework.movetable import moves, tells
from casework.notices import GROUPS, Audience, Notice, audience, for_alarm
from casework.petition import Actor, ClockStart
from casework.supervision import Stage
from casework.wording import has
from tests.casework.matters import (
    CALENDAR,
    CLERK,
    HANDLER,
    HEAD,
    HOUSING,
    LABOUR,
    MORNING,
    SEALED,
    WANG,
    Matter,
    filed,
    moved,
    recorded,
)  # fmt: skip

DAY = timedelta(days=1)
UNITS = {LABOUR: "人社局", HOUSING: "住建局"}


def told(matter: Matter, event: str, by: Actor, **facts: Any) -> dict[Audience, Notice]:
    """Whom a move tells what."""
    at = facts.pop("at", MORNING + DAY)
    change = lifecycle.move(matter, event, by=by, at=at, calendar=CALENDAR, **facts)
    return {notice.to: notice for notice in audience(change, matter, units=UNITS)}


def test_every_visible_event_has_words_for_the_citizen() -> None:
    open_lane = {row.event for row in moves() if row.public} - {"to_discipline", "seal", "ask_unseal"}
    assert [event for event in sorted(open_lane) if not has(f"notice-citizen-{event}")] == []


def test_every_audience_in_the_table_has_its_sentence() -> None:
    missing = []
    for event, names in tells().items():
        for name in names:
            group = name == "desk" or Audience(name) in GROUPS
            key = f"notice-{'group' if group else 'staff'}-{event}"
            if name not in ("old_unit_group", "sealed") and not has(key):
                missing.append(key)
    assert missing == []


def test_a_transfer_tells_the_citizen_where_and_the_unit_until_when() -> None:
    heard = told(filed(), "transfer", CLERK, unit_id=LABOUR)
    assert (
        heard[Audience.CITIZEN].sentence
        == "350881-261121-00042-5 已转送人社局，2026-12-07 前会告知您是否受理。"
    )
    unit = heard[Audience.UNIT_GROUP]
    assert (unit.unit_id, unit.card) == (LABOUR, True)
    assert "2026-12-07" in unit.sentence
    assert heard[Audience.BUREAU_GROUP] == Notice(Audience.BUREAU_GROUP, "", card=True)


def test_a_change_of_unit_tells_the_old_group_goodbye() -> None:
    at_labour = moved(filed(), "transfer", CLERK, MORNING, unit_id=LABOUR)
    heard = told(at_labour, "transfer", CLERK, unit_id=HOUSING, reason="属住建职责")
    assert heard[Audience.OLD_UNIT_GROUP].unit_id == LABOUR
    assert heard[Audience.UNIT_GROUP].unit_id == HOUSING
    assert all("属住建职责" not in notice.sentence for notice in heard.values())


def test_a_citizens_own_step_is_marked_as_a_reply_and_wakes_the_handler() -> None:
    signed = moved(moved(filed(), "transfer", CLERK, MORNING, unit_id=LABOUR), "sign", HANDLER, MORNING)
    heard = told(signed, "urge", WANG)
    assert heard[Audience.CITIZEN].reply
    assert heard[Audience.HANDLER].staff_id == HANDLER.staff_id
    assert "催办" in heard[Audience.UNIT_GROUP].sentence


def test_an_inner_step_tells_the_citizen_nothing_and_redraws_the_card() -> None:
    at_labour = moved(filed(), "transfer", CLERK, MORNING, unit_id=LABOUR)
    heard = told(at_labour, "sign", HANDLER)
    assert Audience.CITIZEN not in heard
    assert heard[Audience.UNIT_GROUP] == Notice(Audience.UNIT_GROUP, "", card=True, unit_id=LABOUR)


def test_the_answer_reaches_only_the_citizen() -> None:
    at_labour = moved(filed(), "transfer", CLERK, MORNING, unit_id=LABOUR)
    accepted = moved(at_labour, "accept", HANDLER, MORNING, procedure="petition")
    heard = told(accepted, "answer", HEAD, outcome="supported", text="王建国的工资已付清")
    assert "2026-12-22 前申请复查" in heard[Audience.CITIZEN].sentence
    assert "王建国" in heard[Audience.CITIZEN].sentence
    assert all("王建国" not in notice.sentence for to, notice in heard.items() if to != Audience.CITIZEN)


def test_another_clock_is_another_promise() -> None:
    at_labour = moved(filed(), "transfer", CLERK, MORNING, unit_id=LABOUR)
    simple = told(at_labour, "accept", HANDLER, simple=True)
    ordinary = told(at_labour, "accept", HANDLER, procedure="petition")
    assert "简易办理" in simple[Audience.CITIZEN].sentence
    assert "第34条" in ordinary[Audience.CITIZEN].sentence


def test_an_extension_is_asked_of_the_head_and_told_to_the_handler() -> None:
    at_labour = moved(filed(), "transfer", CLERK, MORNING, unit_id=LABOUR)
    accepted = moved(at_labour, "accept", HANDLER, MORNING, procedure="petition")
    asked = told(accepted, "extend_request", HANDLER, days=10, reason="鉴定")
    assert set(asked) == {Audience.HEAD, Audience.BUREAU_GROUP, Audience.UNIT_GROUP}
    given = told(accepted, "extend", HEAD, days=10, reason="鉴定")
    assert Audience.HANDLER in given
    assert given[Audience.CITIZEN].sentence.endswith("理由：\n鉴定")


def test_a_sealed_matter_speaks_to_the_sealed_role_and_its_citizen_only() -> None:
    sealed = Matter(purpose="JU", sealed=True)
    change = lifecycle.submit(sealed, by=WANG, at=MORNING, calendar=CALENDAR)
    heard = audience(change, sealed)
    assert {notice.to for notice in heard} == {Audience.CITIZEN, Audience.SEALED}
    assert next(notice for notice in heard if notice.to == Audience.SEALED).sentence == "有 1 件需专人处理。"
    registered = recorded(sealed, change)
    passed = told(registered, "to_discipline", SEALED)
    assert {to: notice.sentence for to, notice in passed.items()} == {
        Audience.CITIZEN: "350881-261121-00042-5 已按规定转送。"
    }


def test_sealing_takes_the_card_away_without_a_word() -> None:
    heard = told(filed(), "seal", CLERK)
    assert heard[Audience.BUREAU_GROUP].sentence == ""
    assert set(heard) == {Audience.CITIZEN, Audience.SEALED, Audience.BUREAU_GROUP}


CLOCK = ClockStart("C3", date(2026, 11, 23), date(2026, 12, 8), date(2026, 12, 8), True, LABOUR)


@pytest.mark.parametrize(
    ("stage", "woken"),
    [
        (Stage.WEEK, {"unit_group", "handler"}),
        (Stage.DUE, {"unit_group", "handler"}),
        (Stage.OVERDUE, {"unit_group", "handler", "head"}),
        (Stage.BUREAU, {"unit_group", "handler", "bureau_group"}),
        (Stage.SUPERVISION, {"unit_group", "handler", "bureau_group", "supervisor"}),
    ],
)
def test_alarms_wake_one_level_more_each_time(stage: Stage, woken: set[str]) -> None:
    matter = Matter(state="transferred", unit_id=LABOUR, handler_id=21)
    heard = for_alarm(matter, CLOCK, stage, CLOCK.limit)
    assert {notice.to.value for notice in heard} == woken
    assert all("350881-261121-00042-5" in notice.sentence for notice in heard)


@pytest.mark.parametrize(
    ("stage", "left", "words"),
    [
        (Stage.WEEK, 7, "还有 7 天"),
        (Stage.WEEK, 9, "还有 9 天"),  # rung on the last working day before
        (Stage.WEEK, 2, "还有 2 天"),  # rung when the machine came back
        (Stage.THREE_DAYS, 1, "明天（2026-12-08）到期"),
        (Stage.EVE, 0, "今天（2026-12-08）到期"),
        (Stage.WEEK, -4, "已于 2026-12-08 到期，请立即办理"),
        (Stage.OVERDUE, -1, "已于 2026-12-08 到期"),
        (Stage.BUREAU, -5, "已超期 5 天"),
        (Stage.BUREAU, -12, "已超期 12 天"),
        (Stage.SUPERVISION, -10, "请督查部门研究"),
    ],
)
def test_a_reminder_counts_the_days_from_the_day_it_is_said(stage: Stage, left: int, words: str) -> None:
    matter = Matter(state="transferred", unit_id=LABOUR, handler_id=21)
    for notice in for_alarm(matter, CLOCK, stage, CLOCK.limit - timedelta(days=left)):
        assert words in notice.sentence


@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.DUE, Stage.OVERDUE, Stage.SUPERVISION])
def test_while_a_draft_waits_the_head_is_told_what_it_waits_for(stage: Stage) -> None:
    matter = Matter(state="in_progress", unit_id=LABOUR, handler_id=21)
    heard = for_alarm(matter, CLOCK, stage, CLOCK.limit, to_sign=True)
    told = [notice for notice in heard if notice.to == Audience.HEAD]
    assert [(notice.unit_id, "等您签发" in notice.sentence) for notice in told] == [(LABOUR, True)]
    assert not any("签发" in notice.sentence for notice in heard if notice.to != Audience.HEAD)
    triage = ClockStart("C1", date(2026, 11, 21), date(2026, 12, 6), date(2026, 12, 7), True)
    assert Audience.HEAD not in {
        each.to for each in for_alarm(matter, triage, stage, CLOCK.limit, to_sign=True)
    }


def test_alarms_of_the_bureau_the_citizen_and_sealed_matters_go_their_own_ways() -> None:
    triage = ClockStart("C1", date(2026, 11, 21), date(2026, 12, 6), date(2026, 12, 7), True)
    assert {notice.to for notice in for_alarm(Matter(), triage, Stage.DUE, triage.limit)} == {
        Audience.BUREAU_GROUP
    }
    window = ClockStart("C7", date(2026, 11, 21), date(2026, 12, 21), date(2026, 12, 21), True)
    (reminder,) = for_alarm(Matter(state="answered"), window, Stage.THREE_DAYS, window.limit)
    assert (reminder.to, "申请复查" in reminder.sentence) == (Audience.CITIZEN, True)
    assert for_alarm(Matter(state="answered"), window, Stage.LAPSED, window.limit) == ()
    sealed = Matter(sealed=True, purpose="JU")
    assert [notice.to for notice in for_alarm(sealed, triage, Stage.SUPERVISION, triage.limit)] == [
        Audience.SEALED
    ]
    assert for_alarm(Matter(state="closed"), triage, Stage.DUE, triage.limit) == ()

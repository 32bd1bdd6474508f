"""What the bulletin counts: each indicator against a case made for it, and all of them against a second counting."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework import indicators as kpi
from casework.bulletin import AdviceGiven, Beside, Bulletin, Figure, Names, assemble
from casework.tally import Tally
from tests.reports.facts import AFTER, NOVEMBER, Made, MadeEvent, MadeRating, clock, noon, registered

NAMES = Names({"LS": "劳动和社会保障", "CJ": "城乡建设"}, {7: "人社局", 8: "住建局", 9: "教育局"})


def made(*facts: Made, as_of: datetime = AFTER, beside: Beside | None = None, **more: object) -> Bulletin:
    tally = Tally(NOVEMBER, as_of, **more)  # type: ignore[arg-type]
    for each in facts:
        tally.add(each)
    return assemble(tally, beside or Beside(), NAMES, office="测试县信访局")


def figure(bulletin: Bulletin, query: str) -> Figure:
    return next(each for each in bulletin.figures if each.query == query)


def words(bulletin: Bulletin, query: str) -> str:
    return figure(bulletin, query).words


def test_an_empty_period_shows_dashes_and_noughts_never_a_hundred_percent() -> None:
    bulletin = made()
    rates = [each for each in bulletin.figures if each.rate is not None]
    assert len(rates) > 20
    assert {each.words for each in rates} == {"—"}
    assert words(bulletin, "registered") == "0"


def test_a_case_on_the_last_evening_of_the_month_belongs_to_it_by_the_offices_clock() -> None:
    late = registered()
    late.case.registered_at = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)
    next_month = registered()
    next_month.case.registered_at = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    assert words(made(late, next_month), "registered") == "1"


def test_timely_late_and_never_done_are_three_classes_and_not_yet_due_is_in_none_but_the_old_count() -> None:
    day = date(2026, 11, 3)
    facts = [registered(number) for number in range(1, 5)]
    facts[0].clocks = [clock("C5", day, 20, done_after=20)]
    facts[1].clocks = [clock("C5", day, 20, done_after=21)]
    facts[2].clocks = [clock("C5", day, 20)]
    facts[3].clocks = [clock("C5", day, 26)]
    bulletin = made(*facts, as_of=noon(date(2026, 11, 28)))
    assert words(bulletin, "on_time_answer_rate") == "33.3%（1/3）"
    assert words(bulletin, "on_time_answer_rate_compat") == "25.0%（1/4）"


def test_a_late_answer_counts_where_its_deadline_was_and_only_there() -> None:
    fact = registered(on=date(2026, 10, 1))
    fact.clocks = [
        clock("C5", date(2026, 9, 1), 45, done_after=70),
        clock("C8", date(2026, 11, 10), 30, done_after=5),
    ]
    bulletin = made(fact)
    assert words(bulletin, "on_time_answer_rate") == "—"
    assert words(bulletin, "on_time_review_rate") == "—", "it falls due in December"


def test_an_extended_case_answered_before_its_sixty_days_were_over_is_answered_in_time() -> None:
    fact = registered()
    lapsed = clock("C5", date(2026, 10, 10), 60, done_after=30)
    lapsed.kept = None
    extended = clock("C6", date(2026, 12, 9), 30)
    extended.stopped_at, extended.kept = noon(date(2026, 11, 20)), True
    fact.clocks = [lapsed, extended]
    assert words(made(fact), "on_time_answer_rate") == "—", "as of a day on which nobody had extended it"
    fact.events.append(MadeEvent("extend", "extended", noon(date(2026, 11, 9)), role="head"))
    assert words(made(fact), "on_time_answer_rate") == "100.0%（1/1）"


def test_the_simple_way_has_one_intake_duty_of_three_working_days() -> None:
    fact = registered()
    day = date(2026, 11, 3)
    fact.clocks = [
        clock("C3", day, 15, done_after=8, unit_id=7),
        clock("S1", day, 3, done_after=8, unit_id=7),
    ]
    assert words(made(fact), "timely_intake_unit") == "0.0%（0/1）"


def test_a_simple_request_that_is_answered_at_once_was_accepted_that_day() -> None:
    fact = registered(accepted_at=noon(date(2026, 11, 6)))
    fact.events.append(MadeEvent("answer_now", "answered", noon(date(2026, 11, 6))))
    assert words(made(fact), "days_to_accept") == "中位 4 天，九成在 4 天内（1 件）"


def test_a_call_back_knows_what_was_in_time_and_what_was_rated_by_then() -> None:
    fact = registered()
    day = date(2026, 11, 3)
    fact.clocks = [
        clock("C3", day, 15, done_after=8, unit_id=7),
        clock("S1", day, 3, done_after=8, unit_id=7),
    ]
    fact.ratings = [MadeRating("unit", "satisfied", AFTER + timedelta(days=1))]
    bulletin = made(fact, solved={1: True})
    assert words(bulletin, "three_response") == "0.0%（0/1）"
    assert words(bulletin, "three_satisfaction") == "0.0%（0.0/1）"


def test_a_withdrawal_that_was_taken_back_concludes_nothing() -> None:
    fact = registered()
    fact.events.append(MadeEvent("withdraw", "withdrawn", noon(date(2026, 11, 5)), role="citizen"))
    assert words(made(fact), "concluded") == "1"
    fact.events.append(MadeEvent("undo_withdraw", "registered", noon(date(2026, 11, 6)), role="citizen"))
    assert words(made(fact), "concluded") == "0"


def test_only_first_time_public_petitions_are_rated_in_the_figures() -> None:
    facts = [
        registered(1),
        registered(2, repeat=True),
        registered(3, sealed=True),
        registered(4, procedure="litigation"),
        registered(5, procedure="petition"),
    ]
    for fact in facts:
        fact.clocks = [clock("E1", date(2026, 11, 5), 30)]
        fact.ratings = [MadeRating("unit", "unsatisfied", noon(date(2026, 11, 9)))]
    bulletin = made(*facts)
    assert words(bulletin, "participation_unit") == "100.0%（2/2）"
    assert words(bulletin, "satisfaction_unit") == "0.0%（0/2）"


def test_a_window_that_the_office_shut_early_is_not_open_in_the_next_month() -> None:
    fact = registered(on=date(2026, 10, 1))
    shut = clock("E1", date(2026, 10, 10), 30, done_after=5)
    shut.kept = None
    fact.clocks = [shut]
    assert words(made(fact), "participation_unit") == "—"


def test_a_clock_that_lapsed_is_neither_kept_nor_broken() -> None:
    fact = registered()
    lapsed = clock("C3", date(2026, 11, 3), 15, done_after=4)
    lapsed.kept = None
    fact.clocks = [lapsed]
    assert words(made(fact), "timely_intake_unit") == "—"


def test_what_happened_after_the_bulletins_moment_is_not_yet_known() -> None:
    fact = registered()
    fact.clocks = [clock("C1", date(2026, 11, 2), 15, done_after=12)]
    before, after = made(fact, as_of=noon(date(2026, 11, 10))), made(fact)
    assert words(before, "timely_intake_bureau") == "—", "it is not due and not done"
    assert words(after, "timely_intake_bureau") == "100.0%（1/1）"


def test_whoever_is_silent_is_never_satisfied_but_lowers_the_share_of_those_who_rated() -> None:
    window = clock("E1", date(2026, 11, 5), 30)
    facts = [registered(number) for number in range(1, 11)]
    for fact in facts:
        fact.clocks = [window]
    facts[0].ratings = [MadeRating("unit", "satisfied", noon(date(2026, 11, 9)))]
    facts[1].ratings = [MadeRating("unit", "mostly", noon(date(2026, 11, 9)))]
    facts[2].ratings = [MadeRating("unit", "unsatisfied", noon(date(2026, 11, 9)))]
    bulletin = made(*facts)
    assert words(bulletin, "satisfaction_unit") == "66.7%（2/3）"
    assert words(bulletin, "fully_satisfied_unit") == "33.3%（1/3）"
    assert words(bulletin, "participation_unit") == "30.0%（3/10）"
    assert words(bulletin, "satisfaction_bureau") == "—"
    assert words(bulletin, "participation_bureau") == "0.0%（0/10）"


def test_told_means_an_officers_words_while_the_clock_ran() -> None:
    day = date(2026, 11, 2)
    facts = [registered(number) for number in range(1, 5)]
    for fact in facts:
        fact.clocks = [clock("C1", day, 15)]
    facts[0].events.append(MadeEvent("transfer", "transferred", noon(date(2026, 11, 4)), role="clerk"))
    facts[1].events.append(MadeEvent("still_open", "registered", noon(date(2026, 11, 9)), role="system"))
    facts[2].events.append(MadeEvent("note", "registered", noon(date(2026, 11, 9)), public=False))
    facts[3].events.append(MadeEvent("transfer", "transferred", noon(date(2026, 11, 25)), role="clerk"))
    assert words(made(*facts), "feedback_rate") == "25.0%（1/4）"


def answered(number: int, on: date, **more: object) -> Made:
    fact = registered(number, on=on - timedelta(days=20), outcome="supported", **more)
    fact.events.append(MadeEvent("answer", "answered", noon(on)))
    return fact


def test_solved_once_looks_at_closures_whose_ninety_days_are_over() -> None:
    quiet, asked, unhappy, again, fresh = (answered(number, date(2026, 8, 20)) for number in range(1, 6))
    asked.events.append(MadeEvent("ask_review", "review", noon(date(2026, 9, 5)), role="citizen"))
    unhappy.ratings = [MadeRating("unit", "unsatisfied", noon(date(2026, 9, 1)))]
    fresh.events[-1].at = noon(date(2026, 11, 20))
    late_repeat = answered(6, date(2026, 8, 20))
    bulletin = made(
        quiet, asked, unhappy, again, fresh, late_repeat,
        repeated={4: date(2026, 9, 9), 6: date(2026, 11, 25)},
    )  # fmt: skip
    assert words(bulletin, "resolved_once") == "40.0%（2/5）"


def test_silence_is_counted_from_the_last_words_the_citizen_could_read() -> None:
    quiet, heard, over = registered(1), registered(2), registered(3)
    heard.events.append(MadeEvent("note", "registered", noon(date(2026, 11, 25))))
    quiet.events.append(MadeEvent("note", "registered", noon(date(2026, 11, 25)), public=False))
    over.events.append(MadeEvent("answer", "answered", noon(date(2026, 11, 5))))
    bulletin = made(quiet, heard, over)
    assert words(bulletin, "silent") == "1"
    assert words(bulletin, "open") == "2"


def test_a_sealed_case_is_counted_and_belongs_to_no_area_place_or_unit() -> None:
    sealed = registered(1, purpose="JU", sealed=True, unit_id=None, topic=None, town="")
    bulletin = made(sealed, *(registered(number) for number in range(2, 8)))
    assert words(bulletin, "registered") == "7"
    assert words(bulletin, "sealed") == "1"
    assert words(bulletin, "by_unit:7") == "6"
    assert words(bulletin, "by_topic:LS") == "6"


def test_recommendations_are_counted_by_kind_and_partly_adopted_is_not_adopted() -> None:
    beside = Beside(
        advice=(
            AdviceGiven("improve", True, "adopted"),
            AdviceGiven("policy", True, "partly"),
            AdviceGiven("policy", False),
        )
    )
    bulletin = made(beside=beside)
    assert words(bulletin, "adoption_rate") == "50.0%（1/2）"
    assert words(bulletin, "advice_reply_rate") == "66.7%（2/3）"
    assert words(bulletin, "by_advice:policy") == "2"


def test_every_figure_has_a_definition_and_none_of_those_that_reward_holding_people_back() -> None:
    bulletin = made(registered())
    for each in bulletin.figures:
        assert len(each.definition) > 8, each.query
    queries = " ".join(each.query for each in bulletin.figures)
    assert not [name for name in kpi.NEVER if name in queries]
    everything = " ".join(each.label + each.definition for each in bulletin.figures)
    for forbidden in ("越级", "进京", "集体访", "息访", "稳控", "人均"):
        assert forbidden not in everything


def test_the_headings_are_those_of_article_41() -> None:
    headings = [section.heading for section in made().sections]
    assert headings == [
        "一、信访事项的数据统计、涉及领域以及被投诉较多的机关、单位",
        "二、转送、交办、督办情况",
        "三、改进工作、完善政策、追究责任建议以及被采纳情况",
        "四、其他情况：群众评价、化解质量和办理时间",
    ]


@pytest.mark.parametrize("seed", range(5))
def test_a_random_month_gives_the_figures_of_a_second_counting(seed: int) -> None:
    """The second counting shares no code: it walks lists and compares dates in the office's zone."""
    chance = random.Random(seed)
    facts = [_anything(chance, number) for number in range(400)]
    bulletin = made(*facts)
    zone = ZoneInfo("Asia/Shanghai")
    november = [f for f in facts if f.case.registered_at.astimezone(zone).strftime("%Y-%m") == "2026-11"]
    assert words(bulletin, "registered") == str(len(november))
    assert figure(bulletin, "repeat_rate").numerator == str(len([f for f in november if f.case.repeat]))
    good = bad = 0
    for fact in facts:
        for each in fact.clocks:
            if each.clock != "C5" or (each.stopped_at and each.kept is None):
                continue
            done = each.stopped_at.astimezone(zone).date() if each.stopped_at else None
            early = done is not None and done <= each.rolled_limit and (done.year, done.month) == (2026, 11)
            if not early and (each.rolled_limit.year, each.rolled_limit.month) != (2026, 11):
                continue
            if done is not None and done <= each.rolled_limit:
                good += 1
            else:
                bad += 1
    rate = figure(bulletin, "on_time_answer_rate")
    assert (rate.numerator, rate.denominator) == (str(good), good + bad)


def _anything(chance: random.Random, number: int) -> Made:
    fact = registered(
        number, on=date(2026, 9, 1) + timedelta(days=chance.randrange(91)), repeat=chance.random() < 0.1
    )
    fact.case.unit_id = chance.choice([7, 8, 9, None])
    started = date(2026, 9, 15) + timedelta(days=chance.randrange(60))
    each = clock("C5", started, chance.choice([10, 20, 60]), done_after=chance.choice([None, 3, 10, 25]))
    if each.stopped_at is not None and each.stopped_at > AFTER:
        each.stopped_at = each.kept = None
    if chance.random() < 0.1 and each.stopped_at is not None:
        each.kept = None
    fact.clocks = [each]
    return fact

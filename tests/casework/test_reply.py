"""The reply gate lets an answer out only when it answers."""

from dataclasses import replace
from datetime import date

import pytest

from casework.petition import Outcome
from casework.reply import (
    AnswerDraft,
    check,
    compose,
    objection_faults,
    only_passes_on,
    overall,
    remedy,
)
from tests.casework.matters import CALENDAR, Matter

GOOD = AnswerDraft(
    demands={1: "发放拖欠工资", 2: "追究责任"},
    outcomes={1: Outcome.SUPPORTED, 2: Outcome.EXPLAINED},
    facts="经查，公司自9月起未发放32名工人的工资，共18.6万元。",
    opinion="责令公司于12月5日前付清，由劳动监察大队监督支付。",
    basis="《保障农民工工资支付条例》第十一条",
)
ORDINARY = Matter(procedure="petition")


def test_a_whole_answer_leaves() -> None:
    assert check(GOOD) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"outcomes": {1: Outcome.SUPPORTED}}, "请求2「追究责任」"),
        ({"facts": ""}, "事实"),
        ({"facts": "属实"}, "事实"),
        ({"facts": "您的来信已收悉，感谢您的来信，我局高度重视。"}, "事实"),
        ({"facts": "事实清楚，证据确凿，程序合法。"}, "事实"),
        ({"opinion": "我局高度重视，按照有关规定处理。"}, "处理意见"),
        ({"opinion": ""}, "处理意见"),
        ({"opinion": "已转相关部门处理"}, "不是答复"),
        ({"basis": ""}, "法律法规"),
        ({"basis": "有关规定"}, "法律法规"),
        ({"basis": "《劳动法》"}, "第几条"),
        ({"demands": {}, "outcomes": {}}, "处理结果"),
    ],
)
def test_what_is_missing_is_said(change: dict[str, object], said: str) -> None:
    assert any(said in sentence for sentence in check(replace(GOOD, **change)))  # type: ignore[arg-type]


def test_a_suggestion_needs_no_statute() -> None:
    assert check(replace(GOOD, basis=""), needs_law=False) == ()


@pytest.mark.parametrize(
    "words",
    [
        "已转相关部门处理", "您好，您反映的问题已转交住建局办理，感谢您的关注与支持",
        "已反馈至相关单位跟进。", "您反映的情况已转办，请您耐心等待",
        "现将您的诉求移交街道处理", "已经上报领导研究",
    ],
)  # fmt: skip
def test_passing_on_is_no_answer(words: str) -> None:
    assert only_passes_on(words)


@pytest.mark.parametrize(
    "words",
    [
        "经查拖欠工资属实，我局责令公司于12月5日前支付全部工资", "路灯已于11月20日修复，夜间照明恢复正常",
        "该路段由交通局负责，已转交交通局，交通局将于12月1日起封闭施工20天重铺路面", "",
    ],
)  # fmt: skip
def test_a_decision_is_an_answer_even_if_it_names_another_office(words: str) -> None:
    assert not only_passes_on(words)


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ([Outcome.SUPPORTED, Outcome.SUPPORTED], Outcome.SUPPORTED),
        ([Outcome.SUPPORTED, Outcome.REFUSED], Outcome.PARTLY),
        ([Outcome.EXPLAINED, Outcome.REFUSED], Outcome.REFUSED),
        ([Outcome.ADOPTED, Outcome.NOTED], Outcome.PARTLY_ADOPTED),
        ([Outcome.REFUSED], Outcome.REFUSED),
    ],
)
def test_the_whole_is_not_better_than_its_parts(outcomes: list[Outcome], whole: Outcome) -> None:
    assert overall(replace(GOOD, outcomes=dict(enumerate(outcomes, 1)))) == whole


def test_no_outcome_has_no_whole() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        overall(AnswerDraft({1: "x"}))


def test_the_remedy_and_its_date_are_written_by_the_system() -> None:
    words = compose(GOOD, ORDINARY, answered_on=date(2026, 11, 25), calendar=CALENDAR)
    assert "1. 发放拖欠工资：予以支持" in words
    assert "30 日内（至 2026-12-25）" in words
    assert "《信访工作条例》第35条" in words
    assert (
        words.index("【查明的事实和理由】")
        < words.index("【处理意见】")
        < words.index("【依据】")
        < words.index("【救济途径】")
    )


def test_the_remedy_rolls_over_days_off_and_says_when_it_is_provisional() -> None:
    words = remedy(ORDINARY, date(2027, 1, 23), CALENDAR, review_body="市人社局")
    assert "2027-02-22" in words
    assert "暂定" in words
    assert "市人社局" in words
    assert "30 日" not in remedy(Matter(procedure="duty"), date(2026, 11, 25), CALENDAR)


@pytest.mark.parametrize(
    ("reason", "enough"),
    [
        ("不归我们管", False),
        ("您的来信已收悉，不归我们管。", False),
        ("该工地由住建部门监管，不属于我局职责。", True),
    ],
)
def test_an_objection_says_whose_it_is(reason: str, enough: bool) -> None:
    assert (objection_faults(reason) == []) is enough

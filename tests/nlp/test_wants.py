"""Purposes that plain speech is like, where no phrase of a list stands in it."""

from datetime import date

import pytest

from casework.petition import Purpose
from nlp import lexicons
from nlp.learn_intents import sentences
from nlp.piece_table import START
from nlp.reader import Reader
from nlp.wants import LEAD, LONGEST, PlainPurposes


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("养老金涨了没", Purpose.INQUIRY),
        ("养老金少了一截", Purpose.REQUEST),
        ("要不把集市挪到河滩上去", Purpose.SUGGESTION),
        ("集市挪到我家门口，天天吵", Purpose.REQUEST),
        ("清运队大哥天天五点就来，辛苦啦", Purpose.THANKS),
        ("清运队半个月没来了", Purpose.REQUEST),
    ],
)
def test_a_purpose_is_guessed_where_the_lists_are_silent(
    reader: Reader, today: date, text: str, purpose: Purpose
) -> None:
    assert reader.read(text, today=today).purpose.purpose is purpose


def test_a_guess_must_lead_and_a_long_text_is_not_guessed() -> None:
    def guess(text: str, zx: float) -> Purpose | None:
        weights = {START: {"QJ": 0, "ZX": round(zx * 100)}, "多": {"QJ": 0}}
        return PlainPurposes(weights).guess(text)

    assert guess("能领多少", LEAD + 0.01) is Purpose.INQUIRY
    assert guess("能领多少", LEAD - 0.02) is None
    assert guess("能领多少" * (LONGEST // 4 + 1), 1.0) is None
    assert guess("能领", 1.0) is None
    assert PlainPurposes({}).guess("能领多少") is None


def test_a_report_is_never_guessed(reader: Reader) -> None:
    assert {name for of in reader.lexicon.wants.values() for name in of} == {
        each.value for each in Purpose if each not in (Purpose.REPORT, Purpose.OTHER)
    }


def test_purposes_are_taught_by_what_the_lists_are_sure_of(reader: Reader) -> None:
    learning = pytest.importorskip("nlp.learn_plain")
    wages, report = "强烈要求解决拖欠工资，投诉老板", "实名举报村支书贪污受贿"
    chat = [("law", "低保怎么申请"), ("status", "办到哪了")]
    known = list(learning.wanting(reader, [], [("none", wages), ("none", report)], chat))
    assert {(each.text, each.family) for each in known} == {(wages, "QJ"), ("低保怎么申请", "ZX")}
    said = sentences(lexicons.FOLDER / "wants.tsv", "purpose")
    assert {purpose for purpose, _ in said} == {"SU", "QJ", "QZ", "JY", "ZX", "GX"}

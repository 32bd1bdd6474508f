"""The documents of the procedure: their parts, their words, and what they cannot do without."""

from datetime import date

import pytest

from casework.documents import Document, MissingFacts, for_event, kinds, write
from casework.lifecycle import MOVES
from casework.wording import has, text

FACTS: dict[str, str | int | date] = {
    "number": "350881-261121-00042-5", "registered_on": date(2026, 11, 21), "accepted_on": date(2026, 11, 25),
    "limit": date(2027, 1, 24), "unit": "人社局", "procedure": "信访处理", "reason": "需要司法鉴定", "days": 20,
    "demands": "1. 发放拖欠工资：予以支持", "facts": "经查属实。", "opinion": "责令付清。",
    "basis": "《保障农民工工资支付条例》第11条",
    "remedy": "可申请复查。", "signer": "人社局负责人", "request": "请求复查。", "topic": "劳动和社会保障 / 拖欠工资",
    "objection_limit": date(2026, 11, 30),
    "report_limit": date(2026, 12, 20), "ground": "拖延", "evidence": "第 2 条\n第 3 条", "process": "已核查。",
    "outcome": "予以支持", "held_on": date(2026, 12, 3), "place": "信访局听证室",
    "panel": "张明、李芳", "minutes": "双方陈述。", "conclusion": "漏发属实。",
    "parties": "甲方、乙方", "agreement": "分两次付清。",
}  # fmt: skip


def made(kind: str) -> Document:
    return write(kind, FACTS, office="漳平市信访局", on=date(2026, 11, 25), addressee="王＊")


def test_all_documents_are_there() -> None:
    assert set(kinds()) == {
        "receipt", "acceptance", "non_acceptance", "no_longer", "extension", "decision", "review", "recheck",
        "transfer", "forwarding", "assignment", "supervision", "completion", "hearing", "minutes", "mediation",
    }  # fmt: skip


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_each_document_is_whole_with_numbered_parts(kind: str) -> None:
    document = made(kind)
    assert [section.heading[0] for section in document.sections] == list("一二三四五六")[
        : len(document.sections)
    ]
    assert all(section.paragraphs for section in document.sections)
    words = document.plain()
    assert "{" not in words
    assert "350881-261121-00042-5" in words
    assert words.endswith("漳平市信访局（盖章）\n2026年11月25日")


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_each_document_refuses_to_leave_a_gap(kind: str) -> None:
    for name in kinds()[kind].needs:
        assert has(f"doc-fact-{name}")
        with pytest.raises(MissingFacts) as missing:
            write(kind, {**FACTS, name: " "}, office="x", on=date(2026, 11, 25))
        assert missing.value.names == (name,)
        assert missing.value.sentence.endswith("。")


def test_every_document_belongs_to_a_move_of_the_table() -> None:
    events = {row.event for row in MOVES}
    assert {kind.event for kind in kinds().values()} <= events
    answer = for_event("answer")
    assert answer is not None
    assert answer.title == "信访事项处理意见书"
    assert for_event("sign") is None


def test_the_decision_has_the_four_parts_of_article_32_and_the_remedy() -> None:
    headings = [section.heading[2:] for section in made("decision").sections]
    assert headings == [
        "信访请求和处理结果",
        "查明的事实和理由",
        "处理意见",
        "法律法规依据",
        "救济途径",
    ]


def test_the_transfer_letter_says_both_dates_and_no_name() -> None:
    words = made("transfer").plain()
    assert "2027年1月24日" in words
    assert "2026年11月30日" in words


def test_every_numbered_kind_has_a_series_of_its_own() -> None:
    numbered = [kind for kind in kinds().values() if kind.numbered]
    assert {kind.kind for kind in kinds().values()} - {kind.kind for kind in numbered} == {
        "receipt",
        "minutes",
    }
    assert len({text(f"doc-series-{kind.kind}") for kind in numbered}) == len(numbered)


def test_paragraphs_are_kept_apart() -> None:
    assert made("supervision").sections[1].paragraphs == ("第 2 条", "第 3 条")

"""What a paper says: the dates of its own step, a decision with its law, and no empty box for a letter."""

import io
from datetime import date

import pypdf
import pytest

from services import document_printing
from services.papers import pdf, printable
from storage.tables.case_rows import CaseClock
from tests.reports.test_pdf import reads, written

ACCEPTED = date(2026, 11, 25)


def clock(name: str, started: date, limit: date) -> CaseClock:
    return CaseClock(case_id=1, clock=name, started=started, limit=limit, rolled_limit=limit)


def test_a_paper_names_the_limit_of_its_own_step_whatever_came_later() -> None:
    first, longer = date(2027, 1, 24), date(2027, 2, 13)
    clocks = [
        clock("C5", ACCEPTED, first),
        clock("V1", ACCEPTED, date(2026, 12, 2)),
        clock("C6", first, longer),
    ]
    assert document_printing.limits("acceptance", clocks, ACCEPTED) == {"limit": first}
    assert document_printing.limits("extension", clocks, date(2027, 1, 20)) == {"limit": longer}
    assert document_printing.limits("acceptance", clocks, date(2026, 12, 1)) == {}
    simple = [clock("S3", ACCEPTED, date(2026, 12, 9)), *clocks]
    assert document_printing.limits("acceptance", simple, ACCEPTED) == {"limit": date(2026, 12, 9)}, (
        "what was told then, though it became an ordinary matter later"
    )


def test_a_review_is_decided_once_and_its_law_stands_apart() -> None:
    parts = document_printing.review_parts("经复查，事实清楚。\n依据：《劳动法》第五十条", "maintain")
    assert parts == {"conclusion": "维持", "opinion": "经复查，事实清楚。", "basis": "《劳动法》第五十条"}
    assert document_printing.review_parts("转送", "") == {}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("王小明，138-0000-0000。①½€", "王小明，138-0000-0000。①½€"),
        ("𠮷野", "〔U+20BB7〕野"),
        ("谢谢👍🏽❤\ufe0f", "谢谢〔表情或符号2个〕"),
        ("བོད་ཡིག 和 한국어", "〔藏文5字〕 和 〔朝鲜文3字〕"),
        ("反\u202e面\u200b", "反面"),
    ],
)
def test_what_cannot_be_printed_is_written_out(typed: str, printed: str) -> None:
    assert printable.printable(typed) == printed


def test_a_paper_with_written_out_letters_says_so_and_another_does_not() -> None:
    paper = pdf.render(written("non_acceptance", reason="他叫𠮷野家"))
    assert "〔U+20BB7〕野家" in reads(paper)
    assert "以原文为准" in reads(paper)
    assert "以原文为准" not in reads(pdf.render(written("non_acceptance")))
    assert len(pypdf.PdfReader(io.BytesIO(paper)).pages) == 1

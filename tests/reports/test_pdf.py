"""Notices on paper: every kind, with the office's name, number and date, in letters that can be selected."""

import io
from datetime import date

import pypdf
import pytest

from casework import documents
from casework.documents import Document
from services.papers import pdf

OFFICE = "测试县信访局"
ON = date(2026, 11, 21)
NUMBER = "350881-261121-00042-7"
OWN = "人社局信受〔2026〕12号"
DATES = ("registered_on", "accepted_on", "limit", "objection_limit", "report_limit", "held_on")


def written(kind: str, *, office: str = OFFICE, on: date = ON, **facts: str | int | date) -> Document:
    """A document of a kind with something in every fact."""
    needs = documents.kinds()[kind].needs
    usual: dict[str, str | int | date] = {name: f"〔{name}〕按规定写明的内容" for name in needs}
    usual |= {name: date(2026, 12, 6) for name in DATES if name in usual}
    usual |= {"number": NUMBER, "unit": "人力资源和社会保障局", "days": 30, "topic": "拖欠工资"}
    return documents.write(
        kind, usual | facts, office=office, on=on, addressee="王小明", own_number=OWN, signer="县人社局负责人"
    )


def reads(content: bytes) -> str:
    """What somebody selects and copies, without the line breaks and blanks of the setting."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("kind", documents.kinds())
def test_every_notice_can_be_printed_and_read_back(kind: str) -> None:
    document = written(kind)
    content = pdf.render(document)
    read = reads(content)
    for expected in (
        OFFICE,
        document.title,
        NUMBER,
        OWN,
        "王小明：",
        "2026年11月21日",
        "签发：县人社局负责人",
    ):
        assert "".join(expected.split()) in read, expected
    for section in document.sections:
        for words in (section.heading, *section.paragraphs):
            assert "".join(words.split()) in read, words
    assert len(content) < 100_000


def test_the_same_document_gives_the_same_bytes_and_another_day_gives_others() -> None:
    first = pdf.render(written("acceptance"))
    assert pdf.render(written("acceptance")) == first
    assert pdf.render(written("acceptance", on=date(2026, 11, 22))) != first


def test_the_file_says_its_own_date_not_the_machines() -> None:
    found = pypdf.PdfReader(io.BytesIO(pdf.render(written("extension")))).metadata
    assert found is not None
    assert found.creation_date is not None
    assert found.creation_date.date() == ON
    assert found.title == "延期告知书"


def test_the_letterhead_and_the_signature_can_be_another_bodys() -> None:
    read = reads(pdf.render(written("review", office="测试市人民政府复查复核委员会办公室")))
    assert read.count("测试市人民政府复查复核委员会办公室") == 2
    assert OFFICE not in read


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        "#panic()",
        "*粗* _斜_ `码` $x^2$ <标签> @引用 \\ // 注释 /* 注释 */",
        "= 标题\n- 列表\n+ 编号\n/ 术语: 解释",
        "]]]}}}###\"'",
        "https://example.org",
    ],
)
def test_what_somebody_typed_is_printed_as_it_was_typed(words: str) -> None:
    read = reads(pdf.render(written("non_acceptance", reason=words)))
    for line in words.splitlines():
        assert "".join(line.split()) in read


def test_letters_that_no_font_has_and_very_long_words_do_not_stop_the_printing() -> None:
    reason = "𠮷野家😀\u200b\u202e反" + "很" * 5000 + "a" * 2000
    assert len(pypdf.PdfReader(io.BytesIO(pdf.render(written("non_acceptance", reason=reason)))).pages) > 2


def test_only_the_fonts_of_the_wheel_are_in_the_file() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(written("decision"))))
    names = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all("Noto" in name and "SC" in name for name in names), names

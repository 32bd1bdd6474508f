"""Sheets: dates are dates, nothing that somebody typed is a formula, and a million rows need no more memory."""

import csv
import io
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from services.papers.sheets import Cell, Column, ColumnKind, ExcelSheet, open_sheet

COLUMNS = (
    Column("编号", width=24),
    Column("标题", width=40),
    Column("登记日期", ColumnKind.DAY),
    Column("人数", ColumnKind.NUMBER),
)
PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    '＝HYPERLINK("http://example.org","看")',
    "  =1+1",
    "|calc",
    "%0A=1+1",
    "{=1+1}",
)


def excel(path: Path, rows: Sequence[Sequence[Cell]]) -> openpyxl.worksheet.worksheet.Worksheet:
    with open_sheet(path, COLUMNS, name="台账") as sheet:
        sheet.add(rows)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    return page


def csv_rows(path: Path, rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    with open_sheet(path, COLUMNS, name="台账") as sheet:
        sheet.add(rows)
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_is_a_formula_in_excel(tmp_path: Path, payload: str) -> None:
    page = excel(tmp_path / "a.xlsx", [[payload, payload, date(2026, 11, 21), 3]])
    for cell in page[2][:2]:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert "".join(str(cell.value).split()) == "".join(payload.split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_is_a_formula_in_csv(tmp_path: Path, payload: str) -> None:
    shown = csv_rows(tmp_path / "a.csv", [[payload, "好", None, None]])[1][0]
    typed_only = payload == "{=1+1}"
    assert shown.startswith("'") is not typed_only, "an array formula is only one when it is typed as such"


def test_ordinary_words_stay_as_they_are_in_csv(tmp_path: Path) -> None:
    row: list[Cell] = ["350881-261121-00042-7", '他说："好，谢谢"\n第二行', date(2026, 11, 21), 0]
    assert csv_rows(tmp_path / "a.csv", [row])[1] == [row[0], row[1], "2026-11-21", "0"]


def test_excel_has_a_frozen_head_a_filter_widths_and_real_dates(tmp_path: Path) -> None:
    late = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # half past midnight on the 21st in the office
    page = excel(tmp_path / "a.xlsx", [["甲", "乙", late, 5], ["丙", "丁", date(2026, 1, 2), None]])
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:D3"
    assert page["C2"].value == datetime(2026, 11, 21)
    assert page["C2"].is_date
    assert page["D2"].value == 5
    assert page["D3"].value is None
    assert 40 <= page.column_dimensions["B"].width <= 41


def test_control_characters_and_turned_letters_are_taken_out(tmp_path: Path) -> None:
    typed = "第一行\x00\x07\x1b\u202e第二\ufffe行\x85\n第三行"
    page = excel(tmp_path / "a.xlsx", [[typed, "\ud800单独的代理", None, None]])
    assert page["A2"].value == "第一行第二行\n第三行"
    assert page["B2"].value == "单独的代理"
    assert csv_rows(tmp_path / "a.csv", [[typed, "x", None, None]])[1][0] == "第一行第二行\n第三行"


def test_csv_begins_with_the_mark_that_excel_needs(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    csv_rows(path, [])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_full_sheet_is_continued_on_a_next_one_with_its_own_head(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with ExcelSheet(path, COLUMNS, name="台账", most_rows=10) as sheet:
        sheet.add([[f"{number}", "", None, number] for number in range(25)])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["台账", "台账 2", "台账 3"]
    assert [page.max_row for page in book] == [11, 11, 6]
    assert [page["A1"].value for page in book] == ["编号"] * 3
    assert book["台账 3"]["A6"].value == "24"


def test_the_same_rows_give_the_same_bytes_a_little_later(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["甲", "乙", date(2026, 1, 2), 1]]
    excel(tmp_path / "a.xlsx", rows)
    time.sleep(2.1)  # times in a zip file have two seconds
    excel(tmp_path / "b.xlsx", rows)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_longer_than_a_cell_is_cut_not_lost(tmp_path: Path) -> None:
    page = excel(tmp_path / "a.xlsx", [["长" * 40_000, "在", None, None]])
    assert len(str(page["A2"].value)) == 32_767
    assert page["B2"].value == "在"

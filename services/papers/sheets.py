"""Tables for spreadsheet programs, Excel and CSV, row by row: memory stays flat at a million rows.

Nothing that somebody typed becomes a formula: Excel cells are written as strings, never by guessing, and CSV
cells that a program would read as a formula get an apostrophe (OWASP, CSV injection).
"""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from casework.petition import OFFICE_ZONE

Cell = str | int | date | datetime | bool | None

MOST_ROWS = 1_048_575
"""Rows of one Excel sheet below its head; what is more goes to a next sheet."""
LONGEST_CELL = 32_767
REMEMBERED = 4096
"""Most cells of a ledger repeat a few hundred words: so many are looked at once only."""
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  xlsxwriter takes naive times
"""The date in the file's properties, always the same: the same rows give the same bytes."""

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_FORMULA = re.compile(r"^[\s\u3000]*[=+\-@＝＋－＠\t\r\n|%]")


class ColumnKind(StrEnum):
    """What a column holds, and so how it is written and aligned."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """A column: what its head says, what it holds, how wide it is in letters of the default font."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 12


class Sheet(Protocol):
    """A file that rows are added to. Used as a context; `add` and the end may be called in a thread."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows below those already written."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@lru_cache(maxsize=REMEMBERED)
def plain(value: str) -> str:
    """A text without control characters and without marks that turn the direction of reading."""
    return value if _CONTROL.search(value) is None else _CONTROL.sub("", value.replace("\r\n", "\n"))


@lru_cache(maxsize=REMEMBERED)
def harmless(value: str) -> str:
    """A text that no spreadsheet program reads as a formula when it opens a CSV."""
    shown = plain(value)
    return f"'{shown}" if _FORMULA.match(value) or _FORMULA.match(shown) else shown


class ExcelSheet:
    """An Excel file: frozen head, filter, dates as dates, widths; a new sheet when one is full."""

    def __init__(
        self, path: Path, columns: Sequence[Column], *, name: str, most_rows: int = MOST_ROWS
    ) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": _CREATED})
        self._bold = self._book.add_format({"bold": True, "bg_color": "#EDEDED", "border": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._columns = columns
        self._name = name
        self._most = most_rows
        self._sheets = 0
        self._open()

    def _open(self) -> None:
        """Begin a sheet. The filter is set at once: in constant memory a written row cannot be touched again."""
        self._sheets += 1
        title = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._page = self._book.add_worksheet(title[:31])
        self._row = 0
        self._page.freeze_panes(1, 1)
        for at, column in enumerate(self._columns):
            self._page.set_column(at, at, column.width)
            self._page.write_string(0, at, plain(column.title), self._bold)

    def _end(self) -> None:
        self._page.autofilter(0, 0, self._row, len(self._columns) - 1)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows below those already written."""
        for row in rows:
            if self._row == self._most:
                self._end()
                self._open()
            self._row += 1
            for at, value in enumerate(row):
                self._write(self._row, at, value)

    def _write(self, row: int, at: int, value: Cell) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            self._page.write_string(row, at, plain(value)[:LONGEST_CELL])
        elif isinstance(value, datetime):
            self._page.write_datetime(row, at, value.astimezone(OFFICE_ZONE).date(), self._day)
        elif isinstance(value, date):
            self._page.write_datetime(row, at, value, self._day)
        else:
            self._page.write_number(row, at, int(value))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        try:
            self._book.close()
        except FileCreateError as trouble:
            # The library wraps what the system said; ours say the system's words.
            raise trouble.args[0] from trouble


class CsvSheet:
    """A CSV file in UTF-8 with a byte order mark, which Excel needs to read Chinese."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file: TextIO = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([harmless(column.title) for column in columns])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows below those already written."""
        self._writer.writerows([_IN_CSV[type(value)](value) for value in row] for row in rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def _office_day(value: datetime) -> str:
    return value.astimezone(OFFICE_ZONE).date().isoformat()


_IN_CSV: dict[type, Callable[[Any], str]] = {
    str: harmless,
    int: str,
    bool: lambda value: str(int(value)),
    datetime: _office_day,
    date: date.isoformat,
    type(None): lambda _: "",
}
"""How each kind of cell is written."""


def open_sheet(path: Path, columns: Sequence[Column], *, name: str) -> Sheet:
    """The file of a path by its ending: `.csv`, else Excel."""
    if path.suffix.lower() == ".csv":
        return CsvSheet(path, columns)
    return ExcelSheet(path, columns, name=name)

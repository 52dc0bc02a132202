"""Excel: ``OUT/casemill.xlsx``, a sheet a table of :data:`casemill.tables.COLUMNS` and ``dictionary``.

Texts are written as texts, never as formulas; one that begins like a formula is also marked so that it stays
a text when it is edited (Excel's own mark, no character of the cell). A table with more rows than a sheet can
have goes on in ``<table> (2)``. Of a text longer than a cell can be, the cell holds the beginning, and the sheet
``continued`` the rest with its place. Needs ``casemill[xlsx]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from casemill.records import CaseRecord
from casemill.table_rows import Row
from casemill.tables import COLUMNS, DICTIONARY, dictionary, rows_of
from casemill.writing import Add
from casemill.writing.atomic import atomic_bytes, scratch
from casemill.writing.cells import protected, told

FILE = "casemill.xlsx"
CONTINUED = "continued"
PLACE = ("sheet", "row", "column", "text")
"""Columns of the sheet :data:`CONTINUED`: where the cell stands, numbers from 1, and the next part of its text."""

MOST_ROWS = 1_048_576
"""Rows of a sheet, with its header."""
MOST_UNITS = 32_767
"""Length of a cell's text in UTF-16 units."""

_PART = 16_000  # characters; none has more than two units
_WIDTHS = {"text": 40, "value_text": 24, "title": 40, "description": 100, "name": 28, "file": 24, "item": 28}
_WIDTH = {"string": 16, "Int64": 9, "Float64": 12, "boolean": 9}


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write all tables as sheets of one file."""
    with atomic_bytes(out / FILE) as file, scratch(out) as folder:
        # Rows go to files in the folder as they come, so memory does not grow with the reports.
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(folder)})
        book.set_properties({"created": datetime(2000, 1, 1)})  # a clock would give other bytes at each run
        sheets = _Book(book)
        for name, columns in COLUMNS.items():
            sheets.open(name, columns)
        sheets.open("dictionary", dict.fromkeys(DICTIONARY, "string"))
        sheets.add("dictionary", dictionary().itertuples(index=False, name=None))

        def add(record: CaseRecord, stem: str) -> None:
            for name, rows in rows_of(record).items():
                sheets.add(name, (told(name, row) for row in rows))

        yield add
        sheets.close()
        book.close()


class _Sheet:
    """A sheet and the rows that it has."""

    def __init__(self, to: Worksheet, columns: dict[str, str], heading: Format) -> None:
        self.to = to
        self.columns = columns
        self.rows = 1
        to.freeze_panes(1, 0)
        for i, (column, dtype) in enumerate(columns.items()):
            to.set_column(i, i, _WIDTHS.get(column, max(_WIDTH[dtype], min(len(column) + 2, 24))))
            to.write_string(0, i, column, heading)


class _Book:
    """The sheets of a workbook by the names of their tables."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._heading = book.add_format({"bold": True, "bottom": 1})
        self._text = book.add_format({"quote_prefix": True})
        self._sheets: dict[str, list[_Sheet]] = {}

    def open(self, name: str, columns: dict[str, str]) -> _Sheet:
        """Add a sheet to a table."""
        sheets = self._sheets.setdefault(name, [])
        shown = f"{name} ({len(sheets) + 1})" if sheets else name
        sheets.append(_Sheet(self._book.add_worksheet(shown), columns, self._heading))
        return sheets[-1]

    def add(self, name: str, rows: Iterator[Row]) -> None:
        """Add rows to a table."""
        for row in rows:
            sheet = self._sheets[name][-1]
            if sheet.rows == MOST_ROWS:
                sheet = self.open(name, sheet.columns)
            for i, cell in enumerate(row):
                if cell is not None:
                    self._write(sheet, i, cell)
            sheet.rows += 1

    def _write(self, sheet: _Sheet, column: int, cell: Any) -> None:
        place = sheet.rows, column
        if isinstance(cell, bool):
            sheet.to.write_boolean(*place, cell)
        elif isinstance(cell, int | float):
            sheet.to.write_number(*place, cell)
        else:
            first, *parts = parts_of(cell)
            sheet.to.write_string(*place, first, self._text if protected(first) != first else None)
            if parts:
                self._continue([(sheet.to.name, sheet.rows + 1, column + 1, part) for part in parts])

    def _continue(self, rows: list[Row]) -> None:
        if CONTINUED not in self._sheets:
            self.open(CONTINUED, dict(zip(PLACE, ("string", "Int64", "Int64", "string"), strict=True)))
        self.add(CONTINUED, iter(rows))

    def close(self) -> None:
        """Give each sheet the filter of its columns, now that its rows are known."""
        for sheets in self._sheets.values():
            for sheet in sheets:
                sheet.to.autofilter(0, 0, sheet.rows - 1, len(sheet.columns) - 1)


def parts_of(text: str) -> list[str]:
    """Return a text in parts that a cell can hold; whole if it can hold it all.

    >>> [len(part) for part in parts_of("a" * 32_768)]
    [16000, 16000, 768]
    """
    if len(text) <= _PART or len(text.encode("utf-16-le")) // 2 <= MOST_UNITS:
        return [text]
    return [text[i : i + _PART] for i in range(0, len(text), _PART)]

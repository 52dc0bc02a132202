"""Reading the workbook of :mod:`casemill.writing.xlsx` back into tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
import pandas as pd

from casemill.table_rows import Row
from casemill.tables import COLUMNS, frame_of
from casemill.writing.cells import untold
from casemill.writing.xlsx import CONTINUED

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # what XML cannot hold, as Excel writes it

Rests = Mapping[tuple[str, int, int], str]
"""Sheet, row and column of a cell, from 1 -> what follows its text."""


def read(path: Path) -> dict[str, pd.DataFrame]:
    """Return the tables, equal to :func:`casemill.tables.frames` of the records written.

    Numbers come back with the 15 digits that Excel keeps.

    Raises
    ------
    ValueError
        If the file is no workbook of this version of casemill.
    """
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except (BadZipFile, KeyError):
        raise ValueError(f"{path}: this is no Excel workbook.") from None
    with closing(book):
        missing = [name for name in COLUMNS if name not in book.sheetnames]
        if missing:
            raise ValueError(f"{path}: the sheets are not those of this version of casemill.")
        rests = _rests(book)
        return {name: frame_of(name, _rows(book, name, rests)) for name in COLUMNS}


def _rows(book: openpyxl.Workbook, name: str, rests: Rests) -> Iterator[Row]:
    dtypes = COLUMNS[name]
    for sheet in _sheets(book, name):
        rows = book[sheet].iter_rows(values_only=True)
        if tuple(next(rows, ()))[: len(dtypes)] != tuple(dtypes):
            raise ValueError(f"The columns of sheet {sheet} are not those of this version of casemill.")
        for number, cells in enumerate(rows, start=2):
            padded = (*cells, *(None,) * (len(dtypes) - len(cells)))
            values = (
                _value(dtype, cell, rests.get((sheet, number, column), ""))
                for column, (dtype, cell) in enumerate(zip(dtypes.values(), padded, strict=True), start=1)
            )
            yield untold(name, tuple(values))


def _value(dtype: str, cell: Any, rest: str) -> Any:
    if cell is None:
        return None
    if dtype == "string":
        return _text(cell) + rest
    return float(cell) if dtype == "Float64" else cell


def _rests(book: openpyxl.Workbook) -> Rests:
    parts: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for sheet in _sheets(book, CONTINUED):
        for name, row, column, text in book[sheet].iter_rows(min_row=2, values_only=True):
            parts[name, row, column].append(_text(text))
    return {place: "".join(texts) for place, texts in parts.items()}


def _sheets(book: openpyxl.Workbook, name: str) -> list[str]:
    """Return the sheets of a table in order; none if it has none."""
    return [sheet for sheet in book.sheetnames if re.fullmatch(rf"{name}( \(\d+\))?", sheet)]


def _text(cell: Any) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell))

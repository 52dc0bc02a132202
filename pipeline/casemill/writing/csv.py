"""CSV: ``OUT/<table>.csv``, one a table of :data:`casemill.tables.COLUMNS`, and ``OUT/dictionary.csv``.

Parted by commas, UTF-8, one line feed a row; missing is an empty cell. A text that a spreadsheet would
run as a formula has an apostrophe before it, see :func:`casemill.writing.cells.protected`; numbers have none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from casemill.records import CaseRecord
from casemill.table_rows import Row
from casemill.tables import COLUMNS, dictionary, frame_of, rows_of
from casemill.writing import Add
from casemill.writing.atomic import atomic
from casemill.writing.cells import protected, told, unprotected, untold

DICTIONARY = "dictionary"
"""Stem of the file that describes every column of every table."""


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write all tables, with their header also where no row follows."""
    with ExitStack() as stack:
        tables = {name: _Rows(stack.enter_context(atomic(out / f"{name}.csv"))) for name in COLUMNS}
        described = _Rows(stack.enter_context(atomic(out / f"{DICTIONARY}.csv")))
        frame = dictionary()
        described.add([tuple(frame.columns), *frame.itertuples(index=False, name=None)])
        for name, columns in COLUMNS.items():
            tables[name].add([tuple(columns)])

        def add(record: CaseRecord, stem: str) -> None:
            for name, rows in rows_of(record).items():
                tables[name].add(told(name, row) for row in rows)

        yield add


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a folder, equal to :func:`casemill.tables.frames` of the records written.

    Raises
    ------
    OSError
        If one of the files is not there.
    ValueError
        If a file is no table of casemill, or of another version.
    """
    return {name: frame_of(name, _read(name, folder / f"{name}.csv")) for name in COLUMNS}


def _read(name: str, path: Path) -> Iterator[Row]:
    # The line end is named: by default a lone carriage return inside of quotes would end the row.
    table = pd.read_csv(path, dtype=str, na_filter=False, lineterminator="\n", encoding="utf-8")
    dtypes = COLUMNS[name]
    if list(table.columns) != list(dtypes):
        raise ValueError(f"{path}: the columns are not those of this version of casemill.")
    for cells in table.itertuples(index=False, name=None):
        yield untold(name, tuple(_parsed(dtype, text) for dtype, text in zip(dtypes.values(), cells, strict=True)))


def _parsed(dtype: str, text: str) -> Any:
    if text == "":
        return None
    if dtype == "boolean":
        return text == "True"
    if dtype == "Int64":
        return int(text)
    return float(text) if dtype == "Float64" else unprotected(text)


class _Rows:
    """Writes rows to a file.

    The writer of the standard library quotes carriage returns only where its line end has one,
    so it gets such a line end, and each row loses the return again.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._writer = csv.writer(self, lineterminator="\r\n")

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows of plain values."""
        for row in rows:
            self._writer.writerow([protected(cell) if isinstance(cell, str) else cell for cell in row])

    def write(self, line: str) -> None:
        """Take a line of the writer."""
        self._file.write(line.removesuffix("\r\n") + "\n")

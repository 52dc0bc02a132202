"""Case records -> pandas frames, one a family and the tables made of them, with declared columns and dtypes.

Missing is ``<NA>``, never an empty string. Columns and dtypes are the same for any input,
also for none, on pandas 2 and 3. What stands in each column: :func:`dictionary`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pandas as pd

from casemill.cases.dictionary import DESCRIPTIONS
from casemill.records import FAMILIES, CaseRecord
from casemill.table_rows import ROWS, Row

_INTEGERS = frozenset(
    {"start", "end", "sentence_start", "sentence_end", "value_start", "value_end", "patient", "when_count"}
)


def _dtype(table: str, column: str) -> str:
    """Return the dtype of a column: names of columns keep their dtype over all tables but for the counts."""
    if table == "reports":
        return "Int64" if column in (*FAMILIES, "unattached", "set_aside") else "string"
    if column == "number":
        return "Int64" if table == "events" else "string"
    if column in ("found", "when_inferred"):
        return "boolean"
    if column == "number_value":
        return "Float64"
    return "Int64" if column in _INTEGERS else "string"


COLUMNS: dict[str, dict[str, str]] = {
    table: {column: _dtype(table, column) for column in described} for table, described in DESCRIPTIONS.items()
}
"""Table -> its columns in order -> their dtypes. ``analytes`` has one row a value, ``cases`` one a patient."""

DICTIONARY = ("table", "column", "dtype", "description")
"""Columns of the data dictionary."""


def frames(records: Iterable[CaseRecord]) -> dict[str, pd.DataFrame]:
    """Return the tables of some reports.

    Parameters
    ----------
    records
        The reports, in the order of the rows.

    Returns
    -------
    dict of str to pandas.DataFrame
        One frame a name of :data:`COLUMNS`, each of shape (rows, columns of that table).
    """
    tables = [rows_of(record) for record in records]
    return {name: frame_of(name, chain.from_iterable(table[name] for table in tables)) for name in ROWS}


def rows_of(record: CaseRecord) -> dict[str, list[Row]]:
    """Return the rows of all tables of a report, plain values of the declared types; what is missing is None."""
    return {name: [tuple(map(_missing, row)) for row in rows(record)] for name, rows in ROWS.items()}


def _missing(cell: Any) -> Any:
    return None if cell == "" else cell


def frame_of(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return a frame with the declared columns and dtypes of a table."""
    columns = COLUMNS[name]
    table = list(zip(*rows, strict=True)) or [() for _ in columns]
    return pd.DataFrame(
        {
            column: pd.array(list(cells), dtype=dtype)
            for (column, dtype), cells in zip(columns.items(), table, strict=True)
        }
    )


def dictionary() -> pd.DataFrame:
    """Return the data dictionary: one row a column of each table, all cells strings, of shape (columns, 4)."""
    rows = [
        (table, column, COLUMNS[table][column], text)
        for table, described in DESCRIPTIONS.items()
        for column, text in described.items()
    ]
    return pd.DataFrame(rows, columns=list(DICTIONARY), dtype="string")

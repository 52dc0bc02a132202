"""SQLite: ``OUT/casemill.sqlite``, the database to ask questions of, with nothing to install.

Table ``reports`` has a row a report, with its whole record as JSON in ``record``. Each other table of
:data:`casemill.tables.COLUMNS` stands as it is, with two columns more: ``row``, its primary key, and
``report``, which points to the report. Truth values are 0 and 1. The view ``case_table`` shows a row a
patient without the columns of ids; ``dictionary`` describes all columns.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pandas as pd

from casemill.cases import NOT_REPORTED
from casemill.cases.model import CELLS
from casemill.records import CaseRecord
from casemill.table_rows import Row
from casemill.tables import COLUMNS, DICTIONARY, dictionary, frame_of, rows_of
from casemill.writing import Add
from casemill.writing.atomic import atomic_bytes
from casemill.writing.whole import record_of_json

FILE = "casemill.sqlite"

INDEXED = ("report", "file", "name", "identifier")
"""Columns that are searched by; each has an index in every table that has the column."""

_TYPES = {
    "string": "TEXT",
    "Int64": "INTEGER",
    "Float64": "REAL",
    "boolean": 'INTEGER CHECK ("{column}" IN (0, 1))',
}


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write all tables into one file."""
    # The file is nobody else's until it has its name: without journal and locks it is written once, in order,
    # and the same reports give the same bytes. Pages go to the disk as the cache fills, so memory does not grow.
    with atomic_bytes(out / FILE) as file, closing(_open(Path(file.name), "nolock=1")) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        _create(database)
        inserts = {name: _insert(name, len(columns) + 2) for name, columns in COLUMNS.items()}
        done = 0

        def add(record: CaseRecord, stem: str) -> None:
            nonlocal done
            tables = rows_of(record)
            ((*row,),) = tables.pop("reports")
            database.execute(inserts["reports"], (done + 1, *row, record.model_dump_json()))
            done += 1
            for name, rows in tables.items():
                database.executemany(inserts[name], ((None, done, *row) for row in rows))

        yield add
        _index(database)
        database.execute("COMMIT")


def read_records(path: Path) -> Iterator[CaseRecord]:
    """Yield the records of a database in the order in which they were written.

    Raises
    ------
    ValueError
        If the file is no database of casemill.
    """
    with closing(_open(path, "mode=ro")) as database, _telling(path):
        for number, record in database.execute("SELECT report, record FROM reports ORDER BY report"):
            yield record_of_json(record, f"{path}, report {number}")


def read(path: Path) -> dict[str, pd.DataFrame]:
    """Return the tables, equal to :func:`casemill.tables.frames` of the records written.

    Raises
    ------
    ValueError
        If the file is no database of casemill, or of another version.
    """
    with closing(_open(path, "mode=ro")) as database, _telling(path):
        return {name: frame_of(name, _selected(database, name)) for name in COLUMNS}


def _selected(database: sqlite3.Connection, name: str) -> Iterator[Row]:
    dtypes = COLUMNS[name].values()
    key = "report" if name == "reports" else "row"
    for row in database.execute(f"SELECT {_columns(name)} FROM {name} ORDER BY {key}"):
        yield tuple(
            bool(cell) if dtype == "boolean" and cell is not None else cell
            for cell, dtype in zip(row, dtypes, strict=True)
        )


def _open(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Say which file is no database of casemill."""
    try:
        yield
    except sqlite3.DatabaseError:
        raise ValueError(f"{path}: this is no database of this version of casemill.") from None


def _create(database: sqlite3.Connection) -> None:
    for name, dtypes in COLUMNS.items():
        columns = [f'"{column}" {_TYPES[dtype].format(column=column)}' for column, dtype in dtypes.items()]
        if name == "reports":
            columns = ["report INTEGER PRIMARY KEY", *columns, "record TEXT NOT NULL"]
        else:
            columns = ["row INTEGER PRIMARY KEY", "report INTEGER NOT NULL REFERENCES reports (report)", *columns]
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    texts = ", ".join(f'"{column}" TEXT NOT NULL' for column in DICTIONARY)
    database.execute(f'CREATE TABLE dictionary ({texts}, PRIMARY KEY ("table", "column"))')
    database.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?)", dictionary().itertuples(index=False, name=None))
    shown = ", ".join(f'coalesce("{column}", \'{NOT_REPORTED}\') AS "{column}"' for column in CELLS)
    database.execute(f"CREATE VIEW case_table AS SELECT report, file, patient, {shown} FROM cases ORDER BY row")


def _index(database: sqlite3.Connection) -> None:
    for name, columns in COLUMNS.items():
        for column in INDEXED:
            if column in columns or (column == "report" and name != "reports"):
                database.execute(f"CREATE INDEX {name}_by_{column} ON {name} ({column})")


def _insert(name: str, columns: int) -> str:
    return f"INSERT INTO {name} VALUES ({', '.join('?' * columns)})"


def _columns(name: str) -> str:
    return ", ".join(f'"{column}"' for column in COLUMNS[name])

"""Parquet: ``OUT/parquet/<table>.parquet``, one a table of :data:`casemill.tables.COLUMNS`, with their dtypes.

``dictionary.parquet`` describes all columns, ``records.parquet`` holds each whole record as JSON.
``pandas.read_parquet`` gives the dtypes of :func:`casemill.tables.frames`. Needs ``casemill[parquet]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from casemill.records import CaseRecord
from casemill.table_rows import Row
from casemill.tables import COLUMNS, dictionary, frame_of, rows_of
from casemill.writing import Add
from casemill.writing.atomic import atomic_bytes
from casemill.writing.whole import record_of_json

FOLDER = "parquet"
RECORDS = "records"
"""Stem of the file with the whole records."""

_RECORD = {"file": "string", "sha256": "string", "record": "string"}
_TYPES = {"string": pa.string(), "Int64": pa.int64(), "Float64": pa.float64(), "boolean": pa.bool_()}
_GROUP = 4096
"""Rows of a table that are kept until they are written as one row group."""
_REPORTS = 64
"""Whole records in one row group."""


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write all tables, with their schema also where they have no row."""
    folder = out / FOLDER
    with ExitStack() as stack:
        described = stack.enter_context(atomic_bytes(folder / "dictionary.parquet"))
        pq.write_table(pa.Table.from_pandas(dictionary(), preserve_index=False), described)
        tables = {
            name: stack.enter_context(_rows(folder / f"{name}.parquet", dtypes, _GROUP))
            for name, dtypes in COLUMNS.items()
        }
        records = stack.enter_context(_rows(folder / f"{RECORDS}.parquet", _RECORD, _REPORTS))

        def add(record: CaseRecord, stem: str) -> None:
            rows = rows_of(record)
            records.add([(record.file, record.sha256, record.model_dump_json())])
            for name in COLUMNS:
                tables[name].add(rows[name])

        yield add


def read_records(folder: Path) -> Iterator[CaseRecord]:
    """Yield the records in the order in which they were written.

    Raises
    ------
    ValueError
        If the file holds something else.
    """
    path = folder / f"{RECORDS}.parquet"
    for number, (text,) in enumerate(_cells(path, ("record",), batch=_REPORTS), start=1):
        yield record_of_json(text or "", f"{path}, row {number}")


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables, equal to :func:`casemill.tables.frames` of the records written.

    Raises
    ------
    ValueError
        If a file has not the columns of this version of casemill.
    """
    return {name: frame_of(name, _cells(folder / f"{name}.parquet", tuple(COLUMNS[name]))) for name in COLUMNS}


def _cells(path: Path, columns: tuple[str, ...], *, batch: int = _GROUP) -> Iterator[Row]:
    """Yield the rows of a file, of these columns only."""
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid:
        raise ValueError(f"{path}: this is no Parquet file.") from None
    with file:
        if not set(columns) <= set(file.schema_arrow.names):
            raise ValueError(f"{path}: the columns are not those of this version of casemill.")
        for part in file.iter_batches(batch_size=batch, columns=list(columns)):
            yield from zip(*(part.column(column).to_pylist() for column in columns), strict=True)


@contextmanager
def _rows(path: Path, dtypes: Mapping[str, str], group: int) -> Iterator[_Rows]:
    """Open a table; what is left of its rows is written at the end."""
    with atomic_bytes(path) as file, pq.ParquetWriter(file, _schema(dtypes)) as to:
        rows = _Rows(to, group)
        yield rows
        rows.flush(0)


class _Rows:
    """Gathers rows of a table and writes them in groups that are cut at the same rows, however they come."""

    def __init__(self, to: pq.ParquetWriter, group: int) -> None:
        self._to = to
        self._group = group
        self._waiting: list[Row] = []

    def add(self, rows: list[Row]) -> None:
        self._waiting += rows
        if len(self._waiting) >= self._group:
            self.flush(self._group)

    def flush(self, least: int) -> None:
        """Write full groups while at least so many rows wait; with 0 all that wait."""
        while self._waiting and len(self._waiting) >= least:
            rows, self._waiting = self._waiting[: self._group], self._waiting[self._group :]
            schema = self._to.schema
            columns = [
                pa.array(cells, type=field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            self._to.write_table(pa.Table.from_arrays(columns, schema=schema), row_group_size=self._group)


def _schema(dtypes: Mapping[str, str]) -> pa.Schema:
    """Return the declared types, with what pandas needs to give the same dtypes back."""
    empty = pd.DataFrame({column: pd.array([], dtype=dtype) for column, dtype in dtypes.items()})
    told = pa.Schema.from_pandas(empty, preserve_index=False).metadata
    return pa.schema([pa.field(column, _TYPES[dtype]) for column, dtype in dtypes.items()], metadata=told)

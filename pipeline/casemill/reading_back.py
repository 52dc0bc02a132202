"""Reading back what a run has written: whole records, or tables.

``jsonl``, ``sqlite``, ``parquet`` and ``bioc`` hold whole records; ``csv``, ``xlsx``, ``sqlite`` and
``parquet`` hold tables. Standoff is read by :func:`casemill.standoff.parse_standoff`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from casemill.writing.extras import require_extra

if TYPE_CHECKING:
    import pandas as pd

    from casemill.records import CaseRecord

_RECORDS = {
    "records.jsonl": "jsonl",
    "casemill.sqlite": "sqlite",
    "parquet/records.parquet": "parquet",
    "bioc.json": "bioc",
}
"""File of a folder -> module that reads its records; the first that is there is read."""

_TABLES = {
    "parquet/reports.parquet": "parquet",
    "casemill.sqlite": "sqlite",
    "casemill.xlsx": "xlsx",
    "reports.csv": "csv",
}


def read_records(path: str | Path) -> Iterator[CaseRecord]:
    """Yield the records of a run, equal to those that were written, in the same order.

    Parameters
    ----------
    path
        ``records.jsonl``, ``casemill.sqlite``, the folder ``parquet``, ``bioc.json``, or the
        output folder with at least one of them.

    Raises
    ------
    FileNotFoundError
        If there is no such path.
    ValueError
        If it holds no whole records, is damaged, or is of another version; no message holds text of a report.
    casemill.writing.MissingExtraError
        If the library that reads the format is not installed.
    """
    found, name = _found(Path(path), _RECORDS, wanted="whole records")
    require_extra(name)
    records: Iterator[CaseRecord] = import_module(f"casemill.writing.{name}").read_records(found)
    return records


def read_tables(path: str | Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a run, equal to :func:`casemill.tables.frames` of its records.

    Parameters
    ----------
    path
        The folder ``parquet``, ``casemill.sqlite``, ``casemill.xlsx``, the folder with the CSV files, or the output
        folder with at least one of them.

    Returns
    -------
    dict of str to pandas.DataFrame
        One frame a table, with declared dtypes; the marks that keep cells from running in a spreadsheet are gone.

    Raises
    ------
    FileNotFoundError, ValueError, casemill.writing.MissingExtraError
        As :func:`read_records` does.
    """
    found, name = _found(Path(path), _TABLES, wanted="tables")
    require_extra(name)
    module = "xlsx_reading" if name == "xlsx" else name
    tables: dict[str, pd.DataFrame] = import_module(f"casemill.writing.{module}").read(found)
    return tables


def _found(path: Path, formats: dict[str, str], *, wanted: str) -> tuple[Path, str]:
    """Return the file or folder to read and the module that reads it."""
    if not path.exists():
        raise FileNotFoundError(f"There is no {path}.")
    by_suffix = {Path(file).suffix: name for file, name in formats.items() if name != "csv"}
    if path.is_file():
        if path.suffix in by_suffix and path.suffix != ".parquet":
            return path, by_suffix[path.suffix]
        raise ValueError(f"{path} is not one of those that hold {wanted}: {', '.join(formats)}.")
    for file, name in formats.items():
        folder, _, _ = file.rpartition("/")
        if (path / file).is_file():
            return (path / folder if folder else path if name == "csv" else path / file), name
        if folder and path.name == folder and (path.parent / file).is_file():
            return path, name
    raise ValueError(f"{path} holds none of the files with {wanted}: {', '.join(formats)}.")

"""CSV and JSON lines with a column of texts: each row is a report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from casemill.errors import (
    BadRowError,
    BinaryInputError,
    EmptyInputError,
    InputError,
    NoColumnError,
    TooLargeInputError,
    UndecodableInputError,
)
from casemill.sources.limits import MAX_ROW_BYTES, require_ratio
from casemill.sources.model import Cell, Options

csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW_BYTES))
# The limit of Python is for the whole process, and lower than the length of a report.

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Row:
    """A row found in a table: its number from 1, what it is called, and where its text stands or what is wrong."""

    number: int
    identifier: str = ""
    cell: Cell | None = None
    error: InputError | None = None


def rows(stream: IO[bytes], kind: str, label: str, options: Options, *, packed: int = 0) -> Iterator[Row]:
    """Yield the rows of a table one by one; blank ones are left out.

    Parameters
    ----------
    stream
        The table, at its start.
    kind
        ``csv`` or ``jsonl``.
    label
        What messages call it.
    options
        The columns of texts and identifiers.
    packed
        Size of the compressed table; 0 for one that is not.

    Raises
    ------
    casemill.errors.InputError
        If it is no table, or has no column of texts.
    """
    lines = _Lines(stream, label, packed)
    return _csv_rows(lines, options) if kind == "csv" else _json_rows(lines, options)


class _Lines:
    """The lines of a table, and the bytes that were read so far."""

    def __init__(self, stream: IO[bytes], label: str, packed: int) -> None:
        self.label, self._stream, self._packed = label, stream, packed
        self.place = 0

    def next(self) -> bytes:
        """Return the next line with its end; nothing at the end of the table."""
        line = self._stream.readline(MAX_ROW_BYTES + 1)
        if len(line) > MAX_ROW_BYTES:
            raise TooLargeInputError(self.label, f"a row of more than {MAX_ROW_BYTES:,} bytes")
        if not self.place and line.startswith(_WIDE):
            raise UndecodableInputError(self.label, "UTF-16; tables are read in UTF-8")
        if b"\0" in line:
            raise BinaryInputError(self.label, "NUL bytes")
        self.place += len(line)
        if self._packed:
            require_ratio(self.place, self._packed, name=self.label)
        return line

    def texts(self) -> Iterator[str]:
        """Yield the lines for the CSV reader, byte by byte: its signs are the same in any encoding."""
        while line := self.next():
            yield line.decode("latin-1")


def _csv_rows(lines: _Lines, options: Options) -> Iterator[Row]:
    first = lines.next()
    if not first.strip():
        raise EmptyInputError(lines.label)
    delimiter, header = _header(_decoded(first.removeprefix(_MARK)), options.text_column)
    if options.text_column not in header:
        raise NoColumnError(lines.label, f"'{options.text_column}'")
    index = header.index(options.text_column)
    known = header.index(options.id_column) if options.id_column in header else -1
    reader = csv.reader(lines.texts(), delimiter=delimiter)
    number, start = 0, lines.place
    while True:
        error: InputError | None = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells, error = [""], BadRowError(f"{lines.label}#{number + 1}", "no CSV")
        if cells or error:
            number += 1
            if not error and len(cells) <= index:
                error = BadRowError(f"{lines.label}#{number}", f"{len(cells)} of {len(header)} columns")
            cell = Cell(start, lines.place, index=index, delimiter=delimiter)
            found = cells[known] if 0 <= known < len(cells) else ""
            yield Row(number, _decoded(found.encode("latin-1")).strip(), None if error else cell, error)
        start = lines.place


def _header(line: str, column: str) -> tuple[str, list[str]]:
    """Return delimiter and names of the columns: by the delimiter that gives most, and the wanted one."""
    found = []
    for delimiter in ",;\t":
        try:
            names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
        except csv.Error:
            continue
        found.append((column in names, len(names), delimiter, names))
    if not found:
        return ",", []
    _, _, delimiter, names = max(found, key=lambda each: each[:2])
    return delimiter, names


def _json_rows(lines: _Lines, options: Options) -> Iterator[Row]:
    number = 0
    while True:
        start = lines.place
        line = lines.next()
        if not line:
            break
        if not line.strip():
            continue
        number += 1
        row, wrong = _json(line)
        text = row.get(options.text_column) if row is not None else None
        if row is not None and not isinstance(text, str):
            wrong = f"no text in '{options.text_column}'"
        identifier = "" if row is None else row.get(options.id_column, "")
        if not isinstance(identifier, str | int) or isinstance(identifier, bool):
            identifier = ""
        cell = Cell(start, lines.place, column=options.text_column)
        error = BadRowError(f"{lines.label}#{number}", wrong) if wrong else None
        yield Row(number, str(identifier).strip(), None if error else cell, error)
    if not number:
        raise EmptyInputError(lines.label)


def _json(line: bytes) -> tuple[dict[str, object] | None, str]:
    """Return a row, or what is wrong with it."""
    try:
        row = json.loads(line.removeprefix(_MARK).decode("utf-8"))
    except RecursionError:
        return None, "nested too deep"
    except ValueError:  # also of UTF-8 and of numbers with thousands of digits
        return None, "no JSON in UTF-8"
    return (row, "") if isinstance(row, dict) else (None, "no JSON object")


def text_of(line: bytes, cell: Cell, label: str) -> str:
    """Return the text of a row.

    Parameters
    ----------
    line
        Bytes of the row, from ``cell.start`` to ``cell.end``.
    cell
        Where the text stands in it.
    label
        What messages call the row.

    Raises
    ------
    casemill.errors.BadRowError
        If it is no longer the row that was found.
    """
    if cell.index < 0:
        row, wrong = _json(line)
        text = None if row is None else row.get(cell.column)
        if not isinstance(text, str):
            raise BadRowError(label, wrong or f"no text in '{cell.column}'")
        return text
    try:
        cells = next(csv.reader(io.StringIO(_decoded(line), newline="\n"), delimiter=cell.delimiter), [])
    except csv.Error:
        cells = []
    if len(cells) <= cell.index:
        raise BadRowError(label, "it has changed since it was found")
    return cells[cell.index]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

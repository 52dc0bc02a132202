"""What a run reads: one report, or a path that gives none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casemill.errors import InputError
from casemill.extract import printable

STDIN = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where the text of a row stands, so that it is read without reading the rows before.

    Parameters
    ----------
    start, end
        Bytes of the row in the (unpacked) table, half open.
    column
        Key of the text in a row of JSON.
    index
        Number of the column, from 0, in a row of CSV; -1 for JSON.
    delimiter
        What parts the columns of a CSV row.
    """

    start: int
    end: int
    column: str = ""
    index: int = -1
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Source:
    """One report that can be read.

    Parameters
    ----------
    name
        What records call it: its path inside the folder that was given, else the name of the
        file; ``archive.zip!inner/a.txt`` and ``table.csv#12`` for parts of a file.
    path
        The file.
    member
        Name inside the archive, or empty.
    row
        Number of the row in the table, from 1 without its header, or None.
    kind
        Format that the suffix speaks of, see :data:`casemill.sources.kinds.FORMATS`; empty
        where it says nothing. The first bytes of the file overrule it.
    cell
        Place of the row.
    """

    name: str
    path: Path
    member: str = ""
    row: int | None = None
    kind: str = "txt"
    cell: Cell | None = None

    @property
    def label(self) -> str:
        """What messages call it: the path as it was given or found, with the part of the file."""
        if self.name.startswith((f"{STDIN}!", f"{STDIN}#")) or self.name == STDIN:
            return self.name
        member = f"!{self.member}" if self.member else ""
        row = "" if self.row is None else f"#{self.row}"
        return printable(f"{self.path}{member}{row}")


@dataclass(frozen=True, slots=True)
class Failure:
    """A path, member or row that gives no report.

    Parameters
    ----------
    file
        The path as it was given or found, with the member or row.
    code
        Short name of the error: ``missing``, ``unsafe_name`` ...
    error
        Class of the error.
    message
        What is wrong and what to do about it, without text of the report.
    remedy
        What to do about it, alone.
    stage
        ``find`` for what failed before reading began.
    """

    file: str
    code: str
    error: str
    message: str
    remedy: str
    stage: str = "find"


def failure_of(label: str, error: InputError, *, stage: str = "find") -> Failure:
    """Return the failure that an error is."""
    return Failure(printable(label), error.code, type(error).__name__, printable(str(error)), error.remedy, stage)


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are found.

    Parameters
    ----------
    text_column, id_column
        Columns of tables with the text of a report and with what to call it. A table needs
        the first alone.
    kinds
        Formats to take from folders and archives; empty for all. A file that is named is
        read whatever it is.
    spool
        Folder where standard input is kept, so that worker processes can read it; without
        it, ``-`` can be read once, in this process, and hold one report.
    """

    text_column: str = "text"
    id_column: str = "id"
    kinds: frozenset[str] = frozenset()
    spool: Path | None = None

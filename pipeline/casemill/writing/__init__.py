"""Writing: one file a format. Each is a context that gives a function to add a report.

What a writer makes appears under its name when it is complete, or not at all. A module also reads its
format where that holds whole records or tables; :mod:`casemill.reading_back` is the door to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from casemill.writing.extras import MissingExtraError, require_extra

if TYPE_CHECKING:
    from casemill.records import CaseRecord

__all__ = ["FORMATS", "Add", "MissingExtraError", "notes", "require", "writer"]

Add = Callable[["CaseRecord", str], None]
"""Add a report; the string is the stem of a file of its own, for formats that write one a report.

It may have an attribute ``left_out``, see :func:`notes`.
"""

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "sqlite", "brat", "bioc", "phenopacket")
"""Names of the formats; each is a module of this package with a function ``writer``."""


def require(names: Iterable[str]) -> None:
    """Check that formats can be written, before any report is read.

    Raises
    ------
    ValueError
        If there is no such format; the message lists those that there are.
    MissingExtraError
        If a library is missing; the message names the extra that brings it.
    """
    for name in names:
        if name not in FORMATS:
            raise ValueError(f"There is no format '{name}'. Choose from: {', '.join(FORMATS)}.")
        require_extra(name)


def writer(name: str, out: Path) -> AbstractContextManager[Add]:
    """Open the writer of a format.

    Parameters
    ----------
    name
        One of :data:`FORMATS`.
    out
        Folder that the files go to.

    Raises
    ------
    ValueError, MissingExtraError
        As :func:`require` tells.
    """
    require([name])
    opened: AbstractContextManager[Add] = import_module(f"casemill.writing.{name}").writer(out)
    return opened


def notes(add: Add) -> dict[str, int]:
    """Return what a writer could not hold of the reports added so far: reason -> how many, in order of the reasons.

    Empty for formats that hold all they promise.
    """
    return dict(sorted(getattr(add, "left_out", {}).items()))

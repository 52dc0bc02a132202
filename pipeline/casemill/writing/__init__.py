"""Writing: one file a format. Each is a context that gives a function to add a report.

What a writer makes appears under its name when it is complete, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casemill.records import CaseRecord

Add = Callable[["CaseRecord", str], None]
"""Add a report; the string is the stem of a file of its own, for formats that write one a report."""

FORMATS = ("jsonl", "csv", "brat", "phenopacket")
"""Names of the formats; each is a module of this package with a function ``writer``."""


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
    ValueError
        If there is no such format; the message lists those that there are.
    """
    if name not in FORMATS:
        raise ValueError(f"There is no format '{name}'. Choose from: {', '.join(FORMATS)}.")
    opened: AbstractContextManager[Add] = import_module(f"casemill.writing.{name}").writer(out)
    return opened

"""BRAT standoff: ``OUT/brat/<file stem>.ann``, one file a report, also where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casemill.records import CaseRecord
from casemill.standoff import format_standoff, quoted_text, standoff_of
from casemill.writing import Add
from casemill.writing.atomic import atomic


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write each report to a file of its own."""
    folder = out / "brat"
    folder.mkdir(parents=True, exist_ok=True)

    def add(record: CaseRecord, stem: str) -> None:
        with atomic(folder / f"{stem}.ann") as file:
            file.write(brat_of(record))

    yield add


def brat_of(record: CaseRecord) -> str:
    """Return the standoff lines of a report, empty if nothing was found."""
    return format_standoff(standoff_of(record), text=quoted_text(record))

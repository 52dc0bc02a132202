"""JSON lines: ``OUT/records.jsonl``, one report a line, in the order of the input."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casemill.records import CaseRecord
from casemill.writing import Add
from casemill.writing.atomic import atomic


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write each report as one line; its shape is that of ``casemill schema``."""
    with atomic(out / "records.jsonl") as file:

        def add(record: CaseRecord, stem: str) -> None:
            file.write(record.model_dump_json() + "\n")

        yield add

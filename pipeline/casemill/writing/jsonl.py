"""JSON lines: ``records.jsonl`` one report a line, ``cases.jsonl`` one patient, ``conflicts.jsonl`` one contradiction.

All in the order of the input.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from casemill.cases import cases_of
from casemill.cases.conflicts import conflicts_of
from casemill.records import CaseRecord
from casemill.writing import Add
from casemill.writing.atomic import atomic

FILES = ("records", "cases", "conflicts")
"""Stems of the files."""


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write each report as one line; its shape is that of ``casemill schema``."""
    with ExitStack() as stack:
        files = {name: stack.enter_context(atomic(out / f"{name}.jsonl")) for name in FILES}

        def add(record: CaseRecord, stem: str) -> None:
            files["records"].write(record.model_dump_json() + "\n")
            for case in cases_of(record):
                files["cases"].write(case.model_dump_json() + "\n")
            for conflict in conflicts_of(record):
                files["conflicts"].write(conflict.model_dump_json() + "\n")

        yield add

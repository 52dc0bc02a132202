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
from casemill.writing.whole import record_of_json

FILES = ("records", "cases", "conflicts")
"""Stems of the files."""


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write each report as one line; its shape is that of ``casemill schema``."""
    with ExitStack() as stack:
        files = {name: stack.enter_context(atomic(out / f"{name}.jsonl")) for name in FILES}

        def add(record: CaseRecord, stem: str) -> None:
            lines = {"records": [record], "cases": cases_of(record), "conflicts": conflicts_of(record)}
            for name, models in lines.items():
                files[name].writelines([model.model_dump_json() + "\n" for model in models])

        yield add


def read_records(path: Path) -> Iterator[CaseRecord]:
    """Yield the records of a ``records.jsonl``, one at a time.

    Raises
    ------
    ValueError
        If a line is no record.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            yield record_of_json(line, f"{path}, line {number}")

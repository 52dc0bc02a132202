"""CSV: ``OUT/<family>.csv``, one table a family, see :data:`casemill.tables.COLUMNS`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from casemill.records import CaseRecord
from casemill.tables import COLUMNS, frames
from casemill.writing import Add
from casemill.writing.atomic import atomic

_REPORTS_AT_ONCE = 256


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write all tables, with their header also where no row follows."""
    waiting: list[CaseRecord] = []
    with ExitStack() as stack:
        files = {name: stack.enter_context(atomic(out / f"{name}.csv")) for name in COLUMNS}
        for name, columns in COLUMNS.items():
            files[name].write(",".join(columns) + "\n")

        def flush() -> None:
            for name, frame in frames(waiting).items():
                frame.to_csv(files[name], index=False, header=False, lineterminator="\n")
            waiting.clear()

        def add(record: CaseRecord, stem: str) -> None:
            waiting.append(record)
            if len(waiting) == _REPORTS_AT_ONCE:
                flush()

        yield add
        flush()

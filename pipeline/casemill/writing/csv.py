"""CSV: ``OUT/<table>.csv``, one a table of :data:`casemill.tables.COLUMNS`, and ``OUT/dictionary.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pandas as pd

from casemill.cases import NOT_REPORTED
from casemill.cases.model import CELLS
from casemill.records import CaseRecord
from casemill.tables import COLUMNS, dictionary, frames
from casemill.writing import Add
from casemill.writing.atomic import atomic

DICTIONARY = "dictionary"
"""Stem of the file that describes every column of every table."""

_REPORTS_AT_ONCE = 256


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write all tables, with their header also where no row follows."""
    waiting: list[CaseRecord] = []
    with ExitStack() as stack:
        files = {name: stack.enter_context(atomic(out / f"{name}.csv")) for name in (*COLUMNS, DICTIONARY)}
        dictionary().to_csv(files[DICTIONARY], index=False, lineterminator="\n")
        for name, columns in COLUMNS.items():
            files[name].write(",".join(columns) + "\n")

        def flush() -> None:
            for name, frame in frames(waiting).items():
                shown(name, frame).to_csv(files[name], index=False, header=False, lineterminator="\n")
            waiting.clear()

        def add(record: CaseRecord, stem: str) -> None:
            waiting.append(record)
            if len(waiting) == _REPORTS_AT_ONCE:
                flush()

        yield add
        flush()


def shown(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table as it is written: in ``cases`` a cell of which the text says nothing tells so.

    An empty cell would leave open whether the report is silent or nobody looked. Cells of ids stay empty.
    """
    if name != "cases":
        return frame
    return frame.assign(**{column: frame[column].fillna(NOT_REPORTED) for column in CELLS})

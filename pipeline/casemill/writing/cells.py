"""Cells of tables that people open in spreadsheets, so that none runs there and none says less than it should.

Each change can be undone: reading back gives the cell that was written, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from casemill.cases import NOT_REPORTED
from casemill.cases.model import CELLS
from casemill.table_rows import Row
from casemill.tables import COLUMNS

# What a spreadsheet takes for a formula: the signs that begin one, also behind blanks and in the wide forms that
# East Asian versions read alike, and the characters that it skips before them. Apostrophes in front count along, so
# that a text which itself begins with one can be told from a protected one.
_RUNS = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
_SILENT = re.compile(f"'*{NOT_REPORTED}")
_MARK = "'"

_SILENT_COLUMNS = frozenset(i for i, column in enumerate(COLUMNS["cases"]) if column in CELLS)


def protected(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe goes before one that begins like a formula.

    Spreadsheets know that mark as "this is text".

    >>> protected("+P2M"), protected("P2M"), protected("'-3")
    ("'+P2M", 'P2M', "''-3")
    """
    return _marked(_RUNS.match, text)


def unprotected(text: str) -> str:
    """Return the text of :func:`protected`.

    >>> unprotected("'+P2M"), unprotected("'twas")
    ('+P2M', "'twas")
    """
    return _unmarked(_RUNS.match, text)


def told(name: str, row: Row) -> Row:
    """Return a row of a table as it is shown: in ``cases`` a cell of which the text says nothing tells so.

    An empty cell would leave open whether the report is silent or nobody looked. Cells of ids
    stay empty; a text that reads like silence is marked by an apostrophe.
    """
    if name != "cases":
        return row
    return tuple(_told(cell) if i in _SILENT_COLUMNS else cell for i, cell in enumerate(row))


def untold(name: str, row: Row) -> Row:
    """Return the row of :func:`told`."""
    if name != "cases":
        return row
    return tuple(_untold(cell) if i in _SILENT_COLUMNS else cell for i, cell in enumerate(row))


def _told(cell: str | None) -> str:
    return NOT_REPORTED if cell is None else _marked(_SILENT.fullmatch, cell)


def _untold(cell: str | None) -> str | None:
    return None if cell is None or cell == NOT_REPORTED else _unmarked(_SILENT.fullmatch, cell)


def _marked(match: Callable[[str], object], text: str) -> str:
    return _MARK + text if match(text) else text


def _unmarked(match: Callable[[str], object], text: str) -> str:
    return text[1:] if text.startswith(_MARK) and match(text) else text

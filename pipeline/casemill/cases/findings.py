"""What examinations of a patient showed: cerebrospinal fluid, and which examinations were done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casemill.cases.days import day_text
from casemill.cases.model import Cells
from casemill.cases.who import cells_of, named, present, told
from casemill.records import AnalyteRecord, LabValue, ProcedureRecord

_CUT = re.compile(r"(?<=[a-z])[-\xad] (?=[a-z])")
"""A hyphen at the end of a line, in words whose white space is single blanks."""


def csf_findings(found: Sequence[AnalyteRecord]) -> Cells:
    """Return the results in cerebrospinal fluid, one text a value."""
    heads = told([analyte for analyte in found if analyte.specimen == "csf" and analyte.name])
    return cells_of((text, analyte) for analyte in heads for text in _results(analyte))


def procedures(found: Sequence[ProcedureRecord]) -> Cells:
    """Return the names of the examinations that were done."""
    return named(told(present(found)), lambda procedure: procedure.name)


def _results(analyte: AnalyteRecord) -> Iterator[str]:
    day = day_text(analyte.when)
    behind = f" ({day})" if day else ""
    shown = [text for value in analyte.values if (text := value_text(value))] or [analyte.flag or ""]
    for text in shown:
        if text:
            yield f"{analyte.name} {text}{behind}"


def value_text(value: LabValue) -> str:
    """Return a result as its number with comparator and unit, else as the words that are the result."""
    if value.number is None:
        return _CUT.sub("", " ".join(value.evidence.text.split()))
    parts = [f"{value.comparator or ''}{value.number}", value.unit or ""]
    return " ".join(part for part in parts if part)

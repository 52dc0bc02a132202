"""What the text says of its own publication."""

from __future__ import annotations

from casemill.cases.model import Cell
from casemill.record_parts import StudyField
from casemill.records import CaseRecord, record_id

_LABELS = {"title": "Title", "doi": "DOI", "pmid": "PMID", "year": "Year"}


def study_cells(record: CaseRecord) -> dict[str, Cell]:
    """Return title, DOI, PMID and year as cells; the id behind each is its place, for there is no record of it."""
    return {name: _cell(record, label, getattr(record.study, name)) for name, label in _LABELS.items()}


def _cell(record: CaseRecord, label: str, field: StudyField | None) -> Cell:
    if field is None:
        return Cell()
    return Cell(value=" ".join(field.value.split()), records=(record_id(record.sha256, label, field.start, field.end),))

"""What the text says of its own publication."""

from __future__ import annotations

from casemill.cases.model import Cell
from casemill.record_parts import Study, StudyField
from casemill.records import CaseRecord


def study_cells(record: CaseRecord) -> dict[str, Cell]:
    """Return title, DOI, PMID and year as cells."""
    return {name: _cell(getattr(record.study, name)) for name in Study.model_fields}


def _cell(field: StudyField | None) -> Cell:
    return Cell(value=" ".join(field.value.split()), records=(field.id,)) if field else Cell()

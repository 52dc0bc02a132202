"""Case records -> rows of plain values, one function a table; :mod:`casemill.tables` makes frames of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import Any

from casemill.cases import PARTED_BY, cases_of
from casemill.cases.care import care_of
from casemill.cases.conflicts import conflicts_of
from casemill.record_parts import StudyField
from casemill.records import FAMILIES, CaseRecord, Clinical, Concept, Evidence, Head, Slot, TimeSlot, When

Row = tuple[Any, ...]

JOIN = "; "
"""Between the slots of one drug in one cell, in order of their places."""

def number_value(number: str | None) -> float | None:
    """Return a plain number as a float; None for ``100/60``, ``2-4``, no number, and one that no float can hold.

    >>> number_value("4.5")
    4.5
    >>> number_value("100/60") is None
    True
    """
    if number is None or not number.removeprefix("-").replace(".", "", 1).isdecimal():
        return None
    value = float(number)
    return value if isfinite(value) else None


def _report(record: CaseRecord) -> Iterator[Row]:
    study = record.study
    yield (
        record.file,
        record.sha256,
        record.encoding,
        *(_stated(field) for field in (study.title, study.doi, study.pmid, study.year)),
        record.schema_version,
        record.casemill_version,
        *(len(getattr(record, family)) for family in FAMILIES),
        len(record.unattached),
        len(record.set_aside),
    )


def _cases(record: CaseRecord) -> Iterator[Row]:
    for case in cases_of(record):
        cells = (part for _, cell in case.cells() for part in (cell.text, PARTED_BY.join(cell.records) or None))
        yield case.file, case.sha256, case.patient, *cells


def _conflicts(record: CaseRecord) -> Iterator[Row]:
    for conflict in conflicts_of(record):
        statements = (
            part
            for said in (conflict.first, conflict.second)
            for part in (said.text, said.record, said.part, said.section)
        )
        yield (
            conflict.file,
            conflict.sha256,
            conflict.patient,
            conflict.kind,
            conflict.subject,
            *statements,
        )


def _care(record: CaseRecord) -> Iterator[Row]:
    for item in care_of(record):
        yield tuple(item.model_dump().values())


def _nerves(record: CaseRecord) -> Iterator[Row]:
    for nerve in record.nerves:
        yield (
            *_head(record, nerve),
            *_concept(nerve),
            nerve.laterality,
            nerve.involvement,
            nerve.involvement_cue,
            *_place(nerve),
        )


def _drugs(record: CaseRecord) -> Iterator[Row]:
    for drug in record.drugs:
        yield (
            *_head(record, drug),
            *_concept(drug),
            drug.kind,
            drug.status,
            drug.status_cue,
            JOIN.join(drug.components) or None,
            _texts(drug.doses),
            _texts(drug.routes),
            _texts(drug.frequencies),
            _values(drug.frequencies),
            _texts(drug.durations),
            _values(drug.durations),
            *_place(drug),
        )


def _analytes(record: CaseRecord) -> Iterator[Row]:
    for analyte in record.analytes:
        for value in analyte.values or (None,):
            yield (
                *_head(record, analyte),
                *_concept(analyte),
                analyte.kind,
                analyte.specimen,
                analyte.flag,
                value and value.id,
                value and _flat(value.evidence.text),
                value and value.comparator,
                value and value.number,
                value and number_value(value.number),
                value and value.unit,
                value and value.evidence.start,
                value and value.evidence.end,
                _texts(analyte.ref_ranges),
                *_place(analyte),
            )


def _diagnoses(record: CaseRecord) -> Iterator[Row]:
    for diagnosis in record.diagnoses:
        yield (
            *_head(record, diagnosis),
            *_concept(diagnosis),
            *_assertion(diagnosis),
            diagnosis.kind,
            *_place(diagnosis),
        )


def _procedures(record: CaseRecord) -> Iterator[Row]:
    for procedure in record.procedures:
        yield (
            *_head(record, procedure),
            *_concept(procedure),
            *_assertion(procedure),
            procedure.kind,
            *_place(procedure),
        )


def _events(record: CaseRecord) -> Iterator[Row]:
    for event in record.events:
        yield (
            *_head(record, event),
            *_assertion(event),
            event.value,
            event.number,
            event.kind,
            event.of,
            *_place(event),
        )


def _outcomes(record: CaseRecord) -> Iterator[Row]:
    for outcome in record.outcomes:
        yield (*_head(record, outcome), *_assertion(outcome), outcome.value, *_place(outcome))


def _timing(record: CaseRecord) -> Iterator[Row]:
    for time in record.timing:
        yield (*_head(record, time), time.value, time.anchor, *_place(time))


def _sex(record: CaseRecord) -> Iterator[Row]:
    for sex in record.sex:
        yield (*_head(record, sex), sex.value, *_place(sex))


def _patients(record: CaseRecord) -> Iterator[Row]:
    for patient in record.patients:
        yield (*_head(record, patient), *_place(patient))


ROWS: dict[str, Callable[[CaseRecord], Iterator[Row]]] = {
    "reports": _report,
    "cases": _cases,
    "conflicts": _conflicts,
    "care": _care,
    "nerves": _nerves,
    "drugs": _drugs,
    "analytes": _analytes,
    "diagnoses": _diagnoses,
    "procedures": _procedures,
    "events": _events,
    "outcomes": _outcomes,
    "timing": _timing,
    "sex": _sex,
    "patients": _patients,
}


def _head(record: CaseRecord, head: Head) -> Row:
    return record.file, head.id, head.label, head.scope, head.patient


def _concept(head: Concept) -> Row:
    return head.name, head.identifier


def _assertion(head: Clinical) -> Row:
    return head.assertion, head.assertion_cue


def _place(head: Head) -> Row:
    """Return when and where a record stands, the last columns of every family."""
    return *_when(head.when), *_evidence(head.evidence)


def _when(when: When | None) -> Row:
    if when is None:
        return (None,) * 8
    return (
        when.earliest,
        when.latest,
        when.anchor,
        when.offset,
        when.count,
        when.inferred,
        when.source,
        PARTED_BY.join(when.given_by) or None,
    )


def _evidence(evidence: Evidence) -> Row:
    return (
        evidence.text,
        evidence.start,
        evidence.end,
        evidence.section,
        evidence.sentence_start,
        evidence.sentence_end,
    )


def _stated(field: StudyField | None) -> str | None:
    return _flat(field.value) if field else None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _texts(slots: Iterable[Slot]) -> str | None:
    return JOIN.join(_flat(slot.evidence.text) for slot in slots) or None


def _values(slots: Iterable[TimeSlot]) -> str | None:
    return JOIN.join(slot.value or "?" for slot in slots) or None

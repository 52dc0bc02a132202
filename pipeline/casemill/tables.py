"""Case records -> pandas frames, one a family, with declared columns and dtypes.

Missing is ``<NA>``, never an empty string. Columns and dtypes are the same for any input,
also for none, on pandas 2 and 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd

from casemill.records import CaseRecord, Evidence, Head, Slot, TimeSlot

Row = tuple[Any, ...]

JOIN = "; "
"""Between the slots of one drug in one cell, in order of their places."""

_HEAD = {"file": "string", "id": "string", "label": "string", "scope": "string"}
_EVIDENCE = {
    "text": "string",
    "start": "Int64",
    "end": "Int64",
    "section": "string",
    "sentence_start": "Int64",
    "sentence_end": "Int64",
}
_CONCEPT = {"name": "string", "identifier": "string"}

COLUMNS: dict[str, dict[str, str]] = {
    "reports": {
        "file": "string",
        "sha256": "string",
        "encoding": "string",
        "schema_version": "string",
        "casemill_version": "string",
        "nerves": "Int64",
        "drugs": "Int64",
        "analytes": "Int64",
        "timing": "Int64",
        "sex": "Int64",
        "unattached": "Int64",
        "set_aside": "Int64",
    },
    "nerves": {**_HEAD, **_CONCEPT, "laterality": "string", "involvement": "string", **_EVIDENCE},
    "drugs": {
        **_HEAD,
        **_CONCEPT,
        "kind": "string",
        "status": "string",
        "components": "string",
        "doses": "string",
        "routes": "string",
        "frequencies": "string",
        "frequency_values": "string",
        "durations": "string",
        "duration_values": "string",
        **_EVIDENCE,
    },
    "analytes": {
        **_HEAD,
        **_CONCEPT,
        "kind": "string",
        "specimen": "string",
        "flag": "string",
        "value_id": "string",
        "value_text": "string",
        "comparator": "string",
        "number": "string",
        "number_value": "Float64",
        "unit": "string",
        "value_start": "Int64",
        "value_end": "Int64",
        "ref_ranges": "string",
        **_EVIDENCE,
    },
    "timing": {**_HEAD, "value": "string", "anchor": "string", **_EVIDENCE},
    "sex": {**_HEAD, "value": "string", **_EVIDENCE},
}
"""Table -> its columns in order -> their dtypes. ``analytes`` has one row a value."""


def frames(records: Iterable[CaseRecord]) -> dict[str, pd.DataFrame]:
    """Return the tables of some reports.

    Parameters
    ----------
    records
        The reports, in the order of the rows.

    Returns
    -------
    dict of str to pandas.DataFrame
        One frame a name of :data:`COLUMNS`, each of shape (rows, columns of that table).
    """
    kept = list(records)
    return {
        name: frame_of(name, (row for record in kept for row in rows(record)))
        for name, rows in _ROWS.items()
    }


def frame_of(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return a frame with the declared columns and dtypes of a table."""
    columns = COLUMNS[name]
    table = list(zip(*rows, strict=True)) or [() for _ in columns]
    return pd.DataFrame(
        {
            column: pd.array(list(cells), dtype=dtype)
            for (column, dtype), cells in zip(columns.items(), table, strict=True)
        }
    )


def number_value(number: str | None) -> float | None:
    """Return a plain number as a float; None for ``100/60``, ``2-4`` and no number.

    >>> number_value("4.5")
    4.5
    >>> number_value("100/60") is None
    True
    """
    if number is None or not number.removeprefix("-").replace(".", "", 1).isdecimal():
        return None
    return float(number)


def _report(record: CaseRecord) -> Iterator[Row]:
    yield (
        record.file,
        record.sha256,
        record.encoding,
        record.schema_version,
        record.casemill_version,
        len(record.nerves),
        len(record.drugs),
        len(record.analytes),
        len(record.timing),
        len(record.sex),
        len(record.unattached),
        len(record.set_aside),
    )


def _nerves(record: CaseRecord) -> Iterator[Row]:
    for nerve in record.nerves:
        yield (
            *_head(record, nerve, nerve.label),
            nerve.name,
            nerve.identifier,
            nerve.laterality,
            nerve.involvement,
            *_place(nerve.evidence),
        )


def _drugs(record: CaseRecord) -> Iterator[Row]:
    for drug in record.drugs:
        yield (
            *_head(record, drug, drug.label),
            drug.name,
            drug.identifier,
            drug.kind,
            drug.status,
            JOIN.join(drug.components) or None,
            _texts(drug.doses),
            _texts(drug.routes),
            _texts(drug.frequencies),
            _values(drug.frequencies),
            _texts(drug.durations),
            _values(drug.durations),
            *_place(drug.evidence),
        )


def _analytes(record: CaseRecord) -> Iterator[Row]:
    for analyte in record.analytes:
        for value in analyte.values or (None,):
            yield (
                *_head(record, analyte, analyte.label),
                analyte.name,
                analyte.identifier,
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
                *_place(analyte.evidence),
            )


def _timing(record: CaseRecord) -> Iterator[Row]:
    for time in record.timing:
        yield (*_head(record, time, time.label), time.value, time.anchor, *_place(time.evidence))


def _sex(record: CaseRecord) -> Iterator[Row]:
    for sex in record.sex:
        yield (*_head(record, sex, sex.label), sex.value, *_place(sex.evidence))


_ROWS: dict[str, Callable[[CaseRecord], Iterator[Row]]] = {
    "reports": _report,
    "nerves": _nerves,
    "drugs": _drugs,
    "analytes": _analytes,
    "timing": _timing,
    "sex": _sex,
}


def _head(record: CaseRecord, head: Head, label: str) -> Row:
    return record.file, head.id, label, head.scope


def _place(evidence: Evidence) -> Row:
    return (
        evidence.text,
        evidence.start,
        evidence.end,
        evidence.section,
        evidence.sentence_start,
        evidence.sentence_end,
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _texts(slots: Iterable[Slot]) -> str | None:
    return JOIN.join(_flat(slot.evidence.text) for slot in slots) or None


def _values(slots: Iterable[TimeSlot]) -> str | None:
    return JOIN.join(slot.value or "?" for slot in slots) or None

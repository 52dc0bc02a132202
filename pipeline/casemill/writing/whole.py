"""Whole records as they stand in files."""

from __future__ import annotations

from pydantic import ValidationError

from casemill.records import SCHEMA_VERSION, CaseRecord


def record_of_json(text: str | bytes, place: str) -> CaseRecord:
    """Return the record that a JSON text holds.

    Parameters
    ----------
    text
        What ``model_dump_json`` of a record gave.
    place
        Where it stands, for the message.

    Raises
    ------
    ValueError
        If it is none; the message holds no text of the report.
    """
    try:
        return CaseRecord.model_validate_json(text)
    except ValidationError as error:
        faults = error.error_count()
        raise ValueError(f"{place}: this is no record of schema {SCHEMA_VERSION} ({faults} faults).") from None

"""Measurements: results with a LOINC code, a number and a unit of UCUM."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from casemill import records as r
from casemill.loinc import loinc_of
from casemill.phenopackets.elements import Json, ontology_class, time_element

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)\s?(?:[-\u2013\u2212]|to)\s?(?P<high>\d+(?:\.\d+)?)")


def measurements(analytes: Iterable[r.AnalyteRecord], left: Counter[str]) -> list[Json]:
    """Return the measurements of a patient in order of their places; what is left out is counted in ``left``."""
    found = []
    for analyte in analytes:
        if analyte.assertion not in ("present", "historical"):
            left["result denied, suspected or planned"] += 1
            continue
        if not analyte.values:
            left["result without a number"] += 1
        for value in analyte.values:
            if measurement := _measurement(analyte, value, left):
                found.append(measurement)
    return found


def _measurement(analyte: r.AnalyteRecord, value: r.LabValue, left: Counter[str]) -> Json | None:
    if not _NUMBER.fullmatch(value.number or ""):
        left["result without a number"] += 1
        return None
    if value.comparator:
        left["result above or below a number"] += 1
        return None
    unit = value.unit or ""
    if not unit or "{" in unit:
        left["result without a unit of UCUM"] += 1
        return None
    code = loinc_of(analyte.name or "", analyte.specimen, unit)
    if code is None:
        left["result without a LOINC code"] += 1
        return None
    quantity: Json = {"unit": ontology_class(f"UCUM:{unit}", unit), "value": float(value.number or "")}
    if len(analyte.values) == 1 and analyte.ref_ranges:
        reference = _reference(analyte.ref_ranges[0], quantity["unit"])
        if reference:
            quantity["referenceRange"] = reference
        else:
            left["reference range"] += 1
    measurement: Json = {"assay": ontology_class(code.code, code.name), "value": {"quantity": quantity}}
    if time := time_element(analyte.when):
        measurement["timeObserved"] = time
    elif analyte.when:
        left["time without a date"] += 1
    return measurement


def _reference(slot: r.RefRange, unit: object) -> Json | None:
    """Return a range of two numbers without a unit, or with that of the value; None for any other."""
    match = _RANGE.match(slot.evidence.text.strip())
    if match is None or float(match["low"]) > float(match["high"]):
        return None
    rest = slot.evidence.text.strip()[match.end() :].strip()
    if rest and not (isinstance(unit, dict) and rest == unit["label"]):
        return None
    return {"unit": unit, "low": float(match["low"]), "high": float(match["high"])}

from __future__ import annotations

import pytest

from casemill.loinc import loinc_of, property_of


@pytest.mark.parametrize(
    ("name", "specimen", "unit", "code"),
    [
        ("glucose", "serum", "mg/dL", "LOINC:2345-7"),
        ("glucose", "serum", "mmol/L", "LOINC:14749-6"),
        ("glucose", "csf", "mg/dL", "LOINC:2342-4"),
        ("platelet count", None, "10*9/L", "LOINC:26515-7"),
        ("lactate dehydrogenase", None, "U/L", "LOINC:2532-0"),
        ("erythrocyte sedimentation rate", None, "mm/h", "LOINC:30341-2"),
        ("leukopenia", None, "/uL", "LOINC:26464-8"),
    ],
)
def test_a_code_follows_from_quantity_specimen_and_unit(name, specimen, unit, code):
    found = loinc_of(name, specimen, unit)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "specimen", "unit"),
    [
        ("glucose", None, "mg/dL"),
        ("hemoglobin", "csf", "g/dL"),
        ("hemoglobin", None, "fL"),
        ("glucose", "serum", ""),
        ("unheard-of substance", None, "mg/dL"),
    ],
    ids=["blood or serum", "specimen without code", "other property", "no unit", "unknown"],
)
def test_what_the_text_leaves_open_has_no_code(name, specimen, unit):
    assert loinc_of(name, specimen, unit) is None


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("U/L", "Units/volume"), ("umol/L", "Moles/volume"), ("ng/mL", "Mass/volume"), ("mg", ""), ("{points}", "")],
)
def test_the_property_of_a_unit(unit, expected):
    assert property_of(unit) == expected

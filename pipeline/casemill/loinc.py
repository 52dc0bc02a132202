"""The LOINC code of a result: by its quantity, its specimen, and the property that its unit implies.

One quantity has a code for each: glucose in mg/dL is another test than in mmol/L, and in serum
another than in cerebrospinal fluid. Where the text leaves several codes open, there is none.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from casemill.lexicons import table

_PROPERTIES = {
    ("mass", "volume"): "Mass/volume",
    ("amount", "volume"): "Moles/volume",
    ("trace", "volume"): "Moles/volume",
    ("activity", "volume"): "Units/volume",
}
_OWN_PROPERTIES = {"mm/h": "Velocity", "%": "/100 leukocytes"}
_USUAL = ("serum", "blood")
"""Where a quantity was measured if the text names no specimen: one of these, if only one of them has a code."""


class Loinc(NamedTuple):
    """A code with its long common name, as LOINC writes them."""

    code: str
    """With its prefix: ``LOINC:2880-3``."""
    name: str


def loinc_of(name: str, specimen: str | None, unit: str) -> Loinc | None:
    """Return the code of a result; None if there is none or the text leaves several open.

    Parameters
    ----------
    name
        Name of the analyte, as records give it.
    specimen
        Specimen, as records give it; None if the text does not say.
    unit
        Unit of the value in UCUM; the property follows from it.
    """
    property_ = property_of(unit)
    quantity = _quantities().get(name, name)
    specimens = (specimen,) if specimen else _USUAL
    found = [code for place in specimens if (code := _codes().get((quantity, place, property_)))]
    return found[0] if len(found) == 1 else None


@cache
def property_of(unit: str) -> str:
    """Return the property that a unit measures, in the words of LOINC; empty if none of the table's.

    >>> property_of("mg/dL"), property_of("mmol/L"), property_of("/uL"), property_of("kg")
    ('Mass/volume', 'Moles/volume', '#/volume', '')
    """
    if unit in _OWN_PROPERTIES:
        return _OWN_PROPERTIES[unit]
    if unit == "/uL" or unit.startswith("10*"):
        return "#/volume"
    numerator, _, denominator = unit.partition("/")
    dimensions = _dimensions()
    pair = dimensions.get(("numerator", numerator), ""), dimensions.get(("denominator", denominator), "")
    return _PROPERTIES.get(pair, "")


@cache
def _codes() -> dict[tuple[str, str, str], Loinc]:
    return {
        (row["quantity"], row["specimen"], row["property"]): Loinc(row["loinc"], row["long_common_name"])
        for row in table("lexicons/loinc")
    }


@cache
def _quantities() -> dict[str, str]:
    return {row["name"]: row["quantity"] for row in table("lexicons/analytes")}


@cache
def _dimensions() -> dict[tuple[str, str], str]:
    return {(row["role"], row["ucum"]): row["dimension"] for row in table("lexicons/units")}

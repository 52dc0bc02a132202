"""The families of labels under which scores are added up."""

from __future__ import annotations

ALL = "all"
"""Key of the total over all labels."""

FAMILIES = {
    "nerves": ("Nerve",),
    "drugs": ("Drug", "Dose", "Route"),
    "labs": ("Analyte", "LabValue", "RefRange"),
    "course": ("Diagnosis", "Procedure", "Event", "Outcome", "Patient"),
    "timing": ("Date", "Duration", "Frequency", "Age", "Time", "Sex"),
}
"""Family -> its labels. Names are those of the packages that find them."""

OTHER = "other"
"""Family of labels that the guidelines do not know."""

_FAMILY_OF = {label: family for family, labels in FAMILIES.items() for label in labels}


def family_of(label: str) -> str:
    """Return the family of a label."""
    return _FAMILY_OF.get(label, OTHER)


def in_order(labels: set[str]) -> list[str]:
    """Sort labels as the families list them, unknown ones last."""
    known = list(_FAMILY_OF)
    return sorted(labels, key=lambda label: (known.index(label) if label in known else len(known), label))

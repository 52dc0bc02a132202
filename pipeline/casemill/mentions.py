"""What the rules find: labelled spans of the reading copy with attributes and heads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

HEAD_LABELS = (
    "Nerve",
    "Drug",
    "Analyte",
    "Diagnosis",
    "Procedure",
    "Event",
    "Outcome",
    "Date",
    "Duration",
    "Frequency",
    "Age",
    "Time",
    "Sex",
    "Patient",
)
"""Labels of the guidelines that stand on their own."""

SLOT_HEADS = {
    "Dose": "Drug",
    "Route": "Drug",
    "Frequency": "Drug",
    "Duration": "Drug",
    "LabValue": "Analyte",
    "RefRange": "Analyte",
}
"""Label of a slot -> label of the head that it belongs to."""

LABELS = (*HEAD_LABELS, "Dose", "Route", "LabValue", "RefRange")
"""All span labels of the annotation guidelines."""


@dataclass(slots=True)
class Mention:
    """One labelled span of the reading copy.

    Two mentions with the same label and the same place are the same mention, so a
    slot names its heads by their places.

    Parameters
    ----------
    label
        One of :data:`LABELS`.
    start, end
        Character offsets in the reading copy, half open.
    attributes
        Attributes of the guidelines (``Laterality``, ``Value``, ``Unit`` ...) by name.
    name
        Preferred name, lower case where the guidelines say so; empty if none.
    identifier
        ``UBERON:...`` or ``ATC:...`` where the concept has one, else empty.
    heads
        Places ``(start, end)`` of the heads of a slot, see :data:`SLOT_HEADS`.
    details
        What the records carry beyond the guidelines: components of a regimen, the
        comparator of a value, the cue that decided an attribute.
    """

    label: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)
    name: str = ""
    identifier: str = ""
    heads: list[tuple[int, int]] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int]:
        """Start and end offset."""
        return self.start, self.end

    def to_plain(self) -> list[Any]:
        """Return the mention as lists, dicts, strings and integers alone."""
        return [
            self.label,
            self.start,
            self.end,
            dict(self.attributes),
            self.name,
            self.identifier,
            [list(head) for head in self.heads],
            dict(self.details),
        ]

    @classmethod
    def from_plain(cls, plain: Iterable[Any]) -> Mention:
        """Read back what :meth:`to_plain` wrote, also after a trip through msgpack."""
        label, start, end, attributes, name, identifier, heads, details = plain
        return cls(
            label,
            start,
            end,
            dict(attributes),
            name,
            identifier,
            [(head[0], head[1]) for head in heads],
            dict(details),
        )


def by_place(mentions: Iterable[Mention]) -> list[Mention]:
    """Sort mentions by start, end and label."""
    return sorted(mentions, key=lambda m: (m.start, m.end, m.label))

"""Spans and relations of one text, as plain frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Fragments = tuple[tuple[int, int], ...]
"""Half-open ``(start, end)`` offsets in the raw text, in order."""

Key = tuple[str, Fragments]
"""Label and place: what tells a span from all others of its text."""


@dataclass(frozen=True)
class Span:
    """One labelled span.

    Parameters
    ----------
    label
        Label of the guidelines (``Drug``, ``LabValue`` ...).
    fragments
        Places of its parts. One pair unless other words stand between the parts: a line
        end alone does not part a span.
    attributes
        Attribute -> value; ``"0"`` is a value.
    name
        Preferred name of the concept, empty if none.
    identifier
        ``UBERON:...`` or ``ATC:...``, empty if none.
    """

    label: str
    fragments: Fragments
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    name: str = ""
    identifier: str = ""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.fragments[-1][1]

    @property
    def key(self) -> Key:
        """Label and place."""
        return self.label, self.fragments

    def overlap(self, other: Span) -> int:
        """Return the number of characters that two spans share, whatever their labels."""
        return sum(
            max(0, min(end, other_end) - max(start, other_start))
            for start, end in self.fragments
            for other_start, other_end in other.fragments
        )


@dataclass(frozen=True)
class Relation:
    """A slot and the head that it belongs to.

    Parameters
    ----------
    kind
        ``Dose-Drug``, ``LabValue-Analyte`` ...
    slot, head
        Keys of the two spans.
    """

    kind: str
    slot: Key
    head: Key


@dataclass(frozen=True)
class Standoff:
    """The annotations of one text; make it with :meth:`of`, which brings them in order."""

    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span], *, relations: Iterable[Relation] = ()) -> Standoff:
        """Sort spans by place and relations by their spans; of equal ones keep the first."""
        by_key: dict[Key, Span] = {}
        for span in spans:
            by_key.setdefault(span.key, span)
        ordered = sorted(by_key.values(), key=lambda s: (s.start, s.end, s.label, s.fragments))
        rank = {span.key: i for i, span in enumerate(ordered)}
        links = sorted(set(relations), key=lambda r: (rank[r.slot], rank[r.head], r.kind))
        return cls(tuple(ordered), tuple(links))

"""Writing BRAT standoff: the same annotations always give the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casemill.standoff.model import Fragments, Key, Relation, Span, Standoff

ATTRIBUTES = (
    "Kind",
    "Specimen",
    "Flag",
    "Number",
    "Unit",
    "Value",
    "Anchor",
    "Laterality",
    "Involvement",
    "Status",
    "Of",
    "Assertion",
    "Scope",
    "Patient",
)
"""Attributes of the guidelines in the order in which they are written."""

_LINE = re.compile(r"[^\r\n]+")


def format_standoff(standoff: Standoff, *, text: str) -> str:
    r"""Write annotations as the lines of an ``.ann`` file.

    Parameters
    ----------
    standoff
        Spans with offsets in ``text``.
    text
        The raw text. Spans are cut into fragments at its line ends, and white space
        around each fragment is left out.

    Returns
    -------
    str
        Each span followed by its attributes, its concept and its relations; lines end
        with ``\n``; ids count up from 1.
    """
    ids = {span.key: f"T{number}" for number, span in enumerate(standoff.spans, start=1)}
    links: dict[Key, list[Relation]] = {}
    for relation in standoff.relations:
        links.setdefault(relation.slot, []).append(relation)
    lines: list[str] = []
    counts = dict.fromkeys("ANR", 0)

    def add(kind: str, content: str) -> None:
        counts[kind] += 1
        lines.append(f"{kind}{counts[kind]}\t{content}")

    for span in standoff.spans:
        own = ids[span.key]
        offsets = ";".join(f"{start} {end}" for start, end in _written_fragments(text, span.fragments))
        lines.append(f"{own}\t{span.label} {offsets}\t{mention_text(text, span)}")
        for name in sorted(span.attributes, key=_attribute_order):
            add("A", f"{name} {own} {_on_one_line(span.attributes[name])}")
        if span.name or span.identifier:
            reference = span.identifier or "name:" + "_".join(span.name.split())
            add("N", f"Reference {own} {reference}\t{_on_one_line(span.name)}")
        for relation in links.get(span.key, ()):
            add("R", f"{relation.kind} Arg1:{own} Arg2:{ids[relation.head]}")
    return "".join(f"{line}\n" for line in lines)


def mention_text(text: str, span: Span) -> str:
    """Return the words of a span on one line, as its ``T`` line gives them."""
    return " ".join(text[start:end] for start, end in _written_fragments(text, span.fragments))


def _written_fragments(text: str, fragments: Fragments) -> Iterator[tuple[int, int]]:
    for start, end in fragments:
        for match in _LINE.finditer(text, start, end):
            piece = match.group()
            inner = piece.strip()
            if inner:
                first = match.start() + len(piece) - len(piece.lstrip())
                yield first, first + len(inner)


def _attribute_order(name: str) -> tuple[int, str]:
    return (ATTRIBUTES.index(name) if name in ATTRIBUTES else len(ATTRIBUTES), name)


def _on_one_line(value: str) -> str:
    return " ".join(value.split())

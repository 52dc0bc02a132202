"""From a case record to standoff on its raw text.

Made from the record alone: an evidence holds the raw characters that a standoff line quotes.
So what is scored is what users get.
"""

from __future__ import annotations

from casemill import records as r
from casemill.records import CaseRecord, Concept, Head, Slot, slots_of
from casemill.standoff.model import Key, Relation, Span, Standoff
from casemill.standoff.writing import ATTRIBUTES

_NOT_WRITTEN = {("Scope", "patient"), ("Status", "given"), ("Assertion", "present")}
_ASSERTED = (r.DiagnosisRecord, r.ProcedureRecord, r.EventRecord, r.OutcomeRecord)
"""Labels whose gold has an assertion: nerves have Involvement, drugs Status and analytes Flag instead."""


def standoff_of(record: CaseRecord) -> Standoff:
    """Return the spans and relations of a report; a shared slot is one span with several relations."""
    heads = record.heads
    slots = [slot for head in heads for slot in slots_of(head)] + list(record.unattached)
    relations = [
        Relation(f"{slot.label}-{head.label}", _key(slot), _key(head))
        for head in heads
        for slot in slots_of(head)
    ]
    return Standoff.of((_span(item) for item in (*heads, *slots)), relations=relations)


def quoted_text(record: CaseRecord) -> str:
    """Return the raw text as far as the record quotes it: blanks wherever nothing was found."""
    evidence = [item.evidence for head in record.heads for item in (head, *slots_of(head))]
    evidence += [slot.evidence for slot in record.unattached]
    characters = [" "] * max((place.end for place in evidence), default=0)
    for place in evidence:
        characters[place.start : place.end] = place.text
    return "".join(characters)


def _span(item: Head | Slot) -> Span:
    names = [name for name in ATTRIBUTES if name != "Assertion" or isinstance(item, _ASSERTED)]
    stated = ((name, getattr(item, name.lower(), None)) for name in names)
    return Span(
        *_key(item),
        {name: str(value) for name, value in stated if value is not None and (name, value) not in _NOT_WRITTEN},
        name=(item.name or "") if isinstance(item, Concept) else "",
        identifier=(item.identifier or "") if isinstance(item, Concept) else "",
    )


def _key(item: Head | Slot) -> Key:
    return item.label, ((item.evidence.start, item.evidence.end),)

"""From a spaCy Doc with mentions on its reading copy to standoff on the raw text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casemill.mentions import SLOT_HEADS
from casemill.standoff.model import Relation, Span, Standoff

if TYPE_CHECKING:
    from spacy.tokens import Doc


def standoff_of_doc(doc: Doc) -> Standoff:
    """Return what the pipeline found in a document, with offsets in the raw text.

    A slot shared by several heads stands once, with a relation to each. Empty attribute
    values are left out; ``"0"`` is a value.
    """
    # Imported here: reading and scoring files needs no spaCy until a Doc is at hand.
    from casemill.document import mentions_of, state
    from casemill.reading import OffsetMap

    offsets = OffsetMap.from_plain(state(doc)["offsets"])
    spans = {}
    for mention in mentions_of(doc):
        attributes = {key: str(value) for key, value in mention.attributes.items() if value not in ("", None)}
        fragments = (offsets.to_raw(mention.start, mention.end),)
        spans[mention.label, *mention.place] = Span(
            mention.label, fragments, attributes, mention.name, mention.identifier
        )
    relations = [
        Relation(
            f"{mention.label}-{SLOT_HEADS[mention.label]}",
            spans[mention.label, *mention.place].key,
            spans[SLOT_HEADS[mention.label], *head].key,
        )
        for mention in mentions_of(doc)
        if mention.label in SLOT_HEADS
        for head in mention.heads
        if (SLOT_HEADS[mention.label], *head) in spans  # BRAT has no relation to what is no span
    ]
    return Standoff.of(spans.values(), relations=relations)

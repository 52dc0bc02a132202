from __future__ import annotations

from spacy.tokens import Doc

import casemill
from casemill.document import mentions_of

TEXT = "She took prednisone 20mg daily for a palsy of the right ulnar nerve."


def shown(doc: Doc) -> dict[str, list[tuple[str, str]]]:
    return {
        label: [(span.text, span.kb_id_) for span in group] for label, group in doc.spans.items() if len(group) > 0
    }


def test_mentions_are_shown_in_span_groups_widened_to_tokens():
    groups = shown(casemill.load()(TEXT))
    assert groups["Nerve"] == [("ulnar nerve", "UBERON:0001494")]
    assert groups["Drug"] == [("prednisone", "ATC:H02AB07")]
    assert [text for text, _ in groups["Frequency"]] == ["daily"]
    assert set(groups) == {mention.label for mention in mentions_of(casemill.load()(TEXT))}


def test_span_groups_survive_bytes():
    nlp = casemill.load()
    doc = nlp(TEXT)
    assert shown(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == shown(doc)

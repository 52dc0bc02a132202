from __future__ import annotations

import pytest
from spacy.tokens import Doc

import casemill
from casemill.document import mentions_of, state, store_mentions, text_of

TEXT = "She took prednisone 20mg daily for a palsy of the right ulnar nerve."


def shown(doc: Doc) -> dict[str, list[tuple[str, str]]]:
    return {label: [(span.text, span.kb_id_) for span in group] for label, group in doc.spans.items() if len(group) > 0}


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


def test_mentions_are_those_that_the_document_carries_now():
    doc = casemill.load()(TEXT)
    found = mentions_of(doc)
    store_mentions(doc, found[:1])
    assert mentions_of(doc) == found[:1]
    state(doc)["mentions"] = [mention.to_plain() for mention in found]
    assert mentions_of(doc) == found


@pytest.mark.parametrize(
    "text", [TEXT, " She  took\n\nit. ", "x" * 450 + " y", ""], ids=["plain", "blanks", "long", "empty"]
)
def test_the_kept_text_is_that_of_the_tokens(text):
    doc = casemill.load().tokenizer(text)
    assert text_of(doc) == doc.text

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casemill
from casemill.mentions import Mention
from casemill.view import view_of
from casemill.words import TermIndex

LABELS = ("Drug", "Date", "Age")
PLACES = st.tuples(st.integers(0, 30), st.integers(0, 8))
MENTIONS = st.lists(
    st.builds(lambda label, place: Mention(label, place[0], sum(place)), st.sampled_from(LABELS), PLACES)
)


@given(MENTIONS, PLACES, st.sets(st.sampled_from(LABELS)))
def test_mentions_are_found_by_place_as_by_a_walk_over_all(mentions, place, labels):
    view = view_of("x" * 40, mentions=mentions)
    start, end = place[0], sum(place)
    meeting = [m for m in mentions if m.start < end and start < m.end and (not labels or m.label in labels)]
    assert list(view.found_in(start, end, *labels)) == sorted(meeting, key=lambda m: m.place)
    assert view.is_free(start, end, *labels) == (not meeting)


@given(MENTIONS)
def test_found_gives_those_of_the_labels_in_order(mentions):
    view = view_of("x" * 40, mentions=mentions)
    wanted = sorted((m for m in mentions if m.label in ("Drug", "Age")), key=lambda m: m.place)
    assert list(view.found("Drug", "Age")) == wanted
    assert list(view.found()) == []


@pytest.mark.parametrize("run", ["(", ").", "1/", "a-", "A1;"])
def test_words_without_a_blank_are_read_to_their_end(run):
    doc = casemill.load().make_doc("He had " + run * (20_000 // len(run)))
    assert doc.text == "He had " + run * (20_000 // len(run))


@pytest.mark.parametrize("length", [199, 200, 201, 400, 401])
def test_the_tokens_of_a_long_word_are_its_text(length):
    raw = "He had " + "ab" * length + " and fell."
    doc = casemill.load().make_doc(raw)
    assert doc.text == raw
    assert [(token.idx, token.text) for token in doc] == list(
        zip(itertools.accumulate((len(t.text_with_ws) for t in doc), initial=0), (t.text for t in doc), strict=False)
    )


TERMS = TermIndex([("bone marrow", 1), ("marrow", 2), ("IgG", 3), ("white cell", 4)])
WORDS_OF_A_LINE = st.lists(
    st.sampled_from(["bone", "Marrow", "marrows", "IgG", "igg", "white", "cells", "x", ",", "9"])
)


@given(WORDS_OF_A_LINE, PLACES)
def test_terms_of_a_stretch_are_those_of_its_words(words, place):
    view = view_of(" ".join(words))
    start, end = place[0], sum(place)
    held = view.words_in(start, end)
    assert view.keys_in(start, end) == {word.key for word in held}
    assert list(view.find(TERMS, start, end)) == list(TERMS.find(held))
    assert view.has_any(start, end, TERMS.firsts) == any(word.key in TERMS.firsts for word in held)

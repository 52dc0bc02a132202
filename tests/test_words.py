from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.words import TermIndex, fold, is_abbreviation, words_of

INDEX = TermIndex(
    [
        ("hemoglobin", "hemoglobin"),
        ("vitamin B12", "cobalamin"),
        ("vitamin", "vitamin"),
        ("beta-blocker", "beta-blocker"),
        ("CK", "creatine kinase"),
        ("NSAID", "nsaid"),
        ("C-reactive protein", "crp"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("haemoglobin 9.1g", [("haemoglobin", "hemoglobin")], id="british"),
        pytest.param("Hemoglobins", [("Hemoglobins", "hemoglobin")], id="plural"),
        pytest.param(
            "vitamin B 12 and vitamin", [("vitamin B 12", "cobalamin"), ("vitamin", "vitamin")], id="longest-first"
        ),
        pytest.param("vitamin B123", [("vitamin", "vitamin")], id="digits-are-whole"),
        pytest.param("beta blockers", [("beta blockers", "beta-blocker")], id="hyphen-or-blank"),
        pytest.param("CK231", [("CK", "creatine kinase")], id="glued-number"),
        pytest.param("ck and Ck", [], id="abbreviation-in-other-letters"),
        pytest.param("NSAIDs", [("NSAIDs", "nsaid")], id="plural-abbreviation"),
        pytest.param("C‐reactive\u2011protein", [("C‐reactive\u2011protein", "crp")], id="other-hyphens"),
        pytest.param("vitamin\nB12", [("vitamin", "vitamin")], id="no-term-crosses-a-line"),
        pytest.param("hemoglobinuria", [], id="whole-words-only"),
    ],
)
def test_terms_are_found(text, expected):
    hits = list(INDEX.find(words_of(text)))
    assert [(text[hit.start : hit.end], hit.entry) for hit in hits] == expected


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))


@given(st.text(max_size=200))
def test_hits_share_no_word(text):
    hits = list(INDEX.find(words_of(text)))
    assert all(a.last <= b.first for a, b in itertools.pairwise(hits))


@pytest.mark.parametrize(
    ("one", "other"), [("Haematomas", "hematoma"), ("leucocytes", "leukocyte"), ("Antibodies", "antibody")]
)
def test_spellings_that_fold_together(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["virus", "analysis", "illness", "gas"])
def test_words_in_s_that_are_no_plural_stay(word):
    assert fold(word) == word


@pytest.mark.parametrize(("term", "expected"), [("CK", True), ("IgG", True), ("Bu", False), ("BILIRUBIN", False)])
def test_is_abbreviation(term, expected):
    assert is_abbreviation(term) is expected

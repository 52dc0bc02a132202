"""The tables of the family, walked row by row."""

from __future__ import annotations

import pytest

from casemill.labs.lexicon import rule_words
from casemill.lexicons import table

MARKS = {
    "antibody", "change", "clonal", "disorder", "drug", "function", "gene", "never", "numeric", "onlynear", "organism",
    "panel", "qualitative", "screened", "strict", "tissue", "wordonly",
}  # fmt: skip
"""How the name of an analyte may behave; each is asked for in the code."""


@pytest.mark.parametrize("row", table("rules/lab_words"), ids=lambda row: row["id"])
def test_words_and_their_examples(check, row):
    check(row["example"])
    check(row["counter_example"])


@pytest.mark.parametrize("row", table("rules/lab_series"), ids=lambda row: row["id"])
def test_series_and_their_examples(check, row):
    check(row["example"])
    check(row["counter_example"])


@pytest.mark.parametrize("row", table("rules/lab_words"), ids=lambda row: row["id"])
def test_one_of_the_examples_holds_a_word_of_its_row(row):
    words = rule_words(row["role"], row["value"])
    both = f"{row['example']} {row['counter_example']}".lower()
    assert any(word.lower() in both for word in words)


def test_marks_of_analytes_are_known():
    unknown = {row["name"]: row["marks"] for row in table("lexicons/analytes") if set(row["marks"].split()) - MARKS}
    assert unknown == {}

"""Every row of the tables of timing does what its example says, and not what its counter-example says."""

import pytest

from casemill.lexicons import listed, table
from casemill.timing import find_timing
from casemill.view import view_of

ANCHORS = table("rules/timing_anchors")
FREQUENCIES = table("lexicons/frequencies")


def _anchors(text: str) -> list[str]:
    return [m.attributes["Anchor"] for m in find_timing(view_of(text)) if m.label == "Date"]


@pytest.mark.parametrize("row", ANCHORS, ids=[row["cue"] for row in ANCHORS])
def test_anchor_cues(row):
    assert _anchors(row["example"]) == [row["anchor"]]
    assert _anchors(row["counter_example"]) not in ([], [row["anchor"]])


def _frequencies(text: str) -> list[str]:
    return [m.attributes["Value"] for m in find_timing(view_of(text)) if m.label == "Frequency"]


@pytest.mark.parametrize("row", FREQUENCIES, ids=[row["term"] for row in FREQUENCIES])
def test_frequency_terms(row):
    assert _frequencies(row["example"]) == [row["value"]]
    assert _frequencies(row["counter_example"]) == []


@pytest.mark.parametrize("row", [row for row in FREQUENCIES if not row["context"]], ids=lambda row: row["term"])
def test_every_plain_term_is_found(row):
    for term in listed(row["term"]):
        assert _frequencies(f"He took 10 mg {term}.") == [row["value"]], term


def test_terms_are_listed_once():
    terms = [term.casefold() for row in FREQUENCIES for term in listed(row["term"])]
    assert sorted(set(terms)) == sorted(terms)

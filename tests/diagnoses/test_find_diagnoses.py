"""Diagnoses in sentences of our own: ``[span](preferred name)`` marks all that must be found."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.diagnoses import find_diagnoses
from casemill.mentions import Mention
from casemill.view import View, view_of

LINES = (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").split("\n")
CASES = [line.partition("|") for line in LINES if line and not line.startswith("#")]
MARK = re.compile(r"\[([^\[\]]+)\]\(((?:[^()]|\([^()]*\))+)\)")


@pytest.mark.parametrize("marked", [pytest.param(text, id=key) for key, _, text in CASES])
def test_names(told, marked):
    assert told(MARK.sub(r"\1", marked)) == MARK.findall(marked)


SHORT_FORMS = {
    "introduced": ("SDPX was seen.", {"SDPX": "severe distal plexopathy"}, [("SDPX", "plexopathy")]),
    "plural": ("Two SLMNs.", {"SLMN": "subacute lower motor neuronopathy"}, ["subacute lower motor neuronopathy"]),
    "means something else": ("The ALL was torn.", {"ALL": "anterior longitudinal ligament"}, []),
    "hides a clear short form": ("The CML was low.", {"CML": "central median line"}, []),
    "long form against it": ("A GvL effect.", {"GvL": "graft-versus-leukemia"}, []),
    "disease not at the end": ("The LSG met.", {"LSG": "leukemia steering group"}, []),
    "narrower than its words": ("No aGVHD.", {"aGVHD": "graft-vs-host disease"}, ["acute graft-versus-host disease"]),
    "other case": ("The slmn was cut.", {"SLMN": "subacute lower motor neuronopathy"}, []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "abbreviations", "wanted"), SHORT_FORMS.values(), ids=SHORT_FORMS)
def test_short_forms_of_the_report(told, text, abbreviations, wanted):
    found = told(text, abbreviations)
    assert (found if wanted and isinstance(wanted[0], tuple) else [name for _, name in found]) == wanted


def test_an_ambiguous_short_form_does_not_count_in_capitals(told):
    assert told("The leukemia came back.\nALL PATIENTS GAVE CONSENT.") == [("leukemia", "leukemia")]


def test_a_name_inside_a_drug_is_none():
    view = view_of("He was treated by the ALL protocol for leukemia.")
    protocol = Mention("Drug", 22, 34)
    assert [m.name for m in find_diagnoses(View(view.text, view.sentences, (protocol,)))] == ["leukemia"]


def test_kind_identifier_and_what_it_is_a_kind_of(diagnoses_of):
    (found,) = diagnoses_of("A T-cell acute lymphoblastic leukemia was found.")
    assert found.attributes == {"Kind": "haematological"}
    assert found.identifier == "MONDO:0004963"
    assert found.details["parents"].split("|")[0] == "acute lymphoblastic leukemia"
    assert {"acute leukemia", "leukemia"} <= set(found.details["parents"].split("|"))


def test_a_general_name_has_no_parents(diagnoses_of):
    (found,) = diagnoses_of("A radiculopathy was found.")
    assert "parents" not in found.details


def test_a_name_made_of_parts_is_a_kind_of_its_head(diagnoses_of):
    (found,) = diagnoses_of("A sensory radiculopathy was found.")
    assert (found.name, found.details["parents"]) == ("sensory radiculopathy", "radiculopathy")


def test_graft_versus_host_disease_is_of_the_other_kind(diagnoses_of):
    (found,) = diagnoses_of("A chronic GVHD was found.")
    assert found.attributes == {"Kind": "other"}


def test_no_name_crosses_a_line_end(told):
    assert told("An acute\nleukemia.") == [("leukemia", "leukemia")]


WORDS = st.sampled_from([
    *("acute", "chronic", "lymphoblastic", "myeloid", "leukemia", "ALL", "B", "-", "/", "(", ")", "facial", "nerve"),
    *("palsy", "of", "the", "poly", "neuropathy", "sensory", "motor", "and", "graft", "versus", "host", "disease"),
    *("GVHD", "cells", ",", ".", "\n", "5", "mg", "plexo", "pathy", "myelitis"),
])  # fmt: skip


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=30))
def test_mentions_stand_in_order_and_apart(diagnoses_of, parts):
    text = "".join(word + blank for word, blank in parts)
    found = diagnoses_of(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(text[m.start].isalnum() and text[m.end - 1].isalnum() for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_is_read(diagnoses_of, text, long):
    assert isinstance(diagnoses_of(text, {"ABC": long}), list)

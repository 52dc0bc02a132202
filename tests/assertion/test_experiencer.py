from __future__ import annotations

import re
from typing import get_args

import pytest

from casemill.assertion.scope import decide_scope
from casemill.lexicons import table
from casemill.mentions import Mention
from casemill.records import Experiencer
from casemill.view import Sentence, View

ROWS = table("rules/assertion_experiencer")


def told_of(text: str, head: str = "Neuropathy", *, section: str = "discussion", label: str = "Diagnosis"):
    start = text.index(head)
    view = View(text, (Sentence(0, len(text), section),), (Mention(label, start, start + len(head)),))
    (decided,) = decide_scope(view)
    return decided.attributes.get("Scope"), decided.attributes.get("Experiencer")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_row_tells_of_its_person_and_not_in_its_counter_example(row):
    assert row["experiencer"] in get_args(Experiencer)
    assert told_of(row["example"]) == ("general", row["experiencer"])
    assert told_of(row["counter_example"])[1] is None


@pytest.mark.parametrize(
    ("text", "section", "expected"),
    [
        pytest.param("Her mother had Neuropathy.", "case", ("general", "family"), id="relative"),
        pytest.param("Her donor had Neuropathy.", "case", ("general", None), id="donor-may-be-a-stranger"),
        pytest.param("There was no family history of Neuropathy.", "case", ("general", "family"), id="family-history"),
        pytest.param("Family history was empty; Neuropathy was found.", "case", (None, None), id="other-clause"),
        pytest.param("His wife had Neuropathy.", "case", ("general", "family"), id="wife"),
        pytest.param("He and his wife flew in with Neuropathy.", "case", (None, None), id="with-his-wife"),
        pytest.param("Two of his brothers had Neuropathy.", "case", ("general", "family"), id="two-of-them"),
        pytest.param("One of his symptoms was Neuropathy.", "case", (None, None), id="one-of-his-symptoms"),
        pytest.param("She had a sister with Neuropathy.", "case", ("general", "family"), id="sister-with"),
        pytest.param("She came as a mother with Neuropathy.", "case", (None, None), id="mother-with"),
        pytest.param(
            "The mother of the newborn, aged 32, had Neuropathy.", "case", ("general", "family"), id="newborns-mother"
        ),
        pytest.param("A young mother had Neuropathy.", "case", (None, None), id="patient-who-is-a-mother"),
        pytest.param(
            "His mother was well and the infant had Neuropathy.", "case", (None, None), id="infant-beside-the-mother"
        ),
        pytest.param("Family history was empty, and she had Neuropathy.", "case", (None, None), id="and-she"),
        pytest.param("She had Neuropathy.", "case", (None, None), id="patient"),
        pytest.param("Neuropathy is common in patients.", "discussion", ("general", None), id="literature-of-many"),
    ],
)
def test_experiencer(text, section, expected):
    assert told_of(text, section=section) == expected


@pytest.mark.parametrize(
    ("head", "label"), [("died", "Outcome"), ("aged 30", "Age"), ("Neuropathy", "Diagnosis")], ids=lambda value: value
)
def test_verb_and_age_of_a_relative_are_the_relatives(head, label):
    told = told_of("His father, aged 30, died of Neuropathy.", head, section="case", label=label)
    assert told == ("general", "family")


@pytest.mark.parametrize(
    ("text", "age", "scope"),
    [
        pytest.param("At 00 she came. The mother had Neuropathy.", "P34Y", None, id="grown-up"),
        pytest.param("At 00 she came. The mother had Neuropathy.", "P2D", "general", id="newborn"),
        pytest.param("A girl came. The mother, aged 00, had Neuropathy.", "P34Y", "general", id="her-own-age"),
        pytest.param("Born to a 00 she came. The mother had Neuropathy.", "P34Y", "general", id="born-to"),
    ],
)
def test_the_mother_is_the_patient_if_the_first_age_is_that_of_a_grown_up(text, age, scope):
    ends = [i + 1 for i, sign in enumerate(text) if sign == "."]
    sentences = Sentence(0, ends[0], "case"), Sentence(ends[0] + 1, ends[1], "case")
    at, disease = text.index("00"), text.index("Neuropathy")
    mentions = Mention("Age", at, at + 2, {"Value": age}), Mention("Diagnosis", disease, disease + 10)
    assert decide_scope(View(text, sentences, mentions))[1].attributes.get("Scope") == scope


def test_what_is_told_of_a_numbered_patient_is_the_patients():
    text = "Patients with Neuropathy may fall."
    mention = Mention("Diagnosis", 14, 24, {"Patient": "1"})
    (decided,) = decide_scope(View(text, (Sentence(0, len(text), "discussion"),), (mention,)))
    assert "Scope" not in decided.attributes


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_patterns_compile_without_nested_repeats(row):
    assert re.compile(row["pattern"]).groups == 0
    assert not re.search(r"[+*]\)[+*]", row["pattern"])

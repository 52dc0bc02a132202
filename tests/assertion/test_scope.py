from __future__ import annotations

import pytest

from casemill.assertion.scope import decide_scope, weigh
from casemill.lexicons import table
from casemill.mentions import Mention
from casemill.view import Sentence, View

CUES = table("rules/scope_cues")


@pytest.mark.parametrize("row", CUES, ids=lambda row: row["id"])
def test_each_cue_is_found_in_its_example_and_not_in_its_counter_example(row):
    _, found = weigh(row["example"])
    _, not_found = weigh(row["counter_example"])
    assert row["id"] in found.split(",")
    assert row["id"] not in not_found.split(",")


def scope_of(text: str, drug: str, *, section: str) -> str | None:
    start = text.index(drug)
    mention = Mention("Drug", start, start + len(drug))
    view = View(text, (Sentence(0, len(text), section),), (mention,))
    (decided,) = decide_scope(view)
    return decided.attributes.get("Scope")


@pytest.mark.parametrize(
    ("section", "text", "scope"),
    [
        pytest.param("case", "Heparin was started on arrival.", None, id="narrative"),
        pytest.param("case", "Heparin and aspirin.", None, id="case-without-a-cue"),
        pytest.param(
            "body", "Most patients on Heparin bleed, as has been reported.", "general", id="literature-in-a-case"
        ),
        pytest.param("discussion", "Heparin may cause thrombocytopenia.", "general", id="discussion-modal"),
        pytest.param(
            "discussion", "In our patient Heparin may have been the cause.", None, id="discussion-our-patient"
        ),
        pytest.param("discussion", "Heparin was stopped before the fall.", None, id="discussion-narrative"),
        pytest.param("introduction", "Heparin is given to many.", "general", id="introduction"),
        pytest.param("introduction", "We present a man whom Heparin harmed.", None, id="introduction-we-present"),
        pytest.param(
            "body", "Treatment options include Heparin.", "general", id="options-in-a-report-without-headings"
        ),
        pytest.param("body", "In a randomized trial, patients on Heparin fared well.", "general", id="trial"),
        pytest.param("body", "In one series Heparin led to improvement.", "general", id="series-told-in-the-past"),
        pytest.param("body", "In one week Heparin led to improvement.", None, id="one-week-is-no-series"),
        pytest.param("body", "He entered a randomized trial of Heparin.", None, id="trial-of-the-patient"),
        pytest.param("caption", "Bleeding after Heparin.", None, id="caption"),
        pytest.param("table", "Heparin: risk of bleeding", "general", id="table-of-risks"),
        pytest.param("case", "Her mother had taken Heparin for years.", "general", id="relative-as-subject"),
        pytest.param("case", "Her mother brought her in and she took Heparin.", None, id="relative-brings-the-patient"),
        pytest.param("case", "Levels of Heparin in the sister were low.", "general", id="relative-behind"),
        pytest.param("case", "She received Heparin after cells from her brother.", None, id="relative-of-another-word"),
    ],
)
def test_scope(section, text, scope):
    assert scope_of(text, "Heparin", section=section) == scope


def test_slots_and_sex_take_no_scope():
    text = "Patients may need 5 mg often; men may need more."
    sentence = Sentence(0, len(text), "discussion")
    mentions = (Mention("Dose", 18, 22), Mention("Sex", 30, 33))
    assert all("Scope" not in m.attributes for m in decide_scope(View(text, (sentence,), mentions)))


def test_sections_with_a_weight_are_those_of_the_section_rules():
    weighed = {row["section"] for row in table("rules/scope_sections")}
    named = {row["category"] for row in table("rules/sections") if row["read"] == "yes"}
    assert named <= weighed

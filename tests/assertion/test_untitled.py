"""Discussions without a title: where the narrative ends and the literature begins."""

from __future__ import annotations

import pytest

import casemill
from casemill.assertion.scope import decide_scope
from casemill.mentions import Mention
from casemill.view import Sentence, View

NARRATIVE = "A woman of 50 years came with a weak hand.\nShe took Heparin and her strength returned."
LITERATURE = (
    "Weakness of this kind has been reported in a third of patients.\nIn our patient it was mild.\n"
    "It is often treated with Aspirin, and most patients recover."
)


def general(text: str, *, section: str = "case", titled: str = "") -> list[str]:
    """Return which of the two drugs are about others than the patient."""
    sentences, start = [], 0
    for line in text.split("\n"):
        sentences.append(Sentence(start, start + len(line), "discussion" if titled and line == titled else section))
        start += len(line) + 1
    places = [(text.index(drug), drug) for drug in ("Heparin", "Aspirin") if drug in text]
    drugs = tuple(Mention("Drug", at, at + len(drug)) for at, drug in places)
    decided = decide_scope(View(text, tuple(sentences), drugs))
    return [text[m.start : m.end] for m in decided if m.attributes.get("Scope") == "general"]


@pytest.mark.parametrize("section", ["case", "body"])
def test_the_last_paragraphs_on_the_literature_are_its_discussion(section):
    said = "Aspirin was of use in such hands."
    assert general(f"{NARRATIVE}\n{LITERATURE.replace('Aspirin', 'drugs')}\n{said}", section=section) == []
    assert general(f"{NARRATIVE}\n{LITERATURE}", section=section) == ["Aspirin"]


def test_a_paragraph_inside_may_point_back_to_the_patient():
    before, behind = LITERATURE.split("In our patient it was mild.\n")
    behind = behind.replace("Aspirin", "it")
    text = f"{NARRATIVE}\n{before}Patients improve with Aspirin.\nIn our patient it was mild.\n{behind}"
    assert general(text) == ["Aspirin"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{NARRATIVE}\nThe dose of Aspirin was small.\nShe went home.", id="a-narrative-to-the-end"),
        pytest.param(f"{NARRATIVE}\nAspirin was stopped.\nThis is often done in patients.", id="one-aside-at-the-end"),
        pytest.param("Aspirin.", id="one-word"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_narrative_stays_a_narrative(text):
    assert general(text) == []


def test_a_report_with_a_titled_discussion_is_read_by_its_titles():
    text = f"{NARRATIVE}\nAspirin was given next.\nIt is often so in patients.\nMost patients recover.\nDiscussion"
    assert general(text, titled="Discussion") == []


def test_it_holds_in_a_whole_report():
    record = casemill.extract(
        "Abstract\nBACKGROUND Weak hands are rare. CONCLUSION. Weak hands may be cured.\n\nCase report\n\n"
        "A woman of 50 years came with a weak hand. She was given heparin.\n\nHer strength returned within a week.\n\n"
        "Weakness of this kind has been reported in a third of patients [1].\n\n"
        "Aspirin is often chosen, and most patients recover [2].\n"
    )
    assert [(drug.name, drug.scope) for drug in record.drugs] == [
        ("heparin", "patient"),
        ("acetylsalicylic acid", "general"),
    ]

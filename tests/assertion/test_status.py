from __future__ import annotations

import pytest

import casemill
from casemill.document import mentions_of
from casemill.lexicons import table

RULES = table("rules/drug_status")


def statuses(text: str) -> dict[str, str | None]:
    doc = casemill.load()(text)
    return {
        doc.text[m.start : m.end].lower(): m.attributes.get("Status") for m in mentions_of(doc) if m.label == "Drug"
    }


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["id"])
def test_each_row_decides_its_example_and_not_its_counter_example(row):
    found = statuses(row["example"])
    assert found and set(found.values()) == {row["status"] or None}
    other = statuses(row["counter_example"])
    assert other and (row["status"] or None) not in other.values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("In absence of fever, methotrexate was stopped.", {"methotrexate": "stopped"}, id="other-clause"),
        pytest.param(
            "Heparin was stopped but warfarin was continued.",
            {"heparin": "stopped", "warfarin": None},
            id="scope-ends-at-but",
        ),
        pytest.param(
            "Heparin and warfarin were discontinued.",
            {"heparin": "stopped", "warfarin": "stopped"},
            id="list-shares-its-status",
        ),
        pytest.param("Heparin was gradually tapered off.", {"heparin": "stopped"}, id="adverb-inside"),
        pytest.param("Captopril was switched to losartan.", {"captopril": "stopped", "losartan": None}, id="switch"),
        pytest.param(
            "He received warfarin; heparin was never given.",
            {"warfarin": None, "heparin": "not_given"},
            id="scope-ends-at-semicolon",
        ),
        pytest.param("We gave rituximab at once.", {"rituximab": None}, id="given-is-not-written"),
    ],
)
def test_status(text, expected):
    assert statuses(text) == expected

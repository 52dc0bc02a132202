from __future__ import annotations

import pytest

from casemill.labs import find_labs
from casemill.view import view_of


@pytest.mark.parametrize(
    ("text", "specimen"),
    [
        pytest.param("Flow cytometry was positive for CD10 and CD19.", None, id="flow cytometry names none"),
        pytest.param("Immunohistochemistry was positive for CD10 and CD19.", "tissue", id="stains are of tissue"),
        pytest.param("Flow cytometry of the marrow was positive for CD10 and CD19.", "bone_marrow", id="marrow told"),
    ],
)
def test_the_specimen_of_markers_is_that_of_their_method(text, specimen):
    markers = [mention for mention in find_labs(view_of(text)) if mention.label == "Analyte"]
    assert [mention.attributes.get("Specimen") for mention in markers] == [specimen, specimen]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("EMG showed absent responses of both legs.", [], id="finding of a study"),
        pytest.param("Urinalysis showed elevated protein.", ["elevated"], id="result of the analyte behind"),
        pytest.param("EMG was normal.", ["normal"], id="result of the study"),
    ],
)
def test_a_word_before_a_finding_is_no_result_of_the_study(text, values):
    found = find_labs(view_of(text))
    assert [text[m.start : m.end] for m in found if m.label == "LabValue"] == values

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

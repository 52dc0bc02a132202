from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from casemill.document import state
from casemill.structure.abbreviations import is_short_form, legend_abbreviations, letters_agree


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_case_report", exclude=["timing", "labs", "drugs", "nerves", "assertion"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("His creatine kinase (CK) rose.", {"CK": "creatine kinase"}, id="behind"),
        pytest.param(
            "He had SLE (systemic lupus erythematosus) too.",
            {"SLE": "systemic lupus erythematosus"},
            id="in front",
        ),
        pytest.param("His creatine kinase (CK, normal <170) rose.", {"CK": "creatine kinase"}, id="with a range"),
        pytest.param("His C-reactive protein [CRP] rose.", {"CRP": "C-reactive protein"}, id="square brackets"),
        pytest.param("A graft (allo-HSCT) was made.", {}, id="letters do not agree"),
        pytest.param("He slept well (see text) and long (II).", {}, id="no short form"),
        pytest.param("He took the drug. Kinases rose (TDK).", {}, id="not over a sentence end"),
        pytest.param(
            "The optic nerve (ON) and later the oculomotor nerve (ON).",
            {"ON": "optic nerve"},
            id="the first stays",
        ),
    ],
)
def test_brackets(nlp: Language, text: str, expected: dict[str, str]) -> None:
    assert state(nlp(text))["abbreviations"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Bu – busulfan; Cy – cyclophosphamide.", {"Bu": "busulfan", "Cy": "cyclophosphamide"}, id="dashes"
        ),
        pytest.param(
            "Notations: aCK – active creatine kinase; Sag – sagittal.",
            {"aCK": "active creatine kinase", "Sag": "sagittal"},
            id="with a title",
        ),
        pytest.param(
            "ALT, alanine transaminase; BUN, blood urea nitrogen",
            {"ALT": "alanine transaminase", "BUN": "blood urea nitrogen"},
            id="commas",
        ),
        pytest.param(
            "CK = creatine kinase; LP = lumbar puncture.",
            {"CK": "creatine kinase", "LP": "lumbar puncture"},
            id="equals signs",
        ),
        pytest.param("He slept, ate; She rose, fell.", {}, id="prose"),
        pytest.param("The nerve – a branch of the plexus – was cut.", {}, id="dashes in prose"),
        pytest.param("ALT, 30 U/L; AST, 25 U/L; LDH, 200 U/L", {}, id="values"),
    ],
)
def test_legends(text: str, expected: dict[str, str]) -> None:
    assert legend_abbreviations(text) == expected


@pytest.mark.parametrize(
    ("form", "is_short"),
    [("CK", True), ("allo-HSCT", True), ("mRS", True), ("Fig", False), ("XII", False), ("C", False)],
)
def test_short_forms(form: str, is_short: bool) -> None:
    assert is_short_form(form) is is_short


def test_letters_in_order() -> None:
    assert letters_agree("Cy", "cyclophosphamide")
    assert not letters_agree("Cy", "busulfan")
    assert not letters_agree("LP", "puncture, lumbar")

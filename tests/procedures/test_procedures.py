"""Procedures: how examinations are named, built from tissue and noun, shortened, and what is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.lexicons import listed, table
from casemill.procedures import find_procedures
from casemill.procedures.lexicon import singular
from casemill.view import Sentence, View, view_of

CASES = {
    "tissue in front": ("A [sural nerve biopsy](sural nerve biopsy, biopsy) was taken.", {}),
    "tissue behind": ("A [biopsy](biopsy, biopsy) of the sural nerve was taken.", {}),
    "guidance is no part": ("An ultrasound-guided [parotid biopsy](parotid biopsy, biopsy) was taken.", {}),
    "two of one tissue": (
        "The [bone marrow aspirate](bone marrow aspiration, biopsy) and [biopsy](bone marrow biopsy, biopsy) were dry.",
        {},
    ),
    "body part looked at": ("A facial [MRI](magnetic resonance imaging, imaging) study was dull.", {}),
    "name and short form": (
        "On [electromyography](electromyography, electrophysiology) ([EMG](electromyography, electrophysiology)).",
        {"EMG": "electromyography"},
    ),
    "bracket inside": (
        "The [cerebrospinal fluid (CSF) analysis](cerebrospinal fluid analysis, lumbar_puncture) was bland.",
        {"CSF": "cerebrospinal fluid"},
    ),
    "sign inside": (
        "[PET/CT](positron emission tomography-computed tomography, imaging) and "
        "[PET-CT](positron emission tomography-computed tomography, imaging) agreed.",
        {},
    ),
    "plural": ("Her [nerve conduction studies](nerve conduction study, electrophysiology) were slow.", {}),
    "class and activity": (
        "A [neurophysiological examination](neurophysiological examination, electrophysiology) followed.",
        {},
    ),
    "introduced by the report": (
        "The [LP](lumbar puncture, lumbar_puncture) was dry.",
        {"LP": "lumbar puncture"},
    ),
    "unknown short form": ("The [QMB](quadriceps biopsy, biopsy) was bland.", {"QMB": "quadriceps biopsy"}),
    "means another thing here": ("The CT was given for weeks.", {"CT": "cytotoxic therapy"}),
    "light perception": ("Vision was LP in one eye.", {}),
    "country": ("She came from the US in May.", {}),
    "lower case": ("A ct of it, an emg of it.", {}),
    "general words": ("The examination, the workup and the staining were done by the clinic.", {}),
    "breathed in": ("Aspiration of food was feared.", {}),
    "treatment": ("Methotrexate and a marrow transplantation were given.", {}),
    "comma parts": ("Of the lymph node, [biopsy](biopsy, biopsy) was taken.", {}),
}
_MARK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<name>[^(),]*), (?P<kind>\w+)\)")


def view_with(text: str, abbreviations: dict[str, str]) -> View:
    return View(text, (Sentence(0, len(text)),), (), abbreviations)


def rows(name: str) -> list:
    return [pytest.param(row, id=row["id"]) for row in table(name)]


@pytest.mark.parametrize(("marked", "abbreviations"), CASES.values(), ids=CASES)
def test_procedures_of_a_sentence(marked, abbreviations):
    text = _MARK.sub(lambda match: match["text"], marked)
    found = find_procedures(view_with(text, abbreviations))
    wanted = [(match["text"], match["name"], match["kind"]) for match in _MARK.finditer(marked)]
    assert [(text[m.start : m.end], m.name, m.attributes["Kind"]) for m in found] == wanted


@pytest.mark.parametrize("row", rows("lexicons/procedures"))
def test_every_name_of_the_lexicon_is_found_whole(row):
    terms = [row["name"], *listed(row["synonyms"])]
    if row["marks"] != "introduced":
        terms += listed(row["abbreviations"])
    for term in terms:
        text = f"We did {term} then."
        found = [(text[m.start : m.end], m.name, m.attributes["Kind"]) for m in find_procedures(view_of(text))]
        assert found == [(term, row["name"], row["kind"])]


@pytest.mark.parametrize("row", [*rows("rules/procedure_heads"), *rows("rules/procedure_words")])
def test_what_makes_a_name(row):
    (found,) = find_procedures(view_of(row["example"]))
    covered = row["example"][found.start : found.end].lower()
    assert any(cue.lower() in covered for cue in listed(row["cue"]))
    for other in find_procedures(view_of(row["counter_example"])):
        covered = row["counter_example"][other.start : other.end].lower().split()
        assert not {cue.lower() for cue in listed(row["cue"])} & set(covered)


@pytest.mark.parametrize("row", rows("rules/procedure_not"))
def test_what_unmakes_a_procedure(row):
    assert find_procedures(view_of(row["example"])) == []
    assert len(find_procedures(view_of(row["counter_example"]))) == 1


@pytest.mark.parametrize(
    ("noun", "name"), [("Studies", "study"), ("analyses", "analysis"), ("analysis", "analysis"), ("tests", "test")]
)
def test_singular(noun, name):
    assert singular(noun) == name


PIECES = ["biopsy", "bone", "marrow", "CSF", "(", ")", "analysis", "EMG", "MRI", ",", "and", "nerve", "CT", "value"]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from([{}, {"EMG": "EMG"}, {"CT": "bone biopsy"}]))
def test_procedures_lie_in_the_text_in_order_and_apart(pieces, abbreviations):
    text = " ".join(pieces) or "."
    found = find_procedures(view_with(text, abbreviations))
    places = [place for mention in found for place in mention.place]
    assert places == sorted(places)
    assert all(0 <= mention.start < mention.end <= len(text) and mention.name for mention in found)

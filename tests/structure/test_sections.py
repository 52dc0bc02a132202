from __future__ import annotations

import itertools

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from casemill.document import sentences_of
from casemill.lexicons import listed, table
from casemill.reading import read_text
from casemill.structure.sections import sections_of_text

PROSE = "A woman of 40 years came to us with weakness of both of her hands."


def parts(text: str) -> list[tuple[str, bool]]:
    return [(section.category, section.read) for section in sections_of_text(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(PROSE, [("body", True)], id="no title"),
        pytest.param(f"{PROSE}\n{PROSE}", [("body", True)], id="two lines without a title"),
        pytest.param(f"Case report\n{PROSE}", [("case", True)], id="title on a line"),
        pytest.param(f"2. CASE PRESENTATION\n{PROSE}", [("case", True)], id="numbered title"),
        pytest.param(f"Background: {PROSE}", [("introduction", True)], id="title before a colon"),
        pytest.param(
            f"INTRODUCTION Nerves fail at times. CASE REPORT {PROSE} CONCLUSION. Nerves heal.",
            [("introduction", True), ("case", True), ("conclusion", True)],
            id="titles inside a line",
        ),
        pytest.param(
            f"Abstract\n{PROSE}\nKeywords: nerve; hand\nIntroduction\n{PROSE}",
            [("abstract", True), ("keywords", False), ("introduction", True)],
            id="keywords end at their line",
        ),
        pytest.param(f"KeywordsNerveHandPalsy\n{PROSE}", [("keywords", False), ("body", True)], id="glued keywords"),
        pytest.param(
            f"Discussion\n{PROSE}\nReferences\n1. Ode A. Nerves. 2001.\n2. Ude B. Hands. 2002.",
            [("discussion", True), ("references", False)],
            id="references",
        ),
        pytest.param(
            f"Discussion\n{PROSE}\nTreatment\n{PROSE}",
            [("discussion", True)],
            id="parts of a discussion stay in it",
        ),
        pytest.param(
            f"Case report\n{PROSE}\nFigure 1. The left hand.\n{PROSE}",
            [("case", True), ("caption", True), ("case", True)],
            id="caption",
        ),
        pytest.param(f"Case report\n{PROSE}\nFigure 1 shows the left hand.", [("case", True)], id="pointer"),
        pytest.param(
            f"Discussion\n{PROSE}\nTable 1. Causes\nLaboratory\n- low sodium;\n- high urea\n{PROSE}",
            [("discussion", True), ("table", True), ("discussion", True)],
            id="table",
        ),
        pytest.param(
            f"Case report\n{PROSE}\nFunding: none.\n{PROSE}",
            [("case", True), ("acknowledgement", False), ("case", True)],
            id="funding in one line",
        ),
        pytest.param(
            f"Weak hands in a weaver\nA. Ode, B. Ude, C. Ide\nAbstract\n{PROSE}",
            [("title", True), ("authors", False), ("abstract", True)],
            id="front matter",
        ),
        pytest.param(
            f"Department of Neurology, University Hospital of Nowhere\n{PROSE}",
            [("authors", False), ("body", True)],
            id="affiliation",
        ),
        pytest.param(
            "She was referred to the Department of Neurology of the University Hospital with a weak hand.",
            [("body", True)],
            id="no affiliation: a sentence on the patient",
        ),
        pytest.param(f"{PROSE}\nReference: 3.5-5.1 for potassium.\n{PROSE}", [("body", True)], id="no reference list"),
        pytest.param("The authors report a man with a weak hand.", [("body", True)], id="authors who report"),
        pytest.param("Discussion: two views\n" + PROSE, [("discussion", True)], id="longer heading"),
        pytest.param(
            "Treatment with rest\nwas tried. Later she rose.",
            [("treatment", True)],
            id="heading of treatment",
        ),
    ],
)
def test_sections(text: str, expected: list[tuple[str, bool]]) -> None:
    assert parts(text) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                PROSE,
                "\n",
                "Abstract",
                "CASE REPORT ",
                "Keywords: a",
                "References",
                "Figure 1. A hand",
                "Table 1",
                "A. Ode, B. Ude",
                "1. ",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_sections_cover_the_copy(text: str) -> None:
    sections = sections_of_text(text)
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(a.end == b.start for a, b in itertools.pairwise(sections))
    assert all(a.start < a.end for a in sections) or not text


def test_titles_are_listed_once_in_lower_case() -> None:
    found = [title for row in table("rules/sections") for title in listed(row["titles"])]
    assert len(found) == len(set(found))
    assert all(title == title.casefold() == " ".join(title.split()) for title in found)
    assert {row["read"] for row in table("rules/sections")} == {"yes", "no"}


def test_every_category_is_read_or_not() -> None:
    kinds: dict[str, set[str]] = {}
    for row in table("rules/sections"):
        kinds.setdefault(row["category"], set()).add(row["read"])
    assert all(len(reads) == 1 for reads in kinds.values())


def test_unread_sections_give_no_sentences() -> None:
    nlp = spacy.load("en_case_report", exclude=["timing", "labs", "drugs", "nerves", "assertion"])
    doc = nlp(f"Case report\n\n{PROSE}\n\nReferences\n\n1. Ode A. Nerves of the hand. 2001;1:1-2.\n")
    read = [(doc.text[s.start : s.end], s.section) for s in sentences_of(doc)]
    assert read == [("Case report", "case"), (PROSE, "case")]
    assert len(sentences_of(doc, unread=True)) > len(read)


def test_broken_title_in_web_text() -> None:
    copy = read_text(f"ABSTRACT Nerves fail. CASE\n\nREPORT {PROSE}").copy
    assert parts(copy) == [("abstract", True), ("case", True)]


def test_a_text_of_one_line_is_its_body_and_not_its_title():
    assert [section.category for section in sections_of_text("A woman of 44 years was given aspirin")] == ["body"]
    assert sections_of_text("Weak hands\nA woman of 44 years was given aspirin.")[0].category == "title"

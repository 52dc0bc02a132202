"""What the text says of its own publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.structure.sections import sections_of_text
from casemill.structure.study import find_study

CASE = "Case report\nA woman of 40 years came in 2011 with a weak hand, which had been strong before that year."
REFERENCES = "References\n1. Brown A. Weak hands. J Hands 2001;3:4-5. doi: 10.1000/other. PMID: 12345"

TITLES = {
    "first line": ("Weak hands in three sisters", "Weak hands in three sisters"),
    "behind the kind": ("Nota Clínica\n\nWeak hands in three sisters", "Weak hands in three sisters"),
    "behind another kind": ("CASE REPORT\nWeak hands in three sisters", "Weak hands in three sisters"),
    "behind the kind and access": ("Open Access\nWeak hands in three sisters", "Weak hands in three sisters"),
    "behind the journal": ("Journal of Weak Hands\nWeak hands in three sisters", "Weak hands in three sisters"),
    "a kind in it": ("Weak hands in a sister: a case report", "Weak hands in a sister: a case report"),
    "kind first": ("A case of weak hands in spring", "A case of weak hands in spring"),
    "navigation": ("Home | Articles | Search | Help now\nWeak hands in three sisters", "Weak hands in three sisters"),
    "kind alone": ("Case report", None),
    "journal alone": ("The European Journal of Weak Hands", None),
    "none": ("Abstract", None),
}

DOIS = {
    "label": ("doi: 10.1234/hands.2020.15", "10.1234/hands.2020.15"),
    "address": ("https://doi.org/10.1234/hands-2020", "10.1234/hands-2020"),
    "stop behind": ("J Hands 2020;3:4. DOI: 10.1234/hands.", "10.1234/hands"),
    "bracket behind": ("Hands (doi: 10.1234/hands).", "10.1234/hands"),
    "bracket of its own": ("doi: 10.1016/S0001(20)30001-1", "10.1016/S0001(20)30001-1"),
    "empty": ("PMID: 123 DOI: OPEN ACCESS", None),
    "too short": ("doi: 10.12/hands", None),
}

YEARS = {
    "citation": ("J Hands 2019;3:4-5", "2019"),
    "citation with a month": ("J Hands. 2019 Mar 2;3(1):4-5", "2019"),
    "year behind the volume": ("Journal of Hands 15 (2018) 33-40 ISSN 1", "2018"),
    "year before the volume": ("Brown A. Journal of Hands (2018) 15:33 www.hands.test", "2018"),
    "volume is the year": ("Case Reports in Hands, Volume 2017, Article ID 11 ISSN 1", "2017"),
    "published": ("Received: 2 May 2019; Accepted: 3 June 2019; Published: 12 March 2020", "2020"),
    "publication date": ("Number 4 | Downloads 73 | Article publication date 16/08/2022", "2022"),
    "copyright": ("© The Authors 2016. All rights reserved", "2016"),
    "citation before copyright": ("© 2016 Hands\nJ Hands 2015;3:4-5", "2015"),
    "received alone": ("Received: 2 May 2019", None),
    "visited": ("Home | Views of this page 412 | Last change 03/02/2025", None),
    "a page number": ("www.hands.test/2015", None),
}

PMIDS = {
    "label": ("J Hands 2020;3:4. PMID: 12345678", "12345678"),
    "no colon": ("J Hands 2020;3:4. PMID 1234", "1234"),
    "in full": ("J Hands 2020;3:4. PubMed ID: 1234", "1234"),
    "of the free text": ("J Hands 2020;3:4. PMCID: PMC1234567", None),
    "too long": ("J Hands 2020;3:4. PMID: 123456789", None),
}


def study_of(text: str) -> dict:
    return find_study(text, sections_of_text(text))


def cases(field: str, table: dict) -> list:
    return [pytest.param(field, *case, id=f"{field}: {name}") for name, case in table.items()]


@pytest.mark.parametrize(
    ("field", "front", "wanted"),
    [*cases("title", TITLES), *cases("doi", DOIS), *cases("year", YEARS), *cases("pmid", PMIDS)],
)
def test_fields(field, front, wanted):
    head = front if field == "title" else f"Weak hands in three sisters\n{front}"
    text = f"{head}\nAbstract\nA hand was weak and was strong again in the end, as was hoped.\n{CASE}\n{REFERENCES}"
    found = study_of(text).get(field)
    assert (found and found[0]) == wanted
    if found:
        assert text[found[1] : found[2]] == wanted


def test_a_title_on_two_lines_is_one():
    text = f"Weak hands in three\nsisters of a baker\nA. Brown, B. Green\nAbstract\nIt was so.\n{CASE}"
    assert study_of(text) == {"title": ["Weak hands in three sisters of a baker", 0, 38]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        CASE,
        REFERENCES,
        f"{CASE}\n{REFERENCES}",
        "Case\nWeakness of a hand\nIt came in spring.",
        "She came in 2011; 3: it was spring.",
    ],
)
def test_what_is_not_said_stays_absent(text):
    assert study_of(text) == {}


@given(
    st.lists(
        st.sampled_from(
            ["Weak hands in three", "sisters and", "doi: 10.1234/a)", "PMID: 1", "© 2020", "Abstract", "", CASE]
        ),
        max_size=8,
    )
)
def test_places_hold_the_values(lines):
    text = "\n".join(lines)
    for value, start, end in study_of(text).values():
        assert " ".join(text[start:end].split()) == value

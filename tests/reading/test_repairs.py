from __future__ import annotations

import pytest

from casemill.lexicons import table
from casemill.reading import read_text


def copy_of(raw: str) -> str:
    return read_text(raw).copy


COLUMN = """The man had been well until the spring of that year, when
walking became hard and both of his feet grew numb. Nothing
in his history was of note."""


@pytest.mark.parametrize(
    ("raw", "copy"),
    [
        pytest.param("weak and\nnumb hands", "weak and numb hands", id="soft line end"),
        pytest.param("weak and\r\nnumb hands", "weak and numb hands", id="soft Windows line end"),
        pytest.param(
            "the illness of the \n\nspinal cord and its \nroots",
            "the illness of the spinal cord and its roots",
            id="page end",
        ),
        pytest.param("He was well.\n\nShe was not.", "He was well.\nShe was not.", id="paragraph"),
        pytest.param("Case report\nwe saw a man", "Case report\nwe saw a man", id="title stays alone"),
        pytest.param(
            "... of the nerve. CASE\n\nREPORT A man", "... of the nerve. CASE REPORT A man", id="broken title"
        ),
        pytest.param("findings:\n- weak hand;\n- numb foot", "findings:\n- weak hand;\n- numb foot", id="list"),
        pytest.param("spread to muscle\n Figure 1. Its course", "spread to muscle\nFigure 1. Its course", id="caption"),
        pytest.param("is shown in\nFigure 1. It grew.", "is shown in Figure 1. It grew.", id="pointer, no caption"),
        pytest.param("Sodium\t131\tmmol/L\nUrea\t9\tmmol/L", "Sodium 131 mmol/L\nUrea 9 mmol/L", id="table rows"),
        pytest.param(
            "Drugs:\nAspirin 81 mg\nLithium 300 mg", "Drugs:\nAspirin 81 mg\nLithium 300 mg", id="short lines"
        ),
        pytest.param("Urea\n9 mmol/L\nSodium\n131 mmol/L", "Urea 9 mmol/L\nSodium 131 mmol/L", id="cells on lines"),
        pytest.param("1. weak hand\n2. numb foot", "1. weak hand\n2. numb foot", id="numbered list"),
        pytest.param("5\u2009mg\u00a0daily", "5 mg daily", id="blanks"),
        pytest.param("a\u200b b\ufeff", "a b", id="invisible characters"),
        pytest.param("the ﬁrst reﬂex, eﬃcient", "the first reflex, efficient", id="ligatures"),
        pytest.param("50 µg", "50 μg", id="micro sign"),
        pytest.param("cafe\u0301", "café", id="combining accent"),
    ],
)
def test_lines_and_characters(raw: str, copy: str) -> None:
    assert copy_of(raw) == copy


def test_column_text_becomes_one_line() -> None:
    assert "\n" not in copy_of(COLUMN)


@pytest.mark.parametrize(
    ("raw", "copy"),
    [
        pytest.param("inotu-\nzumab", "inotuzumab", id="drug"),
        pytest.param("sys- \ntem", "system", id="blank behind the hyphen"),
        pytest.param("neuro\u00ad\npathy", "neuropathy", id="soft hyphen at the line end"),
        pytest.param("neuro\u00adpathy", "neuropathy", id="soft hyphen inside"),
        pytest.param("for an-\nother week", "for another week", id="two words that are one"),
        pytest.param("after vac-\ncination", "after vaccination", id="syllable"),
        pytest.param("Charcot-\nMarie", "Charcot-Marie", id="names"),
        pytest.param("CD13-\nCD117", "CD13-CD117", id="markers"),
        pytest.param("55-\n60%", "55-60%", id="range"),
        pytest.param("10–\n20 mg", "10–20 mg", id="range with a dash"),
        pytest.param("a non-\nresponder", "a non-responder", id="prefix of its own"),
        pytest.param("at follow-\nup he walked", "at follow-up he walked", id="follow-up"),
        pytest.param("a 16-year-\nold boy", "a 16-year-old boy", id="age"),
        pytest.param("T-\ncells", "T-cells", id="single capital"),
        pytest.param("a drug-\ninduced rash", "a drug-induced rash", id="compound"),
        pytest.param("pre- \nand post-operative", "pre- and post-operative", id="suspended hyphen"),
        pytest.param("8 mg/\nkg", "8 mg/kg", id="slash"),
        pytest.param(
            "by mid-\nline and then the midline shift",
            "by midline and then the midline shift",
            id="evidence: one word",
        ),
        pytest.param(
            "was tract-\nbound; a tract-bound sign",
            "was tract-bound; a tract-bound sign",
            id="evidence: hyphen",
        ),
    ],
)
def test_hyphens_at_line_ends(raw: str, copy: str) -> None:
    assert copy_of(raw) == copy


@pytest.mark.parametrize(
    ("raw", "copy"),
    [
        pytest.param("a second СR was", "a second CR was", id="capital"),
        pytest.param("leukemiс cells", "leukemic cells", id="last letter"),
        pytest.param("brain СТ scan", "brain CT scan", id="both letters"),
        pytest.param("12 μg of TNFα and β-blockers", "12 μg of TNFα and β-blockers", id="Greek letters stay"),
        pytest.param("αβ T cells", "αβ T cells", id="Greek word stays"),
        pytest.param("the word жар means fever", "the word жар means fever", id="Cyrillic word stays"),
    ],
)
def test_lookalikes(raw: str, copy: str) -> None:
    assert copy_of(raw) == copy


@pytest.mark.parametrize("row", table("rules/lookalikes"), ids=lambda row: row["id"])
def test_lookalike_rows(row: dict[str, str]) -> None:
    frame = "He had {} done in the ward."
    assert row["letter"] in row["example"]
    assert copy_of(frame.format(row["example"])).isascii()
    assert copy_of(frame.format(row["counter_example"])) == frame.format(row["counter_example"])


@pytest.mark.parametrize(
    ("raw", "copy"),
    [
        pytest.param("of the syndrome.1-3 The rest", "of the syndrome. The rest", id="behind a full stop"),
        pytest.param(
            "It was called PLS.12 Our man had none.", "It was called PLS. Our man had none.", id="behind capitals"
        ),
        pytest.param("It is rare.4\nNo cure is known.", "It is rare.\nNo cure is known.", id="at a line end"),
        pytest.param("thymoma and lymphoma4-11, but not", "thymoma and lymphoma, but not", id="range behind a word"),
        pytest.param(
            "It is rare.1 He was frail,2,3 pale and weak.4 So we treated.",
            "It is rare. He was frail, pale and weak. So we treated.",
            id="behind a comma",
        ),
        pytest.param("a syndrome¹⁻³ and more", "a syndrome and more", id="raised digits"),
        pytest.param("as reported [1,2]. It", "as reported [1,2]. It", id="brackets stay"),
        pytest.param("CD34 and B12, IL6 at day3 or grade3", "CD34 and B12, IL6 at day3 or grade3", id="names"),
        pytest.param("T790M, L5-S1, D1, pH7.4 and 0.5", "T790M, L5-S1, D1, pH7.4 and 0.5", id="codes and decimals"),
        pytest.param("low Vit B12. Then", "low Vit B12. Then", id="vitamin"),
        pytest.param("stained for cytokeratin19 only", "stained for cytokeratin19 only", id="no other citation"),
        pytest.param("see Fig.3 The nerve", "see Fig.3 The nerve", id="figure"),
        pytest.param("he took aspirin,5 mg daily", "he took aspirin,5 mg daily", id="dose behind a comma"),
    ],
)
def test_citations(raw: str, copy: str) -> None:
    assert copy_of(raw) == copy


@pytest.mark.parametrize("row", table("rules/numbered_words"), ids=lambda row: row["id"])
def test_numbered_words(row: dict[str, str]) -> None:
    frame = "It is rare.1 No cure is known.2 We saw {} in one man."
    read = "It is rare. No cure is known. We saw {} in one man."
    assert copy_of(frame.format(row["example"])) == read.format(row["example"])
    without = row["counter_example"].rstrip("0123456789")
    assert copy_of(frame.format(row["counter_example"])) == read.format(without)


@pytest.mark.parametrize(
    ("raw", "copy"),
    [
        *(
            pytest.param(f"WBC 3.1 {raw}/L", "WBC 3.1 ×10^9/L", id=raw)
            for raw in ("×109", "x 10 9", "×10^9", "× 10⁹", "x10(9)", "x 10*9", "×10e9", "X109")
        ),
        pytest.param("2×106 CD34+ cells/kg", "2×10^6 CD34+ cells/kg", id="cells"),
        pytest.param("platelets 250 109/L", "platelets 250 10^9/L", id="sign lost"),
        pytest.param("WBC (109/L)", "WBC (10^9/L)", id="unit alone"),
        pytest.param("4,100/mm 3 and 9/mm³", "4,100/mm3 and 9/mm3", id="cubic millimetres"),
        pytest.param("50 mg/m² then 40 mg/m 2", "50 mg/m2 then 40 mg/m2", id="square metres"),
        pytest.param("38.2 0 C and 37 ºC", "38.2 ° C and 37 °C", id="degrees"),
        pytest.param("a mass of 10 x 103 mm", "a mass of 10 x 103 mm", id="size"),
        pytest.param("creatinine 109 and 103/μL", "creatinine 109 and 103/μL", id="plain numbers"),
        pytest.param("a cyst of 5 mm 2 weeks ago", "a cyst of 5 mm 2 weeks ago", id="a number behind a unit"),
        pytest.param("a dose of 3 x 10 mg", "a dose of 3 x 10 mg", id="product"),
    ],
)
def test_exponents(raw: str, copy: str) -> None:
    assert copy_of(raw) == copy

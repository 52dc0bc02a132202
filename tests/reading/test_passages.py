from __future__ import annotations

import pytest

from casemill import errors
from casemill.reading import read_text, require_case
from casemill.reading.narrative import has_case

SPANISH = (
    "Una mujer de 58 años, con antecedentes de diabetes, acudió al hospital por una debilidad de la mano "
    "derecha que había empezado dos días antes y que no mejoró con el tratamiento."
)
RUSSIAN = "Больная 58 лет поступила\nв клинику с жалобами на сла-\nбость в руке."
FRENCH = (
    "Une femme de 58 ans est venue aux urgences pour une faiblesse de la main droite qui était apparue "
    "deux jours plus tôt, sans douleur ni fièvre, et qui ne cédait pas sous traitement."
)
GERMAN = (
    "Eine 58-jährige Frau wurde wegen einer Schwäche der rechten Hand aufgenommen, die seit zwei Tagen "
    "bestand und sich unter der Behandlung nicht besserte."
)
ENGLISH = "A woman of 58 years came to us with weakness of the right hand that had begun two days before."


@pytest.mark.parametrize(
    ("foreign", "language"),
    [(SPANISH, "es"), (RUSSIAN, "ru"), (FRENCH, "fr"), (GERMAN, "de")],
    ids=["Spanish", "Russian", "French", "German"],
)
@pytest.mark.parametrize("order", ["behind", "in front", "between"])
def test_foreign_paragraph_is_set_aside(foreign: str, language: str, order: str) -> None:
    parts = {
        "behind": [ENGLISH, foreign],
        "in front": [foreign, ENGLISH],
        "between": [ENGLISH, foreign, ENGLISH],
    }
    raw = "\n\n".join(parts[order])
    text = read_text(raw)
    assert [(raw[p.start : p.end], p.language) for p in text.set_aside] == [(foreign, language)]
    assert text.copy.split("\n") == [part for part in parts[order] if part is not foreign]


def test_headings_of_a_foreign_passage_go_with_it() -> None:
    title, keywords = (
        "Debilidad de la mano: un caso clínico",
        "Palabras clave. Debilidad. Diabetes. Exploración.",
    )
    raw = f"{ENGLISH}\n\n{title}\n\n{SPANISH}\n\n{keywords}\n"
    text = read_text(raw)
    assert text.copy == ENGLISH
    assert len(text.set_aside) == 1


def test_script_changes_inside_a_paragraph() -> None:
    text = read_text(f"{ENGLISH}\n{RUSSIAN}")
    assert text.copy == ENGLISH
    assert [passage.reason for passage in text.set_aside] == ["script"]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("The nervus medianus, nervus ulnaris et ramus superficialis in situ.", id="anatomical Latin"),
        pytest.param("Escherichia coli and Staphylococcus aureus per os, pro re nata, in vitro.", id="clinical Latin"),
        pytest.param("Dr. García de la Peña of the Hospital Universitario La Paz saw her.", id="names"),
        pytest.param("Nota clínica", id="a short heading alone"),
        pytest.param("TNF-α, β-hCG, κ and λ chains", id="Greek letters"),
        pytest.param("Methotrexate-induced pneumonitis.", id="title"),
        pytest.param("ABSTRACT Artículo en español English version", id="line of buttons"),
    ],
)
def test_english_with_foreign_words_stays(raw: str) -> None:
    assert read_text(raw).set_aside == ()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Hyponatremia after desmopressin.", id="title of a report"),
        pytest.param("Two patients fell ill after the second dose.", id="sentence"),
        pytest.param("Aplasia caused by an unnamed agent.", id="no patient named"),
        pytest.param(" ".join([ENGLISH] * 20), id="long"),
    ],
)
def test_reports_pass(raw: str) -> None:
    require_case(read_text(raw), name="a.txt")


RECIPE = "Boil the potatoes, drain them well, and mash them with butter and milk until the mash is smooth. "


@pytest.mark.parametrize(
    ("raw", "findings", "error"),
    [
        pytest.param(RECIPE * 10, None, errors.NoCaseError, id="long text on other things"),
        pytest.param(RECIPE, 0, errors.NoCaseError, id="short text in which nothing was found"),
        pytest.param(SPANISH, None, errors.NotEnglishError, id="Spanish alone"),
        pytest.param(RUSSIAN, None, errors.NotEnglishError, id="Russian alone"),
        pytest.param("12, 14; 3.5 -- 7", None, errors.NotEnglishError, id="numbers alone"),
    ],
)
def test_what_is_no_report_is_refused(raw: str, findings: int | None, error: type[errors.InputError]) -> None:
    with pytest.raises(error, match=r"b\.txt"):
        require_case(read_text(raw), name="b.txt", findings=findings)


def test_text_with_findings_passes() -> None:
    assert not has_case(RECIPE * 10)
    require_case(read_text(RECIPE * 10), findings=1)


@pytest.mark.parametrize(
    "raw", ["HE\r\r\x86\x81Ѐ0EL0SON0AL", "Han ble innlagt og fikk ikke hjelp av det.\nEr på vei nå."]
)
def test_a_neighbour_in_a_language_of_two_codes(raw: str) -> None:
    assert read_text(raw).raw == raw

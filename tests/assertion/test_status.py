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


def test_reach_and_kinds_of_clause_ends_are_such_as_the_rules_know():
    kinds = {row["id"] for row in table("rules/clause_ends")}
    assert {row["crosses"] for row in RULES if row["crosses"]} <= kinds
    assert [row["id"] for row in RULES if row["reach"] not in ("", "list") and not row["reach"].isdigit()] == []


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
        pytest.param("No antibiotics were given.", {"antibiotics": "not_given"}, id="no-and-a-verb-of-giving"),
        pytest.param("No fever came and antibiotics were given.", {"antibiotics": None}, id="no-of-another-noun"),
        pytest.param("Neither steroids nor heparin helped.", {"steroids": None, "heparin": None}, id="neither-helped"),
        pytest.param(
            "Neither steroids nor heparin were used.",
            {"steroids": "not_given", "heparin": "not_given"},
            id="neither-used",
        ),
        pytest.param("There was no heparin-induced bleeding.", {"heparin": None}, id="no-effect-of-it"),
        pytest.param(
            "Apixaban was commenced, and the aspirin was discontinued.",
            {"apixaban": None, "aspirin": "stopped"},
            id="scope-ends-at-another-statement",
        ),
        pytest.param("Rituximab was offered but the patient declined.", {"rituximab": "not_given"}, id="offered"),
        pytest.param("She had never taken tamoxifen.", {"tamoxifen": "not_given"}, id="never"),
        pytest.param("Methotrexate hurt the liver and was stopped.", {"methotrexate": "stopped"}, id="same-subject"),
        pytest.param("Prednisone was tapered and stopped after a month.", {"prednisone": "stopped"}, id="tapered"),
        pytest.param("He had a rash and stopped lamotrigine.", {"lamotrigine": "stopped"}, id="its-object-behind"),
        pytest.param("We replaced heparin with warfarin.", {"heparin": "stopped", "warfarin": None}, id="replaced"),
        pytest.param("He was not a candidate for alteplase.", {"alteplase": "not_given"}, id="no-candidate"),
        pytest.param("Heparin was given for a week and then stopped.", {"heparin": "stopped"}, id="given-then-stopped"),
        pytest.param(
            "Heparin was given, and warfarin was started and stopped after bleeding.",
            {"heparin": None, "warfarin": "stopped"},
            id="then-stopped-crosses-one-statement",
        ),
        pytest.param("He took prednisone, which was withdrawn.", {"prednisone": "stopped"}, id="relative-clause"),
        pytest.param(
            "Pain ceased after discontinuation of captopril and administration of losartan.",
            {"captopril": "stopped", "losartan": None},
            id="what-is-given-next",
        ),
        pytest.param("Hydroxyurea could not be discontinued.", {"hydroxyurea": None}, id="not-stopped"),
        pytest.param("A baclofen withdrawal syndrome came on.", {"baclofen": None}, id="withdrawal-syndrome"),
        pytest.param("We suggest that methotrexate did this.", {"methotrexate": None}, id="a-thought-is-no-plan"),
        pytest.param("Allopurinol was considered the likely cause.", {"allopurinol": None}, id="held-to-be"),
        pytest.param("Those on linezolid should be monitored.", {"linezolid": None}, id="advice-on-something-else"),
        pytest.param(
            "Heparin 5000 IU, aspirin 100 mg, and warfarin were stopped.",
            {"heparin": "stopped", "aspirin": "stopped", "warfarin": "stopped"},
            id="list-of-three-with-doses",
        ),
        pytest.param(
            "He was put on intravenous vancomycin twice daily for ten days, and steroids were discontinued.",
            {"vancomycin": None, "steroids": "stopped"},
            id="comma-and-parts-two-statements",
        ),
        pytest.param(
            "Dopamine was started for shock and was later replaced by noradrenaline.",
            {"dopamine": "stopped", "noradrenaline": None},
            id="started-and-later-replaced",
        ),
        pytest.param(
            "Warfarin had been given for weeks and was replaced by apixaban.",
            {"warfarin": "stopped", "apixaban": None},
            id="given-and-was-replaced",
        ),
        pytest.param(
            "Without rituximab, cyclophosphamide was used.",
            {"rituximab": "not_given", "cyclophosphamide": None},
            id="fronted-phrase-ends-at-its-comma",
        ),
        pytest.param(
            "Without rituximab, cyclophosphamide or prednisone, azathioprine was given.",
            {**dict.fromkeys(("rituximab", "cyclophosphamide", "prednisone"), "not_given"), "azathioprine": None},
            id="fronted-list",
        ),
        pytest.param(
            "He received no heparin, aspirin or warfarin.",
            {"heparin": "not_given", "aspirin": "not_given", "warfarin": "not_given"},
            id="list-that-is-not-fronted",
        ),
        pytest.param(
            "Instead of prednisone, azathioprine was given.",
            {"prednisone": "not_given", "azathioprine": None},
            id="instead-of-one-never-taken",
        ),
        pytest.param(
            "He had no history of diabetes, alcohol, amiodarone or statin use.",
            {"amiodarone": "not_given", "statin": "not_given"},
            id="no-history-of-a-list-of-use",
        ),
        pytest.param("No rash came with amiodarone use.", {"amiodarone": None}, id="no-rash-with-use"),
        pytest.param("He was not started on methotrexate.", {"methotrexate": "not_given"}, id="not-started-on"),
        pytest.param("He was started on methotrexate.", {"methotrexate": None}, id="started-on"),
        pytest.param("She could not be treated with rituximab.", {"rituximab": "not_given"}, id="could-not-be-treated"),
        pytest.param(
            "Allergies: allopurinol, amoxicillin.",
            {"allopurinol": "not_given", "amoxicillin": "not_given"},
            id="allergies",
        ),
        pytest.param(
            "In hospital he received no heparin, aspirin or warfarin.",
            {"heparin": "not_given", "aspirin": "not_given", "warfarin": "not_given"},
            id="cue-behind-a-fronted-phrase",
        ),
        pytest.param(
            "Warfarin discontinued and heparin given.",
            {"warfarin": "stopped", "heparin": None},
            id="stopped-with-no-object",
        ),
        pytest.param("All drugs except for aspirin were stopped.", {"aspirin": None}, id="excepted"),
        pytest.param("All drugs and aspirin were stopped.", {"aspirin": "stopped"}, id="not-excepted"),
        pytest.param("He gained weight without changing his prednisone.", {"prednisone": None}, id="without-a-change"),
        pytest.param("Steroids were deemed unnecessary.", {"steroids": "not_given"}, id="deemed-unnecessary"),
        pytest.param("Steroids were deemed helpful.", {"steroids": None}, id="deemed-helpful"),
        pytest.param(
            "Bortezomib was substituted for lenalidomide.",
            {"bortezomib": None, "lenalidomide": "stopped"},
            id="substituted-for",
        ),
        pytest.param("We gave rituximab at once.", {"rituximab": None}, id="given-is-not-written"),
    ],
)
def test_status(text, expected):
    assert statuses(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He took prednisone. Herbs were given instead of prednisone.", ["", "stopped"], id="taken-before"),
        pytest.param(
            "He took prednisone. Herbs were given instead of heparin.", ["", "not_given"], id="another-one-taken"
        ),
        pytest.param(
            "Prednisone was avoided. Herbs were given instead of prednisone.", ["not_given"] * 2, id="never-taken"
        ),
    ],
)
def test_what_others_are_given_instead_of_was_stopped_if_it_had_been_taken(text, expected):
    drugs = [m for m in mentions_of(casemill.load()(text)) if m.label == "Drug"]
    assert [m.attributes.get("Status", "") for m in drugs] == expected
    assert all(("Assertion" in m.attributes) == (m.attributes.get("Status") == "not_given") for m in drugs)


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        pytest.param("Heparin was avoided.", "negated", id="not-given"),
        pytest.param("Heparin was planned.", "planned", id="considered"),
        pytest.param("Heparin was stopped.", None, id="stopped-had-been-given"),
        pytest.param("Heparin was given.", None, id="given"),
    ],
)
def test_assertion_of_a_drug_follows_from_its_status(text, assertion):
    (drug,) = (m for m in mentions_of(casemill.load()(text)) if m.label == "Drug")
    assert drug.attributes.get("Assertion") == assertion
    assert drug.details.get("assertion_cue") == (drug.details["status_cue"] if assertion else None)

"""Each row of the diagnosis tables does what its example says, and leaves its counter-example alone."""

from __future__ import annotations

import pytest

from casemill.diagnoses.lexicon import ancestors, diseases
from casemill.diagnoses.nerve_words import parts_of
from casemill.lexicons import listed, table
from casemill.words import fold


def rows(name: str) -> list:
    return [pytest.param(row, id=row["id"]) for row in table(f"rules/{name}")]


@pytest.mark.parametrize("row", [*rows("diagnosis_modifiers"), *rows("diagnosis_heads"), *rows("diagnosis_forms"),
                                 *rows("diagnosis_nerve_disorders")])  # fmt: skip
def test_what_makes_a_name(told, row):
    assert len(told(row["example"])) == 1
    assert told(row["counter_example"]) == []


@pytest.mark.parametrize("row", rows("diagnosis_modifiers"))
def test_a_modifier_is_part_of_the_span(told, row):
    ((span, _),) = told(row["example"])
    assert row["example"].removeprefix("An ").removeprefix("A ").startswith(span)


@pytest.mark.parametrize("row", rows("diagnosis_not"))
def test_what_unmakes_a_name(told, row):
    assert told(row["example"]) == ([("leukemia", "leukemia")] if row["side"] == "list" else [])
    assert len(told(row["counter_example"])) == 1


@pytest.mark.parametrize("row", [p for p in rows("diagnosis_forms") if p.values[0]["role"] == "place"])
def test_a_place_names_its_general_disease(row):
    assert row["general"] in diseases()
    for form in listed(row["form"]):
        parts = parts_of(fold(f"{form.removesuffix('o')}opathy"))
        assert parts is not None
        assert parts.general == {row["general"]}


@pytest.mark.parametrize("row", rows("diagnosis_nerve_disorders"))
def test_a_disorder_of_nerves_has_a_parent(row):
    assert row["parent"] in diseases()


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in table("lexicons/diseases")])
def test_a_disease_is_found_by_all_its_names(told, row):
    assert row["name"] not in ancestors(row["name"])
    for term in (row["name"], *listed(row["synonyms"]), *listed(row["abbreviations"])):
        assert (term, row["name"]) in told(f"Behold: {term}.")

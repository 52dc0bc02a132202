"""Each row of the nerve tables does what its example says, and leaves its counter-example alone."""

from __future__ import annotations

import pytest

from casemill.lexicons import listed, table
from casemill.mentions import Mention
from casemill.nerves import find_nerves
from casemill.nerves.lexicon import concept_of, stems, terms
from casemill.nerves.numbers import level_at, number_at
from casemill.view import view_of
from casemill.words import words_of


def nerves_of(text: str) -> list[Mention]:
    return find_nerves(view_of(text))


def rows(name: str) -> list:
    return [pytest.param(row, id=row["id"]) for row in table(f"rules/{name}")]


@pytest.mark.parametrize(
    "row",
    [
        *rows("nerve_heads"),
        *rows("nerve_adjective_cues"),
        *rows("nerve_level_cues"),
        *rows("nerve_study_cues"),
    ],
)
def test_what_makes_a_nerve(row):
    assert len(nerves_of(row["example"])) == 1 + row["example"].count(",") + row["example"].count(" and ")
    assert nerves_of(row["counter_example"]) == []


@pytest.mark.parametrize("row", rows("nerve_not"))
def test_what_unmakes_a_nerve(row):
    assert nerves_of(row["example"]) == []
    assert len(nerves_of(row["counter_example"])) == 1


@pytest.mark.parametrize("row", [*rows("nerve_sides"), *rows("nerve_body_parts")])
def test_sides(row):
    side = {"both": "bilateral", "skip": "left"}.get(row.get("side", "left"), row.get("side", "left"))
    assert {m.attributes.get("Laterality") for m in nerves_of(row["example"])} == {side}
    assert {m.attributes.get("Laterality") for m in nerves_of(row["counter_example"])} == {None}


@pytest.mark.parametrize("row", rows("nerve_involvement"))
def test_involvement(row):
    (found,) = nerves_of(row["example"])
    assert found.attributes.get("Involvement") == row["involvement"]
    assert found.details["involvement_cue"].lower() in {cue.lower() for cue in listed(row["cue"])}
    (other,) = nerves_of(row["counter_example"])
    own = {cue.lower() for cue in listed(row["cue"])}
    assert other.details.get("involvement_cue", "").lower() not in own


@pytest.mark.parametrize("row", rows("nerve_involvement_context"))
def test_what_turns_involvement(row):
    (found,) = nerves_of(row["example"])
    turned = {"negated": "spared", "taken back": "spared", "open": None, "ends": "involved", "stated": "involved"}
    assert found.attributes.get("Involvement") == turned[row["effect"]]
    (other,) = nerves_of(row["counter_example"])
    assert other.attributes["Involvement"] == "involved"


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in table("lexicons/nerves")])
def test_every_name_of_the_lexicon_is_found_whole(row):
    for term in (row["name"], *listed(row["terms"])):
        text = f"We saw the {term}."
        assert [(text[m.start : m.end], m.name) for m in nerves_of(text)] == [(term, row["name"])]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in table("lexicons/nerves") if row["latin"]])
def test_every_latin_name_is_found(row):
    for latin in listed(row["latin"]):
        assert [m.name for m in nerves_of(f"We saw the n. {latin}.")] == [row["name"]]


def test_each_cranial_nerve_has_its_number():
    numbered = {int(row["number"]): row["name"] for row in table("lexicons/nerves") if row["number"]}
    assert sorted(numbered) == list(range(1, 13))
    assert (numbered[3], numbered[7], numbered[11]) == ("oculomotor nerve", "facial nerve", "accessory nerve")


def test_local_identifiers_stay_in_the_lexicon():
    assert {concept_of(row).identifier[:7] for row in table("lexicons/nerves")} == {"UBERON:", ""}


def test_a_bare_adjective_belongs_to_one_nerve():
    owners: dict[str, set[str]] = {}
    for row in table("lexicons/nerves"):
        for adjective in (*listed(row["adjectives"]), *listed(row["region_adjectives"])):
            owners.setdefault(adjective, set()).add(row["name"])
    assert {adjective: names for adjective, names in owners.items() if len(names) > 1} == {}
    assert {key for key in map(str.lower, owners) if " ".join(w.key for w in words_of(key)) not in stems()} == set()


def test_terms_without_head_noun():
    assert terms().at(words_of("cauda equina"), 0).entry.name == "cauda equina"


@pytest.mark.parametrize(
    ("text", "values", "is_range"),
    [
        ("VII nerve", (7,), False),
        ("vii nerve", None, False),
        ("6th nerve", (6,), False),
        ("sixth nerve", (6,), False),
        ("II-XII", (2, 12), True),
        ("III to VI", (3, 6), True),
        ("IX-X", (9, 10), False),
        ("IX/X", (9, 10), False),
        ("2-12", (2, 12), True),
        ("XIV", None, False),
        ("13", None, False),
        ("VIIa", None, False),
    ],
)
def test_numbers(text, values, is_range):
    number = number_at(text, 0)
    assert (number and number.values) == values
    assert bool(number and number.is_range) is is_range


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("L5", "l5"),
        ("L5-S1 levels", "l5-s1"),
        ("L4/5", "l4-l5"),
        ("C5 to T1", "c5-t1"),
        ("Th10", "t10"),
        ("S7", None),
        ("L5.5", None),
        ("C5a", None),
    ],
)
def test_levels(text, label):
    level = level_at(text, 0)
    assert (level and level.label) == label

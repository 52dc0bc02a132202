"""The tables of the drugs: each context rule does what its example says, and the rows agree."""

from __future__ import annotations

import re

import pytest

from casemill.drugs import find_drugs
from casemill.drugs.lexicon import combinations, entries, term_index
from casemill.drugs.misspellings import corrected
from casemill.drugs.stems import has_drug_stem
from casemill.lexicons import listed, table
from casemill.view import view_of
from casemill.words import words_of

RULES = table("rules/drug_contexts")


def marked_is_drug(example: str) -> bool:
    """Tell whether the one term in brackets is found as a Drug."""
    match = re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", example)
    assert match is not None
    place = (len(match[1]), len(match[1]) + len(match[2]))
    text = "".join(match.groups())
    return place in {m.place for m in find_drugs(view_of(text)) if m.label == "Drug"}


@pytest.mark.parametrize("row", RULES, ids=[row["id"] for row in RULES])
def test_each_context_rule_has_its_effect(row):
    assert marked_is_drug(row["example"])
    assert not marked_is_drug(row["counter_example"])


@pytest.mark.parametrize("row", RULES, ids=[row["id"] for row in RULES])
def test_each_context_rule_reads_its_own_example(row):
    """The pattern is found in the example that it speaks of."""
    sentence = row["example"] if row["effect"] == "gives" else row["counter_example"]
    before, after = re.fullmatch(r"([^\[]*)\[[^\]]+\](.*)", sentence).groups()
    text, ending = {"before": (before, r"\Z"), "near": (before, ""), "after": (after, "")}[row["side"]]
    search = re.match if row["side"] == "after" else re.search
    assert search(row["pattern"] + ending, text, re.IGNORECASE)


@pytest.mark.parametrize("name", ["drugs", "drug_classes", "regimens", "drug_combinations"])
def test_each_name_is_found_by_itself(name):
    found = {}
    for row in table(f"lexicons/{name}"):
        words = words_of(row["name"])
        hit = term_index().at(words, 0)
        found[row["name"]] = hit.entry.name if hit is not None and hit.last == len(words) else None
    assert {name: got for name, got in found.items() if got != name} == {}


def test_components_and_abbreviations_are_known_names():
    wanted = {
        part
        for name in ("regimens", "drug_combinations")
        for row in table(f"lexicons/{name}")
        for part in listed(row["components"])
    }
    wanted |= {row["name"] for row in table("lexicons/drug_abbreviations")}
    assert wanted - entries().keys() == set()


def test_a_combination_has_two_ingredients_or_more():
    assert {len(parts) >= 2 for parts in combinations()} == {True}


def test_codes_are_given_for_a_curated_part_alone():
    codes = [row["atc"] for row in table("lexicons/drugs") if row["atc"]]
    assert 300 <= len(codes) <= 500
    assert [code for code in codes if not re.fullmatch(r"[A-Z]\d\d[A-Z]{1,2}(\d\d)?", code)] == []


@pytest.mark.parametrize("name", ["drug_classes", "regimens", "drug_abbreviations", "drugs"])
def test_marks_are_those_that_the_rules_know(name):
    known = {"", "antibiogram", "context", "cue", "dose", "list", "measured", "therapy"}
    assert {row["context"] for row in table(f"lexicons/{name}")} <= known


@pytest.mark.parametrize("row", table("lexicons/drug_lookalikes"), ids=lambda row: row["term"])
def test_lookalikes_are_no_drugs(row):
    (word,) = words_of(row["term"])
    assert not has_drug_stem(word.text)
    assert corrected(word.text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("sevofluorane", "sevoflurane", id="one-letter-more"),
        pytest.param("hydrocortizone", "hydrocortisone", id="another-letter"),
        pytest.param("metropolol", "metoprolol", id="two-edits-in-ten-letters"),
        pytest.param("azathiopirne", "azathioprine", id="swapped-letters"),
        pytest.param("ramiprill", "ramipril", id="double-letter"),
        pytest.param("asprn", None, id="too-short"),
        pytest.param("vamotidine", None, id="first-letter"),
        pytest.param("ramipril", None, id="right-as-it-is"),
        pytest.param("examination", None, id="english"),
    ],
)
def test_misspellings(text, name):
    (word,) = words_of(text)
    entry = corrected(word.text)
    assert (entry.name if entry else None) == name

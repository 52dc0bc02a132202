"""Walks the examples and counter-examples of the tables of reading and structure."""

from __future__ import annotations

import pytest

from casemill.lexicons import listed, table
from casemill.reading import read_text
from casemill.structure.sections import sections_of_text
from casemill.structure.sentences import sentences_of_text


def by_id(row: dict[str, str]) -> str:
    return row["id"]


@pytest.mark.parametrize("row", table("rules/sections"), ids=by_id)
def test_section_titles(row: dict[str, str]) -> None:
    prose = "A woman of 40 years came to us with weakness of both of her hands."
    first = sections_of_text(f"{row['example']}\n{prose}")[0]
    assert (first.category, first.read) == (row["category"], row["read"] == "yes")
    around = sections_of_text(f"{prose}\n{row['counter_example']}.\n{prose}")
    assert [(section.category, section.read) for section in around] == [("body", True)]


@pytest.mark.parametrize("row", table("rules/hyphens"), ids=by_id)
def test_hyphens(row: dict[str, str]) -> None:
    parted = {row["example"]: row["kind"] == "joined_head", row["counter_example"]: row["kind"] != "joined_head"}
    for example, is_parted in parted.items():
        kept = example.replace("↵", "")
        expected = kept.replace("-" + kept.rsplit("-", 1)[1], kept.rsplit("-", 1)[1]) if is_parted else kept
        assert read_text(example.replace("↵", "\n")).copy == expected


@pytest.mark.parametrize("row", table("rules/sentence_words"), ids=by_id)
def test_sentence_words(row: dict[str, str]) -> None:
    assert len(sentences_of_text(row["example"])) == 2
    assert len(sentences_of_text(row["counter_example"])) == 1


@pytest.mark.parametrize("row", table("rules/function_words"), ids=by_id)
def test_function_words(row: dict[str, str]) -> None:
    found = [passage.language for passage in read_text(row["example"]).set_aside]
    assert found == ([] if row["language"] == "en" else [row["language"]])
    assert read_text(row["counter_example"]).set_aside == ()


def test_a_word_is_listed_once_a_language() -> None:
    for row in table("rules/function_words"):
        words = listed(row["words"])
        assert len(words) == len(set(words)) > 10

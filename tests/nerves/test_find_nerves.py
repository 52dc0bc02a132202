"""How nerves are named: words, coordination, numbers, levels; side and involvement of each.

A case, a line of ``cases.txt``, is a sentence in which ``[text](preferred name, side, involvement)`` marks a nerve;
what is empty must not be found. The spans are compared before their attributes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from casemill.nerves import find_nerves
from casemill.view import view_of

_MARK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<spec>[^()]*)\)")


def read_cases() -> list:
    """Return the cases of ``cases.txt``, one a line: id, a bar, the marked sentence."""
    lines = Path(__file__).with_name("cases.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("|", 1) for line in lines if line and not line.startswith("#")]


CASES = read_cases()


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str, str, str]]]:
    """Return the plain sentence and the places, names, sides and involvements marked in it."""
    plain, wanted, done = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[done : match.start()]
        name, side, involvement = [*(part.strip() for part in match["spec"].split(",")), "", ""][:3]
        wanted.append((len(plain), len(plain) + len(match["text"]), name, side, involvement))
        plain += match["text"]
        done = match.end()
    return plain + marked[done:], wanted


@pytest.mark.parametrize("marked", [marked for _, marked in CASES], ids=[name for name, _ in CASES])
def test_nerves_of_a_sentence(marked):
    text, wanted = unmark(marked)
    found = find_nerves(view_of(text))
    assert [text[m.start : m.end] for m in found] == [text[start:end] for start, end, *_ in wanted]
    assert [m.place for m in found] == [(start, end) for start, end, *_ in wanted]
    assert [m.name for m in found] == [name for _, _, name, _, _ in wanted]
    assert [m.attributes.get("Laterality", "") for m in found] == [side for *_, side, _ in wanted]
    assert [m.attributes.get("Involvement", "") for m in found] == [wanted_one for *_, wanted_one in wanted]


def test_ids_of_cases_are_unique():
    assert len({name for name, _ in CASES}) == len(CASES) > 100


def test_identifiers_are_those_of_the_lexicon():
    found = find_nerves(view_of("The sixth nerve, the ulnar nerve, the ilioinguinal nerve and the L5 root were cut."))
    assert [m.identifier for m in found] == ["UBERON:0001646", "UBERON:0001494", "", ""]


def test_the_cue_that_decided_is_kept():
    (found,) = find_nerves(view_of("A left facial nerve palsy was seen."))
    assert found.details["involvement_cue"] == "palsy"


def test_short_form_that_the_report_introduced():
    text = "The LFCN was freed."
    view = replace(view_of(text), abbreviations={"LFCN": "lateral femoral cutaneous nerve"})
    assert [(m.place, m.name) for m in find_nerves(view)] == [((4, 8), "lateral femoral cutaneous nerve")]
    assert find_nerves(view_of(text)) == []


def test_sentences_that_are_not_read_are_passed_over():
    view = view_of("The ulnar nerve was cut.")
    unread = replace(view, sentences=())
    assert len(find_nerves(view)) == 1
    assert find_nerves(unread) == []

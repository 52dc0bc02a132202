from __future__ import annotations

import pytest
from handmade import handmade
from hypothesis import given
from hypothesis import strategies as st

from casemill.cases.who import abstract_end, own, patients_of, told
from casemill.records import SectionRecord


def sections(*categories):
    """Return sections of a hundred characters each."""
    return [SectionRecord(start=100 * i, end=100 * i + 100, category=name) for i, name in enumerate(categories)]


ABSTRACTS = {
    "none": ((), 0),
    "no abstract": (("introduction", "case", "conclusion"), 0),
    "plain": (("title", "abstract", "introduction", "case", "discussion"), 200),
    "in parts": (("abstract", "introduction", "case", "conclusion", "introduction", "case", "discussion"), 400),
    "conclusion of the body": (("abstract", "introduction", "case", "discussion", "conclusion"), 100),
    "conclusion without a discussion": (("abstract", "introduction", "case", "conclusion"), 100),
    "a case after the discussion": (("abstract", "case", "discussion", "conclusion", "case"), 100),
    "two pieces": (("abstract", "keywords", "abstract", "case"), 300),
    "in parts, without a conclusion": (("abstract", "introduction", "case", "introduction", "case", "discussion"), 300),
    "in parts, with a discussion": (
        ("abstract", "introduction", "case", "discussion", "conclusion", "introduction", "case", "discussion"),
        500,
    ),
    "in parts, up to the keywords": (
        ("abstract", "introduction", "case", "keywords", "body", "case", "discussion", "conclusion"),
        300,
    ),
    "in parts, before a body without titles": (("abstract", "case", "keywords", "body", "discussion", "body"), 200),
    "keywords behind the body": (("abstract", "introduction", "case", "keywords", "references"), 100),
    "keywords behind the discussion": (("abstract", "case", "discussion", "keywords", "body", "body", "body"), 100),
}


@pytest.mark.parametrize(("categories", "end"), ABSTRACTS.values(), ids=ABSTRACTS.keys())
def test_abstract_end(categories, end):
    assert abstract_end(sections(*categories)) == end


def test_keywords_in_the_midst_of_the_body_do_not_end_an_abstract():
    lengths = (("abstract", 900), ("introduction", 500), ("case", 400), ("keywords", 50), ("case", 4000))
    found, start = [], 0
    for category, length in lengths:
        found.append(SectionRecord(start=start, end=start + length, category=category))
        start += length
    assert abstract_end(found) == 900
    heading = [section.model_copy(update={"start": max(section.start, 800)}) for section in found]
    assert abstract_end(heading) == 1800


@pytest.mark.parametrize(
    ("categories", "end"),
    [
        (("introduction", "case", "discussion"), 110),
        (("case", "discussion"), 10),
        (("introduction", "case", "introduction", "case"), 210),
    ],
)
def test_an_abstract_is_more_than_its_heading(categories, end):
    heading, *others = sections("abstract", *categories)
    parts = [s.model_copy(update={"start": s.start - 90, "end": s.end - 90}) for s in others]
    assert abstract_end([heading.model_copy(update={"end": 10}), *parts]) == end


@given(
    st.lists(st.sampled_from(["title", "abstract", "introduction", "case", "discussion", "conclusion"]), max_size=12)
)
def test_an_abstract_ends_with_a_section(categories):
    found = sections(*categories)
    end = abstract_end(found)
    assert end == 0 or ("abstract" in categories and end in {section.end for section in found})


PATIENTS = {
    "none told apart": ("[a](Nerve) [b](Nerve)", (1,)),
    "one number is one patient": ("[a](Nerve Patient=2) [b](Nerve)", (1,)),
    "two": ("[a](Nerve Patient=2) [b](Nerve Patient=1) [c](Nerve)", (1, 2)),
}


@pytest.mark.parametrize(("marked", "numbers"), PATIENTS.values(), ids=PATIENTS.keys())
def test_patients(marked, numbers):
    assert patients_of(handmade(marked)) == numbers


def test_own_heads_are_of_the_patient_alone():
    nerves = handmade("[a](Nerve Patient=2) [b](Nerve Patient=1) [c](Nerve) [d](Nerve Scope=general)").nerves
    assert [nerve.evidence.text for nerve in own(nerves, 1)] == ["b"]
    assert [nerve.evidence.text for nerve in own(nerves, None)] == ["a", "b", "c"]


def test_what_is_argued_counts_where_nothing_else_is_told():
    nerves = handmade("Case report\nThe [a](Nerve) hurt.\nDiscussion\nThe [b](Nerve) may hurt.").nerves
    assert [nerve.evidence.text for nerve in told(nerves)] == ["a"]
    assert [nerve.evidence.text for nerve in told(nerves[1:])] == ["b"]
    assert [nerve.evidence.text for nerve in told(nerves, without=frozenset())] == ["a", "b"]

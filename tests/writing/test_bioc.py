from __future__ import annotations

import json

import pytest
from handmade import handmade
from hypothesis import given
from hypothesis import strategies as st

from casemill.record_parts import SectionRecord
from casemill.standoff import standoff_of
from casemill.writing import writer
from casemill.writing.bioc import document_of

MARKED = (
    "Abstract\nThe [left ulnar\nnerve](Nerve Laterality=left name=ulnar_nerve id=UBERON:1) hurt.\nCase report\n"
    "[ALT](Analyte) and [AST](Analyte) were [40](LabValue Number=40 >ALT >AST), [2 mg](Dose)"
)
RECORD = handmade(MARKED, file="a.txt")


def annotations(document):
    return [each for passage in document["passages"] for each in passage["annotations"]]


def test_a_collection_has_a_document_a_report(tmp_path):
    with writer("bioc", tmp_path) as add:
        add(RECORD, "a")
        add(handmade("Nothing.", file="b.txt"), "b")
    collection = json.loads((tmp_path / "bioc.json").read_text(encoding="utf-8"))
    assert [document["id"] for document in collection["documents"]] == ["a.txt", "b.txt"]
    assert collection["documents"][0] == document_of(RECORD)


def test_a_collection_of_no_report_is_one(tmp_path):
    with writer("bioc", tmp_path):
        pass
    assert json.loads((tmp_path / "bioc.json").read_text(encoding="utf-8"))["documents"] == []


def test_sections_are_passages():
    shown = [passage["infons"]["section"] for passage in document_of(RECORD)["passages"]]
    assert shown == [section.category for section in RECORD.sections]
    assert {"abstract", "case"} <= set(shown)


def test_attributes_and_names_are_infons():
    nerve = annotations(document_of(RECORD))[0]
    assert nerve["text"] == "left ulnar\nnerve"
    assert nerve["infons"] == {
        "type": "Nerve",
        "Laterality": "left",
        "name": "ulnar nerve",
        "identifier": "UBERON:1",
    }


def test_relations_lead_from_slots_to_heads():
    document = document_of(RECORD)
    texts = {each["id"]: each["text"] for each in annotations(document)}
    found = [[texts[node["refid"]] for node in relation["nodes"]] for relation in document["relations"]]
    assert found == [["40", "ALT"], ["40", "AST"]]
    assert {relation["infons"]["type"] for relation in document["relations"]} == {"LabValue-Analyte"}


@pytest.mark.parametrize("marked", [MARKED, "Nothing.", "[x](Nerve)"])
@given(cuts=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=5))
def test_each_span_stands_whole_in_one_passage(marked, cuts):
    sections = tuple(SectionRecord(start=min(cut), end=max(cut), category="case") for cut in cuts)
    record = handmade(marked).model_copy(update={"sections": sections})
    document = document_of(record)
    assert len(annotations(document)) == len(standoff_of(record).spans)
    end = 0
    for passage in document["passages"]:
        assert passage["offset"] >= end
        end = passage["offset"] + len(passage["text"])
        for each in passage["annotations"]:
            (place,) = each["locations"]
            start = place["offset"] - passage["offset"]
            assert passage["text"][start : start + place["length"]] == each["text"]

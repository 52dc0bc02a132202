from __future__ import annotations

import pytest
from handmade import handmade

from casemill.cases.care import care_of
from casemill.lexicons import listed, table
from casemill.record_parts import Study, StudyField
from casemill.records import CaseRecord, Head, When

ROWS = table("rules/care_items")
IDS = [row["id"] for row in ROWS]


def record_of(row, cell):
    """Return the record of an example; one of a check of the title is the title."""
    text = row[cell].replace("\\n", "\n")
    record = handmade(text)
    if row["checks"].startswith("title:"):
        title = StudyField(id="a-Title", value=text, start=0, end=len(text))
        return record.model_copy(update={"study": Study(title=title)})
    return record


def found(record):
    return {item.item: item for item in care_of(record)}


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_each_item_is_found_in_its_example_and_not_in_its_counter_example(row):
    assert found(record_of(row, "example"))[row["id"]].found
    assert not found(record_of(row, "counter_example"))[row["id"]].found


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_each_check_asks_for_what_there_is(row):
    categories = {row["category"] for row in table("rules/sections")}
    fields = {name for cls in (CaseRecord, *_heads()) for name in cls.model_fields}
    labels = {cls.model_fields["label"].default for cls in _heads()} | {"Date", "Age"}
    for check in listed(row["checks"]):
        part, _, what = check.partition(":")
        if part in ("section", "abstract_section"):
            assert what in categories
        elif part in ("any", "abstract", "body"):
            label, _, condition = what.partition(":")
            assert label in labels
            assert not condition or condition.partition("=")[0] in fields
        else:
            assert part in ("title", "argument", "later")


def _heads(base=Head):
    return [cls for direct in base.__subclasses__() for cls in (direct, *_heads(direct))]


def test_a_found_item_names_its_first_place():
    record = handmade("Case report\nA [40-year-old](Age Value=P40Y) [man](Sex Value=male)", file="a.txt")
    item = found(record)["demographics"]
    age = record.timing[0]
    assert (item.file, item.start, item.end, item.section, item.record) == (
        "a.txt",
        age.evidence.start,
        age.evidence.end,
        "case",
        age.id,
    )


def test_an_item_that_is_not_found_has_no_place():
    item = found(handmade("Nothing."))["dose"]
    assert (item.found, item.start, item.end, item.section, item.record) == (False, None, None, None, None)


def test_all_items_are_listed_for_any_report():
    assert [item.item for item in care_of(handmade("Nothing."))] == IDS


LATER = {
    "a later visit": ("He took [prednisone](Drug).", "previous", "+P6M", True),
    "when she was well": ("She was [well](Outcome Value=recovered)", "previous", "+P6M", True),
    "days later": ("He took [prednisone](Drug).", "previous", "+P6D", False),
    "before": ("He took [prednisone](Drug).", "previous", "-P6M", False),
    "why it was given": ("He took [prednisone](Drug).", "transplant", "+P6M", False),
    "before any treatment": ("He rested.", "previous", "+P6M", False),
    "a drug that was not given": ("He was advised [prednisone](Drug Status=considered).", "previous", "+P6M", False),
    "in the discussion": ("He took [prednisone](Drug).\nDiscussion\n", "previous", "+P6M", False),
}


@pytest.mark.parametrize(("before", "anchor", "offset", "is_found"), LATER.values(), ids=LATER.keys())
def test_a_time_weeks_behind_a_treatment_is_a_follow_up(before, anchor, offset, is_found):
    record = handmade(f"Case report\n{before} [Then](Date Value={offset}) he walked.")
    times = tuple(t.model_copy(update={"when": When(anchor=anchor, offset=offset)}) for t in record.timing)
    item = found(record.model_copy(update={"timing": times}))["follow-up"]
    assert item.found is is_found


def test_what_a_title_names_is_not_told():
    record = handmade("[Foot drop](Diagnosis) of the [facial](Nerve Involvement=involved) nerve\n\nShe was seen.")
    assert {head.evidence.section for head in record.heads} == {"title"}
    items = found(record)
    assert not items["clinical-findings"].found
    assert not items["diagnosis"].found


def test_a_drug_that_was_never_given_is_no_change_of_an_intervention():
    record = handmade("He took [prednisone](Drug Kind=ingredient).")
    for status, is_found in (("stopped", True), ("not_given", False)):
        drug = record.drugs[0].model_copy(update={"status": status})
        assert found(record.model_copy(update={"drugs": (drug,)}))["change"].found is is_found

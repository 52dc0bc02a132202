from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timed import COURSE, RELATIVE, TIMES, timed

from casemill.pictures.axis import Axis, NothingToDraw, axis_of
from casemill.pictures.items import Item, course_of
from casemill.pictures.layout import WIDTH, domain_of, placed
from casemill.records import When


def items(course, family):
    return [(item.row, item.meaning, item.label) for item in course.items if item.family == family]


def test_each_family_has_its_rows_with_what_the_text_says():
    course = course_of(timed(COURSE, TIMES))
    assert items(course, "Course") == [
        ("diagnosis, haematological", "event", "2018-08"),
        ("transplant", "event", "allogeneic, 2019-01-10"),
        ("relapse", "event", "No. 1, 2019-06"),
    ]
    assert items(course, "Nerves") == [
        ("facial nerve", "nerve involved", "left"),
        ("optic nerve", "nerve spared", ""),
    ]
    assert items(course, "Laboratory") == [
        ("hemoglobin", "result low", "8.1 g/dL"),
        ("total protein (csf)", "result high", "95 mg/dL"),
    ]


def test_records_without_a_time_are_counted_not_drawn():
    course = course_of(timed(COURSE, TIMES))
    assert items(course, "Examinations") == []
    assert course.unplaced == 2  # the examination and the outcome


def test_a_drug_lasts_as_long_as_stated_or_until_it_is_stopped():
    drugs = {(item.row, item.meaning): item for item in course_of(timed(COURSE, TIMES)).items if item.family == "Drugs"}
    prednisone, tacrolimus = drugs["prednisone", "drug given"], drugs["tacrolimus", "drug given"]
    assert (prednisone.lasts, prednisone.last - prednisone.first) == (True, 14)
    assert (tacrolimus.lasts, tacrolimus.last + 1) == (True, drugs["tacrolimus", "drug stopped"].first)


def test_a_drug_of_unknown_length_is_a_point():
    course = course_of(timed("He got [FK](Drug name=tacrolimus).", {"FK": TIMES["tacrolimus"]}))
    assert [item.lasts for item in course.items] == [False]


@pytest.mark.parametrize(
    "marked",
    ["Maybe [FK](Drug Status=considered name=tacrolimus).", "FK [for others](Drug Scope=general name=tacrolimus)."],
    ids=["considered", "of others"],
)
def test_what_is_no_fact_of_the_patient_is_not_drawn(marked):
    day = TIMES["grafted"]
    with pytest.raises(NothingToDraw):
        course_of(timed(marked, {"FK": day, "for others": day}))


def test_uncertain_and_inferred_days_are_told_apart():
    found = {item.row: (item.uncertain, item.inferred) for item in course_of(timed(COURSE, TIMES)).items}
    assert found["diagnosis, haematological"] == (True, False)
    assert found["relapse"] == (True, True)
    assert found["transplant"] == (False, False)


def test_what_is_told_twice_is_drawn_once():
    twice = "She was [grafted](Event Value=transplant) and [grafted](Event Value=transplant Kind=allogeneic)."
    assert items(course_of(timed(twice, TIMES)), "Course") == [("transplant", "event", "allogeneic, 2019-01-10")]


def test_of_several_patients_one_is_drawn():
    marked = "One was [grafted](Event Value=transplant), two [came back](Event Value=relapse)."
    record = timed(marked, TIMES, patients={"grafted": 1, "came back": 2})
    assert [item.row for item in course_of(record, 2).items] == ["relapse"]


def test_day_zero_is_the_transplantation():
    course = course_of(timed(COURSE, TIMES), axis="relative")
    assert course.axis.zero_name == "transplant"
    assert min(item.first for item in course.items if item.row == "tacrolimus") == 2


def test_without_a_calendar_days_count_from_the_commonest_anchor():
    course = course_of(timed(COURSE, RELATIVE))
    found = {item.row: (item.first, item.last) for item in course.items}
    assert found == {"transplant": (0, 0), "relapse": (120, 120), "hemoglobin": (10, 12)}
    assert course.unplaced == 9  # also the nerve, whose day counts from another anchor


@pytest.mark.parametrize(("times", "axis"), [(RELATIVE, "absolute"), ({}, None), ({}, "relative")])
def test_an_axis_without_times_is_refused(times, axis):
    with pytest.raises(NothingToDraw):
        course_of(timed(COURSE, times), axis=axis)


def test_a_later_transplantation_is_not_day_zero():
    heads = timed(COURSE, RELATIVE).heads
    second = When(anchor="transplant", offset="+P5D", count=2)
    assert axis_of(heads).place(second) is None
    assert Axis("relative", None, "transplant").place(When(anchor="transplant", offset="+PXD")) is None


MARKS = st.builds(
    lambda row, first, length, label, lasts: Item(
        "Drugs", row, "drug given", label, first, first + length, lasts=lasts, uncertain=length > 0
    ),
    st.sampled_from("abc"), st.integers(-500, 5000), st.integers(0, 90), st.text("x1 ", max_size=12), st.booleans(),
)  # fmt: skip


@given(st.lists(MARKS, min_size=1, max_size=30))
def test_no_label_covers_another_mark_of_its_line(marks):
    low, high = domain_of(marks)
    scale = WIDTH / (high - low)
    lines = {}
    for entry in placed(marks):
        item, text = entry.item, len(entry.shown) * 5.5
        left, right = (item.first - low) * scale, (item.last + 1 - low) * scale
        lines.setdefault(entry.key.split("\t")[0], []).append(
            (left - text, right) if entry.flip else (left, right + text)
        )
    assert sorted(number for number in lines) == [f"{i:05d}" for i in range(len(lines))]
    for spans in lines.values():
        spans.sort()
        assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(spans))


@given(st.lists(MARKS, min_size=1, max_size=30), st.text("x ", min_size=1, max_size=300))
def test_no_label_leaves_the_frame(marks, label):
    marks = [replace(mark, label=label) for mark in marks]
    low, high = domain_of(marks)
    scale = WIDTH / (high - low)
    for entry in placed(marks):
        text, item = len(entry.shown) * 5.5, entry.item
        begin, end = (item.first - low) * scale, (item.last + 1 - low) * scale
        assert begin - text >= 0 if entry.flip else end + text <= WIDTH or not entry.shown
        assert entry.shown == label or entry.shown[:-1] == label[: max(0, len(entry.shown) - 1)]


def test_a_day_of_the_narrative_is_hollow():
    stated, carried = When(earliest="2019-01-10", latest="2019-01-10"), When(**JANUARY, source="narrative")
    drawn = course_of(timed("[FK](Drug name=tacrolimus) and [MMF](Drug name=mmf)", {"FK": stated, "MMF": carried}))
    assert [(item.row, item.inferred) for item in drawn.items] == [("mmf", True), ("tacrolimus", False)]


JANUARY = {"earliest": "2019-01-01", "latest": "2019-01-31"}


@pytest.mark.parametrize(
    ("again", "drawn"),
    [
        (When(**JANUARY), ["2019-01-10"]),
        (When(earliest="2019-02-03", latest="2019-02-03"), ["2019-01-10", "2019-02-03"]),
    ],
    ids=["recap", "contradiction"],
)
def test_a_counted_event_told_again_is_drawn_once(again, drawn):
    marked = "[came back](Event Value=relapse Number=1); the [first relapse](Event Value=relapse Number=1)"
    day = When(earliest="2019-01-10", latest="2019-01-10")
    course = course_of(timed(marked, {"came back": day, "first relapse": again}))
    assert [item.when for item in course.items] == drawn


@given(st.lists(MARKS, min_size=1, max_size=30))
def test_each_row_is_named_once(marks):
    named = {entry.key for entry in placed(marks) if entry.key.split("\t")[1]}
    assert sorted(key.split("\t")[1] for key in named) == sorted({item.row for item in marks})

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.cases.days import before, day_text, exact, length, meet, own_day_text, shifted, span
from casemill.records import When


def when(first=None, last=None):
    return When(earliest=first, latest=last or first)


TEXTS = {
    "day": (when("2019-07-21"), "2019-07-21"),
    "month": (when("2018-08-01", "2018-08-31"), "2018-08"),
    "february of a leap year": (when("2020-02-01", "2020-02-29"), "2020-02"),
    "most of a month": (when("2018-08-01", "2018-08-30"), "2018-08-01/2018-08-30"),
    "year": (when("2017-01-01", "2017-12-31"), "2017"),
    "between": (when("2019-05-21", "2019-06-02"), "2019-05-21/2019-06-02"),
    "no calendar": (When(anchor="diagnosis", offset="+P3Y"), None),
    "nothing": (None, None),
}


@pytest.mark.parametrize(("point", "text"), TEXTS.values(), ids=TEXTS.keys())
def test_day_text(point, text):
    assert day_text(point) == text


def test_exact_is_known_to_the_day():
    assert exact(when("2019-07-21")) == "2019-07-21"
    assert exact(when("2019-07-01", "2019-07-31")) is None
    assert exact(None) is None


def test_a_day_of_an_earlier_sentence_is_not_its_own():
    narrative = when("2019-07-21").model_copy(update={"source": "narrative"})
    assert own_day_text(narrative) is None
    assert own_day_text(when("2019-07-21")) == "2019-07-21"
    assert own_day_text(None) is None


SPANS = {
    "days": (when("2019-06-28"), when("2019-07-21"), "P23D"),
    "same day": (when("2019-06-28"), when("2019-06-28"), "P0D"),
    "room": (when("2019-06-01", "2019-06-30"), when("2019-07-10"), "P10D/P39D"),
    "end before start": (when("2019-06-28"), when("2019-06-27"), None),
    "end may lie before start": (when("2019-06-01", "2019-06-30"), when("2019-06-15"), None),
    "no calendar": (when("2019-06-28"), When(offset="+P3D"), None),
    "nothing": (None, when("2019-06-28"), None),
}


@pytest.mark.parametrize(("start", "end", "days"), SPANS.values(), ids=SPANS.keys())
def test_span(start, end, days):
    assert span(start, end) == days


@given(st.dates(min_value=datetime.date(1900, 1, 1)), st.integers(0, 10_000))
def test_span_counts_the_days_between(start, days):
    end = start + datetime.timedelta(days=days) if start.year < 9000 else start
    expected = (end - start).days
    assert span(when(start.isoformat()), when(end.isoformat())) == f"P{expected}D"


@pytest.mark.parametrize(
    ("one", "other", "meets", "is_before"),
    [
        (when("2019-06-01", "2019-06-30"), when("2019-06-30", "2019-07-05"), True, False),
        (when("2019-06-01", "2019-06-30"), when("2019-07-01"), False, True),
        (when("2019-07-01"), when("2019-06-30"), False, False),
        (when("2019-07-01"), When(), None, False),
    ],
    ids=["share a day", "before", "behind", "unknown"],
)
def test_meet_and_before(one, other, meets, is_before):
    assert meet(one, other) is meets
    assert before(one, other) is is_before


@pytest.mark.parametrize(
    ("day", "offset", "zero"),
    [
        ("2019-07-31", "+P33D", "2019-06-28"),
        ("2019-06-21", "-P7D", "2019-06-28"),
        ("2019-06-28", "+P0D", "2019-06-28"),
        ("2019-06-28", "+P1W", None),
        ("2019-06-28", "+PXD", None),
        ("2019-06-28", None, None),
        (None, "+P1D", None),
    ],
)
def test_shifted(day, offset, zero):
    assert shifted(day, offset) == zero


@pytest.mark.parametrize(
    ("distance", "days"),
    [("P3D", 3), ("+P2W", 14), ("-P1D", -1), ("P1D/P2D", 2), ("+P1D/+P2D", 2), ("P1W2D", 9), ("P0.5D", 0.5)],
)
def test_length(distance, days):
    assert length(distance) == days


@pytest.mark.parametrize("distance", [None, "", "P", "+PXD", "2019-05", "PT5H", "R1/P"])
def test_no_length(distance):
    assert length(distance) is None

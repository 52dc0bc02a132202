"""Calendar arithmetic keeps its promises for all days and distances."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.timeline import resolve_times
from casemill.timeline.days import Days
from casemill.timeline.distances import distance_of, moved
from casemill.timing import find_timing
from casemill.view import view_of

DAYS = st.dates(date(1900, 1, 1), date(2080, 1, 1))
SPANS = st.builds(lambda day, width: Days(day, day + timedelta(width)), DAYS, st.integers(0, 400))
LENGTHS = st.builds(
    lambda sign, number, unit: f"{sign}P{number}{unit}",
    st.sampled_from("+-"),
    st.one_of(st.integers(0, 500), st.sampled_from(["0.5", "2.5", "4.1"])),
    st.sampled_from("DWMY"),
)
VALUES = st.one_of(LENGTHS, st.tuples(LENGTHS, LENGTHS).map(lambda two: f"{two[0]}/{two[0][0]}{two[1][1:]}"))


@given(SPANS, VALUES)
def test_the_earliest_day_is_never_behind_the_latest(days, value):
    there = moved(days, distance_of(value, "later"))
    assert there.earliest <= there.latest


@given(DAYS, st.integers(0, 2000))
def test_n_days_later_is_n_days_later(day, n):
    there = moved(Days(day, day), distance_of(f"+P{n}D", "later"))
    assert there == Days(day + timedelta(n), day + timedelta(n))


@given(DAYS, DAYS, LENGTHS)
def test_later_stays_later(one, other, value):
    first, last = sorted((one, other))
    distance = distance_of(value, "later")
    assert moved(Days(first, first), distance).earliest <= moved(Days(last, last), distance).earliest


@given(DAYS, st.integers(1, 3000), st.integers(1, 300))
def test_all_days_shift_with_the_dates(day, shift, n):
    def read(start: date) -> list[date]:
        text = f"He fell on {start.isoformat()} (day 0).\n{n} days later he limped."
        text += f"\nOn day +{n} after transplantation he ran."
        times = resolve_times(view_of(text, mentions=find_timing(view_of(text))))
        assert len(times) == 4
        return [date.fromisoformat(when["earliest"]) for *_, when in times]

    assert read(day + timedelta(shift)) == [found + timedelta(shift) for found in read(day)]


@pytest.mark.parametrize("value", ["", "P3D", "+P", "+PT", "+3D", "2018-05"], ids=str)
def test_what_is_no_distance(value):
    assert distance_of(value, "later") is None


def test_a_side_beyond_the_calendar_is_open():
    there = moved(Days(date(2018, 5, 3), date(2018, 5, 3)), distance_of("+P9000Y", "later"))
    assert not there.known

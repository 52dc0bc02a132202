from __future__ import annotations

import pytest
from caserows import on
from handmade import handmade

from casemill.cases import cases_of
from casemill.records import When


def test_follow_up_runs_from_onset_to_the_last_dated_point():
    marked = "[developed](Event Value=onset Of=neurological) a weak hand; [died](Outcome Value=died)"
    (case,) = cases_of(on(handmade(marked), developed="2019-01-01", died="2019-03-02"))
    assert (case.follow_up.value, case.follow_up_counted_from.value) == ("P60D", "onset")


FROM = {
    "admission": ("[came](Event Value=admission) and [died](Outcome Value=died)", "admission"),
    "transplantation": ("[came](Event Value=transplant) and [died](Outcome Value=died)", "transplant"),
    "not the leukemia": ("[came](Event Value=diagnosis Of=haematological), [died](Outcome Value=died)", None),
    "not what may be the leukemia": (
        "[It](Event Value=diagnosis Of=haematological); [came](Event Value=onset), [died](Outcome Value=died)",
        None,
    ),
}


@pytest.mark.parametrize(("marked", "start"), FROM.values(), ids=FROM.keys())
def test_where_a_follow_up_begins_without_a_dated_complaint(marked, start):
    (case,) = cases_of(on(handmade(marked), came="2019-01-01", died="2019-03-02"))
    assert (case.follow_up.value, case.follow_up_counted_from.value) == ("P60D" if start else None, start)


DISTANCES = {
    "the longest of one anchor": (
        "[a week later](Date Value=+P1W Anchor=discharge), [a month later](Date Value=+P1M Anchor=discharge)",
        ("P1M", "discharge"),
    ),
    "a chain": (
        "[Day 9](Date Value=+P9D Anchor=admission), [a month later](Date Value=+P1M Anchor=previous)",
        ("P1M9D", "admission"),
    ),
    "from the complaint": (
        "He [limped](Event Value=onset Of=neurological).\n[Ten days later](Date Value=+P10D Anchor=previous) he ran.",
        ("P10D", "onset"),
    ),
    "going on from nothing": ("[A month later](Date Value=+P1M Anchor=previous) he ran.", (None, None)),
    "a longer one elsewhere": (
        "[A year](Date Value=+P1Y Anchor=treatment) on; [day 3](Date Value=+P3D Anchor=admission).",
        (None, None),
    ),
    "an end of unknown length": (
        "[Day 9](Date Value=+P9D Anchor=admission); [several months later](Date Value=+PXM Anchor=previous).",
        (None, None),
    ),
    "of the leukemia": (
        "[It](Event Value=diagnosis Of=haematological); [2 years after](Date Value=+P2Y Anchor=diagnosis).",
        (None, None),
    ),
    "a look back": ("[Six years ago](Date Value=-P6Y Anchor=now)", (None, None)),
}


@pytest.mark.parametrize(("marked", "expected"), DISTANCES.values(), ids=DISTANCES.keys())
def test_follow_up_by_distances(marked, expected):
    record = handmade(marked)
    times = tuple(t.model_copy(update={"when": When(anchor=t.anchor, offset=t.value)}) for t in record.timing)
    (case,) = cases_of(record.model_copy(update={"timing": times}))
    assert (case.follow_up.value, case.follow_up_counted_from.value) == expected


def test_a_distance_from_the_anchor_of_the_complaint_counts_from_the_complaint():
    record = handmade(
        "He [limped](Event Value=onset Of=neurological) and [died](Date Value=+P120D Anchor=transplant)."
    )
    limped = record.events[0].model_copy(update={"when": When(anchor="transplant", offset="+P60D")})
    times = tuple(t.model_copy(update={"when": When(anchor=t.anchor, offset=t.value)}) for t in record.timing)
    (case,) = cases_of(record.model_copy(update={"timing": times, "events": (limped,)}))
    assert (case.follow_up.value, case.follow_up_counted_from.value) == ("P60D", "onset")

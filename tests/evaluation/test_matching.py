"""One-to-one matching of spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.evaluation.matching import match_spans
from casemill.standoff import Span


def drug(start, end, label="Drug"):
    return Span(label, ((start, end),))


def pairs(gold, predicted):
    return [
        (match.gold and match.gold.key[1][0], match.predicted and match.predicted.key[1][0])
        for match in match_spans(gold, predicted)
    ]


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param([drug(0, 5)], [drug(0, 5)], [((0, 5), (0, 5))], id="same"),
        pytest.param([drug(0, 5)], [drug(3, 9)], [((0, 5), (3, 9))], id="overlap"),
        pytest.param(
            [drug(0, 5)], [drug(5, 9)], [((0, 5), None), (None, (5, 9))], id="touching-is-no-overlap"
        ),
        pytest.param([drug(0, 5)], [drug(0, 5, "Dose")], [(None, (0, 5)), ((0, 5), None)], id="other-label"),
        pytest.param(
            [drug(0, 20), drug(8, 12)],
            [drug(8, 12)],
            [((0, 20), None), ((8, 12), (8, 12))],
            id="exact-goes-before-overlap",
        ),
        pytest.param(
            [drug(0, 10)],
            [drug(0, 4), drug(4, 10)],
            [((0, 10), (4, 10)), (None, (0, 4))],
            id="one-partner-the-larger-share",
        ),
        pytest.param(
            [drug(0, 6), drug(6, 12)],
            [drug(2, 10)],
            [((0, 6), (2, 10)), ((6, 12), None)],
            id="equal-share-goes-to-the-earlier",
        ),
        pytest.param(
            [drug(0, 9)],
            [drug(0, 4), drug(3, 7)],
            [((0, 9), (0, 4)), (None, (3, 7))],
            id="equal-share-and-ends-goes-to-the-earlier",
        ),
        pytest.param([], [], [], id="nothing"),
    ],
)
def test_matches(gold, predicted, expected):
    assert sorted(pairs(gold, predicted), key=str) == sorted(expected, key=str)


def test_parts_of_a_span_match_only_where_they_are():
    parted = Span("Nerve", ((0, 5), (20, 25)))
    between = Span("Nerve", ((8, 15),))
    assert pairs([parted], [between]) == [((0, 5), None), (None, (8, 15))]


SPANS = st.lists(
    st.builds(
        lambda start, size, label: drug(start, start + size, label),
        st.integers(0, 25),
        st.integers(1, 8),
        st.sampled_from(["Drug", "Dose"]),
    ),
    max_size=12,
    unique_by=lambda span: span.key,
)


@given(SPANS, SPANS)
def test_every_span_stands_in_one_match(gold, predicted):
    matches = match_spans(gold, predicted)
    key = str
    assert sorted((m.gold.key for m in matches if m.gold), key=key) == sorted((s.key for s in gold), key=key)
    assert sorted((m.predicted.key for m in matches if m.predicted), key=key) == sorted(
        (s.key for s in predicted), key=key
    )


@given(SPANS, SPANS)
def test_all_that_is_equal_matches_exactly(gold, predicted):
    exact = [match.gold.key for match in match_spans(gold, predicted) if match.exact]
    assert set(exact) == {s.key for s in gold} & {s.key for s in predicted}
    assert len(exact) == len(set(exact))


@given(SPANS, SPANS)
def test_partners_share_a_label_and_a_character(gold, predicted):
    for match in match_spans(gold, predicted):
        if match.gold and match.predicted:
            assert match.gold.label == match.predicted.label
            assert match.gold.overlap(match.predicted) > 0


@given(SPANS, SPANS, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(gold, predicted, random):
    before = match_spans(gold, predicted)
    by_place = {m.span.key: (m.gold, m.predicted) for m in before}
    random.shuffle(gold)
    random.shuffle(predicted)
    assert {m.span.key: (m.gold, m.predicted) for m in match_spans(gold, predicted)} == by_place

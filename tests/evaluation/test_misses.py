"""The list of misses."""

from __future__ import annotations

import pytest

from casemill.evaluation import EvaluationError, misses_of
from casemill.evaluation.misses import check_key, counts_by_kind

GOLD = (
    "Day one.\r\n[oral](Route >2) [zinc](Drug Kind=ingredient #zinc)\r\n"
    "and [ulnar nerve](Nerve),\n[iron](Drug)\rthen [5 mg](Dose >2)"
)
PREDICTED = (
    "Day one.\r\n[oral](Route) [zinc](Drug Kind=brand #zn)\r\nand [ulnar](Nerve) nerve,\niron\r"
    "[then](Drug) [5 mg](Dose >2)"
)


@pytest.fixture(scope="module")
def evaluation(evaluated):
    return evaluated(one=(GOLD, PREDICTED))


def test_every_miss_is_listed_with_its_place(evaluation):
    found = [
        (m.document, m.line, m.kind, m.label, m.detail, m.words, m.gold, m.predicted)
        for m in misses_of(evaluation)
    ]
    assert found == [
        ("one", 2, "relation", "Drug", "Route-Drug", "oral", "oral → zinc", None),
        ("one", 2, "attribute", "Drug", "Kind", "zinc", "ingredient", "brand"),
        ("one", 2, "attribute", "Drug", "name", "zinc", "zinc", "zn"),
        ("one", 3, "border", "Nerve", "", "ulnar nerve", "ulnar nerve", "ulnar"),
        ("one", 4, "missed", "Drug", "", "iron", "iron", None),
        ("one", 5, "spurious", "Drug", "", "then", None, "then"),
    ]


def test_context_is_on_one_line(evaluation):
    miss = misses_of(evaluation, key="Nerve")[0]
    assert (miss.before, miss.words, miss.after) == (
        "Day one. oral zinc and ",
        "ulnar nerve",
        ", iron then 5 mg",
    )


@pytest.mark.parametrize(
    ("key", "count"),
    [("Nerve", 1), ("nerves", 1), ("Route", 1), ("Drug", 5), ("drugs", 5), ("Dose", 0), ("all", 6)],
)
def test_misses_of_a_label_or_a_family(evaluation, key, count):
    assert len(misses_of(evaluation, key=key)) == count


def test_misses_are_counted_by_kind(evaluation):
    assert counts_by_kind(misses_of(evaluation)) == {
        "missed": 1,
        "spurious": 1,
        "border": 1,
        "attribute": 2,
        "relation": 1,
    }


def test_a_perfect_prediction_has_none(evaluated):
    assert misses_of(evaluated(one=(GOLD, GOLD))) == []


def test_an_unknown_label_lists_the_known_ones():
    with pytest.raises(EvaluationError, match=r"'drug' is no label.*drugs.*Drug"):
        check_key("drug")

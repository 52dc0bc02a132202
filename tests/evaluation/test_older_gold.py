"""Gold that was made before the guidelines had the labels of the course of an illness."""

from __future__ import annotations

from casemill.evaluation.evaluate import evaluate_predictions
from casemill.evaluation.pairs import Pair
from casemill.standoff import Span, Standoff

TEXT = "ALL relapsed; busulfan was given."
DRUG = Span("Drug", ((14, 22),))
DIAGNOSIS = Span("Diagnosis", ((0, 3),))
EVENT = Span("Event", ((4, 12),))


def exact(gold: list[Span], predicted: list[Span]):
    pair = Pair("report", TEXT, Standoff.of(gold))
    evaluation = evaluate_predictions([(pair, Standoff.of(predicted))])
    judged = [j for j in evaluation.texts[0].judgements if j.metric == "exact"]
    return [(j.label, j.right) for j in judged], evaluation.notes


def test_labels_of_the_course_are_not_scored_where_gold_has_none_of_them():
    judged, notes = exact([DRUG], [DRUG, DIAGNOSIS, EVENT])
    assert judged == [("Drug", True)]
    assert len(notes) == 1
    assert "report: gold has no Diagnosis" in notes[0]


def test_they_are_all_scored_where_gold_has_one_of_them():
    judged, notes = exact([DRUG, DIAGNOSIS], [DRUG, EVENT])
    assert sorted(judged) == [("Diagnosis", False), ("Drug", True), ("Event", False)]
    assert notes == ()

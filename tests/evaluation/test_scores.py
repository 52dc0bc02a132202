"""Each metric on tiny cases whose counts can be told by hand."""

from __future__ import annotations

import pytest

from casemill.evaluation.scores import Score, scores_of


def counts(judgements, *metrics):
    """Return ``metric.key`` -> (gold, predicted, right) for some metrics."""
    return {
        f"{metric}.{key}": (score.gold, score.predicted, score.right)
        for (metric, key), score in scores_of(judgements).items()
        if metric in metrics
    }


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        pytest.param(Score(4, 5, 3), (0.6, 0.75, 2 / 3), id="some"),
        pytest.param(Score(2, 2, 2), (1.0, 1.0, 1.0), id="all"),
        pytest.param(Score(3, 0, 0), (None, 0.0, 0.0), id="no-prediction"),
        pytest.param(Score(0, 3, 0), (0.0, None, 0.0), id="no-gold"),
        pytest.param(Score(), (None, None, None), id="nothing-to-score"),
    ],
)
def test_ratios(score, expected):
    assert (score.precision, score.recall, score.f1) == pytest.approx(expected)


def test_spans_by_label_family_and_total(judged):
    found = judged(
        "[Oral](Route) [sodium valproate](Drug) for [two weeks](Duration), [ulnar nerve](Nerve) spared",
        "[Oral](Route) sodium [valproate](Drug) for [two weeks](Date), [ulnar nerve](Nerve) [spared](Nerve)",
    )
    assert counts(found, "exact", "overlap") == {
        "exact.Route": (1, 1, 1),
        "exact.Drug": (1, 1, 0),
        "exact.drugs": (2, 2, 1),
        "exact.Duration": (1, 0, 0),
        "exact.Date": (0, 1, 0),
        "exact.timing": (1, 1, 0),
        "exact.Nerve": (1, 2, 1),
        "exact.nerves": (1, 2, 1),
        "exact.all": (4, 5, 2),
        "overlap.Route": (1, 1, 1),
        "overlap.Drug": (1, 1, 1),
        "overlap.drugs": (2, 2, 2),
        "overlap.Duration": (1, 0, 0),
        "overlap.Date": (0, 1, 0),
        "overlap.timing": (1, 1, 0),
        "overlap.Nerve": (1, 2, 1),
        "overlap.nerves": (1, 2, 1),
        "overlap.all": (4, 5, 3),
    }


def test_a_label_the_guidelines_do_not_know_counts_as_other(judged):
    found = judged("[cough](Symptom) since [May](Date)", "cough since [May](Date)")
    assert counts(found, "exact") == {
        "exact.Symptom": (1, 0, 0),
        "exact.other": (1, 0, 0),
        "exact.Date": (1, 1, 1),
        "exact.timing": (1, 1, 1),
        "exact.all": (2, 1, 1),
    }


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        pytest.param("Flag=high", "Flag=high", {"Flag": True}, id="same"),
        pytest.param("Flag=high", "Flag=low", {"Flag": False}, id="other-value"),
        pytest.param("Flag=high", "", {"Flag": False}, id="left-out"),
        pytest.param("", "Flag=high", {"Flag": False}, id="made-up"),
        pytest.param("", "", {}, id="nothing-to-score"),
        pytest.param("Flag=", "", {}, id="empty-says-nothing"),
        pytest.param("Flag=0", "", {"Flag": False}, id="zero-says-something"),
        pytest.param("Scope=general", "", {"Scope": False}, id="scope-missed"),
        pytest.param("Scope=general", "Scope=general", {"Scope": True}, id="scope-found"),
        pytest.param("", "Scope=patient", {}, id="the-patient-is-the-default"),
        pytest.param("", "Status=given", {}, id="given-is-the-default"),
        pytest.param("Status=stopped", "Status=given", {"Status": False}, id="default-against-a-value"),
        pytest.param(
            "Kind=lab Flag=low", "Kind=lab Flag=high", {"Kind": True, "Flag": False}, id="one-of-two"
        ),
    ],
)
def test_attributes_on_matched_spans(judged, gold, predicted, right):
    found = judged(f"[urea](Analyte {gold}) rose", f"[urea](Analyte {predicted}) rose")
    assert {j.detail: j.right for j in found if j.metric == "attribute"} == right


def test_attributes_are_compared_on_overlapping_spans_and_nowhere_else(judged):
    found = judged(
        "[left](Route Kind=x) [tibial nerve](Nerve Laterality=left)",
        "left [tibial](Nerve Laterality=right)[ nerve](Drug Kind=brand)",
    )
    assert counts(found, "attribute") == {
        "attribute.Nerve.Laterality": (1, 1, 0),
        "attribute.Nerve": (1, 1, 0),
        "attribute.nerves": (1, 1, 0),
        "attribute.all": (1, 1, 0),
    }


def test_names_and_identifiers_are_no_attributes(judged):
    found = judged(
        "[biotin](Drug #biotin/ATC:A11HA05) or [zinc](Drug #zinc) or [iron](Drug)",
        "[biotin](Drug #biotin/ATC:XX) or [zinc](Drug) or [iron](Drug)",
    )
    assert counts(found, "attribute", "name", "identifier") == {
        "name.Drug": (2, 2, 1),
        "name.drugs": (2, 2, 1),
        "name.all": (2, 2, 1),
        "identifier.Drug": (1, 1, 0),
        "identifier.drugs": (1, 1, 0),
        "identifier.all": (1, 1, 0),
    }


def test_relations_need_exact_ends_on_both_sides(judged):
    found = judged(
        "[oral](Route >2 >3) [zinc](Drug) and [iron salts](Drug), [5 mg](Dose >2)",
        "[oral](Route >2 >3) [zinc](Drug) and [iron](Drug) salts, [5 mg](Dose >3)",
    )
    assert counts(found, "relation") == {
        "relation.Route-Drug": (2, 2, 1),
        "relation.Dose-Drug": (1, 1, 0),
        "relation.drugs": (3, 3, 1),
        "relation.all": (3, 3, 1),
    }


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        pytest.param(
            "[oral](Route >2) [zinc](Drug Kind=ingredient) [5 mg](Dose Unit=mg >2)", 1, id="all-of-it"
        ),
        pytest.param("oral [zinc](Drug Kind=ingredient) [5 mg](Dose Unit=mg >1)", 0, id="a-slot-left-out"),
        pytest.param(
            "[oral](Route) [zinc](Drug Kind=ingredient) [5 mg](Dose Unit=mg >2)", 0, id="a-slot-not-tied"
        ),
        pytest.param(
            "[oral](Route >2) [zinc](Drug Kind=ingredient) [5 mg](Dose >2)", 0, id="attribute-of-a-slot"
        ),
        pytest.param(
            "[oral](Route >2) [zinc](Drug Kind=brand) [5 mg](Dose Unit=mg >2)", 0, id="attribute-of-the-head"
        ),
        pytest.param(
            "[oral](Route >2) [zinc](Drug Kind=ingredient) [5](Dose Unit=mg >2) mg", 0, id="end-of-a-slot"
        ),
        pytest.param(
            "[oral](Route >2) [zinc](Drug Kind=ingredient Scope=patient) [5 mg](Dose Unit=mg >2)",
            1,
            id="default-said",
        ),
        pytest.param(
            "[oral](Route >2) [zinc](Drug Kind=ingredient #zn/X:1) [5 mg](Dose Unit=mg >2)",
            1,
            id="concept-is-apart",
        ),
    ],
)
def test_a_record_is_right_if_all_of_it_is(judged, predicted, right):
    gold = "[oral](Route >2) [zinc](Drug Kind=ingredient) [5 mg](Dose Unit=mg >2)"
    assert counts(judged(gold, predicted), "record") == {
        "record.Drug": (1, 1, right),
        "record.drugs": (1, 1, right),
        "record.all": (1, 1, right),
    }


def test_slots_that_are_heads_too_are_records_of_their_own(judged):
    gold = "[zinc](Drug) for [3 days](Duration Value=P3D >1)"
    assert counts(judged(gold, gold), "record") == {
        "record.Drug": (1, 1, 1),
        "record.drugs": (1, 1, 1),
        "record.Duration": (1, 1, 1),
        "record.timing": (1, 1, 1),
        "record.all": (2, 2, 2),
    }


GOLD = "[oral](Route >2) [zinc](Drug Kind=ingredient #zinc/ATC:X) in [May](Date Value=XXXX-05)"
PLAIN = "oral zinc in May"
METRICS = ("exact", "overlap", "attribute", "name", "identifier", "relation", "record")


def test_a_perfect_prediction_scores_one_everywhere(judged):
    scores = scores_of(judged(GOLD, GOLD))
    assert {metric for metric, _ in scores} == set(METRICS)
    assert {score.f1 for score in scores.values()} == {1.0}


def test_no_prediction_scores_nought_and_has_no_precision_and_no_accuracy(judged):
    scores = scores_of(judged(GOLD, PLAIN))
    assert {metric for metric, _ in scores} == {"exact", "overlap", "relation", "record"}
    assert {score.f1 for score in scores.values()} == {0.0}
    assert {score.precision for score in scores.values()} == {None}


def test_nothing_on_both_sides_is_no_score(judged):
    assert scores_of(judged(PLAIN, PLAIN)) == {}


def test_gold_and_prediction_change_places_as_precision_and_recall_do(judged):
    one = scores_of(judged("[zinc](Drug), [iron](Drug)", "[zinc](Drug), iron"))["exact", "all"]
    other = scores_of(judged("[zinc](Drug), iron", "[zinc](Drug), [iron](Drug)"))["exact", "all"]
    assert (one.precision, one.recall, one.f1) == (other.recall, other.precision, other.f1)

"""The case table of the texts that are here, against what a reviewer would write down."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import casemill
from casemill.cases import cases_of
from casemill.evaluation.cases import compare_cases
from casemill.record_parts import Study

ROOT = Path(__file__).parents[2]
ONE_VALUE = ("sex", "age", "age_at_diagnosis", "underlying_disease", "outcome", "day_zero", "second_day_zero")
LEAST = {"nerves_involved": 0.95, "nerves_spared": 0.95, "drugs_given": 0.89, "timeline": 1.0}
"""Field -> the least F1 of each patient."""

MOST_OTHER_CONFLICTS = 3


@pytest.fixture(scope="module")
def compared():
    return compare_cases(ROOT / "annotations" / "gold" / "cases.toml", ROOT / "corpus")


def fields(compared, *names):
    return [one for one in compared if one.field in names]


def test_what_has_one_value_is_right_for_every_patient(compared):
    wrong = [(one.document, one.patient, one.field) for one in fields(compared, *ONE_VALUE) if one.score.right != 1]
    assert wrong == []


@pytest.mark.parametrize("field", LEAST)
def test_lists_do_not_fall_below_their_least_score(compared, field):
    scored = [one for one in fields(compared, field) if one.score.gold]
    assert scored
    assert {(one.document, one.patient): one.score.f1 for one in scored if one.score.f1 < LEAST[field]} == {}


def test_every_known_conflict_is_reported_and_few_others(compared):
    for one in fields(compared, "conflicts"):
        assert one.missed == (), one.document
        assert len(one.extra) <= MOST_OTHER_CONFLICTS, one.document


def test_a_report_of_two_patients_gives_two_rows_with_nothing_swapped(compared):
    by_patient = defaultdict(dict)
    for one in compared:
        if one.document == "two-patients":
            by_patient[one.patient][one.field] = (one.missed, one.extra)
    assert sorted(by_patient) == [1, 2]
    assert {tuple(found) for found in by_patient.values() for found in found.values()} == {((), ())}


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").rglob("*.txt")), ids=lambda path: path.stem)
def test_every_id_of_a_row_is_that_of_a_record(path):
    record = casemill.extract(path.read_bytes().decode("utf-8"))
    known = {head.id for head in record.heads}
    known |= {field.id for name in Study.model_fields if (field := getattr(record.study, name))}
    assert {id_ for case in cases_of(record) for _, cell in case.cells() for id_ in cell.records} <= known

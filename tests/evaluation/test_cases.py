from __future__ import annotations

import pytest
from click.testing import CliRunner
from handmade import handmade

from casemill.cases.conflicts import conflicts_of
from casemill.evaluation.cases import compare_cases, compare_document, judge_conflicts, lines_of, main
from casemill.evaluation.errors import EvaluationError
from casemill.records import When

CASE = (
    "A [30-year-old](Age Value=P30Y) [man](Sex Value=male), left [ulnar](Nerve name=ulnar_nerve Laterality=left "
    "Involvement=involved), [vagus](Nerve name=vagus_nerve Involvement=involved)."
)


def compared(table, marked=CASE):
    return {one.field: one for one in compare_document("a", table, handmade(marked))}


def test_a_value_is_right_wrong_or_missing():
    found = compared({"sex": "male", "age": "P31Y", "outcome": "died"})
    assert [(one.score.right, one.missed, one.extra) for one in found.values()] == [
        (1, (), ()),
        (0, ("P31Y",), ("P30Y",)),
        (0, ("died",), ()),
    ]


def test_lists_are_scored():
    found = compared({"nerves_involved": ["ulnar nerve:left", "facial nerve"]})["nerves_involved"]
    assert (found.score.precision, found.score.recall, found.score.f1) == (0.5, 0.5, 0.5)
    assert (found.missed, found.extra) == (("facial nerve",), ("vagus nerve",))


def test_an_empty_list_wants_nothing_found():
    assert compared({"nerves_spared": []})["nerves_spared"].extra == ()
    assert compared({"nerves_involved": []})["nerves_involved"].extra == ("ulnar nerve:left", "vagus nerve")


def test_a_field_that_is_no_column_is_refused():
    with pytest.raises(EvaluationError, match="'hair' is no column"):
        compared({"hair": "red"})


def test_patients_are_compared_by_their_numbers():
    marked = (
        "[Case 1](Patient Patient=1) [man](Sex Value=male Patient=1) [Case 2](Patient Patient=2) "
        "[woman](Sex Value=female Patient=2)"
    )
    table = {"1": {"sex": "male"}, "2": {"sex": "male"}, "3": {"sex": "male"}}
    found = list(compare_document("a", table, handmade(marked)))
    assert [(one.patient, one.score.right, one.extra) for one in found] == [(1, 1, ()), (2, 0, ("female",)), (3, 0, ())]


def timed(marked, **days):
    record = handmade(marked)
    times = tuple(
        time.model_copy(update={"when": When(earliest=day, latest=day)})
        if (day := days.get(f"at_{time.evidence.start}"))
        else time
        for time in record.timing
    )
    return record.model_copy(update={"timing": times})


TIMELINES = {
    "right": ({"at_0": "2019-08-27"}, 1, ()),
    "wrong": ({"at_0": "2019-08-28"}, 0, ("D+60 = 2019-08-28",)),
    "not resolved": ({}, 0, ()),
}


@pytest.mark.parametrize(("days", "right", "extra"), TIMELINES.values(), ids=TIMELINES.keys())
def test_timeline(days, right, extra):
    record = timed("[D+60 after](Date Value=+P60D) the [D+6](Date Value=+P6D)", **days)
    (found,) = compare_document("a", {"timeline": {"D+60": "2019-08-27"}}, record)
    assert (found.score.right, found.extra) == (right, extra)


def test_a_day_told_twice_must_resolve_alike():
    record = timed("[D+6](Date Value=+P6D), [D+6](Date Value=+P6D)", at_0="2019-08-27", at_5="2019-08-28")
    (found,) = compare_document("a", {"timeline": {"D+6": "2019-08-27"}}, record)
    assert (found.score.right, found.extra) == (0, ("D+6 = 2019-08-28",))


def test_conflicts_are_matched_by_subject_and_value():
    nerve = "It was told of the [{0}](Nerve name={1} Laterality={0} Involvement=involved) nerve.\n"
    marked = (
        "Abstract\n"
        + nerve.format("left", "ulnar_nerve")
        + nerve.format("left", "facial_nerve")
        + "Case report\n"
        + nerve.format("right", "ulnar_nerve")
        + nerve.format("right", "facial_nerve")
    )
    found = conflicts_of(handmade(marked))
    lines = ["ulnar nerve: left in the abstract, right later", "facial nerve: spared, later not", "age: 3, then 4"]
    score, missed, extra = judge_conflicts(lines, found)
    assert (score.gold, score.predicted, score.right) == (3, 2, 1)
    assert missed == tuple(lines[1:])
    assert extra == ("nerve_side facial nerve: left / right",)


def test_the_table_lists_what_is_missed_and_too_much():
    lines = list(lines_of(list(compare_document("a", {"nerves_involved": ["facial nerve"]}, handmade(CASE)))))
    assert lines[0].split() == ["document", "patient", "field", "right", "gold", "found", "P", "R", "F1"]
    assert lines[1].split()[:6] == ["a", "1", "nerves_involved", "0", "1", "2"]
    assert [line.strip() for line in lines[2:]] == [
        "missed: facial nerve",
        "extra:  ulnar nerve:left",
        "extra:  vagus nerve",
    ]


def test_a_folder_is_compared(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("A 40-year-old man took aspirin 100 mg daily.\n", encoding="utf-8")
    gold = tmp_path / "cases.toml"
    gold.write_text('[a]\nage = "P40Y"\n[b]\nage = "P1Y"\n', encoding="utf-8")
    (found,) = compare_cases(gold, tmp_path / "texts")
    assert (found.document, found.score.right) == ("a", 1)
    shown = CliRunner().invoke(main, ["--gold", str(gold), "--texts", str(tmp_path / "texts")])
    assert shown.exit_code == 0
    assert "1.000" in shown.output


def test_nothing_to_compare_is_an_error(tmp_path):
    gold = tmp_path / "cases.toml"
    gold.write_text('[a]\nage = "P40Y"\n', encoding="utf-8")
    shown = CliRunner().invoke(main, ["--gold", str(gold), "--texts", str(tmp_path)])
    assert shown.exit_code == 1
    assert "holds no text" in shown.output

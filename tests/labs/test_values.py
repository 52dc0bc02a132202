"""Numbers, units and reference intervals on their own."""

from __future__ import annotations

import pytest

from casemill.labs.flags import flag_by_interval
from casemill.labs.ranges import interval_behind
from casemill.labs.units import dimension_of, unit_at
from casemill.labs.values import find_values, plain_number
from casemill.lexicons import listed, table


@pytest.mark.parametrize(
    ("written", "ucum"),
    [
        ("mg/dl", "mg/dL"),
        ("μg/l", "ug/L"),
        ("IU/L", "[IU]/L"),
        ("mIU/ml", "m[IU]/mL"),
        ("mm Hg", "mm[Hg]"),
        ("beats per minute", "/min"),
        ("breaths/min", "/min"),
        ("G/L", "10*9/L"),
        ("g/L", "g/L"),
        ("K/µL", "10*3/uL"),
        ("cells/mm 3", "/mm3"),
        ("/μL", "/uL"),
        ("°C", "Cel"),
        ("mmol.L-1", "mmol/L"),
        ("ng per ml", "ng/mL"),
        ("mL/min/1.73 m2", "mL/min/1.73.m2"),
        ("mm/hr", "mm/h"),
        ("g per day", "g/d"),
    ],
)
def test_units_are_read_to_ucum(written, ucum):
    end, unit = unit_at(written, 0)
    assert (end, unit.ucum) == (len(written), ucum)


@pytest.mark.parametrize("written", ["patients", "mgx", "and 5", ". 3"])
def test_no_unit(written):
    assert unit_at(written, 0) is None


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("12,500", "12500"),
        ("0,45", "0.45"),
        ("0,180", "0.180"),
        ("200 000", "200000"),
        ("1,234.5", "1234.5"),
        ("3·2", "3.2"),
    ],
)
def test_plain_number(written, plain):
    assert plain_number(written) == plain


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("of 20/3 and 100/60 mmHg", [("20/3", ""), ("100/60", "mm[Hg]")], id="quotients"),
        pytest.param("from 19 mmHg to 8 mmHg", [("19", "mm[Hg]"), ("8", "mm[Hg]")], id="two-of-a-change"),
        pytest.param("between 50 and 60 bpm", [("50-60", "/min")], id="between"),
        pytest.param("3+ and 1:80", [("3", ""), ("1/80", "")], id="plus-and-titer"),
        pytest.param("CD34 and B12 and L5-S1", [], id="glued-to-letters"),
        pytest.param("3–5/high power field", [("3-5", "/[HPF]")], id="field"),
        pytest.param("4 per 10 HPF", [("4", "/(10.[HPF])")], id="ten-fields"),
        pytest.param("7.5 x 10E9/L", [("7.5", "10*9/L")], id="power-with-e"),
        pytest.param("106/μL", [("106", "/uL")], id="no-power-without-a-factor"),
        pytest.param("150 beats/min or higher", [("150", "/min")], id="comparator-behind"),
    ],
)
def test_find_values(text, values):
    assert [(v.number, v.unit) for v in find_values(text, 0, len(text))] == values


@pytest.mark.parametrize(
    ("text", "span", "flag"),
    [
        ("5.2 (0.1-8.2)", "0.1-8.2", "normal"),
        ("9 [normal range, 1.2–3.6]", "1.2–3.6", "high"),
        ("5 (above 13.4; see below)", "above 13.4", "low"),
        ("0.58 (normal between 0.15 and 0.45)", "between 0.15 and 0.45", "high"),
        ("<2 (2-5)", "2-5", "low"),
        ("7 (speckled; normal, <40)", "<40", "normal"),
        ("61 mg/dL [15–45 mg/L]", "15–45 mg/L", ""),
        ("9, reference range 3-5", "3-5", "high"),
    ],
)
def test_interval_and_flag(text, span, flag):
    value = next(find_values(text, 0, len(text)))
    interval = interval_behind(text, value, len(text))
    assert interval is not None
    assert text[interval.start : interval.end] == span
    assert flag_by_interval(value, interval) == flag


@pytest.mark.parametrize("text", ["5 (Figure 2)", "5 (37%)", "5 mg (twice)", "5 and 7-9 others"])
def test_no_interval(text):
    value = next(find_values(text, 0, len(text)))
    assert interval_behind(text, value, len(text)) is None


def test_hostile_text_takes_linear_time():
    text = "1" * 20_000 + " ( " * 5_000 + "1 - " * 5_000
    assert len(list(find_values(text, 0, len(text)))) > 0


@pytest.mark.parametrize("row", table("lexicons/analytes"), ids=lambda row: row["id"])
def test_units_of_analytes_have_a_dimension(row):
    bare = {"{number}"}
    assert [unit for unit in listed(row["units"]) if unit not in bare and not dimension_of(unit)] == []

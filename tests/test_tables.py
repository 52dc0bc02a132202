from __future__ import annotations

import pandas as pd
import pytest
from handmade import handmade

from casemill.tables import COLUMNS, frames, number_value

MARKED = (
    "[Heparin](Drug Kind=ingredient) [5000 U](Dose >Heparin) or [10 U](Dose >Heparin) [daily](Frequency Value=R1/P1D "
    ">Heparin); [ALT](Analyte) and [AST](Analyte) [40](LabValue Number=40 Unit=U/L >ALT >AST), later "
    "[<30](LabValue Number=30 >AST); [left](Date) [ulnar](Nerve)"
)


def test_columns_and_dtypes_are_the_same_with_and_without_rows():
    empty, full = frames([]), frames([handmade(MARKED)])
    assert list(empty) == list(full) == list(COLUMNS)
    for name, columns in COLUMNS.items():
        assert list(full[name].columns) == list(columns)
        pd.testing.assert_series_equal(empty[name].dtypes, full[name].dtypes)
        assert [str(dtype) for dtype in full[name].dtypes] == list(columns.values())
        assert len(empty[name]) == 0


def test_analytes_have_one_row_a_value():
    table = frames([handmade(MARKED)])["analytes"]
    assert table[["text", "value_text", "comparator"]].fillna("").values.tolist() == [
        ["ALT", "40", ""],
        ["AST", "40", ""],
        ["AST", "<30", "<"],
    ]
    assert table["number_value"].tolist() == [40.0, 40.0, 30.0]
    assert table["unit"].isna().tolist() == [False, False, True]


def test_an_analyte_without_a_value_keeps_its_row():
    table = frames([handmade("[CK](Analyte)")])["analytes"]
    assert table["text"].tolist() == ["CK"]
    assert table["value_start"].isna().all()


def test_slots_of_a_drug_share_a_cell():
    table = frames([handmade(MARKED)])["drugs"]
    assert table[["doses", "frequencies", "frequency_values"]].values.tolist() == [["5000 U; 10 U", "daily", "R1/P1D"]]
    assert table["durations"].isna().all()


def test_each_report_has_a_row_also_without_a_record():
    table = frames([handmade("Nothing.", file="a.txt"), handmade(MARKED, file="b.txt")])["reports"]
    assert table[["file", "drugs", "analytes", "nerves"]].values.tolist() == [["a.txt", 0, 0, 0], ["b.txt", 1, 2, 1]]


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("4.5", 4.5),
        ("0", 0.0),
        ("-3", -3.0),
        ("100/60", None),
        ("2-4", None),
        ("1.2.3", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_number_value(number, value):
    assert number_value(number) == value

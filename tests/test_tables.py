from __future__ import annotations

import pandas as pd
import pytest
from handmade import handmade

from casemill.cases import PatientCase
from casemill.cases.model import CELLS, records_column
from casemill.records import CaseRecord, When
from casemill.table_rows import FAMILIES, ROWS, number_value
from casemill.tables import COLUMNS, DICTIONARY, dictionary, frames

MARKED = (
    "[Heparin](Drug Kind=ingredient name=heparin) [5000 U](Dose >Heparin) or [10 U](Dose >Heparin) "
    "[daily](Frequency Value=R1/P1D >Heparin); [ALT](Analyte) and [AST](Analyte) "
    "[40](LabValue Number=40 Unit=U/L >ALT >AST), later "
    "[<30](LabValue Number=30 >AST); [left](Date) [ulnar](Nerve Involvement=involved name=ulnar_nerve) "
    "[myelopathy](Diagnosis Kind=neurological Assertion=possible @assertion_cue=suspected), [MRI](Procedure "
    "Kind=imaging), [CR](Event Value=remission Number=2), [worse](Outcome Value=worsened) [Case 1](Patient) "
    "[woman](Sex Value=female)"
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


def test_a_cell_is_never_an_empty_string():
    record = handmade("[CK](Analyte name=x)")
    (analyte,) = record.analytes
    empty = record.model_copy(update={"analytes": (analyte.model_copy(update={"name": ""}),)})
    assert frames([empty])["analytes"]["name"].isna().all()


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
        ("9" * 400, None),
        ("", None),
        (None, None),
    ],
)
def test_number_value(number, value):
    assert number_value(number) == value


def test_every_column_of_every_table_is_described():
    assert list(COLUMNS) == list(ROWS)
    shown = dictionary()
    assert list(shown.columns) == list(DICTIONARY)
    assert not shown.isna().any(axis=None)
    assert (shown["description"].str.len() > 3).all()
    described = [tuple(row) for row in shown[["table", "column", "dtype"]].itertuples(index=False)]
    assert described == [
        (name, column, dtype) for name, columns in COLUMNS.items() for column, dtype in columns.items()
    ]


def test_every_family_of_a_record_has_its_table():
    heads = {name for name, field in CaseRecord.model_fields.items() if "Record, ..." in str(field.annotation)}
    assert set(FAMILIES) == heads - {"sections"}
    table = frames([handmade(MARKED)])
    assert [name for name in FAMILIES if table[name].empty] == []
    assert table["reports"][list(FAMILIES)].iloc[0].to_dict() == {
        name: len(getattr(handmade(MARKED), name)) for name in FAMILIES
    }


def test_cases_have_a_column_of_ids_beside_each_cell():
    columns = list(COLUMNS["cases"])
    assert [columns[columns.index(name) + 1] for name in CELLS] == [records_column(name) for name in CELLS]
    assert set(columns) == {*PatientCase.model_fields, *map(records_column, CELLS)}
    record = handmade(MARKED)
    row = frames([record])["cases"].iloc[0]
    assert (row["drugs_given"], row["drugs_given_records"]) == ("heparin", record.drugs[0].id)
    assert row["patient"] == 1
    assert pd.isna(row["age"])


def test_the_parts_of_a_clinical_head():
    table = frames([handmade(MARKED)])
    assert table["diagnoses"][["assertion", "assertion_cue"]].values.tolist() == [["possible", "suspected"]]
    assert table["events"][["value", "number"]].values.tolist() == [["remission", 2]]
    assert table["patients"]["text"].tolist() == ["Case 1"]


def test_when_of_a_head():
    record = handmade("[D+3](Date Value=+P3D)")
    when = When(
        earliest="2019-07-01", latest="2019-07-01", anchor="transplant", offset="+P3D", count=1, given_by=("a", "b")
    )
    (date,) = record.timing
    table = frames([record.model_copy(update={"timing": (date.model_copy(update={"when": when}),)})])["timing"]
    assert table.filter(like="when_").iloc[0].tolist() == [
        "2019-07-01",
        "2019-07-01",
        "transplant",
        "+P3D",
        1,
        False,
        "stated",
        "a;b",
    ]


def test_conflicts_and_care():
    nerve = "The [{0}](Nerve name=ulnar_nerve Laterality={0} Involvement=involved) nerve hurt.\n"
    marked = "Abstract\n" + nerve.format("left") + "Case report\n" + nerve.format("right")
    table = frames([handmade(marked, file="a.txt")])
    assert table["conflicts"][["file", "kind", "subject", "first_text", "second_text"]].values.tolist() == [
        ["a.txt", "nerve_side", "ulnar nerve", "left", "right"]
    ]
    care = table["care"].set_index("item")
    assert care.loc["abstract", "found"]
    assert not care.loc["dose", "found"]

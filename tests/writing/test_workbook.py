from __future__ import annotations

import openpyxl
import pandas as pd
import pytest
from handmade import handmade

from casemill.reading_back import read_tables
from casemill.tables import COLUMNS, frames
from casemill.writing import writer, xlsx
from casemill.writing.xlsx import CONTINUED, MOST_UNITS, PLACE, parts_of

MARKED = (
    "[Prednisone](Drug name==HYPERLINK) on [day 3](Date Value=+P3D), [base excess](Analyte name=BE) "
    "[-3](LabValue Number=-3 >base_excess)"
)


def workbook(out, *marked, **options):
    records = [handmade(text, file=f"{number}.txt") for number, text in enumerate(marked)]
    with writer("xlsx", out) as add:
        for record in records:
            add(record, "")
    return openpyxl.load_workbook(out / "casemill.xlsx", **options), records


def column(sheet, name):
    place = [cell.value for cell in sheet[1]].index(name)
    return [row[place] for row in sheet.iter_rows(min_row=2)]


def test_a_sheet_a_table_with_frozen_header_and_filter(tmp_path):
    book, _ = workbook(tmp_path, MARKED)
    assert book.sheetnames == [*COLUMNS, "dictionary"]
    for name, columns in COLUMNS.items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == list(columns)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[letter].width >= 9 for letter in ("A", "B"))
    assert book["dictionary"].max_row == 1 + sum(map(len, COLUMNS.values()))


def test_no_cell_is_a_formula_and_what_looks_like_one_is_marked(tmp_path):
    book, _ = workbook(tmp_path, MARKED)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "b"}
    (name,), (value,), (text,) = (
        column(book[table], of) for table, of in (("drugs", "name"), ("timing", "value"), ("analytes", "name"))
    )
    assert (name.value, name.quotePrefix) == ("=HYPERLINK", True)
    assert (value.value, value.quotePrefix) == ("+P3D", True)
    assert (text.value, text.quotePrefix) == ("BE", False)


def test_numbers_stay_numbers_and_truth_values_too(tmp_path):
    book, _ = workbook(tmp_path, MARKED)
    (number,) = column(book["analytes"], "number_value")
    assert (number.value, number.data_type) == (-3, "n")
    assert {cell.data_type for cell in column(book["care"], "found")} == {"b"}


def test_a_long_table_goes_on_in_another_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 30)
    book, records = workbook(tmp_path, MARKED, MARKED)
    sheets = [sheet for sheet in book.sheetnames if sheet.startswith("care")]
    assert sheets[:2] == ["care", "care (2)"]
    assert all(book[sheet].max_row <= 30 for sheet in book.sheetnames)
    assert {book[sheet]["A1"].value for sheet in sheets} == {"file"}
    for name, frame in frames(records).items():
        pd.testing.assert_frame_equal(read_tables(tmp_path)[name], frame)


def test_a_long_text_goes_on_in_a_sheet_of_its_own(tmp_path):
    long = "ab" * 20_000
    book, _ = workbook(tmp_path, f"[{long}](Nerve)")
    sheet = book[CONTINUED]
    assert [cell.value for cell in sheet[1]] == list(PLACE)
    name, row, place, _ = [cell.value for cell in sheet[2]]
    assert (name, row, list(COLUMNS["nerves"])[place - 1]) == ("nerves", 2, "text")
    (first,) = column(book["nerves"], "text")
    assert first.value + "".join(cell.value for cell in column(sheet, "text")) == long


@pytest.mark.parametrize(
    ("text", "parts"), [("a" * 32_767, 1), ("a" * 32_768, 3), ("😀" * 16_383, 1), ("😀" * 16_384, 2), ("", 1)]
)
def test_parts_fit_into_cells(text, parts):
    found = parts_of(text)
    assert len(found) == parts
    assert "".join(found) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= MOST_UNITS for part in found)


def test_nothing_of_the_making_is_left(tmp_path):
    workbook(tmp_path, MARKED)
    assert [path.name for path in tmp_path.iterdir()] == ["casemill.xlsx"]

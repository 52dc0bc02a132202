from __future__ import annotations

import sqlite3
from contextlib import closing

import pandas as pd
import pyarrow.parquet as pq
import pytest
from handmade import handmade

from casemill.cases import NOT_REPORTED
from casemill.tables import COLUMNS, dictionary, frames
from casemill.writing import parquet, writer
from casemill.writing.sqlite import INDEXED

MARKED = (
    "[left](Date) [ulnar](Nerve Involvement=involved name=ulnar_nerve id=UBERON:1) [ALT](Analyte) [4](LabValue >ALT)"
)


@pytest.fixture
def database(tmp_path):
    with writer("sqlite", tmp_path) as add:
        for name in ("a", "b"):
            add(handmade(MARKED, file=f"{name}.txt"), name)
    with closing(sqlite3.connect(tmp_path / "casemill.sqlite")) as opened:
        yield opened


def test_rows_point_to_their_reports(database):
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in COLUMNS:
        keys = database.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        assert [(key[2], key[3], key[4]) for key in keys] == [("reports", "report", "report")] * (name != "reports")
        (primary,) = [row[1] for row in database.execute(f"PRAGMA table_info({name})") if row[5]]
        assert primary == ("report" if name == "reports" else "row")
    joined = "SELECT r.file, n.name FROM reports r JOIN nerves n USING (report) ORDER BY n.row"
    assert database.execute(joined).fetchall() == [("a.txt", "ulnar nerve"), ("b.txt", "ulnar nerve")]


def test_a_row_without_its_report_is_refused(database):
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.execute("INSERT INTO sex (report, file) VALUES (99, 'a.txt')")
        database.commit()


@pytest.mark.parametrize("column", INDEXED)
def test_what_is_searched_by_has_an_index(database, column):
    table = "nerves"
    plan = database.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = ?", ("x",)).fetchone()
    assert f"USING INDEX {table}_by_{column}" in plan[3]


def test_the_view_of_cases_says_where_a_case_is_silent(database):
    found = database.execute("SELECT file, nerves_involved, sex FROM case_table").fetchall()
    assert found == [("a.txt", "ulnar nerve", NOT_REPORTED), ("b.txt", "ulnar nerve", NOT_REPORTED)]
    assert database.execute("SELECT DISTINCT sex FROM cases").fetchall() == [(None,)]


def test_the_database_describes_itself(database):
    rows = [list(row) for row in database.execute("SELECT * FROM dictionary ORDER BY rowid")]
    assert rows == dictionary().values.tolist()


def test_pandas_reads_parquet_with_the_declared_dtypes(tmp_path):
    record = handmade(MARKED, file="a.txt")
    with writer("parquet", tmp_path) as add:
        add(record, "a")
    for name, frame in frames([record]).items():
        read = pd.read_parquet(tmp_path / "parquet" / f"{name}.parquet")
        assert [str(dtype) for dtype in read.dtypes] == list(COLUMNS[name].values())
        assert read.astype(frame.dtypes).equals(frame)
    read = pd.read_parquet(tmp_path / "parquet" / "dictionary.parquet")
    assert read.values.tolist() == dictionary().values.tolist()


def test_parquet_has_its_schema_without_a_row(tmp_path):
    for name, records in (("none", []), ("one", [handmade(MARKED)])):
        with writer("parquet", tmp_path / name) as add:
            for record in records:
                add(record, "")
    for name in (*COLUMNS, "records", "dictionary"):
        none, one = (pq.read_schema(tmp_path / of / "parquet" / f"{name}.parquet") for of in ("none", "one"))
        assert none.equals(one, check_metadata=True)


def test_row_groups_are_cut_at_the_same_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_GROUP", 10)
    with writer("parquet", tmp_path) as add:
        for _ in range(3):
            add(handmade(MARKED), "")
    file = pq.ParquetFile(tmp_path / "parquet" / "care.parquet").metadata
    sizes = [file.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert set(sizes[:-1]) == {10}
    assert sum(sizes) == len(frames([handmade(MARKED)])["care"]) * 3

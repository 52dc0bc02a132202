from __future__ import annotations

import csv
import json
import re
import time

import pytest
from handmade import handmade

from casemill.cases import NOT_REPORTED, PatientCase, cases_of
from casemill.cases.conflicts import Conflict, conflicts_of
from casemill.lexicons import table
from casemill.records import CaseRecord
from casemill.standoff import parse_standoff, standoff_of
from casemill.tables import COLUMNS, DICTIONARY, dictionary
from casemill.writing import FORMATS, MissingExtraError, extras, notes, require, writer
from casemill.writing.jsonl import FILES
from casemill.writing.names import OwnNames

MARKED = (
    "Both [median nerves](Nerve Laterality=bilateral Involvement=involved name=median_nerve id=UBERON:0001148) hurt. "
    "[ALT](Analyte Kind=lab Flag=normal name=alanine_aminotransferase), [AST](Analyte Kind=lab) were "
    "[normal](LabValue >ALT >AST). [Prednisone](Drug Kind=ingredient Status=stopped name=prednisone) "
    "[15\nmg](Dose >Prednisone) [daily](Frequency Value=R1/P1D >Prednisone) for [a week](Duration Value=P1W "
    ">Prednisone); [mice](Age Scope=general Value=P0D) [2 mg](Dose)"
)


def written(name, out, *cases):
    with writer(name, out) as add:
        for stem, marked in cases:
            add(handmade(marked, file=f"{stem}.txt"), stem)


def test_jsonl_has_one_report_a_line(tmp_path):
    written("jsonl", tmp_path, ("a", MARKED), ("b", "Nothing."))
    lines = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["a.txt", "b.txt"]
    assert CaseRecord.model_validate_json(lines[0]) == handmade(MARKED, file="a.txt")
    assert {path.stem for path in tmp_path.iterdir()} == set(FILES)


def test_jsonl_has_one_patient_and_one_conflict_a_line(tmp_path):
    nerve = "The [{0}](Nerve name=ulnar_nerve Laterality={0} Involvement=involved) nerve hurt.\n"
    marked = "Abstract\n" + nerve.format("left") + "Case report\n" + nerve.format("right")
    written("jsonl", tmp_path, ("a", marked), ("b", "Nothing."))
    cases = (tmp_path / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    record = handmade(marked, file="a.txt")
    assert [PatientCase.model_validate_json(line) for line in cases[:1]] == list(cases_of(record))
    assert [json.loads(line)["file"] for line in cases] == ["a.txt", "b.txt"]
    conflicts = (tmp_path / "conflicts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Conflict.model_validate_json(line) for line in conflicts] == list(conflicts_of(record))
    assert len(conflicts) == 1


def rows_of(path):
    return list(csv.reader(path.open(encoding="utf-8", newline="")))


def test_csv_has_one_table_a_family(tmp_path):
    written("csv", tmp_path, ("a", MARKED), ("b", "Nothing."))
    rows = {name: rows_of(tmp_path / f"{name}.csv") for name in COLUMNS}
    assert {path.stem for path in tmp_path.iterdir()} == {*COLUMNS, "dictionary"}
    assert {name: read[0] for name, read in rows.items()} == {name: list(c) for name, c in COLUMNS.items()}
    counts = {
        "reports": 2,
        "cases": 2,
        "care": 2 * len(table("rules/care_items")),
        "nerves": 1,
        "drugs": 1,
        "analytes": 2,
        "timing": 3,
    }
    assert {name: len(read) - 1 for name, read in rows.items() if len(read) > 1} == counts


def test_csv_says_where_a_case_is_silent(tmp_path):
    written("csv", tmp_path, ("a", MARKED))
    header, row = rows_of(tmp_path / "cases.csv")
    case = dict(zip(header, row, strict=True))
    assert case["nerves_involved"] == "median nerve:bilateral"
    assert {case[name] for name in ("age", "sex", "outcome", "csf_findings", "doi")} == {NOT_REPORTED}
    assert case["age_records"] == ""


def test_csv_writes_the_data_dictionary(tmp_path):
    written("csv", tmp_path)
    read = rows_of(tmp_path / "dictionary.csv")
    assert read[0] == list(DICTIONARY)
    assert read[1:] == dictionary().values.tolist()


def test_brat_reads_back(tmp_path):
    written("brat", tmp_path, ("a", MARKED), ("b", "Nothing."))
    assert (tmp_path / "brat" / "b.ann").read_bytes() == b""
    data = (tmp_path / "brat" / "a.ann").read_bytes()
    assert b"\tDose " in data
    assert b";" in data, "a span over a line end is written in fragments"
    raw = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", MARKED)
    assert parse_standoff(data, source="a.ann", text=raw) == standoff_of(handmade(MARKED))


OWN_FILES = {"brat": {"brat/a.ann"}, "phenopacket": {"phenopackets/a.json"}}


@pytest.mark.parametrize("name", FORMATS)
def test_a_writer_that_is_stopped_leaves_no_half_file(name, tmp_path):
    with pytest.raises(KeyboardInterrupt), writer(name, tmp_path) as add:
        add(handmade(MARKED, file="a.txt"), "a")
        raise KeyboardInterrupt
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == OWN_FILES.get(name, set())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_reports_give_the_same_bytes(name, tmp_path, monkeypatch):
    for folder, zone in (("one", "UTC"), ("two", "Asia/Tokyo")):
        monkeypatch.setenv("TZ", zone)
        getattr(time, "tzset", int)()  # Windows has none
        written(name, tmp_path / folder, ("a", MARKED), ("b", "Nothing."), ("c", MARKED))
    one, two = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "one", tmp_path / "two")
    )
    assert one
    assert one == two


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_a_missing_library_is_told_with_its_extra(name, tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda module: None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'casemill\[{name}\]'"):
        require(["jsonl", name])
    with pytest.raises(MissingExtraError):
        writer(name, tmp_path)
    require(set(FORMATS) - {"xlsx", "parquet"})


def test_notes_count_what_a_format_cannot_hold(tmp_path):
    with writer("phenopacket", tmp_path) as add:
        for stem in ("a", "b"):
            add(handmade("[X](Drug name=a)"), stem)
    assert notes(add) == {"drug without an ATC code": 2}
    with writer("jsonl", tmp_path) as add:
        add(handmade("[X](Drug name=a)"), "a")
    assert notes(add) == {}


def test_csv_marks_what_a_spreadsheet_would_run(tmp_path):
    written("csv", tmp_path, ("a", "[later](Date Value=+P3D) [BE](Analyte) [-3](LabValue Number=-3 >BE) [a\rb](Nerve)"))
    assert "'+P3D" in (tmp_path / "timing.csv").read_text(encoding="utf-8")
    header, row = rows_of(tmp_path / "analytes.csv")
    cells = dict(zip(header, row, strict=True))
    assert (cells["value_text"], cells["number"], cells["number_value"]) == ("'-3", "'-3", "-3.0")
    assert b'"a\rb"' in (tmp_path / "nerves.csv").read_bytes(), "a bare carriage return would end the row"


def test_an_unknown_format_names_those_there_are(tmp_path):
    with pytest.raises(ValueError, match="jsonl, csv, xlsx, parquet, sqlite, brat, bioc, phenopacket"):
        writer("xml", tmp_path)


def test_names_of_their_own():
    names = OwnNames(["a", "A", "b", "a-1", "c" * 300])
    given = [names.name(stem, "1" * 64) for stem in ("a", "A", "b", "a-" + "1" * 12, "c" * 300)]
    assert given == [
        "a-" + "1" * 12,
        "A-" + "1" * 12 + "-2",
        "b",
        "a-" + "1" * 12 + "-3",
        "c" * 220 + "-" + "1" * 12,
    ]
    assert names.shared == {"a"}

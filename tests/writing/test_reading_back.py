from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casemill import records as r
from casemill.reading_back import read_records, read_tables
from casemill.record_parts import Abbreviation, Evidence, SectionRecord, Study, StudyField
from casemill.tables import frames
from casemill.writing import writer
from casemill.writing.cells import protected, told, unprotected, untold

WHOLE = ("jsonl", "parquet", "sqlite", "bioc")
TABLES = ("csv", "xlsx", "parquet", "sqlite")
SHA256 = "ab" * 32

NASTY = (
    "=cmd|' /C calc'!A0",
    "+P2M",
    "-3",
    "@SUM(A1)",
    "\t=1",
    "\r",
    "a\rb\r\nc\nd",
    "'=1",
    "''twas",
    "not reported",
    "'not reported",
    'say "x", y; z',
    "NA",
    "nan",
    "None",
    "True",
    "007",
    "  blank  ",
    "_x0041_",
    "#N/A",
    "é 😀 \u2028 \x85 \x1f \ufffe",
    "long " * 7000,
    "😀" * 20_000,
)
# Reading refuses files with NUL bytes and lone surrogates, so no record holds them.
TEXT = st.sampled_from(NASTY) | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
NUMBER = st.none() | st.sampled_from(["4.5", "-3", "100/60", "0", "12345678901234.5", "9" * 400])


@st.composite
def evidence(draw, text=TEXT):
    raw, start = draw(text.filter(bool)), draw(st.integers(0, 5000))
    return Evidence(start=start, end=start + len(raw), text=raw, section="case", sentence_start=0, sentence_end=start)


@st.composite
def item(draw, kind, **fields):
    place = draw(evidence())
    label = draw(fields.pop("label", st.just(kind.model_fields["label"].default)))
    values = {name: draw(value) for name, value in fields.items()}
    return kind(id=r.record_id(SHA256, label, place.start, place.end), label=label, evidence=place, **values)


def some(strategy, most=2):
    return st.lists(strategy, max_size=most).map(tuple)


TIME_SLOT = item(r.TimeSlot, label=st.just("Duration"), value=st.sampled_from([None, "P14D", "-P2D"]))
VALUE = item(r.LabValue, number=NUMBER, unit=st.none() | TEXT)
FIELD = st.builds(StudyField, id=st.just("title"), value=TEXT, start=st.just(0), end=st.just(1))
RECORDS = st.builds(
    r.CaseRecord,
    casemill_version=st.just("0"),
    file=st.none() | TEXT,
    sha256=st.just(SHA256),
    study=st.builds(Study, title=st.none() | FIELD, doi=st.none() | FIELD),
    sections=some(st.builds(SectionRecord, start=st.just(0), end=st.integers(1, 9000), category=st.just("case"))),
    abbreviations=some(st.builds(Abbreviation, short=TEXT, long=TEXT)),
    nerves=some(item(r.NerveRecord, name=st.none() | TEXT, identifier=st.none() | TEXT)),
    drugs=some(item(r.DrugRecord, name=st.none() | TEXT, components=some(TEXT), durations=some(TIME_SLOT))),
    analytes=some(item(r.AnalyteRecord, name=st.none() | TEXT, values=some(VALUE))),
    events=some(item(r.EventRecord, number=st.none() | st.integers(1, 9), assertion_cue=st.none() | TEXT)),
    timing=some(item(r.TimeRecord, label=st.just("Date"), value=st.sampled_from([None, "+P2M", "2019-07"]))),
    unattached=some(item(r.Dose)),
)


def every_nasty_text():
    """Return a report in which each of the nasty texts is the name and the text of a nerve."""
    nerves, start = [], 0
    for text in NASTY:
        place = Evidence(start=start, end=start + len(text), text=text, sentence_start=start, sentence_end=start)
        nerves.append(r.NerveRecord(id=r.record_id(SHA256, "Nerve", start, place.end), name=text, evidence=place))
        start = place.end
    title = StudyField(id="x", value="not reported", start=0, end=1)
    study = Study(title=title, doi=StudyField(id="x", value="-1", start=0, end=1))
    return r.CaseRecord(casemill_version="0", sha256=SHA256, study=study, nerves=tuple(nerves))


def write(name, folder, records):
    with writer(name, folder) as add:
        for number, record in enumerate(records):
            add(record, str(number))


@pytest.mark.parametrize("name", WHOLE)
@given(records=st.lists(RECORDS, max_size=3))
@example([])
@example([every_nasty_text()])
@settings(max_examples=25, deadline=None)
def test_records_come_back_as_they_were(name, records):
    with tempfile.TemporaryDirectory() as folder:
        write(name, Path(folder), records)
        assert list(read_records(folder)) == records


@pytest.mark.parametrize("name", TABLES)
@given(records=st.lists(RECORDS, max_size=3))
@example([])
@example([every_nasty_text()])
@settings(max_examples=15, deadline=None)
def test_tables_come_back_as_they_were(name, records):
    with tempfile.TemporaryDirectory() as folder:
        write(name, Path(folder), records)
        read = read_tables(folder)
    expected = frames(records)
    assert list(read) == list(expected)
    for table, frame in expected.items():
        pd.testing.assert_frame_equal(read[table], frame)


@given(TEXT)
def test_a_protected_text_begins_harmlessly_and_comes_back(text):
    shown = protected(text)
    assert not shown.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unprotected(shown) == text
    assert unprotected(text) == text or protected(text) != text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+P2M", "'+P2M"),
        ("-P2D", "'-P2D"),
        ("@A1", "'@A1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'80s", "'80s"),
        ("P2M", "P2M"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_marked(text, shown):
    assert protected(text) == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [(None, "not reported"), ("not reported", "'not reported"), ("'not reported", "''not reported"), ("X", "X")],
)
def test_silence_of_a_case_can_be_told_from_a_text(title, shown):
    table = frames([every_nasty_text()])["cases"]
    place = list(table.columns).index("title")
    row = tuple(title if i == place else None for i in range(len(table.columns)))
    assert told("cases", row)[place] == shown
    assert untold("cases", told("cases", row)) == row
    assert told("nerves", (None, "not reported")) == (None, "not reported")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("jsonl", "records.jsonl"),
        ("sqlite", "casemill.sqlite"),
        ("parquet", "parquet"),
        ("bioc", "bioc.json"),
    ],
)
def test_a_file_can_be_named_as_well_as_its_folder(name, path, tmp_path):
    write(name, tmp_path, [every_nasty_text()])
    assert list(read_records(tmp_path / path)) == list(read_records(str(tmp_path))) == [every_nasty_text()]


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_tables_are_no_records(name, tmp_path):
    write(name, tmp_path, [])
    with pytest.raises(ValueError, match=r"none of the files with whole records.*records\.jsonl"):
        read_records(tmp_path)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("records.jsonl", b'{"secret": "Mrs Doe"}\n'),
        ("casemill.sqlite", b"Mrs Doe" * 400),
        ("bioc.json", b'{"source": "casemill"\n{"infons": "Mrs Doe"},\n'),
        ("bioc.json", b'{"source": "casemill"\n'),
        ("bioc.json", b'{"source": "Mrs Doe"\n'),
        ("parquet/records.parquet", b"Mrs Doe"),
    ],
)
def test_a_damaged_file_is_told_without_its_text(file, content, tmp_path):
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ValueError, match=Path(file).stem) as told_of:
        list(read_records(tmp_path))
    assert "Doe" not in str(told_of.value)


@pytest.mark.parametrize(
    ("file", "content"),
    [("reports.csv", b"a,b\n"), ("casemill.xlsx", b"PK"), ("casemill.sqlite", b"x" * 999), ("other.txt", b"")],
)
def test_a_table_of_another_version_is_told(file, content, tmp_path):
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ValueError, match=r"casemill|none of the files|no Excel"):
        read_tables(tmp_path)


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_records(tmp_path / "x")

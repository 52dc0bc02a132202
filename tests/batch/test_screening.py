"""What a run tells of the reports that give no records, and of those that come twice."""

from __future__ import annotations

import gzip
import json
import os

import pytest
from batches import case, extracted, failures_in, files_in, lines_of, make_texts, names_in
from click.testing import CliRunner
from documents import docx, jats, paragraph, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from casemill.batch.duplicates import Seen, plain_doi
from casemill.cli import main

BOMB = gzip.compress(b"a" * 50_000_000)
EXTERNAL = '<!DOCTYPE article [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t\n", "empty"),
    "nul.txt": (b"A man took\0aspirin.", "binary"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    "long.txt": (b"A man took aspirin. " * 2_500_000, "too_large"),
    "russian.txt": ("Мужчина принимал аспирин и выздоровел.\n".encode() * 9, "not_english"),
    "greek.txt": ("Ο άνδρας έλαβε ασπιρίνη και ανάρρωσε πλήρως.\n".encode() * 9, "not_english"),
    "menu.txt": (b"Soup, bread and two kinds of cheese.\n" * 40, "no_case"),
    "timetable.txt": (b"Trains leave at noon from the northern gate.\n" * 40, "no_case"),
    "zip.txt": (zipped({"b.txt": "x"}), "nested"),
    "twice.txt.gz": (gzip.compress(gzip.compress(b"He fell.")), "nested"),
    "bomb.txt.gz": (BOMB, "bomb"),
    "cut.txt.gz": (gzip.compress(b"He fell." * 99)[:-9], "corrupt"),
    "plain.txt.gz": (b"He fell.", "corrupt"),
    "cut.xml": (b"<article><front>", "corrupt"),
    "bare.xml": (b"<article><body/></article>", "empty"),
    "external.xml": (jats("<p>&a;</p>", doctype=EXTERNAL), "xml_entities"),
    "other.xml": (b"<note>He fell.</note>", "unknown_markup"),
    "cut.json": (b"{", "corrupt"),
    "deep.json": (b"[" * 100_000, "too_deep"),
    "cut.docx": (docx(paragraph("He fell."))[:-40], "corrupt"),
    "bare.docx": (docx(), "empty"),
    "climbs.zip": (zipped({"../a.txt": "He fell."}), "unsafe_name"),
    "columns.csv": (b"name,age\nA,3\n", "no_column"),
    "dead.txt": (None, "missing"),
}


def test_two_hundred_good_files_and_twenty_five_bad_ones(run, tmp_path):
    texts = make_texts(tmp_path / "texts", 200)
    for name, (data, _) in BAD.items():
        if data is None:
            (texts / name).symlink_to("gone")
        else:
            (texts / name).write_bytes(data)
    result = run("extract", texts, "--out", tmp_path / "out", "--shard-size", "40")
    assert result.exit_code == 1
    failures = failures_in(tmp_path / "out")
    assert len(failures) == 25
    found = {os.path.basename(item["file"].rpartition("!")[0] or item["file"]): item for item in failures}
    assert {name: item["code"] for name, item in found.items()} == {name: code for name, (_, code) in BAD.items()}
    assert all(item["file"] in result.stderr and item["remedy"] in item["message"] for item in found.values())
    assert sorted(files_in(tmp_path / "out")) == sorted(f"t{i:02}.txt" for i in range(200))
    flow = json.loads((tmp_path / "out" / "counts.json").read_text(encoding="utf-8"))["reports"]
    assert (flow["found"] + flow["paths_failed"], flow["reports"], flow["with_records"]) == (225, 200, 200)
    assert (flow["other_language"], flow["no_case"], flow["failed"]) == (2, 2, 0)
    assert flow["unreadable"] + flow["paths_failed"] == 21


def test_the_ledger_has_the_order_of_the_input(tmp_path):
    texts = make_texts(tmp_path / "texts", 0)
    for name in ("c.txt", "a.txt", "b.txt"):
        (texts / name).write_bytes(b"")
    extracted(tmp_path / "out", tmp_path / "gone", texts, jobs=2, shard_size=1)
    names = [os.path.basename(item["file"]) for item in failures_in(tmp_path / "out")]
    assert names == ["gone", "a.txt", "b.txt", "c.txt"]


DOI = "10.1234/abc.56"


@pytest.fixture
def copies(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(case(40), encoding="utf-8")
    (texts / "b.txt").write_text(case(41), encoding="utf-8")
    (texts / "c.txt").write_text(case(40), encoding="utf-8")
    (texts / "d.xml").write_bytes(jats(f"<p>{case(42)}</p>", front=f'<article-id pub-id-type="doi">{DOI}</article-id>'))
    (texts / "e.xml").write_bytes(
        jats(f"<p>{case(43)}</p>", front=f'<article-id pub-id-type="doi">{DOI.upper()}</article-id>')
    )
    return texts


@pytest.mark.parametrize("keep", [False, True], ids=["first", "keep"])
def test_copies_are_listed_and_the_first_is_written(run, tmp_path, copies, keep):
    out = tmp_path / "out"
    result = run("extract", copies, "--out", out, "--format", "jsonl,brat", *["--keep-duplicates"] * keep)
    assert result.exit_code == 0, result.output
    listed = [(item["file"], item["of"], item["by"], item["kept"]) for item in lines_of(out / "duplicates.jsonl")]
    assert listed == [("c.txt", "a.txt", "content", keep), ("e.xml", "d.xml", "doi", keep)]
    flow = json.loads((out / "counts.json").read_text(encoding="utf-8"))["reports"]
    assert (flow["found"], flow["duplicates_by_content"], flow["duplicates_by_doi"]) == (5, 1, 1)
    assert (flow["duplicates_kept"], flow["reports"]) == ((2, 5) if keep else (0, 3))
    assert files_in(out) == (["a.txt", "b.txt", "c.txt", "d.xml", "e.xml"] if keep else ["a.txt", "b.txt", "d.xml"])
    assert len([name for name in names_in(out) if name.endswith(".ann")]) == flow["reports"]
    assert "duplicates by DOI" in result.stdout


def test_copies_that_were_left_out_are_written_by_a_later_merge(run, tmp_path, copies):
    run("extract", copies, "--out", tmp_path / "out")
    result = run("merge", tmp_path / "out", "--keep-duplicates", "--format", "jsonl")
    assert result.exit_code == 0, result.output
    assert len(files_in(tmp_path / "out")) == 5


def test_the_text_of_what_is_no_plain_text_is_kept_beside_its_records(run, tmp_path, copies):
    out = tmp_path / "out"
    run("extract", copies, "--out", out)
    assert {name for name in names_in(out) if name.startswith("texts/")} == {"texts/d.txt"}
    raw = (out / "texts" / "d.txt").read_bytes().decode("utf-8")
    (record,) = [record for record in lines_of(out / "records.jsonl") if record["file"] == "d.xml"]
    places = [head["evidence"] for head in (*record["drugs"], *record["timing"])]
    assert places
    assert [raw[place["start"] : place["end"]] for place in places] == [place["text"] for place in places]


@pytest.mark.parametrize(
    "stated", ["10.1/A.b", "10.1/a.B", "https://doi.org/10.1/a.b", "http://dx.doi.org/10.1/a.b", "doi: 10.1/a.b"]
)
def test_ways_to_write_a_doi(stated):
    assert plain_doi(stated) == "10.1/a.b"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([None, "10.1/a", "10.1/b", "10.1/c"])), max_size=12))
def test_a_copy_names_a_report_before_it_that_is_none(items):
    seen, firsts = Seen(), set()
    for number, (content, doi) in enumerate(items):
        copy = seen.duplicate(str(number), f"{content:064x}", doi, kept=False)
        if copy is None:
            firsts.add(str(number))
        else:
            assert copy.of in firsts
    contents = [items[int(name)][0] for name in firsts]
    dois = [items[int(name)][1] for name in firsts if items[int(name)][1]]
    assert len(set(contents)) == len(contents)
    assert len(set(dois)) == len(dois)


def test_rows_and_members_are_reports_of_their_own(run, tmp_path):
    (tmp_path / "table.csv").write_text(f"id,text\none,{case(50)}two,{case(51)}", encoding="utf-8")
    (tmp_path / "more.zip").write_bytes(zipped({"in/a.txt": case(52), "in/b.txt": ""}))
    paths = (tmp_path / "table.csv", tmp_path / "more.zip")
    result = run("extract", *paths, "--out", tmp_path / "out", "--format", "jsonl,brat")
    assert result.exit_code == 1
    assert files_in(tmp_path / "out") == ["table.csv#one", "table.csv#two", "more.zip!in/a.txt"]
    assert {"brat/table-1.ann", "brat/table-2.ann", "brat/a.ann"} <= names_in(tmp_path / "out")
    assert [item["code"] for item in failures_in(tmp_path / "out")] == ["empty"]


def test_standard_input_is_a_report(tmp_path):
    result = CliRunner().invoke(main, ["extract", "-", "--out", str(tmp_path / "out")], input=case(44))
    assert result.exit_code == 0, result.output
    assert files_in(tmp_path / "out") == ["-"]


def test_progress_is_shown_on_a_terminal_alone(run, tmp_path, monkeypatch):
    texts = make_texts(tmp_path / "texts", 3)
    assert run("extract", texts, "--out", tmp_path / "quiet").stderr == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("extract", texts, "--out", tmp_path / "shown").stderr
    assert "extract" in shown
    assert "3/3" in shown

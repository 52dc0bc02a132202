"""``casemill extract`` over many paths: what is read, what is written, what is told of the rest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batches import CASE, bytes_in, failures_in, names_in

import casemill
from casemill.tables import COLUMNS

OWN = {"failures.jsonl", "duplicates.jsonl", "counts.json"}


def test_folders_are_read_with_the_folders_inside(run, texts, tmp_path):
    result = run("extract", texts, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["a.txt", "more/b.TXT"]


def test_default_formats_are_json_lines_and_csv(run, texts, tmp_path):
    run("extract", texts, "--out", tmp_path / "out")
    tables = {f"{name}.csv" for name in (*COLUMNS, "dictionary")}
    assert names_in(tmp_path / "out") == {"records.jsonl", "cases.jsonl", "conflicts.jsonl", *OWN, *tables}


def test_brat_gives_one_file_a_report_also_an_empty_one(run, tmp_path):
    (tmp_path / "a.txt").write_text("The patient slept well.", encoding="utf-8")
    result = run("extract", tmp_path / "a.txt", "--out", tmp_path / "out", "--format", "brat")
    assert result.exit_code == 0
    assert names_in(tmp_path / "out") == {"brat/a.ann", *OWN}
    assert (tmp_path / "out" / "brat" / "a.ann").read_bytes() == b""


BAD = [
    pytest.param("gone.txt", None, "missing", id="missing"),
    pytest.param("empty.txt", b"", "empty", id="empty"),
    pytest.param("blank.txt", b" \r\n\t\n", "empty", id="blank"),
    pytest.param("nul.txt", b"A man took\0aspirin.", "binary", id="nul"),
    pytest.param("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", id="image"),
    pytest.param("line.txt", b"A man took aspirin. " * 2_500_000, "too_large", id="line-of-50-MB"),
    pytest.param("russian.txt", "Мужчина принимал аспирин и выздоровел.\n".encode() * 9, "not_english", id="russian"),
    pytest.param("menu.txt", b"Soup, bread and two kinds of cheese.\n" * 40, "no_case", id="no-case"),
]


@pytest.mark.parametrize(("name", "data", "code"), BAD)
def test_a_bad_file_is_named_and_the_others_are_done(run, tmp_path, name, data, code):
    (tmp_path / "good.txt").write_text(CASE, encoding="utf-8")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run("extract", tmp_path / name, tmp_path / "good.txt", "--out", tmp_path / "out", "--format", "brat")
    assert result.exit_code == 1
    assert name in result.stderr
    (failure,) = failures_in(tmp_path / "out")
    assert (Path(failure["file"]).name, failure["code"]) == (name, code)
    assert name in failure["message"]
    assert names_in(tmp_path / "out") == {"brat/good.ann", *OWN}


def test_ledger_records_and_tables_are_of_one_run(run, texts, tmp_path):
    out = tmp_path / "out"
    run("extract", texts, "--out", out)
    names = names_in(out)
    result = run("extract", tmp_path / "gone", "--out", out)
    assert result.exit_code == 1
    assert [failure["code"] for failure in failures_in(out)] == ["missing"]
    assert names_in(out) == names
    assert (out / "records.jsonl").read_bytes() == b""
    assert (out / "drugs.csv").read_text(encoding="utf-8").count("\n") == 1


def test_each_bad_path_is_one_failure_and_the_others_are_done(run, texts, tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    (texts / "dead.txt").symlink_to("gone")
    os.mkfifo(texts / "pipe.txt")
    long = tmp_path / ("x" * 300)
    result = run("extract", tmp_path / "loop", long, texts, "/dev/null", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert {failure["file"]: failure["code"] for failure in failures_in(tmp_path / "out")} == {
        str(tmp_path / "loop"): "unreadable",
        str(long): "unreadable",
        str(texts / "dead.txt"): "missing",
        str(texts / "pipe.txt"): "not_a_file",
        "/dev/null": "not_a_file",
    }
    assert len((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_folder_inside_that_cannot_be_opened_is_a_failure(run, texts, tmp_path, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "more":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    result = run("extract", texts, "--out", tmp_path / "out")
    assert result.exit_code == 1
    (failure,) = failures_in(tmp_path / "out")
    assert (failure["file"], failure["code"]) == (str(texts / "more"), "unreadable")
    assert len((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_an_output_that_is_a_folder_is_told_before_anything_is_written(run, texts, tmp_path):
    (tmp_path / "out" / "sex.csv").mkdir(parents=True)
    result = run("extract", texts, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert f"{tmp_path / 'out' / 'sex.csv'}: cannot be written (Is a directory)" in result.stderr
    assert names_in(tmp_path / "out") == set()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=lambda n: str(n)
)
def test_a_run_that_is_ended_leaves_nothing_half_written_and_can_go_on(run, texts, tmp_path, number, code):
    for i in range(60):
        (texts / f"c{i}.txt").write_text(CASE * (i + 2), encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "casemill.cli", "extract", str(texts), "--out", str(out), "--shard-size", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while not list(out.glob(".casemill/shards/*.json")) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
        assert process.returncode == code
    assert names_in(out) == set()
    assert list(out.glob(".casemill/shards/*.json")), "what was done is kept"
    assert ("Interrupted after" in told) == (code == 130)
    assert "Traceback" not in told


def test_a_run_removes_what_a_killed_one_left(run, texts, tmp_path):
    (tmp_path / "out" / "brat").mkdir(parents=True)
    for place in ("out/.records.jsonl.abc.casemill.part", "out/brat/.a.ann.abc.casemill.part"):
        (tmp_path / place).write_text("half")
    run("extract", texts, "--out", tmp_path / "out", "--format", "brat")
    assert names_in(tmp_path / "out") == {"brat/a.ann", "brat/b.ann", *OWN}


def test_long_names_get_files_of_their_own(run, tmp_path):
    stem = "ä" * 122
    for folder, text in (("x", CASE), ("y", CASE + "\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{stem}.txt").write_text(text, encoding="utf-8")
    result = run("extract", tmp_path / "x", tmp_path / "y", "--out", tmp_path / "out", "--format", "brat")
    assert result.exit_code == 0, result.output
    hashes = [casemill.extract(tmp_path / folder / f"{stem}.txt").sha256[:12] for folder in "xy"]
    assert names_in(tmp_path / "out" / "brat") == {f"{'ä' * 110}-{start}.ann" for start in hashes}


def test_the_ledger_of_a_good_run_is_empty(run, texts, tmp_path):
    run("extract", tmp_path / "gone", "--out", tmp_path / "out")
    run("extract", texts, "--out", tmp_path / "out")
    assert failures_in(tmp_path / "out") == []


def test_an_output_folder_that_cannot_be_written_is_named(run, texts, tmp_path):
    (tmp_path / "file").write_text("")
    result = run("extract", texts, "--out", tmp_path / "file" / "out")
    assert result.exit_code == 3
    assert f"{tmp_path / 'file' / 'out'}: cannot be written" in result.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_file_name_that_is_not_utf_8(run, tmp_path):
    folder = os.fsencode(tmp_path / "texts")
    os.mkdir(folder)
    for name, text in ((b"caf\xe9.txt", CASE), (b"bad\xe9.txt", "")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    result = run("extract", tmp_path / "texts", "--out", tmp_path / "out", "--format", "jsonl,csv,brat")
    assert result.exit_code == 1
    (line,) = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["file"] == "caf\\xe9.txt"
    (failure,) = failures_in(tmp_path / "out")
    assert failure["file"].endswith("bad\\xe9.txt")


def test_a_folder_without_texts_is_a_failure(run, texts, tmp_path):
    (tmp_path / "none").mkdir()
    result = run("extract", tmp_path / "none", texts, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{tmp_path / 'none'}: the folder holds no .txt file" in result.stderr
    assert [failure["code"] for failure in failures_in(tmp_path / "out")] == ["no_text"]
    assert len((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_file_named_twice_is_read_once(run, texts, tmp_path):
    run("extract", texts / "a.txt", texts, texts / "more" / ".." / "a.txt", "--out", tmp_path / "out")
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["a.txt", "more/b.TXT"]


def test_a_file_that_is_named_may_have_any_ending(run, texts, tmp_path):
    result = run("extract", texts / "notes.md", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert len((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_files_of_one_stem_are_told_apart_by_their_hash(run, tmp_path):
    for folder, text in (("x", CASE), ("y", CASE + "\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "x" / "b.txt").write_text(CASE * 2, encoding="utf-8")
    result = run("extract", tmp_path, "--out", tmp_path / "out", "--format", "brat")
    hashes = [casemill.extract(tmp_path / folder / "a.txt").sha256[:12] for folder in "xy"]
    assert names_in(tmp_path / "out" / "brat") == {"b.ann", *(f"a-{start}.ann" for start in hashes)}
    assert "occur more than once (a)" in " ".join(result.stderr.split())


def test_two_runs_write_the_same_bytes(run, texts, tmp_path):
    for out in ("one", "two"):
        run("extract", texts, "--out", tmp_path / out, "--format", "jsonl,csv,brat")
    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "two")

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import casemill
from casemill.batch import Job, find_jobs
from casemill.cli import Later, main
from casemill.records import json_schema

CASE = "A 40-year-old man took aspirin 100 mg daily.\n"


@pytest.fixture
def run():
    def invoke(*arguments: object):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text(CASE, encoding="utf-8")
    (folder / "more" / "b.TXT").write_text(CASE, encoding="utf-8")
    (folder / "notes.md").write_text(CASE, encoding="utf-8")
    (folder / ".hidden.txt").write_text(CASE, encoding="utf-8")
    return folder


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def failures_in(out: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()]


def test_folders_are_read_with_the_folders_inside(run, texts, tmp_path):
    result = run("extract", texts, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["a.txt", "more/b.TXT"]


def test_default_formats_are_json_lines_and_csv(run, texts, tmp_path):
    run("extract", texts, "--out", tmp_path / "out")
    tables = {f"{name}.csv" for name in ("reports", "nerves", "drugs", "analytes", "timing", "sex")}
    assert names_in(tmp_path / "out") == {"records.jsonl", "failures.jsonl", *tables}


def test_brat_gives_one_file_a_report_also_an_empty_one(run, tmp_path):
    (tmp_path / "a.txt").write_text("The patient slept well.", encoding="utf-8")
    result = run("extract", tmp_path / "a.txt", "--out", tmp_path / "out", "--format", "brat")
    assert result.exit_code == 0
    assert names_in(tmp_path / "out") == {"brat/a.ann", "failures.jsonl"}
    assert (tmp_path / "out" / "brat" / "a.ann").read_bytes() == b""


@pytest.mark.parametrize("formats", ["xml", "", "jsonl,xml", "jsonl csv"])
def test_an_unknown_format_is_a_usage_error(run, texts, tmp_path, formats):
    result = run("extract", texts, "--out", tmp_path / "out", "--format", formats)
    assert result.exit_code == 2
    assert "jsonl, csv, brat" in result.output
    assert not (tmp_path / "out").exists()


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
    assert names_in(tmp_path / "out") == {"brat/good.ann", "failures.jsonl"}


def test_where_nothing_can_be_read_earlier_output_stays(run, texts, tmp_path):
    out = tmp_path / "out"
    run("extract", texts, "--out", out)
    before = (out / "records.jsonl").read_bytes()
    result = run("extract", tmp_path / "gone", "--out", out)
    assert result.exit_code == 1
    assert (out / "records.jsonl").read_bytes() == before
    assert [failure["code"] for failure in failures_in(out)] == ["missing"]


def test_the_ledger_of_a_good_run_is_empty(run, texts, tmp_path):
    run("extract", tmp_path / "gone", "--out", tmp_path / "out")
    run("extract", texts, "--out", tmp_path / "out")
    assert failures_in(tmp_path / "out") == []


def test_an_unforeseen_error_ends_one_file_and_quotes_nothing(run, texts, tmp_path, monkeypatch):
    def fail(path: Path, **options: object) -> None:
        raise RuntimeError(CASE)

    monkeypatch.setattr("casemill.batch.extract_file", fail)
    result = run("extract", texts, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "RuntimeError" in result.stderr
    assert "aspirin" not in result.output
    assert "aspirin" not in (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8")


def test_an_output_folder_that_cannot_be_written_is_named(run, texts, tmp_path):
    (tmp_path / "file").write_text("")
    result = run("extract", texts, "--out", tmp_path / "file" / "out")
    assert result.exit_code == 1
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


def test_a_file_named_twice_is_one_job(texts):
    jobs, failed = find_jobs([texts / "a.txt", texts, texts / "more" / ".." / "a.txt"])
    assert [job.name for job in jobs] == ["a.txt", "more/b.TXT"]
    assert jobs[0] == Job(texts / "a.txt", "a.txt")
    assert failed == []


def test_a_file_may_have_any_ending(texts):
    assert [job.name for job in find_jobs([texts / "notes.md"])[0]] == ["notes.md"]


def test_files_of_one_stem_are_told_apart_by_their_hash(run, tmp_path):
    for folder, text in (("x", CASE), ("y", CASE + "\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "x" / "b.txt").write_text(CASE, encoding="utf-8")
    result = run("extract", tmp_path, "--out", tmp_path / "out", "--format", "brat")
    hashes = [casemill.extract(tmp_path / folder / "a.txt").sha256[:12] for folder in "xy"]
    assert names_in(tmp_path / "out" / "brat") == {"b.ann", *(f"a-{start}.ann" for start in hashes)}
    assert "occur more than once (a)" in " ".join(result.stderr.split())


def test_the_summary_counts_and_says_where(run, texts, tmp_path):
    result = run("extract", texts, "--out", tmp_path / "out")
    summary = result.stdout.replace("│", " ").split()
    assert summary[summary.index("reports") + 1] == "2"
    assert summary[summary.index("failed") + 1] == "0"
    assert str(tmp_path / "out") in result.stdout
    assert result.stderr == ""


def test_two_runs_write_the_same_bytes(run, texts, tmp_path):
    for out in ("one", "two"):
        run("extract", texts, "--out", tmp_path / out, "--format", "jsonl,csv,brat")
    assert names_in(tmp_path / "one") == names_in(tmp_path / "two")
    for name in names_in(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_show_prints_the_text_and_its_records(run, texts):
    result = run("show", texts / "a.txt")
    assert result.exit_code == 0
    assert "took aspirin" in result.stdout
    assert [label for label in ("Age", "Sex", "Drug") if label not in result.stdout] == []


def test_show_of_a_bad_file_names_it(run, tmp_path):
    result = run("show", tmp_path / "gone.txt")
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr
    assert "Traceback" not in result.output


def test_schema_prints_the_schema(run):
    assert json.loads(run("schema").stdout) == json_schema()


def test_version(run):
    assert run("--version").stdout == f"casemill {casemill.__version__}\n"


@pytest.mark.parametrize("name", [name for name, command in main.commands.items() if isinstance(command, Later)])
def test_a_later_command_is_there_when_called(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "--gold" in result.stdout


def test_help_is_quick_and_imports_nothing_heavy():
    heavy = ("spacy", "pandas", "numpy", "pydantic", "rich.console", "casemill.evaluation.command")
    program = (
        "import sys\nfrom casemill.cli import main\n"
        "try:\n    main(['--help'])\nfinally:\n"
        f"    sys.stderr.write(' '.join(sorted(set(sys.modules) & set({heavy!r}))))"
    )
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        took.append(time.perf_counter() - start)
        assert done.stderr == ""
        assert "evaluate" in done.stdout
    assert min(took) < 0.4

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import casemill
from casemill.cli import Later, main
from casemill.records import json_schema

CASE = "A 40-year-old man took aspirin 100 mg daily.\n"


@pytest.mark.parametrize("formats", ["xml", "", "jsonl,xml", "jsonl csv"])
def test_an_unknown_format_is_a_usage_error(run, texts, tmp_path, formats):
    result = run("extract", texts, "--out", tmp_path / "out", "--format", formats)
    assert result.exit_code == 2
    assert "jsonl, csv, xlsx" in " ".join(result.output.split())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments", [("extract", "", "--out", "out"), ("extract", "a.txt", "--out", ""), ("show", "")]
)
def test_an_empty_path_is_a_usage_error(run, texts, monkeypatch, arguments):
    monkeypatch.chdir(texts)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "the path is empty" in result.output
    assert not (texts / "out").exists()


def command_line(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casemill.cli", *map(str, arguments)]
    return subprocess.run(command, text=True, stderr=subprocess.PIPE, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("show", "a.txt"), ("schema",), ("--help",)], ids=lambda a: a[0])
def test_a_standard_output_that_is_full_is_told_in_one_line(texts, arguments):
    with open("/dev/full", "w") as full:
        done = command_line(*arguments, stdout=full, cwd=texts)
    assert done.returncode == 1
    assert done.stderr == "Error: standard output cannot be written (No space left on device).\n"


def test_show_prints_on_a_terminal_without_unicode(texts):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = command_line("show", "a.txt", stdout=subprocess.PIPE, cwd=texts, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "40-year-old ? P40Y" in done.stdout


def test_the_summary_counts_and_says_where(run, texts, tmp_path):
    result = run("extract", texts, "--out", tmp_path / "out")
    summary = result.stdout.replace("│", " ").split()
    assert summary[summary.index("found") + 1] == "2"
    assert summary[summary.index("written") + 1] == "2"
    assert summary[summary.index("failed") + 1] == "0"
    assert str(tmp_path / "out") in result.stdout
    assert result.stderr == ""


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


OPTIONS = {"extract": "--shard", "merge": "--keep-duplicates", "timeline": "--axis", "evaluate": "--gold"}


@pytest.mark.parametrize("name", [name for name, command in main.commands.items() if isinstance(command, Later)])
def test_a_later_command_is_there_when_called(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert OPTIONS[name] in result.stdout


@pytest.mark.parametrize("name", ["extract", "merge"])
def test_exit_codes_are_told(run, name):
    told = run(name, "--help").stdout
    assert [code for code in (0, 1, 2, 3, 130) if f"\n    {code:<5}" not in told] == []


@pytest.mark.parametrize("part", ["0/2", "3/2", "1", "1/", "a/b", "1/2/3", "-1/2", "²/3"])
def test_a_part_that_is_none_is_a_usage_error(run, texts, tmp_path, part):
    result = run("extract", texts, "--out", tmp_path / "out", "--shard", part)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_scheduler_needs_the_engine_that_has_one(run, texts, tmp_path):
    result = run("extract", texts, "--out", tmp_path / "out", "--scheduler", "tcp://localhost:1")
    assert result.exit_code == 2
    assert "--engine dask" in result.stderr
    assert not (tmp_path / "out").exists()


def test_help_imports_nothing_heavy():
    heavy = ("spacy", "pandas", "numpy", "pydantic", "rich.console", "casemill.evaluation.command")
    program = (
        "import sys\nfrom casemill.cli import main\n"
        "try:\n    main(['--help'])\nfinally:\n"
        f"    sys.stderr.write(' '.join(sorted(set(sys.modules) & set({heavy!r}))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "evaluate" in done.stdout

"""``casemill evaluate`` from the outside."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from casemill.evaluation.command import evaluate

GOLD = b"T1\tAge 2 13\t52-year-old\nA1\tValue T1 P52Y\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.ann").write_bytes(GOLD)
    (tmp_path / "one.txt").write_bytes(b"A 52-year-old woman was admitted with a weak left hand.\n")
    return tmp_path


def run(folder, *arguments):
    return CliRunner().invoke(evaluate, ["--gold", str(folder), "--texts", str(folder), *map(str, arguments)])


def test_scores_any_folder_of_texts_and_gold(folder):
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert "Spans" in result.output and "Age" in result.output


def test_writes_a_report_also_into_a_new_folder(folder):
    result = run(folder, "--report", folder / "new" / "r.json")
    assert result.exit_code == 0, result.output
    content = json.loads((folder / "new" / "r.json").read_bytes())
    assert content["total"]["exact"]["Age"]["gold"] == 1


@pytest.mark.parametrize(("key", "code"), [("all = 0.0", 0), ("Nerve = 0.5", 1)])
def test_the_gate_decides_the_exit_code(folder, key, code):
    (folder / "gate.toml").write_text(f"[document.one]\nexact = {{ {key} }}\n", encoding="utf-8")
    result = run(folder, "--gate", folder / "gate.toml")
    assert result.exit_code == code, result.output
    assert ("Gate: holds" in result.output) == (code == 0)
    assert ("nothing to score" in result.output) == (code == 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gold", "nowhere"], "nowhere: no such folder"),
        (["--misses", "Nervs"], "'Nervs' is no label"),
        (["--report", "r.docx"], "r.docx: no such report format"),
        (["--gate", "no.toml"], "no.toml: cannot be read (No such file or directory)"),
        (["--report", "one.txt/r.json"], "one.txt/r.json: cannot be written"),
        (["--report", "folder.json"], "folder.json: cannot be written (Is a directory)"),
    ],
)
def test_a_mistake_is_told_in_one_line(folder, monkeypatch, arguments, message):
    monkeypatch.chdir(folder)
    (folder / "folder.json").mkdir()
    monkeypatch.setattr("casemill.evaluation.evaluate.load", lambda: pytest.fail("told after the run"))
    result = run(folder, *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_gate_that_checks_nothing_falls(folder):
    (folder / "gate.toml").write_text("[document.other]\nexact = { all = 0.5 }\n", encoding="utf-8")
    result = run(folder, "--gate", folder / "gate.toml")
    assert result.exit_code == 1
    assert "Gate: checked nothing" in result.output
    assert "holds" not in result.output


def test_the_gate_counts_what_it_checked(folder):
    content = "[document.one]\nexact = { all = 0.0, Age = 0.0 }\n[document.other]\nexact = { all = 0.5 }\n"
    (folder / "gate.toml").write_text(content, encoding="utf-8")
    assert "holds, 2 of 3 least scores checked" in run(folder, "--gate", folder / "gate.toml").output


def test_an_empty_path_is_refused(folder):
    result = run(folder, "--gold", "")
    assert result.exit_code == 2
    assert "the path is empty" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "Missing argument 'ANNOTATIONS'"),
        (["nowhere", "nowhere"], 1, "nowhere/gold: holds no .ann files"),
    ],
)
def test_the_command_that_renews_the_manifest_tells_a_mistake(folder, arguments, code, message):
    command = [sys.executable, "-m", "casemill.evaluation.manifest", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "RuntimeWarning" not in done.stderr


def test_gold_that_does_not_fit_is_told_in_one_line(folder):
    (folder / "one.txt").write_bytes(b"Another text altogether.\n")
    result = run(folder)
    assert result.exit_code == 1
    assert "one.ann, line 1" in result.output


def test_importing_the_command_imports_nothing_heavy():
    code = (
        "import sys, casemill.evaluation.command;"
        "print(sorted({'spacy', 'numpy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="module")
def collect():
    spec = importlib.util.spec_from_file_location("collect", CORPUS / "collect.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    entries = []
    for name, kind in (("one", "article"), ("two", "article"), ("own", "report")):
        digest = hashlib.sha256(name.encode()).hexdigest()
        entries.append(
            f'[[document]]\nid = "{name}"\nkind = "{kind}"\npath = "articles/{name}.txt"\nsha256 = "{digest}"\n'
        )
    (folder / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder


def test_files_are_known_by_their_bytes_whatever_their_name(collect, corpus, tmp_path):
    (tmp_path / "from" / "deep").mkdir(parents=True)
    (tmp_path / "from" / "deep" / "x.dat").write_bytes(b"one")
    (tmp_path / "from" / "two.txt").write_bytes(b"two, changed")
    said: list[str] = []
    assert collect.collect(tmp_path / "from", corpus=corpus, say=said.append) == 1
    assert [path.name for path in (corpus / "articles").iterdir()] == ["one.txt"]
    assert (corpus / "articles" / "one.txt").read_bytes() == b"one"
    assert [line.split()[:2] for line in said[:2]] == [["found", "one:"], ["missing", "two:"]]
    assert said[-1].startswith("1 of 2 articles")


def test_what_is_in_place_is_not_missing(collect, corpus, tmp_path):
    (tmp_path / "from").mkdir()
    for name in ("one", "two"):
        (tmp_path / "from" / f"{name}.txt").write_bytes(name.encode())
    (tmp_path / "empty").mkdir()
    assert collect.collect(tmp_path / "from", corpus=corpus, say=str) == 0
    said: list[str] = []
    assert collect.collect(tmp_path / "empty", corpus=corpus, say=said.append) == 0
    assert said[0].startswith("in place one")


@pytest.mark.parametrize("arguments", [[], [""], ["no-such-folder"], ["a", "b"]])
def test_without_a_folder_it_says_how(collect, capsys, arguments):
    assert collect.main(arguments) == 2
    assert "make corpus FROM=DIR" in capsys.readouterr().err


def test_the_manifest_fits_the_shipped_reports():
    entries = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))["document"]
    reports = {entry["path"]: entry["sha256"] for entry in entries if entry["kind"] == "report"}
    shipped = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in CORPUS.glob("*.txt")}
    assert reports == shipped

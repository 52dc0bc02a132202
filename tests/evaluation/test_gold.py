"""The gold that ships: hashes, the BRAT configuration, the gate."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from casemill.evaluation.entries import digest, files_by_name, read_manifest
from casemill.evaluation.gate import read_gate
from casemill.evaluation.manifest import format_manifest
from casemill.evaluation.vocabulary import ALLOWED, strange_in
from casemill.mentions import LABELS, SLOT_HEADS
from casemill.standoff import ATTRIBUTES, format_standoff, parse_standoff

ROOT = Path(__file__).parents[2]
ANNOTATIONS = ROOT / "annotations"
GOLD = sorted((ANNOTATIONS / "gold").glob("*.ann"))
ENTRIES = {entry.id: entry for entry in read_manifest(ANNOTATIONS / "manifest.toml")}
SHIPPED = ("motor-neuronopathy-citations", "myelopathy-two-column", "neuroleukemiosis-web", "two-patients")
ARTICLES = ("motor-neuronopathy", "myelopathy", "neuroleukemiosis")


def configuration():
    """Return the sections of annotation.conf: name -> lines."""
    sections = {}
    for line in (ANNOTATIONS / "annotation.conf").read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[(\w+)\]", line):
            lines = sections.setdefault(header[1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


def attributes_allowed():
    """Return attribute -> (labels, closed values or None)."""
    allowed = {}
    for line in configuration()["attributes"]:
        name, labels, values = re.fullmatch(r"(\w+)\tArg:([\w|]+)(?:, Value:([\w|]+))?", line).groups()
        allowed[name] = (labels.split("|"), values.split("|") if values else None)
    return allowed


def test_the_manifest_names_all_gold_and_nothing_else():
    assert sorted(path.stem for path in GOLD) == sorted(ENTRIES) == sorted((*ARTICLES, *SHIPPED))


def test_the_manifest_is_as_the_command_writes_it():
    written = (ANNOTATIONS / "manifest.toml").read_text(encoding="utf-8")
    assert written == format_manifest(list(ENTRIES.values()))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_the_one_in_the_manifest(path):
    assert digest(path.read_bytes()) == ENTRIES[path.stem].gold_sha256


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_texts_are_those_in_the_manifest_and_fit_their_gold(name):
    data = files_by_name(ROOT / "corpus")[ENTRIES[name].file].read_bytes()
    assert digest(data) == ENTRIES[name].sha256
    gold = parse_standoff(
        (ANNOTATIONS / "gold" / f"{name}.ann").read_bytes(), source=name, text=data.decode()
    )
    assert len(gold.spans) >= 40
    written = format_standoff(gold, text=data.decode())
    assert parse_standoff(written.encode(), source=name, text=data.decode()) == gold


def test_both_manifests_agree_on_the_texts():
    corpus = read_manifest(ROOT / "corpus" / "manifest.toml")
    texts = {entry.id: (entry.file, entry.sha256) for entry in ENTRIES.values()}
    assert {entry.id: (entry.file, entry.sha256) for entry in corpus} == texts


def test_the_configuration_knows_the_words_of_the_guidelines():
    sections = configuration()
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    assert sorted(sections["entities"]) == sorted(LABELS)
    assert sorted(sections["relations"]) == sorted(
        f"{slot}-{head}\tArg1:{slot}, Arg2:{head}" for slot, head in SLOT_HEADS.items()
    )
    assert sorted(attributes_allowed()) == sorted(ATTRIBUTES)


def test_evaluation_knows_the_words_of_the_configuration():
    """The menus leave out values that are not written (``patient``) and cannot list open ones."""
    known = {}
    for label, names in ALLOWED.items():
        for name, values in names.items():
            labels, union = known.setdefault(name, (set(), set()))
            labels.add(label)
            union.update(values or ())
    known["Scope"][1].discard("patient")
    known["Assertion"][1].discard("present")
    known["Value"][1].clear()
    configured = {name: (set(labels), set(values or ())) for name, (labels, values) in attributes_allowed().items()}
    assert configured == known


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_says_nothing_that_the_guidelines_do_not_know(path):
    assert strange_in(parse_standoff(path.read_bytes(), source=path.name)) == []


def test_the_gate_watches_all_gold_and_requires_what_ships():
    minima = read_gate(ANNOTATIONS / "gate.toml")
    assert {minimum.document for minimum in minima} == set(ENTRIES)
    assert {minimum.document for minimum in minima if minimum.required} == set(SHIPPED)


def test_case_level_gold_is_of_all_texts():
    cases = tomllib.loads((ANNOTATIONS / "gold" / "cases.toml").read_text(encoding="utf-8"))
    assert sorted(cases) == sorted(ENTRIES)

"""Pairing gold with its text, and refusing what does not belong together."""

from __future__ import annotations

import pytest

from casemill.evaluation import EvaluationError, load_pairs
from casemill.evaluation.entries import Entry, digest, read_manifest
from casemill.evaluation.manifest import format_manifest, renew
from casemill.standoff import StandoffError

TEXT = b"Zinc\r\nfor 3 days"
GOLD = b"T1\tDrug 0 4\tZinc\nT2\tDuration 10 16\t3 days\n"


@pytest.fixture
def house(tmp_path):
    """Folders ``annotations/gold`` and ``corpus`` with one pair of files."""
    gold, corpus = tmp_path / "annotations" / "gold", tmp_path / "corpus"
    gold.mkdir(parents=True)
    corpus.mkdir()
    (gold / "one.ann").write_bytes(GOLD)
    (corpus / "one.txt").write_bytes(TEXT)
    return tmp_path


def load(house):
    return load_pairs(house / "annotations" / "gold", house / "corpus")


def write_manifest(house, *entries, folder="annotations"):
    (house / folder / "manifest.toml").write_text(format_manifest(list(entries)), encoding="utf-8")


def test_by_stem_without_a_manifest(house):
    pairing = load(house)
    assert [pair.name for pair in pairing.pairs] == ["one"]
    assert pairing.notes == ()


def test_newlines_of_the_text_stay(house):
    pair = load(house).pairs[0]
    assert pair.text == TEXT.decode()
    assert [pair.text[span.start : span.end] for span in pair.gold.spans] == ["Zinc", "3 days"]


def test_gold_and_text_may_lie_in_one_folder(house):
    gold = house / "annotations" / "gold"
    (house / "corpus" / "one.txt").rename(gold / "one.txt")
    assert [pair.name for pair in load_pairs(gold, gold).pairs] == ["one"]


@pytest.mark.parametrize("folder", ["annotations", "annotations/gold", "corpus"])
def test_by_id_of_a_manifest(house, folder):
    (house / "corpus" / "articles").mkdir()
    (house / "corpus" / "one.txt").rename(house / "corpus" / "articles" / "0815.txt")
    write_manifest(house, Entry("one", "0815.txt", digest(TEXT)), folder=folder)
    assert [pair.name for pair in load(house).pairs] == ["one"]


def test_the_manifest_nearer_to_the_gold_holds(house):
    write_manifest(house, Entry("one", "one.txt", "0" * 64), folder="corpus")
    write_manifest(house, Entry("one", "one.txt", digest(TEXT)))
    assert len(load(house).pairs) == 1


def test_a_text_named_by_the_id_is_found_although_the_manifest_names_it_otherwise(house):
    write_manifest(house, Entry("one", "0815.txt", digest(TEXT)))
    assert len(load(house).pairs) == 1


@pytest.mark.parametrize("name", ["one.txt", "0815.txt"])
def test_a_changed_text_is_refused(house, name):
    write_manifest(house, Entry("one", "0815.txt", digest(TEXT)))
    (house / "corpus" / "one.txt").unlink()
    (house / "corpus" / name).write_bytes(TEXT.replace(b"\r\n", b"\n"))
    with pytest.raises(EvaluationError, match=rf"{name}: this is not the text.*Put the original file back"):
        load(house)


def test_changed_gold_is_refused(house):
    write_manifest(house, Entry("one", "one.txt", digest(TEXT), digest(GOLD)))
    (house / "annotations" / "gold" / "one.ann").write_bytes(GOLD.splitlines(keepends=True)[0])
    with pytest.raises(EvaluationError, match=r"one\.ann: changed.*renew the manifest"):
        load(house)


def test_a_changed_text_is_found_out_without_a_manifest(house):
    (house / "corpus" / "one.txt").write_bytes(TEXT.replace(b"\r\n", b"\n"))
    with pytest.raises(StandoffError, match=r"one\.ann, line 2"):
        load(house)


def test_gold_without_its_text_is_noted(house):
    (house / "annotations" / "gold" / "two.ann").write_bytes(b"")
    (house / "annotations" / "gold" / "three.ann").write_bytes(b"")
    write_manifest(house, Entry("two", "0816.txt"))
    pairing = load(house)
    assert [pair.name for pair in pairing.pairs] == ["one"]
    three, two = pairing.notes
    assert three.startswith("three: left out, no three.txt in ")
    assert two.startswith("two: left out, its text 0816.txt is not in ")


def test_nothing_to_pair_is_refused(house):
    (house / "corpus" / "one.txt").unlink()
    with pytest.raises(EvaluationError, match=r"Nothing to score\. one: left out"):
        load(house)


def test_a_folder_without_gold_is_refused(house):
    with pytest.raises(EvaluationError, match=r"holds no \.ann files"):
        load_pairs(house / "corpus", house / "corpus")


def test_a_missing_folder_is_named(house):
    with pytest.raises(EvaluationError, match="nowhere: no such folder"):
        load_pairs(house / "nowhere", house / "corpus")


def test_a_text_that_is_no_utf8_is_named(house):
    (house / "corpus" / "one.txt").write_bytes("Zinc à 3 jours".encode("latin-1"))
    with pytest.raises(EvaluationError, match=r"one\.txt: is not UTF-8 \(byte 5\)"):
        load(house)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("id = ", "is no valid TOML"),
        ('[[document]]\nfile = "x.txt"\n', "document 1 has no id"),
        ("[[document]]\nid = 5\n", "id of document 1 is no string"),
        ('[[document]]\nid = "one"\nfile = ["x.txt"]\n', "file of document 1 is no string"),
        ('document = "x"', "document is no list of tables"),
        ("document = [1]", "document is no list of tables"),
        ("[document]\nx = 5", "document is no list of tables"),
    ],
)
def test_a_broken_manifest_is_named(house, content, problem):
    (house / "annotations" / "manifest.toml").write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=rf"manifest\.toml: {problem}"):
        load(house)


def test_gold_that_cannot_be_read_is_named(house):
    (house / "annotations" / "gold" / "one.ann").unlink()
    (house / "annotations" / "gold" / "one.ann").mkdir()
    with pytest.raises(EvaluationError, match=r"one\.ann: cannot be read \(Is a directory\)"):
        load(house)


def test_what_the_guidelines_do_not_know_is_noted_by_name(house):
    strange = GOLD.replace(b"Duration", b"Durations") + b"A1\tStatus T1 stopped\nA2\tKind T1 brnad\nA3\tKnd T1 brand\n"
    (house / "annotations" / "gold" / "one.ann").write_bytes(strange)
    assert load(house).notes == (
        "one.ann: the guidelines know no Drug.Kind brnad; they know ingredient, brand, class, regimen",
        "one.ann: the guidelines know no Drug.Knd",
        "one.ann: the guidelines know no label Durations",
    )


def test_renewing_the_manifest_takes_up_what_the_files_are_now(house):
    write_manifest(house, Entry("one", "one.txt", "0" * 64, "0" * 64))
    renew(house / "annotations", house / "corpus")
    assert read_manifest(house / "annotations" / "manifest.toml") == [
        Entry("one", "one.txt", digest(TEXT), digest(GOLD))
    ]
    assert len(load(house).pairs) == 1


def test_renewing_keeps_the_hash_of_a_text_that_is_not_here(house):
    (house / "annotations" / "gold" / "two.ann").write_bytes(b"")
    write_manifest(house, Entry("two", "0816.txt", "ab" * 32), folder="corpus")
    renew(house / "annotations", house / "corpus")
    assert read_manifest(house / "annotations" / "manifest.toml")[1] == Entry(
        "two", "0816.txt", "ab" * 32, digest(b"")
    )


def test_renewing_refuses_gold_that_does_not_fit_its_text(house):
    (house / "corpus" / "one.txt").write_bytes(b"Iron for 3 days")
    with pytest.raises(StandoffError, match=r"one\.ann, line 1"):
        renew(house / "annotations", house / "corpus")


def test_renewing_refuses_gold_whose_text_nobody_knows(house):
    (house / "annotations" / "gold" / "two.ann").write_bytes(b"")
    with pytest.raises(EvaluationError, match=r"two\.ann: its text two\.txt is not in"):
        renew(house / "annotations", house / "corpus")

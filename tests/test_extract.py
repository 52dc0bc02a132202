from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest
import spacy
from handmade import handmade

import casemill
from casemill import errors
from casemill.errors import InputError
from casemill.records import CaseRecord

TEXT = "A 40-year-old man took aspirin 100 mg daily."


def test_a_text_is_hashed_in_utf_8_and_has_no_file():
    record = casemill.extract(TEXT)
    assert record.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (record.file, record.encoding) == (None, None)


def test_a_path_and_the_string_of_it_are_the_same_file(tmp_path):
    path = tmp_path / "case.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    record = casemill.extract(path)
    assert record == casemill.extract(str(path))
    assert (record.file, record.encoding) == ("case.txt", "utf-16")
    assert record.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [head.evidence for head in record.heads] == [head.evidence for head in casemill.extract(TEXT).heads]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("case.txt", id="name-of-no-file"),
        pytest.param("case.txt\n", id="file-name-with-a-line-end"),
        pytest.param("x" * 5000, id="longer-than-a-path"),
        pytest.param("x" * 300, id="longer-than-a-name"),
        pytest.param("a\0b", id="nul"),
        pytest.param("", id="empty"),
        pytest.param(" \r\n\t", id="blank"),
    ],
)
def test_what_is_no_file_is_a_text(text):
    assert casemill.extract(text).file is None


def test_a_missing_path_is_an_error_that_names_it(tmp_path):
    with pytest.raises(InputError, match=r"gone\.txt"):
        casemill.extract(tmp_path / "gone.txt")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("a" * 1_000_001, errors.TooLargeInputError, id="too-large"),
        pytest.param("He took \ud83d aspirin.", errors.HalfCharacterError, id="lone-surrogate"),
    ],
)
def test_a_text_that_cannot_be_read_is_told(text, error):
    with pytest.raises(error, match=r"^text: "):
        casemill.extract(text)


def test_a_document_of_another_pipeline_is_refused():
    other = spacy.blank("en")
    with pytest.raises(ValueError, match=r"casemill\.load"):
        casemill.records_of(other(TEXT))
    with pytest.raises(ValueError, match=r"casemill\.load"):
        casemill.extract(TEXT, nlp=other)


def test_modules_are_there_when_asked_for():
    program = "import casemill; casemill.tables.frames; casemill.errors.InputError; casemill.nothing"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "AttributeError: module 'casemill' has no attribute 'nothing'" in done.stderr


def test_the_pipeline_is_loaded_once_and_another_can_be_given():
    assert casemill.load() is casemill.load()
    other = casemill.load().from_config(casemill.load().config)
    assert casemill.extract(TEXT, nlp=other) == casemill.extract(TEXT)


def test_a_shared_slot_stands_in_each_head_with_one_id():
    record = handmade("[ALT](Analyte) and [AST](Analyte) were [normal](LabValue >ALT >AST).")
    first, second = (analyte.values for analyte in record.analytes)
    assert [value.evidence.text for value in first] == ["normal"]
    assert first == second


def test_slots_go_to_their_heads_family_by_family():
    record = handmade(
        "[Heparin](Drug) [5000 U](Dose >Heparin) [sc](Route >Heparin) [twice a day](Frequency Value=R2/P1D >Heparin) "
        "for [5 days](Duration Value=P5D >Heparin), [aspirin](Drug) [daily](Frequency >aspirin) for [a week](Duration)."
    )
    heparin, aspirin = record.drugs
    assert [slot.label for slot in (*heparin.doses, *heparin.routes)] == ["Dose", "Route"]
    assert [slot.value for slot in (*heparin.frequencies, *heparin.durations)] == ["R2/P1D", "P5D"]
    assert [slot.evidence.text for slot in aspirin.frequencies] == ["daily"]
    assert aspirin.durations == aspirin.doses == ()
    assert [time.evidence.text for time in record.timing] == ["twice a day", "5 days", "daily", "a week"]
    assert heparin.frequencies[0].id == record.timing[0].id


def test_a_slot_without_a_head_is_kept_apart():
    record = handmade("[12 mg](Dose) and [normal](LabValue >12_mg) for [a day](Duration).")
    assert [slot.evidence.text for slot in record.unattached] == ["12 mg", "normal"]
    assert record.drugs == record.analytes == ()


def test_what_the_text_does_not_say_is_empty():
    record = handmade("[Aspirin](Drug), [CK](Analyte), [ulnar](Nerve), [then](Date).")
    (drug,), (analyte,), (nerve,), (date,) = record.drugs, record.analytes, record.nerves, record.timing
    assert (drug.kind, drug.name, drug.identifier, drug.components) == (None, None, None, ())
    assert (drug.status, drug.scope) == ("given", "patient")
    assert (analyte.flag, analyte.specimen, analyte.values) == (None, None, ())
    assert (nerve.laterality, nerve.involvement) == (None, None)
    assert (date.value, date.anchor) == (None, None)


def test_attributes_go_where_the_guidelines_say():
    record = handmade(
        "[FLAG](Drug Kind=regimen Status=stopped Scope=general name=flag @components=fludarabine|cytarabine) "
        "[facial](Nerve Laterality=left Involvement=spared name=facial_nerve id=UBERON:0001647) "
        "[later](Date Value=+P2M Anchor=transplant) "
        "[WBC](Analyte Kind=lab Specimen=blood Flag=high) [9](LabValue Number=9 Unit=10*9/L >WBC) "
        "[4-10](RefRange >WBC) "
        "[girl](Sex Value=female)"
    )
    (drug,), (nerve,), (date,), (analyte,) = record.drugs, record.nerves, record.timing, record.analytes
    assert (drug.kind, drug.status, drug.scope, drug.name) == ("regimen", "stopped", "general", "flag")
    assert drug.components == ("fludarabine", "cytarabine")
    assert (nerve.laterality, nerve.involvement, nerve.identifier) == ("left", "spared", "UBERON:0001647")
    assert (date.value, date.anchor) == ("+P2M", "transplant")
    assert (analyte.kind, analyte.specimen, analyte.flag) == ("lab", "blood", "high")
    assert (analyte.values[0].number, analyte.values[0].unit) == ("9", "10*9/L")
    assert [slot.evidence.text for slot in analyte.ref_ranges] == ["4-10"]
    assert record.sex[0].value == "female"


@pytest.mark.parametrize(
    ("value", "comparator"),
    [
        pytest.param("[>20](LabValue Number=20 >CK)", ">", id="sign"),
        pytest.param("[≤ 5](LabValue Number=5 >CK)", "<=", id="unicode-sign"),
        pytest.param("[<=5](LabValue Number=5 >CK)", "<=", id="two-signs"),
        pytest.param("[Less than 5](LabValue Number=5 >CK)", "<", id="words"),
        pytest.param("[5](LabValue Number=5 >CK)", None, id="none"),
        pytest.param("[above](LabValue >CK)", None, id="no-number"),
        pytest.param("[5](LabValue Number=5 @comparator=>= >CK)", ">=", id="as-the-rule-says"),
    ],
)
def test_comparator(value, comparator):
    (analyte,) = handmade(f"[CK](Analyte) {value}").analytes
    assert analyte.values[0].comparator == comparator


def test_evidence_is_raw_over_a_repaired_word():
    raw = "She took inotu-\nzumab in 2019.\r\nHer ﬁngers tingled."
    doc = casemill.load()(raw)
    for record in casemill.records_of(doc).heads:
        assert raw[record.evidence.start : record.evidence.end] == record.evidence.text


def test_evidence_lies_in_its_sentence():
    record = handmade("He was ill. He took [aspirin](Drug) then. He is well.")
    evidence = record.drugs[0].evidence
    raw = "He was ill. He took aspirin then. He is well."
    assert raw[evidence.sentence_start : evidence.sentence_end].strip() == "He took aspirin then."


def test_two_runs_give_the_same_bytes():
    assert casemill.extract(TEXT).model_dump_json() == casemill.extract(TEXT).model_dump_json()


def test_passages_in_other_languages_are_told():
    raw = "A man of 40 years took aspirin.\n\nМужчина 40 лет принимал аспирин и выздоровел через неделю.\n"
    (passage,) = casemill.extract(raw).set_aside
    assert raw[passage.start : passage.end].startswith("Мужчина")
    assert isinstance(casemill.extract(raw), CaseRecord)

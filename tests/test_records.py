from __future__ import annotations

import json
from pathlib import Path

import pytest
from handmade import handmade
from pydantic import ValidationError

import casemill
from casemill import records as r

SCHEMA = Path(casemill.__file__).with_name("schema.json")
MARKED = (
    "[Women](Sex Value=female Scope=general) differ. She took [prednisone](Drug Kind=ingredient name=prednisone "
    "id=ATC:H02AB07) [40 mg](Dose >prednisone) [daily](Frequency Value=R1/P1D >prednisone); "
    "[CK](Analyte Kind=lab name=creatine_kinase) was [>231 U/L](LabValue Number=231 Unit=U/L >CK)."
)


def test_a_record_reads_back_from_its_json():
    record = handmade(MARKED, file="a.txt", encoding="utf-8")
    assert r.CaseRecord.model_validate_json(record.model_dump_json()) == record


def test_a_record_is_frozen_and_closed():
    record = handmade(MARKED)
    with pytest.raises(ValidationError, match="frozen"):
        record.drugs[0].evidence.start = 1
    with pytest.raises(ValidationError, match="extra"):
        r.Abbreviation(short="CK", long="creatine kinase", note="x")


@pytest.mark.parametrize(
    ("family", "values"),
    [
        pytest.param(r.NerveRecord, {"label": "Nerve", "laterality": "middle"}, id="laterality"),
        pytest.param(r.DrugRecord, {"label": "Drug", "status": "paused"}, id="status"),
        pytest.param(r.AnalyteRecord, {"label": "Analyte", "flag": "raised"}, id="flag"),
        pytest.param(r.TimeRecord, {"label": "Moment"}, id="label"),
        pytest.param(r.SexRecord, {"label": "Sex", "scope": "family"}, id="scope"),
    ],
)
def test_a_value_outside_the_guidelines_is_refused(family, values):
    evidence = r.Evidence(start=0, end=1, text="x", sentence_start=0, sentence_end=1)
    with pytest.raises(ValidationError, match="literal_error"):
        family(id="x", evidence=evidence, **values)


def test_ids_are_made_of_text_label_and_raw_place():
    record = handmade(MARKED)
    place = record.drugs[0].evidence
    assert record.drugs[0].id == f"{record.sha256[:12]}-Drug-{place.start}-{place.end}"


def test_heads_come_in_order_of_their_places():
    labels = [head.label for head in handmade(MARKED).heads]
    assert labels == ["Sex", "Drug", "Frequency", "Analyte"]


def test_the_published_schema_is_that_of_the_records():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == r.json_schema(), "run: make schema"


def test_the_schema_says_what_each_field_is():
    schema = r.json_schema()
    assert schema["$defs"]["DrugRecord"]["properties"]["components"]["description"]
    assert "schema_version" in schema["properties"]

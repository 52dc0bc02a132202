from __future__ import annotations

import json

import pytest
from handmade import handmade
from timed import COURSE, TIMES, timed

from casemill.phenopackets import check_phenopacket, packets_of
from casemill.phenopackets.elements import RESOURCES, age_element, time_element
from casemill.records import When
from casemill.writing.phenopacket import left_out, writer

SEVERAL = (
    "One, a [man](Sex Value=male), had [AML](Diagnosis Kind=haematological name=acute_myeloid_leukemia"
    " id=MONDO:0018874). Two, a [woman](Sex Value=female), had [ataxia](Diagnosis Kind=neurological name=ataxia"
    " id=HP:0001251)."
)


def packet(marked, times=None):
    return packets_of(timed(marked, times or {}))[0]


def parsed(content):
    json_format = pytest.importorskip("google.protobuf.json_format")
    schema = pytest.importorskip("phenopackets")
    return json_format.Parse(json.dumps(content), schema.Phenopacket())


def test_a_packet_is_what_the_schema_says():
    content = packet(COURSE, TIMES).content
    message = parsed(content)
    assert check_phenopacket(content) == []
    assert message.subject.sex == 1
    assert message.diseases[0].term.id == "MONDO:0018874"
    assert message.diseases[0].onset.interval.start.ToJsonString() == "2018-08-01T00:00:00Z"
    assert [action.treatment.agent.id for action in message.medical_actions] == ["ATC:H02AB07", "ATC:L04AD02"]
    interval = message.medical_actions[0].treatment.dose_intervals[0]
    assert (interval.quantity.value, interval.quantity.unit.id) == (50, "UCUM:mg")
    assert interval.schedule_frequency.id == "UCUM:1/d"
    assert interval.interval.end.ToJsonString() == "2019-07-05T00:00:00Z"


def test_a_measurement_has_code_value_and_time():
    protein = parsed(packet(COURSE, TIMES).content).measurements[1]
    assert (protein.assay.id, protein.assay.label) == (
        "LOINC:2880-3",
        "Protein [Mass/volume] in Cerebral spinal fluid",
    )
    assert (protein.value.quantity.value, protein.value.quantity.unit.id) == (95, "UCUM:mg/dL")
    assert protein.time_observed.timestamp.ToJsonString() == "2019-06-19T00:00:00Z"


def test_nerves_are_features_with_their_side():
    marked = (
        "The left [VII](Nerve Laterality=left Involvement=involved name=facial_nerve id=UBERON:0001647), not the"
        " [XII](Nerve Involvement=spared name=hypoglossal_nerve id=UBERON:0001650)."
    )
    facial, hypoglossal = parsed(packet(marked).content).phenotypic_features
    assert (facial.type.id, facial.excluded, facial.description) == (
        "HP:0010827",
        False,
        "facial nerve, UBERON:0001647",
    )
    assert [modifier.id for modifier in facial.modifiers] == ["HP:0012835"]
    assert (hypoglossal.type.id, hypoglossal.excluded) == ("HP:0010826", True)


def test_a_spared_nerve_never_excludes_a_general_term():
    spared = packet("The [optic nerve](Nerve Involvement=spared name=optic_nerve id=UBERON:0000941) was normal.")
    involved = packet("The [optic nerve](Nerve Involvement=involved name=optic_nerve id=UBERON:0000941) was not.")
    assert "phenotypicFeatures" not in spared.content
    assert spared.left_out == {"nerve without an HPO term": 1}
    assert involved.content["phenotypicFeatures"][0]["type"]["id"] == "HP:0001291"


def test_a_nerve_without_a_term_of_its_own_is_no_neuropathy():
    found = packet("Low CMAP of the [ulnar nerve](Nerve Involvement=involved name=ulnar_nerve id=UBERON:0001494).")
    assert [feature["type"] for feature in found.content["phenotypicFeatures"]] == [
        {"id": "HP:0410008", "label": "Abnormality of the peripheral nervous system"}
    ]


def vii(involvement, side="", name="facial_nerve"):
    laterality = f"Laterality={side}" if side else ""
    return f"[{involvement} {side}](Nerve name={name} Involvement={involvement} {laterality})"


DENIED = {
    "the same": (vii("involved", "left") + vii("spared", "left"), 0),
    "first excluded": (vii("spared", "left") + vii("involved", "left"), 0),
    "on the other side": (vii("involved", "left") + vii("spared", "right"), 1),
    "on both sides": (vii("involved", "left") + vii("spared", "bilateral"), 0),
    "on no side": (vii("involved", "left") + vii("spared"), 0),
    "another nerve": (vii("involved", "left") + vii("spared", "left", "hypoglossal_nerve"), 1),
    "all nerves of the kind": (vii("involved", "left") + vii("spared", name="cranial_nerve"), 0),
    "a sign": (
        "[a](Diagnosis name=ataxia id=HP:0001251) [b](Diagnosis name=ataxia id=HP:0001251 Assertion=negated)",
        0,
    ),
    "another sign": (
        "[a](Diagnosis name=ataxia id=HP:0001251) [b](Diagnosis name=pain id=HP:0012531 Assertion=negated)",
        1,
    ),
}


@pytest.mark.parametrize(("marked", "excluded"), DENIED.values(), ids=DENIED.keys())
def test_a_feature_is_not_both_there_and_excluded(marked, excluded):
    found = packet(marked)
    features = found.content["phenotypicFeatures"]
    assert [feature.get("excluded", False) for feature in features].count(True) == excluded
    assert len(features) == 1 + excluded
    assert found.left_out == ({} if excluded else {"feature excluded that is present too": 1})


AGE = "A [45-year-old](Age Value=P45Y) [fell](Event Value=onset Of=neurological)"
LATER = {
    "nothing later": (AGE, True),
    "improved": (AGE + " and [improved](Outcome Value=improved).", True),
    "died": (AGE + " and [died](Outcome Value=died).", False),
    "seen months later": (AGE + ", [months later](Date Value=+P6M) was well.", False),
    "seen days later": (AGE + ", [days later](Date Value=+P6D) was well.", True),
    "seen later": (AGE + ", [a year later](Date Value=+P1Y) was well.", False),
}


@pytest.mark.parametrize(("marked", "stands"), LATER.values(), ids=LATER.keys())
def test_the_age_at_presentation_is_that_of_the_last_encounter_if_nothing_later_is_known(marked, stands):
    days = {
        "fell": When(earliest="2019-01-01", latest="2019-01-01"),
        "a year later": When(earliest="2020-01-01", latest="2020-01-01"),
        "months later": When(anchor="previous", offset="+P6M"),
        "days later": When(anchor="previous", offset="+P6D"),
    }
    found = packet(marked, days)
    assert ("timeAtLastEncounter" in found.content["subject"]) is stands
    assert found.left_out == ({} if stands else {"age of a patient who was seen later": 1})


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("[X](Drug name=xylitol id=DrugBank:DB11195) helped", "drug without an ATC code"),
        ("[X](Drug Status=considered name=prednisone id=ATC:H02AB07) was", "drug not given"),
        ("[X](Diagnosis Kind=neurological name=odd_syndrome)", "diagnosis without a MONDO or HPO identifier"),
        ("[Hb](Analyte name=hemoglobin) [normal](LabValue >Hb)", "result without a number"),
        ("[Hb](Analyte name=hemoglobin) [8](LabValue Number=8 >Hb)", "result without a unit of UCUM"),
        ("[Hb](Analyte name=hemoglobin) [8 m](LabValue Number=8 Unit=m >Hb)", "result without a LOINC code"),
    ],
)
def test_what_a_packet_cannot_hold_is_left_out_and_counted(marked, reason):
    found = packet(marked)
    assert found.left_out == {reason: 1}
    assert set(found.content) == {"id", "subject", "metaData"}


def test_a_distance_from_an_event_is_no_time_of_a_packet():
    marked = "[Hb](Analyte name=hemoglobin) [8 g/dL](LabValue Number=8 Unit=g/dL >Hb)"
    found = packet(marked, {"Hb": When(anchor="transplant", offset="+P5D")})
    assert "timeObserved" not in found.content["measurements"][0]
    assert found.left_out == {"time without a date": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12-16", (12, 16)), ("12 \u2013 16 g/dL", (12, 16)), ("12-16 mmol/L", None), ("<16", None), ("16-12", None)],
)
def test_a_reference_range_has_two_numbers_in_the_unit_of_the_value(text, expected):
    marked = f"[Hb](Analyte name=hemoglobin) [8 g/dL](LabValue Number=8 Unit=g/dL >Hb), [{text}](RefRange >Hb)"
    found = packet(marked)
    quantity = found.content["measurements"][0]["value"]["quantity"]
    reference = quantity.get("referenceRange")
    assert (reference and (reference["low"], reference["high"])) == expected
    assert found.left_out == ({} if expected else {"reference range": 1})


def test_a_dose_interval_stands_only_where_all_of_it_is_stated():
    marked = "[X](Drug name=prednisone id=ATC:H02AB07) [50 mg](Dose >X) [daily](Frequency Value=R1/P1D >X)"
    found = packet(marked)
    assert found.content["medicalActions"] == [{"treatment": {"agent": {"id": "ATC:H02AB07", "label": "prednisone"}}}]
    assert found.left_out == {"dose, frequency or time of a drug, not all stated": 1}


def test_resources_are_those_of_the_prefixes_used():
    resources = packet("[X](Drug name=prednisone id=ATC:H02AB07)").content["metaData"]["resources"]
    assert resources == [RESOURCES["ATC"]]


def test_each_patient_gets_a_packet(tmp_path):
    record = timed(SEVERAL, {}, patients={"man": 1, "AML": 1, "woman": 2, "ataxia": 2})
    with writer(tmp_path) as add:
        add(record, "a")
        add(handmade("Nothing."), "b")
    folder = tmp_path / "phenopackets"
    assert {path.name for path in folder.iterdir()} == {"a-patient1.json", "a-patient2.json", "b.json"}
    first, second = (parsed(json.loads((folder / f"a-patient{n}.json").read_text("utf-8"))) for n in (1, 2))
    assert (first.subject.sex, second.subject.sex) == (2, 1)
    assert (len(first.diseases), len(second.phenotypic_features)) == (1, 1)
    assert first.id != second.id


def test_the_same_record_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        with writer(tmp_path / name) as add:
            add(timed(COURSE, TIMES), "a")
    one, two = ((tmp_path / name / "phenopackets" / "a.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_the_time_of_creation_can_be_set(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with writer(tmp_path) as add:
        add(handmade("Nothing."), "a")
    content = json.loads((tmp_path / "phenopackets" / "a.json").read_text("utf-8"))
    assert content["metaData"]["created"] == "2023-11-14T22:13:20Z"


def test_what_is_left_out_is_summed_over_patients():
    record = timed("[X](Drug name=a), [Y](Drug name=b)", {}, patients={"X": 1, "Y": 2})
    assert left_out(record) == {"drug without an ATC code": 2}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("P45Y", {"age": {"iso8601duration": "P45Y"}}),
        (
            "P40Y/P49Y",
            {"ageRange": {"start": {"iso8601duration": "P40Y"}, "end": {"iso8601duration": "P49Y"}}},
        ),
        ("PXY", None),
        (None, None),
    ],
)
def test_ages(value, expected):
    assert age_element(value) == expected


def test_times_without_a_calendar_have_no_element():
    assert time_element(When(anchor="onset", offset="+P2D")) is None
    assert time_element(None) is None

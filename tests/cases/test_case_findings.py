from __future__ import annotations

import pytest
from caserows import case_of, on
from handmade import handmade

from casemill.cases import cases_of

NERVES = {
    "side": (
        "The [left](Date) [ulnar](Nerve name=ulnar_nerve Laterality=left Involvement=involved)",
        ("ulnar nerve:left",),
    ),
    "no side stated": ("The [tibial](Nerve name=tibial_nerve Involvement=involved)", ("tibial nerve",)),
    "bare name beside a side": (
        "[ulnar](Nerve name=ulnar_nerve Involvement=involved) [ulnar](Nerve name=ulnar_nerve Laterality=left "
        "Involvement=involved)",
        ("ulnar nerve:left",),
    ),
    "spared": ("[sural](Nerve name=sural_nerve Involvement=spared)", ()),
    "not said": ("[sural](Nerve name=sural_nerve)", ()),
    "of others": ("[sural](Nerve name=sural_nerve Involvement=involved Scope=general)", ()),
    "suspected": ("[sural](Nerve name=sural_nerve Involvement=involved Assertion=possible)", ()),
    "argued about in the discussion": (
        "Case report\nThe [ulnar](Nerve name=ulnar_nerve Involvement=involved).\nDiscussion\nOne thinks of the "
        "[vagus](Nerve name=vagus_nerve Involvement=involved).",
        ("ulnar nerve",),
    ),
    "told in the discussion alone": (
        "Case report\nHe was weak.\nDiscussion\nThe [vagus](Nerve name=vagus_nerve Involvement=involved) was.",
        ("vagus nerve",),
    ),
}


@pytest.mark.parametrize(("marked", "nerves"), NERVES.values(), ids=NERVES.keys())
def test_nerves_involved(marked, nerves):
    assert case_of(marked).nerves_involved.values == nerves


def test_a_nerve_without_abnormality_is_spared_and_one_in_a_denied_disease_is_not():
    record = handmade(
        "No lesion of the [ulnar](Nerve name=ulnar_nerve Involvement=spared Assertion=negated) nerve, no "
        "[facial](Nerve name=facial_nerve Involvement=spared Assertion=negated) [palsy](Diagnosis Assertion=negated)."
    )
    (palsy,), (_, facial) = record.diagnoses, record.nerves
    whole = palsy.model_copy(update={"evidence": palsy.evidence.model_copy(update={"start": facial.evidence.start})})
    (case,) = cases_of(record.model_copy(update={"diagnoses": (whole,)}))
    assert case.nerves_spared.values == ("ulnar nerve",)


def test_a_nerve_found_diseased_and_normal_is_diseased():
    case = case_of(
        "[ulnar](Nerve name=ulnar_nerve Involvement=involved), [ulnar](Nerve name=ulnar_nerve Involvement=spared)"
    )
    assert (case.nerves_involved.values, case.nerves_spared.values) == (("ulnar nerve",), ())


def test_nerves_spared():
    assert case_of(
        "Both [sural](Nerve name=sural_nerve Laterality=bilateral Involvement=spared)"
    ).nerves_spared.values == ("sural nerve:bilateral",)


DRUGS = {
    "given and stopped": (
        "[a](Drug Kind=ingredient name=prednisone) [b](Drug Kind=ingredient name=tacrolimus Status=stopped)",
        ("prednisone", "tacrolimus"),
    ),
    "once taken": ("[b](Drug name=rituximab Assertion=historical)", ("rituximab",)),
    "advised": ("[b](Drug name=rituximab Status=considered)", ()),
    "of others": ("[b](Drug name=rituximab Scope=general)", ()),
    "class beside a drug of it": (
        "[a](Drug Kind=class name=corticosteroid) [b](Drug Kind=ingredient name=prednisone id=ATC:H02AB07)",
        ("prednisone",),
    ),
    "class beside a drug of another": (
        "[a](Drug Kind=class name=immunosuppressant) [b](Drug Kind=ingredient name=fludarabine id=ATC:L01BB05)",
        ("immunosuppressant", "fludarabine"),
    ),
    "class that no table knows": ("[a](Drug Kind=class name=group_b_vitamins)", ("group b vitamins",)),
    "wider class beside a closer one": (
        "[a](Drug Kind=class name=corticosteroid) [b](Drug Kind=class name=glucocorticoid)",
        ("glucocorticoid",),
    ),
    "two names of one class": (
        "[a](Drug Kind=class name=antibacterial) [b](Drug Kind=class name=antibiotic)",
        ("antibacterial",),
    ),
    "regimen by its components": (
        "[a](Drug Kind=regimen name=FLAG @components=fludarabine|cytarabine)",
        ("fludarabine", "cytarabine"),
    ),
    "class among the components": (
        "[a](Drug Kind=regimen name=X @components=methotrexate|corticosteroid) [b](Drug Kind=ingredient "
        "name=dexamethasone id=ATC:H02AB02)",
        ("methotrexate", "dexamethasone"),
    ),
    "component of a class": (
        "[a](Drug Kind=class name=vinca_alkaloid) [b](Drug Kind=regimen name=X @components=vincristine)",
        ("vincristine",),
    ),
    "regimen spelled out behind": (
        "By [X-12](Drug Kind=regimen name=X-12), that is [cytarabine](Drug Kind=ingredient name=cytarabine).\n"
        "Again [X-12](Drug Kind=regimen name=X-12).",
        ("cytarabine",),
    ),
    "regimen with a drug before": (
        "After [cytarabine](Drug Kind=ingredient name=cytarabine) by [X-12](Drug Kind=regimen name=X-12).",
        ("cytarabine", "X-12"),
    ),
    "regimen of unknown components": ("[X-12](Drug Kind=regimen name=X-12)", ("X-12",)),
}


@pytest.mark.parametrize(("marked", "drugs"), DRUGS.values(), ids=DRUGS.keys())
def test_drugs_given(marked, drugs):
    assert case_of(marked).drugs_given.values == drugs


def test_drugs_stand_before_and_after_onset_by_their_dates():
    marked = (
        "[cytarabine](Drug Kind=ingredient name=cytarabine) [presented](Event Value=onset Of=neurological) "
        "[rituximab](Drug Kind=ingredient name=rituximab) [filgrastim](Drug Kind=ingredient name=filgrastim) "
        "[busulfan](Drug Kind=ingredient name=busulfan)"
    )
    record = on(
        handmade(marked),
        cytarabine="2019-01-05",
        presented="2019-02-01/2019-02-28",
        rituximab="2019-03-01",
        filgrastim="2019-02-10",
    )
    (case,) = cases_of(record)
    assert case.drugs_before_onset.values == ("cytarabine",)
    assert case.drugs_after_onset.values == ("rituximab",)


DISEASES = {
    "historical": ("[a](Diagnosis Kind=haematological Assertion=historical name=lymphoma)", "lymphoma"),
    "negated": ("[a](Diagnosis Kind=haematological Assertion=negated name=lymphoma)", None),
    "of others": ("[a](Diagnosis Kind=haematological Scope=general name=lymphoma)", None),
    "specific over general": (
        "[a](Diagnosis Kind=haematological name=leukemia) [b](Diagnosis Kind=haematological "
        "name=acute_lymphoblastic_leukemia) [c](Diagnosis Kind=haematological name=leukemia)",
        "acute lymphoblastic leukemia",
    ),
    "the line that is spoken of": (
        "[a](Diagnosis Kind=haematological name=acute_lymphoblastic_leukemia) [b](Diagnosis Kind=haematological "
        "name=follicular_lymphoma) [c](Diagnosis Kind=haematological name=lymphoma)",
        "follicular lymphoma",
    ),
    "none": ("[a](Diagnosis Kind=neurological name=myelopathy)", None),
}


@pytest.mark.parametrize(("marked", "disease"), DISEASES.values(), ids=DISEASES.keys())
def test_underlying_disease(marked, disease):
    assert case_of(marked).underlying_disease.value == disease


def test_neurological_diagnosis_leaves_out_what_is_general_suspected_or_over():
    marked = (
        "[a](Diagnosis Kind=neurological name=neuropathy) [b](Diagnosis Kind=neurological name=polyneuropathy) "
        "[c](Diagnosis Kind=neurological name=myasthenia_gravis Assertion=possible) [d](Diagnosis Kind=neurological "
        "name=Bell's_palsy Assertion=historical)"
    )
    assert case_of(marked).neurological_diagnosis.values == ("polyneuropathy",)


def test_a_general_diagnosis_stays_where_it_is_told_more_often():
    general, specific = (
        "[a](Diagnosis Kind=neurological name=myelopathy) ",
        "[b](Diagnosis Kind=neurological name=myelitis) ",
    )
    assert case_of(general + general + specific).neurological_diagnosis.values == ("myelopathy", "myelitis")
    assert case_of(general + specific).neurological_diagnosis.values == ("myelitis",)

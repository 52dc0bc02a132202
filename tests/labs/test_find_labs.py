"""Analytes with their values, reference ranges, flags and specimens."""

from __future__ import annotations

import pytest

NUMBERS = {
    "name-of": "a [haemoglobin](A) of [9.4 g/dL](V 9.4 g/dL) on arrival",
    "stuck-unit": "[Hb](A) [9.4g/dL](V 9.4 g/dL), [CRP](A) [<5 mg/l](V 5 mg/L)",
    "level-word": "The [ferritin](A) level was [812 ng/ml](V 812 ng/mL).",
    "abbreviation-inside": "[creatine kinase (CK)](A) was [4100 U/L](V 4100 U/L)",
    "turned-abbreviation": "[LDH (lactate dehydrogenase)](A) of [512 IU/L](V 512 [IU]/L)",
    "thousands-and-decimal-comma": "[platelets](A) [45,000/mm3](V 45000 /mm3), [INR](A) [1,8](V 1.8)",
    "lost-superscript": "a [neutrophil count](A) of [0.4×109/l](V 0.4 10*9/L)",
    "kept-superscript": "a [neutrophil count](A) of [0.4 × 10⁹/L](V 0.4 10*9/L)",
    "giga": "[leukocytes](A) were [2.1 G/L](V 2.1 10*9/L)",
    "pressure-is-no-quotient": "[BP](A)[160/90](V 160/90) and [pulse](A) [104 bpm](V 104 /min)",
    "celsius": "[temperature](A) of [38.9 °C](V 38.9 Cel)",
    "comparator-words": "a [D-dimer](A) of [more than 20 mg/L](V 20 mg/L)",
    "range": "[donor chimerism](A) of [92-95%](V 92-95 %)",
    "times-limit": "[ALT](A) was [three times the upper limit of normal](V 3 {ULN})",
    "titer": "an [antinuclear antibody](A) titer of [1:640](V 1/640)",
    "change-with-one-unit": "[lactate](A) fell from [7.5](V 7.5 mmol/L) to [2.0 mmol/L](V 2.0 mmol/L)",
    "both-units": "[potassium](A) rose from [2.4 mEq/L](V 2.4 meq/L) to [4.0 mEq/L](V 4.0 meq/L)",
    "two-eyes": "[Visual acuity](A) was [20/60](V 20/60) in the right eye and [20/25](V 20/25) in the left",
    "score": "[GCS](A) was [11](V 11) and the [NIHSS](A) score [14](V 14)",
    "grade-on-scale": "power was graded as [3](V 3) on the [MRC scale](A)",
    "velocity": "the [conduction velocity](A) of the ulnar nerve was [31 m/s](V 31 m/s)",
    "latency": "[distal latency](A) [6.2 ms](V 6.2 ms)",
}

VALUE_FIRST = {
    "share-of": "[64%](V 64 %) of [blasts](A bone_marrow) in bone marrow",
    "share-direct": "[71%](V 71 %) [neutrophils](A) on the smear",
    "count-around-the-name": "CSF held [7](V 7 /uL) [leukocytes](A csf)/µL",
    "leaves-fluid": "CSF [protein](A csf) [9 g/L](V 9 g/L), [platelets](A) [20 G/L](V 20 10*9/L), [LDH](A) [4](V 4)",
    "counted-cells": "The CSF contained [15](V 15 /mm3) [cells](A csf)/mm3",
    "pluses": "[two pluses](V 2) of [proteinuria](A positive urine)",
}

LISTS = {
    "respectively": "[ALT](A) and [AST](A) were [88](V 88 U/L) and [61 U/L](V 61 U/L), respectively",
    "quotient-of-two": "[AST](A)/[ALT](A) [45](V 45 U/L)/[60 U/L](V 60 U/L)",
    "own-units": "[pulse](A) and [BP](A) were [90/min](V 90 /min) and [110/70 mmHg](V 110/70 mm[Hg])",
    "shared-word": (
        "Tests for [HIV](A negative), [syphilis](A negative) and [hepatitis C](A negative) were [negative](V)"
    ),
    "stained": "cells [positive](V) for [CD20](A positive tissue) and [negative](V) for [CD3](A negative tissue)",
    "signs": "[CK7](A positive tissue) ([+](V)), [desmin](A negative tissue) ([-](V))",
    "results-came-back": (
        "[Normal](V) results came back for [HIV](A normal) tests, [liver](A normal), [kidney](A normal) and "
        "[thyroid function](A normal)"
    ),
    "value-of-name": "The CSF had [250 mg/l](V 250 mg/L) of [protein](A csf).",
    "stayed": "[distal latencies](A normal) and [conduction velocities](A normal) stayed [normal](V)",
    "as-was": "[Copper](A normal) was [normal](V), as was [zinc](A normal)",
}

FLAGS = {
    "stated-in-front": "an elevated [lipase](A high) of [900 U/L](V 900 U/L)",
    "carried-along-a-list": "elevated [CK](A high) of [300 U/L](V 300 U/L), [LDH](A high) of [400 U/L](V 400 U/L)",
    "other-words-end-the-list": (
        "negative [procalcitonin](A negative) ([0.05 ng/mL](V 0.05 ng/mL)), [WBC](A) at [9000/µL](V 9000 /uL)"
    ),
    "in-between": "[calcium](A high) was elevated at [3.1 mmol/L](V 3.1 mmol/L)",
    "behind-the-list": (
        "[Sodium](A normal) ([140 mmol/L](V 140 mmol/L)) and [potassium](A normal) "
        "([4.1 mmol/L](V 4.1 mmol/L)) were normal"
    ),
    "trend-is-none": "[Haemoglobin](A) fell to [6.1 g/dL](V 6.1 g/dL)",
    "interval": "[TSH](A high) [11 mU/L](V 11 mU/L) ([0.4-4.0](R))",
    "labelled-interval": "[CRP](A high) was [80 mg/L](V 80 mg/L) (normal: [<5 mg/L](R))",
    "unit-only-in-interval": "[albumin](A low) [28](V 28 g/L) (NR [35-50 g/L](R))",
    "stated-beats-interval": "normal [ferritin](A normal) of [15 ng/mL](V 15 ng/mL) ([20-200](R))",
    "disorder-carries-the-number": "[hypokalaemia](A low) of [2.8 mmol/L](V 2.8 mmol/L)",
    "disorder-in-front": "anaemia ([haemoglobin](A low) [7.9 g/dL](V 7.9 g/dL))",
    "headed-list": "raised enzymes: [CK](A high) [231 U/L](V 231 U/L), [LDH](A high) [203 U/L](V 203 U/L)",
    "febrile": "She was [tachycardic](A high) at [128/min](V 128 /min)",
}

SPECIMENS = {
    "in-front": "Serum [sodium](A serum) was [128 mmol/L](V 128 mmol/L)",
    "plasma-is-serum": "plasma [ammonia](A serum) of [95 µmol/L](V 95 umol/L)",
    "header": "CSF analysis: [protein](A csf) [1.1 g/L](V 1.1 g/L), [glucose](A csf) [3.0 mmol/L](V 3.0 mmol/L)",
    "list-header": (
        "Serum levels were: [iron](A serum) [30 µg/dL](V 30 ug/dL), [copper](A serum) [90 µg/dL](V 90 ug/dL)"
    ),
    "own-of-a-later-member": (
        "[platelet count](A) of [90/nL](V 90 /nL) and serum [LDH](A serum) of [300 U/L](V 300 U/L)"
    ),
    "behind": "[Positive](V) [toxoplasma IgG](A positive serum) in serum",
    "opening-serum": "In serum, [CK](A serum) ([392 IU/L](V 392 [IU]/L)) and [LDH](A serum) ([203 U/L](V 203 U/L))",
    "by-name": "[proteinorachia](A csf) at [0.9 g/L](V 0.9 g/L)",
    "vital-signs-have-none": "with [arterial blood pressure](A) of [90/50 mmHg](V 90/50 mm[Hg])",
}

NOTHING = {
    "no-result": "Ferritin and folate were sent to the laboratory.",
    "dose-of-a-vitamin": "He took vitamin B12 1000 µg and potassium chloride 40 mEq daily.",
    "insulin-units": "Insulin 12 units was given.",
    "imaging-size": "The mass measured 4.5 x 3.2 cm and had a 12 mm wall.",
    "statistics": "The rate was 45% (95% CI 30-60, p = 0.04).",
    "threshold": "Transfusion was given below the target hemoglobin of 7 g/dL.",
    "interval-alone": "The normal range is 3.5-5.0 mmol/L.",
    "figure-and-citation": "Platelets are shown in Figure 2 [14].",
    "toxicity-grade": "grade 3 neutropenia and grade 2 anemia followed",
    "trend": "The platelet count improved and creatinine decreased progressively.",
    "sign-of-examination": "Babinski sign was positive and reflexes were absent.",
    "phenotype-string": "T cells were CD3+CD8+ and CD20-CD10-.",
    "infused-cells": "He received 5.2×106 CD34+ cells/kg on that day.",
    "compound": "insulin-dependent diabetes and potassium-sparing agents",
    "weight-loss": "a marked weight loss by then",
    "spleen-weight": "the spleen weighing 900 g was removed",
    "drug-stopped": "Valproate was reduced.",
}


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(text, id=f"{group}-{name}")
        for group, cases in (
            ("numbers", NUMBERS),
            ("value-first", VALUE_FIRST),
            ("lists", LISTS),
            ("flags", FLAGS),
            ("specimens", SPECIMENS),
            ("nothing", NOTHING),
        )
        for name, text in cases.items()
    ],
)
def test_spans_and_attributes(check, marked):
    check(marked.replace("power was graded", "the limbs were graded"))


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        pytest.param("neutrophils 71%", "neutrophils", "neutrophils", id="share-keeps-the-cell"),
        pytest.param("neutrophils 2.1×109/L", "neutrophils", "neutrophil count", id="count-is-a-count"),
        pytest.param("neutropenia (0.3 G/L)", "neutropenia", "neutrophil count", id="disorder-is-its-quantity"),
        pytest.param("WBC was 12,000/µL", "WBC", "white blood cell count", id="white-cells"),
        pytest.param("cytosis of 23/3", "cytosis", "cell count", id="cytosis"),
        pytest.param("SpO2 94%", "SpO2", "oxygen saturation", id="abbreviation"),
        pytest.param("The zetalin level was 45 U/L.", "zetalin", "zetalin", id="name-of-no-lexicon"),
        pytest.param(
            "anti-FOO antibodies were negative", "anti-FOO antibodies", "anti-foo antibody", id="antibody-pattern"
        ),
        pytest.param("PCR for CMV was positive", "CMV", "cytomegalovirus", id="virus"),
        pytest.param("HIV serology was negative", "HIV serology", "hiv serology", id="serology"),
        pytest.param("urinary protein of 3 g/day", "protein", "urine protein", id="urine-protein"),
    ],
)
def test_preferred_name(labs, text, surface, name):
    assert labs(text).named(surface).name == name


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        pytest.param("CRP 5 mg/L", "CRP", "lab", id="lab"),
        pytest.param("heart rate 80 bpm", "heart rate", "vital", id="vital"),
        pytest.param("intraocular pressure of 14 mmHg", "intraocular pressure", "vital", id="eye-pressure"),
        pytest.param("visual acuity 6/9", "visual acuity", "score", id="acuity"),
        pytest.param("residual latency of 7 ms", "residual latency", "electrophysiology", id="latency"),
        pytest.param("a wedge-like pressure of 30 mmHg", "wedge-like pressure", "vital", id="unlisted"),
    ],
)
def test_kind(labs, text, surface, kind):
    assert labs(text).named(surface).attributes["Kind"] == kind


def test_one_result_word_belongs_to_each_test(labs):
    found = labs("Tests for HIV, liver function and electrolytes were all normal.")
    assert found.heads("normal") == ["HIV", "liver function", "electrolytes"]


def test_reference_range_belongs_to_its_own_analyte(labs):
    found = labs("sodium 128 mmol/L (135-145) and chloride 90 mmol/L (98-106)")
    assert found.heads("135-145") == ["sodium"]
    assert found.heads("98-106") == ["chloride"]


def test_times_are_left_alone():
    from casemill.labs import find_labs
    from casemill.mentions import Mention
    from casemill.view import view_of

    text = "ferritin (20.05) 900 ng/mL"
    start = text.index("20.05")
    found = find_labs(view_of(text, mentions=[Mention("Date", start, start + 5)]))
    assert [text[m.start : m.end] for m in found] == ["ferritin", "900 ng/mL"]


def test_abbreviation_that_the_report_gives_another_meaning():
    from casemill.labs import find_labs
    from casemill.view import Sentence, View

    text = "The PT was 12 s."
    sentences = (Sentence(0, len(text)),)
    assert find_labs(View(text, sentences, abbreviations={"PT": "physical therapy"})) == []
    assert len(find_labs(View(text, sentences, abbreviations={"PT": "prothrombin time"}))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "CRP 5 mg/L, " * 3000,
        "serum " + "CRP, " * 3000 + "were normal",
        "(" * 20_000,
        "1," * 20_000,
        "positive for " * 4000,
    ],
    ids=["endless-list", "endless-shared-list", "brackets", "digits", "result-words"],
)
def test_hostile_sentences_are_read_to_their_end(labs, text):
    found = labs(text).found
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert bool(found) == ("CRP" in text)

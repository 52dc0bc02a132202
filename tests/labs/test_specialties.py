"""Sentences in the style of many specialties, and what must not be taken for a result in them."""

from __future__ import annotations

import pytest

RESULTS = {
    "echo-gradients": (
        "Doppler showed a [mean transaortic gradient](A) of [52 mmHg](V 52 mm[Hg]) and a [peak "
        "velocity](A) of [4.6 m/s](V 4.6 m/s)."
    ),
    "ecg-intervals": (
        "The [PR interval](A) was [220 ms](V 220 ms), the [QRS duration](A) [148 ms](V 148 ms) and "
        "the [QTc](A) [510 ms](V 510 ms)."
    ),
    "haemodynamics": (
        "Right heart study gave a [cardiac index](A) of [1.7 L/min/m2](V 1.7 L/min/m2) and a "
        "[pulmonary capillary wedge pressure](A) of [28 mmHg](V 28 mm[Hg])."
    ),
    "jvp": "She had a [raised](V) [jugular venous pressure](A high) and ankle oedema.",
    "spirometry": (
        "[FEV1](A) was [1.9 L](V 1.9 L) ([61%](V 61 %) of predicted) with an [FEV1/FVC ratio](A) of [0.58](V 0.58)."
    ),
    "ahi": "Polysomnography recorded an [apnea-hypopnea index](A) of [42 events/h](V 42 /h).",
    "pf": "The [PaO2/FiO2 ratio](A) fell to [88](V 88) on day three.",
    "iop": (
        "[Intraocular pressure](A) measured [34 mmHg](V 34 mm[Hg]) in the right eye and [15 "
        "mmHg](V 15 mm[Hg]) in the left."
    ),
    "schirmer": "[Schirmer test](A) gave [3 mm](V 3 mm) in each eye.",
    "afi": (
        "An [amniotic fluid index](A) of [4 cm](V 4 cm) was noted; the [fetal heart rate](A) was [90 bpm](V 90 /min)."
    ),
    "preeclampsia-ratio": "The [sFlt-1/PlGF ratio](A) was [412](V 412).",
    "papp-a": "[PAPP-A](A) was [0.31 MoM](V 0.31 {MoM}).",
    "qmax": (
        "[Maximum urinary flow rate](A) was [7 mL/s](V 7 mL/s) with a [post-void residual](A) of [180 mL](V 180 mL)."
    ),
    "fena": "The [fractional excretion of sodium](A) was [0.4%](V 0.4 %).",
    "semen": "Andrology found a [sperm concentration](A) of [2 million/mL](V 2 10*6/mL).",
    "suppression": "The 1 mg dexamethasone suppression test left a [cortisol](A) of [14 µg/dL](V 14 ug/dL).",
    "metanephrine": "Plasma [normetanephrine](A high serum) was [elevated](V).",
    "igf": "[IGF-1](A high) [812 ng/mL](V 812 ng/mL) (reference range [94–252 ng/mL](R))",
    "hvpg": "[HVPG](A) was [19 mmHg](V 19 mm[Hg]) and [liver stiffness](A) [32 kPa](V 32 kPa).",
    "bile-acids": "[Total bile acids](A high) were elevated at [64 µmol/L](V 64 umol/L).",
    "hepatitis-letters": (
        "Serology for [hepatitis A](A negative), [B](A negative), [C](A negative) and [E](A "
        "negative) was [negative](V)."
    ),
    "hsv-types": "[HSV-1](A negative) and [HSV-2 PCR](A negative) were [negative](V).",
    "scrub": "[Scrub typhus IgM](A positive) was [positive](V).",
    "rapid": "A [rapid antigen test](A positive) came back [positive](V).",
    "culture": "Blood [cultures](A negative blood) remained [sterile](V).",
    "mic": "The [minimum inhibitory concentration](A) of the isolate was [4 µg/mL](V 4 ug/mL).",
    "afb": "The sputum [acid-fast stain](A negative) was [negative](V).",
    "anti-gq1b": "[Anti-GQ1b antibodies](A positive) were [positive](V).",
    "panel-list": (
        "[ANA](A negative), [ANCA](A negative), [rheumatoid factor](A negative) and [anti-CCP](A "
        "negative) were all [negative](V)."
    ),
    "hmgcr": "[anti-HMGCR antibody](A) titre was [1:320](V 1/320)",
    "inhibitor": (
        "A [factor VIII inhibitor](A) of [86 BU/mL](V 86 [arb'U]/mL) was found with a [factor VIII "
        "activity](A) of [<1%](V 1 %)."
    ),
    "adamts": "[ADAMTS13 activity](A) was [3%](V 3 %).",
    "drvvt": "[dRVVT](A high) was [prolonged](V).",
    "nk": "[NK cell activity](A low) was [low](V).",
    "cd4-cd8": "a [CD4/CD8 ratio](A) of [0.3](V 0.3) in lavage",
    "nrbc": "with [12%](V 12 %) [normoblasts](A) counted",
    "kras": "The [KRAS mutation](A negative) was [absent](V).",
    "gene-unlisted": "Sequencing was [positive](V) for a [QRZ2 mutation](A positive).",
    "bcr": "[BCR-ABL](A negative) was [not detected](V).",
    "msi": "[Microsatellite instability](A negative) was [absent](V).",
    "ihc-signs": (
        "The cells were [SALL4](A positive tissue) ([+](V)), [glypican-3](A negative tissue) "
        "([-](V)), [CDX2](A negative tissue) ([-](V))."
    ),
    "ihc-unlisted": (
        "On immunohistochemistry the tumor was [positive](V) for [ZNX4](A positive tissue) and "
        "[negative](V) for [desmin](A negative tissue)."
    ),
    "ihc-unlisted-signs": "[QQX-1](A positive tissue) ([+](V)), [RZZ3](A negative tissue) ([-](V))",
    "ki67": "The [Ki-67 index](A tissue) was [35%](V 35 %).",
    "fields": "[Mitotic count](A tissue) [7/10 HPF](V 7/10 [HPF])",
    "tox": (
        "Urine drug screen was [positive](V) for [cocaine](A positive urine) and [amphetamines](A positive urine)."
    ),
    "level": "A trough [vancomycin](A) level of [28 mg/L](V 28 mg/L) was measured.",
    "ethylene": "[Ethylene glycol](A) level was [120 mg/dL](V 120 mg/dL).",
    "gaa": "[Acid alpha-glucosidase activity](A low) was [reduced](V).",
    "propionyl": "[Propionylcarnitine](A high) was [elevated](V).",
    "cupruria": "[Ceruloplasmin](A low) was low ([6 mg/dL](V 6 mg/dL)).",
    "csf-next-sentence": (
        "Lumbar puncture was done.\n[Protein](A csf) was [140 mg/dL](V 140 mg/dL) and [glucose](A "
        "csf) [38 mg/dL](V 38 mg/dL)."
    ),
    "csf-list": (
        "Cerebrospinal fluid showed [18](V 18 /uL) [leukocytes](A csf)/µL, [protein](A csf) [0.8 "
        "g/L](V 0.8 g/L) and [negative](V) [oligoclonal bands](A negative csf)."
    ),
    "gas": (
        "Arterial blood gas: [pH](A blood) [7.12](V 7.12), [PaCO2](A blood) [68 mmHg](V 68 "
        "mm[Hg]), [bicarbonate](A blood) [12 mmol/L](V 12 mmol/L), [lactate](A blood) [9.1 mmol/L](V 9.1 mmol/L)"
    ),
    "scores": "[Harvey-Bradshaw index](A) was [11](V 11), [BASDAI](A) [6.2](V 6.2) and [MADRS](A) [31](V 31).",
    "moca": "[MoCA](A) was [19/30](V 19/30).",
    "emg": (
        "The [distal motor latency](A) was [7.1 ms](V 7.1 ms) and the [motor conduction "
        "velocity](A) [29 m/s](V 29 m/s)."
    ),
    "eeg": "[EEG](A normal) was [normal](V).",
    "n20": "[somatosensory evoked potentials](A negative) were [absent](V)",
    "pta": "[Pure-tone average](A) was [62 dB](V 62 dB) on the left.",
    "vitals": (
        "[Blood pressure](A) was [84/50 mmHg](V 84/50 mm[Hg]), [heart rate](A) [132/min](V 132 "
        "/min), [respiratory rate](A) [28/min](V 28 /min), [SpO2](A) [88%](V 88 %)."
    ),
    "site-of-temperature": "rectal [temperature](A) of [40.1 °C](V 40.1 Cel)",
    "sinus": "in sinus [tachycardia](A high) of [150 bpm](V 150 /min)",
    "unlisted-in-list": "[Creatinine](A normal), abdominal ultrasound and chest film were [normal](V).",
    "elevation-of": "an [elevation](V) of [transaminases](A high)",
    "panel-word": "[Laboratory tests](A normal) were [unremarkable](V).",
    "uln": "[GGT](A) was [5 × ULN](V 5 {ULN})",
    "decimal-comma": "[CRP](A) [12,4 mg/l](V 12.4 mg/L), [WBC](A) [11,200/mm³](V 11200 /mm3)",
    "thin-space": "[platelets](A) [312 000/µL](V 312000 /uL)",
    "table": "[Sodium](A) (mmol/L) [131](V 131 mmol/L)",
    "normal-colon": "[TSH](A low) [0.01 mIU/L](V 0.01 m[IU]/L) (normal: [0.4–4.2](R))",
}

NOTHING = {
    "no-elevation": "There was no elevation of troponin.",
    "marker-of-cells": "CD8-positive cytotoxic cells surrounded the vessel.",
    "leads": "ST elevation in leads II and III was seen.",
    "activator": "tissue plasminogen activator 50 mg was given",
    "breath": "Reduced breath sounds were heard.",
    "tox-elsewhere": "He was positive about cocaine.",
    "colour-vision": "Colour vision was normal.",
    "stent": "A 3 mm balloon and 12 French sheath were used.",
    "infusion": "glucose infusion of 5% was begun",
    "history": "with a history of anemia",
    "gene-no-result": "A KRAS mutation was looked for.",
    "cohort": "Of 40 patients, 35% had hepatitis C.",
    "imaging-report": "Chest film and abdominal ultrasound were normal.",
    "panel-abnormal-heading": "Abnormal laboratory results on admission are told below.",
}


@pytest.mark.parametrize("marked", [pytest.param(text, id=name) for name, text in (RESULTS | NOTHING).items()])
def test_spans_and_attributes(check, marked):
    check(marked)


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        pytest.param("hepatitis A, B and C were negative", "B", "hepatitis b", id="member-of-a-series"),
        pytest.param("hepatic and renal function was normal", "hepatic", "liver function", id="member-with-a-name"),
        pytest.param("S-100 protein was positive", "S-100 protein", "s-100", id="stain-and-protein"),
        pytest.param("fetal heart rate 150 bpm", "fetal heart rate", "fetal heart rate", id="fetal"),
        pytest.param("E/A ratio of 0.8", "E/A ratio", "e/a ratio", id="diastolic-ratio"),
        pytest.param("mitotic figures 4/10 HPF", "mitotic figures", "mitotic count", id="mitoses"),
    ],
)
def test_preferred_name(labs, text, surface, name):
    assert labs(text).named(surface).name == name


def test_a_specimen_is_not_carried_past_a_sentence_about_another():
    from casemill.labs import find_labs
    from casemill.view import view_of

    text = "CSF was drawn.\nProtein was 90 mg/dL.\nSerum was drawn.\nProtein was 60 g/L."
    found = [m.attributes.get("Specimen") for m in find_labs(view_of(text)) if m.label == "Analyte"]
    assert found == ["csf", None]

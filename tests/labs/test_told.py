"""Results told of names that no lexicon lists, and words that only look like such."""

from __future__ import annotations

import pytest

HEADS = {
    "antigen": "The [zonal antigen](A negative) was [negative](V).",
    "in-front": "There was a [positive](V) [nodal toxin](A positive).",
    "growth-factor": "Serum [nodal growth factor (NDF)](A high serum) was clearly [elevated](V).",
    "function": "Her [left ventricular function](A normal) was [preserved](V).",
    "study": "Extensive [cytogenetic studies](A normal) were [unremarkable](V).",
    "study-regarding": "[Molecular testing](A negative) regarding zonal traits was [negative](V).",
    "stripped-test": "A [negative](V) [Zonolipin](A negative) test was noted.",
    "enzyme-by-shape": "[Elevated](V) [zonotransferase](A high) was noted.",
    "mutation-spelled": "No [zonal receptor mutation](A negative) was [detected](V).",
    "routine-is-left-out": "Routine [coagulation studies](A normal) were [normal](V).",
    "list": (
        "[Zonal antigen](A negative), [nodal serology](A negative) and [cytogenetic analysis](A negative) "
        "were [negative](V)."
    ),
}

NO_HEADS = {
    "neurologic": "The neurological examination was normal.",
    "gait": "Gait analysis was normal.",
    "bowel": "Bowel function was normal.",
    "mri": "The brain imaging studies were normal.",
    "disease": "The elevated disease burden was told.",
    "microbe-by-enzyme": "The rods were zonotransferase-negative.",
    "no-result": "The zonal antigen was sent to the laboratory.",
    "inhibitor": "He took a high zonokinase inhibitor load.",
}

FOR = {
    "swab": "The swab was [positive](V) for [zonal rods](A positive).",
    "malignant": "The lavage was [negative](V) for [malignant cells](A negative).",
    "stain": "The tumor was [positive](V) for [zonalin](A positive tissue) and [desmin](A positive tissue).",
    "labeling": "Stains showed [labeling](V) with [zonalin](A positive tissue).",
    "human": "The fluid was [positive](V) for [human adenovirus](A positive).",
    "ends-at-while": "The sputum was [negative](V) for [zonal rods](A negative) while he felt well.",
}

NOT_FOR = {
    "history": "The family history was negative for zonal rods.",
    "imaging": "The CT of the tumor was negative for zonal spread.",
    "person": "She was positive about her tests.",
    "symptom": "Screening of the records was positive for cough.",
}

SHARED = {
    "antibodies": "[Zonal](A negative) and [Nodal antibodies](A negative) were [negative](V).",
    "anti": "[positive](V) [anti zonal](A positive) and [anti NOD antibodies](A positive)",
    "markers": "The tumor was [negative](V) for [zonal](A negative tissue) and [nodal markers](A negative tissue).",
}

SAID = {
    "denied": "No [cryoglobulins](A negative) were [detected](V).",
    "affirmed": "[Cryoglobulins](A positive) were [detected](V).",
    "upper-normal": "[Ferritin](A normal) was [in the upper normal range](V).",
    "reference": "[Ferritin](A normal) and [lipase](A normal) were [within the reference interval](V).",
    "summed-up": "All tests ([ferritin](A normal), [lipase](A normal)) showed that all such values were [normal](V).",
    "yielded": "[Cultures](A negative) yielded [negative](V) results.",
    "adverb": "[CRP](A normal) and [ferritin](A normal) steadily [normalized](V).",
    "sample": "The [HIV](A negative) swab sample was [negative](V).",
    "topic": "Regarding renal function, [ferritin](A normal) was [normal](V).",
    "acuity": "[Vision](A) fell to [hand motions](V).",
    "acuity-beside-a-number": (
        "[Visual acuity](A) was [20/40](V 20/40) in the right eye and [counting fingers](V) in the left"
    ),
    "unit-twice": "[systolic pressure](A) was between [90 mmHg and 95 mmHg](V 90-95 mm[Hg])",
    "peaked": "Her [zonalin](A) peaked at [40 U/L](V 40 U/L).",
    "weight-lost": "a [weight loss](A) of [9 kg](V 9 kg)",
    "pounds-lost": "a [12 pound](V 12 [lb_av]) [weight loss](A)",
    "murmur": "a grade [2/6](V 2/6) [systolic murmur](A)",
}

NOT_SAID = {
    "panel-with-exceptions": "Laboratory findings were normal, except for a scar.",
    "loss-without-number": "There was weight loss.",
    "no-acuity": "She was counting fingers with her child.",
}


@pytest.mark.parametrize("marked", HEADS.values(), ids=HEADS)
def test_results_of_names_known_by_their_head(check, marked):
    check(marked)


@pytest.mark.parametrize("marked", FOR.values(), ids=FOR)
def test_members_behind_positive_for(check, marked):
    check(marked)


@pytest.mark.parametrize("marked", SHARED.values(), ids=SHARED)
def test_members_that_share_a_head(check, marked):
    check(marked)


@pytest.mark.parametrize("marked", SAID.values(), ids=SAID)
def test_ways_to_tell_a_result(check, marked):
    check(marked)


@pytest.mark.parametrize(
    "text", [*NO_HEADS.values(), *NOT_FOR.values(), *NOT_SAID.values()], ids=[*NO_HEADS, *NOT_FOR, *NOT_SAID]
)
def test_words_that_only_look_like_results(check, text):
    check(text)

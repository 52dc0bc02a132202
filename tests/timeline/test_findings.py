"""Each finding takes its time from its sentence, else from the narrative."""

from __future__ import annotations

import pytest

import casemill

FINDINGS = [
    ("date in front", "On 3 May 2018 [EMG](Procedure) was normal.", "EMG", "2018-05-03", "sentence"),
    ("date behind", "[Ciclosporin](Drug) was stopped on 3 May 2018.", "Ciclosporin", "2018-05-03", "sentence"),
    (
        "each its own",
        "[Ciclosporin](Drug) was stopped on 3 May 2018 and [tacrolimus](Drug) on 9 June 2018.",
        "Ciclosporin",
        "2018-05-03",
        "sentence",
    ),
    (
        "the other its own",
        "[Ciclosporin](Drug) was stopped on 3 May 2018 and [tacrolimus](Drug) on 9 June 2018.",
        "tacrolimus",
        "2018-06-09",
        "sentence",
    ),
    (
        "bracket behind",
        "CSF of 3 May 2018: [protein](Analyte) 0.5 g/L, [ferritin](Analyte) (9 June 2018): 20.",
        "ferritin",
        "2018-06-09",
        "sentence",
    ),
    (
        "heading date",
        "CSF of 3 May 2018: [protein](Analyte) 0.5 g/L, [ferritin](Analyte) (9 June 2018): 20.",
        "protein",
        "2018-05-03",
        "sentence",
    ),
    (
        "narrative",
        "He fell on 3 May 2018.\n[Weakness](Outcome Value=worsened) grew.",
        "Weakness",
        "2018-05-03",
        "narrative",
    ),
    (
        "apposition",
        "On 3 May 2018 (day 0) [marrow infusion](Event Value=transplant) was made.",
        "marrow infusion",
        "2018-05-03",
        "sentence",
    ),
]
NONE = [
    ("general", "On 3 May 2018 [EMG](Procedure Scope=general) was normal.", "EMG"),
    ("until", "She took [prednisone](Drug) until May 2018.", "prednisone"),
    (
        "historical",
        "On 3 May 2018 a man with a history of [lymphoma](Diagnosis Assertion=historical) fell.",
        "lymphoma",
    ),
    ("next clause", "He took [prednisone](Drug), on 3 May 2018 he fell.", "prednisone"),
    ("no date before", "[EMG](Procedure) was normal.\nHe fell on 3 May 2018.", "EMG"),
    (
        "day of an examination",
        "[EMG](Procedure) of 3 May 2018 was normal.\n[Prednisone](Drug) was given.",
        "Prednisone",
    ),
    ("next step", "He fell on 3 May 2018.\nA [remission](Event Value=remission) followed.", "remission"),
]


@pytest.mark.parametrize(("text", "words", "days", "source"), [c[1:] for c in FINDINGS], ids=[c[0] for c in FINDINGS])
def test_findings(times, text, words, days, source):
    when = times(text)[words]
    assert (when["days"], when["source"]) == (days, source)


@pytest.mark.parametrize(("text", "words"), [c[1:] for c in NONE], ids=[c[0] for c in NONE])
def test_no_time(times, text, words):
    assert words not in times(text)


def test_a_record_names_the_span_that_gave_its_time():
    record = casemill.extract("Case report\n\nOn 3 May 2018 the left median nerve was weak. Prednisone was given.")
    (date,) = [time for time in record.timing if time.label == "Date"]
    (nerve,), (drug,) = record.nerves, record.drugs
    assert (nerve.when.earliest, nerve.when.source, nerve.when.given_by) == ("2018-05-03", "sentence", (date.id,))
    assert (drug.when.latest, drug.when.source, drug.when.given_by) == ("2018-05-03", "narrative", (date.id,))


def test_a_discussion_takes_no_time_from_the_case():
    text = "Case report\n\nOn 3 May 2018 she fell.\n\nDiscussion\n\nIn our patient the left median nerve was weak."
    assert [nerve.when for nerve in casemill.extract(text).nerves] == [None]

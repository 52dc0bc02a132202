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
CLAUSES = [
    (
        "until and when",
        "He was well until May 2018 when [weakness](Outcome Value=worsened) came.",
        "weakness",
        "2018-05-01/2018-05-31",
    ),
    (
        "look back of its own",
        "On 3 May 2018 a man with [gout](Diagnosis) six years before came.",
        "gout",
        "2012-05-03",
    ),
    ("bracketed date of the object", "After [rituximab](Drug) on 3 May 2018 he fell.", "rituximab", "2018-05-03"),
    ("subject behind", "On 3 May 2018 after admission the [EMG](Procedure) was normal.", "EMG", "2018-05-03"),
    ("verb behind", "Two days after surgery, on 3 May 2018, [EMG](Procedure) was made.", "EMG", "2018-05-03"),
    (
        "test behind an event",
        "He fell on 3 May 2018.\nThree days after [admission](Event Value=admission), that is on 9 June 2018, he ran. "
        "On 9 June 2018 after [admission](Event Value=admission) [EMG](Procedure) was normal.",
        "EMG",
        "2018-06-09",
    ),
    ("adjective", "On 3 May 2018 he was given the following drugs: [prednisone](Drug).", "prednisone", "2018-05-03"),
    ("scene", "On 3 May 2018 she was seen, and [EMG](Procedure) was normal.", "EMG", "2018-05-03"),
    ("begun", "On 3 May 2018 he was started on [metformin](Drug).", "metformin", "2018-05-03"),
]
NAMED = [
    ("distance", "On 3 May 2018, 4 months after the [diagnosis](Event Value=diagnosis), he fell.", "diagnosis"),
    ("from", "Weakness grew 12 weeks from the [onset](Event Value=onset).", "onset"),
    ("before", "Fever rose 48 h before [admission](Event Value=admission).", "admission"),
    ("of", "On day 4 of [admission](Event Value=admission) he fell.", "admission"),
    ("neighbour", "Ten days after chemotherapy with [cytarabine](Drug) he fell.", "cytarabine"),
    ("list", "She died on 2 May 2018 after [cytarabine](Drug), [idarubicin](Drug) and fever.", "idarubicin"),
    ("other clause", "[Prednisone](Drug) was given and she died on 2 May 2018.", "Prednisone"),
    ("past of the sentence", "A man, diagnosed with gout six years ago and given [aspirin](Drug), fell.", "aspirin"),
    ("present of the sentence", "He had gout 12 years back and now has [polyneuropathy](Diagnosis).", "polyneuropathy"),
    ("relative clause", "His brother, who fell on 3 May 2018; [EMG](Procedure) was normal.", "EMG"),
    ("background drug", "On 3 May 2018 a man on [metformin](Drug) fell.", "metformin"),
    ("unknown step", "On 3 May 2018 he fell and later took [aspirin](Drug).", "aspirin"),
]
LOST = {
    "paragraph": "\n\n",
    "unknown step": "\nSubsequently all was well.\n",
    "step that is not dated": "\nAfter three cycles he rested.\n",
    "stretch": "\nOver 3 months he rested.\n",
    "discharge": "\nHe was [discharged](Event Value=discharge).\n",
    "too far": "\nHe ran.\nHe ate.\n",
}
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


@pytest.mark.parametrize(("text", "words", "days"), [c[1:] for c in CLAUSES], ids=[c[0] for c in CLAUSES])
def test_a_time_holds_for_its_clause(times, text, words, days):
    assert times(text)[words]["days"] == days


@pytest.mark.parametrize(("text", "words"), [c[1:] for c in NAMED], ids=[c[0] for c in NAMED])
def test_what_is_only_named_or_told_elsewhere_takes_no_time(times, text, words):
    assert words not in times(text)


@pytest.mark.parametrize("between", LOST.values(), ids=LOST.keys())
def test_where_the_narrative_loses_its_time(times, between):
    found = times(f"He fell on 3 May 2018.\nHe was weak.{between}[EMG](Procedure) was normal.")
    assert "EMG" not in found


def test_an_anchor_keeps_the_time_that_another_sentence_gives_it(times):
    text = (
        "He was [diagnosed](Event Value=diagnosis) on 3 May 2018.\n"
        "Four months after the [diagnosis](Event Value=diagnosis) he fell."
    )
    found = times(text)
    assert (found["diagnosis"]["days"], found["Four months after"]["days"]) == ("2018-05-03", "2018-09-03")


def test_a_distance_counts_from_nothing_behind_an_unknown_step(times):
    found = times("He fell on 3 May 2018.\nSubsequently he ran.\nTwo weeks later he limped.")
    assert found["Two weeks later"]["days"] == "?"


STEPS = [
    ("treatment", "[Cytarabine](Drug) was started on 1 May 2018.\n", "2018-05-08/2018-05-09", "treatment"),
    ("transplantation", "[Marrow](Event Value=transplant) was infused on 1 May 2018.\n", "2018-05-09", "transplant"),
    ("admission", "She was [admitted](Event Value=admission) on 1 May 2018.\n", "2018-05-08/2018-05-09", "admission"),
    ("admission without a day", "She was [admitted](Event Value=admission).\n", "?", "admission"),
    ("nothing", "She was well on 1 May 2018.\n", "?", None),
]


@pytest.mark.parametrize(("before", "days", "anchor"), [c[1:] for c in STEPS], ids=[c[0] for c in STEPS])
def test_a_bare_day_counts_from_the_step_told_last(times, before, days, anchor):
    when = times(before + "On day 8 he fell.")["day 8"]
    assert (when["days"], when["anchor"], when["offset"]) == (days, anchor, "+P8D")


def test_a_record_names_the_span_that_gave_its_time():
    record = casemill.extract("Case report\n\nOn 3 May 2018 the left median nerve was weak. Prednisone was given.")
    (date,) = [time for time in record.timing if time.label == "Date"]
    (nerve,), (drug,) = record.nerves, record.drugs
    assert (nerve.when.earliest, nerve.when.source, nerve.when.given_by) == ("2018-05-03", "sentence", (date.id,))
    assert (drug.when.latest, drug.when.source, drug.when.given_by) == ("2018-05-03", "narrative", (date.id,))


def test_a_discussion_takes_no_time_from_the_case():
    text = "Case report\n\nOn 3 May 2018 she fell.\n\nDiscussion\n\nIn our patient the left median nerve was weak."
    assert [nerve.when for nerve in casemill.extract(text).nerves] == [None]

"""Events and outcomes: what counts, of what it is, and the words that mean another thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemill.course import find_course
from casemill.lexicons import table
from casemill.mentions import Mention
from casemill.view import Sentence, View, view_of

_MARK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<spec>[^()]*)\)")
_NAMES = {"Number", "Kind", "Of"}

EVENTS = {
    "first relapse": "Her [first]() [relapse](relapse Number=1) came in May.",
    "ordinal in digits": "In his 3rd [CR](remission Number=3) he felt ill.",
    "number behind": "A graft was given in [CR](remission Number=2)2.",
    "number does not cross a list": "The first line, then [relapse](relapse).",
    "glued": "She had [relapsed](relapse) ALL.",
    "counted transplant": (
        "A second [allo-HSCT](transplant Kind=allogeneic Number=2) was done, not the first [HSCT](transplant Number=1)."
    ),
    "long name": (
        "He underwent [allogeneic hematopoietic stem cell transplantation](transplant Kind=allogeneic) in May."
    ),
    "bare once named": "A [bone marrow transplant](transplant) was done; a day after [transplant](transplant) he fell.",
    "bare never named": "Nine days after transplant he fell.",
    "infused": "The [peripheral blood stem cells](transplant) (PBSCs) were transfused in May.",
    "collected": "The peripheral blood stem cells were collected in May.",
    "cells given": "The [blood stem cells](transplant) (5x106 CD34+ cells/kg) were given in May.",
    "cells received": "On day 9 after the first course she received [marrow](transplant) from a brother.",
    "marrow that was looked at": "The bone marrow was full, and red cells were given.",
    "marrow study": "A bone marrow biopsy was done, and donor lymphocytes were infused.",
    "rescue": "An [autologous stem cell rescue](transplant Kind=autologous) followed.",
    "graft as a point": "Her [stem cell graft](transplant) came late; before the [graft](transplant) she ran.",
    "graft that does something": "A [stem cell graft](transplant) was done; after graft failure he died.",
    "counted graft": "The [stem cell graft](transplant) failed; a second [graft](transplant Number=2) was no better.",
    "graft of skin": "After the graft of skin he fell.",
    "number of another": "After her first [HSCT](transplant Number=1) a [bone marrow infusion](transplant) followed.",
    "number over a comma": "It was the second, combined [relapse](relapse Number=2).",
    "cells behind of": "[Transplantation](transplant) of allogeneic bone marrow was done; a renal one was not.",
    "kind of the cells": "Autologous [stem cells](transplant Kind=autologous) from 2015 were reinfused.",
    "came back": "The lymphoma had [come back](relapse), and he returned to work.",
    "disease of another subject": "His disease was stable and he returned to us.",
    "legs that tire": "His legs [began](onset) to tire in May.",
    "stay": "During the hospitalization he fell.",
    "organ": "A renal transplantation was done.",
    "recipients": "Stem cell transplant recipients are prone to it.",
    "lymphocytes": "A donor lymphocyte infusion was given.",
    "complaint": "He [developed](onset Of=neurological) numbness of a foot and was [admitted](admission) to us.",
    "complaint in front": "Later weakness [appeared](onset Of=neurological) in an arm.",
    "no complaint": "Later a film appeared.",
    "presented": "She [presented](onset) to the hospital with cough.",
    "authors": "We presented in this report what was developed by others.",
    "kind of onset": "A late-onset form was named, not the acute [onset](onset).",
    "activity": "Early diagnosis and treatment matter for the diagnosis of rare states.",
    "symptoms that recur": "The recurrence of headache was feared.",
    "tumor that recurs": "The [recurrence](relapse) of the tumor was feared.",
    "motor units": "Motor unit discharges were slow; then came [discharge](discharge).",
    "owned up": "He admitted that he fell.",
    "course of sclerosis": "Relapsing-remitting sclerosis is chronic.",
    "home": "He [went home](discharge) in May.",
    "complaint that comes back": "The weakness relapsed.",
    "joined short form": "On D+60 post-[HSCT](transplant) he fell.",
    "stated kind alone": "A [haploidentical HSCT](transplant) was done.",
    "for the second time": "He [relapsed](relapse Number=2) for the second time.",
    "what relapsed": "A CNS [relapse](relapse Of=haematological) was found.",
}

OUTCOMES = {
    "deficit": ("His strength slowly [improved](improved).", "neurological"),
    "patient": ("The patient [recovered](recovered) in May.", "patient"),
    "complaint": ("The cough [resolved](recovered).", "symptoms"),
    "behind of": ("There was [improvement](improved) of the gait.", "neurological"),
    "none needed": ("This led to no [improvement](improved).", None),
    "object": ("This [worsened](worsened) the numbness.", "neurological"),
    "joined by and": ("The patient was given fluids overnight and [improved](improved).", "patient"),
    "joined to weakness": ("A [worsening](worsened) weakness was told.", "neurological"),
    "laboratory": ("The patient's platelet count improved.", None),
    "laboratory behind in": ("We saw improvement in his anemia.", None),
    "instrument": ("The lesions on MRI resolved.", None),
    "other disease": ("His hepatitis was treated, and the hepatitis resolved.", None),
    "fatal": ("It proved [fatal](died).", None),
    "fatal disease": ("A fatal disease was feared.", None),
    "cells": ("Cell death was seen.", None),
    "kept": ("The numbness [persisted](stable).", "neurological"),
    "complaint and function": ("The weakness [increased](worsened) again.", "neurological"),
    "function increased": ("The strength [increased](improved) to full.", "neurological"),
    "function found reduced": ("The sensation was distally reduced in both feet.", None),
    "word in front of a noun": ("He had pain and reduced urine.", None),
    "method": ("To improve survival a new method was tried.", None),
    "eased by a drug": ("A drug, given for long, [eased](improved) the pain.", "symptoms"),
    "strength that is back": ("The strength in his legs [returned](recovered) slowly.", "neurological"),
    "complaint that is back": ("The numbness [returned](worsened) in May.", "neurological"),
    "finding of weakness": ("We saw brisk reflexes, strength reduced to 4 points, and pallor.", None),
    "nothing is left": ("She was left with [no residual deficit](recovered).", "patient"),
    "could not walk": ("He was not able to walk unaided.", None),
    "recurrent laryngeal": ("The recurrent laryngeal nerve was cut.", None),
}


def plain(marked: str) -> tuple[str, list[tuple[str, str]]]:
    wanted = [(match["text"], match["spec"]) for match in _MARK.finditer(marked) if match["spec"]]
    return _MARK.sub(lambda match: match["text"], marked), wanted


def course_of(text: str, label: str, mentions: tuple[Mention, ...] = ()) -> list[Mention]:
    return [m for m in find_course(View(text, (Sentence(0, len(text)),), mentions)) if m.label == label]


def values(text: str) -> list[tuple[str, str]]:
    return [(m.label, m.attributes["Value"]) for m in find_course(view_of(text))]


def rows(name: str) -> list:
    return [pytest.param(row, id=row["id"]) for row in table(f"rules/{name}")]


@pytest.mark.parametrize("marked", EVENTS.values(), ids=EVENTS)
def test_events_of_a_sentence(marked):
    text, wanted = plain(marked)
    found = []
    for mention in course_of(text, "Event"):
        extra = sorted(f"{key}={value}" for key, value in mention.attributes.items() if key in _NAMES)
        found.append((text[mention.start : mention.end], " ".join([mention.attributes["Value"], *extra])))
    assert found == wanted


@pytest.mark.parametrize(("marked", "of"), OUTCOMES.values(), ids=OUTCOMES)
def test_outcomes_of_a_sentence(marked, of):
    text, wanted = plain(marked)
    found = course_of(text, "Outcome")
    assert [(text[m.start : m.end], m.attributes["Value"]) for m in found] == wanted
    assert [m.details.get("of") for m in found] == [of] * len(wanted)


STARTS = {
    "subject in front": ("The Xopathy developed in the course of cough.", "neurological"),
    "subject with its place": ("The Xopathy of both legs developed late.", "neurological"),
    "disease of the patient": ("With Xopathy the patient developed a cough.", None),
    "complaint that is named": ("With Xemia the patient developed numbness and pain.", "neurological"),
    "complaints of many organs": ("She presented with numbness, cough and weight loss.", None),
    "general weakness": ("She complained of general weakness.", None),
    "sense organs": ("She presented with blurred vision.", None),
    "onset of another thing": ("No Xopathy was seen at the onset of it.", None),
    "in brackets": ("For Xopathy (a week from the onset) it was late.", None),
    "final diagnosis": ("The final diagnosis was Xopathy.", "neurological"),
}


@pytest.mark.parametrize(("text", "of"), STARTS.values(), ids=STARTS)
def test_what_began_is_what_the_clause_names(text, of):
    diseases = [(word, kind) for word, kind in (("Xopathy", "neurological"), ("Xemia", "haematological"))]
    found = tuple(
        Mention("Diagnosis", text.index(word), text.index(word) + len(word), {"Kind": kind})
        for word, kind in diseases
        if word in text
    )
    (event,) = course_of(text, "Event", found)
    assert event.attributes.get("Of") == of


@pytest.mark.parametrize(
    ("kind", "of"), [("haematological", "haematological"), ("neurological", "neurological"), ("other", None)]
)
def test_what_was_diagnosed_is_the_diagnosis_of_the_clause(kind, of):
    text = "The Xopathy was diagnosed in May, but his numbness was old."
    disease = Mention("Diagnosis", 4, 11, {"Kind": kind})
    (event,) = course_of(text, "Event", (disease,))
    assert event.attributes.get("Of") == of


def test_a_bare_remission_is_that_of_the_blood_disease_of_the_report():
    text = "He was in remission."
    for kind, of in (("haematological", "haematological"), ("neurological", None)):
        disease = Mention("Diagnosis", 4, 9, {"Kind": kind})
        view = View(f"The Xemia. {text}", (Sentence(0, 10), Sentence(11, 31)), (disease,))
        (event,) = find_course(view)
        assert event.attributes.get("Of") == of


def test_a_short_form_of_a_transplantation_means_what_the_report_says():
    text = "The ASCT was done, then the ALP."
    view = View(text, (Sentence(0, len(text)),), (), {"ASCT": "allogeneic stem cell transplantation", "ALP": "alpha"})
    assert [(m.start, m.attributes.get("Kind")) for m in find_course(view)] == [(4, "allogeneic")]


def test_a_measured_score_is_of_the_deficit_and_other_results_are_not():
    text = "The Xscore improved."
    for kind, count in (("score", 1), ("lab", 0)):
        assert len(course_of(text, "Outcome", (Mention("Analyte", 4, 10, {"Kind": kind}),))) == count


@pytest.mark.parametrize("row", rows("events"))
def test_what_makes_an_event(row):
    assert ("Event", row["value"]) in values(row["example"])
    assert [value for label, value in values(row["counter_example"]) if label == "Event"] == []


@pytest.mark.parametrize("row", [*rows("event_not"), *rows("outcome_not")])
def test_what_unmakes_an_event_or_outcome(row):
    if row["id"] == "organ":
        assert values(row["example"]) == [] and values(row["counter_example"]) == [("Event", "transplant")]
        return
    assert values(row["example"]) == []
    assert len(values(row["counter_example"])) == 1


@pytest.mark.parametrize("row", rows("event_transplants"))
def test_what_makes_a_transplantation(row):
    found = course_of(row["example"], "Event")
    assert {(m.attributes["Value"], m.attributes.get("Kind", "")) for m in found} == {("transplant", row["kind"])}
    assert len(found) == (2 if row["part"] in ("time", "point") else 1)
    assert course_of(row["counter_example"], "Event") == []


@pytest.mark.parametrize("row", rows("event_complaints"))
def test_what_is_a_complaint(row):
    (event,) = course_of(row["example"], "Event")
    assert event.attributes.get("Of", "") == (row["kind"] if row["kind"] == "neurological" else "")
    assert [m.attributes.get("Of") for m in course_of(row["counter_example"], "Event")] in ([], [None])


@pytest.mark.parametrize("row", rows("event_malignancies"))
def test_what_recurs_as_a_relapse(row):
    assert values(row["example"]) == [("Event", "relapse")]
    assert values(row["counter_example"]) == []


@pytest.mark.parametrize("row", rows("event_of"))
def test_words_in_front_that_say_of_what(row):
    assert [m.attributes.get("Of") for m in course_of(row["example"], "Event")] == [row["of"]]
    assert [m.attributes.get("Of") for m in course_of(row["counter_example"], "Event")] == [None]


@pytest.mark.parametrize("row", rows("outcomes"))
def test_what_makes_an_outcome(row):
    assert ("Outcome", row["value"]) in values(row["example"])
    assert [value for label, value in values(row["counter_example"]) if label == "Outcome"] == []


@pytest.mark.parametrize("row", rows("outcome_topics"))
def test_what_an_outcome_is_said_of(row):
    assert len(course_of(row["example"], "Outcome")) == (row["topic"] != "other")
    assert len(course_of(row["counter_example"], "Outcome")) == (row["topic"] == "other")


@pytest.mark.parametrize("row", rows("outcome_showing"))
def test_what_an_examination_shows_is_no_outcome(row):
    for text, count in ((row["example"], 0), (row["counter_example"], 1)):
        start = text.index("scan")
        assert len(course_of(text, "Outcome", (Mention("Procedure", start, start + 4),))) == count


PIECES = ["first", "CR", "2", "relapse", "allogeneic", "stem", "cell", "transplantation", "of", "in", "he", "improved"]


@given(st.lists(st.sampled_from([*PIECES, "and", ",", "but", "strength", "onset", "for", "the", "time"]), max_size=30))
def test_mentions_lie_in_the_text_and_in_order(pieces):
    text = " ".join(pieces) or "."
    found = find_course(view_of(text))
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(0 <= m.start < m.end <= len(text) and m.attributes["Value"] for m in found)

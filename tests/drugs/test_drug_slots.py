"""Dose, Route, Frequency and Duration and the drugs that they belong to.

In a case ``[text](Label)`` marks a mention and ``[text](Label>a,b)`` one that belongs to the
drugs that begin with the words ``a`` and ``b``, in order. Frequency and Duration stand for
what timing found before; their heads are what is tested.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import spacy

from casemill.document import mentions_of
from casemill.drugs import find_drugs
from casemill.mentions import Mention
from casemill.view import View, view_of

_MARK = re.compile(r"\[([^\]]*)\]\((\w+)(?:>([^()]*))?\)")
_TIMING = ("Frequency", "Duration", "Date")

Slot = tuple[str, str, list[str]]


def unmark(marked: str) -> tuple[View, list[Slot]]:
    plain, wanted, timing, done = "", [], [], 0
    for match in _MARK.finditer(marked):
        plain += marked[done : match.start()]
        start = len(plain)
        plain += match[1]
        if match[2] in _TIMING:
            timing.append(Mention(match[2], start, len(plain), {"Value": "X"}))
        if match[2] != "Drug" and (match[3] or match[2] not in _TIMING):
            wanted.append((match[2], match[1], (match[3] or "").split(",")))
        done = match.end()
    return replace(view_of(plain + marked[done:]), mentions=tuple(timing)), wanted


def slots_of(view: View) -> list[Slot]:
    found = sorted((m for m in find_drugs(view) if m.label != "Drug"), key=lambda m: m.place)
    return [
        (m.label, view.text[m.start : m.end], [view.text[a:b].split()[0] for a, b in sorted(m.heads)]) for m in found
    ]


CASES = {
    "behind": "He took ramipril [5 mg](Dose>ramipril) [daily](Frequency>ramipril).",
    "in-parentheses": "Ramipril ([5 mg](Dose>Ramipril), [p.o.](Route>Ramipril), [daily](Frequency>Ramipril)) helped.",
    "in-front": "[500 mg](Dose>ceftazidime) [intravenous](Route>ceftazidime) ceftazidime was given.",
    "of": "He had [20 mg](Dose>prednisone) of prednisone and then aspirin.",
    "at-a-dose-of": "Ramipril at a dose of [5 mg](Dose>Ramipril) was begun.",
    "dose-before-an-adverb": "Ramipril [5 mg](Dose>Ramipril) [orally](Route>Ramipril) was begun.",
    "each-its-own": "Ramipril [5 mg](Dose>Ramipril), bisoprolol [2.5 mg](Dose>bisoprolol)"
    " and aspirin [100 mg](Dose>aspirin).",
    "code-before-the-drug": "[IV](Route>ceftriaxone) ceftriaxone [2 g](Dose>ceftriaxone) was given.",
    "route-of-a-list": "[Oral](Route>ramipril,bisoprolol) ramipril and bisoprolol were given.",
    "route-of-a-long-list": "[Intrathecal](Route>methotrexate,cytarabine,hydrocortisone)"
    " methotrexate, cytarabine"
    " and hydrocortisone were given.",
    "route-of-alternatives": "[Oral](Route>ramipril,bisoprolol,amlodipine) ramipril with either bisoprolol"
    " or amlodipine was given.",
    "route-stops-at-another": "[Oral](Route>ramipril) ramipril and [intravenous](Route>furosemide)"
    " furosemide were given.",
    "two-routes-of-one": "[Intrathecal](Route>cytarabine) ([endolumbar](Route>cytarabine)) injections of cytarabine.",
    "route-leaves-its-parentheses-not": "Ramipril ([5 mg](Dose>Ramipril), [p.o.](Route>Ramipril)), bisoprolol"
    " and aspirin.",
    "list-then-adverb": "Vancomycin and meropenem were given [intravenously](Route>Vancomycin,meropenem).",
    "list-then-duration": "Vancomycin and meropenem for [two weeks](Duration>Vancomycin,meropenem).",
    "course-of": "A [10-day](Duration>cefixime) course of cefixime ended.",
    "duration-with-for": "Cefixime was given for [10 days](Duration>Cefixime).",
    "duration-of-something-else": "Hypertensive for [5 years](Duration) on ramipril.",
    "within-is-no-course": "Within [3 weeks](Duration) of ramipril he coughed.",
    "history-is-no-course": "On ramipril with a [3-week](Duration) history of cough.",
    "days-of-a-cycle": "Cytarabine [100 mg/m2](Dose>Cytarabine) [d1-7](Duration>Cytarabine) and idarubicin were given.",
    "frequency-of-something-else": "He took ramipril and was seen by the nurse [weekly](Frequency).",
    "per-day-is-a-frequency": "Isotretinoin [80mg/m2](Dose>Isotretinoin) [per day](Frequency>Isotretinoin) was given.",
    "titration": "Ramipril [5 mg](Dose>Ramipril) was increased to [10 mg](Dose>Ramipril).",
    "from-to": "Prednisone was tapered from [40 mg](Dose>Prednisone) to [5 mg](Dose>Prednisone).",
    "followed-by-a-lower-dose": "He had prednisone [40 mg](Dose>prednisone) [daily](Frequency>prednisone) for"
    " [4 weeks](Duration>prednisone), followed by [20 mg](Dose>prednisone) [daily](Frequency>prednisone).",
    "several-amounts-of-one": "They had [5 mg](Dose>ramipril), [10 mg](Dose>ramipril) and [15"
    " mg](Dose>ramipril) of ramipril.",
    "respectively": "Ropivacaine and fentanyl were given at [8 mg](Dose>Ropivacaine) and"
    " [50 µg](Dose>fentanyl), respectively.",
    "abbreviation-leaves-it-to-the-name": "Mycophenolate mofetil (MMF) [1 g](Dose>Mycophenolate) was given.",
    "brand-in-parentheses": "Capecitabine (Xeloda; made elsewhere) was begun at [2 g](Dose>Capecitabine).",
    "regimen-explained": "ABVD (doxorubicin [25 mg/m2](Dose>doxorubicin), bleomycin) was repeated"
    " [every 2 weeks](Frequency>ABVD).",
    "cycle-of-the-regimen": "GP (gemcitabine, cisplatin, [21 days](Duration>GP) as a cycle) was given.",
    "member-of-a-class": "The antibiotic (cefepime) was given for [10 days](Duration>cefepime).",
    "dose-directly-before": "Prostaglandins ([10 mg](Dose>dinoprostone) dinoprostone) were given.",
    "sentence-before": "Prednisone was begun.\nThe dose was raised to [60"
    " mg](Dose>Prednisone) [daily](Frequency>Prednisone).",
    "sentence-before-without-dose": "Prednisone was begun.\nA stone of 60 mg was passed.",
    "class-in-apposition": "Ramipril, an ACE inhibitor, was taken at [5 mg](Dose>Ramipril).",
    "negative-exponents": "Ciclosporin [4 mg·kg−1·day−1](Dose>Ciclosporin) was kept up.",
    "own-parentheses": "Vancomycin ([1 g](Dose>Vancomycin)) and prednisone ([60 mg](Dose>prednisone)"
    " for [5 days](Duration>prednisone)) helped.",
    "list-then-plural-verb": "Vancomycin [1 g](Dose>Vancomycin) [q12h](Frequency>Vancomycin) and cefepime"
    " [2 g](Dose>cefepime) [q8h](Frequency>cefepime) were given for [14 days](Duration>Vancomycin,cefepime).",
    "singular-verb-shares-nothing": "Vancomycin [1 g](Dose>Vancomycin) and cefepime [2 g](Dose>cefepime) was given"
    " for [14 days](Duration>cefepime).",
    "each-its-dose-then-frequency": "Aspirin [100 mg](Dose>Aspirin), ramipril [5 mg](Dose>ramipril) and bisoprolol"
    " [2.5 mg](Dose>bisoprolol) [daily](Frequency>Aspirin,ramipril,bisoprolol).",
    "dose-for-a-day-has-its-frequency": "Prednisone [30 mg/day](Dose>Prednisone) and methotrexate"
    " [15 mg](Dose>methotrexate) [weekly](Frequency>methotrexate).",
    "route-behind-and": "Furosemide [20 mg](Dose>Furosemide) and [IV](Route>ceftriaxone) ceftriaxone"
    " [2 g](Dose>ceftriaxone) were given.",
    "adverb-before-a-comma": "Epinephrine was given [intramuscularly](Route>Epinephrine), hydrocortisone"
    " and clemastine [intravenously](Route>hydrocortisone,clemastine).",
    "tablets-of-a-strength": "She swallowed [30 tablets](Dose>ibuprofen) of [400 mg](Dose>ibuprofen) ibuprofen.",
    "power-of-ten": "Benzylpenicillin [4 × 10^6 U](Dose>Benzylpenicillin) was given.",
    "unit-before-the-number": "Carboplatin ([AUC 5](Dose>Carboplatin)) was given.",
    "two-strengths": "Budesonide/formoterol [160/4.5 µg](Dose>Budesonide/formoterol) was given.",
    "loose-unit-with-a-frequency": "Interferon was injected thereafter in the clinic"
    " ([6000 units](Dose>Interferon) [daily](Frequency>Interferon)).",
    "range": "Ramipril [2.5-5 mg](Dose>Ramipril) and aspirin [75 to 100 mg](Dose>aspirin).",
    "per-weight-and-time": "Esmolol [50 µg/kg/min](Dose>Esmolol) and insulin [2 IU/h](Dose>insulin) ran.",
    "per-kilogram": "Vancomycin [15 mg per kg](Dose>Vancomycin) was given.",
    "exponents": "Vancomycin [15 mg kg-1](Dose>Vancomycin) was given.",
    "course-and-pulse": "Busulfan [8 mg/kg/course](Dose>Busulfan) and cyclophosphamide [1"
    " g/pulse](Dose>cyclophosphamide).",
    "thousands": "Heparin [5,000 IU](Dose>Heparin) was given.",
    "millions": "Benzylpenicillin [4 million units](Dose>Benzylpenicillin) was given.",
    "glued": "Ramipril [5mg](Dose>Ramipril) was given.",
    "times": "Oxcarbazepine [2x300 mg](Dose>Oxcarbazepine) was given.",
    "tablets": "He swallowed [three tablets](Dose>ibuprofen) of ibuprofen.",
    "spelled-out": "Lactulose ([ten mL](Dose>Lactulose)) was given.",
    "in-a-volume": "Ganciclovir [2 mg/0.1 mL](Dose>Ganciclovir) was injected.",
    "strength-is-no-dose": "He was given 20% mannitol and timolol 0.5%.",
    "radiation-is-no-dose": "He had carboplatin and 50 Gy.",
    "concentration-is-no-dose": "On ramipril the creatinine was 2 mg/dL and ferritin 40 ng/mL.",
    "weight-is-no-dose": "On ramipril she bore a child of 3000 g.",
    "route-without-a-drug": "Oral intake was poor, IV access was lost and an oral ulcer was seen.",
    "form-is-no-route": "An infusion of ramipril, an injection of heparin and a tablet of aspirin.",
    "systemic-near": "[Systemic](Route>antibiotics) antibiotics were given.",
    "systemic-far": "Systemic chemotherapy with cisplatin was given.",
    "semicolon-parts": "Ramipril was stopped; 5 mg of lead was found.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_slots(marked):
    view, wanted = unmark(marked)
    assert slots_of(view) == wanted


def test_a_joined_frequency_keeps_what_timing_said_and_the_view_stays_as_it_was():
    view, _ = unmark("Ramipril was taken [daily](Frequency).")
    (frequency,) = [m for m in find_drugs(view) if m.label == "Frequency"]
    assert frequency.attributes == {"Value": "X"}
    assert frequency.heads == [(0, 8)]
    assert view.mentions[0].heads == []


def test_the_pipe_keeps_one_mention_a_place():
    doc = spacy.load("en_case_report", exclude=["assertion"])("He took ramipril 5 mg daily for years.")
    frequencies = [m for m in mentions_of(doc) if m.label == "Frequency"]
    assert [(doc.text[m.start : m.end], m.heads) for m in frequencies] == [("daily", [(8, 16)])]


def test_an_unjoined_frequency_is_not_given_back():
    view, _ = unmark("He was seen [daily](Frequency) and ate well.")
    assert find_drugs(view) == []


@pytest.mark.parametrize("text", ["5 mg " * 400, "oral " * 400, "(" * 2000, ""])
def test_slots_without_a_drug_are_left_out(text):
    assert find_drugs(view_of(text)) == []

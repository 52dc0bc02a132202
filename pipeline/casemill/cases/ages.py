"""The age of a patient when the patient came, and when the malignancy was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from casemill.cases.days import length
from casemill.cases.diseases import is_diagnosis
from casemill.cases.model import Cell
from casemill.cases.who import cell_of, present
from casemill.records import DiagnosisRecord, EventRecord, SexRecord, TimeRecord

_NEXT = 3
"""Characters that may part a sentence from the next: a line end and an indentation."""

_BESIDE = 12
"""Characters that may part an age from the noun that it stands with: ``man, aged 40``, ``40-year-old white man``."""

_PRONOUNS = frozenset({"she", "her", "he", "his", "him"})
"""Words that tell the sex of one who was told of before."""

_AFTERTHOUGHT = ("discussion", "conclusion")
_ATTRIBUTE = re.compile(r"(?:[-\xad\u2010-\u2013]\s?|\b(?:year|yr|month|week|day)\s)old$|\by/?o$", re.IGNORECASE)
"""An age that stands before a noun: ``40-year-old``, ``40 year old``; who is ``40 years old`` is so at some time."""


def ages(
    times: Sequence[TimeRecord],
    events: Sequence[EventRecord],
    sexes: Sequence[SexRecord] = (),
    diagnoses: Sequence[DiagnosisRecord] = (),
) -> tuple[Cell, Cell]:
    """Return the age at presentation, and an earlier one stated with the diagnosis of the malignancy.

    Parameters
    ----------
    times, events, sexes, diagnoses
        Those of the patient. Without a haematological disease told there is no age at its diagnosis.
    """
    found = stated_ages(times)
    if not found:
        return Cell(), Cell()
    presents = presenting(found, sexes)
    who = {age.id for age in presents}
    first = next(iter((*presents, *_at_admission(found, events), *found)))
    asserted = present(events)
    diagnosed = _sentences(event for event in asserted if is_diagnosis(event))
    begun = diagnosed | _sentences(e for e in asserted if e.value == "onset" and e.of != "neurological")
    if not diagnosed and not any(d.kind == "haematological" for d in present(diagnoses, also="historical")):
        begun = frozenset()
    earlier = (age for age in found if _is_before(age, first))
    other = next((age for age in earlier if _leads_to(age, diagnosed if age.id in who else begun)), None)
    return cell_of(first.value, first), cell_of(other.value, other) if other else Cell()


def stated_ages(times: Sequence[TimeRecord]) -> list[TimeRecord]:
    """Return the ages with a value outside what is told behind the case."""
    return [t for t in times if t.label == "Age" and t.value and t.evidence.section not in _AFTERTHOUGHT]


def presenting(found: Sequence[TimeRecord], sexes: Sequence[SexRecord]) -> list[TimeRecord]:
    """Return the ages that say who the patient is: ``a 40-year-old patient``, ``a man aged 40``."""
    near = {
        place
        for sex in sexes
        if sex.evidence.text.lower() not in _PRONOUNS
        for place in (
            *((True, sex.evidence.end + gap) for gap in range(_BESIDE)),
            *((False, sex.evidence.start - gap) for gap in range(_BESIDE)),
        )
    }
    return [
        age
        for age in found
        if _ATTRIBUTE.search(age.evidence.text)
        or (True, age.evidence.start) in near
        or (False, age.evidence.end) in near
    ]


def _at_admission(found: Sequence[TimeRecord], events: Sequence[EventRecord]) -> list[TimeRecord]:
    sentences = _sentences(event for event in present(events) if event.value == "admission")
    return [age for age in found if age.evidence.sentence_start in sentences]


def _sentences(events: Iterable[EventRecord]) -> frozenset[int]:
    return frozenset(event.evidence.sentence_start for event in events)


def _is_before(age: TimeRecord, other: TimeRecord) -> bool:
    one, two = length(age.value), length(other.value)
    return one is not None and two is not None and one < two


def _leads_to(time: TimeRecord, sentences: frozenset[int]) -> bool:
    """Tell whether the sentence of a time, or the next one, is one of those that begin at some places."""
    end = time.evidence.sentence_end
    return time.evidence.sentence_start in sentences or not sentences.isdisjoint(range(end, end + _NEXT + 1))

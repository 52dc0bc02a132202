"""Patients named again by their age or sex: ``the 60-year-old man`` where one of them is 60."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from casemill.mentions import Mention
from casemill.patient.marks import Mark, cues, elsewhere, merged
from casemill.patient.parts import Part
from casemill.patient.telling import ARGUMENT
from casemill.view import View

_ARTICLE = re.compile(r"\b(?:an?|the|our|this)\s$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|our|this)\s$", re.IGNORECASE)


@cache
def _by_sex() -> re.Pattern[str]:
    """Return the pattern of ``the man``; the group that matched is the sex."""
    return re.compile(rf"\b(?:the|our)\s(?:(?P<female>{cues('female')})|(?P<male>{cues('male')}))(?!\w)", re.IGNORECASE)


def person_marks(view: View, parts: Sequence[Part], sexes: Mapping[int, Mention]) -> list[Mark]:
    """Return the words outside all parts that name one patient by an age or a sex that is his or hers alone.

    A patient's age is the first that is told in what is about him or her. Sentences that
    speak of other reports name nobody; in a discussion the words must point back (``the
    60-year-old man``), for ``a 60-year-old man`` is anyone.

    Parameters
    ----------
    view, parts
        The report, and whom its stretches are about without these marks.
    sexes
        Number of the patient -> the word that states the sex.
    """
    ages: dict[int, str] = {}
    for part in parts:
        if part.number and part.number not in ages:
            own = (m.attributes.get("Value", "") for m in view.found_in(part.start, part.end, "Age") if _is_own(m))
            first = next(own, "")
            if first:
                ages[part.number] = first
    by_age = _of_one(ages)
    by_sex = _of_one({number: sex.attributes["Value"] for number, sex in sexes.items()})
    marks: list[Mark] = []
    for part in parts:
        if not part.number and not elsewhere().search(view.text, part.start, part.end):
            marks += merged(_named_by_age(view, part, by_age), _named_by_sex(view, part, by_sex))
    return marks


def _is_own(age: Mention) -> bool:
    return "Scope" not in age.attributes


def _of_one(traits: Mapping[int, str]) -> dict[str, int]:
    """Return those that only one patient has -> the patient."""
    counts = Counter(traits.values())
    return {trait: number for number, trait in traits.items() if counts[trait] == 1}


def _named_by_age(view: View, part: Part, numbers: Mapping[str, int]) -> Iterator[Mark]:
    for age in view.found_in(part.start, part.end, "Age"):
        number = numbers.get(age.attributes.get("Value", ""), 0)
        before = (max(part.start, age.start - 5), age.start)
        article = _ARTICLE.search(view.text, *before)
        points_back = part.section not in ARGUMENT or _DEFINITE.search(view.text, *before)
        if number and _is_own(age) and points_back:
            yield Mark(article.start() if article else age.start, age.end, number, "person")


def _named_by_sex(view: View, part: Part, numbers: Mapping[str, int]) -> Iterator[Mark]:
    for match in _by_sex().finditer(view.text, part.start, part.end):
        number = numbers.get("female" if match["female"] else "male", 0)
        if number:
            yield Mark(*match.span(), number, "person")

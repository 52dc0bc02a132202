"""Patients without marks: a report that announces two and then tells of ``A man of 60 years`` and ``A woman of 34``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from casemill.patient.marks import COUNTS, Mark, cues, elsewhere
from casemill.patient.telling import ARGUMENT, ASIDE
from casemill.view import View

_INDEFINITE = re.compile(
    r"\W{0,2}(?P<article>An?|(?:Another|A\s(?:second|third|further))\s(?:patient|case)(?:,|\s(?:was|is))\san?)\s(?:[\w-]+,?\s){0,5}"
)
_ANOTHER = re.compile(r"Another|A\s(?:second|third|further)\s")
"""Words that tell by themselves that one was told of before."""

_REACH = 60
"""Characters of a sentence in which the age of the person whom it introduces begins."""


@cache
def _announcing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{cues('announced')})(?!\w)", re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[\w-]+\s){{0,2}}(?:{cues('ordered')})(?!\w)", re.IGNORECASE)


def introduced_marks(view: View, marks: Iterable[Mark]) -> list[Mark]:
    """Return the words that introduce each patient, where as many are introduced as the report announces.

    Any other count says nothing: a donor or a sibling may be introduced in the same way. ``Another
    patient, a 61-year-old woman`` needs no announcement.

    Returns
    -------
    list of Mark
        Of kind ``introduced``, numbered from 1; empty if nothing is announced or the counts differ.
    """
    announced = set(_announced_counts(view, marks))
    found = list(_introductions(view))
    goes_on = any(_ANOTHER.match(view.text, mark.start) for mark in found[1:])
    return found if len(found) > 1 and (goes_on or announced == {len(found)}) else []


def _announced_counts(view: View, marks: Iterable[Mark]) -> Iterator[int]:
    """Yield the number of patients that each announcing sentence names first."""
    done = 0
    for mark in marks:
        count = COUNTS.get(view.text[mark.start : mark.end].split()[0].casefold()) if mark.kind == "all" else None
        sentence = view.sentence_at(mark.start) if count and mark.start >= done else None
        if count and sentence:
            done = sentence.end
            if _announcing().search(view.text, sentence.start, sentence.end):
                yield count


def _introductions(view: View) -> Iterator[Mark]:
    number = 0
    for sentence in view.sentences:
        if sentence.section in ARGUMENT | ASIDE | {"abstract", "title"}:
            continue
        ages = view.found_in(sentence.start, min(sentence.end, sentence.start + _REACH), "Age")
        lead = _INDEFINITE.fullmatch(view.text, sentence.start, ages[0].start) if ages else None
        if not lead or elsewhere().search(view.text, sentence.start, sentence.end):
            continue
        noun = _noun().match(view.text, ages[0].end, sentence.end)
        number += 1
        yield Mark(lead.start("article"), noun.end() if noun else ages[0].end, number, "introduced")

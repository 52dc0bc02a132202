"""Whether a report tells of several patients, and by which words it tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casemill.patient.marks import Mark
from casemill.view import View

ASIDE = frozenset({"table", "caption"})
"""Sections that stand between the lines of a case without ending it."""

ARGUMENT = frozenset({"introduction", "discussion", "conclusion"})
"""Sections that weigh cases, those of others among them; no part of a patient opens there without a heading."""

_REACH = 400
"""Characters behind a mark in which the person must appear."""

_WAYS = tuple(frozenset(kinds) for kinds in ({"heading"}, {"heading", "opening"}, {"pair"}, {"introduced"}))

_PERSON = re.compile(
    r"\b(?:years?|yrs?|months?|weeks?|days?)[-‐‑–\s]?old\b|\baged?\s\d|\byo\b|y/o|\b\d{1,2}[-\s]?(?:year|yr)s?\b"
    r"|\b(?:wo)?man\b|\b(?:fe)?male\b|\bgirl\b|\bboy\b|\bgentleman\b|\blady\b|\binfant\b|\bnewborn\b|\bneonate\b",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(r"\b(?:patient|she|he|her|his|child|brother|sister|sibling|twin|son|daughter)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a report tells its patients apart.

    Parameters
    ----------
    kinds
        Kinds of marks that open parts.
    numbers
        Number in the report -> number in order of telling, from 1.
    """

    kinds: frozenset[str]
    numbers: dict[int, int]

    def marks(self, marks: Iterable[Mark]) -> list[Mark]:
        """Return the marks that count in this report, numbered in order of telling."""
        known = (mark for mark in marks if mark.kind not in ("pair", "introduced") or mark.kind in self.kinds)
        return [replace(mark, number=self.numbers.get(mark.number, 0)) for mark in known]


def telling_of(view: View, marks: Sequence[Mark]) -> Telling | None:
    """Return how a report tells its patients apart, or None if it tells of one.

    Headings go before words in sentences, those before ``One ... The other``, and those before
    patients who are only introduced. At least the first and the second patient must be told, each
    with words for a person close behind.
    """
    for kinds in _WAYS:
        openings = [mark for mark in marks if mark.kind in kinds and mark.number and _may_open(view, mark)]
        openings = [mark for mark in openings if _shows_person(view, mark)]
        numbers: dict[int, int] = {}
        for mark in openings:
            numbers.setdefault(mark.number, len(numbers) + 1)
        if {1, 2} <= numbers.keys():
            return Telling(kinds, numbers)
    return None


def _may_open(view: View, mark: Mark) -> bool:
    sentence = view.sentence_at(mark.start)
    if sentence is None or sentence.section in ASIDE:
        return False
    return mark.kind == "heading" or sentence.section not in ARGUMENT


def _shows_person(view: View, mark: Mark) -> bool:
    """Tell whether a person is spoken of behind a mark; behind a heading ``she`` is enough."""
    if mark.kind == "introduced":
        return True
    behind = view.text[mark.end : mark.end + _REACH]
    return bool(_PERSON.search(behind) or (mark.kind == "heading" and _SPOKEN_OF.search(behind)))

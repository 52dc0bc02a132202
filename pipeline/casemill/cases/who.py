"""Which records a row is made of: those of one patient, and those of the narrative."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from casemill.cases.model import Cell, Cells
from casemill.records import CaseRecord, Clinical, Head, SectionRecord, Slot

AnyHead = TypeVar("AnyHead", bound=Head)
AnyClinical = TypeVar("AnyClinical", bound=Clinical)

ARGUMENT = frozenset({"introduction", "discussion", "conclusion"})
"""Sections that weigh cases against each other; what is said there of the patient is said better elsewhere."""


_MIXED = ARGUMENT | {"title", "abstract"}
"""Sections that tell of all patients of a report."""


def patients_of(record: CaseRecord) -> tuple[int, ...]:
    """Return the numbers of the patients; ``(1,)`` unless two or more are told apart."""
    numbers = sorted({head.patient for head in record.heads if head.patient is not None})
    return tuple(numbers) if len(numbers) > 1 else (1,)


def own(heads: Iterable[AnyHead], patient: int | None) -> tuple[AnyHead, ...]:
    """Return the heads about the patient, in order; ``None`` is the only patient of a report.

    In a report of several, a head without a number is about none or all of them. It stays out: a
    cell that is empty is an omission, one that is another patient's is an error.
    """
    return tuple(head for head in heads if head.scope == "patient" and (patient is None or head.patient == patient))


def own_story(heads: Iterable[AnyHead], patient: int | None) -> tuple[AnyHead, ...]:
    """Return the heads that fill the row of a patient.

    In a report of several, the part that tells of one patient alone is safer ground than an abstract or a
    discussion that turns from one to the other within a sentence: what it tells holds where it tells anything.
    """
    found = own(heads, patient)
    if patient is None:
        return found
    return tuple(h for h in found if h.evidence.section not in _MIXED) or found


def present(heads: Iterable[AnyClinical], *, also: str = "present") -> tuple[AnyClinical, ...]:
    """Return the heads that are asserted (or have the assertion ``also``)."""
    return tuple(head for head in heads if head.assertion in ("present", also))


def told(heads: Sequence[AnyHead], *, without: frozenset[str] = ARGUMENT) -> tuple[AnyHead, ...]:
    """Return the heads of the narrative, those of the sections ``without`` only where the narrative has none."""
    narrative = tuple(head for head in heads if head.evidence.section not in without)
    return narrative or tuple(heads)


def abstract_end(sections: Sequence[SectionRecord]) -> int:
    """Return where the abstract ends: at the first section behind it that is the body's own.

    The parts of a structured abstract have titles of the body (introduction, case,
    conclusion). They belong to it where what closes an abstract stands before the case is
    told again: a conclusion, the keywords, or an introduction behind a case. Where none does,
    an introduction is that of an abstract which is no more than a heading without it.

    Returns
    -------
    int
        Raw offset; 0 if there is no abstract.
    """
    first = next((i for i, section in enumerate(sections) if section.category == "abstract"), None)
    if first is None:
        return 0
    end = sections[first].end
    last_case = max((i for i, section in enumerate(sections) if section.category == "case"), default=-1)
    before: set[str] = set()
    for i in range(first + 1, len(sections)):
        category, goes_on, closes = sections[i].category, i < last_case, False
        is_empty = i == first + 1 and end - sections[first].start <= _TITLE
        if category == "abstract" or (category == "introduction" and is_empty):
            end = sections[i].end
        elif category == "conclusion" and goes_on and "discussion" not in before:
            return sections[i].end
        elif category == "introduction":
            closes = goes_on and "case" in before
        elif category == "keywords":
            closes = category not in before and _closes_parts(sections, first, i)
        if closes:
            return sections[i - 1].end
        before.add(category)
    return end


_TITLE = 20
"""Characters of the heading of an abstract."""

_HEADING = 150
"""Characters of an abstract that is no more than its heading, and at most the first of its parts."""


def _closes_parts(sections: Sequence[SectionRecord], first: int, keywords: int) -> bool:
    """Tell whether keywords stand behind a case in parts of the abstract, and not in or behind the body.

    The body is longer than the abstract that sums it up. Behind a whole abstract and an
    introduction stands the body, also where a column of the page has the keywords in its midst.
    """
    parts = [section.category for section in sections[first + 1 : keywords]]
    if "case" not in parts or "discussion" in parts:
        return False
    is_whole = sections[first].end - sections[first].start > _HEADING and parts[0] != "case"
    read = sum(s.end - s.start for s in sections[keywords + 1 :] if s.read)
    return not is_whole and read > sections[keywords].start - sections[first].start


def cell_of(value: str | None, *heads: Head | Slot) -> Cell:
    """Return a cell with the ids of the records behind it; an empty one for no value."""
    return Cell(value=value, records=_ids(heads)) if value else Cell()


def cells_of(items: Iterable[tuple[str, Head | Slot]]) -> Cells:
    """Return a list of values with the ids of all records behind them; a value that comes again adds its record."""
    kept = list(items)
    return Cells(values=tuple(dict.fromkeys(value for value, _ in kept)), records=_ids(head for _, head in kept))


def named(heads: Iterable[AnyHead], name: Callable[[AnyHead], str | None]) -> Cells:
    """Return the list of the names of some heads, those without one left out."""
    return cells_of((value, head) for head in heads if (value := name(head)))


def _ids(heads: Iterable[Head | Slot]) -> tuple[str, ...]:
    ordered = sorted(heads, key=lambda head: (head.evidence.start, head.evidence.end, head.id))
    return tuple(dict.fromkeys(head.id for head in ordered))

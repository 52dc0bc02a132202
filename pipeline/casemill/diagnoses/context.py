"""Where the name of a disease stands for something else: cells, tests, institutions, drugs."""

from __future__ import annotations

from functools import cache

from casemill.diagnoses.lexicon import HYPHENS, Candidate, Disease, index_of
from casemill.lexicons import Row, listed, table
from casemill.view import View
from casemill.words import Hit, TermIndex, Word

_LONGER = ("Drug", "Dose", "LabValue", "RefRange", "Analyte")
_LONGEST_CUE = 3
_PLACES = frozenset({"central", "cns", "meningeal", "leptomeningeal", "peripheral"})


@cache
def _cues(side: str) -> TermIndex[Row]:
    rows = [row for row in table("rules/diagnosis_not") if row["side"] == side]
    return TermIndex((cue, row) for row in rows for cue in listed(row["cue"]))


def is_covered(view: View, candidate: Candidate) -> bool:
    """Tell whether a name stands inside a drug, a dose or a result (``ALL-2009``)."""
    covering = view.found_in(candidate.start, candidate.end, *_LONGER)
    return any(m.start <= candidate.start and candidate.end <= m.end for m in covering)


def means_other(text: str, words: list[Word], candidate: Candidate) -> bool:
    """Tell whether the words around a name make something else of it (``lymphoma cells``).

    Parameters
    ----------
    text
        What the places of words and candidate count in.
    words
        Words of the sentence.
    candidate
        A name of a disease.
    """
    behind = index_of(words, candidate.end)
    if (hit := _cues("behind").at(words, behind)) and _is_joined(text, candidate.end, hit):
        return True
    first = index_of(words, candidate.start)
    hits = (_cues("before").at(words, i) for i in range(max(0, first - _LONGEST_CUE), first))
    return any(hit is not None and hit.last == first for hit in hits)


def _is_joined(text: str, end: int, hit: Hit[Row]) -> bool:
    """Tell whether a cue stands as its row wants it: joined by a hyphen, or in any way."""
    return not hit.entry["joined"] or text[end : hit.start] in HYPHENS


def shares_its_place(words: list[Word], hit: Hit[Disease]) -> bool:
    """Tell whether the place that a name begins with belongs to a list in front: ``systemic or CNS leukemia``.

    Such a list says where one disease may be, and the disease is the noun alone.
    """
    before = (_cues("list").at(words, hit.first - size) for size in range(2, min(hit.first, _LONGEST_CUE) + 1))
    in_list = any(cue is not None and cue.last == hit.first for cue in before)
    return in_list and hit.last - hit.first > 1 and words[hit.first].key in _PLACES


def begins_inside_word(text: str, hit: Hit[Disease]) -> bool:
    """Tell whether a name of several words begins behind a hyphen: ``post-radiation myelopathy``."""
    return (
        hit.last - hit.first > 1 and hit.start > 1 and text[hit.start - 1] in HYPHENS and text[hit.start - 2].isalnum()
    )

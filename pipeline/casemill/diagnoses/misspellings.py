"""Misspelt words of long names: the one known word that is an edit away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from rapidfuzz.distance import DamerauLevenshtein

LONG_WORD = 9
_LONGEST = 24
_TWO_EDITS_FROM = 13

T = TypeVar("T")


def nearest(word: str, known: Mapping[str, T], *, shortest: int = LONG_WORD) -> T | None:
    """Return what a misspelt word means, or None.

    A long word may be one edit away from a known one, one of thirteen letters two; the last
    letter must agree (``leukemic`` is no ``leukemia``), the word must not be known itself, and
    all the nearest must mean the same.

    Parameters
    ----------
    word
        A word in lower case.
    known
        Word -> what it means. Kept short: each is compared.
    shortest
        No word with fewer letters is corrected.

    Examples
    --------
    >>> nearest("mielomonocytic", {"myelomonocytic": "M4", "monocytic": "M5"})
    'M4'
    """
    if not shortest <= len(word) <= _LONGEST or not word.isalpha() or word in known:
        return None
    bound = 2 if len(word) >= _TWO_EDITS_FROM else 1
    distances = {
        name: DamerauLevenshtein.distance(word, name, score_cutoff=bound)
        for name in known
        if len(name) >= shortest and name[-1] == word[-1] and abs(len(name) - len(word)) <= bound
    }
    least = min(distances.values(), default=bound + 1)
    meant = {known[name] for name, distance in distances.items() if distance == least}
    return meant.pop() if least <= bound and len(meant) == 1 else None

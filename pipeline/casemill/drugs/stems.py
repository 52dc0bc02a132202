"""Names that no table lists, known by the stem of their kind (``-mab``, ``-nib``, ``-cillin``)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from casemill.lexicons import table
from casemill.words import fold

_PLAIN = re.compile(r"[A-Za-z]+\Z")


@cache
def _stems() -> tuple[tuple[str, str, int], ...]:
    return tuple((row["stem"], row["place"], int(row["minimum"])) for row in table("lexicons/drug_stems"))


@cache
def _affixes(place: str) -> tuple[str, ...]:
    return tuple(stem for stem, where, _ in _stems() if where == place)


@cache
def lookalikes() -> frozenset[str]:
    """Return the folded words that look like drug names and are none."""
    return frozenset(fold(row["term"]) for row in table("lexicons/drug_lookalikes"))


def has_drug_stem(word: str) -> bool:
    """Tell whether a word is built like the name of a drug.

    >>> [has_drug_stem(word) for word in ("tislelizumab", "fibril")]
    [True, False]
    """
    return _is_built_so(word.lower()) and fold(word) not in lookalikes()


@lru_cache(maxsize=1 << 15)
def _is_built_so(text: str) -> bool:
    if not _PLAIN.match(text):
        return False
    if not text.endswith(_affixes("suffix")) and not text.startswith(_affixes("prefix")):
        return False
    return any(
        len(text) >= minimum and (text.endswith(stem) if place == "suffix" else text.startswith(stem))
        for stem, place, minimum in _stems()
    )

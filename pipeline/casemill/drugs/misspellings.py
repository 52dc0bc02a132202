"""Misspelt names: the one listed name that is an edit or two away, behind a strict bound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from casemill.drugs.lexicon import Entry, entries, known_words
from casemill.drugs.stems import lookalikes
from casemill.lexicons import listed, table
from casemill.words import fold

_NO_NAME = re.compile(r"(?:[st]ion|ity|ment|ness|oid|osis|itis|[ae]mia|uria|pathy|tomy|gram|genic|ally|ous)s?\Z")
_SHORTEST = 7
_TWO_EDITS_FROM = 10
_SYNONYM_FROM = 9
_CLASS_TWO_EDITS_FROM = 13


def may_be_misspelt(word: str) -> bool:
    """Tell whether a word can be a misspelt name: long enough, no term itself, and not built as common nouns are."""
    key = fold(word)
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and not _NO_NAME.search(word.lower())
        and key not in known_words()
        and key not in lookalikes()
    )


def corrected(word: str) -> Entry | None:
    """Return the drug whose name a word misspells, or None.

    A word of at least seven letters may be one edit away, one of ten letters two; the
    first letter must agree, the word must be no term itself nor end as common nouns do, and
    one drug alone must be nearest.
    """
    return _nearest(word.lower()) if may_be_misspelt(word) else None


@lru_cache(maxsize=1 << 14)
def _nearest(text: str) -> Entry | None:
    bound = 2 if len(text) >= _TWO_EDITS_FROM else 1
    best: dict[str, Entry] = {}
    nearest = bound
    for length in range(len(text) - bound, len(text) + bound + 1):
        for name, entry in _by_letter_and_length().get((text[0], length), {}).items():
            distance = DamerauLevenshtein.distance(text, name, score_cutoff=nearest)
            if distance > nearest:
                continue
            if distance < nearest:
                best, nearest = {}, distance
            if distance == 1 or entry.kind != "class" or len(text) >= _CLASS_TWO_EDITS_FROM:
                best[entry.name] = entry
    return next(iter(best.values())) if len(best) == 1 else None


@cache
def _by_letter_and_length() -> Mapping[tuple[str, int], Mapping[str, Entry]]:
    by_name = entries()
    groups: dict[tuple[str, int], dict[str, Entry]] = {}
    for row in table("lexicons/drugs"):
        for term in (row["name"], *listed(row["synonyms"])):
            name = term.lower()
            shortest = _SHORTEST - 1 if term == row["name"] else _SYNONYM_FROM
            if name.isalpha() and len(name) >= shortest:
                groups.setdefault((name[0], len(name)), {})[name] = by_name[row["name"]]
    for row in table("lexicons/drug_classes"):
        name = row["name"]
        if name.isalpha() and len(name) >= _TWO_EDITS_FROM:
            for form in (name, f"{name}s"):
                groups.setdefault((form[0], len(form)), {})[form] = by_name[name]
    return groups

"""Words that stand before the head of a name and belong to it: ``acute lymphoblastic``, ``sensory and motor``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from casemill.diagnoses.misspellings import nearest
from casemill.lexicons import listed, table
from casemill.words import TermIndex, Word, words_of

BLOOD = "blood"
NERVE = "nerve"
LONGEST_RUN = 8
"""No name has more modifiers than so many."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """What a modifier means: a token that all its spellings share, empty if it does not enter the name."""

    token: str
    order: int


@cache
def _modifiers(family: str) -> TermIndex[Modifier]:
    terms = [
        (cue, Modifier(row["token"], order))
        for order, row in enumerate(table("rules/diagnosis_modifiers"))
        if row["class"] == family
        for cue in listed(row["cue"])
    ]
    return TermIndex(terms, exact=[cue for cue, _ in terms if len(cue) == 1])


@cache
def _long_words() -> dict[str, Modifier]:
    """Return the single words of the names of blood diseases that a misspelling may be near to."""
    found: dict[str, Modifier] = {}
    for order, row in enumerate(table("rules/diagnosis_modifiers")):
        for cue in listed(row["cue"]) if row["class"] == BLOOD else ():
            if " " not in cue:
                found[words_of(cue)[0].key] = Modifier(row["token"], order)
    return found


@lru_cache(maxsize=1 << 15)
def _misspelt(word: str) -> Modifier | None:
    return nearest(word, _long_words())


def may_begin(word: Word, family: str) -> bool:
    """Tell whether a run of modifiers can begin with a word."""
    return word.key in _modifiers(family).firsts or (family == BLOOD and _misspelt(word.key) is not None)


def run_at(words: list[Word], i: int, family: str) -> tuple[int, tuple[Modifier, ...]]:
    """Read the modifiers that begin with word ``i``.

    Parameters
    ----------
    words
        Words of a sentence.
    i
        Number of the word to begin with.
    family
        :data:`BLOOD` or :data:`NERVE`. The long words of blood diseases are also read misspelt.

    Returns
    -------
    tuple
        Number of the first word behind them, and the modifiers.
    """
    found: list[Modifier] = []
    while i < len(words) and len(found) < LONGEST_RUN:
        slash = 1 if found and words[i].text == "/" else 0
        if hit := _modifiers(family).at(words, i + slash):
            found.append(hit.entry)
            i = hit.last
            continue
        meant = _misspelt(words[i].key) if family == BLOOD else None
        if meant is None:
            break
        found.append(meant)
        i += 1
    return i, tuple(found)

"""The names of examinations, and the words that names are built from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from casemill.lexicons import listed, table
from casemill.words import TermIndex, fold, is_abbreviation, words_of


@dataclass(frozen=True, slots=True)
class Concept:
    """An examination: preferred name, kind, and whether its short form must be introduced by the report."""

    name: str
    kind: str
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that makes a name together with the words in front of it.

    Parameters
    ----------
    name
        How the preferred name writes the noun; empty if it keeps the noun of the text.
    kind
        Kind of the examination.
    before
        Classes of the words that may stand in front.
    bare
        True if the noun alone is an examination.
    """

    name: str
    kind: str
    before: frozenset[str]
    bare: bool


@cache
def names() -> TermIndex[Concept]:
    """Return the whole names and the abbreviations; an abbreviation counts in its own capitals alone."""
    found: list[tuple[str, Concept]] = []
    short: set[str] = set()
    for row in table("lexicons/procedures"):
        concept = Concept(row["name"], row["kind"], row["marks"] == "introduced")
        spelled = Concept(row["name"], row["kind"])
        abbreviations = listed(row["abbreviations"])
        short.update(term for term in abbreviations if is_abbreviation(term) or " " not in term)
        found += [(term, spelled) for term in (row["name"], *listed(row["synonyms"]))]
        found += [(term, concept) for term in abbreviations]
    return TermIndex(found, exact=short)


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Return the nouns by folded word; ``examination`` has one reading for each class in front of it."""
    found: dict[str, list[Head]] = {}
    for row in table("rules/procedure_heads"):
        head = Head(row["name"], row["kind"], frozenset(listed(row["before"])), bool(row["bare"]))
        for cue in listed(row["cue"]):
            readings = found.setdefault(fold(cue), [])
            if head not in readings:
                readings.append(head)
    return {key: tuple(readings) for key, readings in found.items()}


@cache
def classes() -> TermIndex[str]:
    """Return the words that stand in front of a head, each with its class."""
    return TermIndex((cue, row["class"]) for row in table("rules/procedure_words") for cue in listed(row["cue"]))


def singular(noun: str) -> str:
    """Return a noun as a preferred name writes it.

    >>> singular("Studies"), singular("analyses"), singular("testing")
    ('study', 'analysis', 'testing')
    """
    lower = noun.lower()
    if lower.endswith("yses"):
        return lower[:-2] + "is"
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-1] if fold(lower) != lower and lower.endswith("s") else lower


@cache
def lookalikes() -> dict[str, list[tuple[TermIndex[bool], TermIndex[bool]]]]:
    """Return folded name -> the words in front of it and behind it that make it another thing, a pair a row."""
    found: dict[str, list[tuple[TermIndex[bool], TermIndex[bool]]]] = {}
    for row in table("rules/procedure_not"):
        before = TermIndex(((cue, True) for cue in listed(row["before"])), exact=())
        behind = TermIndex(((cue, True) for cue in listed(row["behind"])), exact=())
        for cue in listed(row["cue"]):
            found.setdefault(key_of(cue), []).append((before, behind))
    return found


def key_of(term: str) -> str:
    """Return the folded words of a term."""
    return " ".join(word.key for word in words_of(term))

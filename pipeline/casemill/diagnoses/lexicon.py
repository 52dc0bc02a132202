"""The diseases that the tables name, and how one stands for another: ``acute leukemia`` is a ``leukemia``."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import Row, listed, table
from casemill.words import TermIndex, Word, words_of

HAEMATOLOGICAL = "haematological"
NEUROLOGICAL = "neurological"
HYPHENS = frozenset("-‐‑–—")


@dataclass(frozen=True, slots=True)
class Disease:
    """A disease or syndrome.

    Parameters
    ----------
    name
        Preferred name: singular, American spelling.
    identifier
        ``MONDO:...`` or ``HP:...`` where it has one, else empty.
    kind
        ``haematological``, ``neurological`` or ``other``.
    parents
        Preferred names of all that it is a kind of, the nearest first.
    """

    name: str
    identifier: str = ""
    kind: str = NEUROLOGICAL
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that names a disease, before it is known whether a longer name covers it."""

    start: int
    end: int
    disease: Disease


def index_of(words: list[Word], offset: int) -> int:
    """Return the number of the first word that begins at or behind a place."""
    return bisect_left(words, offset, key=lambda word: word.start)


@cache
def diseases() -> dict[str, Disease]:
    """Return the diseases of the lexicon by preferred name, in the order of the table."""
    return {row["name"]: _disease(row) for row in table("lexicons/diseases")}


def _disease(row: Row) -> Disease:
    """Return the disease of a row; ``local:`` identifiers are the lexicon's own and left out."""
    identifier = "" if row["id"].startswith("local:") else row["id"]
    return Disease(row["name"], identifier, row["kind"], ancestors(row["name"]))


@cache
def _parents() -> dict[str, list[str]]:
    return {row["name"]: listed(row["parent"]) for row in table("lexicons/diseases")}


def ancestors(name: str) -> tuple[str, ...]:
    """Return all that a disease is a kind of, the nearest first.

    Raises
    ------
    KeyError
        If a row names a parent that has no row.
    """
    found: dict[str, None] = {}
    waiting = list(_parents()[name])
    while waiting:
        parent = waiting.pop(0)
        if parent not in found:
            found[parent] = None
            waiting += _parents()[parent]
    return tuple(found)


def kind_of(parent: str) -> tuple[str, ...]:
    """Return the parents of a disease that is a kind of one of the lexicon: that one and its own."""
    return (parent, *ancestors(parent)) if parent else ()


def _variants(term: str) -> Iterator[str]:
    """Yield a name, its eponym with ``'s``, and both without accents: ``Bell palsy``, ``Bell's palsy``."""
    first, blank, rest = term.partition(" ")
    forms = [term]
    if blank and first[0].isupper() and first[1:].islower():
        forms.append(f"{first}'s {rest}")
    for form in forms:
        yield form
        plain = "".join(char for char in unicodedata.normalize("NFD", form) if not unicodedata.combining(char))
        if plain != form:
            yield plain


def _named(column: str) -> Iterator[tuple[str, Disease]]:
    for row in table("lexicons/diseases"):
        for term in listed(row[column]):
            for variant in _variants(term):
                yield variant, diseases()[row["name"]]


@cache
def full_names() -> TermIndex[Disease]:
    """Return the names written in full; of two equal ones a preferred name goes before a synonym."""
    return TermIndex([*_named("name"), *_named("synonyms")])


@cache
def short_names() -> TermIndex[Disease]:
    """Return the abbreviations that mean one disease wherever they stand in a case report."""
    terms = list(_named("abbreviations"))
    return TermIndex(terms, exact=[term for term, _ in terms])


@cache
def ambiguous_names() -> TermIndex[Disease]:
    """Return the names that mean other things, too (``ALL``, ``ET``, ``cerebellar degeneration``)."""
    terms = list(_named("ambiguous"))
    return TermIndex(terms, exact=[term for term, _ in terms if not term.islower()])


def named(name: str) -> Disease | None:
    """Return the disease of the lexicon that a whole phrase names in full, if any."""
    words = words_of(name)
    hit = full_names().at(words, 0)
    return hit.entry if hit and hit.last == len(words) else None

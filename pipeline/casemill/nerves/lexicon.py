"""The names of nerves: stems that wait for a head noun, and terms that stand alone.

A row of ``lexicons/nerves.tsv`` gives whole names (``median nerve``). Texts leave the head
noun out (``right median and ulnar nerves``), so every name that ends in a head noun of
``rules/nerve_heads.tsv`` is cut into a stem (``median``) and the kind of its head; the
stem then counts wherever a head of that kind, or a nerve disorder, stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from casemill.lexicons import Row, listed, table
from casemill.words import TermIndex, fold, words_of

READINGS = {"cranial": "head", "nerve": "limb", "plexus": "plexus", "class": "short"}
"""Kind of a row -> how its bare adjective is read, see the column ``reads`` of the cues."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A nerve: its preferred name and its ``UBERON:`` identifier, empty if it has none."""

    name: str
    identifier: str
    kind: str


@dataclass(slots=True)
class Stem:
    """What a name is without its head noun.

    Parameters
    ----------
    concepts
        Kind of head (``nerve``, ``plexus``, ``ganglion``, ``root``) -> the nerve it gives.
    reading
        How the bare stem may be read: ``pure`` (names nothing but the nerve), ``head``,
        ``limb``, ``plexus`` (names a region too), ``short``; empty if it never stands bare.
    bare
        The nerve that the bare stem names.
    """

    concepts: dict[str, Concept] = field(default_factory=dict)
    reading: str = ""
    bare: Concept | None = None


def concept_of(row: Row) -> Concept:
    """Return the nerve of a row; ``local:`` identifiers are the lexicon's own and left out."""
    identifier = row["id"] if row["id"].startswith("UBERON:") else ""
    return Concept(row["name"], identifier, row["kind"])


def key_of(term: str) -> str:
    """Return the folded words of a term, for comparing."""
    return " ".join(word.key for word in words_of(term))


@cache
def heads() -> TermIndex[str]:
    """Return the head nouns, each with its kind."""
    return TermIndex((cue, row["kind"]) for row in table("rules/nerve_heads") for cue in listed(row["cue"]))


@cache
def _head_words() -> dict[str, str]:
    rows = table("rules/nerve_heads")
    return {fold(cue): row["kind"] for row in rows for cue in listed(row["cue"]) if " " not in cue}


def split_head(term: str) -> tuple[str, str]:
    """Cut a name into its stem and the kind of its head noun.

    Returns
    -------
    tuple of str
        Stem and kind; both empty if the term has no head noun or nothing before it.
    """
    parts = term.split(" ")
    kind = _head_words().get(fold(parts[-1]), "")
    parts = parts[:-1]
    if kind in ("root", "plexus") and parts and fold(parts[-1]) == "nerve":
        parts = parts[:-1]
    return (" ".join(parts), kind) if kind and parts else ("", "")


def _variants(term: str) -> Iterator[str]:
    yield term
    if " of " in term and " of the " not in term:
        yield term.replace(" of ", " of the ")


def _names() -> Iterator[tuple[str, Concept]]:
    for row in table("lexicons/nerves"):
        for term in (row["name"], *listed(row["terms"])):
            for variant in _variants(term):
                yield variant, concept_of(row)


@cache
def terms() -> TermIndex[Concept]:
    """Return the names that stand without a head noun (``cauda equina``), Latin ones too."""
    found = [(term, concept) for term, concept in _names() if not split_head(term)[0]]
    for row in table("lexicons/nerves"):
        for latin in listed(row["latin"]):
            found += [(f"{head} {latin}", concept_of(row)) for head in ("n.", "nn.", "nervus", "nervi")]
    return TermIndex(found)


@cache
def stems() -> dict[str, Stem]:
    """Return the stems of all names, folded words -> stem."""
    found: dict[str, Stem] = {}
    for term, concept in _names():
        stem, kind = split_head(term)
        if stem:
            found.setdefault(key_of(stem), Stem()).concepts.setdefault(kind, concept)
    for row in table("lexicons/nerves"):
        for column, reading in (("adjectives", "pure"), ("region_adjectives", READINGS.get(row["kind"], ""))):
            for adjective in listed(row[column]):
                entry = found.setdefault(key_of(adjective), Stem())
                entry.reading, entry.bare = reading, concept_of(row)
    return found


@cache
def first_words() -> frozenset[str]:
    """Return the folded words with which a stem begins."""
    return frozenset(key.partition(" ")[0] for key in stems())


@cache
def openers() -> frozenset[str]:
    """Return the first words of stems of several words (``superficial``, ``medial``)."""
    return frozenset(key.split(" ")[0] for key in stems() if " " in key)


@cache
def cranial_nerves() -> dict[int, Concept]:
    """Return the twelve cranial nerves by number."""
    return {int(row["number"]): concept_of(row) for row in table("lexicons/nerves") if row["number"]}


@cache
def concepts_by_name() -> dict[str, Concept]:
    """Return every nerve of the lexicon by its preferred name."""
    return {row["name"]: concept_of(row) for row in table("lexicons/nerves")}

"""The names of drugs as the tables give them: what each term stands for, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from casemill.lexicons import listed, table
from casemill.words import TermIndex, fold, words_of

_HEAD_NOUNS = frozenset({"therapy", "treatment", "drug", "agent", "medication", "regimen", "infusion", "protocol"})
_SEPARATORS = ("/", "-", " / ", " + ", "+")
_CAPITALS = re.compile(r"[A-Z0-9][A-Za-z0-9]*(?:[-/+ ][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a term of the drug tables stands for.

    Parameters
    ----------
    name
        Preferred name: the INN, the noun of a class, the regimen as it is written.
    kind
        ``ingredient``, ``brand``, ``class`` or ``regimen``.
    atc
        ATC code, empty where the tables give none.
    concept
        Identifier of the table row.
    context
        What must stand near the term for it to be a drug, see
        :mod:`casemill.drugs.context`; empty if nothing need be.
    components
        Ingredients of a regimen or a combination product.
    """

    name: str
    kind: str
    atc: str
    concept: str
    context: str = ""
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A term found in a text.

    Parameters
    ----------
    start, end
        Character offsets in the text, half open.
    entry
        What the term stands for.
    how
        ``table``, ``abbreviation`` (the report's own), ``stem`` or ``protocol``.
    """

    start: int
    end: int
    entry: Entry
    how: str = "table"


@cache
def entries() -> dict[str, Entry]:
    """Return the entries by preferred name: ingredients, combinations, classes, regimens."""
    found: dict[str, Entry] = {}
    for row in table("lexicons/drugs"):
        found[row["name"]] = Entry(row["name"], "ingredient", row["atc"], row["id"], row["context"])
    for row in table("lexicons/drug_combinations"):
        components = tuple(listed(row["components"]))
        tested = any(found[part].context == "antibiogram" for part in components)
        context = "antibiogram" if tested else ""
        found[row["name"]] = Entry(row["name"], "ingredient", "", row["id"], context, components)
    for row in table("lexicons/drug_classes"):
        found[row["name"]] = Entry(row["name"], "class", row["atc"], row["id"], row["context"])
    for row in table("lexicons/regimens"):
        components = tuple(listed(row["components"]))
        context = "protocol" if row["context"] == "list" else row["context"]
        found[row["name"]] = Entry(row["name"], "regimen", "", row["id"], context, components)
    return found


@cache
def term_index() -> TermIndex[Entry]:
    """Return the index of all terms; abbreviations and regimens keep their capitals."""
    terms = list(_terms())
    return TermIndex(terms, exact=[term for term, entry in terms if _is_exact(term, entry)])


@cache
def known_words() -> frozenset[str]:
    """Return the folded terms of one word, so that no misspelling is sought for them."""
    return frozenset(fold(term) for term, _ in _terms() if term.isalpha())


@cache
def salts() -> frozenset[str]:
    """Return the folded words that name the salt or conjugate behind an ingredient."""
    return frozenset(fold(row["term"]) for row in table("lexicons/drug_salts"))


@cache
def combinations() -> dict[frozenset[str], Entry]:
    """Return the combination products by the set of their ingredients."""
    by_name = entries()
    return {frozenset(listed(row["components"])): by_name[row["name"]] for row in table("lexicons/drug_combinations")}


def named(phrase: str) -> Entry | None:
    """Return the drug that a phrase names, or None.

    Two words may stand before the name (``intravenous immunoglobulin``), and ``therapy``
    or the like behind it.

    >>> named("oral methotrexate therapy").name
    'methotrexate'
    >>> named("methotrexate resistance") is None
    True
    """
    words = words_of(phrase)
    for first in range(min(3, len(words))):
        hit = term_index().at(words, first)
        if hit is not None:
            rest = [word.key for word in words[hit.last :]]
            return hit.entry if all(key in _HEAD_NOUNS or key in salts() for key in rest) else None
    return None


def names_a_drug(phrase: str) -> bool:
    """Tell whether a drug stands anywhere in a phrase (``fludarabine, high-dose cytarabine``)."""
    return next(term_index().find(words_of(phrase)), None) is not None


def _terms() -> Iterator[tuple[str, Entry]]:
    by_name = entries()
    for row in table("lexicons/drug_abbreviations"):
        entry = replace(by_name[row["name"]], context=row["context"])
        yield row["abbreviation"], entry
        if entry.kind == "class" and row["abbreviation"].isupper():
            yield f"{row['abbreviation']}s", entry
    for row in table("lexicons/drugs"):
        entry = by_name[row["name"]]
        for term in (row["name"], *listed(row["synonyms"])):
            yield term, entry
        for term in listed(row["brands"]):
            yield term, replace(entry, kind="brand", context="")
    for row in table("lexicons/drug_combinations"):
        entry = by_name[row["name"]]
        for term in (row["name"], *listed(row["synonyms"])):
            yield from ((form, entry) for form in _joined(term))
        for term in listed(row["brands"]):
            yield term, replace(entry, kind="brand")
    for name, column in (("drug_classes", "forms"), ("regimens", "synonyms")):
        for row in table(f"lexicons/{name}"):
            for term in (row["name"], *listed(row[column])):
                yield term, by_name[row["name"]]


def _joined(term: str) -> Iterator[str]:
    parts = term.split("/")
    if len(parts) == 1:
        yield term
        return
    for order in (parts, parts[::-1]):
        yield from (separator.join(order) for separator in _SEPARATORS)


def _is_exact(term: str, entry: Entry) -> bool:
    capitals = sum(char.isupper() for char in term)
    if entry.kind == "brand":
        return False
    if len(term) <= 6 and capitals >= 2:
        return True
    if entry.kind == "regimen":
        return capitals + sum(char.isdigit() for char in term) >= 3 or term == "7+3"
    return len(term) <= 3

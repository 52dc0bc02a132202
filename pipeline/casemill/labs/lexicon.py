"""The tables of the family as plain values: concepts, result words, specimen words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casemill.labs.units import dimension_of
from casemill.lexicons import Row, listed, table
from casemill.words import TermIndex

_USUAL = {
    "lab": frozenset({"concentration", "count", "percent", "titer", "ratio", "massrate", ""}),
    "score": frozenset({"", "ratio", "score", "word"}),
    "vital": frozenset({""}),
    "electrophysiology": frozenset({"time", "voltage", "velocity", "percent"}),
}
_ALWAYS_LAB = frozenset({"concentration", "multiple", "plus"})
_SURE_SHORT = frozenset({"CK", "Hb", "HB", "pH", "BP", "HR", "Hg", "VA", "RF", "UA", "EF"})


@dataclass(frozen=True, slots=True)
class Concept:
    """What is measured.

    Parameters
    ----------
    quantity
        Preferred name, lower case; of a disorder word the quantity that it speaks of.
    kind
        ``lab``, ``vital``, ``score`` or ``electrophysiology``.
    specimen
        Specimen that the name itself implies, or empty.
    dimensions
        Dimensions of the units that its values may carry; the empty string for bare numbers.
    marks
        How the name behaves: ``strict``, ``disorder``, ``numeric``, ``tissue``, ``organism`` ...
    flag
        Flag that a disorder word states.
    percent_name
        Preferred name where the value is a share in per cent.
    """

    quantity: str
    kind: str = "lab"
    specimen: str = ""
    dimensions: frozenset[str] = _USUAL["lab"]
    marks: frozenset[str] = frozenset()
    flag: str = ""
    percent_name: str = ""

    def takes(self, dimension: str) -> bool:
        """Tell whether a value of a dimension may belong to the concept."""
        if dimension in self.dimensions:
            return True
        if dimension == "trace":
            return "concentration" in self.dimensions
        return dimension == "multiple" and self.kind == "lab"

    @property
    def takes_bare(self) -> bool:
        """Tell whether numbers without a unit are usual."""
        return "" in self.dimensions


@dataclass(frozen=True, slots=True)
class ResultWord:
    """A word that states a result: its flag and where it may stand."""

    flag: str
    side: str


@dataclass(frozen=True, slots=True)
class SpecimenWord:
    """A word that names a specimen; a header speaks for the whole list behind it."""

    specimen: str
    header: bool


def _concept(row: Row) -> Concept:
    units = listed(row["units"])
    dimensions = frozenset(dimension_of(unit) for unit in units) if units else _USUAL[row["kind"]]
    if row["kind"] == "lab" and "concentration" in dimensions:
        dimensions |= _ALWAYS_LAB
    return Concept(
        row["quantity"],
        row["kind"],
        row["specimen"],
        dimensions,
        frozenset(row["marks"].split()),
        row["flag"],
        row["percent_name"],
    )


def _forms(name: str) -> tuple[str, ...]:
    """Return a name and the plural that the look-up does not fold: ``viruses``."""
    return (name, f"{name}es") if name.endswith("virus") else (name,)


def _is_weak(abbreviation: str) -> bool:
    """Tell whether an abbreviation is too short to stand without a fitting value."""
    return sum(char.isalnum() for char in abbreviation) <= 2 and abbreviation not in _SURE_SHORT


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the lexicon: its concept, and whether it needs support."""

    concept: Concept
    weak: bool = False


@cache
def analyte_index() -> TermIndex[Term]:
    """Return the index of all names, synonyms and abbreviations of analytes."""
    pairs: list[tuple[str, Term]] = []
    exact: list[str] = []
    for row in table("lexicons/analytes"):
        concept = _concept(row)
        for abbreviation in listed(row["abbreviations"]):
            exact.append(abbreviation)
            pairs.append((abbreviation, Term(concept, _is_weak(abbreviation))))
    for row in table("lexicons/analytes"):
        concept = _concept(row)
        short = frozenset(listed(row["abbreviations"]))
        for name in (row["name"], *listed(row["synonyms"])):
            if name not in short and name.upper() not in short:
                pairs += [(form, Term(concept)) for form in _forms(name)]
    return TermIndex(pairs, exact=exact)


@cache
def result_index() -> TermIndex[ResultWord]:
    """Return the index of the words that state a result."""
    return TermIndex(
        (
            (row["term"], ResultWord(row["flag"], row["side"]))
            for row in table("lexicons/result_words")
            if row["role"] == "result"
        ),
        exact=("WNL",),
    )


@cache
def specimen_index(*, header: bool) -> TermIndex[SpecimenWord]:
    """Return the index of specimen words."""
    wanted = "header" if header else "direct"
    rows = [row for row in table("lexicons/specimens") if row["role"] == wanted]
    return TermIndex(
        ((row["term"], SpecimenWord(row["specimen"], header)) for row in rows),
        exact=[row["term"] for row in rows if row["term"].isupper()],
    )


@cache
def words_of_role(role: str) -> frozenset[str]:
    """Return the words of ``result_words.tsv`` with a role, in lower case."""
    return frozenset(row["term"].lower() for row in table("lexicons/result_words") if row["role"] == role)


@cache
def rule_words(role: str, value: str = "") -> tuple[str, ...]:
    """Return the words of ``rules/lab_words.tsv`` with a role and a value, as they are written there."""
    return tuple(
        word
        for row in table("rules/lab_words")
        if (row["role"], row["value"]) == (role, value)
        for word in listed(row["words"])
    )


@cache
def rule_values(role: str) -> tuple[str, ...]:
    """Return the values of a role of ``rules/lab_words.tsv``, in the order of the table."""
    return tuple(row["value"] for row in table("rules/lab_words") if row["role"] == role)


def any_of(role: str, value: str = "") -> str:
    """Return an expression that matches any word of a role, the longest first."""
    words = sorted(rule_words(role, value), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words) + ")"

"""Names of analytes in a sentence: from the lexicon, by pattern, with their abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from casemill.labs.lexicon import Term, analyte_index, any_of, rule_words
from casemill.labs.patterns import Name, names_by_pattern
from casemill.labs.stained import unlisted_markers
from casemill.labs.units import unit_at
from casemill.labs.values import find_values
from casemill.view import View
from casemill.words import TermIndex, words_of

__all__ = ["Name", "find_names", "own_terms"]

_PAREN = re.compile(r"\s?[(\[]\s?(?P<short>[^()\[\]\n]{1,60}?)\s?[)\]]")
_SHORT = re.compile(r"(?=.*[A-Z])[\w\u00b5\u03b1-\u03c9][\w\-\u2013/+.\u03b1-\u03c9' ]{0,13}$")
_NUMBER_INSIDE = re.compile(r"\s\d+\D|\s\d{2,}$")
_NOT_SHORT = frozenset({"N", "NR", "H", "L", "ULN", "RV", "A", "B", "C", "D", "E", "I", "II", "III"})
_CHARGE = re.compile(r"[-\u2013\u2212+](?=[\s,;)]|$)")
_TEST_LABELS = (
    ("rt-pcr", "rt-pcr"),
    ("reverse", "rt-pcr"),
    ("pcr", "pcr"),
    ("polymerase", "pcr"),
    ("igg", "igg"),
    ("igm", "igm"),
    ("iga", "iga"),
    ("serolog", "serology"),
    ("antigen", "antigen"),
    (" ag", "antigen"),
    ("dna", "dna"),
    ("rna", "rna"),
    ("antibod", "antibody"),
    (" ab", "antibody"),
)
"""What a test's words hold -> what the preferred name of an organism ends in, the first that fits."""


@dataclass(frozen=True, slots=True)
class _Around:
    """Expressions for what stands around a name, built from the tables."""

    compound: re.Pattern[str]
    agent: re.Pattern[str]
    not_measured: re.Pattern[str]
    person: re.Pattern[str]
    change: re.Pattern[str]
    test: re.Pattern[str]
    test_of: re.Pattern[str]


@cache
def _around() -> _Around:
    return _Around(
        re.compile(rf"[-\u2010\u2011]{any_of('compound')}\b"),
        re.compile(rf"\s{any_of('agent_behind')}\b"),
        re.compile(rf"\binduced\s(?:\w+\s)?$|\b{any_of('not_measured')}\s$"),
        re.compile(rf"\b{any_of('person')}\b[^.]*$", re.IGNORECASE),
        re.compile(rf"\s{any_of('weight_change')}\b"),
        re.compile(rf"(?:[\s-]{any_of('organism_test')}(?!\w)){{1,3}}"),
        re.compile(rf"\b{any_of('tests_of')}\s(?:for|of|to|against)\s$", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """What the report's own abbreviations mean.

    Parameters
    ----------
    known
        Abbreviation -> analyte, None where it means none.
    index
        Those that mean one.
    """

    known: Mapping[str, Term | None]
    index: TermIndex[Term]


def own_terms(view: View) -> OwnTerms:
    """Return what the report's own abbreviations mean."""
    index = analyte_index()
    terms: dict[str, Term | None] = {}
    for short, long in view.abbreviations.items():
        words = words_of(long)
        hits = list(index.find(words))
        whole = [hit for hit in hits if hit.last == len(words) and hit.first <= 1]
        terms[short] = Term(whole[0].entry.concept) if whole else None
    analytes = {short: term for short, term in terms.items() if term is not None}
    return OwnTerms(terms, TermIndex(analytes.items(), exact=analytes))


def find_names(view: View, start: int, end: int, *, own: OwnTerms) -> list[Name]:
    """Return the names of analytes in a stretch of the text, in order; none overlap.

    Parameters
    ----------
    view
        The reading copy and earlier mentions.
    start, end
        The stretch, usually a sentence.
    own
        The report's own abbreviations, see :func:`own_terms`.
    """
    found = [
        *(Name(hit.start, hit.end, hit.entry.concept) for hit in view.find(own.index, start, end)),
        *_from_lexicon(view, start, end, own),
        *names_by_pattern(view.text, start, end),
    ]
    found = [name for name in found if view.is_free(name.start, name.end) and _is_measured(view.text, name)]
    if found:
        units = [(v.start, v.end) for v in find_values(view.text, start, end) if v.unit]
        found = [name for name in found if not any(a < name.start and name.end <= b for a, b in units)]
    taken: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end, n.concept.quantity.startswith("immunoglobulin"))):
        if taken and name.start < taken[-1].end:
            continue
        taken.append(_with_tests(view.text, name, end))
    merged = _merged(view.text, [_with_abbreviation(view.text, name, end) for name in taken])
    markers = [m for m in unlisted_markers(view, start, end) if not _meets_any(m, merged)]
    return sorted([*merged, *markers], key=lambda name: name.start)


def _meets_any(name: Name, others: list[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


def _is_measured(text: str, name: Name) -> bool:
    """Tell whether a name is a quantity of the patient: no agent, no disorder induced or past, no weight lost."""
    around = _around()
    if around.compound.match(text, name.end) or (name.concept.kind == "lab" and around.agent.match(text, name.end)):
        return False
    if text[name.start : name.end].lower() in rule_words("no_plural"):
        return False
    if "disorder" in name.concept.marks:
        return around.not_measured.search(text[max(0, name.start - 30) : name.start]) is None
    if name.concept.quantity != "body weight":
        return True
    surface = text[name.start : name.end].lower()
    if surface.startswith("weigh") and surface not in {"weight", "weights"}:
        return around.person.search(text[max(0, name.start - 80) : name.start]) is not None
    return around.change.match(text, name.end) is None


def _from_lexicon(view: View, start: int, end: int, own: OwnTerms) -> Iterator[Name]:
    for hit in view.find(analyte_index(), start, end):
        surface = view.text[hit.start : hit.end]
        if surface in own.known:
            continue
        yield Name(hit.start, hit.end, hit.entry.concept, hit.entry.weak)


def _with_tests(text: str, name: Name, limit: int) -> Name:
    """Take the test into the name of an organism: ``HIV serology``, ``PCR of CMV``."""
    if "organism" not in name.concept.marks or name.concept.quantity.endswith("load"):
        return name
    start, end = name.start, name.end
    behind = _around().test.match(text, end, limit)
    before = _around().test_of.search(text, max(0, start - 60), start)
    if behind is not None:
        end = behind.end()
    if before is not None and before.end() == start and behind is None and " of " in before.group():
        start = before.start()
    test = f" {text[name.end : end]} {text[start : name.start]}".lower()
    suffix = next((f" {label}" for key, label in _TEST_LABELS if key in test), "")
    if (start, end) == (name.start, name.end):
        return name
    return replace(
        name, start=start, end=end, concept=replace(name.concept, quantity=name.concept.quantity + suffix), weak=False
    )


def _with_abbreviation(text: str, name: Name, limit: int) -> Name:
    """Take the abbreviation in parentheses directly behind the name into its span."""
    charge = _CHARGE.match(text, name.end, limit) if text[name.start : name.end].endswith(("3", "Cl")) else None
    if charge is not None:
        name = replace(name, end=charge.end())
    match = _PAREN.match(text, name.end, limit)
    if match is None or match["short"] in _NOT_SHORT or not _looks_short(match["short"], text[name.start : name.end]):
        return name
    return replace(name, end=match.end(), weak=False)


def _looks_short(short: str, long: str) -> bool:
    if (
        short[0].isdigit()
        or _NUMBER_INSIDE.search(short)
        or _SHORT.match(short) is None
        or short.lower() in {"positive", "negative", "normal"}
        or ((unit := unit_at(short, 0)) is not None and unit[0] == len(short))
    ):
        return False
    letters = [char.lower() for char in short if char.isalpha()]
    if not letters or (letters[0] not in long.lower() and short not in long):
        return False
    if re.fullmatch(r"[A-Z]?[a-z]+", short.replace(" ", "")) and len(short) > 4:
        return False
    return sum(char in long.lower() for char in letters) >= max(1, len(letters) - 2)


def _merged(text: str, names: list[Name]) -> list[Name]:
    """Drop names inside the parentheses of another; join ``CRP (C-reactive protein)``."""
    kept: list[Name] = []
    for name in names:
        if kept and name.start < kept[-1].end:
            continue
        if kept and kept[-1].concept.quantity == name.concept.quantity:
            gap, behind = text[kept[-1].end : name.start], text[name.end : name.end + 1]
            if gap.strip() in {"(", "["} and behind in {")", "]"}:
                kept[-1] = replace(kept[-1], end=name.end + 1, weak=False)
                continue
        kept.append(name)
    return kept

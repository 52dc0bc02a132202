"""Names of analytes that no list can hold: markers, antibodies, translocations, genes, lists with one head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from casemill.labs.lexicon import Concept, words_of_role
from casemill.lexicons import listed, table

_CD = re.compile(
    r"\bCD\s?\d+[a-z]?\b(?![+\-\u2013\u2212\u00b1]*\s?/|[+\-\u2013\u2212\u00b1]*CD"
    r"|\+?\s(?:T|B|NK)?[ -]?(?:cells?/|lymphocytes|cells))"
)
_CK = re.compile(r"\bCK\s?-?(?P<n>\d{1,2}(?:\s?/\s?\d{1,2})?)\b(?!\s?(?:U|IU|\u00b5|ng|mg|%|u/))")
_ANTIBODY = re.compile(
    r"\b(?P<target>(?:[\w\-\u2013/\u03b1-\u03c9]+\s){0,2}?[\w\-\u2013/\u03b1-\u03c9]{2,}\s(?:auto)?antibod(?:y|ies)"
    r"|autoantibod(?:y|ies))(?P<against>\s(?:to|against)\s[\w\-]+)?",
    re.IGNORECASE,
)
_TARGET = r"(?P<target>[\w\-]+(?:\s[a-z][\w\-]+)?)"
_GLOBULIN = re.compile(
    r"\bIg(?P<class>[GMAE])(?:\s(?:and|or)\s)?(?:\s(?:antibod(?:y|ies)|titers?))?\s(?:to|against|for)\s(?:the\s)?"
    + _TARGET
)
_GLOBULIN_LIST = re.compile(
    r"\bIg(?P<class>[GMAE])(?=,?\s(?:and|or|but|/)\s(?:\w+\s)?Ig[GMAE](?:\santibod(?:y|ies))?"
    rf"\s(?:to|against|for)\s(?:the\s)?{_TARGET})"
)
_TRANSLOCATION = re.compile(
    r"\bt\s?\((?P<place>\s?\d{1,2}\s?;\s?\d{1,2}\s?)\)(?:\s?\([pq][\d.]+;\s?[pq][\d.]+\))?"
    r"(?:\sreciprocal)?(?:\stranslocation)?"
)
_PHENOTYPE = re.compile(r"(?<![\w/])[\w+\-\u2013\u00b1/]{0,60}CD\d[\w+\-\u2013\u00b1/]{0,80}\s(?:immuno)?phenotype\b")
_EXPRESSION = re.compile(r"\b(?P<marker>CD\d+)\s(?:antigen\s)?expression\b")
_CHANGED = (
    r"(?:point\s)?(?:mutations?|rearrangements?|amplifications?|fusions?(?:\s(?:gene|transcript)s?)?"
    r"|translocations?|deletions?|variants?|promoter\smethylation)"
)
_CHANGE_WORDS = (
    "mutation", "rearrangement", "amplification", "fusion", "translocation", "deletion", "variant", "methylation"
)  # fmt: skip
_SYMBOL = r"[A-Z][A-Z0-9]{2,7}(?:[-/:][A-Z][A-Z0-9]{1,7})?"
_GENE = re.compile(rf"\b{_SYMBOL}(?:\sgene)?(?:\s(?:exon\s\d{{1,2}}|\(?[A-Z]\d{{1,4}}[A-Z]\)?)){{0,2}}\s{_CHANGED}\b")
_IN_GENE = re.compile(
    r"(?:\b\d{1,5}[ACGT]\s?>\s?[ACGT]\s)?(?:\(?\b[A-Z]\d{1,4}[A-Z]\)?\s)?"
    rf"\b{_CHANGED}\s(?:in|of)\s(?:the\s)?{_SYMBOL}(?:\sgene)?\b"
)
_NEXT = r"(?:,?\s(?:and|or)\s|,\s?|\s?/\s?|\s?&\s?)"
_TISSUE = Concept("", dimensions=frozenset({"percent"}), marks=frozenset({"tissue"}))
_SEROLOGY = Concept("", dimensions=frozenset({"titer", "concentration", "", "ratio"}), marks=frozenset({"organism"}))
_SHARE = Concept("", dimensions=frozenset({"percent"}), marks=frozenset({"numeric", "clonal"}))
_ALTERED = Concept("", dimensions=frozenset(), marks=frozenset({"gene", "wordonly"}))


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an analyte where it stands in the text.

    ``weak`` names are taken only with a value that fits them.
    """

    start: int
    end: int
    concept: Concept
    weak: bool = False


def names_by_pattern(text: str, start: int, end: int) -> Iterator[Name]:
    """Yield names that are recognised by their shape, in no order; they may overlap.

    Parameters
    ----------
    text
        The reading copy.
    start, end
        The stretch, usually a sentence.
    """
    # a plain search for what each class cannot do without is many times faster than its patterns
    said = text[start:end]
    lower = said.casefold()
    if "CD" in said or "CK" in said:
        yield from _markers(text, start, end)
    if any(word in said for word in _CHANGE_WORDS) or "t(" in said or "t (" in said:
        yield from _changes(text, start, end)
    if "Ig" in said or "antibod" in lower:
        yield from _antibodies(text, start, end)
    for series in _series_of(text):
        if any(head in lower for head in series.heads):
            yield from _members_of(series, text, start, end)


def _markers(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _PHENOTYPE.finditer(text, start, end):
        yield Name(*match.span(), replace(_SHARE, quantity="immunophenotype"))
    for match in _EXPRESSION.finditer(text, start, end):
        yield Name(*match.span(), replace(_SHARE, quantity=f"{match['marker'].lower()} expression"))
    for match in _CD.finditer(text, start, end):
        yield Name(*match.span(), replace(_TISSUE, quantity=match.group().lower().replace(" ", "")))
    for match in _CK.finditer(text, start, end):
        yield Name(*match.span(), replace(_TISSUE, quantity=f"ck{match['n'].replace(' ', '')}"))


def _changes(text: str, start: int, end: int) -> Iterator[Name]:
    """Yield translocations and altered genes: ``t(9;22)``, ``KRAS mutation``, ``mutation in the MEN1 gene``."""
    for match in _TRANSLOCATION.finditer(text, start, end):
        yield Name(*match.span(), replace(_SHARE, quantity=f"t({match['place']}) translocation"))
    for pattern in (_GENE, _IN_GENE):
        for match in pattern.finditer(text, start, end):
            yield Name(*match.span(), replace(_ALTERED, quantity=match.group().lower()))


def _antibodies(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _GLOBULIN.finditer(text, start, end):
        yield Name(*match.span(), replace(_SEROLOGY, quantity=f"{match['target'].lower()} ig{match['class'].lower()}"))
    for match in _GLOBULIN_LIST.finditer(text, start, end):
        target = f"{match['target'].lower()} ig{match['class'].lower()}"
        yield Name(match.start(), match.start() + 3, replace(_SEROLOGY, quantity=target))
    for match in _ANTIBODY.finditer(text, start, end):
        yield from _antibody(match)


def _antibody(match: re.Match[str]) -> Iterator[Name]:
    """Yield the antibody of a match without the words in front that name no target."""
    pieces = list(re.finditer(r"\S+", match["target"]))
    known = words_of_role("before_antibody")
    first = next((i + 1 for i in range(len(pieces) - 2, -1, -1) if pieces[i].group().lower() in known), 0)
    if 0 < first < len(pieces) - 1 and pieces[first - 1].group().lower() == "anti":
        first -= 1
    if first == len(pieces) - 1 and not match["against"] and not match.group().lower().startswith("auto"):
        return
    begin = match.start() + pieces[first].start()
    surface = match.string[begin : match.end()]
    name = re.sub(r"antibodies$", "antibody", surface.lower())
    yield Name(begin, match.end(), replace(_SEROLOGY, quantity=name, marks=frozenset({"antibody"})))


@dataclass(frozen=True, slots=True)
class _Series:
    """Members that share one head, which stands before the first or behind the last of them."""

    heads: tuple[str, ...]
    pattern: re.Pattern[str]
    member: re.Pattern[str]
    quantities: dict[str, str]
    concept: Concept
    headed: bool


@cache
def _all_series() -> tuple[_Series, ...]:
    found = []
    for row in table("rules/lab_series"):
        head = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(listed(row["head"]), key=len)[::-1])
        names = dict(member.partition("=")[::2] for member in listed(row["members"]))
        one = "(?:" + "|".join(re.escape(member) for member in sorted(names, key=len)[::-1]) + r")(?!\w)"
        quantities = {member: row["quantity"].format((name or member).lower()) for member, name in names.items()}
        headed = row["side"] == "before"
        behind = rf"\b{one}(?:{_NEXT}{one})*\s(?:{head})\b"
        whole = rf"\b(?:{head})[\s-]?-?{one}(?:{_NEXT}-?{one})+(?:\sviruses\b)?" if headed else behind
        marks = frozenset(row["marks"].split())
        base = replace(_SEROLOGY, marks=marks) if "organism" in marks else Concept("", marks=marks)
        flags = re.NOFLAG if headed else re.IGNORECASE
        heads = tuple(head.casefold().split(" ")[0] for head in listed(row["head"]))
        found.append(_Series(heads, re.compile(whole, flags), re.compile(one, flags), quantities, base, headed))
    return tuple(found)


@lru_cache(maxsize=1)
def _series_of(text: str) -> tuple[_Series, ...]:
    """Return the series of which a report holds a head."""
    lower = text.casefold()
    return tuple(series for series in _all_series() if any(head in lower for head in series.heads))


def _members_of(series: _Series, text: str, start: int, end: int) -> Iterator[Name]:
    """Yield the members of ``hepatitis A, B and C`` and ``renal and liver function``."""
    for match in series.pattern.finditer(text, start, end):
        members = list(series.member.finditer(text, match.start(), match.end()))
        for i, member in enumerate(members):
            first, last = i == 0 and series.headed, i == len(members) - 1
            begin = match.start() if first else member.start()
            surface = member.group() if series.headed else member.group().lower()
            quantity = series.quantities[surface]
            yield Name(begin, match.end() if last else member.end(), replace(series.concept, quantity=quantity))

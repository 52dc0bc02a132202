"""Names of analytes in a sentence: from the lexicon, by pattern, with their abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casemill.labs.lexicon import Concept, Term, analyte_index, words_of_role
from casemill.labs.values import find_values
from casemill.view import View
from casemill.words import TermIndex, Word, words_of

_PAREN = re.compile(r"\s?[(\[]\s?(?P<short>[^()\[\]\n]{1,60}?)\s?[)\]]")
_SHORT = re.compile(r"(?=.*[A-Z])[\w\u00b5\u03b1-\u03c9][\w\-\u2013/+.\u03b1-\u03c9' ]{0,13}$")
_NUMBER_INSIDE = re.compile(r"\s\d+\D|\s\d{2,}$")
_NOT_MEASURED = re.compile(r"-?induced\s(?:\w+\s)?$|\bprevent(?:ion of)?\s$|\bhistory of\s$")
_COMPOUND_BEHIND = re.compile(
    r"[-\u2010\u2011](?:induced|dependent|related|associated|resistant"
    r"|sensitive|free|binding|containing|like|rich|lowering|releasing|secreting"
    r"|producing|mediated|specific|stimulated|derived|based|sparing|wasting|restricted|channel)\b"
)
_PERSON = re.compile(
    r"\b(?:he|she|patient|infant|baby|boy|girl|newborn"
    r"|neonate|born|man|woman|child|male|female)\b[^.]*$",
    re.IGNORECASE,
)
_CHANGE_BEHIND = re.compile(r"\s(?:loss|gain|reduction|lifting|bearing|control)\b")
_NOT_SHORT = frozenset({"N", "NR", "H", "L", "ULN", "RV", "A", "B", "C", "D", "E", "I", "II", "III"})
_CHARGE = re.compile(r"[-\u2013\u2212+](?=[\s,;)]|$)")
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
_GLOBULIN = re.compile(
    r"\bIg(?P<class>[GMAE])(?:\s(?:and|or)\s)?(?:\s(?:antibod(?:y|ies)"
    r"|titers?))?\s(?:to|against|for)\s(?:the\s)?(?P<target>[\w\-]+(?:\s[a-z][\w\-]+)?)"
)
_GLOBULIN_LIST = re.compile(
    r"\bIg(?P<class>[GMAE])(?=,?\s(?:and|or|but|/)\s(?:\w+\s)?Ig[GMAE](?:\santibod(?:y"
    r"|ies))?\s(?:to|against|for)\s(?:the\s)?(?P<target>[\w\-]+(?:\s[a-z][\w\-]+)?))"
)
_TRANSLOCATION = re.compile(
    r"\bt\s?\(\s?\d{1,2}\s?;\s?\d{1,2}\s?\)(?:\s?\([pq][\d.]+;\s?[pq][\d.]+\))?(?:\sreciprocal)?(?:\stranslocation)?"
)
_PHENOTYPE = re.compile(r"(?<![\w/])[\w+\-\u2013\u00b1/]{0,60}CD\d[\w+\-\u2013\u00b1/]{0,80}\s(?:immuno)?phenotype\b")
_EXPRESSION = re.compile(r"\b(?P<marker>CD\d+)\s(?:antigen\s)?expression\b")
_ORGANISM_TEST = re.compile(
    r"(?:[\s-](?:virus|viral|specific|antibod(?:y|ies)|serolog(?:y|ies)"
    r"|serologic|RT-PCR|PCR|polymerase chain reaction(?:\s\(PCR\))?"
    r"|reverse transcription polymerase chain reaction(?:\s\(RT-PCR\))?"
    r"|antigens?|Ag|Ab|IgG|IgM|IgA|DNA|RNA|nucleic acid|pp65)\b){1,3}"
)
_TESTS_OF = re.compile(
    r"\b(?:reverse transcription polymerase chain reaction|polymerase chain reaction"
    r"|RT-PCR|PCR|IgG|IgM|serolog(?:y|ies)|antibod(?:y|ies))"
    r"\s(?:for|of|to|against)\s$",
    re.IGNORECASE,
)
_ORGAN = r"(?:renal|kidney|hepatic|liver|thyroid)"
_ELIDED = re.compile(
    rf"\b(?P<organ>{_ORGAN})(?=(?:,?\s(?:and|or)\s|,\s){_ORGAN}(?:,?\s(?:and|or)\s{_ORGAN})?\s(?:functions?|tests?|panels?|profiles?)\b)",
    re.IGNORECASE,
)
_FUNCTION = {
    "renal": "renal function",
    "kidney": "kidney function",
    "hepatic": "liver function",
    "liver": "liver function",
    "thyroid": "thyroid function",
}
_SUFFIX_NAMES = (
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
_TISSUE = Concept("", dimensions=frozenset({"percent"}), marks=frozenset({"tissue"}))
_SEROLOGY = Concept("", dimensions=frozenset({"titer", "concentration", "", "ratio"}), marks=frozenset({"organism"}))
_SHARE = Concept("", dimensions=frozenset({"percent"}), marks=frozenset({"numeric", "clonal"}))


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an analyte where it stands in the text.

    ``weak`` names are taken only with a value that fits them.
    """

    start: int
    end: int
    concept: Concept
    weak: bool = False


def own_terms(view: View) -> Mapping[str, Term | None]:
    """Return what the report's own abbreviations mean; None where they mean no analyte."""
    index = analyte_index()
    terms: dict[str, Term | None] = {}
    for short, long in view.abbreviations.items():
        words = words_of(long)
        hits = list(index.find(words))
        whole = [hit for hit in hits if hit.last == len(words) and hit.first <= 1]
        terms[short] = Term(whole[0].entry.concept) if whole else None
    return terms


def find_names(view: View, start: int, end: int, *, own: Mapping[str, Term | None]) -> list[Name]:
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
    words = view.words_in(start, end)
    found = [*_own(words, own), *_from_lexicon(view.text, words, own), *_by_pattern(view.text, start, end)]
    units = [(v.start, v.end) for v in find_values(view.text, start, end) if v.unit]
    found = [
        name
        for name in found
        if view.is_free(name.start, name.end)
        and not any(a < name.start and name.end <= b for a, b in units)
        and _is_measured(view.text, name)
    ]
    taken: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end, n.concept.quantity.startswith("immunoglobulin"))):
        if taken and name.start < taken[-1].end:
            continue
        taken.append(_with_tests(view.text, name, end))
    return _merged(view.text, [_with_abbreviation(view.text, name, end) for name in taken])


def _is_measured(text: str, name: Name) -> bool:
    """Tell whether a disorder or a body size is the patient's own, not one induced, past or lost."""
    if _COMPOUND_BEHIND.match(text, name.end):
        return False
    if "disorder" in name.concept.marks:
        return _NOT_MEASURED.search(text[max(0, name.start - 30) : name.start]) is None
    if name.concept.quantity != "body weight":
        return True
    if text[name.start : name.end].lower().startswith("weigh") and not text[name.start : name.end].lower().startswith(
        "weight"
    ):
        return _PERSON.search(text[max(0, name.start - 80) : name.start]) is not None
    return _CHANGE_BEHIND.match(text, name.end) is None


def _from_lexicon(text: str, words: list[Word], own: Mapping[str, Term | None]) -> Iterator[Name]:
    for hit in analyte_index().find(words):
        surface = text[hit.start : hit.end]
        if surface in own:
            continue
        yield Name(hit.start, hit.end, hit.entry.concept, hit.entry.weak)


def _own(words: list[Word], own: Mapping[str, Term | None]) -> Iterator[Name]:
    known = {short: term for short, term in own.items() if term is not None}
    if not known:
        return
    index: TermIndex[Term] = TermIndex(known.items(), exact=known)
    for hit in index.find(words):
        yield Name(hit.start, hit.end, hit.entry.concept)


def _by_pattern(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _PHENOTYPE.finditer(text, start, end):
        yield Name(*match.span(), replace(_SHARE, quantity="immunophenotype"))
    for match in _EXPRESSION.finditer(text, start, end):
        yield Name(*match.span(), replace(_SHARE, quantity=f"{match['marker'].lower()} expression"))
    for match in _CD.finditer(text, start, end):
        yield Name(*match.span(), replace(_TISSUE, quantity=match.group().lower().replace(" ", "")))
    for match in _CK.finditer(text, start, end):
        yield Name(*match.span(), replace(_TISSUE, quantity=f"ck{match['n'].replace(' ', '')}"))
    for match in _TRANSLOCATION.finditer(text, start, end):
        place = re.search(r"\(.*?\)", match.group())
        yield Name(*match.span(), replace(_SHARE, quantity=f"t{place.group() if place else ''} translocation"))
    for match in _GLOBULIN.finditer(text, start, end):
        yield Name(*match.span(), replace(_SEROLOGY, quantity=f"{match['target'].lower()} ig{match['class'].lower()}"))
    for match in _GLOBULIN_LIST.finditer(text, start, end):
        target = f"{match['target'].lower()} ig{match['class'].lower()}"
        yield Name(match.start(), match.start() + 3, replace(_SEROLOGY, quantity=target))
    for match in _ELIDED.finditer(text, start, end):
        yield Name(*match.span(), Concept(_FUNCTION[match["organ"].lower()]))
    for match in _ANTIBODY.finditer(text, start, end):
        yield from _antibody(match)


def _antibody(match: re.Match[str]) -> Iterator[Name]:
    """Yield the antibody of a match without the words in front that name no target."""
    pieces = list(re.finditer(r"\S+", match["target"]))
    first = next(
        (
            i + 1
            for i in range(len(pieces) - 2, -1, -1)
            if pieces[i].group().lower() in words_of_role("before_antibody")
        ),
        0,
    )
    if first == len(pieces) - 1 and not match["against"] and not match.group().lower().startswith("auto"):
        return
    begin = match.start() + pieces[first].start()
    surface = match.string[begin : match.end()]
    name = re.sub(r"antibodies$", "antibody", surface.lower())
    yield Name(begin, match.end(), replace(_SEROLOGY, quantity=name, marks=frozenset({"antibody"})))


def _with_tests(text: str, name: Name, limit: int) -> Name:
    """Take the test into the name of an organism: ``HIV serology``, ``PCR of CMV``."""
    if "organism" not in name.concept.marks or name.concept.quantity.endswith("load"):
        return name
    start, end = name.start, name.end
    behind = _ORGANISM_TEST.match(text, end, limit)
    before = _TESTS_OF.search(text, max(0, start - 60), start)
    if behind is not None:
        end = behind.end()
    if before is not None and before.end() == start and behind is None and " of " in before.group():
        start = before.start()
    test = f" {text[name.end : end]} {text[start : name.start]}".lower()
    suffix = next((f" {label}" for key, label in _SUFFIX_NAMES if key in test), "")
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

"""Names that no lexicon lists, known by their head noun or shape; they count only where a word is their result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casemill.labs.lexicon import Concept, any_of, result_index, rule_values, rule_words, words_of_role
from casemill.labs.listed import ellipted, listed_for
from casemill.labs.patterns import Name
from casemill.labs.unlisted import last_words
from casemill.view import View
from casemill.words import words_of

_MARKS = {
    "serology": frozenset({"wordonly", "antibody", "told"}),
    "amount": frozenset({"wordonly", "told"}),
    "function": frozenset({"wordonly", "function"}),
    "study": frozenset({"wordonly", "panel"}),
    "changed": frozenset({"wordonly", "gene"}),
    "tested": frozenset({"wordonly", "gene"}),
}
"""How a name behaves by the class of its head: which results may be told of it."""
_SUBSTANCE_ENDS = (
    *("globulin", "tropin", "peptide", "porphyrin", "metanephrine", "lipoprotein", "transferrin", "ferritin"),
    "catecholamine",
)
_SUBSTANCE = re.compile(
    rf"\b(?!\w*stases)[a-z\u03b1-\u03c9\-]{{3,}}(?:[^e\st]ases?|tases?|(?:{'|'.join(_SUBSTANCE_ENDS)})s?)\b"
    r"(?![\-\u2010\u2011])"
)
_TESTS = frozenset({"test", "assay", "titer"})
_TESTED = re.compile(
    r"\b(?P<name>(?:[A-Z][A-Za-z]*[A-Z\d][\w\-]*|[\w\-]{3,}(?:in|gen|ase|spot|lysin|ergen))(?:\s(?:gold|plus))?)"
    r"\s(?:tests?|assays?|titers?)\b"
)
_SAID_OF = re.compile(r"\s(?:for|of|against|to)\s")
_WINDOW = 70


def with_told(view: View, start: int, end: int, *, names: list[Name], numbered: frozenset[int]) -> list[Name]:
    """Return the names with those that only their shape tells; none overlaps another.

    Parameters
    ----------
    view
        The reading copy and earlier mentions.
    start, end
        The stretch, usually a sentence.
    names
        The names of the stretch that are known.
    numbered
        Where names begin that have a number: nothing longer takes their place.

    Returns
    -------
    list of Name
        In order; no more than the known ones where the stretch holds no word that could be a result.
    """
    if not view.find(result_index(), start, end):
        return names
    taken = list(names)
    for found in (listed_for(view, start, end, names=names), _by_head(view, start, end), _by_shape(view, start, end)):
        for name in found:
            meets = [other for other in taken if name.start < other.end and other.start < name.end]
            if view.is_free(name.start, name.end) and all(_replaces(name, other, numbered) for other in meets):
                taken = [*(other for other in taken if other not in meets), name]
    for name in ellipted(view, start, names=taken):
        meets_any = any(name.start < other.end and other.start < name.end for other in taken)
        if not meets_any and view.is_free(name.start, name.end):
            taken.append(name)
    return sorted(taken, key=lambda name: name.start)


def _replaces(name: Name, other: Name, numbered: frozenset[int]) -> bool:
    """Tell whether the known name inside one by shape is only its part: ``lactate`` of ``lactate excretion``."""
    if other.start in numbered or not (name.start <= other.start and other.end <= name.end):
        return False
    if "listed" in name.concept.marks:
        return "numeric" in other.concept.marks or name.concept.quantity == f"human {other.concept.quantity}"
    told = "told" in name.concept.marks and name.start < other.start
    general = told and "wordonly" in other.concept.marks and " " not in other.concept.quantity
    return general or ("panel" not in name.concept.marks and other.end < name.end)


@cache
def _heads() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    """Return for each class of heads the folded words with which one begins, and what finds them."""
    return tuple(
        (
            value,
            frozenset(words_of(head)[0].key for head in rule_words("told_head", value)),
            re.compile(rf"(?<![\w\-]){any_of('told_head', value)}(?![\w\-])(?:\s\([A-Z][\w\-]{{1,7}}\))?"),
        )
        for value in rule_values("told_head")
    )


@cache
def _kind(value: str) -> re.Pattern[str] | None:
    """Return what a name of the class must hold, None where its head is enough."""
    if value not in rule_values("told_kind"):
        return None
    return re.compile(rf"(?<![\w\-]){any_of('told_kind', value)}(?!\w)", re.IGNORECASE)


def _by_head(view: View, start: int, end: int) -> Iterator[Name]:
    """Yield ``zonal antigen``, ``nodal growth factor (NGF)``, ``cytogenetic analysis``."""
    for value, firsts, pattern in _heads():
        if not view.has_any(start, end, firsts):
            continue
        for match in pattern.finditer(view.text, start, end):
            if value in {"serology", "study"} and _SAID_OF.match(view.text, match.end()):
                continue
            begin = _begin(view.text, start, match, value)
            if begin is None:
                continue
            surface = view.text[begin : match.end()].partition(" (")[0]
            yield Name(begin, match.end(), Concept(surface.lower(), dimensions=frozenset(), marks=_MARKS[value]))


def _begin(text: str, start: int, match: re.Match[str], value: str) -> int | None:
    """Return where the words before a head begin, None if there are none or they do not fit."""
    begin = max(start, match.start() - _WINDOW)
    before = text[begin : match.start()].rstrip(" ")
    place = last_words(before) if before and len(before) < match.start() - begin else None
    kind = _kind(value)
    if place is not None:
        place = _without_general(before, place)
    if place is None:
        whole = " " in match.group().partition(" (")[0] or match.group().lower() in words_of_role("told_alone")
        return match.start() if whole and kind is None else None
    if kind is None:
        return begin + place[0]
    told = kind.search(before, place[0])
    if told is None:
        return None
    return begin + (place[0] if value == "function" else told.start())


def _without_general(before: str, place: tuple[int, int]) -> tuple[int, int] | None:
    """Leave out words in front that say nothing of what is measured: ``routine``, ``multiplex``."""
    for word in re.finditer(r"\S+", before[place[0] :]):
        if word.group().lower() not in words_of_role("told_general"):
            return place[0] + word.start(), place[1]
    return None


@cache
def _made_of() -> re.Pattern[str]:
    """Return what behind a substance tells that its amount is not meant: ``oxidase activity``, ``kinase inhibitor``."""
    return re.compile(rf"\s(?:activity|deficiency|gene|staining|{any_of('agent_behind')})\b")


def _by_shape(view: View, start: int, end: int) -> Iterator[Name]:
    """Yield ``zonotransferase`` and the ``zonolipin`` of a ``zonolipin test``."""
    is_substance = any(key.endswith(("ase", *_SUBSTANCE_ENDS)) for key in view.keys_in(start, end))
    for match in _SUBSTANCE.finditer(view.text, start, end) if is_substance else ():
        made = _made_of().match(view.text, match.end())
        if match.group() not in words_of_role("no_substance") and made is None:
            yield Name(*match.span(), Concept(match.group(), dimensions=frozenset(), marks=_MARKS["amount"]))
    for match in _TESTED.finditer(view.text, start, end) if view.has_any(start, end, _TESTS) else ():
        if match["name"].lower() not in words_of_role("no_substance"):
            concept = Concept(match["name"].lower(), dimensions=frozenset(), marks=_MARKS["tested"])
            yield Name(*match.span("name"), concept)

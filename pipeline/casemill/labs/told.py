"""Names that no lexicon lists, known by their head noun or shape; they count only where a word is their result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casemill.labs.lexicon import Concept, any_of, result_index, rule_values, words_of_role
from casemill.labs.listed import ellipted, listed_for
from casemill.labs.patterns import Name
from casemill.labs.unlisted import last_words
from casemill.view import View

_MARKS = {
    "serology": frozenset({"wordonly", "antibody"}),
    "amount": frozenset({"wordonly"}),
    "function": frozenset({"wordonly", "function"}),
    "study": frozenset({"wordonly", "panel"}),
    "changed": frozenset({"wordonly", "gene"}),
    "tested": frozenset({"wordonly", "gene"}),
}
"""How a name behaves by the class of its head: which results may be told of it."""
_SUBSTANCE = re.compile(
    r"\b[a-z\u03b1-\u03c9\-]{3,}(?:[^e\s]ases?|globulins?|tropins?|peptides?|porphyrins?|metanephrines?|lipoproteins?"
    r"|transferrins?|ferritins?|catecholamines?|natremia|steroids?\slevels?)\b"
)
_TESTED = re.compile(
    r"\b(?P<name>(?:[A-Z][A-Za-z]*[A-Z\d][\w\-]*|[\w\-]{3,}(?:in|gen|ase|spot|lysin|ergen))(?:\s(?:gold|plus))?)"
    r"\s(?:tests?|assays?|titers?)\b"
)
_SAID_OF = re.compile(r"\s(?:for|of|against|to)\s")
_WINDOW = 70


def told_names(view: View, start: int, end: int, *, names: list[Name]) -> list[Name]:
    """Return names by shape beside those that are known; none overlaps another.

    Parameters
    ----------
    view
        The reading copy and earlier mentions.
    start, end
        The stretch, usually a sentence.
    names
        The names of the stretch that are known.

    Returns
    -------
    list of Name
        In order; empty where the stretch holds no word that could be a result.
    """
    if not any(True for _ in result_index().find(view.words_in(start, end))):
        return []
    taken = list(names)
    for found in (
        listed_for(view, start, end, names=names),
        _by_head(view, start, end),
        _by_shape(view, start, end),
    ):
        taken += [name for name in _apart(view, found, taken)]
    taken += _apart(view, ellipted(view, start, names=taken), taken)
    known = {name.start for name in names}
    return sorted((name for name in taken if name.start not in known), key=lambda name: name.start)


def _apart(view: View, found: Iterator[Name], taken: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in found:
        meets = any(name.start < other.end and other.start < name.end for other in (*taken, *kept))
        if not meets and view.is_free(name.start, name.end):
            kept.append(name)
    return kept


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (value, re.compile(rf"(?<![\w\-]){any_of('told_head', value)}(?![\w\-])(?:\s\([A-Z][\w\-]{{1,7}}\))?"))
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
    for value, pattern in _heads():
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
    if place is None:
        whole = " " in match.group().partition(" (")[0] or match.group().lower() in words_of_role("told_alone")
        return match.start() if whole and kind is None else None
    if kind is None:
        return begin + place[0]
    told = kind.search(before, place[0])
    return None if told is None else begin + told.start()


def _by_shape(view: View, start: int, end: int) -> Iterator[Name]:
    """Yield ``zonotransferase`` and the ``zonolipin`` of a ``zonolipin test``."""
    for match in _SUBSTANCE.finditer(view.text, start, end):
        if match.group() not in words_of_role("no_substance"):
            yield Name(*match.span(), Concept(match.group(), dimensions=frozenset(), marks=_MARKS["amount"]))
    for match in _TESTED.finditer(view.text, start, end):
        if match["name"].lower() not in words_of_role("no_substance"):
            concept = Concept(match["name"].lower(), dimensions=frozenset(), marks=_MARKS["tested"])
            yield Name(*match.span("name"), concept)

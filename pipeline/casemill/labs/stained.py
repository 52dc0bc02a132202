"""Markers of a stained tissue that no lexicon lists, known by their shape and by their result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casemill.labs.lexicon import Concept, rule_words, specimen_index
from casemill.labs.patterns import Name
from casemill.view import View

_SIGN = r"\s?\(\s?(?:\+{1,4}|[-\u2013\u2212]|\+/[-\u2013\u2212]|\u00b1)\s?\)"
_OPENED_SIGN = re.compile(r"\(\s?[-+\u2013\u2212\u00b1]")
_SIGNED = re.compile(rf"\b(?P<marker>[A-Za-z][\w/.\-\u03b1-\u03c9]{{1,14}})(?={_SIGN})")
_SYMBOL = re.compile(r"\b(?!CD\d)[A-Z][A-Za-z]{1,7}[-.]?\d{1,2}(?:[.\-/]\d{1,2})?[A-Za-z]?\b(?![-\u2013]?\d|[(%])")
_STAIN = Concept("", dimensions=frozenset({"percent", "plus"}), marks=frozenset({"tissue"}))
_SEVERAL = 2


def unlisted_markers(view: View, start: int, end: int) -> Iterator[Name]:
    """Yield the markers of a stretch that stand in a list of signs, or as symbols where stains are told.

    ``FOO-1 (+), BAR9 (-)`` are markers anywhere; a symbol such as ``FOO-1`` alone only in a
    sentence that speaks of stained tissue, and only with a result beside it.

    Parameters
    ----------
    view
        The reading copy.
    start, end
        The stretch, usually a sentence.
    """
    text = view.text
    has_sign = _OPENED_SIGN.search(text, start, end) is not None
    signed = [m for m in _SIGNED.finditer(text, start, end) if _is_marker(m["marker"])] if has_sign else []
    for match in signed if len(signed) >= _SEVERAL else ():
        yield _marker(match.start("marker"), match.end("marker"), match["marker"])
    if not any(hit.entry.specimen == "tissue" for hit in view.find(specimen_index(header=True), start, end)):
        return
    taken = {match.start() for match in signed} if len(signed) >= _SEVERAL else set()
    for match in _SYMBOL.finditer(text, start, end):
        if match.start() not in taken and _is_marker(match.group()) and view.is_free(*match.span()):
            yield _marker(*match.span(), match.group())


def _is_marker(surface: str) -> bool:
    """Tell whether a word has a symbol's shape: digits or two capitals, and no label in front."""
    stem = re.sub(r"[\W\d_]+", " ", surface).lower().split()
    if any(word in rule_words("no_marker") for word in stem):
        return False
    return any(char.isdigit() for char in surface) or sum(char.isupper() for char in surface) > 1


def _marker(start: int, end: int, surface: str) -> Name:
    return Name(start, end, Concept(surface.lower(), dimensions=_STAIN.dimensions, marks=_STAIN.marks))

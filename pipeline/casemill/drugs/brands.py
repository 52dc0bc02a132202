"""Brands that no table lists, known by their mark beside the name of a drug (``rituximab (Ritemvia®)``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casemill.drugs.lexicon import Name
from casemill.view import Sentence, View

_MARKED = re.compile(r"\b(?P<brand>[A-Z][A-Za-z]{2,}(?:-[A-Za-z]{1,12})?)\s?(?:®|™|\((?:R|TM)\))")
_MARKS = frozenset({"®", "™", "r", "tm"})
"""Folded words of which a mark holds one."""
_OPENS = re.compile(r"\s?(?:®|™|\((?:R|TM)\))?\s?[(\[]\s?")


def marked_brands(view: View, sentence: Sentence, names: Sequence[Name]) -> list[Name]:
    """Return the unlisted words with a trade mark that stand in parentheses behind a name, or before it.

    Such a word is the brand of that drug; a marked word elsewhere may be a device.

    Parameters
    ----------
    view, sentence
        The text, and the sentence that is looked at.
    names
        The names found in the sentence.
    """
    found: list[Name] = []
    if not view.has_any(sentence.start, sentence.end, _MARKS):
        return found
    for match in _MARKED.finditer(view.text, sentence.start, sentence.end):
        start, end = match.span("brand")
        if any(name.start < end and start < name.end for name in names):
            continue
        for name in names:
            apart = view.text[name.end : start] if name.end <= start else view.text[end : name.start]
            if len(apart) <= 8 and _OPENS.fullmatch(apart):
                found.append(Name(start, end, replace(name.entry, kind="brand")))
                break
    return found

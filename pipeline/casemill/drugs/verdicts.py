"""Which of the names found are drugs: by their own context, their neighbours, and the rest of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from casemill.drugs.context import says, slot_beside
from casemill.drugs.lexicon import Name, named, names_a_drug
from casemill.view import View

_COORDINATED = re.compile(
    r"(?:\s?\([^()]{0,60}\))?\s?(?:,|;|/|\+|&|-|\b(?:and|or|plus|with|then|to|by|including|followed by|as well as"
    r"|combined with|and/or|versus)\b|\s|\(|\))+(?:(?:high|low)[ -]dose |oral |intravenous |IV |i\.v\. )?\Z"
)
_EQUALS = re.compile(r"\s?(?:[–—=:,-]|\(|,? or |\[)\s?\Z")
_ALONE = frozenset({"dose", "therapy"})
_OWN_CONTEXT = frozenset({"dose", "list", "protocol", "therapy"})


def judged(view: View, sentences: Sequence[Sequence[Name]], places: Sequence[tuple[int, int]]) -> list[Name]:
    """Return the names that are drugs.

    Parameters
    ----------
    view
        The text and what earlier pipes found in it.
    sentences
        The names of each sentence, in order.
    places
        Places of the amounts and route words, in order.

    Returns
    -------
    list of Name
        A name whose own context leaves it open is a drug if it stands in a list with one; an
        abbreviation also if the report gives its drug elsewhere.
    """
    verdicts = [_in_sentence(view, names, places) for names in sentences]
    both = [pair for names, row in zip(sentences, verdicts, strict=True) for pair in zip(names, row, strict=True)]
    given = {name.entry.concept for name, verdict in both if verdict and name.entry.context}
    kept = [
        name
        for name, verdict in both
        if verdict or (verdict is None and name.entry.concept in given and _is_short_form(view, name))
    ]
    return [name for name, after in zip_longest(kept, kept[1:]) if not (after and _only_describes(view, name, after))]


def _in_sentence(view: View, names: Sequence[Name], places: Sequence[tuple[int, int]]) -> list[bool | None]:
    verdicts = [_verdict(view, name, places) for name in names]
    forward = list(pairwise(range(len(names))))
    for known, unknown in (*forward, *((after, before) for before, after in reversed(forward))):
        if verdicts[unknown] is None and verdicts[known] and _agree(view, names[unknown], names[known]):
            verdicts[unknown] = True
    return verdicts


def _is_short_form(view: View, name: Name) -> bool:
    """Tell whether a name is an abbreviation whose drug may stand elsewhere in the report."""
    capitals = sum(char.isupper() for char in view.text[name.start : name.end])
    return capitals >= 2 and name.entry.context not in _OWN_CONTEXT


def _only_describes(view: View, name: Name, after: Name) -> bool:
    """Tell whether a class is no more than the adjective of a regimen (``cytostatic triplet``)."""
    between = view.text[name.end : after.start]
    return name.entry.kind == "class" and after.entry.kind == "regimen" and between == " "


def _agree(view: View, name: Name, other: Name) -> bool:
    first, second = sorted((name, other), key=lambda n: n.start)
    gap = view.text[first.end : second.start]
    if name.entry.name == other.entry.name and len(gap) <= 4:
        return bool(_EQUALS.match(gap))
    if name.entry.context in _ALONE:
        return False
    if name.entry.context == "protocol":
        return other.entry.name in name.entry.components and len(gap) < 25
    return bool(_COORDINATED.match(gap))


def _verdict(view: View, name: Name, places: Sequence[tuple[int, int]]) -> bool | None:
    """Return True for a drug, False for none, None where its neighbours must tell."""
    entry, start, end = name.entry, name.start, name.end
    if name.how == "protocol":
        return True
    short = view.text[start:end]
    own = view.abbreviations.get(short) or view.abbreviations.get(short.rstrip("s"))
    if own is not None:
        meant = named(own)
        if meant is None and (entry.context or short.isupper()) and not names_a_drug(own):
            return False
        entry = meant or entry
    groups: tuple[str, ...] = ("all", entry.context) if entry.context else ("all",)
    if entry.context in ("context", "measured"):
        groups = ("all", "cue", "antibiogram")
    elif entry.context == "list":
        groups = ("all", "antibiogram")
    if says(view, start, end, effect="bars", groups=groups):
        return False
    if entry.context in ("", "antibiogram", "measured"):
        return True
    if entry.context not in ("protocol", "therapy") and slot_beside(view, start, end, places):
        return True
    if entry.context in ("cue", "context") and says(view, start, end, effect="gives", groups=("cue",)):
        return True
    if entry.context in ("protocol", "therapy") and says(view, start, end, effect="gives", groups=(entry.context,)):
        return True
    return None

"""Which event an anchored date counts from: cues of ``rules/timing_anchors.tsv`` in the words around it."""

from __future__ import annotations

import re
from functools import cache

from casemill.lexicons import listed, table

_CLAUSE_END = re.compile(r"[.;:()]\s|,\s|\s(?:but|and|when|while|which|who)\s|$")

_BARE_NAME = re.compile(
    r"^\s(?!(?:the|an?|his|her|their|its|this|that|these|those|he|she|they|it|we|which|being|having|to|of|in|on|at|and|or"
    r"|first|last|initial|about)\b)[A-Za-z][\w-]*(?:\s[\w-]+){0,2}\.?$"
)


def _pattern_of(cue: str) -> str:
    if cue.startswith("="):
        return rf"{cue[1:]}\b"
    if cue.startswith("~"):
        return rf"(?i:[a-z]+{cue[1:]}s?)\b"
    return rf"(?i:{cue})"


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern with a named group for each row, and the anchor of each group."""
    pieces = []
    anchors = {}
    for number, row in enumerate(table("rules/timing_anchors")):
        name = f"cue{number}"
        pieces.append(f"(?P<{name}>{'|'.join(_pattern_of(cue) for cue in listed(row['cue']))})")
        anchors[name] = row["anchor"]
    return re.compile(rf"\b(?:{'|'.join(pieces)})"), anchors


def anchor_in(text: str) -> str:
    """Return the anchor that the first cue in a text names, or an empty string."""
    pattern, anchors = _cues()
    match = pattern.search(text)
    return anchors[match.lastgroup] if match and match.lastgroup else ""


def anchor_of_event(clause: str) -> str:
    """Return the anchor of the event behind a direction word, or an empty string.

    A bare name that no cue knows (``after rosolimab``) is most often that of a drug or a
    procedure: one to three words without article or pronoun count from treatment.
    """
    named = anchor_in(clause)
    if named or not _BARE_NAME.match(clause):
        return named
    return "treatment"


def clause_behind(text: str) -> str:
    """Return the words up to the end of the clause: the event that a direction word governs.

    >>> clause_behind(" surgery, the fever rose")
    ' surgery'
    """
    match = _CLAUSE_END.search(text)
    return text[: match.start()] if match else text

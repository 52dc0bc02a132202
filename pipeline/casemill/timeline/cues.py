"""The cue words of the timeline: ``rules/timeline_cues.tsv`` as patterns and as sets of words."""

from __future__ import annotations

import re
from functools import cache

from casemill.lexicons import listed, table


def cues(role: str) -> list[str]:
    """Return the cues of a role, the longest first so that none hides another.

    Raises
    ------
    KeyError
        If the table has no such role.
    """
    for row in table("rules/timeline_cues"):
        if row["role"] == role:
            return sorted(listed(row["cue"]), key=lambda cue: (-len(cue), cue))
    raise KeyError(role)


def _either(role: str) -> str:
    """Return the alternatives of a role; what stands before a word is asked once for all of them, which is faster."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for cue in cues(role):
        behind = r"(?!\w)" if cue[-1].isalnum() else ""
        found[cue[0].isalnum()].append(re.escape(cue).replace(r"\ ", r"\s") + behind)
    words_, signs = found[True], found[False]
    return "|".join([rf"(?<!\w)(?:{'|'.join(words_)})"] * bool(words_) + signs)


@cache
def anywhere(role: str) -> re.Pattern[str]:
    """Return a pattern that finds a cue of a role as a word of its own."""
    return re.compile(_either(role), re.IGNORECASE)


@cache
def in_front(role: str) -> re.Pattern[str]:
    """Return a pattern that finds a cue of a role at the end of a text, an article behind it allowed."""
    return re.compile(rf"(?:{_either(role)})[\s-]?(?:the\s)?$", re.IGNORECASE)


@cache
def words(role: str) -> frozenset[str]:
    """Return the cues of a role that are single words, in lower case."""
    return frozenset(cue for cue in cues(role) if " " not in cue)

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


def _escaped(cue: str) -> str:
    pattern = re.escape(cue).replace(r"\ ", r"\s")
    head = r"(?<!\w)" if cue[0].isalnum() else ""
    return head + pattern + (r"(?!\w)" if cue[-1].isalnum() else "")


@cache
def anywhere(role: str) -> re.Pattern[str]:
    """Return a pattern that finds a cue of a role as a word of its own."""
    return re.compile("|".join(_escaped(cue) for cue in cues(role)), re.IGNORECASE)


@cache
def in_front(role: str) -> re.Pattern[str]:
    """Return a pattern that finds a cue of a role at the end of a text, an article behind it allowed."""
    either = "|".join(_escaped(cue) for cue in cues(role))
    return re.compile(rf"(?:{either})[\s-]?(?:the\s)?$", re.IGNORECASE)


@cache
def words(role: str) -> frozenset[str]:
    """Return the cues of a role that are single words, in lower case."""
    return frozenset(cue for cue in cues(role) if " " not in cue)

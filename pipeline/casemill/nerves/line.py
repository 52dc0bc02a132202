"""A sentence as the nerve rules read it, and what they find in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import listed, table
from casemill.nerves.lexicon import Concept
from casemill.words import Hit, TermIndex, Word, fold

HYPHENS = frozenset("-‐‑–—")
DETERMINERS = frozenset({"the", "his", "her", "their", "its", "patient", "this", "that"})
_LINKS = frozenset({",", "and", "or", "/", "&", "plus", "nor", "+"})
_DEGREE = re.compile(
    r"(?:to an? (?:even )?(?:lesser|greater|smaller|milder) (?:degree|extent)"
    r"|(?:less|more) severely|especially|particularly)\b",
    re.IGNORECASE,
)
"""What may be said of the next member of a list before it is named."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: the whole text, and the words of this sentence alone."""

    text: str
    words: list[Word]
    start: int
    end: int

    def key(self, i: int) -> str:
        """Return the folded word number ``i``, empty outside the sentence."""
        return self.words[i].key if 0 <= i < len(self.words) else ""

    def index(self, offset: int) -> int:
        """Return the number of the first word that begins at or behind a place."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def joined(self, i: int) -> bool:
        """Tell whether a hyphen alone joins word ``i`` to the word before it."""
        return 0 < i < len(self.words) and self.text[self.words[i - 1].end : self.words[i].start] in HYPHENS


@dataclass(frozen=True, slots=True)
class Member:
    """One nerve named in a list: its place and what it is."""

    start: int
    end: int
    concept: Concept


@dataclass(frozen=True, slots=True)
class Group:
    """Nerves that share one head noun, one disorder or one list.

    Parameters
    ----------
    members
        In order.
    last
        Number of the first word behind the list and its head.
    head
        What ended the list: a kind of head noun, or the reading of a disorder.
    plural
        True if the head is a plural.
    """

    members: tuple[Member, ...]
    last: int
    head: str = ""
    plural: bool = False
    cue: str = ""

    @property
    def start(self) -> int:
        """Start of the first nerve."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """End of the last nerve."""
        return self.members[-1].end


@cache
def side_words() -> TermIndex[str]:
    """Return the words that state a side (``left``, ``both`` ...), each with what it states."""
    return TermIndex(
        ((cue, row["side"]) for row in table("rules/nerve_sides") for cue in listed(row["cue"])),
        exact=("L", "R", "Lt", "Rt", "LMN"),
    )


def side_at(line: Line, i: int) -> Hit[str] | None:
    """Return the side word that begins with word ``i``; the letter of a level (``L5``) is none."""
    hit = side_words().at(line.words, i) if i < len(line.words) else None
    if hit and hit.end - hit.start == 1 and line.key(hit.last).isdigit():
        return None
    return hit


def bracket_end(line: Line, i: int, *, longest: int = 4) -> int:
    """Return the number of the word behind a short bracket that opens at word ``i``, else ``i``."""
    if line.key(i) == "(":
        for j in range(i + 1, min(i + longest + 2, len(line.words))):
            if line.key(j) == ")":
                return j + 1
    return i


def after_link(line: Line, i: int) -> int:
    """Step over what may stand between two members of a list.

    Commas, ``and``, slashes, short brackets, sides and determiners are stepped over.

    Returns
    -------
    int
        Number of the word behind, or -1 if nothing links the two.
    """
    if line.joined(i):
        return i
    linked = False
    while i < len(line.words):
        key = line.key(i)
        if key in _LINKS:
            linked, i = True, i + 1
        elif key == "as" and line.key(i + 1) == "well" and line.key(i + 2) == "as":
            linked, i = True, i + 3
        elif (behind := bracket_end(line, i)) > i:
            i = behind
        elif key in DETERMINERS:
            i += 1
        elif (hit := side_at(line, i)) and hit.entry != "skip":
            i = hit.last
        elif linked and i and (degree := _DEGREE.match(line.text, line.words[i].start)):
            i = line.index(degree.end())
        else:
            break
    return i if linked else -1


def after_epithet(line: Line, i: int) -> int:
    """Step over an epithet that names no nerve (``complete``, ``thickened``), else return ``i``."""
    hit = side_at(line, i)
    return hit.last if hit and hit.entry == "skip" else i


def is_plural(word: str) -> bool:
    """Tell whether a head noun is a plural."""
    lower = word.lower()
    return fold(lower) != lower or lower in ("ganglia", "plexi", "plexuses", "roots")


def cue_index(name: str) -> TermIndex[dict[str, str]]:
    """Return the cues of a rule table, each with its row; cues are matched word by word."""
    return TermIndex(
        ((cue, row) for row in table(f"rules/{name}") for cue in listed(row["cue"])),
        exact=[cue for row in table(f"rules/{name}") for cue in listed(row["cue"]) if _is_short(cue)],
    )


def _is_short(cue: str) -> bool:
    return cue.isupper() and len(cue) <= 5

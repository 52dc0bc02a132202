"""How much the words between a slot and a drug part them."""

from __future__ import annotations

import re
from functools import cache

from casemill.lexicons import table

NEVER = 99.0
"""The cost of what no joining crosses."""
UNKNOWN = 3.0
"""The cost of a word that the table of links does not list."""
LINK = 0.25
"""The cost of a listed word (``at``, ``a``, ``dose``, ``of``)."""

ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
"""Parentheses that hold none of their kind."""
_ASIDE_END = re.compile(r"\A[^()\[\]]*[)\]]")
_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)?\s?%?|[^\W_]+(?:-[^\W\d_]+)*|[^\w\s]")
_SIGN = 0.1
_LIGHT_SIGNS = frozenset("(),:/-–[]+")
_NEW_CLAUSE = frozenset({"but", "who", "because", "although", "whereas", "while", "however"})


@cache
def _links() -> dict[str, str]:
    return {row["term"]: row["side"] for row in table("lexicons/slot_links")}


def gap_cost(gap: str, *, side: str) -> float:
    """Return the cost of the words between a slot and a drug.

    Parameters
    ----------
    gap
        The text between them, without other items.
    side
        ``behind`` if the slot follows the drug, ``before`` if it leads to it.

    Returns
    -------
    float
        From 0 up; :data:`NEVER` or more if a line end, a semicolon or a new clause parts them.
    """
    gap = ASIDE.sub(" , ", gap)
    if side == "behind":
        gap = _ASIDE_END.sub(" , ", gap)
    if "\n" in gap.strip("\n ") or ";" in gap:
        return NEVER
    return sum(_word_cost(word.lower(), side) for word in _WORD.findall(gap))


def _word_cost(word: str, side: str) -> float:
    if _links().get(word) in ("both", side) or word[0].isdigit():
        return LINK
    if not word[0].isalnum():
        return _SIGN if word in _LIGHT_SIGNS else 1.0
    return NEVER if word in _NEW_CLAUSE else UNKNOWN

"""Which remission, relapse or transplantation: ``second CR``, ``3rd relapse``, ``CR2``."""

from __future__ import annotations

from casemill.course.line import Line

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_REACH = 5
_MOST = 12
"""No patient is counted further; a larger number is a date or a count of something else."""
_ENDS = frozenset(
    {",", ";", "(", ")", "and", "or", "in", "of", "after", "to", "for", "with", "at", "during", "line", "the", "a"}
    | {"he", "she", "patient", "was", "were", "is", "had", "has", "received", "underwent", "on", "before", "from"}
)


def number_of(line: Line, first: int, last: int, *, digit_behind: bool, after: int = 0) -> str:
    """Return the number that counts the words ``[first, last)``, empty if none does.

    Parameters
    ----------
    line
        The sentence.
    first, last
        Numbers of the first word and of the first one behind.
    digit_behind
        True for short forms that take their number behind (``CR2``).
    after
        Number of the first word that may count; the words before it count another event.
    """
    if digit_behind and _is_small(line.key(last)):
        return line.key(last)
    if line.key(first - 1) == "(":
        first -= 2  # a short form in brackets is counted as the word in front of it
    for i in range(first - 1, max(first - 1 - _REACH, after - 1), -1):
        key = line.key(i)
        if key in _ORDINALS:
            return str(_ORDINALS.index(key) + 1)
        if key == "," and line.key(i - 1) in _ORDINALS and i + 1 < first:
            continue  # ``the second, combined relapse``
        if key in _SUFFIXES and _is_small(line.key(i - 1)):
            return line.key(i - 1)
        if key in _ENDS:
            break
    if line.key(last + 1) in ("the", "a") and line.key(last) == "for" and line.key(last + 3) == "time":
        key = line.key(last + 2)
        return str(_ORDINALS.index(key) + 1) if key in _ORDINALS else ""
    return ""


def _is_small(key: str) -> bool:
    return key.isdecimal() and key.isascii() and 0 < int(key[:3]) <= _MOST

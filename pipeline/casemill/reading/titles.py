"""Lines that are titles of sections, as ``rules/sections.tsv`` lists them."""

from __future__ import annotations

import re
from functools import cache

from casemill.lexicons import listed, table

_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-D]\.)\s+")
_BLANKS = re.compile(r"\s+")
_NUMBERED = r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|[IVX]{1,4}\.\s+)?"
_STOP = r"(?:\s?[:：]|\s?[.–—|-](?=\s))\s*"


@cache
def titles() -> dict[str, str]:
    """Return all titles in lower case, each with the category of its section."""
    return {title: row["category"] for row in table("rules/sections") for title in listed(row["titles"])}


@cache
def _parted_titles() -> dict[str, frozenset[str]]:
    parted: dict[str, set[str]] = {}
    for title in titles():
        words = title.split(" ")
        for i in range(1, len(words)):
            parted.setdefault(" ".join(words[:i]), set()).add(" ".join(words[i:]))
    return {head: frozenset(tails) for head, tails in parted.items()}


def plain_title(line: str) -> str:
    """Return a line as titles are listed: lower case, no number in front, no stop behind."""
    return _BLANKS.sub(" ", _NUMBER.sub("", line.strip())).rstrip(" .:").casefold()


def is_title(line: str) -> bool:
    """Tell whether a line is nothing but the title of a section."""
    return len(line) < 90 and not line[:1].islower() and plain_title(line) in titles()


def continues_title(line: str, following: str) -> bool:
    """Tell whether a title in capitals is broken over two lines (``CASE`` / ``REPORT``)."""
    head = re.search(r"(?:^|(?<=[.?!] ))([A-Z]{3,}(?: [A-Z]{2,}){0,3})$", line)
    tail = re.match(r"[A-Z]{2,}(?: [A-Z]{2,}){0,3}\b", following)
    if not head or not tail:
        return False
    tails = _parted_titles().get(head[1].casefold(), frozenset())
    return any(tail[0].casefold() == each or tail[0].casefold().startswith(f"{each} ") for each in tails)


@cache
def title_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of titles at the start of a line and after a sentence inside it.

    Each finds a title in the group ``caps`` or ``title``.
    """
    words, capitals = (
        "|".join(sorted(map(re.escape, found), key=len, reverse=True))
        for found in (titles(), [title.upper() for title in titles() if len(title) > 6])
    )
    at_start = re.compile(
        rf"{_NUMBERED}(?:(?P<caps>{capitals})(?:{_STOP}|\s+(?=[A-Z\"“(]|\d))"
        rf"|(?P<title>(?=[A-Z])(?i:{words})){_STOP})"
    )
    inside = re.compile(
        rf"(?<=[.?!)] )(?:(?P<caps>{capitals})(?:{_STOP}|\s+(?=[A-Z][a-z]|A ))"
        rf"|(?P<title>(?=[A-Z])(?i:{words}))\s?:\s+(?=[A-Z]))"
    )
    return at_start, inside


def begins_with_title(line: str) -> bool:
    """Tell whether a line begins with a title that runs into its first sentence."""
    return title_patterns()[0].match(line) is not None

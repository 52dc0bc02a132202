"""Lines that are titles of sections, as ``rules/sections.tsv`` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from casemill.lexicons import listed, table

_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-D]\.)\s+")
_BLANKS = re.compile(r"\s+")
_NUMBERED = r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|[IVX]{1,4}\.\s+)?"
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(rf"{_NUMBERED}(?P<word>[^\W\d_]+)")
_NEXT_SENTENCE = re.compile(r"[.?!)] (?P<word>[A-Z][^\W\d_]*)")
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


@lru_cache(maxsize=2)
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
def _first_words() -> frozenset[str]:
    """Return the letters with which a title begins, in lower case: most lines and sentences begin with others."""
    return frozenset(match[0] for match in map(_LETTERS.match, titles()) if match)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
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


def title_at_start(line: str) -> re.Match[str] | None:
    """Return the title, in the group ``caps`` or ``title``, with which a line begins."""
    opening = _OPENING.match(line)
    is_one = opening is not None and opening["word"].casefold() in _first_words()
    return _patterns()[0].match(line) if is_one else None


def titles_inside(line: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the titles, in the group ``caps`` or ``title``, behind the sentences of a line from a place on."""
    done = start
    for sentence in _NEXT_SENTENCE.finditer(line, max(0, start - 2)):
        place = sentence.start("word")
        if place < done or sentence["word"].casefold() not in _first_words():
            continue
        match = _patterns()[1].match(line, place)
        if match:
            yield match
            done = match.end()


def begins_with_title(line: str) -> bool:
    """Tell whether a line begins with a title that runs into its first sentence."""
    return title_at_start(line) is not None

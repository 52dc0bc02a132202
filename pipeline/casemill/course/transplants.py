"""Transplantations of stem cells or marrow: their names, short forms, and the words of the infusion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casemill.course.line import Line
from casemill.lexicons import listed, table
from casemill.words import Hit, TermIndex, words_of

_MOST_WORDS = 12
_MARROW = frozenset({"stem", "marrow", "progenitor", "cord", "pbsc", "hsc", "bm", "sc"})
"""What ``infusion`` needs in front: blood alone is transfused to anyone."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a transplantation's name: its part, and the kind that it states, if any."""

    part: str
    kind: str


@dataclass(frozen=True, slots=True)
class Transplant:
    """Words ``[first, last)`` that name a transplantation; ``bare`` if they do not say of what."""

    first: int
    last: int
    kind: str = ""
    bare: bool = False


@cache
def _parts(*wanted: str) -> TermIndex[Part]:
    rows = [row for row in table("rules/event_transplants") if row["part"] in wanted]
    return TermIndex(
        ((cue, Part(row["part"], row["kind"])) for row in rows for cue in listed(row["cue"])),
        exact=[cue for row in rows for cue in listed(row["cue"]) if cue.isupper() or row["part"] == "name"],
    )


def transplants(line: Line, abbreviations: Mapping[str, str]) -> list[Transplant]:
    """Return the transplantations that a sentence names, in order.

    Parameters
    ----------
    line
        The sentence.
    abbreviations
        Short form -> long form, as the report introduces them.
    """
    parts = {hit.first: hit for hit in _parts("front", "link", "head", "name", "infusion").find(line.words)}
    ends = {hit.last: hit for hit in parts.values()}
    found = []
    for i, word in enumerate(line.words):
        hit = parts.get(i)
        if hit and hit.entry.part in ("head", "name", "infusion"):
            long = abbreviations.get(line.text[hit.start : hit.end])
            one = _with_front(line, hit, ends) if not long else _introduced(line, hit.first, hit.last, long, ends)
        else:
            long = abbreviations.get(word.text)
            one = _introduced(line, i, i + 1, long, ends) if long else None
        if one:
            found.append(one)
    return sorted([*found, *_infused(line)], key=lambda one: one.first)


def _with_front(line: Line, hit: Hit[Part], ends: Mapping[int, Hit[Part]]) -> Transplant | None:
    """Take the words in front of a head that say what was transplanted, and from whom."""
    fronts = _fronts(hit, ends)
    first = min((front.first for front in fronts), default=hit.first)
    kind = next((front.entry.kind for front in fronts if front.entry.kind), hit.entry.kind)
    keys = {line.key(i) for i in range(first, hit.first)}
    if hit.entry.part == "infusion" and not keys & _MARROW:
        return None
    bare = hit.entry.part == "head" and not fronts
    if bare and line.words[hit.first].text.isupper():
        return None
    return Transplant(first, hit.last, kind, bare)


def _fronts(hit: Hit[Part], ends: Mapping[int, Hit[Part]]) -> list[Hit[Part]]:
    i, fronts = hit.first, []
    while hit.first - i < _MOST_WORDS and (one := ends.get(i)) and one.entry.part in ("front", "link"):
        if one.entry.part == "front":
            fronts.append(one)
        i = one.first
    return fronts


def _introduced(line: Line, first: int, last: int, long: str, ends: Mapping[int, Hit[Part]]) -> Transplant | None:
    """Read a short form that the report introduces, by its long form and the kind in front of it."""
    words = words_of(long)
    meant = [one for one in transplants(Line(long, words), {}) if one.last == len(words)]
    if not meant:
        return None
    start = Hit(line.words[first].start, line.words[last - 1].end, first, last, Part("name", meant[-1].kind))
    return _with_front(line, start, ends)


def _infused(line: Line) -> list[Transplant]:
    """Return the stem cells or the marrow that a clause says were infused."""
    infused = [line.clause(hit.first) for hit in _parts("infused").find(line.words)]
    if not infused:
        return []
    clauses = set(infused)
    return [
        Transplant(hit.first, hit.last)
        for hit in _parts("graft").find(line.words)
        if line.clause(hit.first) in clauses and not _parts("head", "infusion").at(line.words, hit.last)
    ]

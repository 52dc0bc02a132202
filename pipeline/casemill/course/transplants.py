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
_LONGEST_BRACKET = 16
_MOST_ORIGIN = 9
_MOST_DESCRIBING = 6
_PASSIVE = frozenset({"was", "were", "is", "are"})
_PARTING = frozenset({"and", "or", "for", "with", "after", "before", "in", "at", "during", "from", "to"})
_DETERMINERS = frozenset({"the", "this", "that", "his", "her", "their"})
_COUNTS = frozenset({"first", "second", "third", "fourth", "next", "last"})
_FOLLOWERS = frozenset(
    {"from", "of", "and", "on", "in", "at", "after", "with", "without", "was", "were", "is", "he", "she", "his", "her"}
    | {"the", "to", "but", "by", "for", "had", "which", "when", "while", "again", "as", "before", "during", "then"}
    | {"came", "followed", "took", "until", "since", "only", "despite", "it", "a"}
)
"""Words behind cells or ``graft`` that show they stand in front of no other noun."""


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
    parts = {hit.first: hit for hit in line.find(_parts("front", "link", "head", "name", "infusion"))}
    ends = {hit.last: hit for hit in parts.values()}
    found = []
    for i, word in enumerate(line.words):
        hit = parts.get(i)
        if hit is None and word.text not in abbreviations:
            continue
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
    bare = hit.entry.part == "head" and not fronts and not _is_of_cells(line, hit.last)
    if bare and line.words[hit.first].text.isupper():
        return None
    return Transplant(first, hit.last, kind, bare)


def _is_of_cells(line: Line, i: int) -> bool:
    """Tell whether ``of`` and the cells stand at word ``i``; one word that describes them may stand between."""
    if line.key(i) != "of":
        return False
    return any(_parts("graft").at(line.words, j) is not None for j in (i + 1, i + 2))


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
    """Return the stem cells or the marrow that a clause says were given, and a graft that time is counted from."""
    received = {hit.last for hit in line.find(_parts("received"))}
    found = [
        Transplant(hit.first, hit.last, _kind_before(line, hit.first))
        for hit in line.find(_parts("graft"))
        if _are_given(line, hit) or (_are_received(line, hit.first, received) and _ends_phrase(line, hit.last))
    ]
    times = {hit.last for hit in line.find(_parts("time"))}
    return [
        *found,
        *(
            Transplant(hit.first, hit.last, bare=True)
            for hit in line.find(_parts("point"))
            if _is_told_as_point(line, hit.first, times)
        ),
    ]


def _kind_before(line: Line, first: int) -> str:
    """Return the kind that the word in front of the cells states, if any."""
    hit = _parts("front").at(line.words, first - 1) if first else None
    return hit.entry.kind if hit else ""


def _are_given(line: Line, hit: Hit[Part]) -> bool:
    """Tell whether cells ``were given``: a bracket and where they are from may stand between."""
    i = hit.last
    if line.key(i) == "(":
        i = next((j + 1 for j in range(i, min(i + _LONGEST_BRACKET, len(line.words))) if line.key(j) == ")"), i)
    if line.key(i) in ("from", "of"):
        end = min(i + _MOST_ORIGIN, len(line.words))
        i = next((j for j in range(i, end) if line.key(j) in _PASSIVE), i)
    return _parts("infused").at(line.words, i) is not None


def _are_received(line: Line, first: int, received: set[int]) -> bool:
    """Tell whether cells are what someone ``received``; words that describe them may stand between."""
    for i in range(first, max(first - _MOST_DESCRIBING, -1), -1):
        if i in received:
            return True
        if line.key(i - 1) in _PARTING or not line.key(i - 1)[:1].isalnum():
            return False
    return False


def _ends_phrase(line: Line, i: int) -> bool:
    """Tell whether no noun follows: ``received bone marrow`` is a transplantation, ``bone marrow examination`` none."""
    return not line.key(i).isalpha() or line.key(i) in _FOLLOWERS


def _is_told_as_point(line: Line, first: int, times: set[int]) -> bool:
    """Tell whether ``graft`` is a point in time: counted (``second graft``), or behind ``after``."""
    i = first
    while line.key(i - 1) in _DETERMINERS:
        i -= 1
    return _ends_phrase(line, first + 1) and (i in times or line.key(i - 1) in _COUNTS)

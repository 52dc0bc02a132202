"""The side of a nerve: in front of it, shared over a list, or stated behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from casemill.lexicons import listed, table
from casemill.nerves.line import DETERMINERS, Group, Line, side_at
from casemill.words import fold

_STOPS = re.compile(
    r"[;.]|,(?! ?(?:on|of|in|at) )|\b(?:but|while|whereas|although|though|which|who|with|due|because)\b"
)
_OF = frozenset({"of", "at", "in", "involving", "affecting", "along", "to", "within"})
_NUMBER_WORD = re.compile(r"\d|%")


@cache
def _parts() -> str:
    cues = [cue for row in table("rules/nerve_body_parts") for cue in listed(row["cue"])]
    return "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True))


@cache
def _behind() -> re.Pattern[str]:
    """Return the pattern of a side stated behind a nerve.

    It reads ``bilaterally``, Latin ``dexter``, ``(left)``, ``on the right and left side``
    and ``of the right (c) and left (d) leg``.
    """
    mark = r"(?: \([a-z]\))?"
    plain = r"(?P<all>bilaterally|on both sides|on either side)\b"
    latin = r"^(?P<latin> ?(?:dexter|sinister|dextra|sinistra|dextri|sinistri))\b"
    bracket = r"\((?P<short>left|right|bilateral|L|R)(?: side)?\b"
    on_the = (
        r"\bon (?:the |his |her )?(?P<side>left|right|both|either)(?: and (?:the |on the )?(?P<other>left|right))?"
        r"(?: sides?)?\b(?!-| (?:upper|lower|middle) lobe| (?:kidney|lung|breast))"
    )
    part = (
        rf"\b(?:of|in|at|from|to|over) (?:the |his |her )?(?P<side2>left|right|both){mark}"
        rf"(?: and (?P<other2>left|right){mark})?(?: (?:upper|lower|distal|proximal))? (?:{_parts()})\b"
    )
    return re.compile(rf"\b{plain}|{latin}|{bracket}|{on_the}|{part}", re.IGNORECASE)


_ON_THE = re.compile(r"\bon (?:the |his |her )?(left|right)(?: side)?,?\s", re.IGNORECASE)


def _merge(sides: Iterable[str]) -> str:
    found = {side for side in sides if side}
    if found & {"bilateral"} or {"left", "right"} <= found:
        return "bilateral"
    return next(iter(sorted(found)), "")


def _sides_before(line: Line, i: int, first: int) -> tuple[list[str], bool]:
    """Read the side words directly in front of word ``i``, not before word ``first``.

    Returns
    -------
    tuple
        Sides, nearest first; whether a determiner stands between side and nerve.
    """
    sides: list[str] = []
    article = False
    while i > first:
        hit, at = None, i
        for start in range(max(first, i - 4), i):
            hit = side_at(line, start)
            if hit and hit.last == i:
                at = start
                break
            hit = None
        if hit:
            if hit.entry != "skip":
                sides.append(hit.entry)
            i = at
        elif line.key(i - 1) in DETERMINERS:
            article = article or not sides
            i -= 1
        elif line.key(i - 1) == ")" and (opened := _opened(line, i - 1)) >= first:
            i = opened
        elif sides and line.key(i - 1) in ("and", ",", "or", "/", "&"):
            i -= 1
        else:
            break
    return sides, article


def _opened(line: Line, i: int) -> int:
    for k in range(i - 1, max(i - 4, -1), -1):
        if line.key(k) == "(":
            return k
    return -1


def _of_disorder(line: Line, i: int, disorders: frozenset[str]) -> str:
    """Read the side of ``bilateral palsy at``, ``left-sided palsy of the``."""
    while i > 0 and line.key(i - 1) in DETERMINERS:
        i -= 1
    if line.key(i - 1) not in _OF or line.key(i - 2) not in disorders:
        return ""
    first = max(0, i - 6)
    for k in range(i - 2, first - 1, -1):
        hit = side_at(line, k)
        if hit and hit.entry in ("left", "right", "bilateral"):
            return hit.entry
        if k < i - 2 and not line.key(k).isalpha():
            return ""
    return ""


def _stated_behind(text: str, start: int, end: int, *, plural: bool) -> str:
    """Read a side behind the nerve, up to the end of its clause or the next nerve."""
    tail = text[start : min(end, start + 90)]
    stop = _STOPS.search(tail)
    tail = tail[: stop.start()] if stop else tail
    sides: list[str] = []
    for match in _behind().finditer(tail):
        gap = tail[: match.start()]
        shared = _NUMBER_WORD.search(gap) or (plural and match["all"])
        if not sides and re.search(r"\band\b", gap) and not shared:
            break
        if match["all"]:
            sides.append("bilateral")
        if match["latin"]:
            sides.append("right" if "dext" in match["latin"] else "left")
        for name in ("short", "side", "other", "side2", "other2"):
            value = (match[name] or "").lower()
            value = {"l": "left", "r": "right", "both": "bilateral", "either": "bilateral"}.get(value, value)
            sides.append(value)
    return _merge(sides)


def lateralities(
    line: Line, group: Group, *, previous_end: int, next_start: int, disorders: frozenset[str]
) -> list[str]:
    """Return the side of each nerve of a group: left, right, bilateral, or empty.

    Parameters
    ----------
    line, group
        The sentence and the nerves.
    previous_end, next_start
        Where the nerves before and behind the group end and begin.
    disorders
        Last words of disorders whose side is the nerve's (``palsy``, ``thickening``).
    """
    found: list[str] = []
    current, first = "", line.index(previous_end)
    for place, member in enumerate(group.members):
        i = line.index(member.start)
        sides, article = _sides_before(line, i, first)
        if sides:
            current = _stated(group, sides, article=article)
        elif place == 0:
            current = _of_disorder(line, i, disorders)
        elif article:
            current = ""
        found.append(current)
        first = i
    if not any(found):
        found = [_stated_around(line, group, previous_end, next_start)] * len(found)
    return found


def _stated(group: Group, sides: list[str], *, article: bool) -> str:
    """Merge the sides in front of a nerve; ``both`` may be no side at all."""
    if sides == ["both"]:
        return "bilateral" if group.plural and not (article and len(group.members) > 1) else ""
    return _merge("bilateral" if side == "both" else side for side in sides)


def _stated_around(line: Line, group: Group, previous_end: int, next_start: int) -> str:
    """Read a side behind the nerves, else ``on the left`` at the head of their clause."""
    behind = _stated_behind(line.text, line.words[group.last - 1].end, min(next_start, line.end), plural=group.plural)
    if behind:
        return behind
    match = _last(_ON_THE, line.text[max(line.start, previous_end) : group.start])
    return match.group(1).lower() if match else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match in the clause at the end of a text."""
    clause = re.split(r"[;.]|\bbut\b|\bwhile\b|\bwhereas\b", text)[-1]
    matches = list(pattern.finditer(clause)) if len(clause) < 90 else []
    return matches[-1] if matches else None


@cache
def disorder_words() -> frozenset[str]:
    """Return the last words of all cues of involvement, folded."""
    return frozenset(
        fold(cue.split(" ")[-1])
        for row in table("rules/nerve_involvement")
        if row["involvement"] == "involved" and row["side_of_cue"] == "any"
        for cue in listed(row["cue"])
    ) | {"weakness", "radiculopathy"}

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
    r"|\band (?:that|those|the other)\b"
)
_OF = frozenset({"of", "at", "in", "involving", "affecting", "along", "to", "within"})
_LONGEST_CLAUSE = 90
"""A side told farther off than so many characters is not the nerve's."""
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
    predicate = r"\b(?:was|were|is|are) (?P<said>left|right|bilateral)(?:-sided)?(?=\s*(?:[,.;)]|$))"
    on_the = (
        r"\bon (?:the |his |her )?(?P<side>left|right|both|either)(?: and (?:(?:the |on the )"
        rf"(?!(?:left|right) (?!sides?\b)(?:{_parts()})))?(?P<other>left|right))?"
        r"(?: sides?)?\b(?!-| (?:upper|lower|middle) lobe| (?:kidney|lung|breast))"
    )
    part = (
        rf"\b(?:of|in|at|from|to|over) (?:the |his |her )?(?P<side2>left|right|both){mark}"
        rf"(?: and (?P<other2>left|right){mark})?(?: (?:upper|lower|distal|proximal))? (?:{_parts()})\b"
    )
    return re.compile(rf"\b{plain}|{latin}|{bracket}|{predicate}|{on_the}|{part}", re.IGNORECASE)


_CLAUSE = re.compile(r"[;.]\s|\b(?:but|while|whereas)\b")
_NEW_STATEMENT = re.compile(r"\b(?:and|with)\b")


@cache
def _ahead() -> re.Pattern[str]:
    """Return the pattern of a side told in front of the nerve: ``on the left``, ``in the right leg``."""
    return re.compile(
        r"\b(?:on (?:the |his |her )?(?P<side>left|right)(?: side)?"
        rf"|in (?:the |his |her )(?P<part>left|right)(?: (?:upper|lower))? (?:{_parts()})),?\s",
        re.IGNORECASE,
    )


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
        found = _side_ending_at(line, i, first)
        if found:
            side, at = found
            if sides and _of_a_place(line, at):
                break
            if side != "skip":
                sides.append(side)
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


def _side_ending_at(line: Line, i: int, first: int) -> tuple[str, int] | None:
    """Return the side word that ends before word ``i`` and the number of its first word."""
    for start in range(max(first, i - 4), i):
        hit = side_at(line, start)
        if hit and hit.last == i:
            return hit.entry, start
    return None


def _of_a_place(line: Line, i: int) -> bool:
    """Tell whether ``on the`` stands before a side: ``ptosis on the left, and the right facial nerve``."""
    while line.key(i - 1) in DETERMINERS:
        i -= 1
    return line.key(i - 1) == "on"


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
        for name in ("short", "said", "side", "other", "side2", "other2"):
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
    """Merge the sides in front of a nerve; ``both`` may be no side at all (``both the right … and …``)."""
    if set(sides) == {"both"}:
        return "bilateral" if group.plural and not (article and len(group.members) > 1) else ""
    return _merge(side for side in sides if side != "both")


def _stated_around(line: Line, group: Group, previous_end: int, next_start: int) -> str:
    """Read a side behind the nerves, else one told at the head of their clause."""
    behind = _stated_behind(line.text, line.words[group.last - 1].end, min(next_start, line.end), plural=group.plural)
    if behind:
        return behind
    return _told_ahead(line.text[max(line.start, previous_end) : group.start])


def _told_ahead(text: str) -> str:
    """Read ``on the left`` in the clause at the end of a text.

    At the head of the clause it holds for all that follows; behind other words only for
    what follows directly, as it may be the side of those words (``deaf on the left, with``).
    """
    clause = _CLAUSE.split(text)[-1].lstrip(" ,")
    matches = list(_ahead().finditer(clause)) if len(clause) < _LONGEST_CLAUSE else []
    if not matches:
        return ""
    last = matches[-1]
    leads = last.start() == 0 or (last["side"] and not _NEW_STATEMENT.search(clause, last.end()))
    return (last["side"] or last["part"]).lower() if leads else ""


@cache
def disorder_words() -> frozenset[str]:
    """Return the last words of all cues of involvement, folded."""
    return frozenset(
        fold(cue.split(" ")[-1])
        for row in table("rules/nerve_involvement")
        if row["involvement"] == "involved" and row["side_of_cue"] == "any"
        for cue in listed(row["cue"])
    ) | {"weakness", "radiculopathy"}

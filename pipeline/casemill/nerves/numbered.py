"""Nerves named by number: cranial nerves (``CN VII``, ``sixth nerve``) and spinal roots (``L5-S1``)."""

from __future__ import annotations

import re
from functools import cache

from casemill.lexicons import listed, table
from casemill.nerves.chains import LONGEST_LIST, is_unmade
from casemill.nerves.lexicon import Concept, concepts_by_name, cranial_nerves, heads
from casemill.nerves.line import Group, Line, Member, after_link, bracket_end, is_plural, side_at
from casemill.nerves.numbers import Level, Number, level_at, number_at
from casemill.words import fold

_SHORT = re.compile(r"C\.?N\.?(?:['’]?s\b)?", re.ASCII)
PALSIES = frozenset({"palsy", "paresis", "pareses", "paralysis", "paralyse", "diplegia"})
HEADS = frozenset({"n", "nn", "nerve", "nervus", "nervi", "cranial", "cn"})
"""Folded words that stand before or behind the number of a nerve."""
_COUNTED = frozenset({"type", "grade", "class", "stage", "figure", "fig", "table", "factor", "phase", "lobule", "zone"})
_SIDES_BETWEEN = 4
_REGIONS = frozenset({"cervical", "thoracic", "lumbar", "sacral"})


def _word_at(line: Line, offset: int, i: int) -> int:
    """Return the number of the first word at or behind a place in the text, from word ``i`` on."""
    while i < len(line.words) and line.words[i].start < offset:
        i += 1
    return i


def _numbers_from(line: Line, i: int) -> tuple[list[Number], int]:
    """Read a list of numbers that begins with word ``i``: the numbers and the word behind."""
    numbers: list[Number] = []
    behind = i
    while 0 <= i < len(line.words) and len(numbers) < LONGEST_LIST:
        number = number_at(line.text, line.words[i].start)
        if number is None or number.end > line.end or (numbers and number.style != numbers[0].style):
            break
        numbers.append(number)
        behind = _word_at(line, number.end, i)
        i = after_link(line, behind)
    return numbers, behind


def _cranial_members(numbers: list[Number], *, first_start: int, last_end: int) -> tuple[Member, ...]:
    """Make a member of each number; a head before the list or behind it joins its neighbour."""
    places: list[tuple[int, int, int]] = []
    for number in numbers:
        if number.is_range:
            places.append((number.start, number.end, 0))
        elif len(number.values) == 2:
            places.append((number.start, number.cut[0], number.values[0]))
            places.append((number.cut[1], number.end, number.values[1]))
        else:
            places.append((number.start, number.end, number.values[0]))
    places[0] = (min(first_start, places[0][0]), *places[0][1:])
    places[-1] = (places[-1][0], max(last_end, places[-1][1]), places[-1][2])
    known = {**cranial_nerves(), 0: concepts_by_name()["cranial nerve"]}
    return tuple(Member(start, end, known[value]) for start, end, value in places)


def _head_before(line: Line, i: int) -> tuple[int, bool] | None:
    """Read ``cranial nerves``, ``CN``, ``nerves`` or ``n.`` at word ``i``: word behind, is it cranial."""
    match = _SHORT.match(line.text, line.words[i].start)
    if match and line.words[i].text.startswith("C") and not line.text[match.end() : match.end() + 1].islower():
        return _word_at(line, match.end(), i), True
    if line.key(i) == "cranial" and line.key(i + 1) == "nerve":
        return i + 2, True
    if line.key(i) in ("nerve", "nervus", "n", "nn"):
        return i + 1 + (line.key(i + 1) == "."), False
    return None


def _glued_number(line: Line, i: int) -> Group | None:
    """Read ``CNVII``, written as one word."""
    word = line.words[i]
    number = number_at(line.text, word.start + 2) if word.text.startswith("CN") else None
    if number is None or number.style != "roman" or number.end != word.end:
        return None
    return Group(_cranial_members([number], first_start=word.start, last_end=0), i + 1, "number")


def numbers_behind_head_at(line: Line, i: int) -> Group | None:
    """Read a head and the numbers behind it: ``CN III, IV and VI``, ``cranial nerve VII``, ``N. V``."""
    if glued := _glued_number(line, i):
        return glued
    head = _head_before(line, i)
    if head is None:
        return None
    behind, is_cranial = head
    start, opened = line.words[i].start, behind
    if is_cranial and line.key(behind) == "(" and bracket_end(line, behind, longest=2) and line.key(behind + 1) == "cn":
        opened = bracket_end(line, behind, longest=2)
    elif is_cranial and (found := _opens_list(line, behind)):
        start, opened = -1, found
    if is_cranial and line.key(behind) == ":":
        opened = behind + 1
    numbers, last = _numbers_from(line, opened)
    if not numbers or numbers[0].style == "ordinal" or (not is_cranial and numbers[0].style != "roman"):
        return None
    members = _cranial_members(numbers, first_start=start if start >= 0 else numbers[0].start, last_end=0)
    if start < 0:
        whole = Member(line.words[i].start, line.words[behind - 1].end, concepts_by_name()["cranial nerve"])
        members = (whole, *(member for member in members if member.concept != whole.concept))
    plural = len(numbers) > 1 or is_plural(line.words[behind - 1].text)
    return Group(members, last, "number", plural)


def _opens_list(line: Line, i: int) -> int:
    """Step into a list behind a general name: ``(III, IV)``, ``palsies (IX, X)``; 0 if none."""
    if line.key(i) in PALSIES and line.key(i + 1) == "(":
        return i + 2
    return i + 1 if line.key(i) == "(" else 0


def numbers_before_head_at(line: Line, i: int) -> Group | None:
    """Read numbers and the head behind them: ``VI nerve``, ``third and sixth cranial nerves``."""
    numbers, last = _numbers_from(line, i)
    if not numbers or numbers[0].style in ("digit", "word") or line.key(i - 1) in _COUNTED:
        return None
    last = bracket_end(line, last, longest=2)
    head = last
    is_cranial = line.key(last) in ("cranial", "cn")
    if is_cranial:
        head = last if line.key(last) == "cn" else last + 1
    values = [value for number in numbers for value in number.values]
    if line.key(head) in ("nerve", "cn") and not is_unmade(line, "ordinal", head + 1):
        if not is_cranial and values[0] < 3:
            return None
        word = line.words[head]
        members = _cranial_members(numbers, first_start=numbers[0].start, last_end=word.end)
        return Group(members, head + 1, "nerve", is_plural(word.text))
    if line.key(head) in PALSIES and numbers[0].style == "roman" and values[0] >= 3:
        return Group(_cranial_members(numbers, first_start=numbers[0].start, last_end=0), head, "", False, "palsy")
    return None


@cache
def _level_cues(position: str) -> tuple[tuple[str, ...], ...]:
    rows = [row for row in table("rules/nerve_level_cues") if row["position"] == position]
    return tuple(tuple(fold(w) for w in cue.split(" ")) for row in rows for cue in listed(row["cue"]))


def _levels_from(line: Line, i: int) -> tuple[list[Level], int]:
    """Read a list of spinal levels that begins with word ``i``: the levels and the word behind."""
    levels: list[Level] = []
    behind = i
    while 0 <= i < len(line.words) and len(levels) < LONGEST_LIST:
        level = level_at(line.text, line.words[i].start)
        if level is None or level.end > line.end:
            break
        levels.append(level)
        behind = _word_at(line, level.end, i)
        i = after_link(line, behind)
    return levels, behind


def _cue_ends_at(line: Line, i: int) -> bool:
    """Tell whether a cue that announces levels ends before word ``i``; sides may stand between."""
    for _ in range(_SIDES_BETWEEN):
        if line.key(i - 1) in ("the", "level", "(", ":") or (i > 0 and _is_side(line, i - 1)):
            i -= 1
    return any(
        tuple(line.key(k) for k in range(i - len(cue), i)) == cue for cue in _level_cues("before") if len(cue) <= i
    )


def _is_side(line: Line, i: int) -> bool:
    hit = side_at(line, i)
    return hit is not None and hit.entry != "skip"


def _root(label: str, *, head: str = "nerve root") -> Concept:
    return Concept(f"{label} {head}", "", "root")


def levels_at(line: Line, i: int) -> Group | None:
    """Read spinal levels where roots are meant: ``C5 and C6 roots``, ``radiculopathy at L5-S1``."""
    levels, last = _levels_from(line, i)
    if not levels:
        return None
    head = heads().at(line.words, last)
    spinal = line.key(last) == "spinal" and line.key(last + 1) in ("nerve", "root")
    if spinal:
        head = heads().at(line.words, last + 1)
    if head and head.entry in ("root", "nerve") and line.key(last - 1) != "disc":
        name = "spinal nerve" if head.entry == "nerve" else "nerve root"
        members = [Member(level.start, level.end, _root(level.label, head=name)) for level in levels]
        members[-1] = Member(members[-1].start, head.end, members[-1].concept)
        return Group(tuple(members), head.last, "root", is_plural(line.words[head.last - 1].text))
    behind = any(tuple(line.key(last + k) for k in range(len(cue))) == cue for cue in _level_cues("after"))
    if not behind and not _cue_ends_at(line, i):
        return None
    start = levels[0].start
    if not behind and line.key(i - 1) == "root":
        start = line.words[i - (2 if line.key(i - 2) == "nerve" else 1)].start
    members = [Member(level.start, level.end, _root(level.label)) for level in levels]
    members[0] = Member(start, levels[0].end, members[0].concept)
    return Group(tuple(members), last, "root", len(members) > 1)


def with_levels(line: Line, group: Group) -> Group:
    """Add the levels or numbers behind roots: ``lumbar nerve roots 1, 2 and 5``, ``dorsal roots L1-L3``."""
    head = group.members[-1]
    if head.concept.kind != "root" or len(group.members) > 1:
        return group
    levels, last = _levels_from(line, group.last)
    region = head.concept.name.split(" ")[0]
    found = [(level.start, level.end, level.label) for level in levels]
    if not found and region in _REGIONS and line.key(group.last).isdigit():
        numbers, last = _numbers_from(line, group.last)
        found = [
            (number.start, number.end, "-".join(f"{region[0]}{value}" for value in number.values))
            for number in numbers
            if number.style == "digit"
        ]
    if not found:
        return group
    tail = "nerve root" if region in (*_REGIONS, "nerve", "spinal") else head.concept.name
    members = [Member(start, end, _root(label, head=tail)) for start, end, label in found]
    members[0] = Member(head.start, members[0].end, members[0].concept)
    return Group(tuple(members), last, "root", True)

"""All nerves of a sentence: every way of naming them, tried at each word from left to right."""

from __future__ import annotations

from functools import cache

from casemill.nerves.chains import bare_list_at, chains, study_cues, term_at
from casemill.nerves.lexicon import Concept, first_words, key_of, split_head, stems, terms
from casemill.nerves.line import DETERMINERS, Group, Line, Member, side_at
from casemill.nerves.numbered import HEADS, levels_at, numbers_before_head_at, numbers_behind_head_at, with_levels
from casemill.nerves.numbers import CARDINALS, ORDINALS
from casemill.view import View
from casemill.words import Word, words_of

_SIDES_BETWEEN = 3
_NUMBER_LETTERS = frozenset("CDLSTIVX")
"""Letters with which a spinal level, a Roman number or ``CN`` begins."""


def groups_of(line: Line, view: View) -> list[Group]:
    """Return the nerves of a sentence in groups that share a head; none overlaps another."""
    if not any(_may_begin(word, view) for word in line.words):
        return []
    lists = chains(line)
    studied = next(study_cues().find(line.words), None) is not None
    groups: list[Group] = []
    i = 0
    while i < len(line.words):
        may_begin = _may_begin(line.words[i], view)
        group = _group_at(line, view, lists, i, studied=studied) if may_begin else None
        if group is None:
            i += 1
            continue
        groups.append(group)
        i = max(group.last, i + 1)
    return groups


@cache
def _openings() -> frozenset[str]:
    """Return the folded words with which a name, a number in words or a head before its number begins."""
    return first_words() | terms().firsts | frozenset((*ORDINALS, *CARDINALS)) | HEADS


def _may_begin(word: Word, view: View) -> bool:
    """Tell whether a group can begin with a word; most words are passed over."""
    return (
        word.key in _openings()
        or word.text[0] in _NUMBER_LETTERS
        or word.text[0].isdigit()
        or word.text in view.abbreviations
    )


def _group_at(line: Line, view: View, lists: list[Group | None], i: int, *, studied: bool) -> Group | None:
    """Return the group that begins with word ``i``; the one that reaches farthest wins."""
    named = [lists[i], term_at(line, i)]
    found = [with_levels(line, group) for group in named if group]
    numbered = (numbers_behind_head_at(line, i), numbers_before_head_at(line, i), levels_at(line, i))
    found += [group for group in numbered if group]
    if found:
        return max(found, key=lambda group: group.end)
    if (studied or _announced(line, i)) and (bare := bare_list_at(line, i)):
        return bare
    return _abbreviated_at(line, view, i)


def _announced(line: Line, i: int) -> bool:
    """Tell whether ``nerves:``, ``nerves (`` or ``nerves such as`` stands before word ``i``."""
    for _ in range(_SIDES_BETWEEN):
        if line.key(i - 1) in DETERMINERS or (i > 0 and side_at(line, i - 1)):
            i -= 1
    opener = line.key(i - 1)
    reach = {":": 6, "(": 2, "including": 2, "as": 2}.get(opener, 0)
    return any(line.key(i - 2 - k) == "nerve" for k in range(reach))


def _abbreviated_at(line: Line, view: View, i: int) -> Group | None:
    """Read a short form that the report itself has introduced for a nerve."""
    word = line.words[i]
    long = view.abbreviations.get(word.text)
    concept = meant_nerve(long) if long else None
    return Group((Member(word.start, word.end, concept),), i + 1, "short") if concept else None


def meant_nerve(long: str) -> Concept | None:
    """Return the nerve that a whole phrase names, if it names one."""
    words = words_of(long)
    hit = terms().at(words, 0) if words else None
    if hit and hit.last == len(words):
        return hit.entry
    stem, kind = split_head(long)
    entry = stems().get(key_of(stem)) if stem else None
    return entry.concepts.get(kind) if entry else None

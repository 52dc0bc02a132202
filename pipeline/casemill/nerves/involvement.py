"""Whether a nerve is diseased or was found normal: the nearest cue of its clause decides."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from casemill.nerves.line import DETERMINERS, Group, Line, cue_index, side_at
from casemill.words import Hit, TermIndex

_CLAUSE_END = re.compile(
    r";|\. |,? ?\b(?:but|however|although|though|while|whereas|except|apart from|despite)\b"
    r"|, and (?=[a-z]+ (?:was|were)\b)"
)
_LIST = re.compile(r",|\band\b|\bor\b|&")
_OWN = re.compile(r"\d[^,;]{0,12}[,;]|\b(?:was|were|is|are|had|showed|revealed)\b")
"""A result or a verb behind a nerve: what is said behind the next nerve is not said of this one."""
_OTHER_SUBJECT = re.compile(r"\band (?:a|an|another|no)\b[^,;]{1,60}\b(?:was|is|has been)\b")
"""What is taken back behind it is this subject alone: ``swelling, and a relapse was excluded``."""
_NEGATES = 8
_WINDOW = 40
_LIST_GAP = 60

Cue = Hit[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the text says of a nerve: ``involved``, ``spared`` or nothing, and the words that say so."""

    involvement: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Cues:
    """All that a sentence says of health and disease, found once for all its nerves.

    Parameters
    ----------
    line
        The sentence.
    findings
        Cues that say involved or spared.
    context
        Words that negate a cue, take it back, make it a mere possibility, or end the
        reach of a negation.
    clauses
        Borders of the clauses, ascending, the sentence's own included.
    """

    line: Line
    findings: list[Cue]
    context: list[Cue]
    clauses: list[int]


@cache
def _cues() -> TermIndex[dict[str, str]]:
    return cue_index("nerve_involvement")


@cache
def _context() -> TermIndex[dict[str, str]]:
    return cue_index("nerve_involvement_context")


def cues_of(line: Line) -> Cues:
    """Find the cues of a sentence and the borders of its clauses."""
    borders = [border for match in _CLAUSE_END.finditer(line.text, line.start, line.end) for border in match.span()]
    return Cues(
        line,
        list(_cues().find(line.words)),
        list(_context().find(line.words)),
        sorted({line.start, *borders, line.end}),
    )


def involvements(cues: Cues, groups: list[Group]) -> list[Finding]:
    """Decide for each group of a sentence whether its nerves are involved or spared.

    A group without a cue near by takes what is said of the group that it is listed with.
    """
    nexts = [*(group.start for group in groups[1:]), cues.line.end]
    found = [_involvement_of(cues, group, next_start=start) for group, start in zip(groups, nexts, strict=True)]
    order = list(range(1, len(groups)))
    for place, other in [(k, k - 1) for k in order] + [(k - 1, k) for k in reversed(order)]:
        if found[place] == Finding() and _listed_together(cues, groups[min(place, other)], groups[max(place, other)]):
            found[place] = found[other]
    return [Finding() if finding.involvement == "open" else finding for finding in found]


def _listed_together(cues: Cues, first: Group, second: Group) -> bool:
    if second.start - first.end > _LIST_GAP or _clause(cues, first)[0] != _clause(cues, second)[0]:
        return False
    gap = cues.line.text[first.end : second.start]
    return bool(_LIST.search(gap)) and not _OWN.search(gap)


def _clause(cues: Cues, group: Group) -> tuple[int, int]:
    """Return the borders of the clause in which a group begins."""
    i = bisect_left(cues.clauses, group.start + 1)
    j = bisect_left(cues.clauses, group.end)
    return cues.clauses[i - 1], cues.clauses[j] if j < len(cues.clauses) else cues.line.end


def _involvement_of(cues: Cues, group: Group, *, next_start: int) -> Finding:
    """Read the nearest cue of the clause; of two as near the one behind, the nerve's predicate.

    A cue behind the next nerve is not this one's if this one has a predicate of its own.
    """
    first, last = cues.line.index(group.start), cues.line.index(group.end)
    left, right = _clause(cues, group)
    left = max(left, cues.line.words[max(0, first - _WINDOW)].start)
    right = min(right, cues.line.words[min(len(cues.line.words), last + _WINDOW) - 1].end)
    if _OWN.search(cues.line.text[group.end : min(next_start, right)]):
        right = min(right, next_start)
    context = _between(cues.context, left, right)
    if any(hit.entry["effect"] == "open" for hit in context):
        return Finding("open")
    best: tuple[int, Finding] | None = None
    for hit in _between(cues.findings, left, right):
        before = hit.end <= group.start
        named = any(member.start < hit.end and hit.start < member.end for member in group.members)
        if named or (hit.entry["side_of_cue"], before) in (("before", False), ("after", True)):
            continue
        if not before and _describes_next(cues.line, hit, next_start):
            continue
        distance = first - hit.last if before else max(0, hit.first - last)
        if distance <= int(hit.entry["reach"]) and (best is None or distance <= best[0]):
            value = hit.entry["involvement"]
            if _is_negated(cues.line, hit, context, first=first, last=last):
                value = hit.entry["denied"]
            best = distance, Finding(value, cues.line.text[hit.start : hit.end])
    return best[1] if best else Finding()


def _ends_before(cue: Cue, negation: Cue, context: list[Cue]) -> bool:
    """Tell whether another statement begins between a negation and a cue (``no fever and a palsy``)."""
    return any(hit.entry["effect"] == "ends" and negation.last <= hit.first < cue.first for hit in context)


def _describes_next(line: Line, cue: Cue, next_start: int) -> bool:
    """Tell whether a cue stands directly before the next nerve: ``with sparing of the``, ``normal left``."""
    i = cue.last + (line.key(cue.last) == "of")
    while line.key(i) in DETERMINERS:
        i += 1
    while i < len(line.words) and line.words[i].start < next_start and (side := side_at(line, i)):
        i = side.last
    return next_start < line.end and i < len(line.words) and line.words[i].start == next_start


def _between(hits: list[Cue], left: int, right: int) -> list[Cue]:
    start = bisect_left(hits, left, key=lambda hit: hit.start)
    return hits[start : bisect_left(hits, right, lo=start, key=lambda hit: hit.start)]


def _is_negated(line: Line, cue: Cue, context: list[Cue], *, first: int, last: int) -> bool:
    """Tell whether a negation stands before the cue (``no palsy``) or takes it back (``was not seen``)."""
    target = cue.first if cue.last <= first else min(cue.first, first + 1)
    for hit in context:
        reaches = hit.last <= cue.first and target - hit.last <= _NEGATES
        if hit.entry["effect"] == "negated" and reaches and not _ends_before(cue, hit, context):
            return True
        if hit.entry["effect"] == "taken back" and hit.first >= max(cue.last, last):
            if _OTHER_SUBJECT.search(line.text, line.words[max(cue.last, last) - 1].end, hit.start):
                continue
            return cue.entry["involvement"] == "involved"
    return False

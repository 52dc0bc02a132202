"""Line ends: soft ones become blanks, parted words are joined, true ends stay.

A printed column breaks lines where the next word does not fit, and pages where the column
is full, so a sentence runs over line ends, blank lines and page breaks alike. A line end
stays where something ends or begins: a paragraph, a heading, a list item, a table row, a
caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casemill.reading.captions import caption_kind
from casemill.reading.hyphens import Hyphens
from casemill.reading.offsets import Edit
from casemill.reading.titles import begins_with_title, continues_title, is_title

PASSAGE = "\ue000"
"""Stands for a passage that was set aside; always a line end of the copy."""

_LINE = re.compile(rf"[^\n{PASSAGE}]+")
_NEVER = 99
_NARROWEST = 28
_WIDE = re.compile(r"[ \t]{2,}|\t")
_ITEM = re.compile(r"(?:[-–—•·*▪■●○◦►]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_BULLET = re.compile(r"[-–—•·*▪■●○◦►]\s+\S")
_POINTS = re.compile(r"(?:[(,]|\b(?:in|see|and|of|to|by|from|the|on|as|with|also))$", re.IGNORECASE)
_ROW = re.compile(r"\S(?:\t|\s{3,}|\s*\|\s*)\S.*(?:\t|\s{3,}|\s*\|\s*)\S")
_END = re.compile(r"[.?!:]['\"”’)\]]*(?:\s?\[[\d,\s–-]+\]|\d{1,3}(?:[-–,]\d{1,3})*)?$")
_RUNS_ON = re.compile(
    r"(?:[,(\[/=+<>≤≥±×–]|(?:^|[\s(])(?:the|a|an|of|and|or|to|in|on|at|by|for|from|with|without|was|were|is|are|be|"
    r"been|has|had|have|that|which|who|his|her|their|our|its|as|than|after|before|during|between|under|per|via|"
    r"versus|vs\.?|e\.g\.|i\.e\.|Fig\.|Dr\.|Prof\.|approx\.|ca\.|no\.|No\.|n\.|nn\.|et al\.))$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: int
    """Line ends between this line and the one before."""


def join_lines(text: str) -> list[Edit]:
    r"""Return the edits that repair the line ends of a text.

    Parameters
    ----------
    text
        A text whose line ends are ``\n`` and whose blanks are plain.

    Returns
    -------
    list of Edit
        In order. What is not edited keeps its line end.
    """
    lines = _lines_of(text)
    if not lines:
        return [(0, len(text), "")] if text else []
    hyphens = Hyphens(text)
    widths = _widths(lines)
    edits: list[Edit] = [(0, lines[0].start, "")]
    for i, line in enumerate(lines):
        if "  " in line.text or "\t" in line.text:
            edits += [(line.start + m.start(), line.start + m.end(), " ") for m in _WIDE.finditer(line.text)]
        if i + 1 < len(lines):
            edits.append(_joint(hyphens, line, lines[i + 1], _is_soft(lines, i, widths[i])))
    edits.append((lines[-1].end, len(text), ""))
    return [edit for edit in edits if edit[0] < edit[1] and text[edit[0] : edit[1]] != edit[2]]


def _joint(hyphens: Hyphens, line: _Line, following: _Line, is_soft: bool) -> Edit:
    if not is_soft:
        return line.end, following.start, "\n"
    joined = hyphens.join(line.text, following.text)
    if joined is None:
        return line.end, following.start, " "
    return line.end - (joined == ""), following.start, ""


def _lines_of(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        found = match.group()
        stripped = found.strip()
        if not stripped:
            continue
        start = match.start() + len(found) - len(found.lstrip())
        end = start + len(stripped)
        gap = text.count("\n", lines[-1].end, start) if lines else 0
        if lines and PASSAGE in text[lines[-1].end : start]:
            gap = _NEVER
        lines.append(_Line(start, end, stripped, gap))
    return lines


def _widths(lines: Sequence[_Line]) -> list[int]:
    """Return for each line how wide its column is, 0 where lines are not wrapped."""
    widths = [0] * len(lines)
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and lines[i].gap <= 1:
            continue
        block = sorted(len(line.text) for line in lines[start:i])
        width = block[(3 * len(block)) // 4] if len(block) > 2 else 0
        if _NARROWEST <= width <= 160 and block[-1] < 1.6 * width + 20:
            widths[start:i] = [width] * (i - start)
        start = i
    typical = sorted(width for width in widths if width)
    default = typical[len(typical) // 2] if len(typical) > 0.5 * len(lines) else 0
    return [width or default for width in widths]


def _is_soft(lines: Sequence[_Line], i: int, width: int) -> bool:
    """Tell whether the text runs on over the end of line ``i``."""
    line, following = lines[i], lines[i + 1]
    if following.gap == _NEVER:
        return False
    if continues_title(line.text, following.text):
        return True
    if _begins_anew(line, following) or is_title(line.text) or is_title(following.text):
        return False
    caption_ends = bool(caption_kind(line.text)) and following.gap > 1
    if caption_ends or (_is_row(line.text) and _is_row(following.text)):
        return False
    first = following.text.lstrip("(\"'“‘[")[:1]
    if _RUNS_ON.search(line.text[-20:]):
        return following.gap <= 1 or not first.isupper() or len(line.text) > 0.6 * width > 0
    if _END.search(line.text[-60:]):
        if first.islower() and _in_caption(lines, i):
            return False
        if line.text[-1] == ":" and not first.islower():
            return False
        return bool(width) and following.gap <= 1 and _was_full(line, following, width)
    if first.islower():
        return following.gap <= 1 or len(line.text) > 30
    if line.text[-1] in "-" and line.text[-2:-1].isalnum():
        return True
    if first.isdigit() and following.gap <= 1:
        return True
    if not width or not _was_full(line, following, width):
        return False
    return following.gap <= 1 or _in_a_name(lines, i)


def _is_row(line: str) -> bool:
    """Tell whether a line has three cells or more."""
    return any(part in line for part in ("\t", "   ", "|")) and _ROW.search(line) is not None


def _begins_anew(line: _Line, following: _Line) -> bool:
    if caption_kind(following.text):
        return not _POINTS.search(line.text) or following.gap > 1
    if begins_with_title(following.text) and not _RUNS_ON.search(line.text[-20:]):
        return True
    if _BULLET.match(following.text):
        return True
    if not _ITEM.match(following.text):
        return False
    return following.gap > 1 or line.text[-1] in ".;:,?!" or bool(_ITEM.match(line.text))


def _was_full(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the next word would not have fitted on the line."""
    word = following.text.split(" ", 1)[0]
    return len(line.text) + 1 + len(word) > 0.78 * width


def _in_a_name(lines: Sequence[_Line], i: int) -> bool:
    """Tell whether a page ends inside a name: capitals on both sides of a blank line."""
    last = lines[i].text.rsplit(" ", 1)[-1]
    is_lone = i + 2 >= len(lines) or lines[i + 2].gap > 1
    return lines[i].gap <= 1 and " " in lines[i].text and last[:1].isupper() and not is_lone


def _in_caption(lines: Sequence[_Line], i: int) -> bool:
    """Tell whether a line belongs to a caption that began at most a few lines above."""
    for j in range(i, max(-1, i - 12), -1):
        if caption_kind(lines[j].text):
            return True
        if lines[j].gap > 1:
            return False
    return False

"""Boxes of text on a page: columns put one after the other, running heads taken away."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_GUTTER = 6.0
"""Narrowest blank between columns, in points."""

_WIDE = 0.6
"""Part of the width above which a box may stand over several columns."""

_MARGIN = 0.09
"""Part of a page's height, at its head and foot, where running lines stand."""

_NUMBER = re.compile(r"\W{0,3}(?:p(?:age|\.)?\s?)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W{0,3}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with text, in points from the lower left corner of the page.

    Parameters
    ----------
    left, bottom, right, top
        Its sides.
    text
        Text of a line; empty for a box of several.
    lines
        The lines of a box, from the top.
    page_height
        Height of the page.
    """

    left: float
    bottom: float
    right: float
    top: float
    text: str = ""
    lines: tuple[Box, ...] = ()
    page_height: float = 0.0

    @classmethod
    def around(cls, lines: Sequence[Box]) -> Box:
        """Return the box of some lines."""
        return cls(
            min(line.left for line in lines),
            min(line.bottom for line in lines),
            max(line.right for line in lines),
            max(line.top for line in lines),
            lines=tuple(lines),
            page_height=lines[0].page_height,
        )

    @property
    def is_at_edge(self) -> bool:
        """Whether it stands at the head or foot of the page."""
        return self.bottom > (1 - _MARGIN) * self.page_height or self.top < _MARGIN * self.page_height


def in_reading_order(boxes: Sequence[Box], *, depth: int = 0) -> list[Box]:
    """Return the boxes of a page column by column, each from its top.

    A box that stands over several columns parts what is above it from what is below.
    """
    downwards = sorted(boxes, key=lambda box: (-box.top, box.left, box.right, box.bottom))
    if len(boxes) < 2 or depth > _DEEPEST:
        return downwards
    columns = _columns(downwards)
    if len(columns) > 1:
        return [box for column in columns for box in in_reading_order(column, depth=depth + 1)]
    width = max(box.right for box in boxes) - min(box.left for box in boxes)
    is_wide = [box.right - box.left > _WIDE * width for box in downwards]
    narrow = [box for box, wide in zip(downwards, is_wide, strict=True) if not wide]
    if len(narrow) == len(boxes) or len(_columns(narrow)) < 2:
        return downwards
    ordered: list[Box] = []
    band: list[Box] = []
    for box, wide in zip(downwards, is_wide, strict=True):
        if wide:
            ordered += [*in_reading_order(band, depth=depth + 1), box]
            band = []
        else:
            band.append(box)
    return ordered + in_reading_order(band, depth=depth + 1)


def _columns(boxes: Sequence[Box]) -> list[list[Box]]:
    """Part boxes where a blank runs from top to bottom; each part keeps their order."""
    edges: list[float] = []
    right = None
    for box in sorted(boxes, key=lambda box: box.left):
        if right is not None and box.left - right > _GUTTER:
            edges.append((right + box.left) / 2)
        right = box.right if right is None else max(right, box.right)
    columns: list[list[Box]] = [[] for _ in range(len(edges) + 1)]
    for box in boxes:
        columns[bisect_left(edges, box.left)].append(box)
    return columns


def without_running_lines(pages: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """Take away page numbers, and lines that stand at the edge of at least two pages and a third of all."""
    masked = Counter(
        mask for page in pages for mask in {_mask(line) for box in page for line in box.lines if line.is_at_edge}
    )
    least = max(2, len(pages) // 3)
    running = {mask for mask, count in masked.items() if count >= least}
    kept = []
    for page in pages:
        boxes = []
        for box in page:
            lines = [line for line in box.lines if not (line.is_at_edge and _is_running(line, box, running))]
            if lines:
                boxes.append(replace(box, lines=tuple(lines)) if len(lines) < len(box.lines) else box)
        kept.append(boxes)
    return kept


def _is_running(line: Box, box: Box, running: set[str]) -> bool:
    return _mask(line) in running or (len(box.lines) == 1 and _NUMBER.fullmatch(line.text) is not None)


def _mask(line: Box) -> str:
    return _DIGITS.sub("0", line.text.casefold())

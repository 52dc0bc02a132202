"""Where marks and labels stand: rows, and lines within a row so that no label covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casemill.pictures.items import Item, rows_of

WIDTH = 820
"""Pixels of the time axis."""

_CHARACTER = 6.4
"""Pixels of a character of a label, on the wide side."""
_GAP = 10
_MARK = 9
"""Pixels of a mark, and of the gap between it and its label."""


@dataclass(frozen=True)
class Placed:
    """An item with its line: the lines of all rows are counted from the top."""

    item: Item
    key: str
    """Sorts the lines; holds the name of the row on the first line of it: ``number TAB name``."""
    flip: bool
    """True if the label stands on the left of its mark, where the right end of the axis is near."""
    shown: str
    """The label, as much of it as fits between the mark and the end of the axis."""


def domain_of(items: Sequence[Item]) -> tuple[float, float]:
    """Return the first and the last day of the axis, with a margin."""
    first, last = min(item.first for item in items), max(item.last for item in items)
    margin = max(1.0, (last - first) * 0.02)
    return first - margin, last + 1 + margin


def placed(items: Sequence[Item]) -> list[Placed]:
    """Return the items with their lines, one or more a row.

    Each item goes to the first line of its row that is free from the left end of its mark to
    the right end of its label.
    """
    low, high = domain_of(items)
    scale = WIDTH / (high - low)
    rows: dict[tuple[str, str], list[Item]] = {row: [] for row in rows_of(items)}
    for item in items:
        rows[item.family, item.row].append(item)
    found: list[Placed] = []
    count = 0
    for (_, name), of_row in rows.items():
        ends: list[float] = []
        for item in sorted(of_row, key=lambda item: (item.first, item.last, item.label)):
            left, right, flip, shown = _extent(item, low, scale)
            line = next((i for i, end in enumerate(ends) if end <= left), len(ends))
            ends[line:] = [right, *ends[line + 1 :]]
            found.append(Placed(item, f"{count + line:05d}\t{'' if line else name}", flip, shown))
        count += len(ends)
    return found


def _extent(item: Item, low: float, scale: float) -> tuple[float, float, bool, str]:
    """Return left and right end of a mark with its label in pixels, whether that is on the left, and the label.

    A label stands on the right where it fits; else on the left; else it is cut to the wider side.
    """
    left, right = (item.first - low) * scale, (item.last + 1 - low) * scale
    if not item.lasts:  # a mark that ends a bar may touch it
        right += _MARK
    if not item.label:
        return left, right, False, ""
    before, behind = left - _MARK, WIDTH - right
    flip = _width(item.label) > behind and before > behind
    shown = _cut(item.label, before if flip else behind)
    if flip:
        return before - _width(shown), right, True, shown
    return left, right + _width(shown), False, shown


def _width(label: str) -> float:
    return len(label) * _CHARACTER + _GAP if label else 0.0


def _cut(label: str, room: float) -> str:
    """Return as much of a label as has room, with an ellipsis where something is missing."""
    most = max(0, int((room - _GAP) / _CHARACTER))
    if len(label) <= most:
        return label
    return f"{label[: most - 1]}…" if most > 1 else ""

"""Day zeros: the transplantations of one patient in order, from which days are counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from casemill.timeline.days import Days
from casemill.timeline.points import Point

_MOST = 9
"""More transplantations than any patient has; keeps a hostile text from growing the list."""


@dataclass
class DayZeros:
    """Transplantations by number, and from which one each part of the report counts.

    Parameters
    ----------
    points
        Number -> when it was; a point without days where the text tells only that it was done.
    current
        Kind of section -> number of the transplantation told last there.
    """

    points: dict[int, Point] = field(default_factory=dict)
    current: dict[str, int] = field(default_factory=dict)

    def add(self, point: Point, *, number: int | None = None) -> int | None:
        """Take in a transplantation and return its number.

        Without a stated number it is the one of the same days, else one that has no days yet, else a new one.
        The more exact of two dates of one transplantation stays; of two that differ the one told first.
        """
        number = number or self._same(point) or self._next(point)
        if number > _MOST:
            return None
        known = self.points.get(number)
        if known is None or not known.known or _is_closer(point, known):
            self.points[number] = point
        return number

    def _same(self, point: Point) -> int | None:
        if point.days is None:
            return min(self.points, default=None)
        for number, known in sorted(self.points.items()):
            if known.days and known.days.meets(point.days):
                return number
        undated = [number for number, known in self.points.items() if not known.known]
        return max(undated, default=None)

    def _next(self, point: Point) -> int:
        if not self.points:
            return 1
        first = min(self.points)
        days, other = point.days, self.points[first].days
        if first > 1 and days and other and days.earliest and other.earliest and days.earliest < other.earliest:
            return first - 1
        return max(self.points) + 1

    def number_at(self, kind: str) -> int | None:
        """Return the transplantation that a kind of section counts from: the last told there, else the first."""
        return self.current.get(kind) or min(self.points, default=None)

    def nearest(self, days: Days, moved: dict[int, Days]) -> int | None:
        """Return the transplantation whose count lies nearest to stated days.

        Parameters
        ----------
        days
            Days stated beside the count.
        moved
            Number -> days that the count would mean from there.
        """
        if days.earliest is None:
            return None
        there = days.earliest
        gaps = {n: abs((d.earliest - there).days) for n, d in moved.items() if d.earliest}
        return min(gaps, key=lambda n: (gaps[n], n)) if gaps else None


def _is_closer(point: Point, known: Point) -> bool:
    if point.days is None or known.days is None:
        return False
    return point.days.meets(known.days) and point.days.width < known.days.width

"""Dated events of one patient, found again by what a later distance says that it counts from."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from casemill.timeline.days import Days
from casemill.timeline.points import Key, Point

_FIRST = ("diagnosis", "onset")
"""Events that a distance counts from as they first were; of the others the one told last is meant."""

_Name = tuple[str, str, str]


@dataclass
class EventLog:
    """Events in order of their places, by value, by what they are of, and by number."""

    _told: dict[_Name, list[tuple[int, Key, Point]]] = field(default_factory=dict)
    _first: dict[_Name, tuple[Key, Point]] = field(default_factory=dict)
    _days: dict[_Name, set[Days]] = field(default_factory=dict)

    def add(self, key: Key, point: Point, *, value: str, of: str = "", number: str = "") -> None:
        """Take in an event whose days are known; one taken in before keeps its first point."""
        if point.days is None:
            return
        for name in {(value, "", ""), (value, of, ""), (value, "", number)}:
            told = self._told.setdefault(name, [])
            i = bisect.bisect_left(told, key[1], key=lambda item: item[0])
            if i < len(told) and told[i][1] == key:
                continue
            told.insert(i, (key[1], key, point))
            self._days.setdefault(name, set()).add(point.days)
            first = self._first.get(name)
            if first is None or _before(point, first[1]):
                self._first[name] = key, point

    def find(self, start: int, *, value: str, of: str = "", number: str = "") -> tuple[Key, Point] | None:
        """Return the event that words at a place speak of, with its point; inferred if there was a choice.

        A stated number must agree. Where what it is of is stated and no dated event agrees, the only event of
        that value is taken, and none if there are several.
        """
        if number:
            return self._pick((value, "", number), start)
        if of and (value, of, "") in self._told:
            return self._pick((value, of, ""), start)
        found = self._pick((value, "", ""), start)
        if of and found:
            return None if found[1].inferred else (found[0], found[1].as_inferred())
        return found

    def _pick(self, name: _Name, start: int) -> tuple[Key, Point] | None:
        told = self._told.get(name)
        if not told:
            return None
        if name[0] in _FIRST:
            key, point = self._first[name]
        else:
            i = bisect.bisect_left(told, start, key=lambda item: item[0])
            _, key, point = told[max(i - 1, 0)]
        return (key, point.as_inferred()) if len(self._days[name]) > 1 else (key, point)


def _before(one: Point, other: Point) -> bool:
    first, second = one.days and one.days.earliest, other.days and other.days.earliest
    return bool(first and second and first < second)

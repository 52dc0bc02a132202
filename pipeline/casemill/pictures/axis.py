"""Where a point of time lies on the axis of a picture: a day of the calendar, or days from day zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casemill.cases.days import length
from casemill.records import EventRecord, Head, When

AxisKind = Literal["absolute", "relative"]


class NothingToDraw(ValueError):
    """No record of the patient has a place on the axis."""


@dataclass(frozen=True)
class Axis:
    """A time axis.

    Parameters
    ----------
    kind
        ``absolute``: days of the calendar; ``relative``: days from day zero.
    zero
        Calendar day (ordinal) of day zero of a relative axis; None if the calendar does not know it.
    zero_name
        What day zero is, as :class:`~casemill.records.When` names anchors.
    """

    kind: AxisKind
    zero: int | None = None
    zero_name: str = ""

    def place(self, when: When | None) -> tuple[int, int] | None:
        """Return first and last day of a point: ordinals on an absolute axis, days from zero on a relative one."""
        if when is None:
            return None
        if when.earliest and when.latest and (self.kind == "absolute" or self.zero is not None):
            zero = self.zero if self.kind == "relative" and self.zero is not None else 0
            return ordinal(when.earliest) - zero, ordinal(when.latest) - zero
        if self.kind == "relative" and when.anchor == self.zero_name and when.count in (None, 1):
            return _distance(when.offset)
        return None


def axis_of(heads: Sequence[Head], wanted: AxisKind | None = None) -> Axis:
    """Return the axis for the heads of one patient.

    The calendar if it knows any of them. Day zero is the first transplantation, else the first
    event that the calendar knows, else the anchor that most distances count from.

    Raises
    ------
    NothingToDraw
        If no head has a time that the axis could show.
    """
    whens = [head.when for head in heads if head.when is not None]
    dated = [when.earliest for when in whens if when.earliest]
    if wanted == "absolute" or (wanted is None and dated):
        if not dated:
            raise NothingToDraw("the report gives no dates of the calendar; ask for a relative axis")
        return Axis("absolute")
    events = [
        (head.value != "transplant", head.when.earliest, head.value)
        for head in heads
        if isinstance(head, EventRecord) and head.value and head.when and head.when.earliest
    ]
    if events:
        _, day, name = min(events)
        return Axis("relative", ordinal(day), name)
    if dated:
        return Axis("relative", ordinal(min(dated)), "the first date")
    anchors = Counter(when.anchor for when in whens if when.anchor and _distance(when.offset))
    if not anchors:
        raise NothingToDraw("the report gives no times that can be placed on an axis")
    return Axis("relative", None, anchors.most_common(1)[0][0])


def ordinal(day: str) -> int:
    """Return a day ``YYYY-MM-DD`` as a number of days."""
    return date.fromisoformat(day).toordinal()


def _distance(offset: str | None) -> tuple[int, int] | None:
    """Return nearest and farthest day of an ISO distance, mean months and years; None if it has no number."""
    ends = [length(part) for part in (offset or "").split("/")]
    days = [round(end) for end in ends if end is not None]
    return (min(days), max(days)) if days and len(days) == len(ends) else None

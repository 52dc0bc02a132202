"""Arithmetic with :class:`~casemill.records.When`: days as text, spans between days, ISO distances."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from casemill.records import When

_ISO = re.compile(r"([+-]?)P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?")
_IN_DAYS = re.compile(r"([+-])P(\d{1,4})D")
_BEHIND = ("previous", "treatment", "discharge")
_WEEKS = 28
"""Days from which on a distance is that of a later visit."""

_DAYS = (365.2425, 30.436875, 7.0, 1.0)
"""Mean days of a year, a month, a week and a day, for comparing distances that are stated in different units."""


def day_text(when: When | None) -> str | None:
    """Return the days of a point as short as they can be written; None if the calendar does not know it.

    A day ``2019-07-21``, a whole month ``2018-08``, a whole year ``2017``, else both ends, ``2019-05-21/2019-05-31``.
    """
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = when.earliest, when.latest
    if first == last:
        return first
    if first[:7] == last[:7] and first.endswith("-01") and last == _month_end(first):
        return first[:7]
    if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    return f"{first}/{last}"


def own_day_text(when: When | None) -> str | None:
    """Return :func:`day_text` of a point that its own sentence dates: a day told earlier may not be its own."""
    return None if when is None or when.source == "narrative" else day_text(when)


def exact(when: When | None) -> str | None:
    """Return the day of a point that is known to the day, else None."""
    return when.earliest if when is not None and when.earliest == when.latest else None


def shifted(day: str | None, offset: str | None) -> str | None:
    """Return the day from which another one is so many days away; None if one is not known or not in days.

    >>> shifted("2019-07-31", "+P33D")
    '2019-06-28'
    """
    match = _IN_DAYS.fullmatch(offset or "")
    if day is None or match is None:
        return None
    days = int(match[2]) if match[1] == "+" else -int(match[2])
    return date.fromordinal(_day(day) - days).isoformat()


def span(start: When | None, end: When | None) -> str | None:
    """Return the days from one point to another, ``P30D``, or ``P20D/P30D`` where the dates leave room.

    None if a date is not known or the end may lie before the start.
    """
    if start is None or end is None or not (start.earliest and start.latest and end.earliest and end.latest):
        return None
    least = _day(end.earliest) - _day(start.latest)
    most = _day(end.latest) - _day(start.earliest)
    if most < 0 or least < 0:
        return None
    return f"P{most}D" if least == most else f"P{least}D/P{most}D"


def days_between(one: str, other: str) -> int:
    """Return how many days two days lie apart, whichever is first.

    >>> days_between("2019-07-01", "2019-06-28")
    3
    """
    return abs(_day(one) - _day(other))


def meet(one: When, other: When) -> bool | None:
    """Tell whether two points can be the same day; None if the calendar does not know one of them."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    return one.earliest <= other.latest and other.earliest <= one.latest


def before(one: When | None, other: When | None) -> bool:
    """Tell whether a point surely lies before another."""
    return bool(one and other and one.latest and other.earliest and one.latest < other.earliest)


def length(distance: str | None) -> float | None:
    """Return the days of an ISO distance with its sign, the far end of a range; None if it is not a number of units.

    >>> length("+P2W")
    14.0
    >>> length("P1M/P2M") == 2 * length("P1M")
    True
    >>> length("+PXD") is None
    True
    """
    match = _ISO.fullmatch((distance or "").rpartition("/")[2])
    if match is None or not any(match.groups()[1:]):
        return None
    days = sum(float(count) * unit for count, unit in zip(match.groups()[1:], _DAYS, strict=True) if count)
    return -days if match[1] == "-" else days


def is_weeks_behind(when: When | None) -> bool:
    """Tell whether a point is that of a later visit: weeks behind a treatment, a discharge or what was told before.

    What is counted from a transplantation may be why the patient came.
    """
    return when is not None and when.anchor in _BEHIND and (length(when.offset) or 0) >= _WEEKS


def _month_end(day: str) -> str:
    year, month = int(day[:4]), int(day[5:7])
    return f"{day[:7]}-{monthrange(year, month)[1]:02d}"


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()

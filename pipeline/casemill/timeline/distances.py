"""Distances between points in time, and exact calendar arithmetic with them.

A month is added on the calendar (31 January and one month is the last of February); a part
of a month or a year, which no calendar knows, is taken as mean days rounded both ways, and
hours as whole days rounded both ways. A number that the text leaves open (``several days``)
is at least one and has no upper end.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from casemill.timeline.cues import anywhere
from casemill.timeline.days import Days

_NUMBER = r"\d+(?:\.\d+)?|X"
_LENGTH = re.compile(
    rf"P(?:(?P<Y>{_NUMBER})Y)?(?:(?P<M>{_NUMBER})M)?(?:(?P<W>{_NUMBER})W)?(?:(?P<D>{_NUMBER})D)?"
    rf"(?:T(?:(?P<TH>{_NUMBER})H)?(?:(?P<TM>{_NUMBER})M)?(?:(?P<TS>{_NUMBER})S)?)?"
)
_MONTH = 30.436875
"""Mean days of a month."""
_IN_DAYS = {"W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}

Step = tuple[int, int]
"""Months and days."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a point lies from another.

    Parameters
    ----------
    sign
        1 for later, -1 for earlier.
    least, most
        Months and days that it is at least and at most; ``most`` is None if it has no upper end.
    """

    sign: int
    least: Step
    most: Step | None


def distance_of(value: str, text: str, *, anchor: str = "") -> Distance | None:
    """Read a signed distance, None if the value is none.

    Parameters
    ----------
    value
        ``+P2M``, ``-P3D``, ``+P1M/+P2M``, ``+PXD``.
    text
        The words that said it: ``more than`` opens it upwards, ``less than`` downwards.
    anchor
        What it counts from. The first of the counted days of a stay or a treatment is day 0 or day 1, unless
        the words (``after``, ``+``) begin at 0.
    """
    if value[:1] not in ("+", "-"):
        return None
    ends = [_steps(part.lstrip("+-")) for part in value.split("/")]
    if any(end is None for end in ends):
        return None
    (least, _), (_, most) = ends[0] or ((0, 0), None), ends[-1] or ((0, 0), None)
    if anywhere("at least").search(text):
        most = None
    elif anywhere("at most").search(text):
        least = (0, 0)
    elif anchor in ("admission", "treatment", "onset") and not anywhere("from zero").search(text) and least[1]:
        least = (least[0], least[1] - 1)
    return Distance(1 if value[0] == "+" else -1, least, most)


def _steps(length: str) -> tuple[Step, Step | None] | None:
    match = _LENGTH.fullmatch(length)
    if not match or not any(match.groups()):
        return None
    known = {unit: number for unit, number in match.groupdict().items() if number}
    is_open = "X" in known.values()
    numbers = {unit: 1.0 if number == "X" else float(number) for unit, number in known.items()}
    exact_months = round(numbers.get("Y", 0.0) * 12 + numbers.get("M", 0.0), 6)
    months = math.floor(exact_months)
    days = round((exact_months - months) * _MONTH, 6)
    days += sum(round(numbers.get(unit, 0.0) * size, 6) for unit, size in _IN_DAYS.items())
    return (months, math.floor(days)), None if is_open else (months, math.ceil(days))


def moved(days: Days, distance: Distance) -> Days:
    """Return the days that lie a distance away from others; a side beyond the calendar is open.

    >>> moved(Days(date(2019, 6, 28), date(2019, 6, 28)), Distance(1, (0, 60), (0, 60))).latest
    datetime.date(2019, 8, 27)
    """
    near, far = (distance.least, distance.most) if distance.sign > 0 else (distance.most, distance.least)
    earliest = _shift(days.earliest, near, distance.sign)
    latest = _shift(days.latest, far, distance.sign)
    if earliest and latest and latest < earliest:
        earliest, latest = latest, earliest
    return Days(earliest, latest)


def _shift(day: date | None, step: Step | None, sign: int) -> date | None:
    if day is None or step is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + sign * step[0], 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    start = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    moved_to = start.toordinal() + sign * step[1]
    return date.fromordinal(moved_to) if 1 <= moved_to <= date.max.toordinal() else None

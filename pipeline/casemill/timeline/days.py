"""Days of the calendar: what a calendar date says, as the first and the last day that it can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from casemill.lexicons import Row, listed, table

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<season>[A-Z]{2})|(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?))?")
_DECADE = re.compile(r"\d{3}X")


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days that something lay in.

    Parameters
    ----------
    earliest, latest
        First and last day that it can have been; None where that side is open. Earliest is never behind latest.
    """

    earliest: date | None
    latest: date | None

    @property
    def known(self) -> bool:
        """Tell whether one side at least is known."""
        return self.earliest is not None or self.latest is not None

    def meets(self, other: Days) -> bool:
        """Tell whether both can be the same day; an open side meets everything beyond it."""
        apart = self.latest and other.earliest and self.latest < other.earliest
        apart = apart or (other.latest and self.earliest and other.latest < self.earliest)
        return not apart

    @property
    def width(self) -> int:
        """Days between both sides, a large number if one is open: the smaller, the more exact."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else date.max.toordinal()


def calendar_days(value: str, text: str) -> Days | None:
    """Return the days that a calendar date means, None if its value names no year.

    Parameters
    ----------
    value
        TIMEX3 value: ``2018-08``, ``2019-06-28``, ``2012-SU``, ``199X``, ``2004/2005``, ``2019-05-03/2019-05-05``.
    text
        The words of the date: ``end of`` and the like narrow a month or a year.

    >>> calendar_days("2019-02", "February 2019").latest
    datetime.date(2019, 2, 28)
    """
    if _DECADE.fullmatch(value):
        return Days(date(int(value[:3]) * 10, 1, 1), date(int(value[:3]) * 10 + 9, 12, 31))
    first, _, last = value.partition("/")
    start, end = _point(first), _point(last or first)
    if start is None or end is None:
        return None
    if not last and len(first) in (4, 7) and first[-1].isdigit() and (part := _part_of(text)):
        return _narrowed(first, part)
    return Days(min(start[0], end[0]), max(start[1], end[1]))


def names_year(value: str, text: str) -> bool:
    """Tell whether the words of a date hold its year, if only the last two figures of it."""
    year = value[:4]
    return year[:3] in text or re.search(rf"(?<!\d){year[2:]}(?!\d|[./-]\d)", text) is not None


def _point(text: str) -> tuple[date, date] | None:
    match = _POINT.fullmatch(text)
    if not match or match["year"] == "0000":
        return None
    year = int(match["year"])
    if match["season"]:
        return _season(year, match["season"])
    if match["month"] in (None, "XX"):
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match["month"])
    if match["day"] in (None, "XX"):
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date(year, month, int(match["day"]))
    return day, day


def _season(year: int, code: str) -> tuple[date, date]:
    row = next(row for row in table("rules/timeline_seasons") if row["code"] == code)
    last_year = year + (row["next_year"] == "yes")
    last = int(row["last_month"])
    return date(year, int(row["first_month"]), 1), date(last_year, last, monthrange(last_year, last)[1])


@cache
def _parts() -> tuple[tuple[re.Pattern[str], Row], ...]:
    found = []
    for row in table("rules/timeline_parts"):
        either = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in listed(row["words"]))
        found.append((re.compile(rf"(?:{either})(?![a-z])", re.IGNORECASE), row))
    return tuple(found)


def _part_of(text: str) -> Row | None:
    return next((row for pattern, row in _parts() if pattern.match(text)), None)


def _narrowed(value: str, part: Row) -> Days:
    """Return a part of a month (by days) or of a year (by months)."""
    year = int(value[:4])
    if len(value) == 4:
        last = int(part["year_last"])
        return Days(date(year, int(part["year_first"]), 1), date(year, last, monthrange(year, last)[1]))
    month = int(value[5:])
    longest = monthrange(year, month)[1]
    return Days(date(year, month, int(part["month_first"])), date(year, month, min(longest, int(part["month_last"]))))

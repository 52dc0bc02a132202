"""Calendar dates with their values: what a date leaves open is decided by the report as a whole, or stays open."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass

from casemill.mentions import Mention
from casemill.timing.calendar import Written, partial_dates, written_dates
from casemill.timing.passage import Passage

_PIVOT = 69
"""Two digits up to this one are years of the 2000s where the report names no full year (POSIX)."""

_LEAP = 2000
"""Where no year is known February may have 29 days."""
_FORWARD = 8
"""A month without a year is read forward over so many months."""


@dataclass(slots=True)
class Told:
    """The year and month told last; None where they are not known.

    ``or_month`` is the other reading of a numeric date whose order is open (``03/04/2019``).
    """

    year: int | None = None
    month: int | None = None
    or_month: int | None = None


@dataclass(frozen=True, slots=True)
class Habit:
    """How the report writes numeric dates.

    Parameters
    ----------
    order
        ``dmy`` or ``mdy`` by the evidence of a part above 12, else empty.
    years
        All full years, for the century of a short one.
    separators
        Signs that full numeric dates are written with.
    """

    order: str
    years: tuple[int, ...]
    separators: tuple[str, ...]


def find_dates(passages: list[Passage]) -> list[Mention]:
    """Find all calendar dates of a report with their values.

    Parameters
    ----------
    passages
        The read sentences, in order: the year of ``20.05`` comes from an earlier one.
    """
    written = [written_dates(passage) for passage in passages]
    habit = habit_of([date for dates in written for date in dates])
    told = Told()
    mentions = []
    for passage, dates in zip(passages, written, strict=True):
        for separator in habit.separators:
            dates += [
                date
                for date in partial_dates(passage, separator)
                if not any(date.start < other.end and other.start < date.end for other in dates)
            ]
        dates.sort(key=lambda date: date.start)
        for i, date in enumerate(dates):
            _settle(date, dates[i + 1] if i + 1 < len(dates) else None, habit=habit, told=told)
            mentions.append(passage.mention("Date", date.start, date.end, Value=value_of(date)))
    return mentions


def habit_of(dates: list[Written]) -> Habit:
    """Read from all numeric dates of a report in which order it writes day and month."""
    votes: Counter[str] = Counter()
    for date in dates:
        if date.numbers and date.separator != ".":
            first, second = date.numbers
            votes["dmy"] += first > 12
            votes["mdy"] += second > 12
    decided = [order for order, count in votes.items() if count]
    return Habit(
        order=decided[0] if len(decided) == 1 else "",
        years=tuple(sorted({date.year for date in dates if date.year is not None and date.year > 99})),
        separators=tuple(sorted({date.separator for date in dates if date.numbers and date.separator != "-"})),
    )


def _settle(date: Written, following: Written | None, *, habit: Habit, told: Told) -> None:
    """Fill in what the words of one date leave open, and note what it tells the next ones."""
    if date.numbers:
        _order(date, habit=habit)
    if date.year is not None and date.year < 100:
        date.year = _full_year(date.year, habit.years)
    if date.kind == "relative":
        date.year = _relative_year(date.which, told.year)
    elif date.year is None and not date.season:
        date.year = _year_from_context(date, following, told)
    if date.month is not None or date.kind == "relative":
        told.year, told.month, told.or_month = date.year, date.month, None
    elif date.numbers and date.year is not None:
        told.year, (told.month, told.or_month) = date.year, date.numbers
    elif date.kind == "year" and told.month is None:
        told.year = date.year


def _order(date: Written, *, habit: Habit) -> None:
    first, second = date.numbers or (0, 0)
    if date.separator == "." or first > 12 or habit.order == "dmy" or first == second:
        date.day, date.month = first, second
    elif second > 12 or habit.order == "mdy":
        date.month, date.day = first, second
    if date.month is not None and date.month > 12:
        date.day, date.month = date.month, date.day


def _full_year(short: int, years: tuple[int, ...]) -> int:
    if years:
        return min((1900 + short, 2000 + short), key=lambda year: min(abs(year - other) for other in years))
    return (2000 if short <= _PIVOT else 1900) + short


def _relative_year(which: str, year: int | None) -> int | None:
    if year is None:
        return None
    if which in ("same", "current", ""):
        return year
    if which in ("following", "next", "subsequent"):
        return year + 1
    if which in ("previous", "preceding"):
        return year - 1
    return None


def _year_from_context(date: Written, following: Written | None, told: Told) -> int | None:
    if date.month is None:
        return None
    if (date.joined or told.year is None) and following and following.year is not None and following.month is not None:
        return following.year - (date.month > following.month)
    if told.year is None:
        return None
    if date.kind == "partial" or told.month is None:
        return told.year
    years = {_nearest_year(date, told.year, month) for month in (told.month, told.or_month or told.month)}
    return years.pop() if len(years) == 1 else None


def _nearest_year(date: Written, year: int, month: int) -> int | None:
    """Return the year of a month told after another one.

    A report goes forward, past the new year too (``November 2012 … February``). A month
    that would lie more than :data:`_FORWARD` months ahead lies just behind where the
    pluperfect says so (``in April he had fallen``); else its year is open, unless it is
    later in the year told.
    """
    ahead = ((date.month or 0) - month) % 12
    if ahead <= _FORWARD:
        return year + ((date.month or 0) < month)
    if date.looks_back:
        return year - ((date.month or 0) > month)
    return year if (date.month or 0) > month else None


def value_of(date: Written) -> str:
    """Return the normalised value: ``2018-08``, ``XXXX-08``, ``2005-XX-XX``, ``2012-SU``, ``199X``."""
    year = "XXXX" if date.year is None else f"{date.year}"
    if date.kind == "decade":
        return date.season
    if date.season:
        return f"{year}-{date.season}"
    if date.numbers and date.month is None:
        return f"{year}-XX-XX"
    if date.month is None:
        return f"{year}/{date.last}" if date.last else year
    month = f"{year}-{date.month:02d}"
    if date.day is None:
        return month
    first, last = (_day_in(date, day) for day in (date.day, date.last))
    return f"{month}-{first}" + (f"/{month}-{last}" if last else "")


def _day_in(date: Written, day: int | None) -> str:
    """Write a day of the month, ``XX`` if the month has none such (``31 June``): no consumer can read it."""
    if day is None:
        return ""
    longest = monthrange(date.year or _LEAP, date.month or 1)[1]
    return f"{day:02d}" if day <= longest else "XX"

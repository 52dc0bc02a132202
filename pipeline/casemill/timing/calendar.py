"""Calendar dates as they are written: the patterns, and what each match says of year, month and day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from casemill.timing.numbers import DASH, ORDINAL
from casemill.timing.overlaps import Places
from casemill.timing.passage import Passage
from casemill.words import fold

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_FULL = "|".join(name.capitalize() for name in _MONTHS)
_MONTH = rf"(?:{_FULL}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|{_FULL.upper()})(?![a-z])\.?"
_DIGITS = r"(?:19|20)\d{2}"
_YEAR = rf"{_DIGITS}(?!\d|[.,]\d)"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th)(?![a-z]))?"
_PART = (
    rf"(?:(?i:(?:early|late|mid)(?:{DASH}|\s)(?:in\s)?|(?:beginning|end|middle|start|(?:first|second)\shalf"
    rf"|(?:first|second|third|fourth|last|\d(?:st|nd|rd|th))\s(?:week|days|quarter))\sof\s(?:the\syear\s|the\smonth\sof\s)?))"
)
_NOT_INSIDE = r"(?<![\w./])(?<!\d[-–,])"
_COUNTED = (
    r"(?!\s?(?:%|°|×|x\s?10|[mk]?g\b|m[lLg]|U/|IU\b|U\b|units?\b|cells?\b|copies\b|patients?\b|cases?\b|people\b"
    r"|persons?\b|subjects?\b|women\b|men\b|children\b|adults\b|Gy\b|cGy\b|mm|cm|m\b|kcal|steps\b|events\b"
    r"|participants\b|individuals\b|births\b|per\b|ng|pg|μg|µg|/|times\b|hospitals\b|articles\b|reports\b))"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "iso",
            rf"{_NOT_INSIDE}(?P<year>{_DIGITS})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?![\w/-])",
        ),
        (
            "numeric",
            r"(?<![\w./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d{2}|\d{2})(?![\w/]|[-.]\d)",
        ),
        (
            "month_year",
            rf"(?<![\w./-])(?P<month>0?[1-9]|1[0-2])[/.](?P<year>{_DIGITS})(?![\w/]|[-.]\d){_COUNTED}",
        ),
        (
            "short_year",
            rf"{_NOT_INSIDE}(?:(?P<day>\d{{1,2}})(?P<dash>{DASH}))?(?P<name>{_MONTH})(?:\s?['’]|(?(dash)(?P=dash)|(?!)))"
            r"(?P<short>\d\d)(?![\w'’])",
        ),
        (
            "day_month",
            rf"{_NOT_INSIDE}(?:(?P<from>{_DAY})\s?(?:{DASH}|to|and)\s?)?(?P<day>{_DAY})(?:\sof)?(?:\s|{DASH}|/)?"
            rf"(?P<name>{_MONTH})(?:(?:,?\s|{DASH}|/)(?:of\s)?(?P<year>{_YEAR}))?",
        ),
        (
            "month_day",
            rf"\b(?P<name>{_MONTH})\s?(?:the\s)?(?P<day>{_DAY})(?!\d|[.,]\d|:\d|\s?%|\s(?:mg|g|ml|mL|patients|cases)\b)"
            rf"(?:\s?(?:{DASH}|to|and)\s?(?P<to>{_DAY})(?!\d))?(?:,?\s?(?P<year>{_YEAR}))?",
        ),
        ("month", rf"\b(?P<name>{_MONTH})(?:,?\s|{DASH})(?:of\s)?(?:the\syear\s)?(?P<year>{_YEAR})"),
        (
            "relative",
            rf"\b(?P<name>{_MONTH})\sof\s(?:(?:the|that|this)\s)?(?P<which>same|following|next|previous|preceding|last"
            rf"|subsequent|current|(?i:{ORDINAL}))?\s?year"
            r"(?:\s(?:following|after|from)\s(?:(?:the|his|her|their|initial|first|primary)\s){0,3}[a-z]+)?",
        ),
        (
            "season",
            rf"\b(?P<season>(?i:{'|'.join(_SEASONS)}))(?:\sof)?,?\s(?P<year>{_YEAR})(?:[/–-](?:{_YEAR}|\d\d))?",
        ),
        ("bare_month", rf"\b(?P<name>{_FULL})(?![a-z]|\s?\d)"),
        ("decade", r"\b(?:(?i:early|late|mid)[-\s])?(?P<decade>(?:19|20)\d0)['’]?s\b"),
        (
            "year",
            rf"(?<![\w./·-])(?<!\d[,–])(?P<year>{_YEAR})(?:\s?{DASH}\s?(?P<to_year>{_YEAR}|\d\d(?!\d)))?(?![\w/'’]|-\w){_COUNTED}",
        ),
    )
)
_MONTH_WORDS = frozenset(map(fold, (*_MONTHS, *(name[:3] for name in _MONTHS), "sept")))
CALENDAR_WORDS = _MONTH_WORDS | _SEASONS.keys()
"""Folded words of months and seasons."""
_NUMERIC = re.compile(r"(?:19|20)\d\d|\d[./-]\d")
_PART_BEFORE = re.compile(_PART + "$")
_OPENS_MONTH = re.compile(
    r"(?i:\b(?:in|since|until|till|by|from|during|of|to|through|last|next|around|between|before|after|this|and))\s$"
)
_MONTH_BEHIND = re.compile(rf"\s?(?:{DASH}|to|through|and)\s?{_MONTH},?\s{_YEAR}")
_OPENS_YEAR = re.compile(
    r"(?i:\b(?:in|since|until|till|by|during|before|after|year|years|the\syear\sof|around|circa|from|between|dated|born))\s$"
)
_JOINS = re.compile(
    rf"^(?:\s?{DASH}\s?|\s(?:to|and|through|until|till|or|versus)\s(?:(?:in|the|early|late)\s)?|,\s(?:and\s)?(?:in\s)?)$"
)
_JOINED_BEFORE = re.compile(
    rf"(?:\s?{DASH}\s?|\s(?:to|and|through|until|till|or|versus)\s(?:in\s)?|,\s(?:and\s)?(?:in\s)?)$"
)
_PLUPERFECT = re.compile(
    r"[^.;]{0,40}?\bhad\s(?:(?:already|also|first|previously|never|not)\s)?(?:[a-z]+e[dn]|had|begun|come|gone|felt|lost)\b"
)
_SHARE = re.compile(r"(?i:incidence|prevalence|frequency|risk|rate|odds|ratio|dilut|tit(?:re|er)|one\sin)[^.;,]*$")
_AUTHOR = re.compile(
    r"(?:et\sal\.?,?|[A-Z][a-z]+\s(?:and|&)\s[A-Z][\w-]+|(?:^|\s)[^A-Z\s]\S*\s[A-Z][\w-]+|^[A-Z][\w-]+)\s\($"
)


@dataclass(slots=True)
class Written:
    """A calendar date as written, before the rest of the report has decided what it leaves open.

    Parameters
    ----------
    kind
        Name of the pattern.
    start, end
        Offsets in the sentence.
    year, month, day
        What the words say; None where they do not.
    last
        The other end of a range in the same units as the finest given, or None.
    first
        The two numbers of a numeric date whose order is open, or None.
    separator
        Sign between the numbers of a numeric date.
    which
        How a month names its year by another one (``same``, ``third``).
    season
        TIMEX3 code of the season, or the decade (``199X``).
    joined
        True if a connecting word ties it to the next date, whose year it may share.
    looks_back
        True if the pluperfect behind it tells what had been before.
    """

    kind: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: int | None = None
    numbers: tuple[int, int] | None = None
    separator: str = ""
    which: str = ""
    season: str = ""
    joined: bool = False
    looks_back: bool = False


def month_of(name: str) -> int:
    """Return the number of a month from its name or short name.

    >>> month_of("Sept.")
    9
    """
    stem = name.casefold().strip(".")[:3]
    return next(i for i, month in enumerate(_MONTHS, start=1) if month.startswith(stem))


def written_dates(passage: Passage) -> list[Written]:
    """Find the calendar dates of a sentence, from left to right, none sharing a character."""
    found: list[Written] = []
    names_month = passage.has(_MONTH_WORDS)
    if not names_month and not _NUMERIC.search(passage.text):
        return found
    places = Places()
    for kind, pattern in _PATTERNS:
        if "name" in pattern.groupindex and not names_month:
            continue
        for match in pattern.finditer(passage.text):
            if not places.is_free(match.start(), match.end()):
                continue
            date = _read(kind, match)
            if date and _holds(passage, date, places):
                places.add(date.start, date.end)
                found += _apart(passage, match, date)
    found.sort(key=lambda date: date.start)
    for date in found:
        date.looks_back = bool(_PLUPERFECT.match(passage.after(date.end)))
    for date, following in pairwise(found):
        date.joined = bool(_JOINS.match(passage.text[date.end : following.start]))
    return [_with_part(passage, date) for date in found]


def _apart(passage: Passage, match: re.Match[str], date: Written) -> list[Written]:
    """Part ``3 and 5 May`` into two dates; ``between 3 and 5 May`` and ``3 to 5 May`` are a stretch."""
    first, last = ("from", "day") if match.groupdict().get("from") else ("day", "to")
    if date.last is None or date.kind not in ("day_month", "month_day"):
        return [date]
    gap = passage.text[match.end(first) : match.start(last)]
    if gap.strip() != "and" or passage.before(date.start).casefold().endswith("between "):
        return [date]
    middle = match.start(last)
    return [replace(date, end=match.end(first), last=None), replace(date, start=middle, day=date.last, last=None)]


def _read(kind: str, match: re.Match[str]) -> Written | None:
    groups = match.groupdict()
    date = Written(kind, match.start(), match.end())
    if groups.get("year") or groups.get("short"):
        date.year = int(groups.get("year") or groups["short"])
    if groups.get("name"):
        date.month = month_of(groups["name"])
        if date.year is None and kind != "relative":
            date.end -= match.group().endswith(".")
    elif groups.get("month"):
        date.month = int(groups["month"])
    if groups.get("day"):
        date.day = _number(groups["day"])
    if groups.get("from"):
        date.day, date.last = _number(groups["from"]), date.day
    elif groups.get("to"):
        date.last = _number(groups["to"])
    elif groups.get("to_year"):
        text = groups["to_year"]
        date.last = int(text) if len(text) == 4 else (date.year or 0) // 100 * 100 + int(text)
    if groups.get("a"):
        date.numbers = (int(groups["a"]), int(groups["b"]))
        date.separator = groups["sep"]
    date.which = (groups.get("which") or "").casefold()
    if groups.get("season"):
        date.season = _SEASONS[groups["season"].casefold()]
    elif groups.get("decade"):
        date.season = groups["decade"][:3] + "X"
    return date if _possible(date) else None


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else 0


def _possible(date: Written) -> bool:
    if date.numbers:
        low, high = sorted(date.numbers)
        return 1 <= low <= 12 and 1 <= high <= 31
    in_month = date.day is None or 1 <= date.day <= 31
    return in_month and (date.month is None or 1 <= date.month <= 12)


def _holds(passage: Passage, date: Written, places: Places) -> bool:
    """Tell whether the words around a match agree that it is a date."""
    before = passage.before(date.start, width=40)
    if date.kind == "bare_month":
        opened = _OPENS_MONTH.search(before) or _PART_BEFORE.search(before)
        return bool(opened or _MONTH_BEHIND.match(passage.text, date.end))
    if date.kind == "month_year" and _SHARE.search(before):
        return False
    if date.kind == "numeric" and date.year is not None and date.year < 100:
        return date.separator != "-" and bool(
            re.search(r"(?i:\b(?:on|of|from|since|until|till|dated|by|to|in|date:?))\s$|\($", before)
        )
    if date.kind == "year":
        return _year_holds(passage, date, before, places)
    return True


def _year_holds(passage: Passage, date: Written, before: str, places: Places) -> bool:
    behind = passage.after(date.end, width=20)
    if before.endswith("(") and re.match(r"\s?[);]", behind):
        return not _AUTHOR.search(before)
    if _OPENS_YEAR.search(before) or _PART_BEFORE.search(before):
        rising = re.match(rf"\s?(?:to|and|through|{DASH})\s?(\d[\d.,]*)(\s?[^\s\d,.;)]+)?", behind)
        return not (
            rising and (len(rising[1].rstrip(".,")) != 4 or re.match(_COUNTED + r".", rising[2] or " ") is None)
        )
    if date.last and date.year and date.year < date.last < date.year + 60:
        return date.end - date.start > len("2004-05")
    joins = _JOINED_BEFORE.search(before)
    return joins is not None and places.ends_at(date.start - len(joins.group()))


def _with_part(passage: Passage, date: Written) -> Written:
    """Take ``end of``, ``mid-`` and the like in front into the span."""
    if date.kind in ("month", "bare_month", "year", "season", "relative"):
        match = _PART_BEFORE.search(passage.before(date.start, width=40))
        if match:
            date.start -= len(match.group())
    return date


def partial_dates(passage: Passage, separator: str) -> Iterator[Written]:
    """Yield days and months without a year (``20.05``), for a report that writes full dates that way."""
    sign = re.escape(separator)
    pattern = rf"(?<![\w.,/-])(?P<a>\d{{1,2}}){sign}(?P<b>\d{{2}})(?![\w%/]|[.,]\d|\s?(?:mg|g|ml|mm|cm|%))"
    for match in re.finditer(pattern, passage.text):
        before, behind = passage.before(match.start(), width=12), passage.after(match.end(), width=1)
        opened = before.endswith("(") and behind in (")", ",", ";")
        if opened or re.search(r"(?i:\b(?:on|of|from|since|until|till|by|dated))\s$", before):
            date = Written("partial", match.start(), match.end(), separator=separator)
            date.numbers = (int(match["a"]), int(match["b"]))
            if _possible(date):
                yield date

"""Amounts of time: a number or a range with its unit, the stuff of durations, ages and anchored dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from casemill.timing.numbers import DASH, PLAIN, UNKNOWN, number_of, plain
from casemill.words import fold

_UNITS = {
    "second": ("TS", 1.0),
    "minute": ("TM", 1.0),
    "hour": ("TH", 1.0),
    "day": ("D", 1.0),
    "night": ("D", 1.0),
    "week": ("W", 1.0),
    "fortnight": ("W", 2.0),
    "month": ("M", 1.0),
    "year": ("Y", 1.0),
    "decade": ("Y", 10.0),
}
_SHORT = {
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "w": "week",
    "mo": "month",
    "mth": "month",
    "yr": "year",
    "y": "year",
}
UNIT_WORDS = frozenset(fold(word) for unit in (*_UNITS, *_SHORT) for word in (unit, f"{unit}s"))
"""The folded words of all units."""
_ADDED = {"Y": ("M", "W", "D"), "M": ("W", "D"), "W": ("D",), "D": ("TH",), "TH": ("TM",), "TM": ("TS",)}
_SIZE = {"TS": 1.0, "TM": 60.0, "TH": 3600.0, "D": 86400.0, "W": 604800.0, "M": 2.63e6, "Y": 3.156e7}

FULL_UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?)"
"""A unit written out."""

UNIT = (
    rf"(?:{FULL_UNIT}|(?:(?<=\d)|(?<=\d[\s\-‐‑‒–—−]))(?-i:secs?|mins?|hrs?|wks?|mths?|mos|mo|yrs?|h|d|y))"
    r"(?![A-Za-z²³]|[-−]1)"
)
"""A unit of time, written out, or short in lower case behind digits."""

_GAP = rf"(?:\s?{DASH}?\s?)"
_EXTRA = r"(?:(?:more|additional|further|full|whole|consecutive|successive|complete|completed|calendar)\s)?"
_TO = rf"(?:\s?{DASH}\s?|{DASH}?\s(?:to|or)\s|{DASH}(?:to|or){DASH}|\s?~\s?)"
_AMOUNT = re.compile(
    rf"(?:(?<![\w./·])|(?<=\sx))(?<!\d,)(?<![A-Za-z]{DASH})"
    rf"(?:(?P<low>{PLAIN})(?:{_GAP}(?P<low_unit>{UNIT}))?{_TO}(?P<high>{PLAIN})"
    rf"|(?P<one>{PLAIN}|{UNKNOWN}|(?:a\s)?couple(?:\sof)?|half(?:\s|{DASH})an?|a\shalf|an?(?=\s|{DASH})))"
    rf"{_GAP}{_EXTRA}(?P<unit>{UNIT})"
    rf"(?:(?P<half>\sand\sa\shalf)|(?:,?\s(?:and\s)?|{DASH}and{DASH})(?P<more>{PLAIN}){_GAP}(?P<more_unit>{UNIT}))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"(?<=between\s)(?P<low>{PLAIN})\sand\s(?P<high>{PLAIN}){_GAP}(?P<unit>{UNIT})", re.IGNORECASE)
_ONE_MORE = rf"{PLAIN}{DASH}?(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)"
_MEMBERS = re.compile(
    rf"(?:^|(?<=\s)|(?<=\())(?:at|after|in|for|by|of|the|every|over|during|within|between|from|until|was|and)\s"
    rf"(?P<list>(?:{_ONE_MORE}){{1,6}})$",
    re.IGNORECASE,
)
_OPEN_LIST = re.compile(rf"(?:(?P<opened>\()|(?<=[A-Za-z])\s)(?P<list>(?:{_ONE_MORE}){{1,6}})$", re.IGNORECASE)
"""A list that no preposition announces: it must be opened by a bracket or hold a comma, and rise."""
_HYPHENED = re.compile(rf"\w{DASH}(?:,|\s)")
_MEMBER = re.compile(PLAIN, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time as it stands in a sentence.

    Parameters
    ----------
    start, end
        Character offsets in the sentence, half open.
    parts
        One length, or the two ends of a range; each without the leading ``P``: ``2.5M``, ``T48H``.
    number
        The (lower) number, None where the text leaves it open.
    unit
        Code of the unit: ``D``, ``W``, ``M``, ``Y``, ``TH``, ``TM`` or ``TS``.
    article
        True if the number is only an article (``a week``).
    joined
        True if a hyphen ties number and unit (``one-week``).
    members
        Numbers of a list in front that share the unit (``3`` in ``at 3 and 6 months``).
    """

    start: int
    end: int
    parts: tuple[str, ...]
    number: float | None
    unit: str
    article: bool = False
    joined: bool = False
    members: tuple[Amount, ...] = ()

    def value(self, *, sign: str = "") -> str:
        """Return the normalised value, ``P2M`` or ``+P1M/+P2M``."""
        return "/".join(f"{sign}P{part}" for part in self.parts)


def unit_of(text: str) -> tuple[str, float]:
    """Return the code of a unit and how many of them it stands for (a decade is ten years).

    >>> unit_of("decades"), unit_of("mo")
    (('Y', 10.0), ('M', 1.0))
    """
    word = text.casefold()
    stem = word if word in _UNITS or word in _SHORT else word.removesuffix("s")
    return _UNITS[_SHORT.get(stem, stem)]


def length(number: float | None, unit: str) -> str:
    """Write a number of units without the leading ``P``: ``4D``, ``T24H``, ``XM``."""
    return f"T{plain(number)}{unit[1]}" if unit[0] == "T" else f"{plain(number)}{unit}"


def find_amounts(text: str) -> list[Amount]:
    """Find every amount of time in a sentence, from left to right."""
    amounts: list[Amount] = []
    ranges = {found.end(): found for found in _BETWEEN.finditer(text)}
    match = _AMOUNT.search(text)
    while match:
        enclosing = ranges.get(match.end("unit"))
        if enclosing:
            amount = _range_between(enclosing)
        else:
            amount = _amount_of(match)
            amount = replace(amount, members=_members_of(text, amount))
        if amount.unit != "TS" or amount.joined or text[amount.end - 1] in "sc":
            amounts.append(amount)
        match = _AMOUNT.search(text, amount.end)
    return amounts


def _range_between(match: re.Match[str]) -> Amount:
    unit, times = unit_of(match["unit"])
    low, high = (_times(number_of(match[name]), times) for name in ("low", "high"))
    parts = (length(low, unit), length(high, unit))
    return Amount(match.start(), match.end(), parts, low, unit)


def _times(number: float | None, times: float) -> float | None:
    return None if number is None else number * times


def _amount_of(match: re.Match[str]) -> Amount:
    unit, times = unit_of(match["unit"])
    joined = match["unit"] is not None and match.string[match.start("unit") - 1] in "-‐‑‒–—−"
    if match["low"]:
        low_unit, low_times = unit_of(match["low_unit"]) if match["low_unit"] else (unit, times)
        low = _times(number_of(match["low"]), low_times)
        high = _times(number_of(match["high"]), times)
        parts = (length(low, low_unit), length(high, unit))
        return Amount(match.start(), match.end("unit"), parts, low, unit, joined=joined)
    text = match["one"]
    number = _times(number_of(text), times)
    end = match.end("unit")
    part = length(number, unit)
    if match["half"] and number is not None:
        number, end = number + 0.5 * times, match.end("half")
        part = length(number, unit)
    elif match["more"] and number is not None:
        more_unit, _ = unit_of(match["more_unit"])
        more = number_of(match["more"]) or 0.0
        if more_unit in _ADDED.get(unit, ()) and more * _SIZE[more_unit] < 1.01 * _SIZE[unit]:
            part += length(more, more_unit).removeprefix("T" if "T" in part else "")
            end = match.end("more_unit")
    article = text.casefold() in ("a", "an")
    return Amount(match.start(), end, (part,), number, unit, article, joined)


def _rising_list(before: str, last: float) -> re.Match[str] | None:
    """Read ``(8 and`` or ``2, 4 and`` in front of the last number of a list."""
    match = _OPEN_LIST.search(before)
    if not match or not (match["opened"] or "," in match["list"]):
        return None
    numbers = [number_of(member.group()) or 0.0 for member in _MEMBER.finditer(match["list"])]
    rises = all(low < high for low, high in pairwise([*numbers, last]))
    return match if rises else None


def _members_of(text: str, amount: Amount) -> tuple[Amount, ...]:
    if amount.article or amount.number is None or len(amount.parts) > 1:
        return ()
    window = max(0, amount.start - 60)
    before = text[window : amount.start]
    match = _MEMBERS.search(before) or _rising_list(before, amount.number)
    if not match:
        return ()
    found = []
    for member in _MEMBER.finditer(match["list"]):
        start = window + match.start("list") + member.start()
        number = number_of(member.group())
        part = (length(number, amount.unit),)
        found.append(Amount(start, start + len(member.group()), part, number, amount.unit))
    return tuple(found) if not amount.joined or _HYPHENED.search(match["list"]) else ()

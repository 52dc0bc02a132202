"""Amounts with the unit of a dose; whether one belongs to a drug is decided when slots are joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import listed, table
from casemill.view import View
from casemill.words import words_of

_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty"
    r"|half an?|an? half|half"
)
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?\s?[x×]\s?10\s?\^\s?\d+"
    rf"|\d+(?:[.,·]\d+)?(?:/\d+(?:\.\d+)?)?|(?i:{_WORDS})\b)"
)
_RANGE = rf"{_NUMBER}(?:\s?(?:-|–|—|−|to|or|\+/-|±)\s?{_NUMBER})?"
_TIMES = r"(?:\d{1,2}\s?[x×]\s?)?"
_SIZE = r"(?:kg|kilograms?|kilo|m2|m²|m\^2|m\(2\)|m|sqm|sq m|square met(?:er|re)s?|body|bw|bsa|ideal)"
_TIME = (
    r"(?:\d{1,2}\s?)?(?:days?|d|hours?|hr|hrs|h|minutes?|min|mn|weeks?|wk|months?|doses?|dose|courses?|cycles?"
    r"|pulses?|application|puff|injection|eye|session|inhalation)"
)
_PER = (
    rf"(?:\s?/\s?(?:{_SIZE}|{_TIME})(?![A-Za-z0-9])"
    rf"|\s?/\s?\d+(?:[.,]\d+)?\s?(?:ml|mL)\b"
    rf"|[\s·](?:per|a)[\s-](?:{_SIZE})(?![A-Za-z0-9])"
    rf"|[\s·.]?(?:kg|m|day|d|h|min)\s?[-−–⁻][12¹²](?!\d))"
)
_LABORATORY = re.compile(r"\s?/\s?(?:d[lL]|m?[lL]|[µμu][lL]|cc|mm3|mmol|g|mg|mol)(?![A-Za-z])|\s?per (?:d[lL]|lit)")
_CALLED_DOSE = re.compile(r"\bdos(?:e|es|age|ages)\s(?:of|at|to|was|up to)\s\Z")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that may be a dose.

    Parameters
    ----------
    start, end
        Character offsets in the text, half open.
    loose
        True if the unit is used for much else (grams, millilitres, units) and neither a rate,
        a frequency nor the word dose stands beside it, so that it must stand close to its drug.
    """

    start: int
    end: int
    loose: bool


@cache
def _pattern() -> re.Pattern[str]:
    behind, before = _units(before=False), _units(before=True)
    return re.compile(
        rf"(?<![\w.,/%^-])(?:(?P<amount>{_TIMES}{_RANGE})[\s-]?(?P<unit>{behind})(?![A-Za-zµμ0-9])"
        rf"(?P<per>{_PER}{{0,4}})|(?:{before})\s?(?:of\s|=\s?)?{_RANGE}(?![A-Za-z0-9.]))"
    )


def _units(*, before: bool) -> str:
    """Return the alternatives of the units that stand before their number (``AUC 5``), or of all others."""
    rows = (row for row in table("lexicons/dose_units") if (row["context"] == "before") is before)
    terms = sorted((term for row in rows for term in listed(row["terms"])), key=len, reverse=True)
    return "|".join(re.escape(term).replace(r"\ ", r"\s") for term in terms)


@cache
def _unit_words() -> frozenset[str]:
    """Return the folded words with which a unit begins: an amount holds one."""
    return frozenset(words_of(term)[0].key for row in table("lexicons/dose_units") for term in listed(row["terms"]))


@cache
def _loose_units() -> frozenset[str]:
    return frozenset(
        term for row in table("lexicons/dose_units") if row["context"] == "loose" for term in listed(row["terms"])
    )


def amounts(view: View) -> list[Amount]:
    """Return the amounts of a text that no earlier mention has claimed."""
    return list(_amounts(view))


def _amounts(view: View) -> Iterator[Amount]:
    claimed = sorted((m.start, m.end) for m in view.found("LabValue", "RefRange", "Age", "Date", "Duration", "Time"))
    repeated = {m.start for m in view.found("Frequency")}
    for sentence in view.sentences:
        if not view.has_any(sentence.start, sentence.end, _unit_words()):
            continue
        for match in _pattern().finditer(view.text, sentence.start, sentence.end):
            start, end = match.span()
            nearest = bisect_left(claimed, (end,)) - 1
            if _LABORATORY.match(view.text, end) or (nearest >= 0 and claimed[nearest][1] > start):
                continue
            per = match["per"]
            called = _CALLED_DOSE.search(view.text, max(sentence.start, start - 15), start)
            told = per or called or end + 1 in repeated
            loose = match["unit"] in _loose_units() and not told
            yield Amount(start, end, loose)

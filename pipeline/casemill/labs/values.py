"""Measured numbers: comparator, number, range or quotient, power of ten and unit as one span."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from casemill.labs.units import Unit, denominator_at, unit_at
from casemill.words import fold

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]\d|\d)"
    r"|\d+(?:[.,\u00b7]\d+)?)"
)
_NUMBER = re.compile(rf"(?=(?P<first>\d+)){NUMBER}")
_BEFORE = re.compile(
    r"(?:[<>\u2264\u2265\u2a7d\u2a7e\u2266\u2267]\s?=?|\b(?:less"
    r"|more|greater|higher|lower|fewer) than(?: or equal to)?"
    r"|\b(?:above|below|over|under|exceeding|in excess of|at least|at most|no more than))\s*$",
    re.IGNORECASE,
)
_GRADE = re.compile(r"\bgrade\s$", re.IGNORECASE)
_AFTER = re.compile(r"\s?(?:or (?:higher|more|greater|above|over|lower|less|below|fewer)\b)", re.IGNORECASE)
_SIGN = re.compile(r"(?:(?<=[\s(\[=:])|^)[-\u2212\u2013+]$")
_DASH = re.compile(r"\s?(?:[-\u2013\u2014\u2212]|\bto\b)\s?")
_AND = re.compile(r"\s?(?:\band\b|[-\u2013\u2014\u2212]|\bto\b)\s?")
_BETWEEN = re.compile(r"\b(?:between|range of|ranged from|ranging from|ranges from)\s*$", re.IGNORECASE)
_UNIT_TWICE = re.compile(r"\s(?:and|to)\s")
_FROM = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_SLASH = re.compile(r"\s?/\s?(?=\d)")
_COLON = re.compile(r"\s?:\s?(?=\d)")
_PLUS = re.compile(r"\s?\+(?![\w+])")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b(?:\s?-?\s?(per)?centiles?)?")
_CENTILE_LATER = re.compile(r"[^.;]{0,40}centile")
_POWER = re.compile(
    r"\s?(?:[x\u00d7X\u2715*\u22c5\u00b7]\s?10|(?<=\s)10(?=\s?[\^\u00b2-\u00b9\u2070-\u2079(]"
    r"|[369]\s?/|1[12]\s?/)|[eE](?=\d{1,2}\s?/))"
    r"(?:\s?\^\s?\(?|\s?\*\*?\s?|\s?[eE]|\s?\(|\s?)(?P<power>[-\u2212]?\d{1,2}"
    r"|[\u00b2\u00b3\u00b9\u2070-\u2079\u207b]+)(?!\d)\)?"
)
_COUNTED = re.compile(r"\s?(?:cells|cell|copies|leukocytes|leucocytes|WBCs?|RBCs?|platelets|CFU|cfu)(?=\s?/)")
_FIELDS = re.compile(
    r"\s?(?:cells|mitos[ei]s|mitotic figures|figures)?\s?(?:/"
    r"|per\s)\s?(?P<n>\d{1,2})\s?(?:HPFs?|hpfs?|high[- ]power(?:ed)? fields?|CFG)\b"
)
_SUPERSCRIPTS = str.maketrans(
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b\u2212", "0123456789--"
)
WORD_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
}
_SPELLED = re.compile(rf"\b(?P<word>{'|'.join(WORD_NUMBERS)})\b(?P<plus>\splus(?:es)?\b)?", re.IGNORECASE)
_NEAR_CARD = re.compile(r"\bN\s?(?P<n>\d{1,2})\b")
SPELLED_WORDS = frozenset({*map(fold, WORD_NUMBERS), "n"})
"""Folded words of which a spelled number or a near-card size holds one."""
_SIGNS = frozenset("-\u2212\u2013+")
_COMPARED = (
    *("<", ">", "\u2264", "\u2265", "\u2a7d", "\u2a7e", "\u2266", "\u2267", "=", "than", "equal to", "above", "below"),
    *("over", "under", "exceeding", "in excess of", "at least", "at most", "no more than"),
)
"""Ends of what ``_BEFORE`` finds."""
_SIGNED = frozenset({"", "power", "level", "deviation"})


@dataclass(frozen=True, slots=True)
class Value:
    """A number as it stands in the text, with what it means.

    Parameters
    ----------
    start, end
        Place in the reading copy, comparator and unit included.
    number
        Decimal point, no thousands separators; two numbers of one result with ``-`` or ``/``.
    unit
        In UCUM, empty if none is written.
    dimension
        What the unit measures; ``ratio`` for quotients, ``titer`` for ``1:320``, ``plus``
        for ``2+``, ``word`` for spelled numbers, empty for bare numbers.
    comparator
        As written, or empty.
    """

    start: int
    end: int
    number: str
    unit: str = ""
    dimension: str = ""
    comparator: str = ""

    @property
    def bare(self) -> bool:
        """Tell whether a number stands without any unit."""
        return self.dimension == ""


def plain_number(written: str) -> str:
    """Return a number with a decimal point and without thousands separators.

    >>> plain_number("12,500"), plain_number("1,24"), plain_number("200 000")
    ('12500', '1.24', '200000')
    """
    digits = re.sub(r"[\s\u00a0\u2009\u202f]", "", written).replace("\u00b7", ".")
    head, comma, tail = digits.partition(",")
    if not comma:
        return digits
    if len(tail.partition(".")[0].replace(",", "")) % 3 == 0 and len(head) <= 3 and head != "0":
        return digits.replace(",", "")
    return digits.replace(",", ".")


def find_values(text: str, start: int, end: int, *, glued: Container[int] = ()) -> Iterator[Value]:
    """Yield the numbers of a stretch of text from left to right.

    Parameters
    ----------
    text
        The reading copy.
    start, end
        The stretch, usually a sentence.
    glued
        Offsets at which a number may follow a letter (``BP150/110``): ends of names.
    """
    position = start
    while (match := _NUMBER.search(text, position, end)) is not None:
        if not _stands_alone(text, match.start(), start, glued):
            position = match.end("first")
            continue
        value = _value_at(text, match.start(), start, end)
        yield value
        position = max(value.end, match.end())


def spelled_values(text: str, start: int, end: int) -> Iterator[Value]:
    """Yield numbers written as words (``three pluses``, ``a ratio of one``) and near-card sizes (``N6``)."""
    for match in _SPELLED.finditer(text, start, end):
        number = WORD_NUMBERS[match["word"].lower()]
        unit = unit_at(text, match.end() + 1) if text[match.end() : match.end() + 1] in {" ", "-"} else None
        if unit is not None and unit[1].dimension == "multiple":
            yield Value(match.start(), unit[0], number, unit[1].ucum, "multiple")
            continue
        yield Value(*match.span(), number, "", "plus" if match["plus"] else "word")
    for match in _NEAR_CARD.finditer(text, start, end):
        yield Value(*match.span(), match["n"], "", "print")


def _stands_alone(text: str, at: int, start: int, glued: Container[int]) -> bool:
    if at == start or at in glued:
        return True
    before = text[at - 1]
    if before in "-\u2013\u2212" and at - 1 in glued:
        return True
    if before.isalnum() or before == "_":
        return False
    if before in "-\u2013\u2010." and at - 2 >= start and text[at - 2].isalnum():
        return False
    if before == "/" and at - 2 >= start and text[at - 2].isalnum():
        return False
    return not (before == "," and at - 2 >= start and text[at - 2].isdigit())


@lru_cache(maxsize=1 << 8)
def _value_at(text: str, begin: int, start: int, limit: int) -> Value:
    """Return the value whose number begins at a place; names and measures both ask for those of a stretch."""
    match = _NUMBER.match(text, begin, limit)
    if match is None:
        raise ValueError(f"no number begins at {begin}")
    number, end, unit = _quantity(text, match, start, limit)
    comparator = ""
    left = text[max(start, begin - 24) : begin]
    sign = _SIGN.search(left) if left[-1:] in _SIGNS else None
    if sign and unit.dimension in _SIGNED and (unit.dimension or sign.group() != "+"):
        begin -= 1
        number = f"-{number}" if sign.group() != "+" else number
        left = left[:-1]
    grade = _GRADE.search(left) if unit.dimension == "plus" else None
    if grade:
        begin -= len(left) - grade.start()
    before = _BEFORE.search(left) if left.rstrip().lower().endswith(_COMPARED) else None
    if before:
        begin -= len(left) - before.start()
        comparator = before.group().strip()
    after = _AFTER.match(text, end, limit) if unit.dimension and not comparator else None
    if after:
        end, comparator = after.end(), after.group().strip()
    return Value(begin, end, number, unit.ucum, unit.dimension, comparator)


def _quantity(text: str, match: re.Match[str], start: int, limit: int) -> tuple[str, int, Unit]:
    """Read number, second number, power and unit; return number, end offset and unit."""
    number, end = plain_number(match.group()), match.end()
    special = _special(text, number, end, limit)
    if special is not None:
        return special
    first = _unit_behind(text, end, limit)
    left = text[max(start, match.start() - 16) : match.start()]
    joint = None
    if first is None or first[1].dimension == "percent":
        pattern = _AND if _BETWEEN.search(left) else _DASH
        joint = pattern.match(text, first[0] if first else end, limit)
        if joint and "to" in joint.group() and (_FROM.search(left) and not _BETWEEN.search(left)):
            joint = None
        if joint and first and "to" in joint.group():
            joint = None
    if joint is None and first is not None and _BETWEEN.search(left):
        joint = _UNIT_TWICE.match(text, first[0], limit)
    second = _NUMBER.match(text, joint.end(), limit) if joint else None
    if second is not None and _may_be_range(number, plain_number(second.group())):
        number, end = f"{number}-{plain_number(second.group())}", second.end()
        first = _unit_behind(text, end, limit) or (None if first is None else (end, first[1]))
    if first is None:
        return number, end, Unit("", "")
    return _thousands(number, first[1]), first[0], first[1]


def _special(text: str, number: str, end: int, limit: int) -> tuple[str, int, Unit] | None:
    """Read titers, quotients, plus grades and centiles."""
    for pattern, dimension in ((_COLON, "titer"), (_SLASH, "ratio")):
        sign = pattern.match(text, end, limit)
        second = _NUMBER.match(text, sign.end(), limit) if sign else None
        if second is not None:
            fields = _FIELDS.match(text, end, limit)
            if fields:
                return f"{number}/{fields['n']}", fields.end(), Unit("[HPF]", "count")
            joined = f"{number}/{plain_number(second.group())}"
            unit = _unit_behind(text, second.end(), limit)
            return (joined, unit[0], unit[1]) if unit else (joined, second.end(), Unit("", dimension))
    plus = _PLUS.match(text, end, limit)
    if plus is not None and len(number) == 1:
        return number, plus.end(), Unit("", "plus")
    ordinal = _ORDINAL.match(text, end, limit)
    if ordinal is not None and (ordinal[1] or "centile" in ordinal.group() or _CENTILE_LATER.match(text, end)):
        return number, ordinal.end(), Unit("centile", "centile")
    return None


def _unit_behind(text: str, end: int, limit: int) -> tuple[int, Unit] | None:
    """Read the power of ten and the unit behind a number."""
    power = _POWER.match(text, end, limit)
    if power is not None:
        tens = power["power"].translate(_SUPERSCRIPTS)
        counted = _COUNTED.match(text, power.end(), limit)
        behind = counted.end() if counted else power.end()
        per = denominator_at(text, behind)
        if per is None and (gap := text[behind : behind + 1]).isspace():
            per = denominator_at(text, behind + len(gap))
        if per is not None and per[0] <= limit:
            return per[0], Unit(f"10*{tens}{per[1].ucum}", "count")
        return power.end(), Unit(f"10*{tens}", "count")
    fields = _FIELDS.match(text, end, limit)
    if fields is not None:
        return fields.end(), Unit(f"/({fields['n']}.[HPF])", "count")
    at = end
    while at < limit and text[at].isspace() and at - end < 2:
        at += 1
    if text[at : at + 1] == "-" and text[at + 1 : at + 2].isalpha() and at == end:
        at += 1
    found = unit_at(text, at)
    return found if found is not None and found[0] <= limit else None


def _may_be_range(low: str, high: str) -> bool:
    return float(low) <= float(high) or len(high) < len(low)


def _thousands(number: str, unit: Unit) -> str:
    """Read ``12.500/mm3`` as twelve thousand five hundred."""
    if unit.dimension == "count" and unit.ucum.startswith("/") and re.fullmatch(r"\d{1,3}\.\d{3}", number):
        return number.replace(".", "")
    return number

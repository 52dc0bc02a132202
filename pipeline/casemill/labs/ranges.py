"""Reference intervals and bounds that stand behind a measured value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casemill.labs.lexicon import any_of
from casemill.labs.units import unit_at
from casemill.labs.values import NUMBER, Value, plain_number

_COMPARATOR = (
    r"(?:[<>\u2264\u2265\u2a7d\u2a7e\u2266\u2267]\s?=?|\b(?:less|more|greater"
    r"|higher|lower|fewer) than|\babove|\bbelow|\bunder|\bover|\bat least)\s?"
)
_ONE = rf"(?:{NUMBER}(?:\s?:\s?\d+)?)"
_OPEN = re.compile(r"(?:\s(?:in|of)\s(?:the\s)?(?:serum|plasma|blood|urine|CSF))?\s?[(\[]\s?")
_BODY = re.compile(rf"(?P<comparator>{_COMPARATOR})?(?P<low>[-\u2212]?{_ONE})")
_BETWEEN = re.compile(rf"between\s(?P<low>{_ONE})")
_TO = re.compile(r"\s?(?:[-\u2013\u2014\u2212~]|\bto\b)\s?")
_AND = re.compile(r"\s?\band\b\s?")
_HIGH = re.compile(_ONE)
_CLOSE = re.compile(r"\s?(?:[)\];,]|$|\n|[A-Za-z]{2,})")
_POWER = re.compile(
    r"\s?[x\u00d7X*\u00b7]\s?10(?:\s?\^\s?|\*\*?|[eE]"
    r"|\()?[\d\u00b2\u00b3\u00b9\u2070-\u2079]{1,2}\)?(?:\s?/\s?(?:L"
    r"|l|mL|ml|\u00b5[Ll]|\u03bc[Ll]|uL|ul|mm3|mm\u00b3|litre|liter)(?![A-Za-z]))?"
)
_UPWARD = frozenset({">", "\u2265", "\u2a7e", "\u2267", "above", "more", "greater", "higher", "over", "at"})


@dataclass(frozen=True, slots=True)
class Interval:
    """A reference interval or bound: its place, its limits, and the unit that stands in it.

    Parameters
    ----------
    start, end
        Place in the reading copy without parentheses and label.
    low, high
        Limits; None where the side is open.
    unit
        In UCUM, empty if none is written.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""


@cache
def _label(*, bare: bool) -> re.Pattern[str]:
    """Return the expression for ``normal range:``; one that stands without parentheses needs a plain word."""
    label = rf"(?:\b{any_of('interval_label')}\b\.?(?:[\s-]{any_of('interval_label_more')}\b){{0,6}}\s?[:=,;]?\s?)"
    plain = r"\s?[,;]?\s?(?=normal|reference|ref\b|NR\b|expected|laboratory|upper)" if bare else ""
    return re.compile(plain + label)


def interval_behind(text: str, value: Value, limit: int) -> Interval | None:
    """Return the reference interval that stands directly behind a value, if any.

    Parameters
    ----------
    text
        The reading copy.
    value
        The measured value.
    limit
        End of the sentence.
    """
    opened = _OPEN.match(text, value.end, limit)
    if opened is None:
        label = _label(bare=True).match(text, value.end, limit)
        return _interval_at(text, label.end(), limit, labelled=True) if label else None
    direct = _interval_at(text, opened.end(), limit, labelled=False)
    if direct is not None:
        return direct
    closing = min((i for i in (text.find(sign, opened.end(), limit) for sign in ")]") if i >= 0), default=limit)
    for label in _label(bare=False).finditer(text, opened.end(), min(closing, opened.end() + 80)):
        found = _interval_at(text, label.end(), limit, labelled=True)
        if found is not None:
            return found
    return None


def _interval_at(text: str, start: int, limit: int, *, labelled: bool) -> Interval | None:
    between = _BETWEEN.match(text, start, limit)
    body = between or _BODY.match(text, start, limit)
    if body is None:
        return None
    end, unit = _skip_unit(text, body.end(), limit)
    joint = (_AND if between else _TO).match(text, end, limit)
    second = _HIGH.match(text, joint.end(), limit) if joint else None
    comparator = "" if between else (body["comparator"] or "")
    low = _number(body["low"])
    if second is not None and not comparator:
        end, unit_after = _skip_unit(text, second.end(), limit)
        unit = unit_after or unit
        if _CLOSE.match(text, end, limit) is None:
            return None
        return Interval(start, end, low, _number(second.group()), unit)
    if between or not (labelled or comparator) or _CLOSE.match(text, end, limit) is None:
        return None
    upward = comparator[:1] in _UPWARD or comparator.strip().split(" ")[0].lower() in _UPWARD
    if not comparator:
        return Interval(start, end, None, None, unit)
    return Interval(start, end, low if upward else None, None if upward else low, unit)


def _number(written: str) -> float:
    """Return a limit as a number; of a titer the second part."""
    return float(plain_number(written.split(":")[-1].strip().lstrip("-\u2212")))


def _skip_unit(text: str, end: int, limit: int) -> tuple[int, str]:
    power = _POWER.match(text, end, limit)
    if power is not None:
        return power.end(), ""
    at = end
    while at < limit and text[at].isspace() and at - end < 2:
        at += 1
    found = unit_at(text, at)
    if found is None or found[0] > limit:
        return end, ""
    return found[0], found[1].ucum

"""Numbers of a sentence that may be results, each with the reference interval behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from casemill.labs.lexicon import any_of
from casemill.labs.names import Name
from casemill.labs.ranges import Interval, interval_behind
from casemill.labs.units import Unit, dimension_of, unit_at
from casemill.labs.values import SPELLED_WORDS, Value, find_values, spelled_values
from casemill.view import View

_UNIT_OPENED = re.compile(r"[(\[](?P<unit>[^()\[\]]+)[)\]]\s?[:=]?\s?$")
_LONGEST_UNIT = 24
_DIGITS = re.compile(r"\d+")
_CITATION = re.compile(r"\[[\d,\s\-\u2013]+\]")
_SIZE_BEHIND = re.compile(r"\s?(?:[x\u00d7X]|by)\s?\d")
_SIZE_BEFORE = re.compile(r"(?:[x\u00d7X]|\bby|\bmeasuring|\bmeasured|\bdiameter of|\bsize of)\s?$")
_INFUSED_BEHIND = re.compile(r"\s?(?:[\w+\-]{1,40}\s){0,4}(?:cells|cells\s)?\s?/\s?kg\b")
_BARE_BEHIND = re.compile(
    r"\s*(?:$|[.,;)\]\[(:/]|\n|[-\u2013]\s|(?:and|with|on|in|at|but|which|to|from"
    r"|after|before|by|while|right|left|or|for|then|respectively|during|when|who"
    r"|despite|without|as|OD|OS|OU|RE|LE|upon|within|prior|following|since|under|using"
    r"|although|bilaterally|points?|out|followed|through|because|that|this|he|she|the"
    r"|initially|today|postoperatively|preoperatively|also|was|were|is|due|over|indicating"
    r"|suggesting|consistent|compared|until|per|seen|observed|detected|\w+(?:ed|ing|ly))\b)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A value with its reference interval."""

    value: Value
    interval: Interval | None = None

    @property
    def end(self) -> int:
        """End offset of the value or, if one stands behind it, of the interval."""
        return self.interval.end if self.interval else self.value.end


@cache
def _limit_before() -> re.Pattern[str]:
    """Return what makes the number behind it a limit or a target, not a result."""
    more = any_of("interval_label_more")
    return re.compile(
        rf"(?:\b{any_of('interval_before')}\.?(?:\s{more})*\s?[:=,]?\s?(?:between\s|up to\s)?"
        rf"|\b{any_of('threshold')}(?:\s[a-z]+){{0,4}}\s?[:=]?\s?)$",
        re.IGNORECASE,
    )


@cache
def _counted_before() -> re.Pattern[str]:
    """Return what makes the number behind it a label, a count of things or a statistic."""
    signs = r"\b[pP]\s?[=<>\u2264]|\b[nN]\s?=|\u00d7|\+/-|\u00b1|\$|#"
    return re.compile(rf"(?:\b{any_of('counted')}|{signs})\s?$")


def measures_of(view: View, start: int, end: int, *, names: list[Name]) -> list[Measure]:
    """Return the numbers of a stretch that may be results, in order.

    Numbers of times, figures, citations, statistics, thresholds and reference intervals
    are left out.
    """
    text = view.text
    found: list[Value] = []
    if any(view.is_free(*digits.span()) for digits in _DIGITS.finditer(text, start, end)):
        found += find_values(text, start, end, glued=frozenset(name.end for name in names))
    if view.has_any(start, end, SPELLED_WORDS):
        found += [value for value in spelled_values(text, start, end) if _spelled_counts(value, names)]
    measures: list[Measure] = []
    done = start
    for value in sorted(found, key=lambda v: (v.start, -v.end)):
        if value.start < done or not view.is_free(value.start, value.end):
            continue
        if any(name.start < value.end and value.start < name.end for name in names):
            continue
        if not _counts(text, value, start):
            continue
        interval = interval_behind(text, value, end)
        if interval is not None and not view.is_free(interval.start, interval.end):
            interval = None
        if interval is not None and any(n.start < interval.end and interval.start < n.end for n in names):
            interval = None
        if value.bare and (unit := _unit_in_front(text, value.start)):
            value = replace(value, unit=unit.ucum, dimension=unit.dimension)
        if interval is not None and interval.unit and not value.unit:
            value = replace(value, unit=interval.unit, dimension=value.dimension or dimension_of(interval.unit))
        measures.append(Measure(value, interval))
        done = measures[-1].end
    return measures


def _unit_in_front(text: str, start: int) -> Unit | None:
    """Return the unit of a table's row head: ``Sodium (mmol/L) 131``."""
    opened = _UNIT_OPENED.search(text[max(0, start - _LONGEST_UNIT) : start])
    if opened is None:
        return None
    begin = max(0, start - _LONGEST_UNIT) + opened.start("unit")
    found = unit_at(text, begin)
    return found[1] if found and found[0] == begin + len(opened["unit"]) else None


def _spelled_counts(value: Value, names: list[Name]) -> bool:
    """Tell whether a spelled number can be a result: a plus, or directly behind a score or ratio."""
    if value.dimension in {"plus", "multiple"}:
        return True
    if value.dimension == "print":
        return any("acuity" in name.concept.quantity for name in names)
    return any(
        0 < value.start - name.end <= 24 and (name.concept.kind == "score" or "ratio" in name.concept.quantity)
        for name in names
    )


def _counts(text: str, value: Value, start: int) -> bool:
    before = text[max(start, value.start - 48) : value.start]
    if _limit_before().search(before):
        return False
    if value.dimension in {"length", "angle"} and (_SIZE_BEHIND.match(text, value.end) or _SIZE_BEFORE.search(before)):
        return False
    if _INFUSED_BEHIND.match(text, value.end):
        return False
    if value.dimension not in {"", "ratio", "word", "titer", "percent"}:
        return True
    if _counted_before().search(before):
        return False
    opened = text.rfind("[", max(start, value.start - 12), value.start)
    return opened < 0 or _CITATION.match(text, opened) is None


def may_stand_bare(text: str, value: Value) -> bool:
    """Tell whether a number without a unit ends there: no noun that it counts follows."""
    return _BARE_BEHIND.match(text, value.end) is not None

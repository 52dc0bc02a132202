"""Lengths of time."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timing.amounts import Amount, unit_of
from casemill.timing.context import COMPARATOR, MODIFIER, TESTED
from casemill.timing.passage import Passage
from casemill.words import fold

_RATE = re.compile(r"(?i:(?:\bper|/|\bevery|\bq)\s?)$")
_MEASURED = re.compile(
    r"(?i:\bmm\s?(?:/|in|at|for|after|per)?\s?(?:the\s)?$|(?:±|\+/-)\s?$"
    r"|\b(?:protein\w*|urin\w+|output|excret\w+)\b[^.;]{0,40}\d\s?(?:m?l|m?g)\s(?:in|over|per)\s(?:the\s)?$)"
)
_CLOTTING = re.compile(
    r"\bA?a?PTT?\b|\bTT\b|\bACT\b|(?i:thrombin|thromboplastin|coagulation|clotting|bleeding\stime|latenc|QTc?\b|refill)"
)
_OPENS_ARTICLE = re.compile(
    r"(?i:\b(?:for|within|over|in|of|during|after|about|approximately|around|nearly|almost|than|lasted|lasting|lasts"
    r"|throughout|until|least|to|spent|took|takes|been|and|or|by|at|past|last|next|previous|following|just|only"
    r"|roughly|every|half|quite)\s)$"
)
_MODIFIERS = (
    *("first", "last", "past", "next", "previous", "preceding", "following", "final", "initial", "entire", "prior"),
    *("subsequent", "whole"),
)
_MODIFIED_UNITS = ("hour", "week", "month", "year", "decade", "fortnight")
_MODIFIER_WORDS, _UNIT_WORDS = (frozenset(map(fold, words)) for words in (_MODIFIERS, _MODIFIED_UNITS))
_MODIFIED = re.compile(
    rf"\b(?P<modifier>{'|'.join(_MODIFIERS)})\s(?P<unit>{'|'.join(_MODIFIED_UNITS)})\b(?!['’]?s\b|[-\s](?:student|resident|old))",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?i:(?<![a-z])over\s)$")
_COMPARED = re.compile(rf"(?i:(?<![a-z])(?:{MODIFIER})?(?:{COMPARATOR})?)$")
_FOR_OVER = re.compile(r"(?i:\b(?:for|of|after|since|lasting|lasted|an?)\sover\s)$")
_FOLLOWING = re.compile(r"(?i:(?<!the\s)(?<!his\s)(?<!her\s)(?<![a-z])following\s)$")
_ONCE = re.compile(r"(?i:^one\sday,?\s(?:he|she|the))")


def find_durations(passage: Passage) -> list[Mention]:
    """Find the lengths of time in a sentence; amounts that are something else lose to it by rank."""
    found = []
    for amount in passage.amounts:
        if not _is_length(passage, amount):
            continue
        start = _start_of(passage, amount)
        found.append(passage.mention("Duration", start, amount.end, Value=amount.value()))
        for member in amount.members:
            found.append(passage.mention("Duration", member.start, member.end, Value=member.value()))
    is_modified = passage.has(_UNIT_WORDS) and passage.has(_MODIFIER_WORDS)
    for match in _MODIFIED.finditer(passage.text) if is_modified else ():
        if _MEASURED.search(passage.before(match.start())):
            continue
        code, times = unit_of(match["unit"])
        value = f"PT1{code[1]}" if code[0] == "T" else f"P{times:g}{code}"
        found.append(passage.mention("Duration", match.start(), match.end(), Value=value))
    return found


def _is_length(passage: Passage, amount: Amount) -> bool:
    before = passage.before(amount.start)
    if _RATE.search(before) or _MEASURED.search(before) or TESTED.match(passage.text, amount.end):
        return False
    if amount.unit in ("TS", "TM") and _CLOTTING.search(before.rpartition(";")[2]):
        return False
    if amount.article:
        return amount.unit != "TS" and bool(_OPENS_ARTICLE.search(before))
    return not (_ONCE.match(passage.text[amount.start :]) and amount.start == 0)


def _start_of(passage: Passage, amount: Amount) -> int:
    """Return where the span begins: a modifier and a comparator in front belong to it."""
    before = passage.before(amount.start)
    match = _COMPARED.search(before)
    if not match or not match.group():
        return amount.start
    if _FOLLOWING.search(before):
        return amount.start
    if _OVER.search(before) and not _is_comparator(before, amount):
        return amount.start
    return amount.start - len(match.group())


def _is_comparator(before: str, amount: Amount) -> bool:
    """Tell ``over 30 years`` (more than) from ``over 10 days`` (during)."""
    if _FOR_OVER.search(before):
        return True
    return amount.unit == "Y" and not amount.article and (amount.number or 0) >= 10 and "Over" not in before

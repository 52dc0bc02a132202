"""Whether a result is high, low, normal, abnormal, positive or negative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casemill.labs.gaps import masked
from casemill.labs.join import Pair
from casemill.labs.lexicon import any_of, rule_values
from casemill.labs.names import Name
from casemill.labs.ranges import Interval
from casemill.labs.values import Value
from casemill.view import View

_FAMILIES = (
    ("hemoglobin", "hematocrit", "red blood cell count"),
    ("leukocyte count", "white blood cell count"),
    ("oxygen saturation", "arterial oxygen partial pressure", "arterial oxygen saturation"),
    ("blood pressure", "systolic blood pressure", "diastolic blood pressure", "mean arterial pressure"),
    ("heart rate", "pulse rate"),
)
_DISORDER_REACH = 45
_JOINT = re.compile(r"[\s,)\]]*(?:and\s|,\s?and\s)?(?:an?\s|serum\s|plasma\s)?")
_NEGATED = re.compile(r"\b(?:no|not|without)\s(?:\w+\s)?$", re.IGNORECASE)


_Flagged = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _States:
    """Expressions that state a flag: between name and value, at the head of a list, in front of a name."""

    between: _Flagged
    heading: _Flagged
    change: _Flagged
    exception: re.Pattern[str]


@cache
def _states() -> _States:
    flags = rule_values("state")
    heads = {flag: any_of("state", flag) for flag in flags}
    for flag in rule_values("heading"):
        heads[flag] = f"(?:{heads[flag]}|{any_of('heading', flag)})"
    behind = r"(?:\s[\w\-]+){1,5}\s?[(\[:]\s?(?:serum\s|plasma\s)?$"
    noun = r"\s(?:in|of)\s(?:the\s|his\s|her\s|serum\s|\w+\s){0,2}$"
    return _States(
        tuple((flag, _folded(rf"\b{any_of('state', flag)}\b(?!\s?(?:range|limits|values?|than))")) for flag in flags),
        tuple((flag, _folded(rf"\b{words}\b{behind}")) for flag, words in heads.items()),
        tuple((flag, _folded(rf"\b{any_of('change_of', flag)}{noun}")) for flag in rule_values("change_of")),
        _folded(rf"\b{any_of('except')}\b"),
    )


def _folded(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def flag_of(view: View, pair: Pair, *, stated: str, start: int, names: list[Name]) -> str:
    """Return the flag of a measured name.

    Parameters
    ----------
    view
        The reading copy.
    pair
        The name and its value.
    stated
        Flag that a result word states for the name or its list, or empty.
    start
        Start of the sentence.
    names
        Names of the sentence; a disorder among them speaks for its quantity.

    Returns
    -------
    str
        As stated, else as the reference interval implies, else empty.
    """
    name = pair.name
    between = _in_gap(view, name, pair.measure.value)
    if stated or between:
        return stated or between
    if name.concept.flag:
        return name.concept.flag
    return (
        _around(view, name, start)
        or _by_disorder(view, name, names)
        or flag_by_interval(pair.measure.value, pair.measure.interval)
    )


def heads_list(view: View, name: Name, *, start: int) -> str:
    """Return the state that heads the list which a name opens: ``raised enzymes: CK``."""
    before = view.text[max(start, name.start - 70) : name.start]
    return _stated(_states().heading, before)


def _stated(flagged: _Flagged, before: str) -> str:
    found = next((flag for flag, pattern in flagged if pattern.search(before)), "")
    return "" if found and _states().exception.search(before) else found


def _in_gap(view: View, name: Name, value: Value) -> str:
    if value.start < name.end:
        return ""
    gap = masked(view, name.end, value.start)
    if len(gap) > 60:
        return ""
    for flag, pattern in _states().between:
        found = pattern.search(gap)
        if found is not None and _NEGATED.search(gap[: found.start()]) is None:
            return flag
    return ""


def _by_disorder(view: View, name: Name, names: list[Name]) -> str:
    """Return the flag of a disorder named just before: ``febrile with a temperature of``, ``anemia (hemoglobin``."""
    for other in names:
        gap = view.text[other.end : name.start]
        if "disorder" not in other.concept.marks or other.end > name.start or len(gap) > _DISORDER_REACH:
            continue
        if ";" not in gap and _family(other.concept.quantity) == _family(name.concept.quantity):
            return other.concept.flag
    return ""


def _family(quantity: str) -> str:
    return next((family[0] for family in _FAMILIES if quantity in family), quantity)


def _around(view: View, name: Name, start: int) -> str:
    before = view.text[max(start, name.start - 70) : name.start]
    return _stated((*_states().heading, *_states().change), before)


def flag_by_interval(value: Value, interval: Interval | None) -> str:
    """Return where a value lies against its reference interval, if their units agree.

    Examples
    --------
    A value of 29.9 with the interval 0.1-8.2 is ``high``.
    """
    if interval is None or (interval.low is None and interval.high is None):
        return ""
    if interval.unit and value.unit and interval.unit != value.unit:
        return ""
    number = _last_number(value)
    if number is None:
        return ""
    if interval.high is not None and (
        number > interval.high or (number == interval.high and value.comparator[:1] == ">")
    ):
        return "high"
    if interval.low is not None and (number < interval.low or (number == interval.low and value.comparator[:1] == "<")):
        return "low"
    return "normal"


def _last_number(value: Value) -> float | None:
    """Return the number to compare: of a titer the second, of a range the upper."""
    number = value.number.split("/")[-1].lstrip("-").split("-")[-1]
    return float(number) * (-1 if value.number.startswith("-") else 1) if number else None


def carried(view: View, pairs: list[Pair], flags: dict[int, str], prefixed: dict[int, str]) -> dict[int, str]:
    """Carry a state in front of a list to its members: ``elevated A of 1, B of 2 and C of 3``.

    Parameters
    ----------
    view
        The reading copy.
    pairs
        Names and values of the sentence, in order.
    flags
        Index of a pair -> its flag so far.
    prefixed
        Index of a pair -> the state that stands in front of its name.

    Returns
    -------
    dict of int to str
        Index of a pair -> flag.
    """
    done = dict(flags)
    for i in range(1, len(pairs)):
        head, member = pairs[i - 1], pairs[i]
        state = prefixed.get(i - 1, "")
        if not state or done.get(i) or member.measure.interval is not None:
            continue
        gap = view.text[head.measure.end : member.name.start]
        if _JOINT.fullmatch(gap) and _link(view, head) == _link(view, member):
            done[i] = state
            prefixed[i] = state
    return done


def _link(view: View, pair: Pair) -> str:
    return " ".join(masked(view, pair.name.end, pair.measure.value.start).split())

"""Doses, outcomes and intervals of an abstract that the body contradicts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casemill.cases.days import length
from casemill.cases.who import present
from casemill.records import DrugRecord, EventRecord, Head, OutcomeRecord

Said = tuple[str, Head]
Amount = tuple[float, str]
"""Number and unit."""

_DOSE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[\s\u00a0-]?([^\d\s.,].*)")
_GRAMS = {"g": 1000.0, "mg": 1.0, "µg": 0.001, "\u03bcg": 0.001, "mcg": 0.001, "ug": 0.001}
"""Unit -> milligrams."""

_TURN = {"recovered": "better", "improved": "better", "worsened": "worse", "died": "died"}
_OPPOSITE = {"better": frozenset({"worse", "died"}), "worse": frozenset({"better"}), "died": frozenset({"better"})}

_ROUNDED = 0.2
"""How far two distances may differ, as a share of the longer, and still be one told in other units or rounded."""


def contradicting_doses(abstract: Iterable[Head], body: Iterable[Head]) -> Iterator[tuple[str, Said, Said]]:
    """Yield drug and both statements where abstract and body each give one dose of it, and not the same.

    Two doses in one part are a course. Doses of different routes or frequencies, or in units of different
    kinds (a dose, a dose a square metre), are not of one order; a whole multiple may be the sum of doses.
    """
    ones, others = _by_name(abstract), _by_name(body)
    for name in sorted(ones.keys() & others.keys()):
        one, other = _single_dose(ones[name]), _single_dose(others[name])
        if one and other and _differ(one, other):
            yield name, (_dose(one[0]), one[0]), (_dose(other[0]), other[0])


def contradicting_outcomes(abstract: Sequence[Head], body: Sequence[Head]) -> Iterator[tuple[str, Said, Said]]:
    """Yield the last outcomes of both where they are opposite, and the body never tells what the abstract says."""
    ones, others = _turns(abstract), _turns(body)
    if ones and others:
        (turn, one), (other_turn, other) = ones[-1], others[-1]
        told = {told_turn for told_turn, _ in others}
        if other_turn in _OPPOSITE[turn] and turn not in told:
            yield "outcome", (one.value or "", one), (other.value or "", other)


def contradicting_intervals(abstract: Iterable[Head], body: Iterable[Head]) -> Iterator[tuple[str, Said, Said]]:
    """Yield the time from transplantation or diagnosis to the neurological onset, where both state one distance.

    Of several complaints the abstract may tell of another than the body.
    """
    ones, others = _intervals(abstract), _intervals(body)
    for anchor in sorted(ones.keys() & others.keys()):
        if len(ones[anchor]) == len(others[anchor]) == 1 and not _close(ones[anchor][0], others[anchor][0]):
            one, other = ones[anchor][0], others[anchor][0]
            yield f"{anchor} to onset", (_distance(one), one), (_distance(other), other)


def _by_name(heads: Iterable[Head]) -> dict[str, list[DrugRecord]]:
    found: dict[str, list[DrugRecord]] = defaultdict(list)
    for drug in present([head for head in heads if isinstance(head, DrugRecord)], also="historical"):
        if drug.name and drug.doses and drug.kind != "class" and drug.status in ("given", "stopped"):
            found[drug.name].append(drug)
    return found


def _single_dose(drugs: Sequence[DrugRecord]) -> tuple[DrugRecord, Amount] | None:
    """Return the drug with its dose if all doses told of it are one; None also if one cannot be read."""
    doses = {_amount(dose.evidence.text) for drug in drugs for dose in drug.doses}
    dose = doses.pop()
    return (drugs[0], dose) if dose and not doses else None


def _differ(one: tuple[DrugRecord, Amount], other: tuple[DrugRecord, Amount]) -> bool:
    (drug, (number, unit)), (other_drug, (other_number, other_unit)) = one, other
    if unit != other_unit or number == other_number or not _same_order(drug, other_drug):
        return False
    low, high = sorted((number, other_number))
    repeated = any(d.durations or _frequencies(d) - {"R1/P1D"} for d in (drug, other_drug))
    return low > 0 and not (repeated and (high / low).is_integer())


def _amount(text: str) -> Amount | None:
    """Return number and unit of a dose; weights in milligrams.

    >>> _amount("1,5 g") is None
    True
    >>> _amount("1.5 g/m2") == _amount("1,500 mg/m2")
    False
    >>> _amount("1.5 g") == _amount("1,500 mg")
    True
    """
    match = _DOSE.fullmatch(" ".join(text.replace("²", "2").split()))
    if match is None:
        return None
    number, unit = float(match[1].replace(",", "")), "".join(match[2].casefold().split())
    return (round(number * _GRAMS[unit], 6), "mg") if unit in _GRAMS else (number, unit)


def _same_order(one: DrugRecord, other: DrugRecord) -> bool:
    """Tell whether neither route nor frequency sets two doses apart; one that is not told sets none apart."""
    routes = [{route.evidence.text.casefold() for route in drug.routes} for drug in (one, other)]
    frequencies = [_frequencies(drug) for drug in (one, other)]
    return all(not ours or not theirs or ours == theirs for ours, theirs in (routes, frequencies))


def _frequencies(drug: DrugRecord) -> set[str | None]:
    return {frequency.value for frequency in drug.frequencies}


def _turns(heads: Iterable[Head]) -> list[tuple[str, OutcomeRecord]]:
    """Return the outcomes that are for the better or the worse, each with its turn; a denied change is for neither."""
    outcomes = present([head for head in heads if isinstance(head, OutcomeRecord)])
    return [(turn, head) for head in outcomes if (turn := _TURN.get(head.value or ""))]


def _intervals(heads: Iterable[Head]) -> dict[str, list[EventRecord]]:
    found: dict[str, list[EventRecord]] = defaultdict(list)
    for event in present([head for head in heads if isinstance(head, EventRecord)]):
        when = event.when
        if event.value != "onset" or event.of != "neurological" or when is None or when.source == "narrative":
            continue
        if when.anchor in ("transplant", "diagnosis") and not when.inferred and (length(when.offset) or 0) > 0:
            found[when.anchor].append(event)
    return found


def _close(one: EventRecord, other: EventRecord) -> bool:
    a, b = (length(event.when.offset if event.when else None) or 0 for event in (one, other))
    return abs(a - b) <= _ROUNDED * max(a, b)


def _distance(event: EventRecord) -> str:
    return (event.when.offset if event.when else None) or ""


def _dose(drug: DrugRecord) -> str:
    return " ".join(drug.doses[0].evidence.text.split())

"""Treatments: drugs with an ATC code.

A dose interval of the schema needs amount, frequency, first and last day; it stands where the
text states all of them. The frequency is written in UCUM, ``2/d`` for twice a day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from casemill import records as r
from casemill.cases.days import exact, length
from casemill.labs.units import unit_at
from casemill.phenopackets.elements import Json, ontology_class

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)[\s\u00a0-]?")
_TIMES = re.compile(r"R(\d+)/P(?:(\d+)(D|W)|T(\d+)H)")
_PERIODS = {"D": "d", "W": "wk", None: "h"}


def treatments(drugs: Iterable[r.DrugRecord], left: Counter[str]) -> list[Json]:
    """Return one treatment an ATC code, in order of first mention; what is left out is counted in ``left``."""
    found: dict[str, Json] = {}
    intervals: dict[str, list[Json]] = {}
    for drug in drugs:
        if drug.assertion not in ("present", "historical") or drug.status not in ("given", "stopped"):
            left["drug not given"] += 1
            continue
        identifier = drug.identifier or ""
        if not identifier.startswith("ATC:"):
            left["drug without an ATC code"] += 1
            continue
        found.setdefault(identifier, {"agent": ontology_class(identifier, drug.name or identifier)})
        if drug.routes:
            left["route of a drug, without an identifier"] += 1
        if interval := _interval(drug):
            of_drug = intervals.setdefault(identifier, [])
            if interval not in of_drug:
                of_drug.append(interval)
        elif drug.doses or drug.frequencies or drug.durations or drug.when:
            left["dose, frequency or time of a drug, not all stated"] += 1
    return [
        {"treatment": {**agent, **({"doseIntervals": intervals[key]} if key in intervals else {})}}
        for key, agent in found.items()
    ]


def _interval(drug: r.DrugRecord) -> Json | None:
    """Return the dose interval of a drug; None unless all of it is stated, once."""
    if not (len(drug.doses) == len(drug.frequencies) == len(drug.durations) == 1):
        return None
    first, days = exact(drug.when), length(drug.durations[0].value)
    quantity, frequency = _quantity(drug.doses[0].evidence.text), _frequency(drug.frequencies[0].value)
    if first is None or days is None or not 1 <= days <= 36_525 or quantity is None or frequency is None:
        return None
    last = date.fromisoformat(first) + timedelta(days=round(days))
    return {
        "quantity": quantity,
        "scheduleFrequency": frequency,
        "interval": {"start": f"{first}T00:00:00Z", "end": f"{last.isoformat()}T00:00:00Z"},
    }


def _quantity(text: str) -> Json | None:
    """Return amount and unit of a dose; None if its words hold anything else."""
    text = " ".join(text.split())
    amount = _AMOUNT.match(text)
    unit = unit_at(text, amount.end()) if amount else None
    if amount is None or unit is None or unit[0] != len(text):
        return None
    return {"unit": ontology_class(f"UCUM:{unit[1].ucum}", unit[1].ucum), "value": float(amount[1])}


def _frequency(value: str | None) -> Json | None:
    """Return ``R2/P1D`` as a class of UCUM, twice a day ``2/d``; None for what is no number of times in a period."""
    match = _TIMES.fullmatch(value or "")
    if match is None:
        return None
    count, period = match[2] or match[4], _PERIODS[match[3]]
    code = f"{match[1]}/{period}" if count == "1" else f"{match[1]}/({count}.{period})"
    return ontology_class(f"UCUM:{code}", code)

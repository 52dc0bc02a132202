"""The words of the guidelines: labels, attributes with their closed values, kinds of relations.

What gold says in other words cannot be found by any rule, so it is noted by name; a gate
that asks for a score under another word could never hold, so it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from casemill import records as r
from casemill.evaluation.families import ALL, FAMILIES, OTHER
from casemill.evaluation.judgements import PAIRED_METRICS
from casemill.mentions import LABELS, SLOT_HEADS
from casemill.standoff import Standoff

RELATIONS = tuple(f"{slot}-{head}" for slot, head in SLOT_HEADS.items())
"""Kinds of relations, ``Dose-Drug`` ..."""

Values = tuple[str, ...] | None
"""Closed values of an attribute; None if any value may stand there."""

_SCOPE: dict[str, Values] = {"Scope": get_args(r.Scope), "Patient": None}
_CLINICAL: dict[str, Values] = {**_SCOPE, "Assertion": get_args(r.Assertion)}

ALLOWED: dict[str, dict[str, Values]] = {
    "Nerve": {"Laterality": get_args(r.Laterality), "Involvement": get_args(r.Involvement), **_SCOPE},
    "Drug": {"Kind": get_args(r.DrugKind), "Status": get_args(r.DrugStatus), **_SCOPE},
    "Dose": {},
    "Route": {},
    "Analyte": {
        "Kind": get_args(r.AnalyteKind),
        "Specimen": get_args(r.Specimen),
        "Flag": get_args(r.Flag),
        **_SCOPE,
    },
    "LabValue": {"Number": None, "Unit": None},
    "RefRange": {},
    "Diagnosis": {"Kind": get_args(r.DiagnosisKind), **_CLINICAL},
    "Procedure": {"Kind": get_args(r.ProcedureKind), **_CLINICAL},
    "Event": {
        "Value": get_args(r.EventValue),
        "Number": None,
        "Kind": get_args(r.TransplantKind),
        "Of": ("haematological", "neurological"),
        **_CLINICAL,
    },
    "Outcome": {"Value": get_args(r.OutcomeValue), **_CLINICAL},
    "Patient": {"Patient": None},
    "Date": {"Value": None, "Anchor": get_args(r.Anchor), **_SCOPE},
    "Duration": {"Value": None, **_SCOPE},
    "Frequency": {"Value": None, **_SCOPE},
    "Age": {"Value": None, **_SCOPE},
    "Time": {"Value": None, **_SCOPE},
    "Sex": {"Value": ("female", "male"), "Patient": None},
}
"""Label -> its attributes -> their values."""


def strange_in(standoff: Standoff) -> list[str]:
    """Return what some annotations say in words that the guidelines do not know, each once."""
    return list(dict.fromkeys(_strange(standoff)))


def _strange(standoff: Standoff) -> Iterator[str]:
    for span in standoff.spans:
        if span.label not in ALLOWED:
            yield f"the guidelines know no label {span.label}"
            continue
        known = ALLOWED[span.label]
        for name, value in span.attributes.items():
            values = known.get(name)
            if name not in known:
                yield f"the guidelines know no {span.label}.{name}"
            elif values is not None and value not in values:
                yield f"the guidelines know no {span.label}.{name} {value}; they know {', '.join(values)}"
    for relation in standoff.relations:
        if relation.kind not in RELATIONS:
            yield f"the guidelines know no relation {relation.kind}"


def keys_of(metric: str) -> list[str]:
    """Return the keys that scores of a metric can have."""
    wide = [ALL, *FAMILIES, OTHER]
    if metric == "relation":
        return [*wide, *RELATIONS]
    own = [f"{label}.{name}" for label, names in ALLOWED.items() for name in names]
    return [*wide, *LABELS, *(own if metric == PAIRED_METRICS[0] else ())]

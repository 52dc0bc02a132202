"""The diseases of a patient: the malignancy with its course, and the neurological syndrome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from casemill.cases.days import own_day_text
from casemill.cases.model import Cell, Cells
from casemill.cases.who import cell_of, cells_of, named, present, told
from casemill.lexicons import listed, table
from casemill.records import DiagnosisRecord, EventRecord

_SUMMARY = ("title", "abstract")
_AFTERTHOUGHT = frozenset({"discussion", "conclusion"})


def underlying_disease(diagnoses: Sequence[DiagnosisRecord]) -> Cell:
    """Return the haematological diagnosis that the report is about.

    The line that is named most often wins (a disease counts with the more general names
    above it), of equal lines the deeper, then the first. So one word about another disease
    does not displace what a report speaks of throughout.
    """
    found = told([d for d in present(diagnoses, also="historical") if d.kind == "haematological" and d.name])
    counts = Counter(d.name for d in found if d.name)
    leaves = most_specific(counts)
    if not leaves:
        return Cell()
    votes = {leaf: sum(counts[name] for name in (leaf, *above(leaf))) for leaf in leaves}
    best = max(leaves, key=lambda leaf: (votes[leaf], len(above(leaf)), -leaves.index(leaf)))
    return cell_of(best, *(d for d in found if d.name == best))


def neurological_diagnosis(diagnoses: Sequence[DiagnosisRecord]) -> Cells:
    """Return the neurological diagnoses present in the patient.

    A general name beside a more specific one is the same disease told shorter, unless it is told more often than
    all of those below it: then it is what the report is about, and they are parts or turns of it.
    """
    found = told([d for d in present(diagnoses) if d.kind == "neurological" and d.name], without=_AFTERTHOUGHT)
    counts = Counter(d.name for d in found if d.name)
    below: Counter[str] = Counter()
    for name, count in counts.items():
        for parent in above(name):
            below[parent] += count
    return named(found, lambda d: d.name if d.name and counts[d.name] > below[d.name] else None)


def course(events: Sequence[EventRecord], disease: Cell) -> tuple[Cell, Cells]:
    """Return the status of the malignancy, and its course: diagnosis, remissions and relapses, each once.

    Where no ``disease`` is told, a remission or relapse is of another one, unless an event says that the disease
    is haematological. The disease is diagnosed once; what is diagnosed later on is a relapse. A turn told before it
    without number and date sums up what follows.
    """
    asserted = present(events)
    if disease.value is None and not any(event.of == "haematological" for event in asserted):
        return Cell(), Cells()
    told_events = told(asserted)
    body = [e for e in told_events if e.evidence.section not in _SUMMARY] or told_events
    first = next((e for e in body if is_diagnosis(e)), None)
    turns = [e for e in body if e.value in ("remission", "relapse") and e.of != "neurological"]
    if first is not None:
        turns = [e for e in turns if e.evidence.start > first.evidence.start or _is_told_closely(e)]
    kept = _without_repeats(sorted([first, *turns] if first else turns, key=lambda e: e.evidence.start))
    if not kept:
        return Cell(), Cells()
    return cell_of(_point(kept[-1]), kept[-1]), cells_of((_dated(e), e) for e in kept)


def is_diagnosis(event: EventRecord) -> bool:
    """Tell whether the event is the diagnosis of the malignancy; remissions and relapses are of no other disease."""
    return event.value == "diagnosis" and event.of == "haematological"


def most_specific(names: Iterable[str]) -> list[str]:
    """Return the names that stand above no other of them, in order, none twice."""
    kept = list(dict.fromkeys(names))
    general = {parent for name in kept for parent in above(name)}
    return [name for name in kept if name not in general]


def above(name: str) -> tuple[str, ...]:
    """Return the more general names above a disease in the lexicon, nearest first."""
    found: list[str] = []
    parents = _parents()
    waiting = list(parents.get(name, ()))
    while waiting:
        parent = waiting.pop(0)
        if parent != name and parent not in found:
            found.append(parent)
            waiting += parents.get(parent, ())
    return tuple(found)


@cache
def _parents() -> dict[str, list[str]]:
    return {row["name"]: listed(row["parent"]) for row in table("lexicons/diseases")}


def _point(event: EventRecord) -> str:
    return f"{event.value} {event.number}" if event.number else str(event.value)


def _dated(event: EventRecord) -> str:
    day = own_day_text(event.when)
    return f"{_point(event)} ({day})" if day else _point(event)


def _is_told_closely(event: EventRecord) -> bool:
    return event.number is not None or own_day_text(event.when) is not None


def _without_repeats(events: Iterable[EventRecord]) -> list[EventRecord]:
    """Leave out a turn that was told before under its number, or without one just before."""
    kept: list[EventRecord] = []
    for event in events:
        numbered = {(e.value, e.number) for e in kept if e.number is not None}
        again = (event.value, event.number) in numbered or (
            event.number is None and kept and kept[-1].value == event.value
        )
        if not again:
            kept.append(event)
    return kept

"""The course of a patient: onset, outcome, follow-up."""

from __future__ import annotations

from collections.abc import Sequence

from casemill.cases.days import length, span
from casemill.cases.diseases import is_diagnosis
from casemill.cases.model import Cell
from casemill.cases.who import cell_of, present, told
from casemill.records import DrugRecord, EventRecord, Head, OutcomeRecord, SexRecord


def sex(found: Sequence[SexRecord]) -> Cell:
    """Return the sex, as first stated."""
    return next((cell_of(head.value, head) for head in found if head.value), Cell())


def first_onset(events: Sequence[EventRecord]) -> EventRecord | None:
    """Return the first neurological complaint in the narrative.

    Of several mentions the one with the earliest date; without dates the first that the text places in time at all,
    for an abstract often does not.
    """
    found = [event for event in told(present(events)) if event.value == "onset" and event.of == "neurological"]
    dated = [event for event in found if event.when and event.when.earliest]
    if dated:
        return min(dated, key=lambda event: (event.when and event.when.earliest) or "")
    placed = [event for event in found if event.when and event.when.offset]
    return next(iter((*placed, *found)), None)


def interval(events: Sequence[EventRecord], onset: EventRecord | None) -> tuple[Cell, Cell]:
    """Return the time from transplantation, else diagnosis, to the onset, and what it counts from."""
    if onset is None or onset.when is None:
        return Cell(), Cell()
    when = onset.when
    if when.anchor in ("transplant", "diagnosis") and (length(when.offset) or 0) > 0:
        return cell_of((when.offset or "").replace("+", ""), onset), cell_of(when.anchor, onset)
    points = told(present(events))
    starts = [event for event in points if event.value == "transplant"] + [e for e in points if is_diagnosis(e)]
    for event in starts:
        if distance := span(event.when, when):
            return cell_of(distance, event, onset), cell_of(event.value, event)
    return Cell(), Cell()


def outcome(found: Sequence[OutcomeRecord], story: Sequence[Head] = ()) -> Cell:
    """Return what became of the patient: death wherever it is told, else the last outcome of the narrative.

    A bad or unchanged state in the first half of the story, with drugs given behind it, was the reason to treat and
    not the end. A better one there was the effect of one treatment where new drugs were begun behind it.

    Parameters
    ----------
    found
        The outcomes of the patient.
    story
        All heads of the patient, in order of their places.
    """
    deaths = [head for head in present(found) if head.value == "died"]
    if deaths:
        return cell_of("died", *deaths)
    heads = [head for head in found if head.assertion in ("present", "negated") and head.value]
    narrative = [head for head in told(heads) if head.evidence.section != "abstract"] or heads
    if not narrative:
        return Cell()
    last = narrative[-1]
    if _is_overtaken(last, told(story)):
        return Cell()
    denied = last.assertion == "negated"
    if denied and last.value in ("died", "worsened"):
        return cell_of("stable" if last.value == "worsened" else None, last)
    return cell_of("not improved" if denied else last.value, last)


def _is_overtaken(last: OutcomeRecord, story: Sequence[Head]) -> bool:
    """Tell whether the patient was treated on after a state in the first half of the story."""
    if not story or 2 * last.evidence.start >= story[0].evidence.start + story[-1].evidence.start:
        return False
    given = [drug for drug in story if isinstance(drug, DrugRecord) and drug.assertion == "present"]
    behind = [drug for drug in given if drug.evidence.start >= last.evidence.sentence_end]
    if last.value not in ("recovered", "improved") or last.assertion == "negated":
        return bool(behind)
    known = {drug.name for drug in given if drug.evidence.start < last.evidence.sentence_end}
    return any(drug.name not in known and drug.status == "given" for drug in behind)

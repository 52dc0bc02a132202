"""What a picture shows: the dated records of one patient as items of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casemill import records as r
from casemill.cases.days import day_text, length
from casemill.cases.who import own
from casemill.pictures.axis import Axis, AxisKind, axis_of
from casemill.shell import visible
from casemill.showing import value_of

FAMILIES = ("Course", "Examinations", "Nerves", "Drugs", "Laboratory")
"""Groups of rows, from the top."""

_LONGEST_TEXT = 90
"""Characters of evidence that a tooltip quotes."""


@dataclass(frozen=True)
class Item:
    """A mark of the picture; days count as on its :class:`~casemill.pictures.axis.Axis`."""

    family: str
    row: str
    meaning: str
    """What its colour says, one of :data:`casemill.pictures.marks.COLOURS`."""
    label: str
    first: int
    last: int
    """Day of its end, or the last day that it can have been."""
    lasts: bool = False
    """True for a bar: it went on from first to last; else first and last are the bounds of one point."""
    uncertain: bool = False
    """True if its day is known no better than from first to last."""
    inferred: bool = False
    """True if its day is not stated but follows from what was told before."""
    number: int | None = None
    """Which relapse, remission or transplantation it is, where the text counts them."""
    when: str = ""
    evidence: str = ""
    place: str = ""


@dataclass(frozen=True)
class Course:
    """What is drawn of one patient, and how many records have no place on the axis."""

    axis: Axis
    items: tuple[Item, ...]
    unplaced: int


def course_of(record: r.CaseRecord, patient: int | None = None, axis: AxisKind | None = None) -> Course:
    """Return the items of one patient in order of family, first day and row.

    Parameters
    ----------
    record
        What was found in the report.
    patient
        Number of the patient in a report of several; None is the only patient of a report.
    axis
        Days of the calendar or days from day zero; by default the calendar where it is known.

    Raises
    ------
    casemill.pictures.axis.NothingToDraw
        If nothing has a place on the axis.
    """
    heads = [head for head in own(record.heads, patient) if _is_drawn(head)]
    kind = axis_of(heads, axis)
    items, unplaced = [], 0
    for head in heads:
        place = kind.place(head.when)
        if place is None:
            unplaced += 1
        else:
            items.append(_item(head, *place, kind))
    ordered = sorted(
        _once(_joined(items)), key=lambda item: (FAMILIES.index(item.family), item.first, item.row, item.last)
    )
    return Course(kind, tuple(ordered), unplaced)


def _is_drawn(head: r.Head) -> bool:
    """Tell whether a record is a fact of the course; what was denied, suspected or planned is none."""
    if not isinstance(head, r.Clinical) or head.assertion not in ("present", "historical"):
        return False
    if isinstance(head, r.DrugRecord):
        return head.status in ("given", "stopped")
    if isinstance(head, r.NerveRecord):
        return head.involvement is not None
    if isinstance(head, r.AnalyteRecord):
        return bool(head.values or head.flag)
    if isinstance(head, r.EventRecord | r.OutcomeRecord):
        return head.value is not None
    return isinstance(head, r.ProcedureRecord)


def _item(head: r.Head, first: int, last: int, axis: Axis) -> Item:
    when = head.when or r.When()
    family, row, meaning, label = _described(head)
    item = Item(
        family,
        visible(row),
        meaning,
        visible(label),
        first,
        last,
        uncertain=first != last,
        inferred=when.inferred or when.source == "narrative",
        number=head.number if isinstance(head, r.EventRecord) else None,
        when=day_text(when) or f"{when.offset} from {when.anchor}",
        evidence=_cut(" ".join(visible(head.evidence.text).split())),
        place=f"{head.evidence.section}, characters {head.evidence.start}–{head.evidence.end}",
    )
    if isinstance(head, r.DrugRecord):
        return _lasting(item, head)
    if family == "Course":
        day = item.when if axis.kind == "absolute" else days_label(first, last)
        return replace(item, label=", ".join(filter(None, (item.label, day))))
    return item


def _described(head: r.Head) -> tuple[str, str, str, str]:
    """Return family, row, meaning and label of a record."""
    if isinstance(head, r.EventRecord):
        of = head.of if head.value in ("diagnosis", "onset") else None
        name = ", ".join(filter(None, (head.value, of)))
        number = "" if head.number is None else f"No. {head.number}"
        return "Course", name, "event", " ".join(filter(None, (number, head.kind)))
    if isinstance(head, r.OutcomeRecord):
        return "Course", head.value or "", "outcome", ""
    if isinstance(head, r.AnalyteRecord):
        specimen = head.specimen and f"({head.specimen.replace('_', ' ')})"
        name = " ".join(filter(None, (head.name or head.evidence.text, specimen)))
        said = ", ".join(value_of(value) for value in head.values).replace("{", "").replace("}", "")
        said = said or head.flag or ""
        return "Laboratory", name, f"result {head.flag or 'not judged'}", said
    name = (head.name if isinstance(head, r.Concept) else None) or head.evidence.text
    if isinstance(head, r.NerveRecord):
        return "Nerves", name, f"nerve {head.involvement}", head.laterality or ""
    if isinstance(head, r.DrugRecord):
        doses = ", ".join(" ".join(dose.evidence.text.split()) for dose in head.doses)
        return "Drugs", name, f"drug {head.status}", doses
    return "Examinations", name, "examination", ""


def _lasting(item: Item, drug: r.DrugRecord) -> Item:
    """Return the item of a drug as long as its stated duration, if there is one."""
    days = [length(slot.value) for slot in drug.durations]
    known = next((round(day) for day in days if day is not None and day >= 1), None)
    if known is None or drug.status == "stopped":
        return item
    return replace(item, last=item.first + known, lasts=True)


def _joined(items: Sequence[Item]) -> list[Item]:
    """Return the items with each drug drawn on to where it was stopped, unless its duration is stated."""
    stops: dict[str, list[int]] = {}
    for item in items:
        if item.meaning == "drug stopped":
            stops.setdefault(item.row, []).append(item.first)
    joined = []
    for item in items:
        end = min((stop for stop in stops.get(item.row, ()) if stop > item.last), default=None)
        if item.meaning == "drug given" and not item.lasts and end is not None:
            item = replace(item, last=end - 1, lasts=True)
        joined.append(item)
    return joined


def _once(items: Iterable[Item]) -> Iterable[Item]:
    """Return one item of those that look alike: the one that says most, of several the first."""
    kept: dict[tuple[object, ...], Item] = {}
    for item in items:
        look = _look(item)
        if look not in kept or len(item.label) > len(kept[look].label):
            kept[look] = item
    return _without_recaps(list(kept.values()))


def _without_recaps(items: Sequence[Item]) -> Iterable[Item]:
    """Leave out a counted event that is told again, less exactly, of days that may be the same.

    One that is told of other days stays: the report contradicts itself, and that is to be seen.
    """
    best: dict[tuple[str, int], Item] = {}
    for item in items:
        if item.number is not None:
            other = best.get((item.row, item.number))
            if other is None or _vagueness(item) < _vagueness(other):
                best[item.row, item.number] = item
    for item in items:
        other = best[item.row, item.number] if item.number is not None else None
        if other is None or other is item or item.last < other.first or other.last < item.first:
            yield item


def _vagueness(item: Item) -> tuple[int, bool]:
    return item.last - item.first, item.inferred


def _look(item: Item) -> tuple[object, ...]:
    """Return what the eye sees of an item; a report tells the same thing in its abstract and in its case."""
    label = "" if item.family == "Course" else item.label
    return item.family, item.row, item.meaning, label, item.first, item.last


def days_label(first: int, last: int) -> str:
    """Return days from zero as a text.

    >>> days_label(60, 60), days_label(-3, 2)
    ('day 60', 'day -3 to 2')
    """
    return f"day {first}" if first == last else f"day {first} to {last}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def rows_of(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Return family and name of each row in order of their first items."""
    return list(dict.fromkeys((item.family, item.row) for item in items))

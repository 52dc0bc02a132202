"""Contradictions inside one report: two statements about one thing that cannot both hold.

Values at different times are a course and sides of different findings may differ, so a pair counts only
where it speaks of the same thing: the abstract against the body that it sums up, one measurement, or two
names of one day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from casemill.cases.ages import presenting, stated_ages
from casemill.cases.dates import contradicting_dates
from casemill.cases.days import length
from casemill.cases.diseases import above, most_specific
from casemill.cases.measured import contradicting_values
from casemill.cases.summed_up import contradicting_doses, contradicting_intervals, contradicting_outcomes
from casemill.cases.who import abstract_end, own, patients_of, present
from casemill.records import CaseRecord, DiagnosisRecord, DrugRecord, Frozen, Head, NerveRecord, SexRecord, TimeRecord

ConflictKind = Literal[
    "age", "sex", "diagnosis", "nerve_side", "drug", "dose", "interval", "outcome", "measurement", "date"
]


class Statement(Frozen):
    """One of the two sides of a contradiction."""

    text: str
    """What is said, in the words of the record's fields."""
    record: str
    """Id of the record that says it."""
    part: Literal["abstract", "body"]
    section: str
    """Category of the section, as in the evidence of the record."""


class Conflict(Frozen):
    """Two statements of one report that contradict each other."""

    file: str | None = None
    sha256: str
    patient: int = 1
    kind: ConflictKind
    subject: str
    """What both speak of: a nerve, an analyte, a point in time."""
    first: Statement
    second: Statement


Pair = tuple[ConflictKind, str, tuple[str, Head], tuple[str, Head]]
"""Kind, subject, and twice what is said with the record that says it."""


def conflicts_of(record: CaseRecord) -> tuple[Conflict, ...]:
    """Return the contradictions of a report, in order of their first statements."""
    numbers = patients_of(record)
    end = abstract_end(record.sections)
    found = [
        _conflict(record, number, end, pair)
        for number in numbers
        for pair in _pairs(record, None if len(numbers) == 1 else number, end)
    ]
    return tuple(sorted(found, key=lambda c: (c.patient, _place(c.first.record), _place(c.second.record), c.kind)))


def _pairs(record: CaseRecord, patient: int | None, end: int) -> Iterator[Pair]:
    def parts(heads: Iterable[Head]) -> tuple[list[Head], list[Head]]:
        kept = [head for head in own(heads, patient) if head.evidence.section not in ("introduction", "discussion")]
        return [h for h in kept if h.evidence.start < end], [h for h in kept if h.evidence.start >= end]

    yield from _ages(record, *parts(_ages_of_presentation(record)))
    yield from _sexes(*parts(record.sex))
    yield from _diseases(*parts(present(record.diagnoses, also="historical")))
    yield from _sides(*parts(record.nerves))
    yield from _drugs(*parts(record.drugs))
    for drug, one, other in contradicting_doses(*parts(record.drugs)):
        yield "dose", drug, one, other
    for distance, one, other in contradicting_intervals(*parts(record.events)):
        yield "interval", distance, one, other
    for subject, one, other in contradicting_outcomes(*parts(record.outcomes)):
        yield "outcome", subject, one, other
    for name, one, other in contradicting_values(own(record.analytes, patient), abstract_end=end):
        yield "measurement", name, one, other
    for point, earlier, later in contradicting_dates(own(record.timing, patient), own(record.events, patient)):
        yield "date", point, earlier, later


def _ages_of_presentation(record: CaseRecord) -> list[TimeRecord]:
    """Return the ages but those told with a date and a diagnosis or a complaint of before: they are of that date."""
    dated = {time.evidence.sentence_start for time in record.timing if time.label == "Date"}
    earlier = {
        event.evidence.sentence_start
        for event in record.events
        if event.value == "diagnosis" or event.assertion == "historical"
    }
    then = dated & earlier
    return [t for t in record.timing if t.label == "Age" and t.evidence.sentence_start not in then]


def _ages(record: CaseRecord, abstract: Sequence[Head], body: Sequence[Head]) -> Iterator[Pair]:
    """Yield two ages that say who the patient is, where the body never gives that of the abstract."""
    ones, others = (stated_ages([h for h in part if isinstance(h, TimeRecord)]) for part in (abstract, body))
    one, other = (next(iter(presenting(ages, record.sex)), None) for ages in (ones, others))
    if one and other and not any(_same_age(one.value, age.value) for age in others):
        yield "age", "age", (one.value or "", one), (other.value or "", other)


def _same_age(one: str | None, other: str | None) -> bool:
    """Tell whether two ages can be one: equal, in one full year of life, or a range that nobody can compare."""
    years = [(length(value) or 0) / 365.2425 for value in (one, other)]
    return one == other or "/" in f"{one}{other}" or 0 in years or (min(years) >= 2 and int(years[0]) == int(years[1]))


def _sexes(abstract: Sequence[Head], body: Sequence[Head]) -> Iterator[Pair]:
    """Yield the first sex of the abstract where the body states the sex, and never so."""
    ones, others = ([h for h in part if isinstance(h, SexRecord) and h.value] for part in (abstract, body))
    if ones and others and ones[0].value not in {head.value for head in others}:
        yield "sex", "sex", (ones[0].value or "", ones[0]), (others[0].value or "", others[0])


def _diseases(abstract: Sequence[Head], body: Sequence[Head]) -> Iterator[Pair]:
    """Yield a malignancy of the abstract that the body replaces by one of another line."""
    ones, others = _malignancies(abstract), _malignancies(body)
    related = any(a == b or a in above(b) or b in above(a) for a in ones for b in others)
    if ones and others and not related:
        first, second = most_specific(ones)[0], most_specific(others)[0]
        yield "diagnosis", "underlying disease", (first, ones[first]), (second, others[second])


def _malignancies(heads: Iterable[Head]) -> dict[str, Head]:
    found: dict[str, Head] = {}
    for head in heads:
        if isinstance(head, DiagnosisRecord) and head.kind == "haematological" and head.name:
            found.setdefault(head.name, head)
    return found


def _sides(abstract: Sequence[Head], body: Sequence[Head]) -> Iterator[Pair]:
    """Yield a nerve that the abstract and the body give different sides.

    Left in one place and right in another make both sides; a side that the abstract tells and the body tells
    too is no contradiction, however many more sides the body tells of.
    """
    ones, others = _by_side(abstract), _by_side(body)
    for name in sorted(ones.keys() & others.keys()):
        here, there = ones[name], others[name]
        if _whole(here) != _whole(there) and not here.keys() <= there.keys():
            (side, one), (other_side, other) = next(iter(here.items())), next(iter(there.items()))
            yield "nerve_side", name, (side, one), (other_side, other)


def _by_side(heads: Iterable[Head]) -> dict[str, dict[str, Head]]:
    found: dict[str, dict[str, Head]] = defaultdict(dict)
    for head in heads:
        if isinstance(head, NerveRecord) and head.name and head.laterality and head.involvement == "involved":
            found[head.name].setdefault(head.laterality, head)
    return found


def _whole(sides: Iterable[str]) -> frozenset[str]:
    kept = frozenset(sides)
    return frozenset({"left", "right"}) if "bilateral" in kept else kept


def _drugs(abstract: Sequence[Head], body: Sequence[Head]) -> Iterator[Pair]:
    """Yield a drug given in the one and only ever refused or avoided in the other."""
    ones, others = _by_status(abstract), _by_status(body)
    for name in sorted(ones.keys() & others.keys()):
        here, there = ones[name], others[name]
        if {"given"} in (set(here), set(there)) and {"not_given"} in (set(here), set(there)):
            (said, one), (other_said, other) = next(iter(here.items())), next(iter(there.items()))
            yield "drug", name, (said, one), (other_said, other)


def _by_status(heads: Iterable[Head]) -> dict[str, dict[str, Head]]:
    found: dict[str, dict[str, Head]] = defaultdict(dict)
    for head in heads:
        if isinstance(head, DrugRecord) and head.name and head.kind != "class":
            found[head.name].setdefault("given" if head.status == "stopped" else head.status, head)
    return found


def _conflict(record: CaseRecord, patient: int, end: int, pair: Pair) -> Conflict:
    kind, subject, *sides = pair
    sides.sort(key=lambda side: side[1].evidence.start)
    statements = [
        Statement(
            text=text,
            record=head.id,
            part="abstract" if head.evidence.start < end else "body",
            section=head.evidence.section,
        )
        for text, head in sides
    ]
    return Conflict(
        file=record.file,
        sha256=record.sha256,
        patient=patient,
        kind=kind,
        subject=subject,
        first=statements[0],
        second=statements[1],
    )


def _place(record_id: str) -> tuple[int, int]:
    start, end = record_id.rsplit("-", 2)[-2:]
    return int(start), int(end)

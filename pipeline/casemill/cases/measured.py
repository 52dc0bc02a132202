"""Two results of one measurement that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from casemill.cases.days import exact
from casemill.cases.findings import value_text
from casemill.cases.who import ARGUMENT
from casemill.records import AnalyteRecord, LabValue

Said = tuple[str, AnalyteRecord]
Result = tuple[AnalyteRecord, LabValue]

ABSENT = frozenset({"not detected", "undetectable", "undetected", "absent", "not found", "not observed", "none"})
"""Results that say that there was nothing to measure."""

_ELSEWHERE = ARGUMENT | {"abstract"}
"""Sections that tell again what the narrative tells."""


def contradicting_values(analytes: Sequence[AnalyteRecord], *, abstract_end: int) -> Iterator[tuple[str, Said, Said]]:
    """Yield name and the two statements of each contradiction, at most one a measurement and reason.

    Parameters
    ----------
    analytes
        Those of one patient, in order of their places.
    abstract_end
        Raw offset at which the body begins, 0 without an abstract.
    """
    groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for analyte in analytes:
        if analyte.name and analyte.kind in (None, "lab", "vital"):
            groups[analyte.name, analyte.specimen or ""] += [(analyte, value) for value in analyte.values]
    for (name, specimen), results in groups.items():
        subject = f"{name} ({specimen})" if specimen else name
        for pair in (_same_day(results), _against_abstract(results, abstract_end), _found_and_absent(results)):
            if pair:
                yield subject, _said(pair[0]), _said(pair[1])


def _same_day(results: Sequence[Result]) -> tuple[Result, Result] | None:
    """Return two different numbers in one unit for one day, told in different sentences.

    Inside one sentence two numbers are of two sides, two sites or a course of hours; a day that comes from an
    earlier sentence may not be that of the measurement.
    """
    first: dict[tuple[str, str], Result] = {}
    for analyte, value in results:
        day = exact(analyte.when)
        if day is None or analyte.when is None or analyte.when.source == "narrative" or not _is_plain(value):
            continue
        earlier = first.setdefault((day, value.unit or ""), (analyte, value))
        apart = earlier[0].evidence.sentence_start != analyte.evidence.sentence_start
        if apart and not _agree(earlier[1], value):
            return earlier, (analyte, value)
    return None


def _against_abstract(results: Sequence[Result], end: int) -> tuple[Result, Result] | None:
    """Return the first number of the abstract that the body, which gives the measurement in that unit, never gives."""
    plain = [result for result in results if _is_plain(result[1]) and result[0].evidence.section != "discussion"]
    summed_up = [result for result in plain if result[0].evidence.start < end]
    if not summed_up:
        return None
    first = summed_up[0]
    body = [r for r in plain if r[0].evidence.start >= end and r[1].unit == first[1].unit]
    return (first, body[0]) if body and not any(_agree(first[1], value) for _, value in body) else None


def _found_and_absent(results: Sequence[Result]) -> tuple[Result, Result] | None:
    """Return a number of the narrative, and words elsewhere that there was none, though the narrative never says so.

    Inside the narrative a number and then nothing is a course: the finding went.
    """
    narrative = [result for result in results if result[0].evidence.section not in _ELSEWHERE]
    number = next((r for r in narrative if _is_plain(r[1]) and float(r[1].number or 0) > 0), None)
    if number is None or any(_is_absent(value) for _, value in narrative):
        return None
    absent = next((r for r in results if _is_absent(r[1])), None)
    return (number, absent) if absent else None


def _is_absent(value: LabValue) -> bool:
    return value.number is None and value_text(value).lower() in ABSENT


def _is_plain(value: LabValue) -> bool:
    number = value.number or ""
    return value.comparator is None and number.replace(".", "", 1).isdecimal()


def _agree(one: LabValue, other: LabValue) -> bool:
    """Tell whether two numbers are equal, or one is the other rounded."""
    a, b = one.number or "", other.number or ""
    places = min(len(a.partition(".")[2]), len(b.partition(".")[2]))
    return float(a) == float(b) or round(float(a), places) == round(float(b), places)


def _said(result: Result) -> Said:
    analyte, value = result
    return value_text(value), analyte

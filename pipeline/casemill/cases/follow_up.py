"""The follow-up: from where the neurological illness began to the last point that the narrative places in time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casemill.cases.days import length, span
from casemill.cases.model import Cell
from casemill.cases.who import ARGUMENT, cell_of, told
from casemill.records import Clinical, EventRecord, Head, TimeRecord

_SUMMARY = frozenset({"title", "abstract"})
_UNIT = re.compile(r"(\d+)([YMWD])")
_WHOLE = re.compile(r"\+P(?:\d+[YMWD])+")


@dataclass(frozen=True)
class _Chain:
    """A row of distances, each counted from where the one before ended.

    Parameters
    ----------
    anchor
        What the first of them counts from.
    count
        Which transplantation that is.
    units
        Years, months, weeks and days so far.
    dates
        The distances.
    """

    anchor: str
    count: int | None
    units: Counter[str]
    dates: tuple[TimeRecord, ...]

    @property
    def value(self) -> str:
        """The whole distance in ISO 8601 form."""
        return "P" + "".join(f"{self.units[unit]}{unit}" for unit in "YMWD" if self.units[unit])

    @property
    def days(self) -> float:
        """Mean days, for comparing distances."""
        return length(self.value) or 0.0


def follow_up(heads: Sequence[Head], onset: EventRecord | None) -> tuple[Cell, Cell]:
    """Return the time from the first neurological complaint to the last point placed in time, and what it counts from.

    Without a date of the complaint it counts from the first dated admission or other beginning that is not the
    malignancy's, else from the first dated transplantation. Without dates of the calendar it is the last stated
    distance, with those before that it goes on from; empty where a distance from another point is longer, for then
    the last one is not the whole follow-up. What the narrative alone places ends nothing.
    """
    points = [head for head in heads if head.evidence.section not in ARGUMENT and _counts(head)]
    dated = [head for head in points if head.when and head.when.latest and head.when.source != "narrative"]
    last = max(dated, key=lambda head: (head.when and head.when.latest) or "", default=None)
    for start in _starts(points, onset):
        distance = span(start.when, last.when) if last else None
        if last and distance and distance != "P0D":
            return cell_of(distance, start, last), cell_of(start.value, start)
    return _told_by_distances(points, onset)


def _starts(points: Sequence[Head], onset: EventRecord | None) -> list[EventRecord]:
    """Return where a follow-up can begin, the best first."""
    dated = [head for head in points if isinstance(head, EventRecord) and head.when and head.when.earliest]
    dated.sort(key=lambda event: (event.when and event.when.earliest) or "")
    begun = [event for event in dated if event.value == "admission" or _may_begin(event, of_blood=_of_blood(points))]
    grafted = [event for event in dated if event.value == "transplant"]
    return [*([onset] if onset else []), *begun, *grafted]


def _may_begin(event: EventRecord, *, of_blood: bool) -> bool:
    """Tell whether the illness began so; beside a malignancy the words must tell which of both did."""
    return event.value in ("onset", "diagnosis") and (event.of == "neurological" or (event.of is None and not of_blood))


def _of_blood(points: Iterable[Head]) -> bool:
    return any(isinstance(head, EventRecord) and head.of == "haematological" for head in points)


def _told_by_distances(points: Sequence[Head], onset: EventRecord | None) -> tuple[Cell, Cell]:
    """Return the last chain of distances, where there are no dates to count with."""
    body = told([head for head in points if isinstance(head, TimeRecord)], without=_SUMMARY)
    of_blood = _of_blood(points)
    chains = [chain for chain in _chains(body, onset) if not (of_blood and chain.anchor == "diagnosis")]
    if not chains:
        return Cell(), Cell()
    last = max((c for c in chains if c.anchor == chains[-1].anchor), key=lambda c: c.days)
    if any(chain.days > last.days for chain in chains):
        return Cell(), Cell()
    begun = _offset_of(onset, last)
    if onset and begun and set(last.units) == {"D"} and last.units["D"] > begun:
        return cell_of(f"P{last.units['D'] - begun}D", onset, *last.dates), cell_of("onset", onset)
    return cell_of(last.value, *last.dates), cell_of(last.anchor, *last.dates)


def _chains(times: Iterable[TimeRecord], onset: EventRecord | None) -> list[_Chain]:
    """Return the chain of each distance forward; none at all if the last one goes on from an unknown point."""
    found: list[_Chain] = []
    latest: _Chain | None = None
    for time in sorted(times, key=lambda head: head.evidence.start):
        if time.label != "Date" or (time.value or "").startswith("-"):
            continue
        anchor = (time.when.anchor if time.when else None) or time.anchor
        if not _WHOLE.fullmatch(time.value or "") or anchor in (None, "now"):
            latest = None
            continue
        if anchor == "previous" and latest is None:
            latest = _from_onset(time, onset)
        elif anchor == "previous" and latest is not None:
            latest = _Chain(latest.anchor, latest.count, latest.units + _units(time), (*latest.dates, time))
        elif anchor != "previous":
            latest = _Chain(str(anchor), time.when.count if time.when else None, _units(time), (time,))
        if latest:
            found.append(latest)
    return [chain for chain in found if chain.days] if latest else []


def _from_onset(time: TimeRecord, onset: EventRecord | None) -> _Chain | None:
    """Return a chain that begins at the complaint told just before: in the sentence in front."""
    if onset is None or onset.evidence.sentence_end > time.evidence.start:
        return None
    is_next = time.evidence.sentence_start - onset.evidence.sentence_end <= 1
    return _Chain("onset", None, _units(time), (time,)) if is_next else None


def _units(time: TimeRecord) -> Counter[str]:
    """Return the units of a distance; they add up unit by unit, for no calendar tells how long a month is in weeks."""
    units: Counter[str] = Counter()
    for number, unit in _UNIT.findall(time.value or ""):
        units[unit] += int(number)
    return units


def _offset_of(onset: EventRecord | None, chain: _Chain) -> int | None:
    """Return how many days behind the anchor of a chain the complaint began, if it is told so."""
    when = onset.when if onset else None
    match = re.fullmatch(r"\+P(\d+)D", when.offset or "") if when else None
    if when is None or match is None or (when.anchor, when.count) != (chain.anchor, chain.count):
        return None
    return int(match[1])


def _counts(head: Head) -> bool:
    return not (isinstance(head, Clinical) and head.assertion != "present")

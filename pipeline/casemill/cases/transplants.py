"""The transplantations of a patient, told many times, as a list of procedures; day zero."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from casemill.cases.days import day_text, exact, shifted
from casemill.cases.model import Cell, Cells
from casemill.cases.who import cell_of, cells_of, present, told
from casemill.records import EventRecord, TimeRecord


def transplantations(events: Sequence[EventRecord], times: Sequence[TimeRecord]) -> tuple[Cells, Cell, Cell]:
    """Return the transplantations, and the days of the first and the second.

    Parameters
    ----------
    events, times
        Those of the patient. The day of a transplantation is that of its event; where the event has none, the day
        that counted days (``D+33``) count from.
    """
    found = [event for event in told(present(events)) if event.value == "transplant"]
    groups = _groups(found)
    listed = cells_of((_text(number, groups[number]), e) for number in sorted(groups) for e in groups[number])
    counted = _counted_from(times)
    zeros = [cell_of(day, *(event for event in found if exact(event.when) == day)) for day in _days(found)]
    first, second, *_ = (*zeros, Cell(), Cell())
    return listed, first if first.value else counted.get(1, Cell()), second if second.value else counted.get(2, Cell())


def _groups(events: Sequence[EventRecord]) -> dict[int, list[EventRecord]]:
    """Put together what is told of one transplantation: by its day, else by its number.

    The days in their order count the transplantations. What has neither tells of one of those known, and is left
    out; where nothing else is known, all tell of one.
    """
    days = _days(events)
    groups: dict[int, list[EventRecord]] = defaultdict(list)
    for event in events:
        day = exact(event.when)
        number = days.index(day) + 1 if day else event.number
        if number:
            groups[number].append(event)
    return groups or ({1: list(events)} if events else {})


def _text(number: int, events: Sequence[EventRecord]) -> str:
    kind = next((event.kind for event in events if event.kind), None)
    counted = number > 1 or any(event.number for event in events)
    day = next((text for event in events if (text := day_text(event.when))), None)
    parts = (kind, "transplantation", str(number) if counted else None, f"({day})" if day else None)
    return " ".join(part for part in parts if part)


def _days(events: Sequence[EventRecord]) -> list[str]:
    return sorted({day for event in events if (day := exact(event.when))})


def _counted_from(times: Sequence[TimeRecord]) -> dict[int, Cell]:
    """Return number of a transplantation -> the day that most of the days counted from it count from."""
    found: dict[int, dict[str, list[TimeRecord]]] = defaultdict(lambda: defaultdict(list))
    for time in times:
        when = time.when
        zero = shifted(exact(when), when.offset) if when and when.anchor == "transplant" else None
        if when and when.count and zero:
            found[when.count][zero].append(time)
    return {number: _most_common(days) for number, days in found.items()}


def _most_common(days: dict[str, list[TimeRecord]]) -> Cell:
    counts = Counter({day: len(times) for day, times in sorted(days.items())})
    ((day, _),) = counts.most_common(1)
    return cell_of(day, *days[day])

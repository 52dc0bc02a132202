"""The transplantations of a patient, told many times, as a list of procedures; day zero."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import count

from casemill.cases.days import day_text, days_between, exact, shifted
from casemill.cases.model import Cell, Cells
from casemill.cases.who import cell_of, cells_of, present, told
from casemill.records import EventRecord, TimeRecord

Teller = EventRecord | TimeRecord
"""A transplantation, or a day that is counted from it."""

_SAME = 7
"""Days that may lie between what a report says of the day of one transplantation here and there."""


def transplantations(events: Sequence[EventRecord], times: Sequence[TimeRecord]) -> tuple[Cells, Cell, Cell]:
    """Return the transplantations, and the days of the first and the second.

    Parameters
    ----------
    events, times
        Those of the patient. The day of a transplantation is that of its event; where the event has none, the day
        that counted days (``D+33``) count from.
    """
    found = [event for event in told(present(events)) if event.value == "transplant"]
    counted = _counted_from(times, found)
    numbers = _numbers(found, counted)
    zeros = {number: day for day, number in sorted(numbers.items(), reverse=True)}
    groups = _groups(found, counted, numbers)
    texts = {number: _text(number, groups, zeros.get(number)) for number in sorted(groups)}
    listed = cells_of((text, head) for number, text in texts.items() for head in groups[number])
    first, second = (_zero(zeros.get(number), groups.get(number, ()), counted) for number in (1, 2))
    return listed, first, second


def _numbers(events: Sequence[EventRecord], counted: dict[int, tuple[str, list[TimeRecord]]]) -> dict[str, int]:
    """Return day -> which transplantation it is of: as stated, else in the order of the days."""
    stated = {day: number for number, (day, _) in counted.items()}
    firsts = _firsts(events)
    for event in reversed(events):
        if event.number and (day := exact(event.when)):
            stated[firsts[day]] = event.number
    free = (number for number in count(1) if number not in stated.values())
    numbers = {day: stated.get(day) or next(free) for day in sorted({*firsts.values(), *stated})}
    return numbers | {day: numbers[first] for day, first in firsts.items()}


def _firsts(events: Sequence[EventRecord]) -> dict[str, str]:
    """Return day of an event -> the first day of the same transplantation."""
    firsts: dict[str, str] = {}
    last = ""
    for day in sorted({day for event in events if (day := exact(event.when))}):
        last = firsts[day] = last if last and days_between(day, last) <= _SAME else day
    return firsts


def _groups(
    events: Sequence[EventRecord], counted: dict[int, tuple[str, list[TimeRecord]]], numbers: dict[str, int]
) -> dict[int, list[Teller]]:
    """Put together what is told of one transplantation: by its day, else by its number.

    What has neither tells of one of those known, and is left out; where no event has one, all tell of the first.
    """
    groups: dict[int, list[Teller]] = defaultdict(list)
    for event in events:
        if number := numbers.get(exact(event.when) or "", event.number):
            groups[number].append(event)
    if not groups and events:
        groups[1] += events
    for number, (_, times) in counted.items():
        groups[number] += times
    return groups


def _text(number: int, groups: dict[int, list[Teller]], zero: str | None) -> str:
    events = [head for head in groups[number] if isinstance(head, EventRecord)]
    kind = next((event.kind for event in events if event.kind), None)
    is_counted = number > 1 or len(groups) > 1 or any(event.number for event in events)
    day = zero or next((text for event in events if (text := day_text(event.when))), None)
    parts = (kind, "transplantation", str(number) if is_counted else None, f"({day})" if day else None)
    return " ".join(part for part in parts if part)


def _zero(day: str | None, heads: Sequence[Teller], counted: dict[int, tuple[str, list[TimeRecord]]]) -> Cell:
    """Return a day zero with the events of that day, else with the days that are counted from it."""
    events = [head for head in heads if isinstance(head, EventRecord) and exact(head.when) == day]
    times = [time for zero, of_zero in counted.values() if zero == day for time in of_zero]
    return cell_of(day, *(events or times))


def _counted_from(
    times: Sequence[TimeRecord], events: Sequence[EventRecord]
) -> dict[int, tuple[str, list[TimeRecord]]]:
    """Return number of a transplantation -> the day that most of the days counted from it count from, and those.

    One whose event has a day of its own near that one is left out.
    """
    found: dict[int, dict[str, list[TimeRecord]]] = defaultdict(lambda: defaultdict(list))
    for time in times:
        when = time.when
        zero = shifted(exact(when), when.offset) if when and when.anchor == "transplant" else None
        if when and when.count and zero:
            found[when.count][zero].append(time)
    own_days = {day for event in events if (day := exact(event.when))}
    common = {number: _most_common(days) for number, days in found.items()}
    return {
        number: (day, found[number][day])
        for number, day in sorted(common.items())
        if not any(days_between(day, own) <= _SAME for own in own_days)
    }


def _most_common(days: dict[str, list[TimeRecord]]) -> str:
    ((day, _),) = Counter({day: len(times) for day, times in sorted(days.items())}).most_common(1)
    return day

"""Two names of one day that resolve to different days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from casemill.cases.days import day_text, meet
from casemill.records import EventRecord, TimeRecord

Said = tuple[str, TimeRecord]

_DAYS = re.compile(r"[+-]P\d+D")
_APPOSITION = 2
"""Characters between a counted day and the date in apposition: a blank and a parenthesis, a comma and a blank."""


def contradicting_dates(times: Sequence[TimeRecord], events: Sequence[EventRecord]) -> Iterator[tuple[str, Said, Said]]:
    """Yield a counted day and the calendar date beside it that cannot be the same day.

    A counted day (``D+60``, day 3 after admission) and a date next to it in one sentence name one point twice.
    Two calendar dates do not: they are the ends of a period. Nor does a distance from the point told before, and
    weeks and months are rounded. The event that is counted from may stand between the two.
    """
    behind = {event.evidence.start - 1: event.evidence.end for event in events}
    dates = [time for time in times if time.label == "Date"]
    for one, other in pairwise(dates):
        if one.evidence.sentence_start != other.evidence.sentence_start:
            continue
        one_each = (_is_counted(one) and _is_calendar(other)) or (_is_calendar(one) and _is_counted(other))
        end = behind.get(one.evidence.end, one.evidence.end)
        if other.evidence.start - end > _APPOSITION or not one_each:
            continue
        if one.when and other.when and meet(one.when, other.when) is False and not _is_derived(one, other):
            counted = one if _is_counted(one) else other
            yield " ".join(counted.evidence.text.split()), _said(one), _said(other)


def _is_counted(time: TimeRecord) -> bool:
    return time.anchor not in (None, "previous", "now") and bool(_DAYS.fullmatch(time.value or ""))


def _is_calendar(time: TimeRecord) -> bool:
    return bool(time.value) and time.anchor is None


def _is_derived(one: TimeRecord, other: TimeRecord) -> bool:
    """Tell whether one of the two was counted from the other."""
    return any(a.id in (b.when.given_by if b.when else ()) for a, b in ((one, other), (other, one)))


def _said(time: TimeRecord) -> Said:
    return day_text(time.when) or "", time

"""The timeline: when each thing was, in days of the calendar as far as the text tells.

Calendar dates mean what they say, distances are added on the calendar to what they count
from: a day zero, a dated event, or what was told just before. Nothing is repaired: where a
counted day and a date beside it disagree, each keeps its own days.
"""

from __future__ import annotations

from typing import Any

from casemill.timeline.reading import Reading
from casemill.view import View


def resolve_times(view: View) -> list[list[Any]]:
    """Return ``[label, start, end, when]`` of the mentions that have a time, in order of their places.

    ``when`` has the fields of :class:`casemill.records.When` as plain values; ``given_by`` is
    a list of ``[label, start, end]``.
    """
    times = Reading(view).times
    found = [[*key, point.to_plain(source)] for key, (point, source) in times.items()]
    return sorted(found, key=lambda item: (item[1], item[2], item[0]))

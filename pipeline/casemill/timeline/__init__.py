"""The timeline: when each thing was, in days of the calendar as far as the text tells."""

from __future__ import annotations

from typing import Any

from casemill.view import View


def resolve_times(view: View) -> list[list[Any]]:
    """Return ``[label, start, end, when]`` of the mentions that have a time, in order of their places.

    ``when`` has the fields of :class:`casemill.records.When` as plain values; ``given_by`` is
    a list of ``[label, start, end]``.
    """
    return []

"""The course of an illness: events that times count from, and outcomes."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.view import View


def find_course(view: View) -> list[Mention]:
    """Return the Event and Outcome mentions of a report."""
    return []

"""Several patients in one report: who is told apart, and which record is whose."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.view import View


def attribute_patients(view: View) -> list[Mention]:
    """Return all mentions; in a report of several patients with their Patient marks and the attribute ``Patient``."""
    return list(view.mentions)

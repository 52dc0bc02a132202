"""Procedures: examinations that were done."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.view import View


def find_procedures(view: View) -> list[Mention]:
    """Return the Procedure mentions of a report."""
    return []

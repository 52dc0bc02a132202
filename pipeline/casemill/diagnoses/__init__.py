"""Diagnoses: names of diseases and syndromes."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.view import View


def find_diagnoses(view: View) -> list[Mention]:
    """Return the Diagnosis mentions of a report."""
    return []

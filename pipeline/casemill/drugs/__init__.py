"""Rules for drugs: plain functions from a view of the text to mentions."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.view import View


def find_drugs(view: View) -> list[Mention]:
    """Find the mentions of the family in a text."""
    return []

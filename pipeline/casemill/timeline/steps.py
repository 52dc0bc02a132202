"""Steps of the course that days are counted from, and drugs that were there before any of them."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.timeline.cues import in_front
from casemill.timeline.sentences import Told

_TREATMENTS = ("Drug", "Procedure")
_WIDEST_LEAD = 30
"""Characters in front of a drug in which the words stand that tell whether it was begun."""


def step_of(told: Told, head: Mention) -> str:
    """Return what days can be counted from if the sentence tells it of a finding, else an empty string.

    Returns
    -------
    str
        ``admission``, ``transplant`` or ``treatment``. A treatment counts where the sentence says that it was begun,
        and not by a day that itself is counted.
    """
    stated = head.attributes
    value = stated.get("Value", "") if head.label == "Event" else ""
    if stated.get("Assertion", "present") != "present" or told.only_names(head):
        return ""
    if value == "admission":
        return value
    if told.is_counted or not told.says("starts"):
        return ""
    if value == "transplant":
        return value
    return "treatment" if head.label in _TREATMENTS else ""


def is_taken(told: Told, head: Mention) -> bool:
    """Tell whether a drug was being taken, not begun (``on metformin``)."""
    if head.label != "Drug":
        return False
    before = told.view.text[max(told.sentence.start, head.start - _WIDEST_LEAD) : head.start]
    return in_front("taking").search(before) is not None and in_front("begun on").search(before) is None

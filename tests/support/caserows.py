"""Rows of cases from marked texts, and times for their heads."""

from __future__ import annotations

from handmade import handmade

from casemill.cases import cases_of
from casemill.records import CaseRecord, When


def case_of(marked):
    (case,) = cases_of(handmade(marked))
    return case


def on(record: CaseRecord, **days: str) -> CaseRecord:
    """Return the record with times: the text of a head (``_`` a blank) -> its day, or first and last day."""

    def timed(head):
        day = days.get(head.evidence.text.replace(" ", "_"))
        if day is None:
            return head
        first, _, last = day.partition("/")
        return head.model_copy(update={"when": When(earliest=first, latest=last or first)})

    families = ("events", "drugs", "analytes", "outcomes", "timing", "nerves")
    return record.model_copy(update={name: tuple(map(timed, getattr(record, name))) for name in families})

"""The CARE checklist for case reports: which of its items a report tells, and where.

Items and checks stand in ``rules/care_items``. A check sees records and sections alone, so it says
whether an item can be found, not whether it is told well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from casemill.cases.days import is_weeks_behind
from casemill.cases.who import ARGUMENT, abstract_end
from casemill.lexicons import Row, listed, table
from casemill.records import CaseRecord, DrugRecord, EventRecord, Frozen, Head


class CareItem(Frozen):
    """One item of the checklist in one report."""

    file: str | None = None
    sha256: str
    item: str
    """Id of the row of ``rules/care_items``."""
    number: str
    """Number of the topic in the checklist."""
    topic: str
    wording: str
    found: bool
    start: int | None = None
    """Where the first evidence begins in the raw text; None if not found."""
    end: int | None = None
    section: str | None = None
    """Category of the section of the first evidence."""
    record: str | None = None
    """Id of the record that is the first evidence; None for a section or a title."""


Place = tuple[int | None, int | None, str, str | None]
"""Start, end, section category, id of the record."""


def care_of(record: CaseRecord) -> tuple[CareItem, ...]:
    """Return all items of the checklist for a report, in its order, each found or not."""
    return tuple(_item(record, row) for row in table("rules/care_items"))


def _item(record: CaseRecord, row: Row) -> CareItem:
    without = tuple(listed(row["not_cue"]))
    places = [place for check in listed(row["checks"]) for place in _found(record, check, without)]
    start, end, section, found_in = min(places, key=lambda place: place[:2], default=(None, None, None, None))
    return CareItem(
        file=record.file,
        sha256=record.sha256,
        item=row["id"],
        number=row["number"],
        topic=row["topic"],
        wording=row["item"],
        found=bool(places),
        start=start,
        end=end,
        section=section,
        record=found_in,
    )


def _found(record: CaseRecord, check: str, without: tuple[str, ...]) -> Iterator[Place]:
    """Yield the first place that a check finds."""
    part, _, what = check.partition(":")
    places = _FINDERS[part](record, what) if part in _FINDERS else _heads(record, part, what, without)
    yield from islice(places, 1)


def _title(record: CaseRecord, words: str) -> Iterator[Place]:
    title = record.study.title
    if title is not None and words in " ".join(title.value.lower().split()):
        yield title.start, title.end, "title", None


def _section(record: CaseRecord, category: str) -> Iterator[Place]:
    """Yield the sections of a category that hold for the body, or that are the abstract."""
    end = abstract_end(record.sections)
    for section in record.sections:
        if section.category == category and (section.start >= end or category not in ARGUMENT):
            yield section.start, section.end, category, None


def _abstract_section(record: CaseRecord, category: str) -> Iterator[Place]:
    """Yield the parts of a structured abstract."""
    end = abstract_end(record.sections)
    for section in record.sections:
        if section.category == category and section.start < end:
            yield section.start, section.end, category, None


def _argument(record: CaseRecord, scope: str) -> Iterator[Place]:
    for head in record.heads:
        if head.scope == scope and head.evidence.section in ARGUMENT:
            yield _place(head)


def _heads(record: CaseRecord, part: str, what: str, without: tuple[str, ...]) -> Iterator[Place]:
    """Yield the heads of the patient in a part of the report that have a label and, if asked, a value of a field.

    A title names a thing, and tells nothing of it. What was asserted by a word of ``without`` does not count.
    """
    label, _, condition = what.partition(":")
    field, _, value = condition.partition("=")
    end = abstract_end(record.sections)
    for head in record.heads:
        if head.label != label or head.scope != "patient" or not _has(head, field, value):
            continue
        is_title = head.evidence.section == "title"
        in_abstract = head.evidence.start < end
        inside = {"any": True, "abstract": in_abstract and not is_title, "body": not (in_abstract or is_title)}[part]
        cue = (getattr(head, "assertion_cue", None) or "").lower()
        if inside and not any(word in cue for word in without):
            yield _place(head)


def _later(record: CaseRecord, label: str) -> Iterator[Place]:
    """Yield the times weeks away from what the body told before, behind an intervention or with an outcome."""
    end = abstract_end(record.sections)
    ended = {outcome.evidence.sentence_start for outcome in record.outcomes if outcome.scope == "patient"}
    treated = False
    for head in record.heads:
        if head.evidence.start < end or head.scope != "patient" or head.evidence.section in (*ARGUMENT, "title"):
            continue
        treated = treated or _is_treatment(head)
        is_behind = treated or head.evidence.sentence_start in ended
        if is_behind and head.label == label and is_weeks_behind(head.when):
            yield _place(head)


def _is_treatment(head: Head) -> bool:
    if isinstance(head, DrugRecord):
        return head.assertion == "present" and head.status == "given"
    return isinstance(head, EventRecord) and head.assertion == "present" and head.value in ("transplant", "discharge")


def _has(head: Head, field: str, value: str) -> bool:
    if not field:
        return getattr(head, "assertion", "present") == "present"
    stated = getattr(head, field)
    return stated == value if value else bool(stated)


def _place(head: Head) -> Place:
    return head.evidence.start, head.evidence.end, head.evidence.section, head.id


_FINDERS: dict[str, Callable[[CaseRecord, str], Iterator[Place]]] = {
    "title": _title,
    "section": _section,
    "abstract_section": _abstract_section,
    "argument": _argument,
    "later": _later,
}

"""What records are made of: evidence, times, and what is told of the report as a whole."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from casemill.closed_values import Anchor, WhenSource


class Frozen(BaseModel):
    """Base of all records: immutable, no fields but the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Evidence(Frozen):
    """Where a record was read: ``raw[start:end] == text``, character for character.

    Offsets count Unicode code points of the raw text, newlines untouched, half open.
    """

    start: int
    end: int
    text: str
    """The raw characters, also where a line end or a hyphen cuts a word in two."""
    page: int | None = None
    """Number of the page, from 1, in a file that has pages."""
    section: str = "body"
    """Category of the section it stands in, for example ``case`` or ``abstract``."""
    sentence_start: int
    sentence_end: int


class When(Frozen):
    """When something was: days of the calendar as far as the text lets them be known.

    ``2019-07-21`` has the same earliest and latest day; ``August 2018`` runs from the first
    to the last day of the month. Where no calendar date can be reached, both are None and
    the distance from the anchor remains.
    """

    earliest: str | None = None
    """First day that it can have been, ``YYYY-MM-DD``."""
    latest: str | None = None
    """Last day that it can have been, ``YYYY-MM-DD``."""
    anchor: Anchor | None = None
    """What the distance counts from."""
    offset: str | None = None
    """Distance with a sign, ISO 8601, for example ``+P60D``."""
    count: int | None = None
    """Which transplantation a day count starts from (1, 2 ...), where the text has day counts."""
    inferred: bool = False
    """True if the year, or the event counted from, is not stated but follows from what was told before."""
    source: WhenSource = "stated"
    """``stated``: a time expression itself; else from one of its ``sentence``, or of the ``narrative`` before."""
    given_by: tuple[str, ...] = ()
    """Ids of the records that it was read from: the time expression first, then what it counts from."""


class SetAside(Frozen):
    """A passage that was not read because it is not English."""

    start: int
    end: int
    reason: str
    """``script`` or ``language``."""
    language: str
    """ISO 639-1."""


class SectionRecord(Frozen):
    """A stretch of the raw text under one kind of heading, half open."""

    start: int
    end: int
    category: str
    """Category of ``rules/sections``, for example ``case`` or ``discussion``."""
    read: bool = True


class StudyField(Frozen):
    """One thing that the text says of the publication, with its place."""

    id: str
    """As that of a record; its label is ``Title``, ``DOI``, ``PMID`` or ``Year``."""
    value: str
    start: int | None = None
    end: int | None = None
    """Both are None where a tag of the file says it and its text does not."""


class Study(Frozen):
    """What the text says of the publication; None where it is silent."""

    title: StudyField | None = None
    doi: StudyField | None = None
    pmid: StudyField | None = None
    year: StudyField | None = None


class Abbreviation(Frozen):
    """A short form as the report itself introduces it."""

    short: str
    long: str

"""What comes out: typed, frozen, plain values, each with the raw characters it was read from.

The names are those of the annotation guidelines. ``None`` and an empty tuple mean that the
text does not say; nothing is filled in. A :class:`CaseRecord` knows neither spaCy nor
pandas and holds all that a writer needs.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from casemill.closed_values import (
    AnalyteKind,
    Anchor,
    Assertion,
    Comparator,
    DiagnosisKind,
    DrugKind,
    DrugStatus,
    EventValue,
    Experiencer,
    Flag,
    Involvement,
    Laterality,
    OutcomeValue,
    ProcedureKind,
    Scope,
    Specimen,
    TimeLabel,
    TransplantKind,
)
from casemill.record_parts import Abbreviation, Evidence, Frozen, SectionRecord, SetAside, Study, When

SCHEMA_VERSION = "1.1"
"""Version of the shape of :class:`CaseRecord`; its first number changes when a field goes or is renamed."""

FAMILIES = (
    "nerves",
    "drugs",
    "analytes",
    "diagnoses",
    "procedures",
    "events",
    "outcomes",
    "timing",
    "sex",
    "patients",
)
"""Fields of a record that hold heads; each has a table."""


def record_id(sha256: str, label: str, start: int, end: int) -> str:
    """Return the stable id of a record: its text, its label and its raw place.

    >>> record_id("9d759789e62c91edebc9177ea86af176", "Nerve", 2435, 2441)
    '9d759789e62c-Nerve-2435-2441'
    """
    return f"{sha256[:12]}-{label}-{start}-{end}"


class Slot(Frozen):
    """What belongs to a head: a dose to its drug, a value to its analyte.

    A slot that the text gives once for several heads stands in each of them, with the
    same id.
    """

    id: str
    label: str
    evidence: Evidence


class Dose(Slot):
    """Amount and unit of a drug."""

    label: Literal["Dose"] = "Dose"


class Route(Slot):
    """Way in which a drug was given."""

    label: Literal["Route"] = "Route"


class TimeSlot(Slot):
    """Frequency or duration of a drug; the same id stands in :attr:`CaseRecord.timing`."""

    label: Literal["Frequency", "Duration"]
    value: str | None = None
    """ISO 8601 / TIMEX3, for example ``R1/P1D`` or ``P14D``."""


class LabValue(Slot):
    """Result of an analyte: a number with its unit, or the word that is the result."""

    label: Literal["LabValue"] = "LabValue"
    number: str | None = None
    """Decimal point; two numbers of one result with ``/`` or ``-`` between; None if qualitative."""
    unit: str | None = None
    """UCUM where it is plain, ``%`` for per cent."""
    comparator: Comparator | None = None


class RefRange(Slot):
    """Reference interval or bound of an analyte."""

    label: Literal["RefRange"] = "RefRange"


class Head(Frozen):
    """What stands on its own: of the reported patient, or of others (scope ``general``)."""

    id: str
    label: str
    evidence: Evidence
    scope: Scope = "patient"
    scope_cue: str | None = None
    """Rows of ``rules/scope_cues`` that decided, if any."""
    experiencer: Experiencer | None = None
    """Of scope ``general``: whose it is, if the text tells of one person."""
    patient: int | None = None
    """Number of the patient in a report of several, by first mention; None in a report of one, or of none of them."""
    when: When | None = None


class Clinical(Head):
    """A head that can be asserted: found in the patient, denied, suspected, planned, of the past."""

    assertion: Assertion = "present"
    assertion_cue: str | None = None
    """The words that decided, if it is not the default."""


class Concept(Clinical):
    """A head with a preferred name and, where a vocabulary has one, an identifier."""

    name: str | None = None
    identifier: str | None = None


class NerveRecord(Concept):
    """A named nerve, root, plexus or ganglion."""

    label: Literal["Nerve"] = "Nerve"
    laterality: Laterality | None = None
    involvement: Involvement | None = None
    involvement_cue: str | None = None
    """What decided the involvement."""


class DrugRecord(Concept):
    """A substance given as therapy, a class of them, or a regimen."""

    label: Literal["Drug"] = "Drug"
    kind: DrugKind | None = None
    status: DrugStatus = "given"
    status_cue: str | None = None
    """What decided the status, if it is not the default."""
    components: tuple[str, ...] = ()
    """Ingredients of a regimen or of a combination, where known."""
    doses: tuple[Dose, ...] = ()
    routes: tuple[Route, ...] = ()
    frequencies: tuple[TimeSlot, ...] = ()
    durations: tuple[TimeSlot, ...] = ()


class AnalyteRecord(Concept):
    """A quantity measured in the patient or a specimen, with its results."""

    label: Literal["Analyte"] = "Analyte"
    kind: AnalyteKind | None = None
    specimen: Specimen | None = None
    flag: Flag | None = None
    values: tuple[LabValue, ...] = ()
    ref_ranges: tuple[RefRange, ...] = ()


class DiagnosisRecord(Concept):
    """A named disease or syndrome."""

    label: Literal["Diagnosis"] = "Diagnosis"
    kind: DiagnosisKind | None = None


class ProcedureRecord(Concept):
    """An examination: electrophysiology, imaging, biopsy, lumbar puncture."""

    label: Literal["Procedure"] = "Procedure"
    kind: ProcedureKind | None = None


class EventRecord(Clinical):
    """A point in the course of the illness that times can count from."""

    label: Literal["Event"] = "Event"
    value: EventValue | None = None
    number: int | None = None
    """Of remissions, relapses and transplantations: which one, as the text counts them."""
    kind: TransplantKind | None = None
    """Of a transplantation, where stated."""
    of: Literal["haematological", "neurological"] | None = None
    """What began, was diagnosed, remitted or relapsed, where the clause says so."""


class OutcomeRecord(Clinical):
    """What became of the patient or of the neurological deficit."""

    label: Literal["Outcome"] = "Outcome"
    value: OutcomeValue | None = None


class PatientRecord(Head):
    """Words that tell the patients of a series apart."""

    label: Literal["Patient"] = "Patient"


class TimeRecord(Head):
    """A date, duration, frequency, age or clock time."""

    label: TimeLabel
    value: str | None = None
    """ISO 8601 / TIMEX3; a distance with a sign for a point that is counted from an anchor."""
    anchor: Anchor | None = None


class SexRecord(Head):
    """The first word in the case that states the sex of the patient."""

    label: Literal["Sex"] = "Sex"
    value: Literal["female", "male"] | None = None


class CaseRecord(Frozen):
    """All that was found in one report."""

    schema_version: str = SCHEMA_VERSION
    casemill_version: str
    file: str | None = None
    """Name of the file; for a file of a folder its path inside that folder; None for a text."""
    sha256: str
    """Of the bytes of the file; of its UTF-8 form for a text."""
    text_sha256: str | None = None
    """Of the text that was taken out of a file of another format, in UTF-8; offsets count its characters."""
    encoding: str | None = None
    """Encoding in which the file was read; None for a text."""
    study: Study = Study()
    sections: tuple[SectionRecord, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    nerves: tuple[NerveRecord, ...] = ()
    drugs: tuple[DrugRecord, ...] = ()
    analytes: tuple[AnalyteRecord, ...] = ()
    diagnoses: tuple[DiagnosisRecord, ...] = ()
    procedures: tuple[ProcedureRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    outcomes: tuple[OutcomeRecord, ...] = ()
    timing: tuple[TimeRecord, ...] = ()
    sex: tuple[SexRecord, ...] = ()
    patients: tuple[PatientRecord, ...] = ()
    """Empty in a report of one patient."""
    unattached: tuple[Dose | Route | LabValue | RefRange, ...] = Field(default=())
    """Slots whose head the text does not name."""

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """All heads of all families, in order of their places."""
        found: list[Head] = [head for family in FAMILIES for head in getattr(self, family)]
        return tuple(sorted(found, key=lambda head: (head.evidence.start, head.evidence.end, head.label)))


def slots_of(head: Head) -> tuple[Dose | Route | TimeSlot | LabValue | RefRange, ...]:
    """Return the slots of a head, family by family; none for a head that has none."""
    if isinstance(head, DrugRecord):
        return (*head.doses, *head.routes, *head.frequencies, *head.durations)
    if isinstance(head, AnalyteRecord):
        return (*head.values, *head.ref_ranges)
    return ()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of :class:`CaseRecord` as it is written."""
    schema = CaseRecord.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}

"""What comes out: typed, frozen, plain values, each with the raw characters it was read from.

The names are those of the annotation guidelines. ``None`` and an empty tuple mean that the
text does not say; nothing is filled in. A :class:`CaseRecord` knows neither spaCy nor
pandas and holds all that a writer needs.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"
"""Version of the shape of :class:`CaseRecord`; its first number changes when a field goes or is renamed."""

Scope = Literal["patient", "general"]
Laterality = Literal["left", "right", "bilateral"]
Involvement = Literal["involved", "spared"]
DrugKind = Literal["ingredient", "brand", "class", "regimen"]
DrugStatus = Literal["given", "stopped", "not_given", "considered"]
AnalyteKind = Literal["lab", "vital", "score", "electrophysiology"]
Specimen = Literal["blood", "serum", "csf", "bone_marrow", "urine", "tissue"]
Flag = Literal["high", "low", "normal", "abnormal", "positive", "negative"]
Comparator = Literal["<", "<=", ">", ">="]
TimeLabel = Literal["Date", "Duration", "Frequency", "Age", "Time"]
Anchor = Literal[
    "transplant",
    "diagnosis",
    "onset",
    "admission",
    "discharge",
    "remission",
    "treatment",
    "previous",
    "now",
]


def record_id(sha256: str, label: str, start: int, end: int) -> str:
    """Return the stable id of a record: its text, its label and its raw place.

    >>> record_id("9d759789e62c91edebc9177ea86af176", "Nerve", 2435, 2441)
    '9d759789e62c-Nerve-2435-2441'
    """
    return f"{sha256[:12]}-{label}-{start}-{end}"


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
    section: str = "body"
    """Category of the section it stands in, for example ``case`` or ``abstract``."""
    sentence_start: int
    sentence_end: int


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


class Concept(Head):
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


class SetAside(Frozen):
    """A passage that was not read because it is not English."""

    start: int
    end: int
    reason: str
    """``script`` or ``language``."""
    language: str
    """ISO 639-1."""


class Abbreviation(Frozen):
    """A short form as the report itself introduces it."""

    short: str
    long: str


class CaseRecord(Frozen):
    """All that was found in one report."""

    schema_version: str = SCHEMA_VERSION
    casemill_version: str
    file: str | None = None
    """Name of the file; for a file of a folder its path inside that folder; None for a text."""
    sha256: str
    """Of the bytes of the file; of its UTF-8 form for a text."""
    encoding: str | None = None
    """Encoding in which the file was read; None for a text."""
    set_aside: tuple[SetAside, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    nerves: tuple[NerveRecord, ...] = ()
    drugs: tuple[DrugRecord, ...] = ()
    analytes: tuple[AnalyteRecord, ...] = ()
    timing: tuple[TimeRecord, ...] = ()
    sex: tuple[SexRecord, ...] = ()
    unattached: tuple[Dose | Route | LabValue | RefRange, ...] = Field(default=())
    """Slots whose head the text does not name."""

    @property
    def heads(self) -> tuple[Head, ...]:
        """All heads of all families, in order of their places."""
        found: tuple[Head, ...] = (*self.nerves, *self.drugs, *self.analytes, *self.timing, *self.sex)
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

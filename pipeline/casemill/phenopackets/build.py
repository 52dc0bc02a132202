"""The packet of a patient: subject, features, measurements, diseases, treatments, meta data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casemill import records as r
from casemill.cases import PatientCase, cases_of
from casemill.cases.days import is_weeks_behind
from casemill.cases.who import own, patients_of, present
from casemill.phenopackets.elements import RESOURCES, STATED, Json, age_element, ontology_class, time_element
from casemill.phenopackets.features import features
from casemill.phenopackets.measurements import measurements
from casemill.phenopackets.treatments import treatments

SCHEMA = "2.0"
"""Version of the schema of GA4GH."""

CREATED = "1970-01-01T00:00:00Z"
"""Time of creation unless one is given: the schema requires it, and the same report must give the same bytes."""

_SEX = {"female": "FEMALE", "male": "MALE"}
_PREFIX = re.compile(r"([A-Za-z]+):")


@dataclass(frozen=True)
class Packet:
    """The packet of one patient."""

    patient: int | None
    """Number of the patient; None for the only patient of a report."""
    content: Json
    """The packet as JSON."""
    left_out: Mapping[str, int]
    """What the schema cannot hold, or needs an identifier that is not known -> how many records."""


def packets_of(record: r.CaseRecord, *, created: str = CREATED) -> tuple[Packet, ...]:
    """Return the packets of a report, one a patient, in order of their numbers.

    Parameters
    ----------
    record
        What was found in the report.
    created
        Time of creation that the packets state, RFC 3339 in UTC.
    """
    numbers: tuple[int | None, ...] = patients_of(record)
    if len(numbers) == 1:
        numbers = (None,)
    cases = cases_of(record)
    return tuple(_packet(record, number, case, created) for number, case in zip(numbers, cases, strict=True))


def _packet(record: r.CaseRecord, patient: int | None, case: PatientCase, created: str) -> Packet:
    left: Counter[str] = Counter()
    name = f"{record.sha256[:12]}-patient{patient or 1}"
    diagnoses = own(record.diagnoses, patient)
    parts: dict[str, list[Json]] = {
        "phenotypicFeatures": features(diagnoses, own(record.nerves, patient), left),
        "measurements": measurements(own(record.analytes, patient), left),
        "diseases": _diseases(diagnoses, own(record.events, patient)),
        "medicalActions": treatments(own(record.drugs, patient), left),
    }
    content: Json = {"id": name, "subject": _subject(name, case, own(record.timing, patient), left)}
    content.update({key: part for key, part in parts.items() if part})
    content["metaData"] = {
        "created": created,
        "createdBy": f"casemill {record.casemill_version}",
        "resources": [RESOURCES[prefix] for prefix in sorted(_prefixes(content))],
        "phenopacketSchemaVersion": SCHEMA,
    }
    return Packet(patient, content, dict(sorted(left.items())))


def _subject(name: str, case: PatientCase, times: Iterable[r.TimeRecord], left: Counter[str]) -> Json:
    """Return the subject; the age at presentation is that of the last encounter if nothing is known of a later one."""
    subject: Json = {"id": name}
    if age := age_element(case.age.value):
        later = case.follow_up.value or any(is_weeks_behind(time.when) for time in times)
        if later or case.outcome.value == "died":
            left["age of a patient who was seen later"] += 1
        else:
            subject["timeAtLastEncounter"] = age
    if case.outcome.value == "died":
        subject["vitalStatus"] = {"status": "DECEASED"}
    if case.sex.value in _SEX:
        subject["sex"] = _SEX[case.sex.value]
    return subject


def _diseases(diagnoses: Iterable[r.DiagnosisRecord], events: Iterable[r.EventRecord]) -> list[Json]:
    """Return the diseases with a MONDO identifier; one that is denied everywhere is excluded.

    A disease has its onset where it is the only one of its kind (haematological, neurological)
    and an event of that kind tells of the onset, else of the diagnosis.
    """
    named: dict[str, list[r.DiagnosisRecord]] = {}
    for diagnosis in diagnoses:
        if (diagnosis.identifier or "").startswith("MONDO:") and diagnosis.assertion in STATED:
            named.setdefault(diagnosis.identifier or "", []).append(diagnosis)
    found = {key: [one for one in of_one if one.assertion != "negated"] for key, of_one in named.items()}
    kinds = Counter(asserted[0].kind for asserted in found.values() if asserted)
    onsets = _onsets(events)
    diseases = []
    for key, of_one in named.items():
        disease: Json = {"term": ontology_class(key, of_one[0].name or key)}
        if not found[key]:
            disease["excluded"] = True
        elif kinds[of_one[0].kind] == 1 and (onset := onsets.get(of_one[0].kind or "")):
            disease["onset"] = onset
        diseases.append(disease)
    return diseases


def _onsets(events: Iterable[r.EventRecord]) -> dict[str, Json]:
    """Return kind -> time of its first onset, else of its diagnosis, where the calendar knows it."""
    found: dict[str, Json] = {}
    asserted = [event for event in present(events, also="historical") if event.number is None]
    for value in ("onset", "diagnosis"):
        for event in asserted:
            time = time_element(event.when)
            if event.value == value and event.of and time:
                found.setdefault(event.of, time)
    return found


def _prefixes(value: object) -> set[str]:
    """Return the prefixes of all ontology classes."""
    return {match[1] for identifier in _identifiers(value) if (match := _PREFIX.match(identifier))}


def _identifiers(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "label" in value:
            yield str(value["id"])
        for part in value.values():
            yield from _identifiers(part)
    elif isinstance(value, list):
        for part in value:
            yield from _identifiers(part)

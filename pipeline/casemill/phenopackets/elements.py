"""Small parts of a packet: ontology classes, times, sex."""

from __future__ import annotations

import re

from casemill.records import When

Json = dict[str, object]

RESOURCES: dict[str, Json] = {
    "HP": {
        "id": "hp", "name": "Human Phenotype Ontology", "url": "http://purl.obolibrary.org/obo/hp.owl",
        "version": "2025-03", "namespacePrefix": "HP", "iriPrefix": "http://purl.obolibrary.org/obo/HP_",
    },
    "MONDO": {
        "id": "mondo", "name": "Mondo Disease Ontology", "url": "http://purl.obolibrary.org/obo/mondo.owl",
        "version": "2026-05-05", "namespacePrefix": "MONDO", "iriPrefix": "http://purl.obolibrary.org/obo/MONDO_",
    },
    "UBERON": {
        "id": "uberon", "name": "Uber-anatomy Ontology", "url": "http://purl.obolibrary.org/obo/uberon.owl",
        "version": "2026-04-01", "namespacePrefix": "UBERON", "iriPrefix": "http://purl.obolibrary.org/obo/UBERON_",
    },
    "LOINC": {
        "id": "loinc", "name": "Logical Observation Identifiers Names and Codes", "url": "https://loinc.org",
        "version": "Top 2000 v1.6", "namespacePrefix": "LOINC", "iriPrefix": "https://loinc.org/",
    },
    "UCUM": {
        "id": "ucum", "name": "Unified Code for Units of Measure", "url": "https://ucum.org",
        "version": "2.1", "namespacePrefix": "UCUM", "iriPrefix": "https://units-of-measurement.org/",
    },
    "ATC": {
        "id": "atc", "name": "Anatomical Therapeutic Chemical classification", "url": "https://atcddd.fhi.no",
        "version": "2025-06-12", "namespacePrefix": "ATC", "iriPrefix": "https://atcddd.fhi.no/atc_ddd_index/?code=",
    },
}  # fmt: skip
"""Prefix -> the ontology it is of."""

STATED = frozenset({"present", "historical", "negated"})
"""Assertions that a packet can hold: what was suspected or planned is neither there nor excluded."""

SIDES: dict[str, tuple[str, str]] = {
    "bilateral": ("HP:0012832", "Bilateral"),
    "right": ("HP:0012834", "Right"),
    "left": ("HP:0012835", "Left"),
}
_DURATION = re.compile(r"P(?=\d)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?")


def ontology_class(identifier: str, label: str) -> Json:
    """Return an ontology class."""
    return {"id": identifier, "label": label}


def time_element(when: When | None) -> Json | None:
    """Return a point of the calendar: a day as its timestamp, else the interval that it lies in.

    None if the calendar does not know it. A schema without distances from an event cannot hold those.
    """
    if when is None or when.earliest is None or when.latest is None:
        return None
    if when.earliest == when.latest:
        return {"timestamp": f"{when.earliest}T00:00:00Z"}
    return {"interval": {"start": f"{when.earliest}T00:00:00Z", "end": f"{when.latest}T23:59:59Z"}}


def age_element(value: str | None) -> Json | None:
    """Return an age, or a range of ages, from its ISO 8601 form; None if it is not a number of units.

    >>> age_element("P45Y")
    {'age': {'iso8601duration': 'P45Y'}}
    >>> age_element("PXY") is None
    True
    """
    ends = [part for part in (value or "").split("/") if _DURATION.fullmatch(part)]
    if len(ends) != len((value or "").split("/")):
        return None
    if len(ends) == 1:
        return {"age": {"iso8601duration": ends[0]}}
    if len(ends) == 2:
        return {"ageRange": {"start": {"iso8601duration": ends[0]}, "end": {"iso8601duration": ends[1]}}}
    return None

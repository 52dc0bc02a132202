"""What schema 2.0 requires of a packet, beyond the names and types of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_CURIE = re.compile(r"([A-Za-z][A-Za-z0-9]*):\S+")
_AGE = re.compile(r"P(?=\d)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?")
_RESOURCE = ("id", "name", "url", "version", "namespacePrefix", "iriPrefix")
_META = ("created", "createdBy", "resources", "phenopacketSchemaVersion")
_REQUIRED = {"phenotypicFeatures": "type", "measurements": "assay", "diseases": "term"}


def check_phenopacket(packet: Mapping[str, object]) -> list[str]:
    """Return what is wrong with a packet; an empty list if it keeps the schema's requirements.

    Required fields, classes with id and label, a resource for each prefix, timestamps of the
    calendar (RFC 3339, UTC), intervals that do not end before they begin.

    Parameters
    ----------
    packet
        A packet as JSON.

    Returns
    -------
    list of str
        One line a fault, with its path. No text of the packet but identifiers.
    """
    faults = [] if packet.get("id") else ["id: missing"]
    meta = packet.get("metaData")
    if not isinstance(meta, Mapping):
        return [*faults, "metaData: missing"]
    faults += [f"metaData.{name}: missing" for name in _META if name not in meta]
    subject = packet.get("subject")
    if isinstance(subject, Mapping) and not subject.get("id"):
        faults.append("subject.id: missing")
    if meta.get("phenopacketSchemaVersion") not in (None, "2.0"):
        faults.append("metaData.phenopacketSchemaVersion: not 2.0")
    prefixes, found = _resources(meta.get("resources"))
    faults += found
    for name, field in _REQUIRED.items():
        faults += [f"{path}.{field}: missing" for path, part in _parts(packet, name) if field not in part]
    for path, part in _parts(packet, "measurements"):
        faults += [] if {"value", "complexValue"} & set(part) else [f"{path}.value: missing"]
    for path, value in _walk({key: value for key, value in packet.items() if key != "metaData"}, ""):
        faults += _faults_of(path, value, prefixes)
    return faults + _timestamp_faults("metaData.created", meta.get("created", "1970-01-01T00:00:00Z"))


def _resources(resources: object) -> tuple[set[str], list[str]]:
    """Return the prefixes that have a resource, and the faults of the resources."""
    prefixes: set[str] = set()
    faults: list[str] = []
    for number, resource in enumerate(resources if isinstance(resources, Sequence) else ()):
        missing = [name for name in _RESOURCE if not resource.get(name)]
        faults += [f"metaData.resources[{number}].{name}: missing" for name in missing]
        prefixes.add(str(resource.get("namespacePrefix")))
    return prefixes, faults


def _parts(packet: Mapping[str, object], name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    parts = packet.get(name)
    for number, part in enumerate(parts if isinstance(parts, Sequence) else ()):
        yield f"{name}[{number}]", part


def _walk(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Yield each object and each time inside a packet with its path."""
    if isinstance(value, Mapping):
        yield path, value
        for key, part in value.items():
            if key in ("timestamp", "start", "end", "iso8601duration") and isinstance(part, str):
                yield f"{path}.{key}".lstrip("."), part
            yield from _walk(part, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _walk(part, f"{path}[{number}]")


def _faults_of(path: str, value: object, prefixes: set[str]) -> list[str]:
    if isinstance(value, str):
        if path.endswith("iso8601duration"):
            return [] if _AGE.fullmatch(value) else [f"{path}: not an ISO 8601 duration"]
        return _timestamp_faults(path, value)
    if not isinstance(value, Mapping):
        return []
    if "label" in value:
        return _class_faults(path, value, prefixes)
    start, end = value.get("start"), value.get("end")
    if isinstance(start, str) and isinstance(end, str) and start > end:
        return [f"{path}: ends before it begins"]
    return []


def _class_faults(path: str, value: Mapping[str, object], prefixes: set[str]) -> list[str]:
    faults = [] if value["label"] else [f"{path}.label: empty"]
    curie = _CURIE.fullmatch(str(value.get("id", "")))
    if curie is None:
        return [*faults, f"{path}.id: no identifier with a prefix"]
    return faults if curie[1] in prefixes else [*faults, f"{path}.id: no resource for the prefix {curie[1]}"]


def _timestamp_faults(path: str, value: object) -> list[str]:
    if isinstance(value, str) and _TIMESTAMP.fullmatch(value):
        try:
            datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            return [f"{path}: no such day"]
        return []
    return [f"{path}: not a timestamp of RFC 3339 in UTC"]
